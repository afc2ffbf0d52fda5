"""Open lanes: processes on this machine, or a Dask cluster's (cluster.py).

A lane on this machine holds one end of a pipe, its lifeline, and nothing is ever written there. When the grader closes
the other end, or is killed, the kernel tells the lane by a signal, and the lane ends its worker, removes its scratch
files, and ends itself. The judge, in which a submission is graded, ends with its lane.

Lanes are forked from a process that has imported what they need (multiprocessing's fork server), and not from this one,
which may have threads. It ends with this process and the last lane.
"""

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection

from autograder.grading.lanes import Lanes, LaneTask, Ran, grade_in_lane
from autograder.judging.secret import course_secret
from autograder.sandbox.choice import choose_sandbox
from autograder.sandbox.limits import Limits


@contextmanager
def open_lanes(jobs: int, cluster: str | None, limits: Limits, sandbox: str) -> Iterator[tuple[Lanes, str]]:
    """Find where submissions can run.

    Args:
        jobs: how many run at the same time on this machine.
        cluster: the address of a Dask scheduler whose workers run them instead.
        limits: what a submission may take.
        sandbox: one of `autograder.sandbox.choice.CHOICES`.

    Yields:
        The lanes, and the sandbox that they use.

    Raises:
        UserError: there is no sandbox, or no cluster that can grade.
    """
    if cluster is None:
        sandbox = choose_sandbox(sandbox)
        yield local_lanes(jobs, limits, sandbox), sandbox
    else:
        from autograder.grading.cluster import cluster_lanes  # here, since importing Dask takes a second

        with cluster_lanes(cluster, limits, sandbox) as found:
            yield found


def local_lanes(jobs: int, limits: Limits, sandbox: str) -> Lanes:
    """Run submissions in processes on this machine."""

    def submit(pool: Executor, one: LaneTask) -> "Future[Ran]":
        secret = course_secret(one.unit.root)
        return pool.submit(grade_in_lane, one.path, one.unit, limits, sandbox, secret)

    return Lanes(jobs, local_pool, submit)


def prepare_lanes() -> None:
    """Begin to import what lanes need, in the process that they are forked from: this one goes on in the meantime.

    Called by the main thread, since it sets signals for a moment. Without this call, each lane imports for itself.
    """
    if sys.platform != "linux":  # where nothing is graded; choose_sandbox says so
        return
    from multiprocessing import forkserver

    forkserver.set_forkserver_preload(["autograder.judging.run", "matplotlib.pyplot"])
    # Ctrl-C reaches all processes of the terminal; the fork server is to end after the lanes, which the grader ends.
    before = {one: signal.signal(one, signal.SIG_IGN) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        forkserver.ensure_running()
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def local_pool(width: int) -> Iterator[Executor]:
    """Give a pool of so many lanes, which end with it, or with this process."""
    theirs, ours = Pipe(duplex=False)
    given = theirs, dict(os.environ)
    pool = ProcessPoolExecutor(width, get_context("forkserver"), initializer=_be_a_lane, initargs=given)
    try:
        yield pool
    finally:
        ours.close()
        pool.shutdown(cancel_futures=True)
        theirs.close()


def _be_a_lane(lifeline: Connection, environment: dict[str, str]) -> None:
    os.environ.clear()  # that of the fork server, which may be older than what the grader's process has set
    os.environ.update(environment)
    for number in (signal.SIGINT, signal.SIGTERM):  # they reach the grader too, which ends its lanes
        signal.signal(number, signal.SIG_IGN)
    # Here, since Windows has no lanes; and before a signal can come in the middle of it.
    import fcntl

    from autograder.judging.session import close_workers

    def end_with_grader(*_: object) -> None:
        if lifeline.poll():
            signal.signal(signal.SIGIO, signal.SIG_IGN)
            close_workers()
            os._exit(0)

    # A signal, not a thread, since a lane forks; and since the fork does the work, the lane always hears it.
    signal.signal(signal.SIGIO, end_with_grader)
    # Opened anew: who gets the signal is kept with what was opened, which all lanes share. A lane that did not hear it
    # would wait for the tasks' lock for ever, where another one has ended with it.
    opened = os.open(f"/dev/fd/{lifeline.fileno()}", os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(opened, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(opened, fcntl.F_SETFL, os.O_NONBLOCK | os.O_ASYNC)
    end_with_grader()  # where it has ended before
