"""What is known about each submission: the grader's result, joined with what nbgrader's gradebook adds to it.

The journal knows statuses, messages and mistakes; the gradebook knows the points that a person gave, comments, and when
work was due and came. Feedback, report, export and the table of `grade` all read this, so that they agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, BaseCell, Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import make_url

from autograder.grading import journal
from autograder.grading.late import Late, lateness
from autograder.judging.results import ExerciseResult, NotebookResult, NotebookStatus
from autograder.nbgrader_api import nbgrader_api, open_gradebook
from autograder.units import Exercise, Unit, exercises, read_source


@dataclass(frozen=True)
class Cell:
    """Hold the points of one graded cell, whether a person gave them, and whether a person has yet to look.

    Both hold where an answer was handed in again: it has the points of the earlier one until a person has looked.
    """

    points: float
    by_hand: bool
    waiting: bool


@dataclass(frozen=True)
class Mark:
    """Hold what the gradebook says about one submission.

    Args:
        late: when it was due, how late it came, and what that costs.
        cells: the points by cell.
        comments: what a person wrote, by exercise.
    """

    late: Late = field(default_factory=Late)
    cells: dict[str, Cell] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ExerciseOutcome:
    """Hold how one exercise came out in the end: the grader's result, and what a person made of it."""

    result: ExerciseResult
    points: float
    by_hand: bool = False
    waiting: bool = False
    comment: str = ""


@dataclass(frozen=True)
class Record:
    """Join a student's result in a unit with the gradebook's mark.

    Args:
        unit: the unit.
        student: whose it is.
        entry: the journal's newest entry.
        result: what counts: of a file that was rejected after an earlier one was graded, the result of that one.
        mark: what the gradebook says.
        exercises: those of the unit.
    """

    unit: Unit
    student: str
    entry: journal.Entry
    result: NotebookResult
    mark: Mark
    exercises: Sequence[Exercise]

    @property
    def refused(self) -> str:
        """Return why a newer file could not be graded, so that the older one counts; else an empty string."""
        return self.newest.message if self.newest.status == NotebookStatus.REJECTED != self.result.status else ""

    @property
    def newest(self) -> NotebookResult:
        """Return the result of the newest file, whether it counts or not."""
        return self.entry.result

    @cached_property
    def outcomes(self) -> list[ExerciseOutcome]:
        """List the exercises, with the points that count."""
        tests = {one.name: one.test_ids for one in self.exercises}
        return [self._outcome(one, tests.get(one.name, ())) for one in self.result.exercises]

    def _outcome(self, result: ExerciseResult, tests: Sequence[str]) -> ExerciseOutcome:
        cells = [self.mark.cells[name] for name in tests if name in self.mark.cells]
        points = sum(cell.points for cell in cells) if cells else result.points
        waiting = any(cell.waiting for cell in cells) if cells else result.status == "manual"
        by_hand = any(cell.by_hand for cell in cells)
        return ExerciseOutcome(result, points, by_hand, waiting, self.mark.comments.get(result.name, ""))

    @property
    def score(self) -> float | None:
        """Return the points with those given by hand, less the late penalty; None where the grader failed."""
        if self.result.score is None or not self.result.exercises:
            return self.result.score
        return max(0.0, sum(one.points for one in self.outcomes) - self.mark.late.penalty)

    @property
    def waiting(self) -> bool:
        """Tell whether a person has yet to grade a part of it."""
        return any(one.waiting for one in self.outcomes)

    @property
    def to_come(self) -> float:
        """Return how many points a person can still add."""
        return sum(one.result.max_points - one.points for one in self.outcomes if one.waiting)


def read_records(units: Sequence[Unit]) -> list[Record]:
    """Read the records of these units, in the order of units and students.

    Args:
        units: units of one course.

    Raises:
        UserError: the gradebook cannot be read.
    """
    if not units:
        return []
    newest, counting = {}, {}
    for entry in journal.entries(units[0].root):
        key = entry.result.unit, entry.student
        newest[key] = entry
        if entry.result.status != NotebookStatus.REJECTED:
            counting[key] = entry
    marks = read_marks(units[0].root) if newest else {}
    records = []
    for unit in units:
        students = sorted(student for name, student in newest if name == unit.name)
        listed = exercises(read_source(unit)) if students else []
        for student in students:
            key = unit.name, student
            # Where nothing but rejected files came, what the gradebook holds is of a journal that was lost.
            mark = marks.get(key, Mark()) if key in counting else Mark()
            entry = newest[key]
            records.append(Record(unit, student, entry, counting.get(key, entry).result, mark, listed))
    return records


def read_marks(root: Path) -> dict[tuple[str, str], Mark]:
    """Read nbgrader's gradebook.

    Args:
        root: the course's folder.

    Returns:
        A dict whose keys are (unit, student); empty where there is no gradebook yet.

    Raises:
        UserError: the gradebook, or the policy for late work, cannot be used.
    """
    with nbgrader_api(root) as api:
        url = make_url(api.coursedir.db_url)
    if url.get_backend_name() == "sqlite" and not Path(root, url.database or "").is_file():
        return {}
    with open_gradebook(root) as (book, api):
        marks = {key: Mark(late) for key, late in lateness(book, api).items()}
        _add_cells(book, marks)
    return marks


def _add_cells(book: Gradebook, marks: dict[tuple[str, str], Mark]) -> None:
    for unit, student, cell, points, manual, extra, waiting in _of_cells(
        book, Grade, Grade.score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade
    ):
        by_hand = manual is not None or bool(extra)
        marks[unit, student].cells[cell] = Cell(points or 0.0, by_hand, bool(waiting))
    for unit, student, cell, comment in _of_cells(book, Comment, Comment.manual_comment):
        if comment:
            marks[unit, student].comments[cell] = comment


def _of_cells(book: Gradebook, table: Any, *columns: Any) -> list[Any]:
    """List columns of a table that has a row for each cell of each submission, behind unit, student and cell."""
    query = book.db.query(Assignment.name, SubmittedAssignment.student_id, BaseCell.name, *columns).select_from(table)
    query = query.join(SubmittedNotebook, table.notebook_id == SubmittedNotebook.id)
    query = query.join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
    query = query.join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    return list(query.join(BaseCell, table.cell_id == BaseCell.id))
