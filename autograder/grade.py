"""Grade a class: find what is new, run it, and record each result as it comes.

Submissions run side by side, in lanes. One place, this one, writes the journal and the gradebook.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from nbformat import NotebookNode

from autograder import journal
from autograder.gradebook import record
from autograder.limits import Limits
from autograder.problems import UserError
from autograder.results import NotebookResult, NotebookStatus
from autograder.run import grade_file
from autograder.submission import submitted_notebook
from autograder.submitted import is_student_id
from autograder.units import Unit


@dataclass(frozen=True)
class Submission:
    """Name one student's notebook of one unit, and the key of its grade."""

    unit: Unit
    student: str
    key: str

    @property
    def path(self) -> Path:
        """Return the submitted file."""
        return submitted_notebook(self.unit, self.student)


def find_submissions(units: list[Unit], students: list[str] | None = None) -> list[Submission]:
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
                found.append(Submission(unit, student, journal.submission_key(submitted_notebook(unit, student), unit)))
    if not found:
        who = f" of {', '.join(students)}" if students else ""
        raise UserError(
            f"There are no submissions{who}. They belong into submitted/STUDENT/UNIT/, for example "
            "submitted/ada/01_perceptron/perceptron.ipynb."
        )
    return found


def new_ones(submissions: list[Submission], root: Path, force: bool) -> list[Submission]:
    """Leave out what has been graded already: the same file, with the same tests, in the same environment."""
    done = {} if force else journal.latest(root)
    return [
        one for one in submissions if (entry := done.get((one.unit.name, one.student))) is None or entry.key != one.key
    ]


def grade(
    submissions: list[Submission], limits: Limits, sandbox: str, jobs: int, note: Callable[[NotebookResult], None]
) -> None:
    """Grade submissions, recording each as soon as it is done.

    Args:
        submissions: what to grade.
        limits: what each may take.
        sandbox: what `choose_sandbox` returned.
        jobs: how many run at the same time.
        note: called with each result, for a progress bar.
    """
    for submission, result, ran in _run_all(submissions, limits, sandbox, jobs):
        final = result
        if ran is not None:
            try:
                record(submission.unit, submission.student, ran)
            except UserError as error:
                final = replace(result, status=NotebookStatus.GRADER_ERROR, score=None, message=str(error))
        if final.status != NotebookStatus.GRADER_ERROR:  # our own fault is tried again next time
            journal.append(submission.unit.root, journal.Entry(submission.key, submission.student, final))
        note(final)


def _run_all(
    submissions: list[Submission], limits: Limits, sandbox: str, jobs: int
) -> Iterator[tuple[Submission, NotebookResult, NotebookNode | None]]:
    # A lane is a process of its own, with a warm worker; it is spawned, since this process may have threads.
    with ProcessPoolExecutor(max(1, min(jobs, len(submissions))), mp_context=get_context("spawn")) as lanes:
        running = {lanes.submit(grade_file, one.path, one.unit, limits, sandbox): one for one in submissions}
        try:
            for future in as_completed(running):
                yield running[future], *future.result()
        except BaseException:
            lanes.shutdown(cancel_futures=True)
            raise
