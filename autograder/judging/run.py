"""Grade one submitted file: read it, run it in the sandbox, and turn what happened into a result."""

import copy
import os
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from nbformat import NotebookNode

from autograder.intake.notebook_file import RejectedError, read_bytes
from autograder.intake.submission import read_submission
from autograder.judging.apart import GoneError, TooLateError, apart
from autograder.judging.endings import Stop, ending
from autograder.judging.guard import limit_memory
from autograder.judging.judge import (
    ERROR_OF_STOP,
    Judge,
    KernelDied,
    Trusted,
    answer_names,
    import_for_judges,
    imported_modules,
    run_test,
    trusted_names,
)
from autograder.judging.needed import know_cells, needed_cells
from autograder.judging.outputs import MOST_MESSAGE, clean_outputs, plain_text, size, stream
from autograder.judging.results import ExerciseResult, NotebookResult, NotebookStatus
from autograder.judging.scoring import Ends, score_exercises
from autograder.judging.secret import course_secret, seed_of
from autograder.judging.session import Worker, WorkerError, warm_worker
from autograder.languages.submissions import locked_cells_in
from autograder.sandbox.limits import Limits
from autograder.units import Unit, is_test, max_score, read_source, support_files
from course.checks.hidden import SEED_VARIABLE
from course.files import language_of
from course.texts import FIRST, _, in_language, language_in_use, marked, use_language

SECONDS_AROUND = 180.0  # for starting, clearing up, reading and scoring, on a slow machine
AS_HANDED_IN = marked(
    "[Not run while grading, since no points depend on this cell. What follows is as it was handed in.]"
)
OUT_OF_TIME = marked("The notebook ran out of time.")
HANDED_OVER_TOO_MUCH = marked("The notebook handed over more than the grader has memory for.")
TOO_LATE = marked("The notebook kept the grader busy for longer than it may run, and was stopped: it has no points.")


def grade_file(
    path: Path, unit: Unit, limits: Limits, sandbox: str, secret: bytes | None = None
) -> tuple[NotebookResult, NotebookNode | None]:
    """Do as `judge_file`, with a result that says so where the grader itself has failed."""
    try:
        return judge_file(path, unit, limits, sandbox, secret)
    except (WorkerError, GoneError) as error:
        highest, status = max_score(read_source(unit)), NotebookStatus.GRADER_ERROR
        return NotebookResult(unit.name, None, highest, status, message=str(error)), None


def judge_file(
    path: Path, unit: Unit, limits: Limits, sandbox: str, secret: bytes | None = None
) -> tuple[NotebookResult, NotebookNode | None]:
    """Grade one notebook file, without any gradebook.

    The judge is a process of its own for each submission (apart.py), which has all that it needs imported.

    Args:
        path: the submitted notebook.
        unit: the unit it answers.
        limits: what it may take.
        sandbox: what `choose_sandbox` returned.
        secret: makes the seed of the hidden data; without it, that of the unit's course.

    Returns:
        The result, and the notebook as it ran (None where it could not be run).

    Raises:
        WorkerError, GoneError: the worker could not be started, or the judge's process was ended.
    """
    secret = course_secret(unit.root) if secret is None else secret
    worker = warm_worker(sandbox)
    source, trusted = _get_ready(unit)
    worker.wait_for_start()
    try:
        with worker.given_up_after(TooLateError, GoneError):
            result, ran = apart(
                partial(_judge, path, unit, source, trusted, limits, worker, secret),
                limits.notebook_seconds + limits.cell_seconds + SECONDS_AROUND,
            )
    except TooLateError:
        with in_language(_language(partial(read_bytes, path, limits.submission_megabytes))):
            told = _(TOO_LATE), _for_teacher(partial(_, TOO_LATE))
            return _without_exercises(unit, source, NotebookStatus.TIMEOUT, *told), None
    locked_cells_in(source, unit, result.language)  # kept here, so that later judges find them read
    return result, ran


_ready: dict[tuple[bytes, ...], tuple[NotebookNode, Trusted]] = {}


def _get_ready(unit: Unit) -> tuple[NotebookNode, Trusted]:
    """Do once, for all judges that are forked from this process, what each of them needs of a unit.

    Returns:
        The instructor's notebook, and what its locked cells define.
    """
    files = [unit.source, *support_files(unit)]
    key = (unit.name.encode(), *(path.name.encode() + path.read_bytes() for path in files if path.exists()))
    if key not in _ready:
        source = read_source(unit)
        import_for_judges(source)
        know_cells(source)
        _ready[key] = source, trusted_names(unit, source)
    return _ready[key]


def _judge(
    path: Path, unit: Unit, source: NotebookNode, trusted: Trusted, limits: Limits, worker: Worker, secret: bytes
) -> tuple[NotebookResult, NotebookNode | None]:
    """Read, run and score one file, in the judge's own process."""
    began = time.monotonic()
    limit_memory(limits.memory_megabytes)
    read = cache(partial(read_bytes, path, limits.submission_megabytes))  # what is run is what the seed is made from
    language = _language(read)
    use_language(language)  # in this process, which ends with the submission
    source = locked_cells_in(source, unit, language)
    try:
        notebook, repairs = read_submission(path, read, unit, source, limits)
    except RejectedError as error:
        told = _shortened(error), _for_teacher(partial(_why_rejected, path, read, unit, source, limits))
        return _without_exercises(unit, source, NotebookStatus.REJECTED, *told), None
    notebook.metadata = copy.deepcopy(source.metadata)  # pages and programs take more from there than they should
    seed = seed_of(secret, unit.name, read())
    os.environ[SEED_VARIABLE] = str(seed)
    ends, stop, skipped = _run(notebook, unit, source, trusted, limits, worker)
    status = stop.status if stop else None
    results = score_exercises(notebook, source, ends, status, limits.cell_seconds)
    result = NotebookResult(
        unit.name,
        sum(one.points for one in results),
        max_score(source),
        status or NotebookStatus.GRADED,
        results,
        message=_stopped(stop, results),
        reason=_for_teacher(partial(_stopped, stop, results)),
        repairs=tuple(plain_text(one)[:MOST_MESSAGE] for one in repairs),
        seed=seed,
        sandbox=worker.sandbox,
        seconds=round(time.monotonic() - began, 2),
        skipped=None if limits.all_cells else len(skipped),
        language=language,
    )
    return result, notebook


def _language(read: Callable[[], bytes]) -> str:
    """Tell a submission's language, also where it will be rejected: the reason is said in it."""
    try:
        return language_of(read())
    except (OSError, RejectedError):
        return language_of(b"")


def _without_exercises(
    unit: Unit, source: NotebookNode, status: NotebookStatus, message: str, reason: str
) -> NotebookResult:
    language = language_in_use()
    return NotebookResult(unit.name, 0.0, max_score(source), status, message=message, language=language, reason=reason)


def _shortened(error: RejectedError) -> str:
    return plain_text(str(error))[:MOST_MESSAGE]


def _why_rejected(path: Path, read: Callable[[], bytes], unit: Unit, source: NotebookNode, limits: Limits) -> str:
    """Look at a file once more, to hear in another language why it cannot be graded."""
    try:
        read_submission(path, read, unit, source, limits)
    except RejectedError as error:
        return _shortened(error)
    return ""


def _for_teacher(say: Callable[[], str]) -> str:
    """Say it in the language of the class report, where that is another one than the submission's."""
    if language_in_use() == FIRST:
        return ""
    with in_language(FIRST):
        return say()


def _run(
    notebook: NotebookNode, unit: Unit, source: NotebookNode, trusted: Trusted, limits: Limits, worker: Worker
) -> tuple[Ends, Stop | None, set[int]]:
    """Run the student's cells in a process in the sandbox, and the test cells here.

    Returns:
        For each position of a cell that ran, how it ended; where the run stopped early, why; and the positions of the
        cells that need not run.
    """
    ends: Ends = {}
    trusted.put_in_place()
    with worker.open(support_files(unit), imported_modules(source), trusted.names, limits) as judge:
        skipped = set() if limits.all_cells else _leave_out(notebook, judge)
        stopped = _run_cells(notebook, skipped, worker, judge, limits, answer_names(source), ends)
    if stopped is None:
        return ends, None, skipped
    if stopped != NotebookStatus.CRASHED:
        why = HANDED_OVER_TOO_MUCH if stopped == NotebookStatus.MEMORY else OUT_OF_TIME
        return ends, Stop(stopped, partial(_, why)), skipped
    status, said = ending(worker.ended, limits)
    for position, end in ends.items():
        if end.error == KernelDied.__name__:
            ends[position] = replace(end, error=ERROR_OF_STOP[status].__name__, message=said)
    return ends, Stop(status, lambda: ending(worker.ended, limits)[1]), skipped


def _leave_out(notebook: NotebookNode, judge: Judge) -> set[int]:
    """Find the cells that need not run, and say so above what they had put out when they were handed in."""
    needed = needed_cells(notebook, judge.trusted)
    skipped = {i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and i not in needed}
    for cell in (notebook.cells[position] for position in skipped):
        cell.outputs.insert(0, stream(_(AS_HANDED_IN) + "\n"))
    return skipped


def _run_cells(
    notebook: NotebookNode,
    skipped: set[int],
    worker: Worker,
    judge: Judge,
    limits: Limits,
    answers: set[str],
    ends: Ends,
) -> NotebookStatus | None:
    """Run cell after cell and note how each ended; returns how the run stopped early, if it did."""
    began, room = time.monotonic(), limits.notebook_output_characters
    to_run = [(i, cell) for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and i not in skipped]
    for _position, cell in to_run:
        cell.outputs = []
    for position, cell in to_run:
        if time.monotonic() - began > limits.notebook_seconds:
            return NotebookStatus.TIMEOUT
        cell.execution_count = position + 1
        worker.begin_cell()
        if is_test(cell):
            ends[position] = run_test(cell, judge, answers)
        else:
            try:
                told, ends[position] = judge.run(cell.source)
            except (KernelDied, MemoryError):
                return judge.stopped
            cell.outputs = clean_outputs(told, min(room, limits.output_characters))
            room -= sum(map(size, cell.outputs))
        if judge.stopped:
            return judge.stopped
    return None


def _stopped(stop: Stop | None, results: tuple[ExerciseResult, ...]) -> str:
    if stop is None:
        return ""
    first = next((one.name for one in results if one.status.value == stop.status.value), "")
    where = _("This came up first at {name}; what came after it was not run.").format(name=first)
    return f"{stop.why()} {where if first else _('What came after that cell was not run.')}"
