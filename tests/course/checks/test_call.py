"""Whose fault an error is: the line to fix, the exercise that is open, and what is no stub at all."""

import linecache
from typing import Any

import numpy as np
import pytest

from course import expect, hidden_data
from course.checks import AnswerRaised, CheckFailed, NotAttempted


def run_cells(*sources: str) -> dict[str, Any]:
    """Run cells as a notebook does, each from a file that does not exist, with its lines at hand."""
    namespace: dict[str, Any] = {"np": np}
    for number, source in enumerate(sources, start=1):
        name = f"<cell {number} of {hash(sources)}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        exec(compile(source, name, "exec"), namespace)
    return namespace


def failure(function: Any, *arguments: Any, **options: Any) -> CheckFailed:
    with pytest.raises(CheckFailed) as caught:
        expect(function, *arguments, gives=1.0, **options)
    return caught.value


NEURON = "def neuron(x, w, b, f):\n    return f(x @ w + b)"


def test_wrong_argument_is_the_fault_of_the_line_that_passed_it() -> None:
    count = "def count(w, b, table):\n    rows = table\n    return sum(neuron(row, w, b, abs) for row in rows)"
    cells = run_cells(NEURON, count)
    failed = failure(cells["count"], np.ones(2), 0.0, np.ones((4, 3)))
    assert isinstance(failed, AnswerRaised)
    assert "fix line 3 of the cell of `count`, `return sum(neuron(row, w, b, abs) for row in rows)`" in str(failed)


def test_helper_in_the_same_cell_is_pointed_at() -> None:
    cells = run_cells("def helper(z):\n    return z / 'two'\n\n\ndef half(z):\n    return helper(z)")
    assert "fix line 2 of the cell of `half`, `return z / 'two'`" in str(failure(cells["half"], 1.0))


def test_method_is_pointed_at_within_its_class() -> None:
    cells = run_cells(NEURON, "class Net:\n    def ask(self, x):\n        return neuron(x, 'w', 0, abs)")

    def asked(x: Any) -> Any:
        return cells["Net"]().ask(x)

    text = str(failure(asked, np.ones(2), exercise="Net"))
    assert "fix line 3 of the cell of `Net`" in text


def test_open_method_of_a_class_is_named() -> None:
    cells = run_cells(
        "class Value:\n    def __add__(self, other):\n        return 1.0\n\n"
        "    def __mul__(self, other):\n        raise NotImplementedError('Replace this line with your answer.')"
    )

    def product(x: Any) -> Any:
        return cells["Value"]() * x

    failed = failure(product, 2.0, exercise="Value")
    assert isinstance(failed, NotAttempted)
    assert str(failed).startswith("✗ `Value.__mul__` is not answered yet.")


def test_librarys_own_error_is_no_stub() -> None:
    cells = run_cells("import asyncio\ndef model(x):\n    return asyncio.AbstractEventLoop().time()")
    failed = failure(cells["model"], 1.0)
    assert isinstance(failed, AnswerRaised)
    assert "stopped with NotImplementedError" in str(failed)


def test_error_on_hidden_data_shows_its_type_alone() -> None:
    def tells(x: Any) -> Any:
        raise ValueError(repr(x))

    with hidden_data() as rng:
        failed = failure(tells, rng.normal(size=3))
    assert "stopped with ValueError." in str(failed)
    assert "array(" not in str(failed)
    assert "array(" in str(failure(tells, np.ones(3)))


def test_error_of_a_hidden_test_itself_is_marked() -> None:
    with pytest.raises(KeyError) as caught, hidden_data():
        raise KeyError("x")
    assert caught.value.hidden  # type: ignore[attr-defined]
