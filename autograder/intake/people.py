"""The class list: roster.csv in the course's folder, as a course keeps it or as an LMS exports it."""

from collections.abc import Collection
from pathlib import Path

from autograder.intake.roster import Person, read_roster, read_rows
from autograder.problems import UserError

__all__ = ["ROSTER", "Person", "check_known", "read_people", "roster_titles"]

ROSTER = "roster.csv"


def read_people(root: Path, students: Collection[str]) -> dict[str, Person]:
    """Read the class list.

    Args:
        root: the course's folder.
        students: the ids that are known from submissions.

    Returns:
        The students by id; empty where there is no class list. Who has no id in it is left out.

    Raises:
        UserError: the file cannot be read, or has no column with the ids of these students.
    """
    path = root / ROSTER
    return {one.id: one for one in read_roster(path, students) if one.id} if path.is_file() else {}


def roster_titles(root: Path) -> list[str]:
    """Return the titles of the class list's columns as they stand there; none where there is no class list."""
    path = root / ROSTER
    rows = read_rows(path)[0] if path.is_file() else []
    return [title.strip() for title in rows[0]] if rows else []


def check_known(root: Path, student: str) -> None:
    """Make sure that an id is one of the class's.

    Raises:
        UserError: it is neither in submitted/ nor in the roster.
    """
    handed_in = {folder.name for folder in (root / "submitted").glob("*") if folder.is_dir()}
    if student not in handed_in | read_people(root, handed_in).keys():
        raise UserError(f"There is no student {student!r} in submitted/ or in {ROSTER}. Check the id.")
