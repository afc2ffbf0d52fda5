"""How text, numbers and pages that come from elsewhere are shown: as text, without anything that acts.

Everything on a page goes through jinja2's autoescape. Before that, `plain` takes out what acts without being HTML:
terminal escape codes, control characters, and marks that turn the direction of writing around.
"""

import base64
import binascii
import hashlib
import json
import re
import struct
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape
from nbformat import NotebookNode

from autograder.judging.results import Status
from autograder.units import Unit, grade_id, is_solution
from course.texts import _, marked, ngettext

WORDS = {
    Status.PASSED: marked("correct"),
    Status.FAILED: marked("not right yet"),
    Status.NOT_ATTEMPTED: marked("not attempted"),
    Status.ERROR: marked("stopped with an error"),
    Status.TIMEOUT: marked("took too long"),
    Status.MEMORY: marked("needed too much memory"),
    Status.CRASHED: marked("ended the Python process"),
    Status.MANUAL: marked("graded by hand"),
}

MOST_CHARACTERS = 20_000  # of a text on a page
LARGEST_PICTURE = 300_000  # characters of base64
WIDEST_PICTURE = 4_000  # pixels; a small file can claim to be a huge picture

_ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|[@-Z\\-_])")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def plain(text: str) -> str:
    r"""Return a text without escape codes, control characters and lone surrogates, and not longer than a page bears.

    Example:
        >>> plain("a\x1b[31mred\x1b[0m\r\nb\u202e")
        'ared\nb'
    """
    text = _CONTROLS.sub("", _ESCAPES.sub("", text.replace("\r\n", "\n")))
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + "\n" + _("[cut off here]")


def with_code(text: str) -> Markup:
    """Escape a text, and set what stands between backticks as code.

    Example:
        >>> with_code("fix `f<g`")
        Markup('fix <code>f&lt;g</code>')
    """
    parts = plain(text).split("`")
    whole = len(parts) % 2 == 1  # an odd backtick at the end stays as it is
    pieces = [
        Markup("<code>{}</code>").format(part) if i % 2 and (whole or i < len(parts) - 1) else escape(part)
        for i, part in enumerate(parts)
    ]
    return Markup("").join(pieces)


def number(value: float) -> str:
    """Write a number with at most two decimals.

    Example:
        >>> number(13.0), number(2 / 3)
        ('13', '0.67')
    """
    return f"{round(value, 2):g}"


def is_small_picture(data: Any) -> bool:
    """Tell whether a notebook's output is a PNG of a reasonable size, in base64."""
    if not isinstance(data, str) or len(data) > LARGEST_PICTURE:
        return False
    try:
        raw = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    if len(raw) < 24 or not raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return False
    width, height = struct.unpack(">II", raw[16:24])
    return bool(0 < width <= WIDEST_PICTURE and 0 < height <= WIDEST_PICTURE)


def duration(hours: float) -> str:
    """Write how long something lasts, in the unit that people would take.

    Example:
        >>> duration(1 / 60), duration(26), duration(72)
        ('1 minute', '26 hours', '3 days')
    """
    for unit, size, least in (("day", 24.0, 48), ("hour", 1.0, 1), ("minute", 1 / 60, 0)):
        if hours >= least:
            count = max(1, round(hours / size, 1 if unit == "day" else 0))
            return _in_words(unit, 1 if count == 1 else 2).format(count=count)
    return ""


def _in_words(unit: str, number: int) -> str:
    if unit == "day":
        return ngettext("{count:g} day", "{count:g} days", number)
    if unit == "hour":
        return ngettext("{count:g} hour", "{count:g} hours", number)
    return ngettext("{count:g} minute", "{count:g} minutes", number)


def fill(text: str, **values: Any) -> Markup:
    """Put values into a text's fields, all of it escaped but what is HTML already.

    Example:
        >>> fill("{name} < 3", name="a<b")
        Markup('a&lt;b &lt; 3')
    """
    return escape(text).format(**values)


def script_hash(script: str) -> str:
    """Return what a Content-Security-Policy says to allow this one script."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


@cache  # so that a class's pages compile their template once
def templates() -> Environment:
    """Return the page templates: autoescaped, with the filters of this module."""
    environment = Environment(loader=PackageLoader("autograder"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "plain": plain,
        "with_code": with_code,
        "number": number,
        "duration": duration,
        "fill": fill,
    }
    environment.globals |= {"_": _, "ngettext": ngettext}
    return environment


def title_of(source: NotebookNode, unit: Unit) -> str:
    """Return a unit's title: the first heading of its notebook."""
    headings = (line.removeprefix("# ") for cell in source.cells[:1] for line in cell.source.splitlines()[:1])
    return next(headings, unit.name)


def graded_notebook(unit: Unit, student: str) -> NotebookNode | None:
    """Read a student's notebook as it was graded, or None where there is none."""
    path = _graded_path(unit, student)
    # Written by nbgrader in today's format, so that it needs no validation, which takes longest.
    return nbformat.reader.reads(path.read_text(encoding="utf-8")) if path.is_file() else None


def answers_in(notebook: NotebookNode | None) -> dict[str, str]:
    """Map each exercise to what the student wrote."""
    cells = [] if notebook is None else notebook.cells
    return {grade_id(cell): plain(cell.source).strip("\n") for cell in cells if is_solution(cell)}


def read_answers(unit: Unit, student: str) -> dict[str, str]:
    """Read what the student wrote, by exercise, from the notebook as it was graded.

    Only that: of a thousand notebooks with their figures, nbformat would take minutes to make objects.
    """
    path = _graded_path(unit, student)
    if not path.is_file():
        return {}
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    marked = [(cell["metadata"].get("nbgrader", {}), "".join(cell["source"])) for cell in cells]
    return {mark["grade_id"]: plain(source).strip("\n") for mark, source in marked if mark.get("solution")}


def _graded_path(unit: Unit, student: str) -> Path:
    return unit.root / "autograded" / student / unit.name / unit.notebook_name
