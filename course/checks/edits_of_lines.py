"""Changes of whole lines: one left out, one moved into or out of a loop, two exchanged. See `course.checks.edits`."""

import ast
from collections.abc import Callable, Iterator

from course.checks.mistakes import Mistake

LINE_TOO_MUCH = Mistake("general.line_too_much", "line {line} of the cell, `{code}`, does what it should not")
OVERWRITTEN = Mistake(
    "general.overwritten", "line {line} of the cell, `{code}`, overwrites what was there, where it must add to it"
)
ADDED_UP = Mistake("general.added_up", "line {line} of the cell, `{code}`, changes the variable by the wrong operator")
BEHIND_LOOP = Mistake(
    "general.behind_loop", "line {line} of the cell, `{code}`, is indented too far: it must stand behind the block"
)
INTO_LOOP = Mistake(
    "general.into_loop",
    "line {line} of the cell, `{code}`, belongs in the block beside it, so that it runs each time",
)
LINES_SWAPPED = Mistake(
    "general.lines_swapped", "line {line} of the cell, `{code}`, comes too early: it must stand behind the next one"
)

Body = list[ast.stmt]
Changes = Iterator[tuple[Mistake, ast.stmt, Body]]


def edits_of_lines(tree: ast.Module) -> Iterator[tuple[Mistake, ast.AST]]:
    """Change one line at a time, in place, and yield what would be wrong where that is right, and the line."""
    for kind in KINDS:
        for body in list(_bodies(tree)):
            before = body[:]
            for mistake, line, after in kind(before):
                body[:] = [ast.fix_missing_locations(one) for one in after or [ast.copy_location(ast.Pass(), line)]]
                yield mistake, line
            body[:] = before


def _bodies(tree: ast.AST) -> Iterator[Body]:
    for node in ast.walk(tree):
        for field in ("body", "orelse"):
            body = getattr(node, field, None)
            if isinstance(body, list) and body and not isinstance(node, ast.Module | ast.ClassDef):
                yield body


def _operators(body: Body) -> Changes:
    swaps: dict[type[ast.operator], ast.operator] = {ast.Add: ast.Sub(), ast.Sub: ast.Add(), ast.Mult: ast.Div()}
    for place, line in enumerate(body):
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name | ast.Subscript | ast.Attribute):
            grown = ast.copy_location(ast.AugAssign(line.targets[0], ast.Add(), line.value), line)
            yield OVERWRITTEN, line, [*body[:place], grown, *body[place + 1 :]]
        if isinstance(line, ast.AugAssign):
            plain = ast.copy_location(ast.Assign([line.target], line.value), line)
            yield ADDED_UP, line, [*body[:place], plain, *body[place + 1 :]]
            other = swaps.get(type(line.op), ast.Mult())
            changed = ast.copy_location(ast.AugAssign(line.target, other, line.value), line)
            yield ADDED_UP, line, [*body[:place], changed, *body[place + 1 :]]


def _blocks(body: Body) -> Changes:
    """Move the last line of a block behind it, the line before it to its begin, or the line behind it to its end."""
    for place, block in enumerate(body):
        if not isinstance(block, ast.For | ast.While | ast.If):
            continue
        inside, before, behind = block.body, body[:place], body[place + 1 :]
        if len(inside) > 1:
            yield BEHIND_LOOP, inside[-1], [*before, _holding(block, inside[:-1]), inside[-1], *behind]
        if before and _is_simple(before[-1]):
            yield INTO_LOOP, before[-1], [*before[:-1], _holding(block, [before[-1], *inside]), *behind]
        if behind and _is_simple(behind[0]):
            yield INTO_LOOP, behind[0], [*before, _holding(block, [*inside, behind[0]]), *behind[1:]]


def _is_simple(line: ast.stmt) -> bool:
    return isinstance(line, ast.Assign | ast.AugAssign | ast.Expr)


def _holding(block: ast.For | ast.While | ast.If, inside: Body) -> ast.stmt:
    fields = {name: value for name, value in ast.iter_fields(block) if name != "body"}
    return ast.copy_location(type(block)(body=inside, **fields), block)


def _exchanged(body: Body) -> Changes:
    for place in range(len(body) - 1):
        first, second = body[place : place + 2]
        yield LINES_SWAPPED, first, [*body[:place], second, first, *body[place + 2 :]]


def _left_out(body: Body) -> Changes:
    for place, line in enumerate(body):
        if not isinstance(line, ast.FunctionDef | ast.Return):
            yield LINE_TOO_MUCH, line, [*body[:place], *body[place + 1 :]]


KINDS: tuple[Callable[[Body], Changes], ...] = (_left_out, _blocks, _exchanged, _operators)
