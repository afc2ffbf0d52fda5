"""The texts of a code cell: strings, found in the syntax tree, comments, and the parts of docstrings.

A string of several pieces is one text. What an f-string computes stays as it is, in braces. A text is written back as
a string in double quotes, on several lines where it stands between brackets and is long.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from itertools import accumulate

from autograder.languages.pieces import WORD, Piece, is_readable, one_line

WIDTH = 120
NO_TEXT = re.compile(r"###|#\s*(noqa|type:|fmt:)|#\s*VOID")
NAME = re.compile(r"\w*[_.]\w*")  # of a file, a unit, a column
ITEM = re.compile(r"\*{0,2}\w+(?:, \*{0,2}\w+)*: ")  # of a docstring's Args or Raises
SECTION = re.compile(r"[A-Z]\w+:$")
OPEN, CLOSE = "([{", ")]}"


def code_pieces(source: str) -> list[Piece]:
    """Find the texts of a code cell.

    Raises:
        SyntaxError: it is no Python.

    Example:
        >>> [piece.text for piece in code_pieces('print(f"after {n} steps")  # so far')]
        ['after {n} steps', 'so far']
    """
    places = _Places(source)
    tree = ast.parse(source)
    docstrings = list(_docstrings(tree))
    pieces = [piece for one in docstrings for piece in _docstring_pieces(source, places, one)]
    pieces += [_string_piece(source, places, one) for one in _strings(tree, {id(one) for one in docstrings})]
    texts = [one for one in pieces if is_readable(one.text) and not NAME.fullmatch(one.text)]
    return texts + comment_pieces(source)


class _Places:
    """Turn lines and columns into places in a text; ast counts columns in bytes, tokenize in characters."""

    def __init__(self, source: str) -> None:
        self.lines = source.split("\n")
        self.starts = [*accumulate((len(line) + 1 for line in self.lines), initial=0)]

    def of_bytes(self, line: int, column: int) -> int:
        return self.starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())

    def of_node(self, node: ast.expr) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.of_bytes(node.lineno, node.col_offset), self.of_bytes(node.end_lineno, node.end_col_offset)


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and body and isinstance(body[0], ast.Expr):
            value = body[0].value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value


def _strings(node: ast.AST, left_out: set[int]) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Walk to the outermost strings: what stands within an f-string's braces is not looked at."""
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        if id(node) not in left_out:
            yield node
        return
    for child in ast.iter_child_nodes(node):
        yield from _strings(child, left_out)


def _string_piece(source: str, places: _Places, node: ast.Constant | ast.JoinedStr) -> Piece:
    start, end = places.of_node(node)
    column = start - (source.rfind("\n", 0, start) + 1)
    between_brackets = _depth(source[:start]) > 0

    def write(text: str) -> str:
        body = _escaped(text)
        prefix = "f" if isinstance(node, ast.JoinedStr) else ""
        if not between_brackets or column + len(body) + 4 < WIDTH:
            return f'{prefix}"{body}"'
        parts = _wrapped(body, max(WIDTH - column - 5, 40))
        return f"\n{' ' * column}".join(f'{prefix if set(part) & set("{}") else ""}"{part}"' for part in parts)

    text = _text_of(node) if isinstance(node, ast.JoinedStr) else str(node.value)
    return Piece(start, end, text, write)


def _text_of(node: ast.JoinedStr) -> str:
    """Write an f-string as a text with fields in braces."""
    text = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value).replace("{", "{{").replace("}", "}}")
        elif isinstance(part, ast.FormattedValue):
            shown = "" if part.conversion < 0 else f"!{chr(part.conversion)}"
            how = "" if part.format_spec is None else ":" + _text_of(part.format_spec)  # type: ignore[arg-type]
            text += f"{{{ast.unparse(part.value)}{shown}{how}}}"
    return text


def _escaped(text: str) -> str:
    """Write a text as it stands between double quotes; within an f-string's braces there are single ones alone."""
    return "".join({"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t"}.get(sign, sign) for sign in text)


def _wrapped(body: str, width: int) -> list[str]:
    """Break a text behind blanks, but not within braces or behind a backslash."""
    words = re.findall(r"(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^ {]|\{)+ ?| ", body)
    parts = [""]
    for word in words:
        if parts[-1] and len(parts[-1]) + len(word) > width:
            parts.append("")
        parts[-1] += word
    return parts


def _depth(before: str) -> int:
    """Count the brackets that are open at the end of the code."""
    depth = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(before).readline):
            if token.type == tokenize.OP:
                depth += (token.string in OPEN) - (token.string in CLOSE)
    except (tokenize.TokenError, IndentationError):  # the code ends in the middle, which is no surprise
        pass
    return depth


def comment_pieces(source: str) -> list[Piece]:
    """Find comments; lines of comments below each other are one text."""
    places = _Places(source)
    groups: list[list[tokenize.TokenInfo]] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT or NO_TEXT.match(token.string):
            continue
        alone = not token.line[: token.start[1]].strip()
        above = groups[-1][-1] if groups else None
        goes_on = above is not None and alone and above.start == (token.start[0] - 1, token.start[1])
        if goes_on and not above.line[: above.start[1]].strip():  # type: ignore[union-attr]
            groups[-1].append(token)
        else:
            groups.append([token])
    pieces = [_comment_piece(places, group) for group in groups]
    return [piece for piece in pieces if WORD.search(piece.text)]


def _comment_piece(places: _Places, group: list[tokenize.TokenInfo]) -> Piece:
    line, column = group[0].start
    alone = not group[0].line[:column].strip()

    def write(text: str) -> str:
        lines = _wrapped(text, WIDTH - column - 3) if alone else [text]
        return f"\n{' ' * column}".join(f"# {part.rstrip()}" for part in lines)

    end = places.starts[group[-1].end[0] - 1] + group[-1].end[1]
    text = one_line(" ".join(token.string.lstrip("#") for token in group))
    return Piece(places.starts[line - 1] + column, end, text, write)


def _docstring_pieces(source: str, places: _Places, node: ast.Constant) -> Iterator[Piece]:
    """Find the parts of a docstring: paragraphs, headings of sections, what is said of each argument; no examples."""
    start, end = places.of_node(node)
    quotes = re.match(r"[rR]?(\"\"\"|'''|\"|')", source[start:end])
    assert quotes is not None
    place, behind = start + quotes.end(), end - len(quotes.group(1))
    block: list[tuple[int, str]] = []  # lines of one part, each with its place
    in_example = False
    for line in source[place:behind].split("\n"):
        words = line.strip()
        indent = len(line) - len(line.lstrip())
        in_example = bool(words) and (in_example or words.startswith(">>>"))
        if not words or in_example or SECTION.match(words) or ITEM.match(words):
            yield from _part(source, block)
            block = []
        if words and not in_example:
            skipped = ITEM.match(words)
            lead = indent + (skipped.end() if skipped else 0)
            block.append((place + lead, line[lead:]))
        if SECTION.match(words):
            yield from _part(source, block)
            block = []
        place += len(line) + 1
    yield from _part(source, block)


def _part(source: str, block: list[tuple[int, str]]) -> Iterator[Piece]:
    if not block:
        return
    start, end = block[0][0], block[-1][0] + len(block[-1][1].rstrip())
    begin = source.rfind("\n", 0, start) + 1
    indent = len(source[begin:start]) - len(source[begin:start].lstrip())
    deeper = indent + 4 if ITEM.match(source[begin:start].lstrip()) else indent

    def write(text: str) -> str:
        first, *rest = _wrapped(text, WIDTH - deeper - 1)
        return f"\n{' ' * deeper}".join(part.rstrip() for part in [first, *rest])

    yield Piece(start, end, one_line(" ".join(line for _, line in block)), write)
