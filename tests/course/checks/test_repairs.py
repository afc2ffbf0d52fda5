"""The place in a student's code where one small change makes the whole check hold."""

import linecache
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from course import expect
from course.checks import CheckFailed, check, repairs
from course.layer import Layer

x, y = np.array([[1.0, -2.0, 4.0], [3.0, 5.0, -7.0]]), np.array([[2.0, 1.0, 0.5], [4.0, -3.0, 2.0]])
layers = [Layer(x, y[0], np.tanh, np.cos), Layer(x.T, y[0, :2], np.exp, np.sin)]


def answered(code: str) -> Any:
    """Define a function `f`, or a class, as a notebook's cell does."""
    linecache.cache["<repaired>"] = (len(code), None, code.splitlines(keepends=True), "<repaired>")
    namespace: dict[str, Any] = {"np": np}
    exec(compile(code, "<repaired>", "exec"), namespace)
    return namespace["f"]


def cause(code: str, right: Callable[..., Any], *arguments: Any) -> Any:
    def checked(f: Any) -> None:
        expect(f, *arguments, gives=right(*arguments))

    return repairs.cause(checked, [answered(code)])


@pytest.mark.parametrize(
    ("lines", "right", "arguments", "key", "code"),
    [
        ("return x[0] > 1", lambda x: x[0] >= 1, [x], "comparison", "x[0] > 1"),
        ("return 3 * x + y", lambda x, y: 3 * x - y, [x, y], "operator", "3 * x + y"),
        ("return y / x", lambda x, y: x / y, [x, y], "sides", "y / x"),
        ("return np.sum(x, axis=1)", lambda x: np.mean(x, axis=1), [x], "other_function_there", "np.sum(x, axis=1)"),
        ("return np.sum(x, axis=0)", lambda x: np.sum(x, axis=1), [x], "axis", "np.sum(x, axis=0)"),
        ("return x - x.mean(axis=1)", lambda x: x - x.mean(axis=1, keepdims=True), [x], "axis_lost", "x.mean(axis=1)"),
        ("return x @ y", lambda x, y: x @ y.T, [x, y], "transpose", "x @ y"),
        ("return x[0].b", lambda x: x[0].W, [layers], "other_attribute", "x[0].b"),
        ("return 2.5 * x[0]", lambda x: 2.5 * x[1], [x], "position", "x[0]"),
        ("return sum(k for k in range(x))", lambda x: x * (x + 1) // 2, [5], "loop_length", "range(x)"),
        ("return x * 2 - y", lambda x, y: x * (2 - y), [x, y], "parentheses", "x * 2 - y"),
        ("return np.tanh(x - y)", lambda x, y: np.tanh(x) - y, [x, y], "parentheses", "np.tanh(x - y)"),
        ("return np.sum(x) ** 2", lambda x: np.sum(x**2), [x], "parentheses", "np.sum(x) ** 2"),
        ("return y * np.tanh(x - 3)", lambda x, y: y * np.tanh(x) - 3, [x, y], "parentheses", "y * np.tanh(x - 3)"),
        ("return 2 * x[1:1]", lambda x: 2 * x[1:2], [x], "slice_end", "x[1:1]"),
        ("return 3 + np.exp(x)", lambda x: 3 + np.exp(1 - x), [x], "complement", "np.exp(x)"),
        ("return 7 * x", lambda x: 8 * x, [x], "other_number", "7"),
        ("return np.exp(x) + 2", lambda x: np.exp(-x) + 2, [x], "minus", "x"),
        ("return np.round(x / 3, 2)", lambda x: x / 3, [x], "too_much", "np.round(x / 3, 2)"),
        ("return np.sum(x) + 1", lambda x: np.sum(np.abs(x)) + 1, [x], "too_little", "np.sum(x)"),
        ("return x * y", lambda x, y: (1 - x) * y, [x, y], "complement", "x * y"),
        ("return x * x + 1", lambda x, y: x * y + 1, [x, y], "other_name", "x"),
        ("return np.tanh(x * 2)", lambda x, y: np.tanh(x * 2 + y), [x, y], "missing", "x * 2"),
        ("return x @ x.T / len(x)", lambda x: x @ x.T / 3, [x], "other_length", "len(x)"),
        ("return x @ x.T + 1", lambda x: x @ x.T / 6 + 1, [x], "length_missing", "x @ x.T"),
        ("return x if len(x) > 5 else -x * y", lambda x, y: x, [x, y], "case", "len(x) > 5"),
    ],
)
def test_place_in_an_expression_is_named(
    lines: str, right: Callable[..., Any], arguments: list[Any], key: str, code: str
) -> None:
    names = ", ".join(("x", "y")[: len(arguments)])
    found = cause(f"def f({names}):\n    {lines}\n", right, *arguments)
    assert found is not None
    assert (found.key, found.values["code"], found.values["line"]) == (f"general.{key}", code, 2)


@pytest.mark.parametrize(
    ("body", "key", "line"),
    [
        ("total = 0\nfor v in x:\n    total += v\n    return total", "behind_loop", 5),
        ("total = 0\nfor v in x:\n    total = v\nreturn total", "overwritten", 4),
        ("total = 0\nfor v in x:\n    total -= v\nreturn total", "added_up", 4),
        ("total = 0\nfor v in x:\n    total += v\n    total = 0 * total\nreturn total", "line_too_much", 5),
        ("total = 0\nfor v, w in enumerate(x):\n    total += v\nreturn total", "sides", 3),
        ("total = 0\nfor v in x:\n    total += v - 2\nreturn total", "too_much", 4),
        ("total = 0\nfor v in x:\n    w = v\ntotal += w\nreturn total", "into_loop", 5),
        ("total, w = 0, 0\nfor v in x:\n    total += w\n    w = v\nreturn total", "lines_swapped", 4),
    ],
)
def test_line_is_named(body: str, key: str, line: int) -> None:
    code = "def f(x):\n" + "".join(f"    {one}\n" for one in body.splitlines())
    found = cause(code, sum, [1.5, 2.0, 4.0])
    assert found is not None
    assert (found.key, found.values["line"]) == (f"general.{key}", line)


def test_whole_check_must_hold_and_not_the_first_call_alone() -> None:
    def checked(f: Any) -> None:
        expect(f, 2.0, gives=4.0)
        expect(f, 3.0, gives=9.5)

    assert repairs.cause(checked, [answered("def f(x):\n    return x + 2 * x\n")]) is None


@pytest.mark.parametrize(
    "code",
    [
        "def f(x):\n    k = 0\n    while k < x:\n        k = k + 1\n    return k + 1\n",
        "def f(x):\n    done, k = [0], 1\n    for k in range(x):\n        done.append(k)\n    return k + 2\n",
    ],
)
def test_change_without_end_is_stopped(code: str) -> None:
    """A `while` without its step goes on; so does a loop over `done`, which grows."""
    found = cause(code, lambda x: x, 5)
    assert found is not None
    assert found.key != "general.case"


def test_without_the_code_nothing_is_tried() -> None:
    def never(f: Any) -> None:
        raise AssertionError

    assert repairs.cause(never, [len]) is None
    assert repairs.cause(never, [0.5]) is None


def test_message_of_a_check_names_the_place_and_keeps_what_held(capsys: pytest.CaptureFixture[str]) -> None:
    @check
    def f(f: Any) -> None:
        expect(f, np.zeros(2), gives=0.0)
        expect(f, np.array([3.0, 4.0, 5.0]), gives=6.0)

    with pytest.raises(CheckFailed, match=r"Likely cause: `x \* 2` in line 3 of the cell") as caught:
        f(answered("def f(x):\n    print('mine')\n    return np.sum(x * 2)\n"))
    assert caught.value.mistake == "general.operator"
    assert len(caught.value.held) == 1
    assert "Next step: fix `f`" in str(caught.value)
    assert capsys.readouterr().out.count("mine") == 2


@pytest.mark.parametrize(
    "line",
    ["plt.plot(x)", "import matplotlib.pyplot", "input()", "kept.append(x)", "kept[0] = x", "global k", "open('a')"],
)
def test_code_that_does_more_than_calculate_is_not_run_again(line: str) -> None:
    runs = []

    def never(f: Any) -> None:
        runs.append(f)
        raise AssertionError

    f = answered(f"def f(x):\n    {line}\n    return x + 2\n")
    f.__globals__.update(plt=pytest, kept=[0])
    assert repairs.cause(never, [f]) is None
    assert runs == []
    repairs.cause(never, [answered("def f(x):\n    kept = [0]\n    kept[0] = x\n    return x + 2\n")])
    assert runs  # what a function has made itself is its own
