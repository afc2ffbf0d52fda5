"""No answer before its time: what a student has in hand for a unit holds no answer to it, or to a later one.

Code is compared by its syntax trees, with the names replaced by their order of appearance, so that an answer is
recognized under other names; prose is compared line by line, without spaces.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.rules import SECRET
from autograder.stubs import solution_regions, student_source, visible_and_hidden
from autograder.units import Unit, find_units, grade_id, is_solution, is_test, is_written, read_source
from tests.collection import ROOT

UNITS = find_units(ROOT)
SMALLEST = 9  # nodes of a syntax tree: `return x` and the like stand everywhere


def test_an_answer_under_other_names_is_recognized() -> None:
    answer = "def dense(X, W, b, f):\n    return f(X @ W + b)"
    assert fingerprints(answer) & fingerprints(
        "class A:\n    def go(s, p, q, r, g):\n        value = 3\n        return g(p @ q + r)"
    )
    assert not fingerprints(answer) & fingerprints("def go(p, q, r, g):\n    return g(p @ q - r)")


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_code_in_hand_holds_no_answer(unit: Unit) -> None:
    answers = {print_: name for name, source in solutions(unit) for print_ in to_be_written(source)}
    for place, source in code_in_hand(unit):
        given_away = {answers[print_] for print_ in fingerprints(source) & answers.keys()}
        assert not given_away, f"{place} holds the answer to {', '.join(sorted(given_away))}"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_prose_in_hand_holds_no_answer(unit: Unit) -> None:
    lines = {
        squeezed(line): name
        for name, source in solutions(unit)
        for line in "\n".join(solution_regions(source)).splitlines()
        if len(squeezed(line)) >= SECRET
    }
    for place, text in prose_in_hand(unit):
        shown = squeezed(text)
        given_away = {name for line, name in lines.items() if line in shown}
        assert not given_away, f"{place} holds the answer to {', '.join(sorted(given_away))}"


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_code_in_hand_holds_no_wrong_program(unit: Unit) -> None:
    """A wrong program is mostly one step from the right one."""
    wrong = {print_: name for name, source in hidden_tests(unit) for print_ in fingerprints(source)}
    for place, source in code_in_hand(unit):
        given_away = {wrong[print_] for print_ in fingerprints(source) & wrong.keys()}
        assert not given_away, f"{place} holds a wrong program of {', '.join(sorted(given_away))}"


def to_be_written(source: str) -> frozenset[str]:
    """Return what a solution cell holds and its stub does not: a stub may begin with a part that is given."""
    return fingerprints(source) - fingerprints(student_source(source))


def hidden_tests(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield what stands before the hidden data in each test cell: the wrong programs and what they need."""
    for cell in read_source(unit).cells:
        if is_test(cell):
            body = ast.parse(visible_and_hidden(cell.source)[1]).body
            programs: list[ast.stmt] = [node for node in body if isinstance(node, ast.Assign | ast.FunctionDef)]
            yield grade_id(cell), ast.unparse(ast.Module(programs, []))


def solutions(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield the solution cells of a unit and of those after it."""
    for later in UNITS[UNITS.index(unit) :]:
        for cell in read_source(later).cells:
            if is_solution(cell) and not is_written(cell):
                yield grade_id(cell), cell.source


def code_in_hand(unit: Unit) -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "course").rglob("*.py")):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for folder in released_up_to(unit):
        for path in sorted(folder.glob("*.py")):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        for path in sorted(folder.glob("*.ipynb")):
            for number, cell in enumerate(nbformat.read(path, as_version=4).cells, start=1):
                if cell.cell_type == "code":
                    yield f"{path.relative_to(ROOT)}, cell {number}", cell.source


def prose_in_hand(unit: Unit) -> Iterator[tuple[str, str]]:
    for path in sorted([*(ROOT / "docs").rglob("*.md"), *(ROOT / "course").rglob("*.md"), ROOT / "README.md"]):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for folder in released_up_to(unit):
        for path in sorted(folder.glob("*.ipynb")):
            yield (
                str(path.relative_to(ROOT)),
                "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells),
            )


def released_up_to(unit: Unit) -> list[Path]:
    return [one.release.parent for one in UNITS[: UNITS.index(unit) + 1]]


@cache  # each unit's test meets the whole of course/
def fingerprints(source: str) -> frozenset[str]:
    """Return a string for each statement of some size, the same for statements that differ in names alone."""
    prints = set()
    for node in ast.walk(ast.parse(source)):
        parts: list[ast.AST] = []
        if isinstance(node, ast.Return | ast.Assign) and node.value is not None:
            parts = list(node.value.elts) if isinstance(node.value, ast.Tuple) else [node.value]
        elif isinstance(node, ast.Lambda):
            parts = [node.body]
        elif isinstance(node, ast.AugAssign | ast.For | ast.While):
            parts = [node]
        prints |= {dump_without_names(part) for part in parts if node_count(part) >= SMALLEST}
    return frozenset(prints)


def node_count(node: ast.AST) -> int:
    return sum(1 for _ in ast.walk(node))


def dump_without_names(node: ast.AST) -> str:
    order: dict[str, str] = {}

    def placeholder(match: re.Match[str]) -> str:
        return f"Name(id={order.setdefault(match[1], str(len(order)))}"

    return re.sub(r"Name\(id='(\w+)'", placeholder, ast.dump(node))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
