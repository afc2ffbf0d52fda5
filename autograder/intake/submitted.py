"""The folder submitted/: submitted/STUDENT/UNIT/, as nbgrader has it, and what lies there in the wrong place.

A student's id becomes a folder's name, a line in tables and a key in nbgrader's database. So it is held to a pattern
that is harmless in all of these: letters and digits of any script, and a few signs that ids and addresses need.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from autograder.intake.notebook_file import printable
from autograder.units import Unit

STUDENT_ID = re.compile(r"\w(?:[\w .@+'-]*[\w@+'-])?")
LONGEST_ID = 100
ID_RULE = f"letters, digits, spaces and any of . _ - @ + ', beginning with a letter or digit, at most {LONGEST_ID} long"
TIMESTAMP = "timestamp.txt"  # nbgrader's, beside the notebook: when it was handed in
RECEIPT = "collected.json"  # ours: from which archive and file it came
REPLACED = "replaced"  # submitted/STUDENT/replaced/ keeps what a newer attempt has replaced


def is_student_id(text: str) -> bool:
    r"""Tell whether text may be a student's id.

    Example:
        >>> [is_student_id(text) for text in ("ada", "José O'Neil", "a@b.org", "..", "-rf", "a/b", "a\n", "a" * 101)]
        [True, True, True, False, False, False, False, False]
    """
    return bool(STUDENT_ID.fullmatch(text)) and text.isprintable() and len(text) <= LONGEST_ID


def students_in(root: Path) -> set[str]:
    """List the ids under which work lies in submitted/."""
    submitted = root / "submitted"
    found = {path.name for path in submitted.iterdir() if path.is_dir()} if submitted.is_dir() else set()
    return {name for name in found if is_student_id(name)}


def nothing_from(root: Path, unit: str, ids: Iterable[str]) -> list[str]:
    """List those of these students from whom no work on a unit lies in submitted/."""
    return sorted(one for one in ids if not (root / "submitted" / one / unit).is_dir())


def misplaced(root: Path, units: list[Unit]) -> list[str]:
    """Say, in a sentence each, what lies in submitted/ where it will not be graded.

    Args:
        root: the course's folder.
        units: all units of the course.
    """
    found = []
    names = {unit.name for unit in units} | {REPLACED}
    submitted = root / "submitted"
    for path in sorted(submitted.iterdir()) if submitted.is_dir() else ():
        shown = f"submitted/{printable(path.name)}"
        if path.name.startswith("."):
            continue
        if not path.is_dir():
            found.append(f"{shown} is not in a student's folder; it belongs into submitted/STUDENT/UNIT/.")
        elif not is_student_id(path.name):
            found.append(f"{shown} is not graded: its name is no student id ({ID_RULE}). Rename it.")
        else:
            found += _misplaced_within(path, shown, names)
    return found


def _misplaced_within(folder: Path, shown: str, names: set[str]) -> list[str]:
    try:
        inner = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        return [f"{shown} is not graded: it cannot be read ({error.strerror})."]
    return [
        f"{shown}/{printable(name)} is not graded: no unit has this name. It belongs into {shown}/UNIT/."
        for name in inner
        if name not in names and not name.startswith(".")
    ]
