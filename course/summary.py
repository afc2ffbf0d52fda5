"""What the checks of whole notebooks say, as a page in Markdown: `python -m course.summary [NOTEBOOK...]`.

It is for a run on GitHub, whose page shows it. Each notebook is run from its top in a kernel of its own, with nothing
kept of the run; without arguments these are the units' notebooks in the working folder. It ends with 1 where an answer
is not right yet or a notebook cannot be run; what is open is no error.
"""

import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course.files import Cell, language_of, marks, notebooks_of_units
from course.progress_table import FAILED, OPEN, SIGNS, UnitProgress, progress_in, summary
from course.texts import _, in_language

SECONDS = 120  # that one cell may take
SETUP = "check_setup("


def main(names: list[str]) -> int:
    """Print what the checks of these notebooks say, and return the exit status."""
    paths = [Path(name) for name in names] or list(notebooks_of_units(Path.cwd()).values())
    if not paths:
        print(_("There are no notebooks of this course here."))
    parts = [part_of(path) for path in paths]
    print("\n\n".join(text for text, _is_right in parts))
    return 0 if paths and all(is_right for _text, is_right in parts) else 1


def part_of(path: Path) -> tuple[str, bool]:
    """Run a notebook.

    Returns:
        What its checks say, as Markdown, in the notebook's language; and whether no answer is wrong.
    """
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    with in_language(language_of(data)):
        try:
            cells = _run(data, path.parent)
        except Exception as error:  # whatever is wrong with the file or its kernel, the other notebooks are run
            said = _("{notebook} could not be run: {reason}").format(notebook=path.name, reason=_first_line(error))
            return f"## {path.stem}\n\n{html.escape(said)}", False
        unit = progress_in(cells, path.stem)
        lines = [f"## {unit.title}", html.escape(summary(unit)), *map(html.escape, _problems(cells))]
        if set(unit.states.values()) != {OPEN}:
            lines.append(_table(unit, _messages(cells)))
        return "\n\n".join(lines), FAILED not in unit.states.values()


def _run(data: bytes, folder: Path) -> list[Cell]:
    """Run a notebook, and return its cells with what they put out."""
    # Only here: students' environments have both by JupyterLab, the browser edition has not.
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.reads(json.dumps(json.loads(data)), as_version=4)
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        interrupt_on_timeout=True,
        allow_errors=True,
        store_widget_state=False,
        extra_arguments=["--log-level=ERROR"],  # a kernel warns of its own connection, each time
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    cells: list[Cell] = notebook.cells
    return cells


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def _problems(cells: list[Cell]) -> Iterator[str]:
    """Yield what the first cell says where not everything is in place."""
    for cell in cells:
        if cell["cell_type"] == "code" and SETUP in cell["source"]:
            text = "".join(output.get("text", "") for output in cell["outputs"]).strip()
            if text and text != _("Everything is in place."):
                yield text


def _messages(cells: list[Cell]) -> dict[str, str]:
    """Map exercises to what their checks said, where they did not pass."""
    return {
        str(marks(cell)["grade_id"]).removeprefix("test_"): _message(output)
        for cell in cells
        if marks(cell).get("grade")
        for output in cell.get("outputs", ())
        if output["output_type"] == "error"
    }


def _message(output: dict[str, Any]) -> str:
    """Return an error as students read it: a check's message whole, else the last line of a traceback."""
    if output["evalue"].startswith(SIGNS[FAILED]):
        return str(output["evalue"])
    shown = "\n".join(output["traceback"])
    return f"{output['ename']}: {output['evalue']}" if "\x1b" in shown else shown


def _table(unit: UnitProgress, messages: dict[str, str]) -> str:
    """Write the exercises as a table: in HTML, since in a message a sign of Markdown could stand."""
    head = "".join(f"<th>{html.escape(one)}</th>" for one in (_("exercise"), _("result"), _("message")))
    rows = [
        f"<tr><td><code>{html.escape(name)}</code></td><td>{SIGNS[state]}&nbsp;{html.escape(_(state))}</td>"
        f"<td>{_as_html(messages.get(name, ''), state)}</td></tr>"
        for name, state in unit.states.items()
    ]
    return "\n".join(["<table>", f"<tr>{head}</tr>", *rows, "</table>"])


def _as_html(message: str, state: str) -> str:
    """Show a message without its sign, which stands beside it; of what is open the first line says enough."""
    lines = message.strip().removeprefix(SIGNS[FAILED]).strip().splitlines()
    text = "<br>".join(html.escape(line) for line in (lines[:1] if state == OPEN else lines))
    return re.sub(r"`([^`<]+)`", r"<code>\1</code>", text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
