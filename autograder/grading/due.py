"""When work is due and when it came: what `due`, `extend` and `grade` write into nbgrader's gradebook."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nbgrader.api import Assignment, MissingEntry, SubmittedAssignment
from sqlalchemy import update

from autograder.grading import journal
from autograder.grading.late import lateness
from autograder.intake.placing import handed_in
from autograder.judging.results import NotebookStatus
from autograder.nbgrader_api import open_gradebook
from autograder.problems import UserError
from autograder.units import Unit

if TYPE_CHECKING:
    from autograder.grading.grade import Submission


def take_times(submissions: "Sequence[Submission]") -> None:
    """Let the gradebook know when work came that is graded already: the time beside the file may be another one now.

    Args:
        submissions: of one course; those whose file is not the one that was graded last are left out.

    Raises:
        UserError: the gradebook cannot be written.
    """
    root = submissions[0].unit.root
    done = journal.latest(root)
    times = {
        (one.unit.name, one.student): handed_in(one.path.parent)
        for one in submissions
        if (entry := done.get((one.unit.name, one.student)))
        and entry.result.status != NotebookStatus.REJECTED
        and journal.is_same_file(entry, one.path, one.key)
    }
    with open_gradebook(root) as (book, _api):
        query = book.db.query(SubmittedAssignment.id, Assignment.name, SubmittedAssignment.student_id)
        for row, unit, student in query.join(Assignment, SubmittedAssignment.assignment_id == Assignment.id).all():
            if (unit, student) in times:
                came = times[unit, student]
                naive = came and came.astimezone(UTC).replace(tzinfo=None)
                where = SubmittedAssignment.id == row
                book.db.execute(update(SubmittedAssignment).where(where).values(timestamp=naive))
        book.db.commit()


def set_due(unit: Unit, time: str, zone: str | None) -> datetime:
    """Set when a unit is due.

    Args:
        unit: the unit.
        time: as ISO 8601 has it, for example 2026-12-01T23:59.
        zone: the time's zone, for example America/Santiago; None takes that of this machine.

    Returns:
        The time in UTC.

    Raises:
        UserError: the time or the zone cannot be read, or the gradebook cannot be written.
    """
    due = _read(time)
    if zone and due.tzinfo:
        raise UserError(f"{time} already says its zone: leave out either that or --zone {zone}.")
    if due.tzinfo is None:
        # fold: where clocks are turned back, an hour comes twice; the later one is meant.
        due = due.replace(tzinfo=_zone(zone), fold=1) if zone else due.replace(fold=1).astimezone()
    due = due.astimezone(UTC)
    with open_gradebook(unit.root) as (book, api):
        book.update_or_create_assignment(unit.name, duedate=due)
        lateness(book, api)
    return due


def _read(time: str) -> datetime:
    try:
        due = datetime.fromisoformat(time)
    except ValueError:
        raise UserError(f"{time!r} is no time. Write it like 2026-12-01T23:59.") from None
    if len(time) <= len("2026-12-01"):  # it would be the beginning of the day, and all work of that day late
        raise UserError(f"{time!r} has no time of day. Write it like 2026-12-01T23:59.")
    if not 2000 <= due.year < 2100:
        raise UserError(f"{time!r} is in the year {due.year}. Check the year.")
    return due


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError(f"There is no time zone {name!r}. Zones are called like America/Santiago.") from None


def last_due(unit: Unit) -> datetime | None:
    """Return when the last one may hand in a unit, extensions included, in UTC; None where it has no due date."""
    with open_gradebook(unit.root) as (book, _api):
        rows = (
            book.db.query(Assignment.duedate, SubmittedAssignment.extension)
            .outerjoin(SubmittedAssignment, SubmittedAssignment.assignment_id == Assignment.id)
            .filter(Assignment.name == unit.name, Assignment.duedate.isnot(None))
            .all()
        )
    return max(((due + (extension or timedelta(0))).replace(tzinfo=UTC) for due, extension in rows), default=None)


def extend(unit: Unit, student: str, extension: timedelta) -> datetime:
    """Give a student more time for a unit; this replaces what was given before.

    Args:
        unit: the unit, released and with a due date.
        student: who gets it; they may hand in later.
        extension: counted from the due date of the class; 0 takes it back.

    Returns:
        When this student's work is due, in UTC.

    Raises:
        UserError: the unit has no due date or is not released, or the gradebook cannot be written.
    """
    with open_gradebook(unit.root) as (book, api):
        try:
            assignment = book.find_assignment(unit.name)
            due = assignment.duedate
        except MissingEntry:
            assignment = due = None
        if due is None:
            raise UserError(f"{unit.name} has no due date yet. Set it with `autograder due` first.")
        if not assignment.notebooks:
            raise UserError(f"{unit.name} is not released yet. Run `autograder release {unit.name}` first.")
        book.update_or_create_student(student)
        book.update_or_create_submission(unit.name, student, extension=extension or None)
        lateness(book, api)
        return (due + extension).replace(tzinfo=UTC)
