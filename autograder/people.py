"""The class list: roster.csv in the course's folder, where there is one."""

import csv
from dataclasses import dataclass
from pathlib import Path

from autograder.problems import UserError

ROSTER = "roster.csv"


@dataclass(frozen=True)
class Person:
    """Hold what the roster says about a student; `columns` are all of its columns, by the names in its first line."""

    id: str
    name: str
    columns: dict[str, str]


def read_people(root: Path) -> dict[str, Person]:
    """Read the roster.

    Args:
        root: the course's folder.

    Returns:
        The students by id; empty where there is no roster.

    Raises:
        UserError: the file has no column `id`, or cannot be read.
    """
    path = root / ROSTER
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.DictReader(file)
            rows = [{str(name).strip(): str(value or "").strip() for name, value in line.items()} for line in lines]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{ROSTER} cannot be read: {error}. Save it as CSV in UTF-8.") from error
    if rows and "id" not in rows[0]:
        raise UserError(f"{ROSTER} has no column `id`. Its first line must name the columns: id, name, email.")
    return {row["id"]: Person(row["id"], row.get("name") or row["id"], row) for row in rows if row["id"]}
