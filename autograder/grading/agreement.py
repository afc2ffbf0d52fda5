"""Whether the gradebook and autograded/ hold what the journal says.

The journal alone does not make a grade. Where the gradebook was lost, or put back from an older copy, or a power cut
left half a notebook in autograded/, the submission is graded and recorded once more.
"""

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import Assignment, Grade, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Engine, create_engine, func, inspect, select, update

from autograder.grading.journal import Entry
from autograder.judging.results import NotebookStatus
from autograder.units import Unit

Scores = dict[tuple[str, str], float]


def recorded_scores(db_url: str) -> Scores:
    """Read what the gradebook holds: for each unit and student the sum of the automatic points."""
    with _engine(db_url) as engine, engine.connect() as connection:
        if not inspect(connection).has_table("grade"):
            return {}
        question = (
            select(Assignment.name, SubmittedAssignment.student_id, func.sum(func.coalesce(Grade.auto_score, 0.0)))
            .join(SubmittedAssignment, SubmittedAssignment.assignment_id == Assignment.id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .group_by(Assignment.name, SubmittedAssignment.student_id)
        )
        return {(unit, student): float(score) for unit, student, score in connection.execute(question)}


def is_recorded(unit: Unit, entry: Entry, scores: Scores) -> bool:
    """Tell whether a journal entry's result is in the gradebook, and its notebook whole in autograded/."""
    if entry.result.status == NotebookStatus.REJECTED:
        return True  # there is nothing to record
    score = scores.get((unit.name, entry.student))
    agrees = (
        score is not None and entry.result.score is not None and math.isclose(score, entry.result.score, abs_tol=1e-3)
    )
    return agrees and _is_whole(unit.root / "autograded" / entry.student / unit.name / unit.notebook_name)


def _is_whole(notebook: Path) -> bool:
    """Tell whether a file ends as a notebook does; half a one does not."""
    try:
        with notebook.open("rb") as file:
            file.seek(-min(10, notebook.stat().st_size), os.SEEK_END)
            return file.read().rstrip().endswith(b"\n}")
    except OSError:
        return False


@contextmanager
def hand_grades_kept(unit: Unit, student: str, db_url: str) -> Iterator[None]:
    """Keep what was graded by hand as done, while the same submission is recorded anew.

    nbgrader keeps points and comments given by hand, but asks a person to look at each of them again. That is right
    only where the automatic points have changed too.
    """
    with _engine(db_url) as engine:
        before = _graded_by_hand(engine, unit, student, needs_person=False)
        yield
        again = _graded_by_hand(engine, unit, student, needs_person=True)
        same = [grade for grade, score in again.items() if before.get(grade, "none") == score]
        with engine.begin() as connection:
            connection.execute(update(Grade).where(Grade.id.in_(same)).values(needs_manual_grade=False))


def _graded_by_hand(engine: Engine, unit: Unit, student: str, needs_person: bool) -> dict[str, float | None]:
    """Map the grades that have points given by hand to their automatic points."""
    question = (
        select(Grade.id, Grade.auto_score)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .where(Assignment.name == unit.name, SubmittedAssignment.student_id == student)
        .where(Grade.manual_score.is_not(None), Grade.needs_manual_grade == needs_person)
    )
    with engine.connect() as connection:
        return {row.id: row.auto_score for row in connection.execute(question)}


@contextmanager
def _engine(db_url: str) -> Iterator[Engine]:
    engine = create_engine(db_url)
    try:
        yield engine
    finally:
        engine.dispose()
