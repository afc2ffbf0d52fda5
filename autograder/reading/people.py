"""The class list: roster.csv in the course's folder, as a course keeps it or as an LMS exports it."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from autograder.intake.roster import NAMES, STUDENT, read_lines
from autograder.problems import UserError

ROSTER = "roster.csv"


@dataclass(frozen=True)
class Person:
    """Hold what the roster says about a student; `columns` holds every column, by its header's letters and digits."""

    id: str
    name: str
    columns: dict[str, str]

    def column(self, *headers: str) -> str:
        """Return the first of these columns that is there and filled in, or an empty string."""
        return next((self.columns[header] for header in headers if self.columns.get(header)), "")


def read_people(root: Path, students: Collection[str]) -> dict[str, Person]:
    """Read the roster.

    Which of its columns holds the ids of this course shows in the data: the one that names the most of its students.

    Args:
        root: the course's folder.
        students: the ids that are known from submissions.

    Returns:
        The students by id; empty where there is no roster.

    Raises:
        UserError: the file cannot be read, or has no column with an id in every line.
    """
    path = root / ROSTER
    if not path.is_file():
        return {}
    # Canvas's own second line holds the highest points.
    lines = [line for line in read_lines(path) if not next(iter(line.values()), "").startswith("Points Possible")]
    filled = [key for key in STUDENT if lines and all(line.get(key) for line in lines)]
    if not filled:
        raise UserError(f"{ROSTER} has no column `id` that is filled in every line. Its first line: id,name,email")
    key = max(filled, key=lambda key: sum(line[key] in students for line in lines))
    return {line[key]: Person(line[key], _name(line) or line[key], line) for line in lines}


def check_known(root: Path, student: str) -> None:
    """Make sure that an id is one of the class's.

    Raises:
        UserError: it is neither in submitted/ nor in the roster.
    """
    handed_in = {folder.name for folder in (root / "submitted").glob("*") if folder.is_dir()}
    if student not in handed_in | read_people(root, handed_in).keys():
        raise UserError(f"There is no student {student!r} in submitted/ or in {ROSTER}. Check the id.")


def _name(line: dict[str, str]) -> str:
    whole = next((line[key] for key in NAMES if line.get(key)), "")
    return whole or f"{line.get('firstname', '')} {line.get('lastname', '')}".strip()
