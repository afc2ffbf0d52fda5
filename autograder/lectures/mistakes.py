"""The mistakes of an exercise: those that its check, its hidden tests, and the check of a step before it refer to."""

import ast
import importlib
import inspect
import textwrap
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

from nbformat import NotebookNode

from autograder.units import Exercise, Unit, grade_id, is_solution, is_test
from course.checks.mistakes import Mistake

NOTHING = object()


def mistakes_of(exercise: Exercise, source: NotebookNode, unit: Unit) -> list[Mistake]:
    """Return the mistakes that can be named in an exercise, each once, the general ones last.

    Args:
        exercise: of the unit.
        source: the instructor's notebook.
        unit: whose checks stand in `course.TOPIC`.
    """
    code = [cell for cell in source.cells if cell.cell_type == "code"]
    names = _imported("\n\n".join(cell.source for cell in code))
    found: dict[str, Mistake] = {}
    before: list[NotebookNode] = []  # since the last exercise: the check of a step before this one
    for cell in code:
        if not is_solution(cell):
            before.append(cell)
        if grade_id(cell) in exercise.test_ids:
            tree = ast.parse("\n\n".join(one.source for one in before))
            names |= _imported(cell.source)
            package = f"course.{unit.name.split('_', 1)[1]}"
            found |= {one.key: one for one in _referred_to(tree, names, package, set()) if one.key not in found}
        if is_test(cell):
            before = []
    return sorted(found.values(), key=lambda one: one.key.startswith("general."))


def _imported(code: str) -> dict[str, Any]:
    """Return what code takes from the course's checks, by the names it gives it: nothing of it is run."""
    names: dict[str, Any] = {}
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("course"):
            for one in node.names:
                names[one.asname or one.name] = _member(importlib.import_module(str(node.module)), one.name)
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            value = _value(node.value, names)
            if isinstance(value, ModuleType):
                names[node.targets[0].id] = value
    return names


def _member(package: ModuleType, name: str) -> Any:
    if hasattr(package, name):
        return getattr(package, name)
    try:
        return importlib.import_module(f"{package.__name__}.{name}")
    except ModuleNotFoundError:
        return NOTHING


def _value(node: ast.AST, names: dict[str, Any]) -> Any:
    """Return what a name, or a name behind a dot, stands for."""
    if isinstance(node, ast.Name):
        return names.get(node.id, NOTHING)
    if isinstance(node, ast.Attribute):
        return getattr(_value(node.value, names), node.attr, NOTHING)
    return NOTHING


def _referred_to(tree: ast.AST, names: dict[str, Any], package: str, seen: set[FunctionType]) -> Iterator[Mistake]:
    """Yield the mistakes in a tree, and in the functions of the unit's checks that it names."""
    for node in ast.walk(tree):
        value = _value(node, names)
        if isinstance(value, Mistake):
            yield value
        elif callable(value) and str(getattr(value, "__module__", "")).startswith(f"{package}.check"):
            function = inspect.unwrap(value)
            if isinstance(function, FunctionType) and function not in seen:
                seen.add(function)
                inner = ast.parse(textwrap.dedent(inspect.getsource(function)))
                yield from _referred_to(inner, function.__globals__, package, seen)
