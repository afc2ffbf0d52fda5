"""Compare an answer with what was expected, and say what kind of difference there is.

Answers are compared as float64: an integer or boolean answer with the right values is right, and a plain
number is the same as an array without axes. A tuple stands for several answers at once and may come as a list.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from course.checks.hidden import type_name
from course.checks.parts import Place, part_in_words
from course.layer import Array
from course.texts import _

# The order in which differences are reported: the first one found explains those after it.
KINDS = ("type", "shape", "nan", "value")
MOST_AXES = 16


@dataclass(frozen=True)
class Difference:
    """Say how an answer differs: its kind (one of KINDS), a sentence, the two parts that differ, and where they are."""

    kind: str
    sentence: str
    answer: Any
    expected: Any
    place: Place = ()


def difference(answer: Any, expected: Any, rtol: float, atol: float, name: str = "") -> Difference | None:
    """Find the first difference between an answer and what was expected, in the order of KINDS.

    Args:
        answer: what the student's function returned.
        expected: a number, array, string, list, tuple of several such, dict of such, or a function (any function
            then will do).
        rtol: relative tolerance.
        atol: absolute tolerance.
        name: of the function that answered, or of the value, by which its parts are called.

    Returns:
        The difference, or None where there is none.

    Example:
        >>> difference([1.0, 2.0], np.array([1.0, 2.5]), 1e-6, 1e-9).kind
        'value'
    """
    found = list(_differences(answer, expected, rtol, atol, ()))
    first = min(found, key=lambda one: KINDS.index(one.kind), default=None)
    return first and replace(first, sentence=first.sentence.replace("{where}", part_in_words(name, first.place), 1))


def same(answer: Any, expected: Any, rtol: float = 1e-6, atol: float = 1e-9) -> bool:
    """Tell whether an answer is what was expected, where nan equals nan."""
    return difference(answer, expected, rtol, atol) is None


def unchanged(before: Any, after: Any) -> bool:
    """Tell whether an argument is bit for bit as it was; functions and random generators may change."""
    if isinstance(before, np.ndarray):
        return (
            isinstance(after, np.ndarray)
            and before.shape == after.shape
            and np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
        )
    if isinstance(before, list | tuple):
        return (
            type(before) is type(after)
            and len(before) == len(after)
            and all(unchanged(*pair) for pair in zip(before, after, strict=True))
        )
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(unchanged(before[key], after[key]) for key in before)
    if hasattr(before, "iloc"):  # a table of pandas
        return bool(before.equals(after))
    if isinstance(before, int | float | str | bool | None):
        return before is after or before == after or before != before
    return True


def as_numbers(value: Any) -> Array | None:
    """Read a value as an array of float64, or None where it is no such thing."""
    if holds_itself(value):  # numpy would go on and on into it
        return None
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        return None
    return array.astype(np.float64) if array.dtype.kind in "biuf" else None


def holds_itself(value: Any) -> bool:
    """Tell whether a list holds itself, or lists on more levels than any answer has."""
    done = set[int]()

    def visit(one: Any, outer: frozenset[int]) -> bool:
        if not isinstance(one, list | tuple) or id(one) in done:
            return False
        if id(one) in outer or len(outer) > MOST_AXES:
            return True
        found = any(visit(item, outer | {id(one)}) for item in one)
        done.add(id(one))
        return found

    return visit(value, frozenset())


def describe(value: Any) -> str:
    """Name the kind of a value in plain words, for example 'an array of shape (3, 2)'."""
    numbers = as_numbers(value)
    if isinstance(value, str):
        return _("the text {text}").format(text=repr(value))
    if isinstance(value, tuple | list) and (numbers is None or isinstance(value, tuple)):
        return _("a {kind} of {count} items").format(kind=type_name(value), count=len(value))
    if numbers is not None:
        return _("a number") if numbers.ndim == 0 else _("an array of shape {shape}").format(shape=numbers.shape)
    if isinstance(value, Callable):  # type: ignore[arg-type]
        return _("a function")
    return _("a {kind}").format(kind=type_name(value))


def _differences(answer: Any, expected: Any, rtol: float, atol: float, place: Place) -> Iterator[Difference]:
    if isinstance(expected, str):
        if not isinstance(answer, str):
            yield _wrong_type(answer, expected, place)
        elif answer != expected:
            yield Difference("value", _("{where} is another text"), answer, expected, place)
    elif isinstance(expected, dict):
        if not isinstance(answer, dict) or answer.keys() != expected.keys():
            yield _wrong_type(answer, expected, place)
        else:
            for key in expected:
                yield from _differences(answer[key], expected[key], rtol, atol, (*place, key))
    elif isinstance(expected, Callable):  # type: ignore[arg-type]
        if not isinstance(answer, Callable):  # type: ignore[arg-type]
            yield _wrong_type(answer, expected, place)
    elif isinstance(expected, tuple) or (isinstance(expected, list) and as_numbers(expected) is None):
        yield from _differences_of_items(answer, expected, rtol, atol, place)
    else:
        yield from _differences_of_numbers(answer, np.asarray(expected, dtype=np.float64), rtol, atol, place)


def _differences_of_items(answer: Any, expected: Any, rtol: float, atol: float, place: Place) -> Iterator[Difference]:
    if not isinstance(answer, tuple | list):
        yield _wrong_type(answer, expected, place)
    elif len(answer) != len(expected):
        yield _wrong_shape(
            _("{where} has a length of {count} instead of {wanted}").format(
                where="{where}", count=len(answer), wanted=len(expected)
            ),
            answer,
            expected,
            place,
        )
    else:
        for number, (item, wanted) in enumerate(zip(answer, expected, strict=True)):
            yield from _differences(item, wanted, rtol, atol, (*place, number))


def _differences_of_numbers(
    answer: Any, expected: Array, rtol: float, atol: float, place: Place
) -> Iterator[Difference]:
    numbers = as_numbers(answer)
    if numbers is None:
        yield _wrong_type(answer, expected, place)
    elif numbers.shape != expected.shape:
        yield _wrong_shape(
            _("{where} has the shape {shape} instead of {wanted}").format(
                where="{where}", shape=numbers.shape, wanted=expected.shape
            ),
            answer,
            expected,
            place,
        )
    elif np.any(np.isnan(numbers) & ~np.isnan(expected)):
        yield Difference("nan", _("{where} contains nan, which means 'not a number'"), answer, expected, place)
    elif not np.allclose(numbers, expected, rtol=rtol, atol=atol, equal_nan=True):
        wrong = int(np.sum(~np.isclose(numbers, expected, rtol=rtol, atol=atol, equal_nan=True)))
        sentence = (
            _("{where} has the wrong value in {wrong} of {size} places")
            if expected.size > 1
            else _("{where} has the wrong value")
        )
        yield Difference(
            "value", sentence.format(where="{where}", wrong=wrong, size=expected.size), answer, expected, place
        )


def _wrong_type(answer: Any, expected: Any, place: Place) -> Difference:
    sentence = _("{where} is {found} instead of {wanted}")
    found = sentence.format(where="{where}", found=describe(answer), wanted=describe(expected))
    return Difference("type", found, answer, expected, place)


def _wrong_shape(sentence: str, answer: Any, expected: Any, place: Place) -> Difference:
    return Difference("shape", sentence, answer, expected, place)
