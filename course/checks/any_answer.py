"""What checks ask of every answer that is an array: that a later call leaves it alone, and that small values are kept.

Small values are tried with `atol=0`, since the usual tolerance would take them for zero.
"""

import copy
from collections.abc import Callable, Sequence
from typing import Any

from course.checks import Mistake, expect, require
from course.checks.compare import unchanged
from course.texts import _

SHARED_ARRAY = Mistake(
    "general.shared_array",
    "the calls share one array, which each of them fills anew: make a new array inside the function",
)
SMALL_LOST = Mistake("general.small_lost", "small values are lost: they are rounded, or taken for 0")


def expect_own_arrays(
    function: Callable[..., Any], first: Sequence[Any], second: Sequence[Any], exercise: str | None = None
) -> None:
    """Call a student's function twice, and check that the second call leaves the first answer as it was.

    Args:
        function: the student's function.
        first: arguments.
        second: others of the same shapes.
        exercise: the exercise to fix, where that is not called as the function is.

    Raises:
        CheckFailed: the first answer has changed.

    Example:
        >>> expect_own_arrays(abs, [-2.0], [3.0])
        ✓ the answer to one call stays as it was when the function is called again
    """
    answer = expect(function, *first, exercise=exercise)
    before = copy.deepcopy(answer)
    expect(function, *second, exercise=exercise)
    claim = _("the answer to one call stays as it was when the function is called again")
    name = exercise or getattr(function, "__name__", "")
    step = _("fix `{name}` in its cell, run that cell, then run this check again").format(name=name)
    require(unchanged(before, answer), claim, cause=SHARED_ARRAY, step=step)
