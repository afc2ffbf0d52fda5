"""Mistakes by key, and wrong programs as the signs of mistakes."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from course import expect, made_by
from course.checks import CheckFailed, Mistake
from course.checks.mistakes import confirmed

HALVED = Mistake("halved", "the number is halved")
IN_PLACE = Mistake("in_place", "the array itself is changed")
ONE_ROW = Mistake("one_row", "only `{rows}` rows fit")
OVERFLOWS = Mistake("overflows", "the exponential overflows")
SQUARED = Mistake("squared", "the number is squared, not doubled")


def double(x: Any) -> Any:
    return 2 * x


def failure(function: Any, *arguments: Any, **options: Any) -> CheckFailed:
    with pytest.raises(CheckFailed) as caught:
        expect(function, *arguments, **options)
    return caught.value


def test_wrong_program_is_recognized_on_any_data() -> None:
    for x in (np.ones(3), np.arange(6.0).reshape(2, 3), 7.0):
        failed = failure(lambda x: x / 2, x, gives=2 * x, mistakes=made_by({HALVED: lambda x: x / 2}, x))
        assert failed.mistake == "halved"
        assert "Likely cause: the number is halved." in str(failed)


def test_program_that_raises_is_recognized_by_its_error_and_text() -> None:
    x = np.ones((4, 3))
    mistakes = made_by({ONE_ROW: lambda x: x @ np.ones(4)}, x)
    assert failure(lambda x: x @ np.zeros(4), x, gives=2 * x, mistakes=mistakes).mistake == "one_row"
    assert failure(lambda x: x @ np.zeros(5), x, gives=2 * x, mistakes=mistakes).mistake == ""


def test_program_that_makes_numpy_warn_is_recognized_by_the_warning() -> None:
    mistakes = made_by({OVERFLOWS: lambda z: 1 / (1 + np.exp(-z))}, np.array([-1e4]))
    z = np.array([-1e4])
    assert failure(lambda z: np.exp(-z) * 0, z, gives=[0.0], mistakes=mistakes).mistake != "overflows"
    assert failure(lambda z: 1 - 1 / (1 + np.exp(-z)), z, gives=[0.0], mistakes=mistakes).mistake == "overflows"


def test_program_that_is_right_on_these_data_names_nothing() -> None:
    def changes(x: Any) -> Any:
        x *= 2
        return x

    x = np.ones(2)
    mistakes = made_by({HALVED: double}, x)
    assert failure(changes, x, gives=2 * x, mistakes=mistakes).mistake == "general.changed_in_place"


def test_programs_get_copies_and_other_signs_stay() -> None:
    def changes(x: Any) -> Any:
        x[0] = 9.0
        return x

    x = np.zeros(2)
    signs = made_by({IN_PLACE: changes, HALVED: ValueError, ONE_ROW: [1.0, 2.0]}, x)
    assert x[0] == 0
    assert signs[HALVED] is ValueError
    assert signs[ONE_ROW] == [1.0, 2.0]


def test_values_stand_in_the_text_and_not_in_the_key() -> None:
    three = ONE_ROW.format(rows=3)
    assert (three.key, three.words) == ("one_row", "only `3` rows fit")
    assert three == ONE_ROW


@pytest.mark.parametrize(
    ("answer", "told"),
    [(lambda x: x**2, True), (lambda x: 3 * x, False), (lambda x: 9.0 if x == 3 else 1 / 0, False)],
)
def test_second_call_must_show_the_mistake_too(answer: Callable[[float], Any], told: bool) -> None:
    signs = confirmed({SQUARED: 9.0}, {SQUARED: 16.0}, answer, 4.0)
    with pytest.raises(CheckFailed) as caught:
        expect(answer, 3.0, gives=6.0, mistakes=signs)
    assert (caught.value.mistake == "squared") == told


def test_second_call_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def answer(x: float) -> float:
        print(x)
        return x**2

    with pytest.raises(CheckFailed):
        expect(answer, 3.0, gives=6.0, mistakes=confirmed({SQUARED: 9.0}, {SQUARED: 16.0}, answer, 4.0))
    assert capsys.readouterr().out == "3.0\n"


def test_no_listed_mistake_is_told_where_the_answer_is_right_and_an_argument_was_changed() -> None:
    def answer(x: Any) -> Any:
        x += [1]
        return 2

    any_number = Mistake("any_number", "this is a number")
    with pytest.raises(CheckFailed) as caught:
        expect(answer, [1], gives=2, mistakes={any_number: lambda got: got.ndim == 0})
    assert caught.value.mistake == "general.changed_in_place"
