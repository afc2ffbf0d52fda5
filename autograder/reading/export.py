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

from autograder.problems import UserError
from autograder.reading.people import Person, read_people
from autograder.reading.records import Record, read_records
from autograder.reading.shown import number
from autograder.units import Unit, exercises, read_source

Table = Iterator[list[str]]


@dataclass(frozen=True)
class Book:
    """Hold what is exported: the units, the students in order, and the records by unit and student."""

    units: Sequence[Unit]
    students: Sequence[Person]
    records: dict[tuple[str, str], Record]

    def score(self, unit: Unit, student: Person) -> float | None:
        """Return a student's score, None where there is none."""
        record = self.records.get((unit.name, student.id))
        return record.score if record else None


def export(units: Sequence[Unit], kind: str) -> tuple[str, int]:
    """Write the scores of these units, apart from those of which nothing has been graded yet.

    Args:
        units: units of one course.
        kind: csv, canvas or moodle.

    Returns:
        The text of the file, and how many submissions still wait for hand grading.

    Raises:
        UserError: there is no such format, nothing has been graded, or the gradebook or the roster cannot be read.
    """
    if kind not in FORMATS:
        raise UserError(f"There is no format {kind!r}. The formats are: {', '.join(FORMATS)}.")
    records = {(one.unit.name, one.student): one for one in read_records(units)}
    if not records:
        raise UserError("Nothing has been graded yet. Run `autograder grade` first.")
    # Units of later weeks are left out: an import would make empty assignments of them.
    units = [unit for unit in units if any(name == unit.name for name, _ in records)]
    graded = {student for _, student in records}
    people = read_people(units[0].root, graded)
    strangers = graded - people.keys()
    students = [*people.values(), *(Person(one, one, {}) for one in sorted(strangers))]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(FORMATS[kind](Book(units, students, records)))
    return text.getvalue(), sum(one.waiting for one in records.values())


def _csv(book: Book) -> Table:
    """One line for each student and unit."""
    yield [
        "student", "name", "email", "unit", "status", "score", "max_score", "automatic", "by_hand", "waiting",
        "due", "extension_hours", "late_hours", "late_penalty",
    ]  # fmt: skip
    for unit in book.units:
        highest = number(_max_score(unit))
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


def _canvas(book: Book) -> Table:
    """One line for each student, one column for each unit, and a line with the highest points."""
    keys = ["ID", "SIS User ID", "SIS Login ID", "Section"]
    yield ["Student", *keys, *(unit.name for unit in book.units)]
    yield ["    Points Possible", *("" for _ in keys), *(number(_max_score(unit)) for unit in book.units)]
    for student in book.students:
        # In a roster that Canvas exported, the column ID holds its number; in any other one, the id of this course.
        of_canvas = student.column("id") if {"sisuserid", "sisloginid"} & student.columns.keys() else ""
        number_there = student.column("canvasid", "canvasuserid", "lmsid") or (of_canvas if of_canvas.isdigit() else "")
        found_by = [number_there, student.column("sisuserid"), student.column("sisloginid", "loginid")]
        if not any(found_by):
            found_by[-1] = student.id
        scores = [_score(book.score(unit, student), "") for unit in book.units]
        yield [_cell(student.name), *map(_cell, found_by), _cell(student.column("section")), *scores]


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


def _max_score(unit: Unit) -> float:
    return sum(one.points for one in exercises(read_source(unit)))


def _cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula, nor what follows another separator in it."""
    clean = "".join(letter if letter.isprintable() else " " if letter.isspace() else "" for letter in text).strip()
    return FORMULA.sub(r"\1'", clean)


# Where a cell begins: at its start and, in many countries' spreadsheets, behind each semicolon.
FORMULA = re.compile(r"(^|;\s*)(?=[=+\-@＝＋－＠])")
FORMATS: dict[str, Callable[[Book], Table]] = {"csv": _csv, "canvas": _canvas, "moodle": _moodle}
