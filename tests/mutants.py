"""Break a reference solution in small mechanical ways, to see whether the tests notice.

Each mutant differs in one place: an operator, a comparison, a constant, a condition, a dropped statement, a removed
sign or a returned value.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

SWAPS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.Mod: (ast.Add,),
    ast.FloorDiv: (ast.Div,),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}


@dataclass(frozen=True)
class Mutant:
    """One broken version: what was changed, and the whole code."""

    change: str
    code: str


def mutants(source: str) -> Iterator[Mutant]:
    """Make every mutant of a solution cell; docstrings are left alone."""
    tree = ast.parse(source)
    documented = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    docstrings = {
        id(part) for node in documented if ast.get_docstring(node) is not None for part in ast.walk(node.body[0])
    }
    seen = {ast.unparse(tree)}
    for number, node in enumerate(ast.walk(tree)):
        for change, broken in _changes(node, docstrings):
            mutated = _replace(tree, number, broken)
            code = ast.unparse(ast.fix_missing_locations(mutated))
            if code not in seen:
                seen.add(code)
                line = getattr(node, "lineno", 0)
                text = source.splitlines()[line - 1].strip() if line else ""
                yield Mutant(f"{change} in `{text}`", code)


def _changes(node: ast.AST, docstrings: set[int]) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp):
        for other in SWAPS.get(type(node.op), ()):
            changed = copy.deepcopy(node)
            changed.op = other()  # type: ignore[assignment]
            yield f"{type(node.op).__name__} -> {other.__name__}", changed
    if isinstance(node, ast.Compare):
        for other in SWAPS.get(type(node.ops[0]), ()):
            changed_comparison = copy.deepcopy(node)
            changed_comparison.ops[0] = other()  # type: ignore[call-overload]
            yield f"{type(node.ops[0]).__name__} -> {other.__name__}", changed_comparison
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        for value in {node.value + 1, -node.value, 0} - {node.value}:
            yield f"{node.value} -> {value}", ast.copy_location(ast.Constant(value), node)
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} -> {not node.value}", ast.copy_location(ast.Constant(not node.value), node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value and id(node) not in docstrings:
        yield f"{node.value!r} -> ''", ast.copy_location(ast.Constant(""), node)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        yield f"{type(node.op).__name__} dropped", node.operand
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        negated = copy.deepcopy(node)
        negated.test = ast.UnaryOp(ast.Not(), negated.test)
        yield "condition negated", negated
    if isinstance(node, ast.Assign | ast.AugAssign | ast.Raise | ast.Break | ast.Continue) or (
        isinstance(node, ast.Expr) and id(node) not in docstrings
    ):
        yield "statement dropped", ast.copy_location(ast.Pass(), node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) == 1:
        yield f"call of {node.func.attr} dropped", node.args[0]
    if isinstance(node, ast.Call) and node.keywords:
        bare = copy.deepcopy(node)
        bare.keywords = []
        yield "keywords dropped", bare


def _replace(tree: ast.Module, number: int, new: ast.AST) -> ast.Module:
    """Copy the tree with the node of that number, in the order of ast.walk, replaced."""
    changed = copy.deepcopy(tree)
    target = next(node for count, node in enumerate(ast.walk(changed)) if count == number)
    for parent in ast.walk(changed):
        for name, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(item is target for item in value):
                setattr(parent, name, [new if item is target else item for item in value])
    return changed
