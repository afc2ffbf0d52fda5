"""How an answer is packed otherwise than asked: too many or too few axes, rows, items, or another order of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from course.checks.asked import Asked, parts_of
from course.checks.asked import same as same_numbers
from course.checks.compare import as_numbers
from course.checks.compare import same as same_values
from course.checks.how import ARGUMENT_ITSELF, AS_BEFORE, TRANSPOSED
from course.checks.mistakes import Mistake
from course.checks.parts import part_in_words
from course.layer import Array

ONE_ITEM = Mistake("general.one_item", "only {part} is returned: return all {count}, with commas between them")
MORE_ITEMS = Mistake(
    "general.more_items", "more is returned than asked for: the right answer is among it, return that alone"
)
ITEMS_SWAPPED = Mistake("general.items_swapped", "the items of the answer have changed places")
NESTED = Mistake(
    "general.nested", "the right values are packed otherwise than asked: look at which list or pair holds which"
)
TEXT = Mistake("general.text", "a number is written as a text: leave out the quotes")
LIST_AS_TEXT = Mistake("general.list_as_text", "several texts are written as one: give each its own quotes")
FUNCTION = Mistake(
    "general.function",
    "a function stands where its result is asked for: call it, with parentheses and arguments, or look at the order of "
    "what is handed over",
)
NO_ITEMS = Mistake("general.no_items", "one array or number is returned where {count} items are asked for")
ITEMS_FOR_ONE = Mistake(
    "general.items_for_one", "a list or tuple of several arrays is returned, where one array or number is asked for"
)
AXIS_OF_ONE = Mistake(
    "general.axis_of_one",
    "the answer has an axis of length 1 too many or too few: compare its shape with the one asked for",
)
EXTRA_AXIS = Mistake("general.extra_axis", "the values are right, but the answer has an axis too many")
LOST_AXIS = Mistake("general.lost_axis", "the values are right, but the answer has lost an axis")
OTHER_AXES = Mistake("general.other_axes", "the values are right, but they are arranged in another shape")
NOT_SUMMED = Mistake("general.not_summed", "the numbers are not added up: their sum is the answer")
NOT_AVERAGED = Mistake("general.not_averaged", "there are several numbers: their mean is the answer")
NOT_LARGEST = Mistake("general.not_largest", "there are several numbers: the largest of them is the answer")
NOT_SMALLEST = Mistake("general.not_smallest", "there are several numbers: the smallest of them is the answer")
ALL_SUMMED = Mistake("general.all_summed", "everything is added up into fewer numbers than asked for")
ALL_AVERAGED = Mistake(
    "general.all_averaged", "the mean is taken over more than it should: more than one number is asked for"
)
ALL_LARGEST = Mistake(
    "general.all_largest", "the largest or smallest of all is returned, where more than one number is asked for"
)
ONE_FOR_ALL = Mistake(
    "general.one_for_all",
    "one number is made of all, or only one is used, where one for each row or value is asked for",
)
RIGHT_AMONG = Mistake(
    "general.right_among", "several numbers came back, and the right one is among them: return that alone"
)
FIRST_ALONE = Mistake("general.first_alone", "only the first is returned of several rows or values")
LAST_ALONE = Mistake("general.last_alone", "only the last is returned of several rows or values")
FIRST_MISSING = Mistake("general.first_missing", "the first of the rows or values is missing")
LAST_MISSING = Mistake("general.last_missing", "the end is missing: what is there is right, but too short")
ONE_AT_FRONT = Mistake("general.one_at_front", "there is one too many at the beginning: the rest is right")
GOES_ON = Mistake("general.goes_on", "the answer goes on after its right end: what comes before is right")
ALL_STEPS = Mistake("general.all_steps", "what came before is returned, too: only the last of these is asked for")
LEFT_OUT = Mistake("general.left_out", "some of the right values are left out: the others are right and in their order")
FOR_ROWS = Mistake(
    "general.for_rows", "there is one number for each row of `{name}`, but one for each column is asked for"
)
FOR_COLUMNS = Mistake(
    "general.for_columns", "there is one number for each column of `{name}`, but one for each row is asked for"
)
TABLE = Mistake(
    "general.table",
    "a column met a row, so that NumPy paired each entry of one with each of the other and made a table: look at which "
    "arrays have shape (n, 1) and which (n,)",
)


def cause(asked: Asked, earlier: Sequence[Asked]) -> Mistake | None:
    """Find how the answer is packed otherwise than asked; its parts do not all have the right type and shape.

    Example:
        >>> cause(Asked([], [], np.array([[1.0], [2.0]]), np.array([1.0, 2.0])), []).words
        'the values are right, but the answer has an axis too many'
    """
    if not asked.is_exact:
        return next(_of_texts(asked), None) or _of_shapes(asked.answer, asked.expected, asked)
    if any(same_values(asked.answer, one.answer) for one in earlier if len(set(map(str, _flat(one.answer)))) > 1):
        return AS_BEFORE
    nested = isinstance(asked.expected, tuple) or as_numbers(asked.expected) is None
    looks = (_of_texts, _of_items) if nested else (_of_texts, _of_one)
    found = next((found for look in looks for found in look(asked)), None)
    if found is not None:
        return found
    pairs = _parts(asked) if nested else [(asked.answer, asked.expected)]
    wrong = [pair for pair in pairs if not same_values(*pair)]
    causes = {_of_shapes(got, wanted, asked) for got, wanted in wrong}
    return causes.pop() if len(causes) == 1 else None


def _parts(asked: Asked) -> list[tuple[Any, Any]]:
    got, wanted = dict(parts_of(asked.answer, asked.expected)), dict(parts_of(asked.expected, asked.expected))
    return [(got[place], wanted[place]) for place in wanted] if got.keys() == wanted.keys() else []


def _of_texts(asked: Asked) -> Iterator[Mistake]:
    answer, expected = asked.answer, asked.expected
    if isinstance(answer, str) and as_numbers(expected) is not None:
        yield TEXT
    if isinstance(answer, str) and isinstance(expected, tuple):
        yield LIST_AS_TEXT
    if callable(answer) and not callable(expected):
        yield FUNCTION


def _of_items(asked: Asked) -> Iterator[Mistake]:
    """Look at an answer where several items are asked for."""
    answer, expected = asked.answer, list(asked.expected)
    count = len(expected)
    for number, item in enumerate(expected):
        if same_values(answer, item):
            yield ONE_ITEM.format(part=part_in_words(asked.called, (number,)), count=count)
    if not isinstance(answer, list | tuple):
        numbers = as_numbers(answer)
        if numbers is not None:
            yield NO_ITEMS.format(count=count)
        return
    given = list(answer)
    if len(given) == count > 1 and not same_values(given, expected) and _are_rearranged(given, expected):
        yield ITEMS_SWAPPED
    if len(given) == count and _are_pairs_swapped(given, expected):
        yield ITEMS_SWAPPED
    if len(given) == count - 1 and same_values(given, expected[:-1]):
        yield LAST_MISSING
    if len(given) < count and count > 1 and same_values(given, expected[count - len(given) :]):
        yield FIRST_MISSING
    if len(given) > count and same_values(given[:count], expected):
        yield MORE_ITEMS
    flat, right = _flat(given), _flat(expected)
    if len(flat) == len(right) and all(same_values(*pair) for pair in zip(flat, right, strict=True)):
        yield NESTED


def _are_rearranged(given: list[Any], expected: list[Any]) -> bool:
    left = list(expected)
    for item in given:
        place = next((place for place, one in enumerate(left) if same_values(item, one)), None)
        if place is None:
            return False
        left.pop(place)
    return True


def _are_pairs_swapped(given: list[Any], expected: list[Any]) -> bool:
    """Tell whether each item is a pair or more whose items have changed places."""
    return all(
        isinstance(one, list | tuple)
        and isinstance(other, tuple)
        and len(one) == len(other)
        and not same_values(one, other)
        and _are_rearranged(list(one), list(other))
        for one, other in zip(given, expected, strict=True)
    )


def _flat(value: Any) -> list[Any]:
    """List the numbers and texts in nested lists, tuples and arrays, in their order."""
    if isinstance(value, np.ndarray):
        return list(value.ravel())
    if isinstance(value, list | tuple):
        return [one for item in value for one in _flat(item)]
    return [value]


def _of_one(asked: Asked) -> Iterator[Mistake]:
    """Look at a list or tuple, or anything else, where one array or number is asked for."""
    answer, expected = asked.answer, asked.expected
    if not isinstance(answer, list | tuple) or (as_numbers(answer) is not None and not isinstance(answer, tuple)):
        return
    if any(same_values(item, expected) for item in answer):
        yield MORE_ITEMS
    if as_numbers(answer) is None:
        yield ITEMS_FOR_ONE


def _of_shapes(answer: Any, expected: Any, asked: Asked) -> Mistake | None:
    got, wanted = as_numbers(answer), as_numbers(expected)
    if got is None or wanted is None or got.shape == wanted.shape or not np.all(np.isfinite(got)):
        return None
    if not asked.is_exact:
        if np.squeeze(got).shape == np.squeeze(wanted).shape:
            return AXIS_OF_ONE
        return TRANSPOSED if got.shape == wanted.shape[::-1] else _other_length(got, wanted, asked)
    claims = [*_right_values(got, wanted), *_right_part(got, wanted), *_reduced(got, wanted)]
    found = [mistake for mistake, holds in claims if holds()]
    # One number can be the last and the largest, and be neither on purpose.
    if got.ndim == 0 and found and (len(found) > 1 or wanted.size < 3):
        return ONE_FOR_ALL
    if wanted.ndim == 0 and len(found) > 1:
        if NOT_SUMMED in found and set(np.unique(got)) <= {0.0, 1.0}:
            return NOT_SUMMED  # a yes or no for each is there to be counted
        return RIGHT_AMONG
    return found[0] if found else _other_length(got, wanted, asked)


Claims = Iterator[tuple[Mistake, Callable[[], Any]]]


def _right_values(got: Array, wanted: Array) -> Claims:
    """Claim that all values are right, in another shape."""
    yield TRANSPOSED, lambda: min(got.ndim, wanted.ndim) == 2 and min(wanted.shape) > 1 and same_numbers(got, wanted.T)
    if got.size == wanted.size and same_numbers(got.ravel(), wanted.ravel()):
        yield (
            (EXTRA_AXIS if got.ndim > wanted.ndim else LOST_AXIS if got.ndim < wanted.ndim else OTHER_AXES),
            lambda: True,
        )


def _right_part(got: Array, wanted: Array) -> Claims:
    """Claim that the answer is a part of the right one, or the right one a part of it."""
    if wanted.ndim > got.ndim and len(wanted) > 1 and got.size * len(wanted) > 2:
        yield FIRST_ALONE, lambda: same_numbers(np.squeeze(got), np.squeeze(wanted[0]))
        yield LAST_ALONE, lambda: same_numbers(np.squeeze(got), np.squeeze(wanted[-1]))
    if got.ndim > wanted.ndim and len(got) > 1:
        yield ALL_STEPS, lambda: same_numbers(np.squeeze(got[-1]), np.squeeze(wanted))
    if got.ndim == wanted.ndim == 2 and 0 < got.size < wanted.size:
        yield LAST_MISSING, lambda: same_numbers(got, wanted[: got.shape[0], : got.shape[1]])
    if got.ndim != wanted.ndim or got.shape[1:] != wanted.shape[1:] or min(len(got), len(wanted)) == 0:
        return
    less, more = len(got), len(wanted)
    if less < more:
        yield LAST_MISSING, lambda: same_numbers(got, wanted[:less])
        yield FIRST_MISSING, lambda: less > 1 and same_numbers(got, wanted[more - less :])
        yield LEFT_OUT, lambda: less > 1 and _is_within(got, wanted)
    else:
        yield GOES_ON, lambda: same_numbers(got[:more], wanted)
        yield ONE_AT_FRONT, lambda: less == more + 1 and same_numbers(got[1:], wanted)


def _is_within(got: Array, wanted: Array) -> bool:
    """Tell whether all rows of one array come in the other, in the same order."""
    rows = iter(wanted)
    return all(any(same_numbers(np.asarray(row), np.asarray(other)) for other in rows) for row in got)


def _reduced(got: Array, wanted: Array) -> Claims:
    """Claim that a sum, a mean or a choice of the largest is missing, or goes too far."""
    pairs = ((NOT_SUMMED, np.sum), (NOT_AVERAGED, np.mean), (NOT_LARGEST, np.max), (NOT_SMALLEST, np.min))
    if got.ndim > wanted.ndim and got.size > 1:
        for mistake, reduce in pairs:
            yield mistake, lambda reduce=reduce: _meets(reduce, got, wanted)  # type: ignore[misc]
    pairs = ((ALL_SUMMED, np.sum), (ALL_AVERAGED, np.mean), (ALL_LARGEST, np.max), (ALL_LARGEST, np.min))
    if got.ndim < wanted.ndim and wanted.size > 1:
        for mistake, reduce in pairs:
            yield mistake, lambda reduce=reduce: _meets(reduce, wanted, got)  # type: ignore[misc]


def _meets(reduce: Callable[..., Any], larger: Array, smaller: Array) -> bool:
    axes = (None, *range(larger.ndim))
    return any(same_numbers(np.asarray(reduce(larger, axis=axis)), smaller) for axis in axes)


def _other_length(got: Array, wanted: Array, asked: Asked) -> Mistake | None:
    """Say for what there is a number each, where the lengths of an argument tell."""
    if (
        wanted.ndim < 2
        and wanted.size > 1
        and got.ndim == 2
        and got.shape == 2 * wanted.shape
        and all(array.shape != got.shape for _name, array in asked.arrays())
    ):
        return TABLE
    for name, array in asked.arrays():
        if array.ndim == 2 and got.ndim == wanted.ndim == 1 and array.shape[0] != array.shape[1]:
            if (got.shape[0], wanted.shape[0]) == array.shape:
                return FOR_ROWS.format(name=name)
            if (wanted.shape[0], got.shape[0]) == array.shape and got.size > 1:
                return FOR_COLUMNS.format(name=name)
        if got.shape == array.shape and same_numbers(got, array) and got.size > 1:
            return ARGUMENT_ITSELF.format(name=name)
    return None
