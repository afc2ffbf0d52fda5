"""Keep the judge within time and memory, whatever a submission makes it work on.

The limits of the sandbox bind the student's process. But the judge works on values that this process has sent: a list
of texts that numpy would blow up to a hundred gigabytes, or a function of the judge's that is called back with numbers
on which it never ends. So the judge, which is a process of its own, limits itself, too.
"""

import contextlib
import resource
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from autograder.judging.channel import CellTimeout

MEGABYTE = 2**20
SHORTEST = 0.001  # seconds; a timer of 0 would be none


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise CellTimeout in what runs here when its time is over; one within another leaves that one its time."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise CellTimeout

    previous, began = signal.signal(signal.SIGALRM, stop), time.monotonic()
    outer = signal.setitimer(signal.ITIMER_REAL, max(seconds, SHORTEST))[0]
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
        if outer:
            signal.setitimer(signal.ITIMER_REAL, max(outer - (time.monotonic() - began), SHORTEST))


def limit_memory(megabytes: int) -> None:
    """Let this process take so much more memory from now on; beyond that it gets a MemoryError."""
    statm = Path("/proc/self/statm")
    if not statm.exists():  # not Linux, where there is no sandbox either
        return
    used = int(statm.read_text().split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + megabytes * MEGABYTE
    smallest = min([wanted, *(one for one in (soft, hard) if one != resource.RLIM_INFINITY)])
    resource.setrlimit(resource.RLIMIT_AS, (smallest, hard))
