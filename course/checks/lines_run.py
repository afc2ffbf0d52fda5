"""Count how much a student's function does, where that must not hang on the computer's speed."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


class _EnoughError(BaseException):
    """The limit is reached."""


def lines_run(function: Callable[[], Any], most: int) -> int:
    """Call a function, and count the lines of Python code that run until it returns.

    Args:
        function: called without arguments. A function in the grader's other process counts there, by a method
            `lines_run` of its own.
        most: where to stop the call.

    Returns:
        The number of lines, at most `most`.

    Example:
        >>> lines_run(lambda: [x for x in range(1000)], 50)
        50
    """
    if hasattr(function, "lines_run"):
        return int(function.lines_run(most))
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        if event == "line":
            if count >= most:
                raise _EnoughError
            count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function()
    except _EnoughError:
        pass
    finally:
        sys.settrace(before)
    return count
