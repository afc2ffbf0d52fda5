"""The texts of a markdown cell: a piece for each paragraph, heading, list item, table cell, and summary of a hint."""

import re
from itertools import accumulate

from markdown_it import MarkdownIt

from autograder.languages.pieces import Piece, is_readable, one_line

PARSER = MarkdownIt("commonmark").enable("table")
SUMMARY = re.compile(r"(?<=<summary>).+?(?=</summary>)", re.DOTALL)


def markdown_pieces(source: str) -> list[Piece]:
    r"""Find the texts of a markdown cell.

    Example:
        >>> [piece.text for piece in markdown_pieces("# A title\n\nTwo\nlines.\n\n- one $x$\n- `code`\n\n$$y$$")]
        ['A title', 'Two lines.', 'one $x$']
    """
    starts = [*accumulate((len(line) + 1 for line in source.split("\n")), initial=0)]
    pieces: list[Piece] = []
    in_row, place = False, 0
    for token in PARSER.parse(source):
        if token.type in ("tr_open", "tr_close"):
            in_row = token.type == "tr_open"
        if not token.map:
            continue
        first, behind = starts[token.map[0]], min(starts[token.map[1]], len(source))
        if token.type == "tr_open":
            place = first
        elif token.type == "html_block":
            pieces += _summaries(source, first, behind)
        elif token.type == "inline" and in_row:
            pieces.append(_table_cell(source, token.content, place))
            place = pieces[-1].end
        elif token.type == "inline":
            pieces.append(_paragraph(source, token.content, first, behind))
    return [piece for piece in pieces if is_readable(piece.text)]


def _summaries(source: str, first: int, behind: int) -> list[Piece]:
    found = SUMMARY.finditer(source[first:behind])
    return [Piece(first + match.start(), first + match.end(), one_line(match.group()), str) for match in found]


def _paragraph(source: str, content: str, first: int, behind: int) -> Piece:
    """Make a piece of what lies between the mark of the first line, such as `- ` or `## `, and the last line's end."""
    start = source.index(content.split("\n")[0], first)
    end = start + len(content) if "\n" not in content else len(source[:behind].rstrip("\n"))
    return Piece(start, end, one_line(content), str)


def _table_cell(source: str, content: str, place: int) -> Piece:
    r"""Make a piece of a table's cell, looked for from a place on; a bar within it is written as `\|`."""
    written = content.replace("|", r"\|")
    start = source.index(written, place)
    return Piece(start, start + len(written), one_line(content), lambda text: text.replace("|", r"\|"))
