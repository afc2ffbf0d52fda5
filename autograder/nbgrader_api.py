"""nbgrader, set up for a course folder."""

import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, InvalidEntry
from nbgrader.apps import NbGraderAPI
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config, PyFileConfigLoader

from autograder.problems import UserError

CONFIG = "nbgrader_config.py"
NOT_IN_PATHS = "?*[]%$"  # ? ends a URL's path, * [ ] are patterns, % and $ are replaced in settings
OTHER_CELLS = "Cannot add or remove cells"  # nbgrader refuses this as soon as the gradebook holds a submission
LONGEST_PATH = 400  # bytes; SQLite takes 512, with the file's name


@contextmanager
def nbgrader_api(root: Path) -> Iterator[NbGraderAPI]:
    """Give nbgrader's own interface with the settings of nbgrader_config.py.

    Args:
        root: the course's folder.

    Raises:
        UserError: the folder holds no nbgrader_config.py, or one that stops with an error, or nbgrader cannot work in a
            folder of this name.
    """
    _check_path(str(root.resolve()))
    if not (root / CONFIG).exists():
        raise UserError(f"There is no {CONFIG} in {root}. Run this in the course's own folder.")
    config = _read_config(root)
    config.CourseDirectory.root = str(root.resolve())
    path, folder = os.environ["PATH"], os.getcwd()
    # nbgrader starts `alembic` by name to set up its database.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), path])
    os.chdir(root)
    try:
        with warnings.catch_warnings():
            # nbgrader's own, about how it uses its database; nobody here can fix it
            warnings.filterwarnings("ignore", message="Object of type <Submitted")
            yield NbGraderAPI(config=config)
    finally:
        os.environ["PATH"] = path
        os.chdir(folder)


def _read_config(root: Path) -> Config:
    try:
        config: Config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    except UserError:  # of course.toml, which it reads
        raise
    except Exception as error:  # it is code, which may raise anything
        raise UserError(
            f"{CONFIG} in {root} stops with {type(error).__name__}: {error}. If it is a copy from before an upgrade, "
            "copy the course's own again."
        ) from error
    return config


def _check_path(path: str) -> None:
    """Make sure that nbgrader, which takes a path for a pattern, a URL and a template, finds the same folder in each.

    Raises:
        UserError: it would not.
    """
    if set(path) & set(NOT_IN_PATHS) or not path.isprintable() or len(os.fsencode(path)) > LONGEST_PATH:
        raise UserError(
            f"nbgrader cannot work in the folder {path!a}: its path may not hold any of {' '.join(NOT_IN_PATHS)} nor "
            f"signs that cannot be printed, and not be longer than {LONGEST_PATH} bytes. Rename or move the folder."
        )


@contextmanager
def open_gradebook(root: Path) -> Iterator[tuple[Gradebook, NbGraderAPI]]:
    """Give nbgrader's gradebook of a course, and its interface; a new gradebook where there is none.

    Args:
        root: the course's folder.

    Raises:
        UserError: the gradebook cannot be used.
    """
    with nbgrader_api(root) as api:
        url = api.coursedir.db_url
        try:
            with Gradebook(url, api.coursedir.course_id) as book:
                yield book, api
        except (SQLAlchemyError, InvalidEntry) as error:
            shown = make_url(url).render_as_string(hide_password=True)
            reason = str(getattr(error, "orig", error)).splitlines()[0]
            raise UserError(f"The gradebook {shown} cannot be used: {reason}. Is another program using it?") from error


def succeed(outcome: dict[str, Any], what: str) -> None:
    """Turn nbgrader's report of a failure into an error that says what failed and why.

    Raises:
        UserError: the outcome is no success.
    """
    if not outcome["success"]:
        text = (outcome.get("log") or "") + (outcome.get("error") or "")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        # The reason is in the traceback that nbgrader logs; its last lines only refer to it.
        reasons = [line for line in lines if re.match(r"\w*Error: ", line)] or lines
        reason = reasons[-1] if reasons else "it did not say why"
        if OTHER_CELLS in reason:
            reason = (
                "the gradebook holds work that was graded with other cells than source/ has now. Put the cells back as "
                "they were, or move gradebook.db away to begin a new one (points given by hand are in it alone)"
            )
        raise UserError(f"nbgrader could not {what}: {reason.rstrip('.')}.")
