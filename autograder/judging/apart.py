"""Do a piece of work in a process of its own: a fork of this one, which ends with the work.

Whatever the work does to modules, caches, the environment or its memory ends with it. Its time is kept from here, where
nothing of a submission's is read: a process that is busy in C code, and hears no signal of Python's, is ended all the
same. The kernel ends it, too, when this process is gone (`PR_SET_PDEATHSIG`).
"""

import ctypes
import os
import pickle
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")
PR_SET_PDEATHSIG = 1
CHUNK = 1 << 20
LONGEST_WAIT = 1000.0  # seconds that select may wait at once


class TooLateError(Exception):
    """The work was ended, since its time was over."""


class GoneError(Exception):
    """The process that did the work was ended from outside, or by a fault of a library."""


def apart(work: Callable[[], T], seconds: float) -> T:
    """Do some work in a fork, and return what it returns, or raise what it raises, with its traceback as a note.

    Args:
        work: what to do; what it returns has to be picklable.
        seconds: that it may take.

    Raises:
        TooLateError: it took longer.
        GoneError: its process ended before the work was done.
    """
    ends_at = time.monotonic() + seconds
    read_fd, write_fd = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(read_fd)
        _work_and_end(work, write_fd, parent)
    os.close(write_fd)
    status, data = 0, b""
    try:
        data = _read_all(read_fd, ends_at)
    finally:
        os.close(read_fd)
        os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
    if not data:
        how = os.waitstatus_to_exitcode(status)
        raise GoneError(
            f"The judge's process ended ({signal.Signals(-how).name if how < 0 else f'exit status {how}'})."
        )
    done, value = pickle.loads(data)
    if not done:
        raise value
    return value


def _read_all(descriptor: int, ends_at: float) -> bytes:
    """Read until the other end is closed.

    Raises:
        TooLateError: it stays open for too long.
    """
    parts: list[bytes] = []
    while True:
        seconds = ends_at - time.monotonic()
        if seconds <= 0:
            raise TooLateError
        if select.select([descriptor], [], [], min(seconds, LONGEST_WAIT))[0]:
            part = os.read(descriptor, CHUNK)
            if not part:
                return b"".join(parts)
            parts.append(part)


def _work_and_end(work: Callable[[], Any], descriptor: int, parent: int) -> NoReturn:
    """Do the work in the fork, send what came of it, and end."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent too, which ends this process
        _end_with(parent)
        try:
            told: tuple[bool, Any] = True, work()
        except BaseException as error:
            error.add_note(traceback.format_exc())
            told = False, error
        try:
            data = pickle.dumps(told)
        except Exception:  # an error that holds something that cannot cross
            data = pickle.dumps((False, RuntimeError(traceback.format_exc())))
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    finally:
        os._exit(0)


def _end_with(parent: int) -> None:
    """Have the kernel end this process when its parent has ended."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)
