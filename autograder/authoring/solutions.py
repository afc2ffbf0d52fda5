"""The solutions of a unit, for students after the deadline: a notebook and a page, in each language of the course.

They are the students' notebook with the answers of source/ in it, run from its top: no hidden test has ever been in it.
"""

import importlib.util
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from autograder.grading.due import last_due
from autograder.languages.places import released_folder
from autograder.languages.update import unit_faults
from autograder.problems import UserError
from autograder.settings import read_settings
from autograder.site.outputs import run_once
from autograder.units import Unit, is_solution
from course.texts import FIRST, _, in_language

FOLDER = "solutions"
TEMPLATES = Path(__file__).parents[1] / "templates"
MARKER = re.compile(r"^[ \t]*### (?:BEGIN|END) SOLUTION[ \t]*\n?", re.MULTILINE)


def check_over(unit: Unit) -> None:
    """Check that nobody can hand in this unit any more, those with an extension included.

    Raises:
        UserError: somebody can, or the unit has no due date.
    """
    due = last_due(unit)
    early = "`--early` writes the solutions all the same."
    if due is None:
        raise UserError(f"{unit.name} has no due date, so somebody may still be at work. {early}")
    if due > datetime.now(UTC):
        raise UserError(f"The last one may hand in {unit.name} until {due:%Y-%m-%d %H:%M} UTC. {early}")


def write_solutions(unit: Unit) -> list[Path]:
    """Write the solutions in each language in which the unit has an edition.

    Returns:
        The pages; the notebook lies beside each, with what it imports.

    Raises:
        UserError: the unit is not released, or a cell stops with an error.
    """
    if not unit.release.is_file():
        raise UserError(f"{unit.name} is not released yet. Run `autograder release {unit.name}` first.")
    languages = [one for one in read_settings(unit.root).languages if one == FIRST or not unit_faults(unit, one)]
    return [_write(unit, language) for language in languages]


def _write(unit: Unit, language: str) -> Path:
    notebook = run_once(unit, language)
    for cell in notebook.cells:
        if is_solution(cell):
            cell.source = MARKER.sub("", cell.source).rstrip("\n")
    folder = unit.root / FOLDER / language / unit.name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(released_folder(unit, language), folder, ignore=shutil.ignore_patterns("*.ipynb", "__pycache__"))
    path = folder / unit.notebook_name
    nbformat.write(notebook, path)
    page = path.with_suffix(".html")
    page.write_text(_page(notebook, language), encoding="utf-8")
    return page


def _page(notebook: NotebookNode, language: str) -> str:
    """Turn a notebook into a page, one file that loads nothing."""
    title = notebook.cells[0].source.splitlines()[0].removeprefix("# ")
    with in_language(language):
        name = _("Solutions: {unit}").format(unit=title)
    exporter = HTMLExporter(
        extra_template_paths=[str(TEMPLATES)], template_file="solutions.html.j2", language_code=language
    )
    page, _resources = exporter.from_notebook_node(notebook, {"metadata": {"name": name}, "mathjax": mathjax()})
    return str(page)


def mathjax() -> str:
    """Return MathJax as a script for a page of one file; the site has it as a file."""
    found = importlib.util.find_spec("sphinx-mathjax-offline")
    assert found is not None
    assert found.origin is not None
    script = Path(found.origin).parent / "static" / "mathjax" / "tex-svg.js"
    return script.read_text(encoding="utf-8").replace("</script", r"<\/script")
