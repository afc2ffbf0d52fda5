"""One small change in a program at a time, each with the words for what would be wrong there.

`course.checks.repairs` tries them: where one alone makes a check hold, its place is where the mistake is. The words
name the place and the kind, never what should stand there.

A kind of change is a function that gets a node of the syntax tree and yields other nodes for its place, each with a
mistake. The more telling ones come first.
"""

import ast
from collections.abc import Iterator
from itertools import permutations

from course.checks.edit_kinds import KINDS, SIDES, TOO_LITTLE, Changes, Kind, call_of, called
from course.checks.edits_of_lines import edits_of_lines
from course.checks.mistakes import Mistake

Place = tuple[ast.AST, str, int | None, ast.expr]  # the parent, its field, the number there, and what stands there

CASE = Mistake(
    "general.case", "the case for which `{code}` in line {line} of the cell is tested is treated wrongly, or is none"
)
OTHER_NAME = Mistake("general.other_name", "`{code}` in line {line} of the cell is the wrong variable")
MISSING = Mistake("general.missing", "`{code}` in line {line} of the cell: `{name}` must come in there, too")
OTHER_LENGTH = Mistake(
    "general.other_length", "`{code}` in line {line} of the cell is the wrong length: look at what it counts"
)
LENGTH_MISSING = Mistake(
    "general.length_missing", "`{code}` in line {line} of the cell is not yet divided by how many there are"
)


def edits(tree: ast.Module) -> Iterator[tuple[Mistake, ast.AST]]:
    """Make one small change at a time, and yield what would be wrong where it is the right one, and the place.

    Args:
        tree: the program; it is changed in place, and is as it was in the end.

    Example:
        >>> program = ast.parse("x + 2")
        >>> next(iter(edits(program)))[0].key, ast.unparse(program)
        ('general.operator', 'x - 2')
    """
    places = list(_places(tree))
    yield from _edits_of_cases(places)
    yield from _edits_of_sums(places)
    yield from _edits_of_unpacking(tree)
    yield from edits_of_lines(tree)
    for kind in (*KINDS, _other_names(tree), _missing(tree), _lengths(tree)):
        for parent, field, number, node in places:
            for mistake, new in kind(node):
                _put(parent, field, number, _placed(new, node))
                yield mistake, node
            _put(parent, field, number, node)


def _edits_of_cases(places: list[Place]) -> Iterator[tuple[Mistake, ast.AST]]:
    """Take each condition for always true, and for never true."""
    for parent, field, number, node in places:
        is_test = field in ("test", "ifs") and not isinstance(parent, ast.While | ast.Assert)
        if is_test or isinstance(parent, ast.BoolOp):
            for value in (True, False):
                _put(parent, field, number, _placed(ast.Constant(value), node))
                yield CASE, node
            _put(parent, field, number, node)


def _edits_of_sums(places: list[Place]) -> Iterator[tuple[Mistake, ast.AST]]:
    """Take the absolute value of a variable that is added up."""
    for parent, field, number, node in places:
        if isinstance(parent, ast.AugAssign) and isinstance(node, ast.Name):
            _put(parent, field, number, _placed(call_of("abs", node), node))
            yield TOO_LITTLE, node
            _put(parent, field, number, node)


def _edits_of_unpacking(tree: ast.Module) -> Iterator[tuple[Mistake, ast.AST]]:
    """Take apart two or three things in another order."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Store) and len(node.elts) in (2, 3):
            names = node.elts
            for other in list(permutations(names))[1:]:
                node.elts = list(other)
                yield SIDES, node
            node.elts = names


def _placed(new: ast.expr, old: ast.expr) -> ast.expr:
    return ast.fix_missing_locations(new if hasattr(new, "lineno") else ast.copy_location(new, old))


def _places(tree: ast.AST) -> Iterator[Place]:
    """Yield each expression, and where it hangs in the tree; not those in a function's head."""
    for field, value in ast.iter_fields(tree):
        if field in ("args", "decorator_list", "returns") and isinstance(tree, ast.FunctionDef | ast.Lambda):
            continue
        for number, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(item, ast.expr) and not isinstance(getattr(item, "ctx", None), ast.Store | ast.Del):
                yield tree, field, number, item
            if isinstance(item, ast.AST):
                yield from _places(item)


def _put(parent: ast.AST, field: str, number: int | None, node: ast.expr) -> None:
    if number is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[number] = node


def _other_names(tree: ast.Module) -> Kind:
    """Return the kind of change that puts another variable of the program where one stands."""
    names = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    names |= {one.arg for one in ast.walk(tree) if isinstance(one, ast.arg)}

    def changes(node: ast.AST) -> Changes:
        if isinstance(node, ast.Name) and node.id in names:
            for other in sorted(names - {node.id}):
                yield OTHER_NAME, ast.Name(other, ast.Load())

    return changes


def _missing(tree: ast.Module) -> Kind:
    """Return the kind of change that brings in a layer's biases, or an argument or variable that its line lacks."""
    layers = {ast.unparse(one.value) for one in ast.walk(tree) if isinstance(one, ast.Attribute) and one.attr == "W"}
    arguments = _arguments(tree)
    own = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    names = (*arguments, *(f"{one}.b" for one in sorted(layers)), *sorted(own - {*arguments}))
    terms = [(text, _parsed(text)) for text in names]
    used = {(one.id, one.lineno) for one in ast.walk(tree) if isinstance(one, ast.Name)}

    def changes(node: ast.AST) -> Changes:
        if isinstance(node, ast.BinOp | ast.Call):
            for text, term in terms:
                for operator in (ast.Add(), ast.Mult(), ast.Div(), ast.Sub()):
                    if (text, node.lineno) not in used:
                        yield MISSING.format(name=text), ast.BinOp(node, operator, term)

    return changes


def _lengths(tree: ast.Module) -> Kind:
    """Return the kind of change that counts something else, or divides by a length where nothing is divided."""
    lengths = [_parsed(text.format(one)) for one in _arguments(tree) for text in ("len({})", "{}.size", "{}.shape[1]")]

    def changes(node: ast.AST) -> Changes:
        for length in lengths:
            if _is_a_length(node):
                yield OTHER_LENGTH, length
            if isinstance(node, ast.BinOp | ast.Call):
                yield LENGTH_MISSING, ast.BinOp(node, ast.Div(), length)

    return changes


def _is_a_length(node: ast.AST) -> bool:
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
    if isinstance(node, ast.Attribute):
        return node.attr == "size"
    return isinstance(node, ast.Call) and called(node) == "len"


def _arguments(tree: ast.Module) -> list[str]:
    names = [one.arg for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for one in node.args.args]
    return [one for one in dict.fromkeys(names) if one != "self"]


def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body
