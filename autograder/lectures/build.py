"""`autograder lectures`: slides and teaching notes of each unit, and a term plan; each page is one file."""

import re
from pathlib import Path
from typing import Any

import nbformat
from markupsafe import Markup
from nbformat import NotebookNode

from autograder.authoring.course_map import read_facts
from autograder.authoring.solutions import mathjax
from autograder.languages.places import has_edition, released_folder
from autograder.lectures.notes import notes
from autograder.lectures.slides import blocks, slides, to_html
from autograder.problems import UserError
from autograder.reading.rendering import templates
from autograder.settings import read_settings
from autograder.site.outputs import instructors_run
from autograder.units import Unit, find_units, read_source
from course.texts import in_language

LESSON = 90  # minutes; what the plan counts in


def write_lectures(units: list[Unit], language: str) -> Path:
    """Write the pages of some units, and the plan of all.

    Returns:
        The folder.

    Raises:
        UserError: a unit has no edition in this language, or a cell of it stops with an error.
    """
    folder = units[0].root / "dist" / "lectures" / language
    folder.mkdir(parents=True, exist_ok=True)
    with in_language(language):
        for unit in units:
            _write_unit(unit, language, folder)
        _write_plan(units[0].root, language, folder)
    return folder


def _write_unit(unit: Unit, language: str, folder: Path) -> None:
    path = released_folder(unit, language) / unit.notebook_name
    if not path.is_file() or not has_edition(unit, language):
        raise UserError(f"{unit.name} has no edition in {language!r}: run `autograder release {unit.name}` first.")
    released = nbformat.read(path, as_version=4)
    run = instructors_run(unit, language)
    source = read_source(unit)
    page = {
        "language": language,
        "unit": unit,
        "facts": read_facts(unit, language),
        "mathjax": Markup(mathjax()),
        "slides": slides(released, run),
        "notes": notes(source, released, unit),
        "about": to_html(released.cells[0].source.partition("\n")[2]),
    }
    for name in ("slides", "notes"):
        _write(f"lecture_{name}.html", folder / f"{unit.name}-{name}.html", page)


def _write_plan(root: Path, language: str, folder: Path) -> None:
    """Write the plan of the units that have an edition in this language: one for each week."""
    rows = []
    for unit in find_units(root):
        path = released_folder(unit, language) / unit.notebook_name
        if has_edition(unit, language) and path.is_file():
            rows.append((read_facts(unit, language), _sections(nbformat.read(path, as_version=4))))
    page = {"language": language, "title": read_settings(root).title_in(language), "rows": rows, "lesson": LESSON}
    _write("lecture_plan.html", folder / "plan.html", page)


def _sections(released: NotebookNode) -> list[str]:
    """List the numbered headings of a notebook: its sections, without the summary."""
    found = [block.text for cell in released.cells if cell.cell_type == "markdown" for block in blocks(cell.source)]
    return [text.removeprefix("## ") for text in found if re.match(r"## \d", text)]


def _write(template: str, path: Path, page: dict[str, Any]) -> None:
    path.write_text(templates().get_template(template).render(page), encoding="utf-8")
