"""Marks given by hand, in nbgrader's gradebook, where several people and programs may write at the same time.

Each change says what its writer last saw. Points and comment are two things: who changes one leaves the other as it is.
Where somebody else has changed the same thing since, the later change holds, and its writer is told what it replaced.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, BaseCell, Comment, Grade, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Connection, create_engine, select, update
from sqlalchemy.exc import SQLAlchemyError

from autograder.grading.health import disk_faults_explained
from autograder.hand import history
from autograder.hand.history import HandChange, HandMark
from autograder.problems import UserError


@dataclass(frozen=True)
class Held:
    """Hold what the gradebook and the history say about one answer.

    Args:
        key: names the answer in the gradebook, and says nothing about whose it is.
        student: whose it is.
        untouched: whether nothing was written.
        extra: points that somebody gave as extra credit in the formgrader.
        mark: what counts now.
        changes: how it came to be, from the oldest on.
    """

    key: str
    student: str
    untouched: bool
    extra: float
    mark: HandMark
    changes: tuple[HandChange, ...] = ()


@dataclass(frozen=True)
class Given:
    """Hold an answer before and after a change, and whether the change replaced what its writer had not seen."""

    before: Held
    after: Held
    replaced: bool


class NotAsSeenError(Exception):
    """Say that somebody has changed the mark since, so that nothing was done."""


class Marks:
    """The marks of one written question.

    Args:
        root: the course's folder.
        unit: the unit's name.
        cell: the written answer's.
        db_url: where nbgrader's gradebook is.
    """

    def __init__(self, root: Path, unit: str, cell: str, db_url: str) -> None:
        self._root, self._unit, self._cell = root, unit, cell
        self._engine = create_engine(db_url)

    def read(self) -> list[Held]:
        """List the answers of all students whose work was graded.

        Raises:
            UserError: the gradebook or the history cannot be read.
        """
        with self._begin() as connection:
            return self._held(connection)

    def give(self, key: str, new: HandMark, seen: HandMark, who: str, only_as_seen: bool = False) -> Given | None:
        """Change a mark, and note who did.

        Args:
            key: of the answer.
            new: what it shall be.
            seen: what its writer last saw; what is the same in `new` stays as it is.
            who: the writer.
            only_as_seen: do nothing where somebody has changed it since.

        Returns:
            What was changed; None where there is no such answer any more.

        Raises:
            NotAsSeenError: it was to be done only as seen.
            UserError: it cannot be written.
        """
        with self._begin() as connection:
            # Writing first holds off every other writer until the end of this transaction.
            same = {"needs_manual_grade": Grade.needs_manual_grade}
            connection.execute(update(Grade).where(Grade.id == key).values(same))
            held = self._held(connection, key)
            if not held:
                return None
            (before,) = held
            mark, replaced = merge(before.mark, new, seen)
            if replaced and only_as_seen:
                raise NotAsSeenError
            if mark.points is None:
                mark = replace(mark, waiting=not before.untouched, rows=())
            after = self._write(connection, before, mark, who) if mark != before.mark else before
            return Given(before, after, replaced)

    def _write(self, connection: Connection, before: Held, mark: HandMark, who: str) -> Held:
        points = {"manual_score": mark.points, "needs_manual_grade": mark.waiting}
        connection.execute(update(Grade).where(Grade.id == before.key).values(points))
        ids = select(Comment.id).join(BaseCell, Comment.cell_id == BaseCell.id).where(BaseCell.name == self._cell)
        of_grade = select(Grade.notebook_id).where(Grade.id == before.key).scalar_subquery()
        where = Comment.id.in_(ids.where(Comment.notebook_id == of_grade))
        connection.execute(update(Comment).where(where).values(manual_comment=mark.comment or None))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        change = HandChange(now, who, self._unit, before.student, self._cell, before.mark, mark)
        with disk_faults_explained():
            history.append(self._root, change)  # before the gradebook's commit: what counts is always noted
        return replace(before, mark=mark, changes=(*before.changes, change))

    def _held(self, connection: Connection, key: str | None = None) -> list[Held]:
        noted = history.changes(self._root, self._unit, self._cell)
        question = self._question()
        rows = connection.execute(question if key is None else question.where(Grade.id == key))
        return [_joined(row, tuple(noted.get(row.student_id, ()))) for row in rows]

    def _question(self) -> Any:
        comments = (
            select(Comment.notebook_id, Comment.manual_comment)
            .join(BaseCell, Comment.cell_id == BaseCell.id)
            .where(BaseCell.name == self._cell)
            .subquery()
        )
        columns = Grade.id, Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade
        return (
            select(*columns, SubmittedAssignment.student_id, comments.c.manual_comment)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .outerjoin(comments, comments.c.notebook_id == Grade.notebook_id)
            .where(Assignment.name == self._unit, BaseCell.name == self._cell)
        )

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", error)).splitlines()[0]
            raise UserError(f"The gradebook cannot be used: {reason}. Is another program using it?") from error


def _joined(row: Any, changes: tuple[HandChange, ...]) -> Held:
    mark = HandMark(row.manual_score, bool(row.needs_manual_grade), row.manual_comment or "")
    if changes and changes[-1].new.points == mark.points:  # else given elsewhere since, without the rubric's rows
        mark = replace(mark, rows=changes[-1].new.rows)
    return Held(row.id, row.student_id, row.auto_score is not None, row.extra_credit or 0.0, mark, changes)


def merge(now: HandMark, new: HandMark, seen: HandMark) -> tuple[HandMark, bool]:
    """Make the changes from `seen` to `new` to what is there now, and tell whether they replace what was not seen.

    Example:
        >>> merge(HandMark(comment="by Bob"), HandMark(points=1.0, waiting=False), seen=HandMark())
        (HandMark(points=1.0, waiting=False, comment='by Bob', rows=()), False)
        >>> merge(HandMark(points=2.0, waiting=False), HandMark(points=1.0, waiting=False), seen=HandMark())[1]
        True
    """
    merged, replaced = now, False
    if _points(new) != _points(seen):
        merged = replace(new, comment=now.comment)
        replaced = _points(now) not in (_points(seen), _points(new))
    if new.comment != seen.comment:
        merged = replace(merged, comment=new.comment)
        replaced = replaced or now.comment not in (seen.comment, new.comment)
    return merged, replaced


def _points(mark: HandMark) -> tuple[float | None, bool, tuple[int, ...]]:
    return mark.points, mark.waiting, mark.rows
