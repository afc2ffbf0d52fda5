"""A unit as a page: what students get, with the pictures of the instructor's run, and all that is long folded.

An output is taken over only from a cell that is the same for students and instructor and is neither an answer nor its
check: so nothing that was written as an answer can come onto a page.
"""

import base64
import copy
import html
import re
import struct
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.authoring.colab import CELL as COLAB
from autograder.units import grade_id, is_solution, is_test
from course.texts import _
from course.widgets import WAKE

PICTURE = re.compile(r'<img src="data:image/png;base64,([^"]+)"')
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
WIDGET = "application/vnd.jupyter.widget-view+json"
SETUP = "check_setup"


@dataclass
class Page:
    """Hold a page and the pictures that it shows, by their names."""

    notebook: NotebookNode
    pictures: dict[str, bytes] = field(default_factory=dict)


def unit_page(released: NotebookNode, run: NotebookNode, name: str, top: str) -> Page:
    """Make the page of a unit.

    Args:
        released: the students' notebook.
        run: the instructor's, with outputs, in the same language.
        name: of the unit; its pictures lie in `pictures/NAME/`.
        top: HTML that stands below the title.
    """
    page = Page(new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}))
    shown = {cell.id: cell for cell in run.cells if _shows(cell)}
    for cell in released.cells:
        page.notebook.cells += _cells(cell, shown.get(cell.id), page, name)
    first = page.notebook.cells[0]
    title, _newline, rest = first.source.partition("\n")
    first.source = f"{title}\n\n{_raw(top)}\n{rest}"
    page.notebook.metadata["language_info"] = {"name": "python", "pygments_lexer": "ipython3"}
    return page


def _shows(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and not is_test(cell) and not is_solution(cell)


def _cells(cell: NotebookNode, run: NotebookNode | None, page: Page, unit: str) -> list[NotebookNode]:
    """Return the cells of the page that show a cell of the students' notebook."""
    if grade_id(cell) == SETUP or cell.id == COLAB:
        return []
    if cell.cell_type != "code":
        return [new_markdown_cell(cell.source)]
    if is_test(cell):
        return [_folded(_("The check"), cell.source)]
    if grade_id(cell) == "setup":
        return [_folded(_("What this unit imports"), cell.source)]
    same = run is not None and run.source == cell.source
    outputs = [shown for one in run.outputs if (shown := _output(one, page, unit))] if run is not None and same else []
    if any("<img" in str(one.get("data", {}).get("text/html", "")) for one in outputs):
        # Sphinx leaves out a cell without code; here the code is in the fold.
        picture = new_code_cell(cell.source, outputs=outputs, metadata={"tags": ["remove-input"]}, id=cell.id)
        return [_folded(_("The code of this picture"), cell.source), picture]
    return [new_code_cell(cell.source, outputs=outputs)]


def _folded(summary: str, code: str) -> NotebookNode:
    fence = "`" * (3 + max((len(run) for run in re.findall("`+", code)), default=0))
    inside = f"{fence}python\n{code}\n{fence}"
    return new_markdown_cell(
        f'<details class="code-fold"><summary>{html.escape(summary)}</summary>\n\n{inside}\n\n</details>'
    )


def _output(output: NotebookNode, page: Page, unit: str) -> NotebookNode | None:
    """Return an output as the page shows it: its pictures as files, a widget as its still picture."""
    if output.output_type == "stream":
        return copy.deepcopy(output)
    data = {kind: value for kind, value in output.get("data", {}).items() if kind != WIDGET}
    if "text/html" in data:
        shown = STYLE.sub("", "".join(data["text/html"]))
        asleep, awake = html.escape(_(WAKE)), html.escape(_("Open this unit to move it."))
        shown = shown.replace(f"<p>{asleep}</p>", f'<p><a href="#open">{awake}</a></p>')
        data = {"text/html": PICTURE.sub(lambda found: _as_file(found[1], page, unit), shown)}
    return new_output("display_data", data=data) if any(data.values()) else None


def _as_file(encoded: str, page: Page, unit: str) -> str:
    """Keep a picture as a file, and write the beginning of its tag, with its size, so that no text jumps."""
    picture = base64.b64decode(encoded)
    name = f"{len(page.pictures) + 1:02d}.png"
    page.pictures[name] = picture
    width, height = struct.unpack(">II", picture[16:24])  # of a PNG file's first chunk
    return f'<img loading="lazy" width="{width}" height="{height}" src="../pictures/{unit}/{name}"'


def _raw(markup: str) -> str:
    return f"```{{raw}} html\n{markup}\n```\n"
