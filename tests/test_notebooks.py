"""What holds for every notebook of source/, besides lint's rules and nbval's comparison of outputs."""

import ast
import base64
import doctest
import re
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.authoring.lint import lint
from autograder.authoring.rules import MOST_CHECK_LINES
from autograder.authoring.syllabus import EXERCISES
from autograder.units import Unit, find_units, grade_id, is_test, read_source
from tests.collection import ROOT, Classroom

UNITS = [unit for unit in find_units(ROOT) if unit.name in EXERCISES]  # your own need not look like these
each_unit = pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)


@each_unit
def test_lint_finds_nothing(unit: Unit) -> None:
    assert [str(breach) for breach in lint(unit)] == []


@each_unit
def test_worked_examples_in_docstrings_hold(unit: Unit) -> None:
    classroom = Classroom(unit.name)
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    for exercise in classroom.exercises:
        for node in ast.parse(classroom.solutions[exercise.name]).body:
            text = ast.get_docstring(node) if isinstance(node, ast.FunctionDef | ast.ClassDef) else None
            if text:
                runner.run(parser.get_doctest(text, dict(classroom.namespace), exercise.name, None, 0))
    assert runner.summarize(verbose=False).failed == 0
    assert runner.summarize(verbose=False).attempted > 0


@each_unit
def test_unit_has_all_its_parts(unit: Unit) -> None:
    cells = read_source(unit).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    for part in ("**Time", "uilds on", "## Summary", "3Blue1Brown", "ubric"):
        assert part in text, part
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert len(re.findall(r"\bshow\(", code)) >= 2
    assert "explore" in code


@each_unit
def test_every_picture_has_a_description(unit: Unit) -> None:
    """A picture stands in the page as HTML: JupyterLab gives one that comes as image/png no description."""
    pictures = 0
    for cell in read_source(unit).cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            assert "image/png" not in data, cell.source
            for image in re.findall("<img [^>]*>", data.get("text/html", "")):
                pictures += 1
                source, alt = re.findall('src="data:image/png;base64,([^"]+)" alt="([^"]*)"', image)[0]
                assert len(alt) > 20, cell.source
                assert base64.b64decode(source).startswith(b"\x89PNG")
    assert pictures >= 3


@pytest.mark.exhaustive
@each_unit
def test_untouched_notebook_runs_to_its_end_without_a_traceback(unit: Unit) -> None:
    notebook = nbformat.read(unit.release, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(unit.release.parent)}}).execute()
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                assert "Traceback" not in "".join(output.traceback), cell.source


def test_checks_take_little_of_the_students_page(record_figures: Any) -> None:
    """Less than 8 % of the code lines in release/ are checks, and no check cell has more than 6."""
    checks, lines = 0, 0
    for unit in UNITS:
        for cell in nbformat.read(unit.release, as_version=4).cells:
            if cell.cell_type == "code":
                count = len([line for line in cell.source.splitlines() if line.strip()])
                lines += count
                checks += count if is_test(cell) else 0
                assert not is_test(cell) or count <= MOST_CHECK_LINES, grade_id(cell)
    record_figures(f"check cells: {checks} of {lines} code lines in release/ ({checks / lines:.1%})")
    assert checks / lines < 0.08


def test_no_file_is_larger_than_a_megabyte() -> None:
    for folder in ("source", "release", "docs", "course", "tests", "autograder"):
        for path in (ROOT / folder).rglob("*"):
            assert not path.is_file() or path.stat().st_size < 1_000_000, path
