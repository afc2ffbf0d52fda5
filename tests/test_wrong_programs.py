"""The wrong programs of the hidden tests, handed in as answers: the visible check must name the mistake, too.

A hidden test lists its mistakes as `WRONG`, a dict from each `Mistake` to the program that makes it. The visible check
has literal values instead; this holds the two together.
"""

import ast
import contextlib
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.stubs import visible_and_hidden
from autograder.units import grade_id, is_test
from course.checks import CheckFailed, Mistake
from tests.collection import Classroom, time_limit, units_with_answers

UNITS = units_with_answers()
SECONDS = 20


@pytest.mark.parametrize("unit", UNITS)
def test_visible_check_names_the_mistake_of_each_wrong_program(unit: str) -> None:
    for check, exercise, mistake, program in wrong_programs(Classroom(unit)):
        place = f"{unit}, {exercise}, {mistake.key}"
        failed = failure_of(check, program)
        assert failed is not None, f"{place}: the visible check holds"
        assert failed.mistake == mistake.key, f"{place}\n{failed}"


def failure_of(check: Callable[..., Any], program: Callable[..., Any]) -> CheckFailed | None:
    with contextlib.redirect_stdout(io.StringIO()), time_limit(SECONDS):
        try:
            check(program)
        except CheckFailed as failed:
            return failed
    return None


def wrong_programs(classroom: Classroom) -> Iterator[tuple[Callable[..., Any], str, Mistake, Callable[..., Any]]]:
    """Yield each wrong program of a unit with the visible check of its exercise."""
    for cell in classroom.notebook.cells:
        if not is_test(cell):
            continue
        exercise = grade_id(cell).removeprefix("test_")
        namespace = {**classroom.namespace, "WRONG": {}}
        visible, hidden = (ast.parse(part).body for part in visible_and_hidden(cell.source))
        imports = [node for node in visible if isinstance(node, ast.Import | ast.ImportFrom)]
        setup = [node for node in hidden if not isinstance(node, ast.With | ast.For | ast.Expr)]
        exec(compile(ast.Module([*imports, *setup], []), grade_id(cell), "exec"), namespace)
        for mistake, program in namespace["WRONG"].items():
            if callable(program) and not isinstance(program, type):
                program.__name__ = exercise
                yield getattr(namespace["checks"], exercise), exercise, mistake, program
