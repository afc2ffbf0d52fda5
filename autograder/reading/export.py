"""Scores for other systems: CSV, Canvas's gradebook import and Moodle's grade import.

Scores are those of nbgrader's gradebook: points given by hand count, late penalties are taken off. What was rejected
has 0 points, unless an earlier file was graded; what was not handed in, or not graded yet, has an empty cell. The two
imports hold the columns by which these systems find a student, as Canvas's gradebook importer and Moodle's grade import
read them (docs/sources.md).
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.intake.people import Person, read_people, roster_titles
from autograder.intake.titles import letters
from autograder.problems import UserError
from autograder.reading.records import Record, read_records
from autograder.reading.rendering import number
from autograder.reading.worksheet import Filled, fill_worksheet
from autograder.settings import read_settings
from autograder.units import Unit, max_score, read_source

Table = Iterator[list[str]]


@dataclass(frozen=True)
class Book:
    """Hold what is exported: the units, the students in order, and the records by unit and student."""

    units: Sequence[Unit]
    students: Sequence[Person]
    records: dict[tuple[str, str], Record]

    @property
    def waiting(self) -> int:
        """Return how many submissions wait for hand grading."""
        return sum(one.waiting for one in self.records.values())

    def score(self, unit: Unit, student: Person) -> float | None:
        """Return a student's score, None where there is none."""
        record = self.records.get((unit.name, student.id))
        return record.score if record else None


def export(book: Book, kind: str, column: str = "") -> str:
    """Return the text of a file for a spreadsheet or an LMS.

    Args:
        book: what to export.
        kind: csv, canvas or moodle.
        column: the title that Canvas gives to the unit's assignment, for one unit; else the roster's, if it has one.

    Raises:
        UserError: several columns of the roster may be a unit's, or the column is given for several units.
    """
    if column and len(book.units) != 1:
        raise UserError("--column is the column of one unit. Name the unit, for example `autograder export 2`.")
    text = io.StringIO()
    table = _canvas(book, column) if kind == "canvas" else FORMATS[kind](book)
    csv.writer(text, lineterminator="\n").writerows(table)
    return text.getvalue()


def fill(book: Book, path: Path) -> Filled:
    """Fill in Moodle's grading worksheet of one unit.

    Raises:
        UserError: there are several units, or it is no worksheet of this assignment.
    """
    if len(book.units) != 1:
        raise UserError("A grading worksheet is of one assignment. Name the unit, for example `autograder export 2`.")
    (unit,) = book.units
    scores = {one.id: score for one in book.students if (score := book.score(unit, one)) is not None}
    return fill_worksheet(path, unit, scores, max_score(read_source(unit)))


def read_book(units: Sequence[Unit]) -> Book:
    """Read the scores of these units, apart from those of which nothing has been graded yet.

    Raises:
        UserError: nothing has been graded, or the gradebook or the roster cannot be read.
    """
    records = {(one.unit.name, one.student): one for one in read_records(units)}
    if not records:
        raise UserError("Nothing has been graded yet. Run `autograder grade` first.")
    # Units of later weeks are left out: an import would make empty assignments of them.
    units = [unit for unit in units if any(name == unit.name for name, _ in records)]
    graded = {student for _, student in records}
    people = read_people(units[0].root, graded)
    strangers = graded - people.keys()
    students = [*people.values(), *(Person(one, one, {}) for one in sorted(strangers))]
    return Book(units, students, records)


def _csv(book: Book) -> Table:
    """One line for each student and unit."""
    yield [
        "student", "name", "email", "unit", "status", "score", "max_score", "automatic", "by_hand", "waiting",
        "due", "extension_hours", "late_hours", "late_penalty",
    ]  # fmt: skip
    for unit in book.units:
        highest = number(max_score(read_source(unit)))
        for student in book.students:
            about = [_cell(student.id), _cell(student.name), _cell(student.column("email", "emailaddress")), unit.name]
            record = book.records.get((unit.name, student.id))
            if record is None:
                yield [*about, "not submitted", "", highest, *[""] * 7]
            else:
                yield [*about, *_parts(record, highest)]


def _parts(record: Record, highest: str) -> list[str]:
    by_hand = sum(one.points for one in record.outcomes if one.by_hand)
    automatic = sum(one.points for one in record.outcomes) - by_hand
    waiting = sum(one.result.max_points for one in record.outcomes if one.waiting)
    score = "" if record.score is None else number(record.score)
    late = record.mark.late
    due = f"{late.due:%Y-%m-%d %H:%M} UTC" if late.due else ""
    hours = [late.extension.total_seconds() / 3600, late.hours, late.penalty]
    status = f"{record.result.status}, a newer file rejected" if record.refused else str(record.result.status)
    return [status, score, highest, *map(number, (automatic, by_hand, waiting)), due, *map(number, hours)]


def _canvas(book: Book, column: str) -> Table:
    """One line for each student, one column for each unit, and a line with the highest points."""
    keys = ["ID", "SIS User ID", "SIS Login ID", "Section"]
    titles = roster_titles(book.units[0].root)
    said = read_settings(book.units[0].root).canvas
    columns = [column or said.get(unit.name) or _assignment(unit, titles) for unit in book.units]
    yield ["Student", *keys, *columns]
    yield ["    Points Possible", *("" for _ in keys), *(number(max_score(read_source(unit))) for unit in book.units)]
    for student in book.students:
        # In a roster that Canvas exported, the column ID holds its number; in any other one, the id of this course.
        of_canvas = student.column("id") if {"sisuserid", "sisloginid"} & student.columns.keys() else ""
        number_there = student.column("canvasid", "canvasuserid", "lmsid") or (of_canvas if of_canvas.isdigit() else "")
        found_by = [number_there, student.column("sisuserid"), student.column("sisloginid", "loginid")]
        if not any(found_by):
            found_by[-1] = student.id
        scores = [_score(book.score(unit, student), "") for unit in book.units]
        yield [_cell(student.name), *map(_cell, found_by), _cell(student.column("section")), *scores]


def _assignment(unit: Unit, titles: Sequence[str]) -> str:
    """Find the title of a unit's assignment among those of Canvas's gradebook, "Unit 2 (12345)"; else it is new."""
    spelled = re.compile(rf"(?:unit|unidad)\s*0*{unit.number}\b", re.IGNORECASE)
    found = []
    for title in titles:
        name = re.fullmatch(r"(.+) \(\d+\)", title)
        if name and (letters(name[1]) in (letters(unit.name), letters(unit.word)) or spelled.search(name[1])):
            found.append(title)
    if len(found) > 1:
        raise UserError(f"Several columns of roster.csv may be {unit.name}: {', '.join(found)}. Say which: --column.")
    return found[0] if found else unit.name


def _moodle(book: Book) -> Table:
    """One line for each student, one column for each unit; "-" is Moodle's way of saying that there is no grade."""
    yield ["Username", "ID number", "Email address", *(unit.name for unit in book.units)]
    for student in book.students:
        found_by = [
            student.column("username") or student.id,
            student.column("idnumber") or student.id,
            student.column("emailaddress", "email"),
        ]
        yield [*map(_cell, found_by), *(_score(book.score(unit, student), "-") for unit in book.units)]


def _score(score: float | None, none: str) -> str:
    return none if score is None else number(score)


def _cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula, nor what follows another separator in it."""
    clean = "".join(letter if letter.isprintable() else " " if letter.isspace() else "" for letter in text).strip()
    return FORMULA.sub(r"\1'", clean)


# Where a cell begins: at its start and, in many countries' spreadsheets, behind each semicolon.
FORMULA = re.compile(r"(^|;\s*)(?=[=+\-@＝＋－＠])")
FORMATS: dict[str, Callable[[Book], Table]] = {"csv": _csv, "moodle": _moodle}
KINDS = ("csv", "canvas", "moodle", "gradescope")
