"""The slides of a unit, chosen from its notebook by a rule that the marks of Jupyter's own slide types override.

A heading gives a slide with the beginning of its first paragraph, its formulas and its tables; an exercise's heading
does so only where it has a formula. A figure, or the still picture of a widget, is a slide, and so are the question and
what the summary lists. A cell marked `slide`, `subslide` or `fragment` is a slide as it is; one marked `skip` or
`notes` is none. All of it is what students get.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markupsafe import Markup
from nbconvert.filters import markdown2html_mistune
from nbformat import NotebookNode

from autograder.units import grade_id, is_graded, is_solution, is_test

PARSER = MarkdownIt("commonmark").enable("table")
IMAGE = re.compile(r'<img src="data:image/png;base64,[^>]*>')
FORMULA = re.compile(r"\$\$.+?\$\$", re.DOTALL)
POINTS = re.compile(r" \([^()]*\)$")  # at the end of an exercise's heading
END_OF_SENTENCE = re.compile(r"(?<=[.!?:])\s+|(?<=[.!?:]\*)\s+|(?<=[.!?:]\*\*)\s+")
FEW_WORDS = 45  # that a slide shows of a paragraph
AS_IT_IS, LEFT_OUT = ("slide", "subslide", "fragment"), ("skip", "notes")
TABLE = "table_open"
LISTS = ("bullet_list_open", "ordered_list_open")


@dataclass(frozen=True)
class Slide:
    """Hold one slide: its title, what stands below, and its kind, by which it is styled."""

    title: Markup
    body: Markup
    kind: str = ""


@dataclass(frozen=True)
class Block:
    """Hold one block of Markdown: a paragraph, a list, a table."""

    kind: str
    text: str


def slides(released: NotebookNode, run: NotebookNode) -> list[Slide]:
    """Choose the slides of a unit.

    Args:
        released: the students' notebook.
        run: the instructor's with outputs, in the same language.
    """
    ran = {cell.id: cell for cell in run.cells}
    cells = [*released.cells, NotebookNode(cell_type="", metadata={})]
    last = max((place for place, cell in enumerate(cells) if is_graded(cell)), default=len(cells))
    found: list[Slide] = []
    title = ""
    for place, (cell, after) in enumerate(pairwise(cells)):
        mark = cell.metadata.get("slideshow", {}).get("slide_type", "")
        if mark in LEFT_OUT or is_solution(cell) or is_test(cell):
            continue
        if cell.cell_type == "code":
            found += [Slide(_inline(title), one, "figure") for one in _pictures(cell, ran.get(cell.id))]
        elif mark in AS_IT_IS:
            found.append(Slide(Markup(), to_html(cell.source)))
        elif grade_id(cell).startswith("question_"):
            found += _question(blocks(cell.source))
        elif place > last:
            found += _summary(_parts(cell.source)[0])
            break
        else:
            parts = _parts(cell.source)
            for part in parts:
                title = _heading(part) or title
                is_exercise = is_solution(after) and part is parts[-1]
                found += _section(part, title, is_exercise) if place else _first(part)
    return found


def blocks(source: str) -> list[Block]:
    r"""Split Markdown into its blocks.

    Example:
        >>> [block.text for block in blocks("# A title\n\nTwo\nlines.\n\n- one\n- two")]
        ['# A title', 'Two\nlines.', '- one\n- two']
    """
    lines = source.split("\n")
    tokens = [token for token in PARSER.parse(source) if token.level == 0 and token.map]
    return [Block(one.type, "\n".join(lines[one.map[0] : one.map[1]]).strip("\n")) for one in tokens if one.map]


def to_html(source: str) -> Markup:
    """Make HTML of Markdown of the course's own; formulas stay for MathJax."""
    return Markup(markdown2html_mistune(source))


def _parts(source: str) -> list[list[Block]]:
    """Split a cell before each of its headings."""
    parts: list[list[Block]] = [[]]
    for block in blocks(source):
        if block.kind == "heading_open" and parts[-1]:
            parts.append([])
        parts[-1].append(block)
    return parts


def _heading(part: list[Block]) -> str:
    first = part[0] if part else Block("", "")
    return POINTS.sub("", first.text.lstrip("# ")) if first.kind == "heading_open" else ""


def _inline(text: str) -> Markup:
    """Make HTML of one line, in which a number at the beginning makes no list."""
    return Markup(to_html(re.sub(r"^(\d+)\.", r"\1\\.", text)).strip().removeprefix("<p>").removesuffix("</p>"))


def _pictures(cell: NotebookNode, ran: NotebookNode | None) -> Iterator[Markup]:
    """Yield the pictures that a cell has shown in the instructor's run, if students have the same cell."""
    if ran is not None and ran.source == cell.source:
        for output in ran.outputs:
            yield from map(Markup, IMAGE.findall("".join(output.get("data", {}).get("text/html", ""))))


def _first(part: list[Block]) -> list[Slide]:
    """Make the slides of a unit's first cell: its title, and what one learns in it."""
    told = [block.text for block in part if block.kind == "paragraph_open"]
    opening = [Slide(_inline(_heading(part)), to_html(told[0] if told else ""), "first")]
    for before, block in pairwise(part):
        if block.kind in LISTS:
            opening.append(Slide(_inline(before.text.strip("*")), to_html(block.text)))
    return opening


def _section(part: list[Block], title: str, is_exercise: bool) -> list[Slide]:
    """Make the slide of a heading, or of a formula that stands under no heading of its own."""
    formulas = [block for block in part if FORMULA.search(block.text)]
    if not formulas and (is_exercise or not _heading(part)):
        return []
    shown: list[str] = []
    told = ""  # the paragraph before
    for block in part:
        if block.kind == "paragraph_open":
            text = block.text.partition("$$")[0].strip()
            if text and not told:
                shown.append(_beginning(text))
            told = text or told
            for formula in FORMULA.findall(block.text):
                lead = _lead(told)
                shown += [formula] if any(lead in before for before in shown) else [lead, formula]
        elif block.kind == TABLE:
            shown.append(block.text)
    return [Slide(_inline(title), to_html("\n\n".join(shown)))] if shown else []


def _question(cell: list[Block]) -> list[Slide]:
    """Make a slide of a question without its rubric: a list or table, which a paragraph or a sentence announces."""
    rubric = next((place for place, one in enumerate(cell) if one.kind in (*LISTS, TABLE)), None)
    asked = [block.text for block in cell[:rubric] if block.kind == "paragraph_open"]
    if rubric is not None and asked:
        asked[-1:] = [] if len(asked) > 1 else [" ".join(sentences(asked[-1])[:-1])]
    return [Slide(_inline(_heading(cell)), to_html("\n\n".join(asked)), "question")]


def _summary(part: list[Block]) -> list[Slide]:
    """Make slides of a summary: one of its tables, one of its lists."""
    kinds = [[block.text for block in part if block.kind in kind] for kind in ((TABLE,), LISTS)]
    return [Slide(_inline(_heading(part)), to_html("\n\n".join(texts))) for texts in kinds if texts]


def _beginning(text: str) -> str:
    """Return as many whole sentences as a slide has room for, and at least one."""
    shown = ""
    for sentence in sentences(text):
        if shown and len(f"{shown} {sentence}".split()) > FEW_WORDS:
            break
        shown = f"{shown} {sentence}".strip()
    return shown


def _lead(text: str) -> str:
    """Return the sentence before a formula; one word, such as "Then", needs the one before it, too."""
    *before, last = sentences(text)
    return last if " " in last else " ".join([*before[-1:], last])


def sentences(text: str) -> list[str]:
    """Split a paragraph where a sentence ends, but not inside of a formula, code or emphasis.

    Example:
        >>> sentences("One. *Two. Three.* It is `f. x` or $a. B$: four.")
        ['One.', '*Two. Three.*', 'It is `f. x` or $a. B$: four.']
    """
    found = [""]
    for piece in END_OF_SENTENCE.split(" ".join(text.split())):
        open_still = any(found[-1].replace("**", "\0").count(sign) % 2 for sign in "`$*\0")
        small = piece[:1].islower() or found[-1].endswith(":")
        if found[-1] and not open_still and not small:
            found.append(piece)
        else:
            found[-1] = f"{found[-1]} {piece}".strip()
    return found
