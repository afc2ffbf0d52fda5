"""Properties of the comparison that every check rests on."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from course.checks.compare import as_numbers, describe, difference, same, unchanged

NUMBERS = arrays(np.float64, array_shapes(max_dims=3, max_side=4), elements=st.floats(-1e6, 1e6))


@given(NUMBERS)
def test_array_is_the_same_as_itself_however_it_is_written(array: Any) -> None:
    assert same(array, array)
    assert same(array.tolist(), array)
    assert same(array + 0.0, array.tolist())


@given(NUMBERS, st.floats(2e-6, 1e-2))
def test_relative_error_above_the_tolerance_is_found(array: Any, error: float) -> None:
    array = array + 2e6  # away from zero, where the absolute tolerance rules
    found = difference(array * (1 + error), array, 1e-6, 1e-9)
    assert found is not None
    assert found.kind == "value"


@given(NUMBERS)
def test_unchanged_sees_one_changed_entry(array: Any) -> None:
    changed = array.copy()
    changed.flat[0] += 1.0
    assert unchanged([array, "a"], [array.copy(), "a"])
    assert not unchanged([array, "a"], [changed, "a"])


def test_infinities_and_nan_are_equal_to_themselves() -> None:
    assert same([np.inf, -np.inf, np.nan], [np.inf, -np.inf, np.nan])
    assert not same([np.inf], [-np.inf])
    assert not same([1.0], [np.nan])


def test_expected_function_asks_for_some_function() -> None:
    assert same(np.tanh, np.exp)
    assert not same(1.0, np.exp)


def test_dictionaries_are_compared_entry_by_entry() -> None:
    assert same({"eta": 1, "name": "a"}, {"name": "a", "eta": 1.0})
    found = difference({"eta": 2}, {"eta": 1}, 1e-6, 1e-9)
    assert found is not None
    assert "entry 'eta'" in found.sentence
    assert not same({"eta": 1}, {"eta": 1, "beta": 2})


def test_texts_are_compared_as_they_are() -> None:
    assert same(("linear", "mse"), ("linear", "mse"))
    assert not same(("Linear", "mse"), ("linear", "mse"))
    assert not same(1.0, "linear")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.0, "a number"),
        ([1, 2], "an array of shape (2,)"),
        ((1, 2), "a tuple of 2 items"),
        ("a", "the text 'a'"),
        (np.tanh, "a function"),
        ({1}, "a set"),
    ],
)
def test_kinds_are_described_in_plain_words(value: Any, words: str) -> None:
    assert describe(value) == words


def test_ragged_rows_and_objects_are_no_numbers() -> None:
    assert as_numbers([[1, 2], [3]]) is None
    assert as_numbers(["a"]) is None
    assert as_numbers(object()) is None


def test_list_that_holds_itself_is_no_array() -> None:
    errors: list[Any] = []
    errors += [errors] * 3
    assert as_numbers(errors) is None
    found = difference(errors, [1.0, 2.0, 3.0], rtol=1e-6, atol=1e-9)
    assert found is not None
    assert (found.kind, found.sentence) == (
        "type", "the answer is a list of 3 items instead of an array of shape (3,)",
    )  # fmt: skip
