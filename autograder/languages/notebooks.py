"""Notebooks in another language: the texts of their cells replaced by those of a catalog."""

import ast
from collections.abc import Callable

from nbformat import NotebookNode

from autograder.authoring.colab import CELL as COLAB
from autograder.authoring.colab import FETCH
from autograder.languages.catalogs import cell_pieces, read_catalog, texts_of
from autograder.languages.pieces import replace_pieces
from autograder.languages.places import package_path, unit_path
from autograder.points import scaled_texts
from autograder.settings import read_settings
from autograder.units import Unit, grade_id

SETUP = "check_setup"


def translate_notebook(notebook: NotebookNode, unit: Unit, language: str) -> None:
    """Put a notebook into another language: the texts that the catalogs have, and the language of its setup cell."""
    look_up = look_up_in([unit], language)
    for cell in notebook.cells:
        translate_cell(cell, look_up, language)


def translate_cell(cell: NotebookNode, look_up: Callable[[str], str], language: str) -> None:
    """Put one cell into another language."""
    cell.source = replace_pieces(cell.source, cell_pieces(cell, cell.source), look_up)
    if cell.cell_type == "code" and (cell.get("id") == COLAB or (grade_id(cell) and SETUP in cell.source)):
        cell.source = with_language(cell.source, language)


def with_language(source: str, language: str) -> str:
    """Write the language into the call of `check_setup`, or of `fetch` in the cell for Colab.

    Example:
        >>> with_language('check_setup("02_forward")', "es")
        'check_setup("02_forward", language="es")'
    """
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    call = next((one for one in calls if isinstance(one.func, ast.Name) and one.func.id in (SETUP, FETCH)), None)
    if call is None or call.end_lineno is None or call.end_col_offset is None:
        return source
    lines = source.split("\n")
    line, column = lines[call.end_lineno - 1].encode(), call.end_col_offset - 1
    comma = ", " if call.args or call.keywords else ""
    lines[call.end_lineno - 1] = (line[:column] + f'{comma}language="{language}"'.encode() + line[column:]).decode()
    return "\n".join(lines)


def look_up_in(units: list[Unit], language: str) -> Callable[[str], str]:
    """Return what finds a text in the catalogs of these units, or else of the package; one that is in none stays."""
    found: dict[str, str] = {}
    for path in [package_path(units[0].root, language), *(unit_path(unit, language) for unit in units)]:
        found |= texts_of(read_catalog(path))
    found |= scaled_texts(found, read_settings(units[0].root).points)
    return lambda text: found.get(text, text)
