"""The unit's locked cells in the language of a submission."""

import copy
from functools import lru_cache
from pathlib import Path

from nbformat import NotebookNode

from autograder.languages.places import unit_path
from autograder.units import Unit, grade_id, is_solution, is_test, read_source
from course.texts import FIRST


def locked_cells_in(source: NotebookNode, unit: Unit, language: str) -> NotebookNode:
    """Return a unit's notebook whose locked cells are in this language, as its students have them.

    Tests stay as they are: one grader for all. So does what students never get.
    """
    if language == FIRST or not unit_path(unit, language).is_file():
        return source
    translated = copy.copy(source)
    changed = _locked_cells(unit.name, unit.root, language, unit.source.stat().st_mtime_ns)
    translated.cells = [changed.get(grade_id(cell), cell) if grade_id(cell) else cell for cell in source.cells]
    return translated


@lru_cache(maxsize=32)  # a lane grades one unit after the other, in a few languages
def _locked_cells(name: str, root: Path, language: str, _changed: int) -> dict[str, NotebookNode]:
    # Only here, since most classes have one language, and Babel and a parser of markdown take time to import.
    from autograder.languages.notebooks import texts_in, translate_cell

    unit = Unit(name, root)
    texts = texts_in([unit], language)
    cells = {}
    for cell in read_source(unit).cells:
        if grade_id(cell) and not is_test(cell) and not is_solution(cell):
            translate_cell(cell, texts, language)
            cells[grade_id(cell)] = cell
    return cells


def source_in(unit: Unit, language: str) -> NotebookNode:
    """Read the instructor's notebook of a unit, with all that students read of it in this language."""
    source = read_source(unit)
    if language != FIRST:
        from autograder.languages.notebooks import translate_notebook

        translate_notebook(source, unit, language)
    return source
