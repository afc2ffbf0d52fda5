"""The kinds of small changes in an expression, and the words for what would be wrong. See `course.checks.edits`."""

import ast
import copy
from collections.abc import Callable, Iterator

from course.checks.mistakes import Mistake

Changes = Iterator[tuple[Mistake, ast.expr]]
Kind = Callable[[ast.AST], Changes]

COMPLEMENT = Mistake("general.complement", "`{code}` in line {line} of the cell: of one part, 1 minus it is needed")
PARENTHESES = Mistake(
    "general.parentheses",
    "`{code}` in line {line} of the cell is put together in the wrong order: look at which parentheses hold what",
)
OPERATOR = Mistake("general.operator", "`{code}` in line {line} of the cell has the wrong operator")
SIDES = Mistake("general.sides", "what stands in `{code}`, line {line} of the cell, has changed places")
COMPARISON = Mistake(
    "general.comparison",
    "`{code}` in line {line} of the cell is the wrong comparison: look at its direction, and at what it says where "
    "both sides are equal",
)
CONDITION = Mistake("general.condition", "the condition `{code}` in line {line} of the cell is the wrong way round")
OTHER_FUNCTION_THERE = Mistake(
    "general.other_function_there", "`{code}` in line {line} of the cell: another function belongs there"
)
AXIS = Mistake(
    "general.axis", "`{code}` in line {line} of the cell works along the wrong axis, or along all where one is meant"
)
AXIS_LOST = Mistake(
    "general.axis_lost",
    "`{code}` in line {line} of the cell loses an axis that is needed: keep it with `keepdims=True`",
)
TRANSPOSE = Mistake(
    "general.transpose", "`{code}` in line {line} of the cell must be transposed, or must not be where it is"
)
OTHER_ATTRIBUTE = Mistake(
    "general.other_attribute", "`{code}` in line {line} of the cell is the wrong part of the object"
)
SLICE_END = Mistake(
    "general.slice_end",
    "`{code}` in line {line} of the cell: behind the colon stands the position at which the slice ends, not its length",
)
POSITION = Mistake("general.position", "the position in `{code}`, line {line} of the cell, is off by one")
LOOP_LENGTH = Mistake(
    "general.loop_length", "`{code}` in line {line} of the cell counts one too many or one too few, or starts wrongly"
)
OTHER_NUMBER = Mistake("general.other_number", "the number `{code}` in line {line} of the cell is the wrong one")
MINUS = Mistake("general.minus", "`{code}` in line {line} of the cell has the wrong sign")
TOO_MUCH = Mistake("general.too_much", "`{code}` in line {line} of the cell: this does more than it should")
TOO_LITTLE = Mistake(
    "general.too_little",
    "`{code}` in line {line} of the cell: something is still to be done with this, such as to take its absolute value, "
    "square or root",
)

SWAPS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.MatMult, ast.Add),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Pow: (ast.Mult,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
COMPARISONS: tuple[tuple[type[ast.cmpop], ...], ...] = ((ast.Gt, ast.GtE, ast.Lt, ast.LtE), (ast.Eq, ast.NotEq))
ALIKE = (
    ("sum", "mean", "max", "min", "prod"),
    ("argmax", "argmin"),
    ("maximum", "minimum"),
    ("log", "log2", "log10"),
    ("std", "var"),
    ("any", "all"),
    ("f", "df"),
)
NOT_OF_VALUES = {"len", "range", "round"}  # what such a call gets is no formula
REDUCING = {"sum", "mean", "max", "min", "prod", "std", "var", "argmax", "argmin", "any", "all", "norm"}


def _operators(node: ast.AST) -> Changes:
    if isinstance(node, ast.BinOp | ast.BoolOp):
        for other in SWAPS.get(type(node.op), ()):
            yield OPERATOR, _with(node, op=other())


def _parentheses(node: ast.AST) -> Changes:
    """Move a parenthesis: `a * b - c` for `a * (b - c)`, `f(a - b)` for `f(a) - b`, and the other way round."""
    if isinstance(node, ast.BinOp):
        left, right = node.left, node.right
        if isinstance(left, ast.BinOp):
            yield PARENTHESES, _with(left, right=_with(node, left=left.right))
        if isinstance(right, ast.BinOp):
            yield PARENTHESES, _with(right, left=_with(node, right=right.left))
        for side, inner in (("left", left), ("right", right)):
            if isinstance(inner, ast.Call) and inner.args and called(inner) not in NOT_OF_VALUES:
                first, *others = inner.args
                yield PARENTHESES, _with(inner, args=[_with(node, **{side: first}), *others])
                if side == "right" and isinstance(first, ast.BinOp):
                    begin = _with(node, right=_with(inner, args=[first.left, *others]))
                    yield PARENTHESES, _with(first, left=begin)
    if isinstance(node, ast.Call) and called(node) not in NOT_OF_VALUES:
        for first in (one for one in node.args[:1] if isinstance(one, ast.BinOp)):
            for side in ("left", "right"):
                yield PARENTHESES, _with(first, **{side: _with(node, args=[getattr(first, side), *node.args[1:]])})


def _comparisons(node: ast.AST) -> Changes:
    if not isinstance(node, ast.Compare):
        return
    for place, operator in enumerate(node.ops):
        for other in next((group for group in COMPARISONS if type(operator) in group), ()):
            if other is not type(operator):
                yield COMPARISON, _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])


def _sides(node: ast.AST) -> Changes:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Div | ast.MatMult):
        yield SIDES, _with(node, left=node.right, right=node.left)
    if isinstance(node, ast.Call) and len(node.args) == 2 and not any(map(_is_number, node.args)):
        yield SIDES, _with(node, args=node.args[::-1])
    if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and len(node.elts) == 2:
        yield SIDES, _with(node, elts=node.elts[::-1])


def _functions(node: ast.AST) -> Changes:
    if not isinstance(node, ast.Call):
        return
    name = called(node)
    for group in (one for one in ALIKE if name in one):
        for other in (one for one in group if one != name):
            if isinstance(node.func, ast.Attribute):
                yield OTHER_FUNCTION_THERE, _with(node, func=_with(node.func, attr=other))
            else:
                yield OTHER_FUNCTION_THERE, _with(node, func=ast.Name(other, ast.Load()))


def _axes(node: ast.AST) -> Changes:
    if not isinstance(node, ast.Call) or called(node) not in REDUCING:
        return
    others = [one for one in node.keywords if one.arg != "axis"]
    kept = [one for one in node.keywords if one.arg != "keepdims"]
    for axis in (0, 1, -1):
        yield AXIS, _with(node, keywords=[*others, _keyword("axis", axis)])
    if len(others) < len(node.keywords):
        yield AXIS, _with(node, keywords=others)
    yield AXIS_LOST, _with(node, keywords=[*kept, _keyword("keepdims", True)])


def _transposes(node: ast.AST) -> Changes:
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield TRANSPOSE, node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        for side in ("left", "right"):
            yield TRANSPOSE, _with(node, **{side: ast.Attribute(getattr(node, side), "T", ast.Load())})


def _attributes(node: ast.AST) -> Changes:
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in ("W", "b", "f", "df"):
        for other in ("W", "b", "f", "df"):
            yield OTHER_ATTRIBUTE, _with(node, attr=other)


def _positions(node: ast.AST) -> Changes:
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and node.slice.lower and node.slice.upper:
        end = ast.BinOp(node.slice.lower, ast.Add(), node.slice.upper)
        yield SLICE_END, _with(node, slice=ast.Slice(node.slice.lower, end))
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and not isinstance(node.slice, ast.Tuple):
        if not isinstance(node.slice, ast.Slice):
            for change in _one_more_or_less(node.slice):
                yield POSITION, _with(node, slice=change)
        if isinstance(node.slice, ast.BinOp):
            yield POSITION, _with(node, slice=node.slice.left)


def _loops(node: ast.AST) -> Changes:
    if isinstance(node, ast.Call) and called(node) == "range" and isinstance(node.func, ast.Name):
        for place, argument in enumerate(node.args):
            changes = [*_one_more_or_less(argument), *([argument.left] if isinstance(argument, ast.BinOp) else [])]
            for change in changes:
                yield LOOP_LENGTH, _with(node, args=[*node.args[:place], change, *node.args[place + 1 :]])
        if len(node.args) == 1:
            yield LOOP_LENGTH, _with(node, args=[ast.Constant(1), *node.args])


def _numbers(node: ast.AST) -> Changes:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield OTHER_NUMBER, ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float) and abs(node.value) < 100:
        for other in (node.value + 1, node.value - 1, 2 * node.value, node.value / 2, -1.0, 0.0, 0.5, 1.0, 2.0):
            if other != node.value:
                yield OTHER_NUMBER, ast.Constant(type(node.value)(other) if other % 1 == 0 else other)


def _signs(node: ast.AST) -> Changes:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield MINUS, node.operand
    if isinstance(node, ast.BinOp | ast.Name) and isinstance(getattr(node, "ctx", None), ast.Load | None):
        yield MINUS, ast.UnaryOp(ast.USub(), node)


def _too_much(node: ast.AST) -> Changes:
    if isinstance(node, ast.BinOp):
        yield TOO_MUCH, node.left
        yield TOO_MUCH, node.right
    if isinstance(node, ast.Call):
        if node.args and not isinstance(node.args[0], ast.Starred):
            yield TOO_MUCH, node.args[0]
        if isinstance(node.func, ast.Attribute):
            yield TOO_MUCH, node.func.value
        for keyword in node.keywords:
            yield TOO_MUCH, _with(node, keywords=[one for one in node.keywords if one is not keyword])
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        yield TOO_MUCH, node.value
    if isinstance(node, ast.Tuple | ast.List) and isinstance(node.ctx, ast.Load):
        for item in node.elts:
            yield TOO_MUCH, item


def _too_little(node: ast.AST) -> Changes:
    """Take the absolute value, root or square of what is calculated, or of a variable in it."""
    if isinstance(node, ast.BinOp | ast.Call):
        for name in ("abs", "sqrt", "square"):
            yield TOO_LITTLE, call_of(name, node)
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Name):
                yield TOO_LITTLE, _with(node, args=[call_of(name, node.args[0]), *node.args[1:]])
            if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.MatMult):
                for side in ("left", "right"):
                    yield TOO_LITTLE, _with(node, **{side: call_of(name, getattr(node, side))})
    if isinstance(node, ast.Call) and len(node.args) == 1:
        yield COMPLEMENT, _with(node, args=[ast.BinOp(ast.Constant(1), ast.Sub(), node.args[0])])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        for side in ("left", "right"):
            yield COMPLEMENT, _with(node, **{side: ast.BinOp(ast.Constant(1), ast.Sub(), getattr(node, side))})


def _conditions(node: ast.AST) -> Changes:
    if isinstance(node, ast.Compare | ast.BoolOp | ast.Call | ast.Name):
        yield CONDITION, ast.UnaryOp(ast.Not(), node)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield CONDITION, node.operand


KINDS: tuple[Kind, ...] = (
    _comparisons,
    _operators,
    _sides,
    _too_much,
    _functions,
    _axes,
    _transposes,
    _attributes,
    _positions,
    _loops,
    _parentheses,
    _numbers,
    _signs,
    _conditions,
    _too_little,
)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) or (isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant))


def _with(node: ast.expr, **fields: object) -> ast.expr:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def called(node: ast.Call) -> str:
    """Return the name of the function or method that is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _keyword(name: str, value: int | bool) -> ast.keyword:
    return ast.keyword(name, ast.Constant(value))


def call_of(name: str, argument: ast.expr) -> ast.Call:
    """Return the call of a function of NumPy's."""
    return ast.Call(ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load()), [argument], [])


def _one_more_or_less(node: ast.expr) -> Iterator[ast.expr]:
    for operator in (ast.Add(), ast.Sub()):
        yield ast.BinOp(node, operator, ast.Constant(1))
