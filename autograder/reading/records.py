"""What is known about each submission: the grader's result, joined with what nbgrader's gradebook adds to it.

The journal knows statuses, messages and mistakes; the gradebook knows the points that a person gave, comments and late
penalties. Feedback, report and export all read this, so that they agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, BaseCell, Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy.exc import SQLAlchemyError

from autograder.judging.results import ExerciseResult, NotebookResult, NotebookStatus
from autograder.keeping import journal
from autograder.keeping.nbgrader_api import nbgrader_api
from autograder.problems import UserError
from autograder.units import Exercise, Unit, exercises, read_source


@dataclass(frozen=True)
class Cell:
    """Hold the points of one graded cell, and whether a person gave them or has yet to give them."""

    points: float
    by_hand: bool
    waiting: bool


@dataclass(frozen=True)
class Mark:
    """Hold what the gradebook says about one submission.

    Args:
        penalty: points taken off for being late.
        hours_late: how late it was.
        cells: the points by cell.
        comments: what a person wrote, by exercise.
    """

    penalty: float = 0.0
    hours_late: float = 0.0
    cells: dict[str, Cell] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """Hold how one exercise came out in the end: the grader's result, and what a person made of it."""

    result: ExerciseResult
    points: float
    by_hand: bool = False
    waiting: bool = False
    comment: str = ""


@dataclass(frozen=True)
class Record:
    """Join a student's result in a unit with the gradebook's mark."""

    unit: Unit
    student: str
    key: journal.Key
    result: NotebookResult
    mark: Mark
    exercises: Sequence[Exercise]

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """List the exercises, with the points that count."""
        tests = {one.name: one.test_ids for one in self.exercises}
        return [self._outcome(one, tests.get(one.name, ())) for one in self.result.exercises]

    def _outcome(self, result: ExerciseResult, tests: Sequence[str]) -> Outcome:
        cells = [self.mark.cells[name] for name in tests if name in self.mark.cells]
        points = sum(cell.points for cell in cells) if cells else result.points
        waiting = any(cell.waiting for cell in cells) if cells else result.status == "manual"
        by_hand = any(cell.by_hand for cell in cells)
        return Outcome(result, points, by_hand, waiting, self.mark.comments.get(result.name, ""))

    @property
    def score(self) -> float | None:
        """Return the points with those given by hand, less the late penalty; None where the grader failed."""
        if self.result.score is None or not self.result.exercises:
            return self.result.score
        return max(0.0, sum(one.points for one in self.outcomes) - self.mark.penalty)

    @property
    def waiting(self) -> bool:
        """Tell whether a person has yet to grade a part of it."""
        return any(one.waiting for one in self.outcomes)


def read_records(units: Sequence[Unit]) -> list[Record]:
    """Read the records of these units, in the order of units and students.

    Args:
        units: units of one course.

    Raises:
        UserError: the gradebook cannot be read.
    """
    if not units:
        return []
    marks = read_marks(units[0].root)
    entries = sorted(journal.latest(units[0].root).items())
    records = []
    for unit in units:
        listed = exercises(read_source(unit))
        for (name, student), entry in entries:
            if name == unit.name:
                # Of a rejected file nothing is in the gradebook; what is there belongs to an earlier one.
                rejected = entry.result.status == NotebookStatus.REJECTED
                mark = Mark() if rejected else marks.get((name, student), Mark())
                records.append(Record(unit, student, entry.key, entry.result, mark, listed))
    return records


def read_marks(root: Path) -> dict[tuple[str, str], Mark]:
    """Read nbgrader's gradebook.

    Args:
        root: the course's folder.

    Returns:
        A dict whose keys are (unit, student); empty where there is no gradebook yet.

    Raises:
        UserError: the gradebook cannot be read.
    """
    with nbgrader_api(root) as api:
        url = api.coursedir.db_url
        if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
            return {}
        try:
            with Gradebook(url, api.coursedir.course_id) as book:
                return _marks(book)
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", error)).splitlines()[0]
            raise UserError(f"The gradebook {url} cannot be read: {reason}. Is another program writing it?") from error


def _marks(book: Gradebook) -> dict[tuple[str, str], Mark]:
    marks: dict[tuple[str, str], Mark] = {}
    submissions = book.db.query(
        Assignment.name,
        Assignment.duedate,
        SubmittedAssignment.student_id,
        SubmittedAssignment.timestamp,
        SubmittedAssignment.extension,
        SubmittedAssignment.late_submission_penalty,
    ).join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    for unit, due, student, handed_in, extension, penalty in submissions:
        hours = 0.0
        if due is not None and handed_in is not None:
            last = due if extension is None else due + extension
            hours = max(0.0, (handed_in - last).total_seconds() / 3600)
        marks[unit, student] = Mark(penalty or 0.0, hours)
    for unit, student, cell, points, manual, extra, waiting in _of_cells(
        book, Grade, Grade.score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade
    ):
        by_hand = (manual is not None or bool(extra)) and not waiting
        marks[unit, student].cells[cell] = Cell(points or 0.0, by_hand, bool(waiting))
    for unit, student, cell, comment in _of_cells(book, Comment, Comment.manual_comment):
        if comment:
            marks[unit, student].comments[cell] = comment
    return marks


def _of_cells(book: Gradebook, table: Any, *columns: Any) -> list[Any]:
    """List columns of a table that has a row for each cell of each submission, behind unit, student and cell."""
    query = book.db.query(Assignment.name, SubmittedAssignment.student_id, BaseCell.name, *columns).select_from(table)
    query = query.join(SubmittedNotebook, table.notebook_id == SubmittedNotebook.id)
    query = query.join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
    query = query.join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    return list(query.join(BaseCell, table.cell_id == BaseCell.id))
