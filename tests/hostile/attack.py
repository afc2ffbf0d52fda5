"""Hand in an attack as the answer to the tiny unit's first exercise, and grade it."""

import nbformat
from nbformat import NotebookNode

from autograder.limits import Limits
from autograder.results import NotebookResult
from autograder.run import grade_file
from autograder.units import Unit
from tests.tiny import DOUBLE, tiny_notebook

LIMITS = Limits(cell_seconds=10, notebook_seconds=60)


def grade_attack(
    unit: Unit, code: str, sandbox: str, limits: Limits = LIMITS, name: str = "attack"
) -> tuple[NotebookResult, NotebookNode | None]:
    """Grade the tiny unit with `code` as the answer to `double`; its other answers are right.

    Args:
        unit: the tiny unit.
        code: what stands in the cell of `double`; an honest `double` may follow it.
        sandbox: the wall; "none" shows what the attack does undefended.
        limits: what it may take.
        name: of the submitted file.
    """
    notebook = tiny_notebook()
    notebook.cells[2].source = code
    path = unit.root / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return grade_file(path, unit, limits, sandbox)


def honest_score(unit: Unit, sandbox: str) -> float | None:
    """Grade an honest submission: what the class gets after an attack."""
    return grade_attack(unit, DOUBLE, sandbox, name="honest")[0].score
