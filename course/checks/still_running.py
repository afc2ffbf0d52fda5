"""Say that an answer is still running, where a check takes long: a loop in it may have no end.

It is a signal, and no thread: what forks must have none. Where a system has no such signal (Windows, a browser),
nothing is said.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from IPython import get_ipython
from IPython.display import display

from course.texts import _

SECONDS = 15.0


@contextmanager
def told_when_long(name: str) -> Iterator[None]:
    """Print one line in a notebook where what runs inside takes long.

    Args:
        name: of the exercise.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if get_ipython() is None or not in_main or not hasattr(signal, "setitimer"):
        yield
        return

    def tell(_signal: int, _frame: Any) -> None:
        text = _("`{name}` is still running. If it has a loop that may never end, stop it: Kernel, Interrupt (■).")
        display({"text/plain": text.format(name=name)}, raw=True)

    before = signal.signal(signal.SIGALRM, tell)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
