"""Start the page, say where it is, and open a browser where there is one."""

import asyncio
import getpass
import os
import sys
import webbrowser
from contextlib import suppress

import typer

from autograder.grading.grade import gradebook_url
from autograder.grading.late import settle
from autograder.hand.server import LONGEST_NAME, Desk, serve
from autograder.problems import UserError
from autograder.units import Unit


def grade_by_hand(unit: Unit, name: str | None, anonymous: bool) -> None:
    """Serve the page until Ctrl-C.

    Args:
        unit: the unit.
        name: of who grades; else the user's name on this machine.
        anonymous: whether students' names are left out.

    Raises:
        UserError: there is nothing to grade, the name cannot be used, or the gradebook cannot.
    """
    who = _user() if name is None else name.strip()
    if not who or len(who) > LONGEST_NAME or not who.isprintable():
        raise UserError(f"A name after --as has 1 to {LONGEST_NAME} letters, all of which can be printed.")
    desk = Desk(unit, gradebook_url(unit.root), who, anonymous)
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(desk, _tell))
    settle(unit.root)  # what lateness costs depends on the points
    typer.echo("\nStopped. What you gave is in the gradebook.")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "somebody"


def _tell(address: str) -> None:
    typer.echo(
        f"Open {address}\nThe address is for you alone. Ctrl-C stops the page; all that you give is saved at once."
    )
    if sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)
