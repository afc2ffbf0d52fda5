"""A made-up language in which each text stands between ⟦ and ⟧: whatever a notebook shows without them has escaped."""

import gettext
import html
import re
from collections.abc import Iterator

import ipywidgets
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from nbformat import NotebookNode

from autograder.languages.catalogs import messages, unit_template
from autograder.languages.notebooks import translate_cell
from autograder.languages.pieces import CODE, FORMULA, TAG
from autograder.units import Unit, read_source
from course import texts

NAME = re.compile(r"\w+")
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
WORD = re.compile(r"[A-Za-z]{3,}")


def mark(text: str) -> str:
    """Put a text between the marks, but for blanks around it; a single word may be a name in code, and stays.

    >>> mark("two words"), mark("relu")
    ('⟦two words⟧', 'relu')
    """
    words = text.strip()
    return text if NAME.fullmatch(words) or not words else text.replace(words, f"⟦{words}⟧")


class MarkingTranslations(gettext.NullTranslations):
    """Translate by marking."""

    def gettext(self, message: str) -> str:
        return message if message.startswith("⟦") else f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def speak_marked(patch: pytest.MonkeyPatch) -> None:
    """Make "xx" a language of the course."""
    patch.setitem(texts.LANGUAGES, "xx", "marked")
    patch.setattr(gettext, "translation", lambda *_, **__: MarkingTranslations())


def marked_notebook(unit: Unit) -> NotebookNode:
    """Return a unit's notebook, answers included, in the made-up language."""
    notebook = read_source(unit)
    known = {str(message.id): mark(str(message.id)) for message in messages(unit_template(unit))}
    for cell in notebook.cells:
        translate_cell(cell, known, "xx")
    return notebook


def escaped(shown: str) -> str:
    """Return what is left of a text without what is marked, code, formulas and HTML."""
    shown = html.unescape(TAG.sub(" ", STYLE.sub(" ", shown)))
    while MARKED.search(shown):
        shown = MARKED.sub(" ", shown)
    return " ".join(FORMULA.sub(" ", CODE.sub(" ", shown)).split())


def shown_by(notebook: NotebookNode, patch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """Run a notebook here, and yield each text that it shows, with the id of its cell: prints, pictures, widgets."""
    figures: list[Figure] = []
    draw = FigureCanvasAgg.draw

    def note(canvas: FigureCanvasAgg) -> None:
        figures.append(canvas.figure)
        draw(canvas)

    patch.setattr(FigureCanvasAgg, "draw", note)
    made: list[ipywidgets.Widget] = []
    ipywidgets.Widget.on_widget_constructed(made.append)
    shell = InteractiveShell()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        with capture_output() as captured:
            done = shell.run_cell(cell.source)
        assert done.success, f"{cell.id}: {done.error_in_exec or done.error_before_exec}"
        yield cell.id, captured.stdout
        for output in captured.outputs:
            yield from ((cell.id, str(text)) for kind, text in output.data.items() if kind.startswith("text/"))
        while made:
            yield from ((cell.id, text) for text in _texts_of(made.pop()))
        while figures:
            yield from ((cell.id, one.get_text()) for one in figures.pop().findobj(Text) if one.get_visible())
    ipywidgets.Widget.on_widget_constructed(None)


def _texts_of(widget: ipywidgets.Widget) -> Iterator[str]:
    for name in ("description", "tooltip", "placeholder", "alt"):
        yield str(getattr(widget, name, "") or "")
    if isinstance(widget, ipywidgets.HTML | ipywidgets.Label):
        yield widget.value
    yield from map(str, getattr(widget, "_options_labels", ()))
