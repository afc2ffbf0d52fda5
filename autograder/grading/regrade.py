"""Grade anew after a test was fixed, and show what changes for whom before it is written.

What a run finds is kept in .regrade/, each with its key, so that writing it later needs no second run. A draft whose
submission, tests or environment have changed in the meantime is run again.
"""

import json
import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.grading import journal
from autograder.grading.grade import Reason, Submission, keep, reason_to_grade
from autograder.grading.health import disk_faults_explained
from autograder.grading.lanes import Lanes, run_all
from autograder.grading.nbgrader_private import lasting_gradebook
from autograder.judging.results import ExerciseResult, NotebookResult, NotebookStatus, result_from_dict

DRAFTS = ".regrade"


@dataclass(frozen=True)
class Change:
    """Say what changes for one student in one exercise, and in the whole."""

    student: str
    unit: str
    exercise: str
    before: str
    after: str
    total: str


def touched(submissions: list[Submission], root: Path) -> list[tuple[Submission, NotebookResult]]:
    """List the submissions that were graded with other tests or in another environment, with their results."""
    done = journal.latest(root)
    entries = [(one, done.get((one.unit.name, one.student))) for one in submissions]
    return [
        (one, entry.result)
        for one, entry in entries
        if entry and reason_to_grade(one, entry) in (Reason.TESTS, Reason.ENVIRONMENT, Reason.SECRET)
    ]


def draft(
    submissions: list[Submission],
    lanes: Lanes,
    stopped: Callable[[], bool],
    note: Callable[[Submission, NotebookResult], None],
) -> None:
    """Run what has no draft yet, and keep what comes out as one.

    Args:
        submissions: what to run.
        lanes: where.
        stopped: tells whether to stop.
        note: called with each result, for a progress bar.
    """
    with closing(run_all(submissions, lanes, stopped)) as results:
        for submission, result, ran in results:
            if result.status != NotebookStatus.GRADER_ERROR:  # our own fault is tried again next time
                _write(submission, result, ran)
            note(submission, result)


def read_draft(submission: Submission) -> tuple[NotebookResult, NotebookNode | None] | None:
    """Return what a run with today's tests has found, or None."""
    try:
        data = json.loads(_path(submission).read_bytes())
        if data["key"] != asdict(submission.key):
            return None
        result, ran = result_from_dict(data["result"]), data["notebook"]
        if result.unit != submission.unit.name:  # edited by hand
            return None
        return result, None if ran is None else nbformat.from_dict(ran)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def changes(touched_ones: list[tuple[Submission, NotebookResult]]) -> list[Change]:
    """Compare results with the drafts that would replace them."""
    found = []
    for submission, before in touched_ones:
        drafted = read_draft(submission)
        if drafted is not None:
            found += _changes(submission, before, drafted[0])
    return found


def write_drafts(
    touched_ones: list[tuple[Submission, NotebookResult]], db_url: str
) -> list[tuple[Submission, NotebookResult]]:
    """Record all drafts, and remove those that were recorded.

    Returns:
        The results as they stand now.
    """
    kept = []
    with lasting_gradebook():
        for submission, _ in touched_ones:
            drafted = read_draft(submission)
            if drafted is not None:
                result = keep(submission, *drafted, db_url, same_file=True)
                kept.append((submission, result))
                if result.status != NotebookStatus.GRADER_ERROR:
                    _path(submission).unlink()
    return kept


def _changes(submission: Submission, before: NotebookResult, after: NotebookResult) -> list[Change]:
    old = {one.name: one for one in before.exercises}
    new = {one.name: one for one in after.exercises}
    total = f"{_points(before.score)} → {_points(after.score)}"
    found = [
        Change(submission.student, submission.unit.name, name, _words(old.get(name)), _words(new.get(name)), total)
        for name in dict.fromkeys([*old, *new])
        if _words(old.get(name)) != _words(new.get(name))
    ]
    if not found and (before.status, before.score) != (after.status, after.score):  # rejected before or after
        found.append(Change(submission.student, submission.unit.name, "all", before.status, after.status, total))
    return found


def _words(exercise: ExerciseResult | None) -> str:
    return (
        "—" if exercise is None else f"{_points(exercise.points)} of {_points(exercise.max_points)}, {exercise.status}"
    )


def _points(points: float | None) -> str:
    return "none" if points is None else f"{points:g}"


def _path(submission: Submission) -> Path:
    return submission.unit.root / DRAFTS / submission.unit.name / f"{submission.student}.json"


def _write(submission: Submission, result: NotebookResult, ran: NotebookNode | None) -> None:
    path = _path(submission)
    data = {"key": asdict(submission.key), "result": result.as_dict(), "notebook": ran}
    with disk_faults_explained():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        partial.write_text(json.dumps(data), encoding="utf-8")
        os.replace(partial, path)
