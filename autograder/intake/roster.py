"""The roster: a CSV that says who is who, as a course keeps it or as an LMS exports it.

Moodle's grading worksheet and list of participants, Canvas's gradebook, GitHub Classroom's roster, Gradescope's scores
and nbgrader's students.csv all serve as they are: the columns are known by many names. Nobody is guessed: who cannot be
told by number, name or id is not placed.
"""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from autograder.intake.notebook_file import printable
from autograder.intake.submitted import ID_RULE, is_student_id
from autograder.intake.times import read_times
from autograder.intake.titles import columns, letters
from autograder.problems import UserError

# Columns, by the letters and digits of their English titles; see titles.py.
STUDENT = (
    "studentid",
    "username",
    "sisloginid",
    "loginid",
    "idnumber",
    "sid",
    "sisuserid",
    "id",
    "emailaddress",
    "email",
)
NAMES = ("fullname", "student", "name", "studentname", "sortablename", "displayname")
PARTICIPANT = ("identifier", "participant", "participantid")  # Moodle numbers participants anew in each assignment
GITHUB = ("githubusername", "githublogin", "github")
USER = ("canvasid", "canvasuserid", "lmsid", "lmsuserid")  # and in Canvas's gradebook "ID"
TIME = ("timestamp", "submittedat", "lastmodifiedsubmission", "submissiontime")


@dataclass(frozen=True, eq=False)
class Person:
    """Hold a line of the roster.

    Attributes:
        id: in this course; empty where its column is blank.
        name: to show.
        columns: what each column holds, by its title in English, letters and digits alone.
        time: when the work was handed in, where the roster says it.
        doubt: what is wrong with that time.
    """

    id: str
    name: str
    columns: dict[str, str]
    time: datetime | None = None
    doubt: str = ""

    def column(self, *titles: str) -> str:
        """Return the first of these columns that is there and filled in, or an empty string."""
        return next((self.columns[title] for title in titles if self.columns.get(title)), "")

    @cached_property
    def names(self) -> frozenset[str]:
        """Return how the name may be spelled in a download."""
        return frozenset(spelling for name in _names(self.columns) for spelling in spellings(name))

    @property
    def first_and_last(self) -> tuple[str, str]:
        """Return the first and the last name; where the roster does not part them, all is the last one.

        Example:
            >>> Person("ada", "Lovelace, Ada", {}).first_and_last, Person("ada", "Ada Lovelace", {}).first_and_last
            (('Ada', 'Lovelace'), ('', 'Ada Lovelace'))
        """
        first, last = self.column("firstname"), self.column("lastname")
        if first and last:
            return first, last
        last, _, first = self.name.partition(",")
        return first.strip(), last.strip()

    @cached_property
    def participants(self) -> frozenset[str]:
        """Return the number in a Moodle assignment."""
        return self._numbers(PARTICIPANT)

    @cached_property
    def users(self) -> frozenset[str]:
        """Return the number in Canvas."""
        return self._numbers((*USER, "id") if _is_of_canvas(self.columns) else USER)

    @cached_property
    def logins(self) -> frozenset[str]:
        """Return the name on GitHub, in small letters; without a column for it the id may be that."""
        columns = [title for title in GITHUB if title in self.columns]
        names = [self.columns[title] for title in columns] if columns else [self.id]
        return frozenset(name.casefold() for name in names) - {""}

    def _numbers(self, titles: tuple[str, ...]) -> frozenset[str]:
        return frozenset(re.sub(r"\D", "", self.columns.get(title, "")) for title in titles) - {""}


def read_roster(path: Path, known: Collection[str] = ()) -> tuple[Person, ...]:
    """Read a roster.

    Args:
        path: the CSV.
        known: the ids under which work has been collected; the column of ids is the one that names the most of them.

    Raises:
        UserError: it is no CSV with a column for ids, or with none of the known ones, or an id is unsafe or not unique.
    """
    lines = [line for line in _read_lines(path) if _is_person(line)]
    if not lines:
        raise UserError(f"{path} has no lines with students.")
    column = _id_column(lines, known, path)
    handed_in = [next((line[key] for key in TIME if line.get(key, "-") not in ("", "-")), "") for line in lines]
    times = read_times(set(handed_in) - {""}) | {"": (None, "")}
    people = tuple(
        Person(line[column], next((name for name in _names(line) if name), line[column]), line, *times[time])
        for line, time in zip(lines, handed_in, strict=True)
    )
    _check_ids(people, path)
    return people


def spellings(name: str) -> set[str]:
    """Return how a name may be run together: "Lovelace, Ada" and "Ada Lovelace" both give both orders.

    Example:
        >>> sorted(spellings("Lovelace, Ada"))
        ['adalovelace', 'lovelaceada']
    """
    words = [letters(word) for word in re.split(r"[\s,]+", name)]
    return {"".join(words[i:] + words[:i]) for i in range(len(words))} - {""}


def read_rows(path: Path) -> tuple[list[list[str]], str]:
    """Read a CSV with commas, semicolons or tabs, whatever program wrote it; return its cells and what parts them.

    Raises:
        UserError: it cannot be read.
    """
    try:
        data = path.read_bytes()
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")  # as Excel writes it
        separator = max(",;\t", key=text.partition("\n")[0].count)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)), separator
    except (OSError, csv.Error) as error:
        raise UserError(f"{path} cannot be read: {error}.") from error


def _read_lines(path: Path) -> list[dict[str, str]]:
    """Read the CSV; a line is a dict by the columns' titles."""
    rows, _ = read_rows(path)
    rows = [[unicodedata.normalize("NFC", cell).strip() for cell in row] for row in rows if any(map(str.strip, row))]
    titles = columns(rows[0], [row[0] for row in rows[1:]]) if rows else []
    lines = []
    for row in rows[1:]:
        line = dict.fromkeys(titles, "")
        for title, cell in zip(titles, row, strict=False):
            line[title] = line[title] or cell
        lines.append(line)
    return lines


def _is_of_canvas(line: dict[str, str]) -> bool:
    return "sisuserid" in line or "sisloginid" in line


def _is_person(line: dict[str, str]) -> bool:
    """Tell people from Canvas's other lines: the highest points, "Manual Posting" or "Muted", and its test student."""
    names = _names(line)
    if not any(names) and not any(line.get(key) for key in STUDENT + PARTICIPANT + USER):
        return False
    test = _is_of_canvas(line) and any("studenttest" in spellings(name) for name in names)
    return not test and not any(letters(name) in ("pointspossible", "manualposting", "muted") for name in names)


def _id_column(lines: list[dict[str, str]], known: Collection[str], path: Path) -> str:
    """Choose the column of the ids; a blank in it costs one person the id, and not the others theirs."""
    # In GitHub Classroom's own roster the identifier is what the teacher wrote there, not Moodle's number.
    of_classroom = ("identifier", *GITHUB) if set(GITHUB) & lines[0].keys() else ()
    present = [key for key in (*STUDENT, *of_classroom) if key in lines[0]]
    filled = [key for key in present if any(line[key] for line in lines)]
    if not filled:
        what = "An id is missing" if present else "There is no column with the students' ids"
        raise UserError(f"{what} in {path}. Its first line should name a column student_id, filled in every line.")
    fits = {key: sum(line[key] in known for line in lines) for key in filled}
    best = max(filled, key=lambda key: fits[key])
    if known and not fits[best]:
        raise UserError(
            f"{path} does not name anybody in submitted/, for example {min(known)}. "
            "Add a column student_id that holds the names of the folders there."
        )
    return best


def _names(line: dict[str, str]) -> list[str]:
    parts = " ".join(line[key] for key in ("firstname", "lastname") if line.get(key))
    return [line[key] for key in NAMES if line.get(key)] + ([parts] if parts else [])


def _check_ids(people: tuple[Person, ...], path: Path) -> None:
    ids = [one.id for one in people if one.id]
    unsafe = [printable(one) for one in ids if not is_student_id(one)]
    if unsafe:
        raise UserError(f"{path}: {unsafe[0]} cannot be a student's id. It may hold {ID_RULE}.")
    # Without regard to case, since a folder of the other spelling is the same one on some machines.
    counts = Counter(one.casefold() for one in ids)
    twice = [one for one in ids if counts[one.casefold()] > 1]
    if twice:
        raise UserError(f"{path} has several lines of {' and '.join(twice[:2])}. An id belongs to one student.")
