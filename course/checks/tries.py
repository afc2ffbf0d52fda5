"""What a function does with other arguments: where a change of one makes the answer right, it was used that way.

The student's function is called again, quietly, and only where this is quick and sure to end.
"""

import contextlib
import dis
import io
from collections.abc import Callable, Iterator, Sequence
from types import CodeType
from typing import Any

import numpy as np

from course.checks.asked import Asked, parts_of
from course.checks.call import call
from course.checks.compare import as_numbers, same
from course.checks.mistakes import Mistake
from course.layer import Layer

SECONDS = 0.1  # a call that took longer is not repeated

USED_TRANSPOSED = Mistake("general.used_transposed", "`{name}` is used with rows and columns the wrong way round")
SWAPPED = Mistake("general.swapped", "`{first}` and `{second}` have changed places")
SIGN_OF = Mistake("general.sign_of", "what `{name}` contributes has the wrong sign")
TWICE_OF = Mistake("general.twice_of", "what `{name}` contributes is too large by a factor of 2")
HALF_OF = Mistake("general.half_of", "what `{name}` contributes is too small by a factor of 2")
INVERSE_OF = Mistake(
    "general.inverse_of", "`{name}` multiplies where it must divide, or divides where it must multiply"
)
SQUARE_OF = Mistake("general.square_of", "`{name}` counts too often: its root would give the right answer")
DIVIDED_BY_ROWS = Mistake("general.divided_by_rows", "something is divided by n, the number of rows, which must not be")
TIMES_ROWS = Mistake("general.times_rows", "something is not divided by n, the number of rows, as it must be")
ROWS_BACKWARDS = Mistake(
    "general.rows_backwards", "the rows are taken in another order, such as from the last to the first"
)

Change = Callable[[list[Any]], list[Any] | None]


def cause(function: Any, asked: Asked, earlier: Sequence[Asked], rtol: float, atol: float) -> Mistake | None:
    """Find the change of the arguments that makes this answer right, and leaves right those before it.

    A function that returns ``b - a`` where ``a - b`` was asked for is told that `a` and `b` have changed places.
    """
    if not _ends(function) or _is_chance(asked.expected):
        return None
    for mistake, change in _changes(asked):
        if all(_is_right(function, change, one, rtol, atol) for one in (asked, *earlier)):
            return mistake
    return None


def _ends(function: Any) -> bool:
    """Tell whether a function is sure to end: its code is at hand, and has no `while` and no call of itself."""
    code = getattr(function, "__code__", None)
    return isinstance(code, CodeType) and not _may_go_on(code)


def _may_go_on(code: CodeType) -> bool:
    steps = list(dis.get_instructions(code))
    fors = {one.offset for one in steps if one.opname == "FOR_ITER"}
    whiles = any("BACKWARD" in one.opname and one.argval not in fors for one in steps)
    inner = (one for one in code.co_consts if isinstance(one, CodeType))
    return whiles or code.co_name in code.co_names or any(map(_may_go_on, inner))


def _is_chance(expected: Any) -> bool:
    """Tell an answer of very few whole numbers, which many a change meets."""
    numbers = [as_numbers(value) for _place, value in parts_of(expected, expected)]
    values = np.concatenate([one.ravel() for one in numbers if one is not None] or [np.zeros(0)])
    return values.size <= 3 and bool(np.all(values % 1 == 0))


def _is_right(function: Any, change: Change, asked: Asked, rtol: float, atol: float) -> bool:
    arguments = change(list(asked.arguments))
    if arguments is None:
        return False
    with contextlib.redirect_stdout(io.StringIO()):
        outcome = call(function, arguments, [""] * len(arguments))
    return outcome.error is None and same(outcome.answer, asked.expected, rtol, atol)


def _changes(asked: Asked) -> Iterator[tuple[Mistake, Change]]:
    names = list(asked.names)
    for first, value in enumerate(asked.arguments):
        for second in range(first + 1, len(names)):
            if _are_alike(value, asked.arguments[second], asked.expected):
                yield SWAPPED.format(first=names[first], second=names[second]), _swap(first, second)
    for place, (name, value) in enumerate(zip(names, asked.arguments, strict=True)):
        if isinstance(value, np.ndarray) and value.ndim == 2 and min(value.shape) > 1:
            yield USED_TRANSPOSED.format(name=name), _at(place, np.transpose)
        if isinstance(value, list) and value and all(isinstance(one, Layer) for one in value):
            yield USED_TRANSPOSED.format(name="W"), _at(place, _turned)
        if isinstance(value, float | np.ndarray) and np.asarray(value).dtype.kind == "f" and np.any(value):
            yield SIGN_OF.format(name=name), _at(place, np.negative)
            yield TWICE_OF.format(name=name), _at(place, lambda value: value / 2)
            yield HALF_OF.format(name=name), _at(place, lambda value: value * 2)
        if isinstance(value, float) and value > 0 and value != 1:
            yield INVERSE_OF.format(name=name), _at(place, lambda value: 1 / value)
            yield SQUARE_OF.format(name=name), _at(place, np.sqrt)
    yield from _of_rows(asked)


def _of_rows(asked: Asked) -> Iterator[tuple[Mistake, Change]]:
    """Yield changes by the number of rows, of what has one, and of their order."""
    rows = [len(array) for _name, array in asked.arrays() if array.ndim == 2]
    if not rows or rows[0] < 3:
        return
    for place, value in enumerate(asked.arguments):
        if isinstance(value, float) and value:
            yield DIVIDED_BY_ROWS, _at(place, lambda value: value * rows[0])
            yield TIMES_ROWS, _at(place, lambda value: value / rows[0])
    yield (
        ROWS_BACKWARDS,
        lambda arguments: [
            one[::-1] if isinstance(one, np.ndarray) and len(one) == rows[0] else one for one in arguments
        ],
    )


def _are_alike(left: Any, right: Any, expected: Any) -> bool:
    """Tell whether two arguments could be taken for each other; of arrays one number alone does not show it."""
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        return (
            not isinstance(expected, int | float | np.number)
            and left.shape == right.shape
            and not np.array_equal(left, right)
        )
    return isinstance(left, int | float) and isinstance(right, int | float) and left != right


def _swap(first: int, second: int) -> Change:
    def change(arguments: list[Any]) -> list[Any] | None:
        if max(first, second) >= len(arguments):
            return None
        arguments[first], arguments[second] = arguments[second], arguments[first]
        return arguments

    return change


def _at(place: int, change: Callable[[Any], Any]) -> Change:
    def changed(arguments: list[Any]) -> list[Any] | None:
        return (
            None if place >= len(arguments) else [*arguments[:place], change(arguments[place]), *arguments[place + 1 :]]
        )

    return changed


def _turned(layers: list[Layer]) -> list[Layer]:
    return [one._replace(W=one.W.T) if one.W.shape[0] == one.W.shape[1] else one for one in layers]
