"""An edition with answers: the notebook that students get in a language, with the model answers in it."""

import nbformat
from nbformat import NotebookNode

from autograder.languages.places import edition_folder
from autograder.units import Unit, grade_id, is_solution, read_source


def answered_edition(unit: Unit, language: str) -> NotebookNode:
    """Return a unit's edition in a language, each exercise answered as in the source."""
    answers = {grade_id(cell): cell.source for cell in read_source(unit).cells if is_solution(cell)}
    notebook = nbformat.read(edition_folder(unit, language) / unit.notebook_name, as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
    return notebook
