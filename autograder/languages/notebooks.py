"""Notebooks in another language: the texts of their cells replaced by those of a catalog."""

import ast
from collections.abc import Iterable, Mapping

from nbformat import NotebookNode

from autograder.authoring.colab import CELL as COLAB
from autograder.authoring.colab import FETCH
from autograder.languages.catalogs import cell_pieces, claims, read_catalog, texts_of
from autograder.languages.code_texts import comment_pieces
from autograder.languages.pieces import Piece, replace_pieces
from autograder.languages.places import package_path, unit_path
from autograder.points import scaled_texts
from autograder.settings import read_settings
from autograder.stubs import SOLUTION
from autograder.units import Unit, grade_id, is_test

SETUP = "check_setup"


def translate_notebook(notebook: NotebookNode, unit: Unit, language: str) -> None:
    """Put a notebook into another language: the texts that the catalogs have, and the language of its setup cell."""
    texts, of_package = texts_in([unit], language), texts_of(read_catalog(package_path(unit.root, language)))
    for cell in notebook.cells:
        found = {text: of_package[text] for text in _of_package(cell) if text in of_package}
        translate_cell(cell, found | texts, language)


def _of_package(cell: NotebookNode) -> Iterable[str]:
    """Give the texts of a cell that stand in the package's catalog; any other string of code may be a word of it."""
    if cell.cell_type != "code" or cell.get("id") == COLAB:
        return [piece.text for piece in cell_pieces(cell, cell.source)]
    return claims(cell.source) if is_test(cell) else ()


def translate_cell(cell: NotebookNode, texts: Mapping[str, str], language: str) -> None:
    """Put one cell into another language: those of its texts that are given."""
    pieces = cell_pieces(cell, cell.source)
    if cell.cell_type == "code":
        pieces = _without_strings_of_answers(cell.source, pieces)
    cell.source = replace_pieces(cell.source, pieces, texts)
    if cell.cell_type == "code" and (cell.get("id") == COLAB or (grade_id(cell) and SETUP in cell.source)):
        cell.source = with_language(cell.source, language)


def _without_strings_of_answers(source: str, pieces: list[Piece]) -> list[Piece]:
    """Leave strings of an answer as they are: a name such as "linear" means something there. Comments are prose."""
    answers = [match.span() for match in SOLUTION.finditer(source + "\n")]
    comments = {piece.start for piece in comment_pieces(source)} if answers else set()
    return [one for one in pieces if one.start in comments or not any(i <= one.start < j for i, j in answers)]


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


def texts_in(units: list[Unit], language: str) -> dict[str, str]:
    """Return the texts of these units' catalogs, with the translation of each."""
    found: dict[str, str] = {}
    for unit in units:
        found |= texts_of(read_catalog(unit_path(unit, language)))
    return found | scaled_texts(found, read_settings(units[0].root).points)
