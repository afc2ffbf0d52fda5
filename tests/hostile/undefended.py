"""A notebook as plain nbgrader runs and scores it: one kernel for cells and tests, no code of ours."""

import copy
import re

from nbclient import NotebookClient
from nbformat import NotebookNode
from nbgrader.utils import determine_grade

from autograder.units import grade_id, is_graded


def undefended_points(notebook: NotebookNode, without_hidden: bool = False) -> list[tuple[str, float]]:
    """Run a notebook in a kernel of its own, errors and all, and let nbgrader score each graded cell.

    Args:
        notebook: the notebook as handed in, with its hidden tests.
        without_hidden: leave these away, as a student would who has only the visible ones.

    Returns:
        The grade id and the points of each graded cell.
    """
    ran = copy.deepcopy(notebook)
    for cell in ran.cells:
        if without_hidden:
            cell.source = re.sub(r"### BEGIN HIDDEN TESTS(?s:.*?)### END HIDDEN TESTS", "", cell.source)
        if cell.cell_type == "code":
            cell.outputs = []
    NotebookClient(ran, allow_errors=True, timeout=60).execute()
    graded = [cell for cell in ran.cells if is_graded(cell)]
    return [(grade_id(cell), float(determine_grade(cell)[0] or 0)) for cell in graded]
