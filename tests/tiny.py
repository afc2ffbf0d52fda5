"""A course of one small unit, for tests of the grader that are about the grader alone."""

import shutil
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.authoring import syllabus
from autograder.units import Unit
from tests.collection import ROOT

UNIT = "01_tiny"
EXERCISES = ("double", "slope", "reflect_why")
HINTS = "\n".join(f"<details><summary>Hint {number}</summary>\n\nThink.\n\n</details>" for number in (1, 2, 3))

SETUP = "import numpy as np\nfrom course import check_setup, expect, expect_value, hidden_data\n\ncheck_setup()"
DOUBLE = '''def double(x):
    """Double a number.

    Args:
        x: any shape.

    Returns:
        Twice x.

    Example:
        >>> double(2.0)
        4.0
    """
    ### BEGIN SOLUTION
    twice_as_much = x * 2
    return twice_as_much
    ### END SOLUTION'''
TEST_DOUBLE = """expect(double, 2.0, gives=4.0, mistakes={"the number is squared": 4.5});
### BEGIN HIDDEN TESTS
with hidden_data() as rng:
    numbers = rng.normal(size=5)
    expect(double, numbers, gives=2 * numbers, mistakes={"the number is squared": numbers**2})
### END HIDDEN TESTS"""
SLOPE = """# The slope of the line through (0, 1) and (2, 7).
### BEGIN SOLUTION
slope = (7 - 1) / 2
### END SOLUTION"""
TEST_SLOPE = """expect_value("slope", slope, like=0.0);
### BEGIN HIDDEN TESTS
with hidden_data():
    expect_value("slope", slope, gives=3.0, mistakes={"rise and run are swapped": 1 / 3})
### END HIDDEN TESTS"""


def marks(name: str, **options: Any) -> dict[str, Any]:
    base = {"grade": False, "grade_id": name, "locked": False, "schema_version": 3, "solution": False, "task": False}
    return {"nbgrader": base | options}


def tiny_notebook() -> NotebookNode:
    """Return the source notebook, as if it had been run."""
    test = {"grade": True, "locked": True}
    cells = [
        new_markdown_cell("# Tiny", id="title"),
        new_code_cell(SETUP, id="setup", metadata=marks("setup", locked=True)),
        new_code_cell(DOUBLE, id="double", metadata=marks("double", solution=True)),
        new_code_cell(TEST_DOUBLE, id="test_double", metadata=marks("test_double", **test, points=10)),
        new_markdown_cell(HINTS, id="hints1"),
        new_code_cell(SLOPE, id="slope", metadata=marks("slope", solution=True)),
        new_code_cell(TEST_SLOPE, id="test_slope", metadata=marks("test_slope", **test, points=6)),
        new_markdown_cell(HINTS, id="hints2"),
        new_code_cell("double(slope)", id="use"),
        new_markdown_cell("Why? 4 points.", id="question", metadata=marks("question_reflect_why", locked=True)),
        new_markdown_cell("Because.", id="reflect", metadata=marks("reflect_why", grade=True, solution=True, points=4)),
    ]
    for cell in cells:
        if cell.cell_type == "code":
            cell.execution_count = 1
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def make_course(root: Path, monkeypatch: Any) -> Unit:
    """Write the course into a folder, and make its unit known to lint."""
    monkeypatch.setitem(syllabus.EXERCISES, UNIT, EXERCISES)
    unit = Unit(UNIT, root)
    unit.source.parent.mkdir(parents=True)
    nbformat.write(tiny_notebook(), unit.source)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    return unit
