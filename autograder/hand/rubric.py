"""A rubric's rows, read from the cell that asks: a row of a table, or an item of a list, that begins with points."""

import re
from dataclasses import dataclass

FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75}
_POINTS = r"(?P<points>[0-9]+(?:[.,][0-9]+)?|[0-9]*[¼½¾])"
_ROWS = (
    re.compile(rf"^\|\s*{_POINTS}\s*\|\s*(?P<text>.+?)\s*\|\s*$", re.MULTILINE),
    re.compile(rf"^[-*]\s+{_POINTS}\s+points?\b[\s,:]*(?P<text>.+(?:\n[ \t]+\S.*)*)", re.MULTILINE),
)


@dataclass(frozen=True)
class RubricRow:
    """Hold what one row of a rubric is worth, and for what."""

    points: float
    text: str


def rubric_of(question: str) -> list[RubricRow]:
    """List a rubric's rows, in order; none where the question has no rubric of this form.

    Example:
        >>> rubric_of("- ½ point: says *why*.")
        [RubricRow(points=0.5, text='says why.')]
        >>> rubric_of("| 1 | a proof |")
        [RubricRow(points=1.0, text='a proof')]
    """
    for pattern in _ROWS:
        rows = [RubricRow(_number(one["points"]), _words(one["text"])) for one in pattern.finditer(question)]
        if rows:
            return rows
    return []


def _number(text: str) -> float:
    fraction = FRACTIONS.get(text[-1], 0.0)
    return float((text[:-1] if fraction else text).replace(",", ".") or 0) + fraction


def _words(markdown: str) -> str:
    """Leave out line breaks and the signs of emphasis and code: a button has plain words."""
    return re.sub(r"[*`]", "", " ".join(markdown.split()))
