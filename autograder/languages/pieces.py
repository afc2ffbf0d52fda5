"""The readable pieces of a cell: where each stands, its text, and how another text is written in its place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

# What stays as it is in every language. A backslash takes the meaning from a dollar sign.
FORMULA = re.compile(r"(?<!\\)\$\$.+?(?<!\\)\$\$|(?<!\\)\$(?!\s).+?(?<![\\\s])\$", re.DOTALL)
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"\]\([^)\s]+\)|<https?:[^>]+>")
TAG = re.compile(r"</?\w[^>]*>")
FIELD = re.compile(r"\{[^{}]*\}")
WORDS_IN_FORMULA = re.compile(r"\\(?:text|mathrm|operatorname)\{([^{}]*)\}")
WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Piece:
    """A text that a person reads.

    Args:
        start: where it begins in the cell's source.
        end: where it ends.
        text: what stands there, on one line and without markup around it.
        write: turns a text into what has to stand there.
    """

    start: int
    end: int
    text: str
    write: Callable[[str], str]


def replace_pieces(source: str, pieces: list[Piece], texts: Mapping[str, str]) -> str:
    """Write the texts that are given for those in a cell's source; one without another is left untouched."""
    for piece in sorted(pieces, key=lambda one: one.start, reverse=True):
        text = texts.get(piece.text, piece.text)
        if text != piece.text:
            source = source[: piece.start] + piece.write(text) + source[piece.end :]
    return source


def one_line(text: str) -> str:
    r"""Join lines, so that a new line break is no new text.

    Example:
        >>> one_line("two\n  lines ")
        'two lines'
    """
    return " ".join(text.split())


def is_readable(text: str) -> bool:
    r"""Tell whether a text holds words outside of code and formulas, or words within a formula.

    Example:
        >>> [is_readable(text) for text in ("a word", "$x_1$", "`code`", r"$y \\text{ if it rains}$", "{x:.2f}")]
        [True, False, False, True, False]
    """
    rest = CODE.sub(" ", text)
    inside = [words for formula in FORMULA.findall(rest) for words in WORDS_IN_FORMULA.findall(formula)]
    rest = FIELD.sub(" ", TAG.sub(" ", LINK.sub(" ", FORMULA.sub(" ", rest))))
    return bool(WORD.search(rest)) or any(" " in words.strip() or len(words) > 4 for words in inside)
