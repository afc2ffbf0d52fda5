"""The front page, from its template in site/ and what the notebooks say."""

import html
import re
import textwrap
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from nbformat import NotebookNode

from autograder.authoring.course_map import UnitFacts

# What the course looks like: a picture, by the unit and the cell that shows it.
PICTURES = {
    "border": ("01_perceptron", "xor-picture"),
    "back": ("03_backward", "cell-028"),
    "playground": ("05_regularization", "cell-089"),
}
SHOWN = re.compile(r'<img [^>]*src="\.\./([^"]+)" alt="([^"]*)"')
MESSAGE = re.compile(r"^ *```\n( *✗.*?)\n *```", re.DOTALL | re.MULTILINE)


def front_page(
    template: Path, title: str, facts: list[UnitFacts], pages: dict[str, NotebookNode], guide: str, **parts: object
) -> str:
    """Return the text of the front page.

    Args:
        template: in site/.
        title: of the course.
        facts: about each unit.
        pages: the unit's pages, whose pictures it shows.
        guide: the students' guide in the same language; it quotes a check's message.
        parts: what else the template names.
    """
    shown = {key: _picture(pages[unit], cell) for key, (unit, cell) in PICTURES.items()}
    message = MESSAGE.search(guide)
    return (
        Environment(undefined=StrictUndefined, autoescape=False)  # all that goes in is ours, and some of it is HTML
        .from_string(template.read_text(encoding="utf-8"))
        .render(
            title=title,
            first=facts[0],
            exercises=sum(len(one.exercises) for one in facts),
            hours=round(sum(one.minutes for one in facts) / 60),
            check=textwrap.dedent(message[1]) if message else "",
            pictures={key: address for key, (address, _alt) in shown.items()},
            alts={key: alt for key, (_address, alt) in shown.items()},
            **parts,
        )
    )


def _picture(page: NotebookNode, name: str) -> tuple[str, str]:
    """Return a picture's address from the front page, and its description, as HTML."""
    cell = next(cell for cell in page.cells if cell.id == name)
    found = [SHOWN.search(output.data.get("text/html", "")) for output in cell.outputs if "data" in output]
    picture = next(filter(None, found))
    return picture[1], html.escape(html.unescape(picture[2]))
