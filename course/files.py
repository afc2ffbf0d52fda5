"""The units' notebooks on the student's disk: where they lie, and their cells."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from course.texts import FIRST, LANGUAGES

PROJECT = "pyproject.toml"
VERSION = "course_version"  # in a released notebook's metadata: the version of the course that it was made with
# What a message holds besides its text where it is shown in place of an error: the name of the error.
SHOWN_ERROR = "application/x-course-error"
Cell = dict[str, Any]
CALL = re.compile(rb"""check_setup\([^()\n]{0,200}?language=\\?["']([a-z]{2})""")


@cache
def package() -> str:
    """Return the name under which the course is installed.

    It stands in pyproject.toml, which lies beside this package, or in it where it was installed from a wheel. It is
    read without tomllib, so that a Python that is too old for that can still say so.
    """
    here = Path(__file__).parent
    texts = (path.read_text(encoding="utf-8") for path in (here / PROJECT, here.parent / PROJECT) if path.is_file())
    name = re.search(r'^name = "(.+)"', next(texts, ""), re.MULTILINE)
    return name[1] if name else "course"


def notebooks_of_units(folder: Path) -> dict[str, Path]:
    """Find the notebooks of the units in a folder, in the units' order.

    Args:
        folder: holds 01_perceptron/perceptron.ipynb and so on.

    Returns:
        The notebooks that are there, by the name of their unit.
    """
    units = sorted(path for path in folder.glob("[0-9][0-9]_*") if path.is_dir())
    notebooks = {unit.name: unit / f"{unit.name.split('_', 1)[1]}.ipynb" for unit in units}
    return {name: path for name, path in notebooks.items() if path.is_file()}


def renamed_notebooks(folder: Path) -> dict[str, list[str]]:
    """Find units whose notebook is missing while others lie in its place.

    Args:
        folder: holds 01_perceptron and so on.

    Returns:
        The names of the notebooks that are there, by the path of the one that is missing.
    """
    units = sorted(path for path in folder.glob("[0-9][0-9]_*") if path.is_dir())
    missing = [unit / f"{unit.name.split('_', 1)[1]}.ipynb" for unit in units]
    others = {path: sorted(other.name for other in path.parent.glob("*.ipynb")) for path in missing}
    return {f"{path.parent.name}/{path.name}": names for path, names in others.items() if names and not path.is_file()}


def read_cells(path: Path) -> list[Cell]:
    """Read a notebook's cells, each with its text in one piece; of a file that is no notebook, none.

    It is read as plain JSON, since importing nbformat would make every notebook start more slowly.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [{**cell, "source": "".join(cell["source"])} for cell in cells]
    except (OSError, ValueError, LookupError, TypeError):  # whatever the student's file is, there is nothing in it
        return []


def version_of(path: Path) -> str:
    """Return the version of the course that a notebook was released with, or an empty string."""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["metadata"][VERSION])
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def is_older(one: str, other: str) -> bool:
    """Tell whether a version is older than another; what is no version is not.

    Example:
        >>> is_older("0.9.1", "0.10"), is_older("0.10", "0.10"), is_older("", "0.10")
        (True, False, False)
    """
    try:
        return Version(one) < Version(other)
    except InvalidVersion:
        return False


def marks(cell: Cell) -> dict[str, Any]:
    """Return what nbgrader knows of a cell: grade_id, points, grade, solution; empty for any other cell."""
    return dict(cell.get("metadata", {}).get("nbgrader", {}))


def language_of(data: bytes) -> str:
    r"""Tell a notebook's language from the call of `check_setup` in its file, which may be no whole notebook.

    Returns:
        One of LANGUAGES; that of the source where the call names none of them.

    Example:
        >>> language_of(b'"check_setup(\\"02_forward\\", language=\\"es\\")"'), language_of(b"{}")
        ('es', 'en')
    """
    found = CALL.search(data)
    language = found.group(1).decode() if found else ""
    return language if language in LANGUAGES else FIRST
