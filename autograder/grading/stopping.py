"""Stop at a good moment when asked to: Ctrl-C, or a polite kill."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

STOPPED = 130  # the exit status of a command that was stopped, as shells have it


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Note Ctrl-C and SIGTERM instead of falling over them; a second one works as it always does.

    Yields:
        A function that tells whether one of them has come.
    """
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)
        restore()

    def restore() -> None:
        for one, handler in before.items():
            signal.signal(one, handler)

    before = {one: signal.signal(one, note) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(came)
    finally:
        restore()
