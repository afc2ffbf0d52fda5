"""Lanes: where submissions run side by side, on this machine or on a Dask cluster.

A lane is a process that grades one submission after the other, with a warm worker of its own in the sandbox. It knows
neither the gradebook nor the journal: what it finds comes back here. A few submissions are under way at a time, so a
class of thousands takes no more memory than a small one.

When a lane dies (killed for want of memory, for instance), all submissions that were under way may be lost with it, and
none of them says which one was to blame. Each is tried once more, alone in a fresh lane; what then dies again is
the grader's own error, and the others have lost nothing.

Lanes on this machine are opened in pool.py, those on a cluster in cluster.py.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from nbformat import NotebookNode

from autograder.grading.fault_log import in_words, log_fault
from autograder.judging.results import NotebookResult, NotebookStatus
from autograder.sandbox.limits import Limits
from autograder.units import Unit, max_score, read_source

SECONDS_BETWEEN_LOOKS = 0.2
LANE_DIED = "The process that graded this was ended from outside, twice: is there too little memory?"
Ran = tuple[NotebookResult, NotebookNode | None]


class LaneTask(Protocol):
    """What a lane needs to know of a submission."""

    @property
    def unit(self) -> Unit:
        """Return the unit that it answers."""

    @property
    def path(self) -> Path:
        """Return the submitted file."""


S = TypeVar("S", bound=LaneTask)


@dataclass(frozen=True)
class Lanes:
    """Say where submissions run.

    Args:
        width: how many run at the same time.
        open: opens so many lanes, for the time of the `with` block.
        submit: hands a submission to them.
        check: called while waiting; raises UserError where waiting has become senseless.
    """

    width: int
    open: Callable[[int], AbstractContextManager[Executor]]
    submit: Callable[[Executor, LaneTask], "Future[Ran]"]
    check: Callable[[], None] = lambda: None


def run_all(
    submissions: Iterable[S],
    lanes: Lanes,
    stopped: Callable[[], bool],
    meanwhile: Callable[[], None] = lambda: None,
) -> Generator[tuple[S, NotebookResult, NotebookNode | None], None, None]:
    """Run submissions, and give back each with its result as it comes.

    Args:
        submissions: what to run.
        lanes: where.
        stopped: tells whether to stop; what is under way then is dropped.
        meanwhile: called once, when the first submissions are under way.
    """
    waiting: deque[S] = deque(submissions)
    suspects: list[S] = []
    width, once = max(1, min(lanes.width, len(waiting))), cache(meanwhile)
    while waiting and not stopped():
        for one, future in _run_until_broken(waiting, lanes, width, stopped, once):
            if _lane_died(future):
                suspects.append(one)
            else:
                yield one, *_outcome(one, future)
    for one in suspects:
        for _, future in _run_until_broken(deque([one]), lanes, 1, stopped, once):
            yield one, *_outcome(one, future)


def _run_until_broken(
    waiting: deque[S], lanes: Lanes, width: int, stopped: Callable[[], bool], meanwhile: Callable[[], None]
) -> Iterator[tuple[S, "Future[Ran]"]]:
    """Take from `waiting` until it is empty or a lane has died; give back what has ended, well or not."""
    running: dict[Future[Ran], S] = {}
    broken = False
    with lanes.open(width) as executor:
        while (running or (waiting and not broken)) and not stopped():
            while waiting and not broken and len(running) < width + 1:  # one more, so that no lane waits for us
                try:
                    running[lanes.submit(executor, waiting[0])] = waiting[0]
                except BrokenExecutor:
                    broken = True
                else:
                    waiting.popleft()
            meanwhile()
            for future in wait(running, SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED).done:
                broken = broken or _lanes_are_broken(future)
                yield running.pop(future), future
            lanes.check()


def _lane_died(future: "Future[Ran]") -> bool:
    if future.cancelled():
        return True
    return isinstance(future.exception(), BrokenExecutor | CancelledError) or _is_killed_worker(future.exception())


def _lanes_are_broken(future: "Future[Ran]") -> bool:
    return not future.cancelled() and isinstance(future.exception(), BrokenExecutor)


def _is_killed_worker(error: BaseException | None) -> bool:
    return type(error).__name__ == "KilledWorker"  # Dask's; naming it here would import Dask for everyone


def _outcome(submission: LaneTask, future: "Future[Ran]") -> Ran:
    """Return what a lane found; where it failed itself, a result that says so, and a traceback in the log."""
    if _lane_died(future):
        fault: BaseException | str = LANE_DIED
        message = LANE_DIED
    elif (error := future.exception()) is None:
        return future.result()
    else:
        fault, message = error, f"The grader failed: {in_words(error)}"
    unit, student = submission.unit, submission.path.parent.parent.name
    message += f" {log_fault(unit.root, fault, f'{student}, {unit.name}')}"
    highest = max_score(read_source(unit))
    return NotebookResult(unit.name, None, highest, NotebookStatus.GRADER_ERROR, message=message), None


def grade_in_lane(path: Path, unit: Unit, limits: Limits, sandbox: str, secret: bytes | None = None) -> Ran:
    """Grade one file in this process, and once more where its worker was ended from outside.

    Raises:
        WorkerError, GoneError: the grader failed.
    """
    # Here, since the grader's first process needs neither of them, nor the second that they take to import.
    from autograder.judging.apart import GoneError
    from autograder.judging.run import judge_file
    from autograder.judging.session import WorkerError, warm_worker

    worker = warm_worker(sandbox)
    try:
        result, ran = judge_file(path, unit, limits, sandbox, secret)
        if worker.alive or result.status != NotebookStatus.CRASHED:
            return result, ran
    except (WorkerError, GoneError):
        if worker.alive:
            raise
    return judge_file(path, unit, limits, sandbox, secret)
