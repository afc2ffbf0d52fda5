"""Late work: how late it was and what that costs, worked out anew whenever points are read.

When work is due, extensions, and when it was handed in stand in nbgrader's gradebook; what lateness costs is said in
course.toml, which nbgrader_config.py passes on to nbgrader's plugin for it. None of this is in the key of a grade: a
change counts at once, nothing is graded again for it, and points that a person gives later are counted too. The penalty
that nbgrader keeps beside a score is brought up to date on the way, for its own exports.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.apps import NbGraderAPI
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import func, update
from sqlalchemy.exc import SQLAlchemyError
from traitlets import Enum, Float, TraitError

from autograder.nbgrader_api import open_gradebook
from autograder.problems import UserError

DAY = timedelta(days=1)


class LateWork(LateSubmissionPlugin):
    """The policies of this course. `share` is that of the points earned, for each day that has begun."""

    policy = Enum(("none", "share", "cut-off"), default_value="none").tag(config=True)
    share = Float(0.1, min=0.0, max=1.0).tag(config=True)

    def late_submission_penalty(self, _student: str, score: float, seconds_late: float) -> float:
        """Return the points to take off.

        Args:
            _student: whose work it is; all are treated alike.
            score: the points earned, with those that a person gave.
            seconds_late: how late it was handed in.
        """
        lost = {"none": 0.0, "share": self.share * math.ceil(seconds_late / DAY.total_seconds()), "cut-off": 1.0}
        return min(1.0, lost[self.policy]) * score


@dataclass(frozen=True)
class Late:
    """Hold when work was due, and what it means that it came later.

    Args:
        due: with the extension; None where no date is set.
        extension: what this student was given.
        hours: how late it was, 0 where it was in time.
        penalty: points taken off.
    """

    due: datetime | None = None
    extension: timedelta = timedelta(0)
    hours: float = 0.0
    penalty: float = 0.0


def lateness(book: Gradebook, api: NbGraderAPI) -> dict[tuple[str, str], Late]:
    """Work out what is late and what that costs, and bring the gradebook's own penalties up to date.

    Args:
        book: nbgrader's gradebook.
        api: with the settings of nbgrader_config.py.

    Returns:
        A dict whose keys are (unit, student).

    Raises:
        UserError: the policy in the settings cannot be used.
    """
    cost = _policy(api)
    scores = dict(book.db.query(Grade.notebook_id, func.sum(Grade.score)).group_by(Grade.notebook_id).all())
    found, changed = {}, {}
    for unit, due, student, came, extension, notebook, noted in _submissions(book):
        last = due and due + (extension or timedelta(0))
        seconds = max(0.0, (came - last).total_seconds()) if last and came else 0.0
        score = float(scores.get(notebook) or 0.0)
        off = cost.late_submission_penalty(student, score, seconds) if seconds else 0.0
        penalty = min(max(0.0, off or 0.0), score)
        found[unit, student] = Late(last, extension or timedelta(0), seconds / 3600, penalty)
        if not math.isclose(noted or 0.0, penalty, abs_tol=1e-6):
            changed[notebook] = penalty
    _note_penalties(book, changed)
    return found


def _policy(api: NbGraderAPI) -> LateSubmissionPlugin:
    try:
        step = AssignLatePenalties(parent=api)
        step.init_plugin()
    except TraitError as error:
        raise UserError(f"The policy for late work in nbgrader_config.py cannot be used: {error}") from error
    return step.plugin_inst


def _submissions(book: Gradebook) -> Iterable[Any]:
    query = book.db.query(
        Assignment.name,
        Assignment.duedate,
        SubmittedAssignment.student_id,
        SubmittedAssignment.timestamp,
        SubmittedAssignment.extension,
        SubmittedNotebook.id,
        SubmittedNotebook.late_submission_penalty,
    )
    query = query.join(SubmittedAssignment, SubmittedAssignment.assignment_id == Assignment.id)
    rows: list[Any] = query.join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id).all()
    return rows


def _note_penalties(book: Gradebook, changed: dict[str, float]) -> None:
    """Bring nbgrader's own column up to date; where it cannot be written just now, what was worked out still holds."""
    try:
        for notebook, penalty in changed.items():
            where = SubmittedNotebook.id == notebook
            book.db.execute(update(SubmittedNotebook).where(where).values(late_submission_penalty=penalty))
        book.db.commit()
    except SQLAlchemyError:
        book.db.rollback()


def settle(root: Path) -> None:
    """Bring the penalties in the gradebook of a course up to date."""
    with open_gradebook(root) as (book, api):
        lateness(book, api)
