"""What is left of an answer when names, comments, layout and the order of lines are taken away: its traces.

A trace is a run of a few tokens within one line. Names that the answer itself gives become one sign; names from
elsewhere stay. What is only another way of typing the same (`x += 1`, `2.0` for `2`, `b * a`, `b > a`) is made one.
"""

import ast
import io
import re
import tokenize

LENGTH = 4  # tokens in a trace
LAYOUT = {tokenize.INDENT, tokenize.DEDENT, tokenize.NL, tokenize.COMMENT, tokenize.ENDMARKER}
WORD = re.compile(r"\w+")


def traces_of_code(code: str) -> set[str]:
    r"""Return an answer's traces; of one that is no Python, those of its words.

    Example:
        >>> traces_of_code("def f(a, b):\n    c = a * 2  # twice") == traces_of_code("def f(x, y):\n  z = 2.0*x")
        True
    """
    try:
        tree = ast.parse(code)
        own = _own_names(tree)
        tree = _Plain(own).visit(tree)
        lines = _token_lines(ast.unparse(ast.fix_missing_locations(tree)))
    except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError):
        return traces_of_text(code)
    return {trace for line in lines for trace in _runs(line)}


def traces_of_text(text: str) -> set[str]:
    """Return the traces of a written answer: runs of words, whatever their case."""
    return set(_runs(WORD.findall(text.casefold())))


def _runs(tokens: list[str]) -> list[str]:
    padded = ["^", *tokens, "$"]
    return [" ".join(padded[i : i + LENGTH]) for i in range(max(1, len(padded) - LENGTH + 1))] if tokens else []


def _own_names(tree: ast.AST) -> set[str]:
    """Return the names that the answer gives itself; a function at the top has the exercise's name."""
    top = {node.name for node in getattr(tree, "body", ()) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    given: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            given.add(node.id)
        elif isinstance(node, ast.arg):
            given.add(node.arg)
        elif isinstance(node, ast.FunctionDef):
            given.add(node.name)
    return given - top


class _Plain(ast.NodeTransformer):
    def __init__(self, own: set[str]) -> None:
        self._own = own

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name("v" if node.id in self._own else node.id, node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return ast.arg("v")

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant(int(node.value)) if isinstance(node.value, float) and node.value.is_integer() else node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        node.returns = None
        if node.name in self._own:
            node.name = "v"
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        return self.visit(ast.Assign([node.target], node.value)) if node.value else ast.Pass()

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        read = ast.parse(ast.unparse(node.target), mode="eval").body
        return self.visit(ast.Assign([node.target], ast.BinOp(read, node.op, node.value)))

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Add | ast.Mult) and ast.unparse(node.right) < ast.unparse(node.left):
            node.left, node.right = node.right, node.left
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        turned = {ast.Gt: ast.Lt, ast.GtE: ast.LtE}.get(type(node.ops[0]))
        if turned and len(node.ops) == 1:
            return ast.Compare(node.comparators[0], [turned()], [node.left])
        return node


def _token_lines(code: str) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.NEWLINE:
            lines.append([])
        elif token.type not in LAYOUT:
            lines[-1].append(token.string)
    return lines
