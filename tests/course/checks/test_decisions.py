"""What `expect` decides, in which order, and what it tells the student."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from course import Layer, expect, expect_value, hidden_data, require
from course.checks import AnswerRaised, CheckFailed, NotAttempted
from course.checks.wording import short


def double(x: Any) -> Any:
    return 2 * x


def returning(value: Any) -> Callable[..., Any]:
    def answer(*_arguments: Any) -> Any:
        return value

    return answer


def message(*arguments: Any, **options: Any) -> str:
    with pytest.raises(CheckFailed) as caught:
        expect(*arguments, **options)
    return str(caught.value)


def test_right_answer_prints_one_line_and_is_returned(capsys: pytest.CaptureFixture[str]) -> None:
    assert expect(double, 2.0, gives=4.0) == 4.0
    assert capsys.readouterr().out == "✓ double(2.0) gives 4.0\n"


def test_stub_is_not_attempted() -> None:
    def stub(x: float) -> float:
        raise NotImplementedError("Replace this line with your answer.")

    with pytest.raises(NotAttempted, match="`stub` is not answered yet"):
        expect(stub, 1.0, gives=1.0)


@pytest.mark.parametrize("value", [None, ...])
def test_none_and_dots_are_not_attempted(value: Any) -> None:
    with pytest.raises(NotAttempted):
        expect(returning(value), 1.0, gives=1.0)
    with pytest.raises(NotAttempted):
        expect_value("slope", value, gives=1.0)


def test_unanswered_helper_is_named() -> None:
    def sigmoid(z: float) -> float:
        raise NotImplementedError

    def tanh(z: float) -> float:
        return 2 * sigmoid(2 * z) - 1

    with pytest.raises(AnswerRaised, match="`tanh` calls `sigmoid`, which is not answered yet"):
        expect(tanh, 1.0, gives=1.0)


def test_class_whose_making_is_not_answered_is_named() -> None:
    class Network:
        def __init__(self) -> None:
            raise NotImplementedError

    def model(x: float) -> Network:
        return Network()

    with pytest.raises(AnswerRaised, match="`model` calls `Network`, which is not answered yet"):
        expect(model, 1.0, gives=1.0)


def test_method_that_calls_an_open_exercise_is_told_from_an_open_one() -> None:
    def one_hot(y: float) -> float:
        raise NotImplementedError

    class Network:
        def fit(self, y: float) -> float:
            return one_hot(y)

    with pytest.raises(AnswerRaised, match=r"`Network\.fit` calls `one_hot`, which is not answered yet"):
        expect(Network().fit, 1.0, gives=1.0, exercise="Network.fit")


def test_answer_that_uses_an_open_value_says_so() -> None:
    weights: Any = ...
    with pytest.raises(AnswerRaised, match=r"`gate` uses a value that is still `\.\.\.`"):
        expect(lambda x: x * weights, 1.0, gives=1.0, exercise="gate")
    with pytest.raises(AnswerRaised, match="single ellipsis"):  # a mistake of the student's own
        expect(lambda x: np.zeros((2, 2))[..., ...], 1.0, gives=1.0)


def test_shapes_that_do_not_fit_are_told_in_plain_words() -> None:
    def product(X: Any, W: Any) -> Any:
        return X @ W

    text = message(product, np.ones((4, 3)), np.ones((2, 5)), gives=1.0)
    assert "at `@` a length of 3 on the left meets 2 on the right; they must be equal" in text


def test_listed_mistake_is_looked_for_within_the_calls_tolerance() -> None:
    text = message(returning(1e-14), 1.0, gives=2e-14, rtol=1e-7, atol=0, mistakes={"lost digits": 3e-14})
    assert "lost digits" not in text


def test_error_is_reported_with_the_students_line() -> None:
    namespace: dict[str, Any] = {}
    exec(compile("def third(x):\n    y = x\n    return y / 0", "<cell>", "exec"), namespace)
    with pytest.raises(AnswerRaised) as caught:
        expect(namespace["third"], 1.0, gives=1.0)
    assert "third(1.0) stopped with ZeroDivisionError: float division by zero" in str(caught.value)
    assert "line 3 of the cell" in str(caught.value)
    assert caught.value.__suppress_context__


def test_sys_exit_is_an_error_of_the_answer() -> None:
    def leave(x: float) -> float:
        sys.exit(3)

    with pytest.raises(AnswerRaised, match="SystemExit: 3"):
        expect(leave, 1.0, gives=1.0)


def test_memory_error_is_left_to_the_grader() -> None:
    def hungry(x: float) -> float:
        raise MemoryError

    with pytest.raises(MemoryError):
        expect(hungry, 1.0, gives=1.0)


def test_arguments_are_copies_and_a_changed_one_is_named() -> None:
    def add_one(X: Any) -> Any:
        X += 1
        return X

    mine = np.zeros(3)
    assert "changed its argument `X`" in message(add_one, mine, gives=np.ones(3))
    assert np.array_equal(mine, np.zeros(3))


def test_changed_layers_and_lists_are_seen() -> None:
    def clear(layers: list[Layer]) -> int:
        layers[0].W[0, 0] = 9.0
        return 1

    layers = [Layer(np.zeros((2, 2)), np.zeros(2), np.tanh)]
    assert "changed its argument `layers`" in message(clear, layers, gives=1)


def test_random_generator_may_move_on() -> None:
    def draw(rng: np.random.Generator) -> Any:
        return rng.random(3)

    expect(draw, np.random.default_rng(3), gives=np.random.default_rng(3).random(3))


@pytest.mark.parametrize(
    ("answer", "symptom"),
    [
        ("0.5", "the answer is the text '0.5' instead of an array of shape (2,)"),
        ([[1.0, 2.0]], "the shape (1, 2) instead of (2,)"),
        (np.array([1.0, np.nan]), "contains nan"),
        (np.array([1.0, 3.0]), "wrong value in 1 of 2 places"),
        (np.array([1 + 2j, 1]), "a ndarray instead of an array of shape (2,)"),
    ],
)
def test_symptom_names_type_shape_nan_or_value(answer: Any, symptom: str) -> None:
    assert symptom in message(returning(answer), 1.0, gives=[1.0, 2.0])


@pytest.mark.parametrize("answer", [1, True, 1.0, np.float32(1), np.array(1)])
def test_integers_booleans_and_scalars_with_the_right_value_are_right(answer: Any) -> None:
    expect(returning(answer), 0.0, gives=1.0)


def test_pair_may_be_a_list() -> None:
    expect(returning([np.ones(2), 3]), 0.0, gives=(np.ones(2), 3.0))
    assert "item 2 of the answer has the wrong value" in message(returning((1, 2)), 0.0, gives=(1.0, 3.0))


def test_earlier_step_is_reported_first() -> None:
    """Of two faults in a pair, the type of the second explains more than the value of the first."""
    assert "item 2 of the answer is the text" in message(returning((9.0, "x")), 0.0, gives=(1.0, 2.0))


def test_listed_mistake_is_named_by_its_value() -> None:
    text = message(double, 2.0, gives=2.0, mistakes={"a factor that is not there": 4.0})
    assert "Likely cause: a factor that is not there." in text
    assert "Returned: 4.0" in text
    assert "Expected: 2.0" in text
    assert "Next step:" in text


def test_listed_mistake_is_named_at_the_step_where_it_shows() -> None:
    def raising(x: Any) -> Any:
        raise ValueError("ambiguous")

    def overflowing(x: Any) -> Any:
        return np.exp(x)

    def changing(x: Any) -> Any:
        x += 1
        return x

    assert "Python's max" in message(raising, 1.0, gives=1.0, mistakes={"Python's max": ValueError})
    assert "e to a large power" in message(
        overflowing, np.array([1e4]), gives=[np.inf], mistakes={"e to a large power": RuntimeWarning}
    )
    assert "one too many" in message(changing, np.ones(2), gives=np.ones(2), mistakes={"one too many": [2.0, 2.0]})
    assert "summed" in message(returning(5.0), 1.0, gives=[2.0, 3.0], mistakes={"summed": 5.0})


def test_listed_mistake_may_be_recognized_by_a_function() -> None:
    signs = {"much too large": lambda answer: np.all(answer > 100)}
    assert "much too large" in message(double, 99.0, gives=1.0, mistakes=signs)
    assert "much too large" not in message(double, 2.0, gives=1.0, mistakes=signs)
    assert "much too large" not in message(returning("text"), 2.0, gives=1.0, mistakes=signs)


@pytest.mark.parametrize("kind", ["overflow", "invalid", "divide"])
def test_numpy_warning_is_a_mistake_even_where_the_values_are_right(kind: str) -> None:
    values = {"overflow": (np.exp, 1e4), "invalid": (np.sqrt, -1.0), "divide": (np.log, 0.0)}
    function, x = values[kind]

    def quiet(x: Any) -> float:
        function(x)
        return 0.0

    assert f"{kind}" in message(quiet, np.array([x]), gives=0.0)


def test_underflow_and_the_students_own_warnings_are_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    def chatty(x: Any) -> Any:
        import warnings

        warnings.warn("just so you know", stacklevel=1)
        print("debug", file=sys.stderr)
        return np.exp(x)

    expect(chatty, np.array([-1e4]), gives=[0.0])
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        ([[1.0, 3.0], [2.0, 4.0]], "transposed"),
        ([[-1.0, -2.0], [-3.0, -4.0]], "sign"),
        ([[2.0, 4.0], [6.0, 8.0]], "too large by a factor of 2"),
        ([[0.5, 1.0], [1.5, 2.0]], "too small by a factor of 2"),
        ([[5.0, 10.0], [15.0, 20.0]], "too large by a factor of n, the number of rows of `X`"),
        ([[0.9, 1.8], [2.9, 3.8]], "`b` is not added"),
        ([[1.1, 2.2], [3.1, 4.2]], "`b` is added twice"),
    ],
)
def test_general_cause_is_named(answer: Any, cause: str) -> None:
    def wrong(X: Any, b: Any) -> Any:
        return answer if len(X) + len(b) else X

    text = message(wrong, np.ones((5, 3)), np.array([0.1, 0.2]), gives=[[1.0, 2.0], [3.0, 4.0]])
    assert cause in text


def test_factor_between_two_counts_is_chance() -> None:
    assert "factor" not in message(returning(4), 0.0, gives=2)
    assert "factor of 2" in message(returning(0.4242), 0.0, gives=0.2121)


def test_expected_error() -> None:
    def picky(x: float) -> float:
        raise ValueError("no")

    expect(picky, 1.0, raises=ValueError)
    assert "must raise ValueError" in message(double, 1.0, raises=ValueError)
    assert "raised ValueError: no, but must raise KeyError" in message(picky, 1.0, raises=KeyError)


def test_generator_is_read_as_a_list() -> None:
    def parts(x: Any) -> Iterator[Any]:
        yield x
        yield 2 * x

    def late(x: Any) -> Iterator[Any]:
        raise ValueError("too small")
        yield x

    expect(parts, 1.0, gives=(1.0, 2.0))
    expect(late, 1.0, raises=ValueError)


def test_like_asks_for_type_and_shape_alone() -> None:
    expect(returning(np.full((2, 3), 7.0)), 0.0, like=np.zeros((2, 3)))
    assert "shape" in message(returning(np.zeros((3, 2))), 0.0, like=np.zeros((2, 3)))


def test_tolerance_is_one_in_a_million() -> None:
    expect(returning(1 + 9e-7), 0.0, gives=1.0)
    assert "wrong value" in message(returning(1 + 3e-6), 0.0, gives=1.0)
    expect(returning(9e-10), 0.0, gives=0.0)
    expect(returning(1.1), 0.0, gives=1.0, rtol=0.2)


def test_hidden_data_shows_no_value_but_still_names_the_cause() -> None:
    with hidden_data() as rng:
        x = rng.normal(size=4)
        text = message(double, x, gives=x, mistakes={"doubled": 2 * x})
    assert "double on hidden data (x of shape (4,))" in text
    assert "Likely cause: doubled." in text
    assert "Expected" not in text
    assert not any(short(float(number)) in text for number in (*x, *(2 * x)))
    assert "Expected" in message(double, 1.0, gives=1.0)


def test_failure_carries_the_named_mistake_and_where_it_showed() -> None:
    with pytest.raises(CheckFailed) as seen:
        expect(returning(2.0), 1.0, gives=1.0, mistakes={"doubled.": 2.0})
    assert (seen.value.mistake, seen.value.hidden) == ("doubled.", False)
    with hidden_data(), pytest.raises(CheckFailed) as hidden:
        expect(returning(-0.707), 1.0, gives=0.707, mistakes={"doubled": 2.0})
    assert (hidden.value.mistake, hidden.value.hidden) == ("general.sign", True)
    with pytest.raises(CheckFailed) as unknown:
        expect(returning(0.123), 1.0, gives=1.0)
    assert unknown.value.mistake == ""


def test_hidden_data_follows_the_recorded_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw() -> float:
        with hidden_data() as rng:
            return float(rng.random())

    monkeypatch.setenv("COURSE_SEED", "1")
    first = draw()
    assert draw() == first
    monkeypatch.setenv("COURSE_SEED", "2")
    assert draw() != first


def test_require_prints_the_claim_or_raises(capsys: pytest.CaptureFixture[str]) -> None:
    require(True, "rows sum to 1", cause="not divided")
    assert capsys.readouterr().out == "✓ rows sum to 1\n"
    with pytest.raises(CheckFailed, match="This does not hold: rows sum to 1") as caught:
        require(np.False_, "rows sum to 1", cause="not divided", step="divide")
    assert "Likely cause: not divided." in str(caught.value)
    assert "Next step: divide." in str(caught.value)


def test_notebook_shows_the_message_and_no_traceback() -> None:
    with pytest.raises(CheckFailed) as caught:
        expect(double, 1.0, gives=1.0)
    assert caught.value._render_traceback_() == str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.3764, "0.3764"),
        (0.1 + 0.2, "0.3"),
        (3, "3"),
        (0.0, "0.0"),
        (1e-12, "1e-12"),
        (np.array([1, 2]), "[1, 2]"),
        ((np.array([0.5, 1.0]), -1.5), "([0.5, 1.0], -1.5)"),
        ("relu", "'relu'"),
        (np.tanh, "tanh"),
    ],
)
def test_short_writes_a_value_as_a_student_would(value: Any, text: str) -> None:
    assert short(value) == text


def test_what_a_library_does_not_implement_is_an_error_and_no_stub() -> None:
    def answer(_: float) -> object:
        return pd.api.extensions.ExtensionArray()[0]

    with pytest.raises(AnswerRaised, match="stopped with AbstractMethodError"):
        expect(answer, 1.0, gives=2.0)
