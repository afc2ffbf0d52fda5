"""Where an answer is off: the places that are wrong, in words, and what stands there."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from course.checks.asked import Asked, same, wrong_places
from course.checks.compare import same as same_values
from course.checks.mistakes import Mistake
from course.checks.parts import part_in_words
from course.layer import Array
from course.texts import _

ONLY_WHERE = Mistake("general.only_where", "the answer is wrong only {place}")
SIGN_WHERE = Mistake("general.sign_where", "the sign is the wrong way round {place}, and only there")
ARGUMENT_WHERE = Mistake("general.argument_where", "the answer is `{name}` itself {place}, and only there")
NUMBER_WHERE = Mistake("general.number_where", "the answer is {number} {place}, and only there")
ONE_PART = Mistake("general.one_part", "only {part} is wrong: everything else in the answer is right")
FIRST_BATCH = Mistake(
    "general.first_batch",
    "a single row was right before, but a table of rows is wrong: look at what is done along which axis",
)
FIRST_NUMBER = Mistake("general.first_number", "arrays were right before, but a plain number is wrong")
FIRST_LONGER = Mistake(
    "general.first_longer", "shorter lists for `{name}` were right before, but a longer one is wrong"
)
LIST_REARRANGED = Mistake("general.list_rearranged", "a list holds the right items, but in another order")
ALL_ALIKE = Mistake("general.all_alike", "one and the same number came back for everything")
ROWS_ALIKE = Mistake("general.rows_alike", "every row is the same, but each needs numbers of its own")
COLUMNS_ALIKE = Mistake("general.columns_alike", "the numbers within each row are all the same, but they should differ")
NOT_A_NUMBER = Mistake(
    "general.not_a_number",
    "nan comes of 0 divided by 0, of infinity minus or divided by infinity, or of the logarithm or root of a negative "
    "number, whether or not NumPy is allowed to warn of it; in a table it stands for a missing value",
)
NOT_A_NUMBER_WHERE = Mistake("general.not_a_number_where", "nan comes back only {place}")
INFINITE = Mistake(
    "general.infinite",
    "a number became infinite: an exponential of a large number, a division by 0, or a logarithm of 0",
)


def cause(asked: Asked) -> Mistake | None:
    """Say where an answer of the right shape is off, and what stands there.

    Example:
        >>> z = np.array([-2.0, 0.0, 3.0])
        >>> cause(Asked([z], ["z"], np.array([-0.2, 0.0, 3.0]), np.array([0.0, 0.0, 3.0]))).words
        'the answer is wrong only where `z` is below 0'
    """
    parts = asked.parts() or {}
    wrong = [pair for pair in parts.values() if not same(*pair)]
    if not wrong:
        return None
    if asked.arguments and any(np.any(np.isnan(got) & ~np.isnan(wanted)) for got, wanted in wrong):
        place = _one_place([(np.isnan(got), wanted) for got, wanted in wrong], asked)
        return NOT_A_NUMBER if place is None else NOT_A_NUMBER_WHERE.format(place=place)
    if any(np.any(np.isinf(got) & ~np.isinf(wanted)) for got, wanted in wrong):
        return INFINITE
    masks = [(wrong_places(got, wanted), wanted) for got, wanted in wrong]
    place = _one_place(masks, asked)
    if place is not None:
        return _what_stands_there(place, wrong, masks, asked)
    return _alike(wrong)


def part(asked: Asked) -> Mistake | None:
    """Say which part of an answer is off, where it has several and one alone is.

    Example:
        >>> part(Asked([], [], (1.0, 3.0), (1.0, 2.0))).words
        'only item 2 of the answer is wrong: everything else in the answer is right'
    """
    answer, expected = asked.answer, asked.expected
    if not isinstance(expected, tuple) or not isinstance(answer, list | tuple) or len(answer) != len(expected) > 1:
        return None
    wrong = [number for number, pair in enumerate(zip(answer, expected, strict=True)) if not same_values(*pair)]
    if len(wrong) != 1:
        return None
    got, wanted = list_of(answer[wrong[0]]), list_of(expected[wrong[0]])
    if len(got) == len(wanted) > 2 and all(any(same_values(one, other) for other in got) for one in wanted):
        return LIST_REARRANGED
    return ONE_PART.format(part=part_in_words(asked.called, (wrong[0],)))


def list_of(value: Any) -> list[Any]:
    """Return a list of a list's items, and an empty one of anything else."""
    return list(value) if isinstance(value, list | tuple) else []


def news(asked: Asked, earlier: Sequence[Asked]) -> Mistake | None:
    """Say what is new in this call, where all calls before it were right."""
    before = [one for one in earlier if list(one.names) == list(asked.names)]
    if not before:
        return None
    for place, (name, value) in enumerate(zip(asked.names, asked.arguments, strict=True)):
        olds = [one.arguments[place] for one in before]
        if isinstance(value, np.ndarray) and value.ndim == 2 and all(np.ndim(old) == 1 for old in olds):
            return FIRST_BATCH
        if place == 0 and isinstance(value, int | float) and all(isinstance(old, np.ndarray) for old in olds):
            return FIRST_NUMBER
        if isinstance(value, list) and all(isinstance(old, list) and len(old) < len(value) for old in olds):
            return FIRST_LONGER.format(name=name)
    return None


def _one_place(masks: list[tuple[Any, Array]], asked: Asked) -> str | None:
    """Find the words for the places that are off, the same in each part that is off."""
    found = [set(_places(mask, wanted, asked)) for mask, wanted in masks]
    common = [place for place in _places(*masks[0], asked) if all(place in one for one in found)]
    return common[0] if common else None


def _places(mask: Any, wanted: Array, asked: Asked) -> Iterator[str]:
    """Yield all words for the places that are marked; none where all are."""
    if mask.ndim == 0 or np.all(mask):
        return
    beside = _alongside(wanted, asked)
    if len(asked.arguments) == 1 or mask.size >= 6:
        for name, argument in beside:
            yield from (words.format(name=name) for words in _by_value(mask, argument))
    if not any(array.shape == wanted.shape for _name, array in beside):
        yield from _by_position(mask)


def _by_value(mask: Any, argument: Array) -> Iterator[str]:
    """Yield words for places that are marked by the values of an argument; that it is not 0 says too little."""
    far = near = False
    if argument.shape == mask.shape and not np.array_equal(mask, argument != 0):
        size = np.abs(argument)
        far = size[mask].min() > size[~mask].max()
        near = size[mask].max() < size[~mask].min() and np.sum(~mask) > 1
    for holds, words in (
        (argument < 0, _("where `{name}` is far below 0") if far else _("where `{name}` is below 0")),
        (argument == 0, _("where `{name}` is 0")),
        (argument > 0, _("where `{name}` is far above 0") if far else _("where `{name}` is above 0")),
        (argument <= 0, _("where `{name}` is 0 or below")),
        (argument >= 0, _("where `{name}` is 0 or above")),
    ):
        if np.array_equal(mask, np.broadcast_to(holds, mask.shape)):
            yield words
    if far:
        yield _("where `{name}` is large, far from 0")
    elif near:
        yield _("where `{name}` is small, close to 0")


def _alongside(wanted: Array, asked: Asked) -> list[tuple[str, Array]]:
    """List the arrays that came in with a number for each of the answer's, or for each of its rows."""
    found = [(name, array) for name, array in asked.arrays() if array.shape == wanted.shape]
    if wanted.ndim == 2:
        found += [(name, array[:, None]) for name, array in asked.arrays() if array.shape == wanted.shape[:1]]
    return found


def _by_position(mask: Any) -> Iterator[str]:
    if mask.ndim == 2 and min(mask.shape) > 1:
        rows, columns = mask.any(axis=1), mask.any(axis=0)
        if mask.shape[0] == mask.shape[1] and np.array_equal(mask, np.eye(len(mask), dtype=bool)):
            yield _("on the diagonal")
        if mask.shape[0] == mask.shape[1] and np.array_equal(mask, ~np.eye(len(mask), dtype=bool)):
            yield _("off the diagonal")
        if rows.sum() == 1 and np.array_equal(mask, np.broadcast_to(rows[:, None], mask.shape)):
            yield _("in row {number}, counted from 0").format(number=int(np.argmax(rows)))
        if columns.sum() == 1 and np.array_equal(mask, np.broadcast_to(columns[None, :], mask.shape)):
            yield _("in column {number}, counted from 0").format(number=int(np.argmax(columns)))
    elif mask.ndim == 1 and mask.size > 2:
        if mask[0] and mask.sum() == 1:
            yield _("at the first element")
        elif mask[-1] and mask.sum() == 1:
            yield _("at the last element")
        elif not mask[0] and np.all(mask[1:]):
            yield _("after the first element")


def _what_stands_there(
    place: str, wrong: list[tuple[Array, Array]], masks: list[tuple[Any, Array]], asked: Asked
) -> Mistake:
    """Say what came back where it is off."""
    values = np.concatenate([got[mask] for (got, _wanted), (mask, _same) in zip(wrong, masks, strict=True)])
    right = np.concatenate([wanted[mask] for (_got, wanted), (mask, _same) in zip(wrong, masks, strict=True)])
    if same(values, -right):
        return SIGN_WHERE.format(place=place)
    if len(wrong) == 1:
        for name, array in _alongside(wrong[0][1], asked):
            there = np.broadcast_to(array, wrong[0][1].shape)[masks[0][0]]
            if same(values, there) and np.any(there):
                return ARGUMENT_WHERE.format(place=place, name=name)
    for number in (0, 1, -1, 0.5):
        if np.all(values == number):
            return NUMBER_WHERE.format(place=place, number=number)
    return ONLY_WHERE.format(place=place)


def _alike(wrong: Sequence[tuple[Array, Array]]) -> Mistake | None:
    """Say where everything came out alike that should differ."""
    if all(got.size > 2 and np.ptp(got) == 0 and np.ptp(wanted) > 0 for got, wanted in wrong):
        return ALL_ALIKE
    tables = [pair for pair in wrong if pair[0].ndim == 2 and len(pair[0]) > 2 and pair[0].shape[1] > 1]
    if len(tables) == len(wrong):
        if all(np.all(np.ptp(got, axis=0) == 0) and np.any(np.ptp(wanted, axis=0)) for got, wanted in tables):
            return ROWS_ALIKE
        if all(np.all(np.ptp(got, axis=1) == 0) and np.any(np.ptp(wanted, axis=1)) for got, wanted in tables):
            return COLUMNS_ALIKE
    return None
