"""The rules for a unit's checks module, `course/TOPIC/checks.py`, which judges and students' notebooks share."""

import ast
from collections.abc import Iterator
from pathlib import Path

from autograder.units import Unit, exercises, read_source

Found = Iterator[tuple[str, str]]
STATELESS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Assign, ast.AnnAssign)
DECORATORS = ("check", "step_check")


def check_modules(unit: Unit) -> list[Path]:
    """List the modules that hold a unit's checks: checks.py, and others beside it named check_*.py."""
    folder = unit.root / "course" / unit.word
    return sorted([*folder.glob("checks.py"), *folder.glob("check_*.py")])


def modules_hold_texts_and_functions(unit: Unit) -> Found:
    """A module outlives a submission in the judge: nothing in it may be changed by one."""
    for path in check_modules(unit):
        for node in _tree(path).body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and not (_is_a_text(node.value) and _is_a_constant(node)):
                yield f"{path.name}, line {node.lineno}", "holds more than a text: make it a local of the check"
            elif not isinstance(node, STATELESS) and not _is_a_docstring(node):
                yield f"{path.name}, line {node.lineno}", "is neither a text nor a function"


def mistakes_are_filed_under_their_names(unit: Unit) -> Found:
    """Results and reports know a mistake by its key, which is the name of its constant."""
    seen: set[str] = set()
    for path in check_modules(unit):
        for node in _tree(path).body:
            if isinstance(node, ast.Assign) and _called(node.value) == "Mistake":
                name, key = ast.unparse(node.targets[0]), ast.literal_eval(node.value.args[0])  # type: ignore[attr-defined]
                if key != name.lower():
                    yield f"{path.name}, {name}", f"has the key {key!r} instead of {name.lower()!r}"
                if key in seen:
                    yield f"{path.name}, {name}", "stands twice in this unit"
                seen.add(key)


def every_exercise_has_a_check(unit: Unit) -> Found:
    """The notebook calls the check of an exercise by the exercise's name."""
    if not check_modules(unit):
        return
    found = {node.name: node for path in check_modules(unit) for node in _functions(path)}
    for exercise in exercises(read_source(unit)):
        if not exercise.written and exercise.name not in found:
            yield exercise.name, "has no function in checks.py that is marked @check"
    for name, node in found.items():
        if not ast.get_docstring(node):
            yield f"checks.{name}", "has no docstring, which says what the check tries"


CHECK_RULES = {
    "no-state": modules_hold_texts_and_functions,
    "mistake-keys": mistakes_are_filed_under_their_names,
    "has-check": every_exercise_has_a_check,
}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(path: Path) -> list[ast.FunctionDef]:
    """List the functions of a module that notebooks call."""
    functions = [node for node in _tree(path).body if isinstance(node, ast.FunctionDef)]
    return [node for node in functions if any(ast.unparse(one) in DECORATORS for one in node.decorator_list)]


def _is_a_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _called(value: ast.expr | None) -> str:
    return ast.unparse(value.func) if isinstance(value, ast.Call) else ""


def _is_a_text(value: ast.expr | None) -> bool:
    """Tell whether a value is a text, a number, a mistake, or a tuple of such."""
    if isinstance(value, ast.Tuple):
        return all(map(_is_a_text, value.elts))
    return isinstance(value, ast.Constant) or _called(value) == "Mistake"


def _is_a_constant(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return all(isinstance(one, ast.Name) and one.id.isupper() for one in targets)
