"""Grade a class: find what is new, run it, and record each result as it comes.

Submissions run side by side, in lanes. One place, this one, writes the gradebook and then the journal.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from nbformat import NotebookNode
from sqlalchemy.exc import SQLAlchemyError

from autograder.authoring.release import release
from autograder.grading import journal
from autograder.grading.agreement import hand_grades_kept, is_recorded, recorded_scores
from autograder.grading.fault_log import log_fault
from autograder.grading.gradebook import record
from autograder.grading.health import check_health, disk_faults_explained
from autograder.grading.lanes import Lanes, run_all
from autograder.grading.nbgrader_private import lasting_gradebook
from autograder.intake.submission import submitted_notebook
from autograder.intake.submitted import is_student_id
from autograder.judging.results import NotebookResult, NotebookStatus
from autograder.judging.secret import FILE, has_secret
from autograder.nbgrader_api import nbgrader_api
from autograder.problems import UserError
from autograder.units import Unit


@dataclass(frozen=True)
class Submission:
    """Name one student's notebook of one unit, and the key of its grade."""

    unit: Unit
    student: str
    key: journal.Key

    @property
    def path(self) -> Path:
        """Return the submitted file."""
        return submitted_notebook(self.unit, self.student)


class Reason(StrEnum):
    """Why a submission is to be graded."""

    NEW = "new"
    HANDED_IN_AGAIN = "handed in again"
    TESTS = "because the tests of {unit} changed since"
    ENVIRONMENT = "because the grader, Python or a package changed since"
    SECRET = "because the course's secret, from which their hidden data come, is another one"
    CELLS = "because --all-cells was given or left out, other than before"
    GRADEBOOK = "because gradebook or autograded/ do not hold their result"
    FORCED = "because of --force"


def find_submissions(units: list[Unit], students: list[str] | None = None, all_cells: bool = False) -> list[Submission]:
    """List what lies in submitted/ for these units, folders without a notebook too.

    What has no student's or no unit's name is left out here; `misplaced` names it.

    Raises:
        UserError: a student was named who handed in nothing, or nobody handed in anything.
    """
    found = []
    for unit in units:
        for folder in sorted((unit.root / "submitted").glob(f"*/{unit.name}")):
            student = folder.parent.name
            if is_student_id(student) and (not students or student in students):
                key = journal.submission_key(submitted_notebook(unit, student), unit, all_cells)
                found.append(Submission(unit, student, key))
    missing = [student for student in students or () if student not in {one.student for one in found}]
    if missing or not found:
        who = f" of {', '.join(missing)}" if missing else ""
        raise UserError(
            f"There are no submissions{who}. They belong into submitted/STUDENT/UNIT/, for example "
            "submitted/ada/01_perceptron/perceptron.ipynb."
        )
    return found


def gradebook_url(root: Path) -> str:
    """Return where nbgrader's gradebook is, once it is sure that results can be kept there.

    Raises:
        UserError: they cannot.
    """
    with nbgrader_api(root) as api:
        db_url = str(api.coursedir.db_url)
    check_health(root, db_url)
    return db_url


def to_grade(submissions: list[Submission], db_url: str, force: bool) -> list[tuple[Submission, Reason]]:
    """Leave out what is done: the same file, with the same tests, in the same environment, and recorded."""
    done = journal.latest(submissions[0].unit.root)
    scores = recorded_scores(db_url)
    found = []
    for one in submissions:
        reason = reason_to_grade(one, done.get((one.unit.name, one.student)))
        if reason is None and not is_recorded(one.unit, done[one.unit.name, one.student], scores):
            reason = Reason.GRADEBOOK
        if reason is None and force:
            reason = Reason.FORCED
        if reason is not None:
            found.append((one, reason))
    return found


def reason_to_grade(submission: Submission, entry: journal.Entry | None) -> Reason | None:
    """Compare a submission with its last entry in the journal."""
    if entry is None:
        return Reason.NEW
    if not journal.is_same_file(entry, submission.path, submission.key):
        return Reason.HANDED_IN_AGAIN
    if entry.key.tests != submission.key.tests:
        return Reason.TESTS
    if entry.key.environment != submission.key.environment:
        return Reason.ENVIRONMENT
    if entry.key.secret != submission.key.secret:
        return Reason.SECRET
    return Reason.CELLS if entry.key.cells != submission.key.cells else None


def secret_lost(root: Path) -> str:
    """Say so where results were made with a secret that is not there any more; to be asked before one is made."""
    if has_secret(root) or not any(entry.key.secret for entry in journal.entries(root)):
        return ""
    return (
        f"The course's secret, {FILE}, is lost. A new one is made now, so all hidden data are new and everything is "
        "graded again. If you have the old file: stop with Ctrl-C, put it in the new one's place, and grade again."
    )


def reasons_in_words(found: list[tuple[Submission, Reason]]) -> str:
    """Say how many are graded and why: `12 to grade: 3 new, 9 because the tests of 02_forward changed since`."""
    counts = Counter(reason.format(unit=one.unit.name) for one, reason in found)
    words = ", ".join(f"{number} {reason}" for reason, number in counts.items())
    return f"{len(found)} to grade" + (f": {words}." if found else ".")


def grade(
    found: list[tuple[Submission, Reason]],
    lanes: Lanes,
    db_url: str,
    stopped: Callable[[], bool],
    note: Callable[[Submission, NotebookResult], None],
) -> None:
    """Grade submissions, recording each as soon as it is done.

    While the first ones run, nbgrader learns today's tests: their units are released.

    Args:
        found: what to grade, and why.
        lanes: where.
        db_url: what `gradebook_url` returned.
        stopped: tells whether to stop.
        note: called with each result, for a progress bar.

    Raises:
        UserError: a unit cannot be released, or results cannot be kept any more; those that were are.
    """
    reasons = dict(found)
    units = list({one.unit.name: one.unit for one in reasons}.values())
    with lasting_gradebook(), closing(run_all(reasons, lanes, stopped, lambda: release(units))) as results:
        for submission, result, ran in results:
            same_file = reasons[submission] not in (Reason.NEW, Reason.HANDED_IN_AGAIN)
            note(submission, keep(submission, result, ran, db_url, same_file))


def keep(
    submission: Submission, result: NotebookResult, ran: NotebookNode | None, db_url: str, same_file: bool
) -> NotebookResult:
    """Record a result in the gradebook, then in the journal.

    Args:
        submission: what was graded.
        result: what came out.
        ran: the notebook as it ran, or None.
        db_url: where the gradebook is.
        same_file: whether the same file was graded before, so that what a person has done with it still holds.

    Returns:
        The result; the grader's own error where this one could not be recorded.

    Raises:
        UserError: nothing can be recorded any more.
    """
    with disk_faults_explained():
        if ran is not None:
            by_hand = hand_grades_kept(submission.unit, submission.student, db_url) if same_file else nullcontext()
            try:
                with by_hand:
                    record(submission.unit, submission.student, ran)
            except (UserError, OSError, SQLAlchemyError) as error:
                check_health(submission.unit.root, db_url)  # else this submission alone has a problem
                where = log_fault(submission.unit.root, error, f"{submission.student}, {submission.unit.name}")
                message = f"{str(error).rstrip('.')}. {where}"
                result = replace(result, status=NotebookStatus.GRADER_ERROR, score=None, message=message)
        if result.status != NotebookStatus.GRADER_ERROR:  # our own fault is tried again next time
            journal.append(submission.unit.root, journal.Entry(submission.key, submission.student, result))
    return result
