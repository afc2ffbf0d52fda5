"""Whatever answer a check of unit 4 accepts, the cells and widgets after it run with it, and put out the same."""

import contextlib
import io
from functools import cache
from typing import Any

import pytest

from autograder.units import grade_id, is_solution
from course.learning_rate import answers
from tests.collection import Answer, Classroom, read_answers

UNIT = "04_learning_rate"


@cache
def classroom() -> Classroom:
    return Classroom(UNIT)


def rounds() -> list[dict[str, Answer]]:
    """Deal the right answers out: in each round one for each exercise, until all have been in one."""
    right: dict[str, list[Answer]] = {}
    for answer in read_answers(UNIT):
        if answer.right:
            right.setdefault(answer.exercise, []).append(answer)
    count = max(map(len, right.values()))
    return [{name: some[number % len(some)] for name, some in right.items()} for number in range(count)]


@cache
def printed_by_the_solutions() -> dict[str, str]:
    return run_notebook({})


def run_notebook(chosen: dict[str, str]) -> dict[str, str]:
    """Run all cells, the checks too, with these answers, and return what each printed."""
    namespace: dict[str, Any] = dict(classroom().namespace)
    printed = {}
    for cell in classroom().notebook.cells:
        if cell.cell_type != "code" or grade_id(cell) in ("setup", "check_setup"):
            continue
        source = chosen.get(grade_id(cell) or "", cell.source) if is_solution(cell) else cell.source
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            try:
                exec(compile(source, cell.id, "exec"), namespace)
            except Exception as error:
                raise AssertionError(f"cell {cell.id} stopped: {type(error).__name__}: {error}") from error
        printed[cell.id] = out.getvalue()
    return printed


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "chosen",
    rounds(),
    ids=lambda chosen: chosen["descend"].title.replace(" ", "_"),
)
def test_all_later_cells_run_with_right_answers(chosen: dict[str, Answer]) -> None:
    printed = run_notebook({name: answer.code for name, answer in chosen.items()})
    own = printed_by_the_solutions()
    for cell in ("cell-015", "cell-017", "cell-025", "cell-036", "cell-044"):  # nothing in them is drawn by the answer
        assert printed[cell] == own[cell]


def test_answers_are_read_in_any_form() -> None:
    assert answers.as_array([1, 2]).tolist() == [1.0, 2.0]
    assert answers.as_array(3).shape == ()
    assert answers.as_array([k, k] for k in range(3)).shape == (3, 2)
    (layer,) = answers.as_layers(([[[1.0], [2.0]], [0.0], abs, None],))
    assert layer.W.shape == (2, 1)
    assert layer.f is abs
