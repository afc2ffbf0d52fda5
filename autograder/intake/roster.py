"""The roster: a CSV that says who is who, as a course keeps it or as an LMS exports it.

Moodle's grading worksheet and list of participants, Canvas's gradebook and nbgrader's students.csv all serve as they
are: the columns are known by many names. Nobody is guessed: who cannot be told by number, name or id is not placed.
"""

import csv
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dateutil import parser as dates

from autograder.intake.lms import Sender
from autograder.intake.notebook_file import printable
from autograder.intake.submitted import ID_RULE, is_student_id
from autograder.problems import UserError

# Columns, by the letters and digits of their headers; of the students' ids, the first that is filled in every line.
STUDENT = ("studentid", "username", "sisloginid", "loginid", "idnumber", "sisuserid", "id", "emailaddress", "email")
NAMES = ("fullname", "student", "name", "studentname", "sortablename", "displayname")
FIRST_NAME, LAST_NAME = ("firstname", "givenname"), ("lastname", "surname", "familyname")
PARTICIPANT = ("identifier", "participant", "participantid")  # Moodle numbers participants anew in each assignment
USER = ("canvasid", "canvasuserid", "lmsid", "lmsuserid")  # and in Canvas's gradebook "ID"
TIME = ("timestamp", "submittedat", "lastmodifiedsubmission")


@dataclass(frozen=True)
class Person:
    """Hold a line of the roster: the id in this course, names, LMS numbers, and when the work was handed in."""

    student: str
    names: frozenset[str]
    participants: frozenset[str]
    users: frozenset[str]
    time: str = ""


class UnknownPersonError(Exception):
    """Say why it cannot be told whose a file is."""


def read_roster(path: Path) -> tuple[Person, ...]:
    """Read a roster.

    Raises:
        UserError: it is no CSV with a column for ids, or an id is missing, unsafe or not unique.
    """
    lines = read_lines(path)
    # Canvas's second line says "Points Possible" in the column of names.
    lines = [line for line in lines if not "".join(line.values()).strip().lower().startswith("points possible")]
    if not lines:
        raise UserError(f"{path} has no lines with students.")
    column = _id_column(lines, path)
    of_canvas = ("id",) if "sisuserid" in lines[0] or "sisloginid" in lines[0] else ()
    people = tuple(
        Person(
            line[column],
            frozenset(spelling for name in _names(line) for spelling in spellings(name)),
            _numbers(line, PARTICIPANT),
            _numbers(line, USER + of_canvas),
            next((line[key] for key in TIME if line.get(key, "-") != "-"), ""),
        )
        for line in lines
    )
    _check_ids(people, path)
    return people


def person_of(sender: Sender, people: tuple[Person, ...]) -> Person:
    """Find the one person that a name in a download stands for.

    Raises:
        UnknownPersonError: nobody, several, or number and name lead to different people.
    """
    spelled = _letters(sender.name)
    own = sender.name.strip().casefold()
    by_name = {one for one in people if spelled in one.names or own == one.student.casefold()}
    numbers = (one.participants if sender.lms == "Moodle" else one.users for one in people)
    by_number = {one for one, known in zip(people, numbers, strict=True) if sender.number in known}
    found = by_number & by_name or by_number or by_name
    if by_number and by_name and not by_number & by_name:
        raise UnknownPersonError("the roster has this name and this number, but of different people")
    if len(found) > 1:
        names = ", ".join(sorted(one.student for one in found))
        raise UnknownPersonError(f"several in the roster could be meant: {names}")
    if not found:
        number = f" or the number {sender.number}" if sender.number else ""
        raise UnknownPersonError(f"nobody in the roster has the name {printable(sender.name)}{number}")
    return found.pop()


def id_without_roster(sender: Sender) -> str:
    """Make a student's id of what the LMS says: the name, and Canvas's number, which is the user's everywhere.

    Example:
        >>> id_without_roster(Sender("Moodle", "Ada Lovelace", "12345", "forward.ipynb"))
        'ada_lovelace'

    Raises:
        UnknownPersonError: that makes no id.
    """
    words = [sender.name, sender.number] if sender.lms == "Canvas" else [sender.name]
    student = re.sub(r"\W+", "_", unicodedata.normalize("NFC", "_".join(words)).lower()).strip("_")
    if not is_student_id(student):
        raise UnknownPersonError(f"the name makes no student id ({ID_RULE})")
    return student


def local_time(text: str) -> datetime | None:
    """Read a time as people and LMSs write it; without a zone it is this machine's.

    Example:
        >>> local_time("Friday, 4 March 2022, 11:59 PM").replace(tzinfo=None).isoformat()
        '2022-03-04T23:59:00'
        >>> local_time("Freitag, 4. März 2022") is None
        True
    """
    try:
        found: datetime = dates.parse(text)
    except (ValueError, OverflowError):
        return None
    return found.astimezone() if re.search(r"\b\d{4}\b", text) else None


def spellings(name: str) -> set[str]:
    """Return how a name may be run together: "Lovelace, Ada" and "Ada Lovelace" both give both orders.

    Example:
        >>> sorted(spellings("Lovelace, Ada"))
        ['adalovelace', 'lovelaceada']
    """
    words = [_letters(word) for word in re.split(r"[\s,]+", name)]
    return {"".join(words[i:] + words[:i]) for i in range(len(words))} - {""}


def _letters(text: str) -> str:
    """Return a name's letters and digits alone, without accents, in lower case."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in plain if one.isalnum())


def read_lines(path: Path) -> list[dict[str, str]]:
    """Read the CSV, with commas, semicolons or tabs; a line is a dict by the letters and digits of the headers."""
    try:
        data = path.read_bytes()
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")  # as Excel writes it
        first = text.partition("\n")[0]
        rows = list(csv.reader(text.splitlines(), delimiter=max(",;\t", key=first.count)))
    except (OSError, csv.Error) as error:
        raise UserError(f"The roster {path} cannot be read: {error}.") from error
    header = [_letters(title) for title in rows[0]] if rows else []
    lines = [[cell.strip() for cell in row] for row in rows[1:] if any(cell.strip() for cell in row)]
    return [dict(zip(header, [*row, *[""] * len(header)], strict=False)) for row in lines]


def _id_column(lines: list[dict[str, str]], path: Path) -> str:
    known = [key for key in STUDENT if key in lines[0]]
    whole = [key for key in known if all(line[key] for line in lines)]
    if not whole:
        what = "An id is missing" if known else "There is no column with the students' ids"
        raise UserError(f"{what} in {path}. Its first line should name a column student_id, filled in every line.")
    return whole[0]


def _names(line: dict[str, str]) -> list[str]:
    parts = [next((line[key] for key in keys if key in line), "") for keys in (FIRST_NAME, LAST_NAME)]
    return [line[key] for key in NAMES if key in line] + ([" ".join(parts)] if all(parts) else [])


def _numbers(line: dict[str, str], columns: tuple[str, ...]) -> frozenset[str]:
    return frozenset(re.sub(r"\D", "", line[key]) for key in columns if key in line) - {""}


def _check_ids(people: tuple[Person, ...], path: Path) -> None:
    unsafe = [printable(one.student) for one in people if not is_student_id(one.student)]
    if unsafe:
        raise UserError(f"{path}: {unsafe[0]} cannot be a student's id. It may hold {ID_RULE}.")
    # Without regard to case, since a folder of the other spelling is the same one on some machines.
    counts = Counter(one.student.casefold() for one in people)
    twice = [one.student for one in people if counts[one.student.casefold()] > 1]
    if twice:
        raise UserError(f"{path} has several lines of {' and '.join(twice[:2])}. An id belongs to one student.")
