"""One page for each student and unit: points by exercise, what the checks said, and the student's own code."""

from pathlib import Path

import nbformat
from jinja2 import Environment, PackageLoader

from autograder import journal
from autograder.results import Status
from autograder.units import Unit, grade_id, is_solution

WORDS = {
    Status.PASSED: "passed",
    Status.FAILED: "not right yet",
    Status.NOT_ATTEMPTED: "not attempted",
    Status.ERROR: "stopped with an error",
    Status.TIMEOUT: "took too long",
    Status.MEMORY: "needed too much memory",
    Status.CRASHED: "ended the Python process",
    Status.MANUAL: "graded by hand",
}


def write_feedback(units: list[Unit]) -> list[Path]:
    """Write the feedback pages of all graded submissions of these units.

    Test cells, hidden data and expected values stay out of the pages; what came from the student is escaped.

    Returns:
        The pages, feedback/STUDENT/UNIT/NAME.html.
    """
    # autoescape: whatever stands in a student's cell is shown as text.
    template = Environment(loader=PackageLoader("autograder"), autoescape=True).get_template("feedback.html")
    by_name = {unit.name: unit for unit in units}
    pages = []
    for (unit_name, student), entry in sorted(journal.latest(units[0].root).items()):
        if unit_name not in by_name:
            continue
        unit = by_name[unit_name]
        page = unit.root / "feedback" / student / unit.name / Path(unit.notebook_name).with_suffix(".html").name
        page.parent.mkdir(parents=True, exist_ok=True)
        text = template.render(student=student, result=entry.result, words=WORDS, answers=_answers(unit, student))
        page.write_text(text, encoding="utf-8")
        pages.append(page)
    return pages


def _answers(unit: Unit, student: str) -> dict[str, str]:
    """Map each exercise to what the student wrote, from the graded notebook."""
    path = unit.root / "autograded" / student / unit.name / unit.notebook_name
    if not path.exists():
        return {}
    return {grade_id(cell): cell.source for cell in nbformat.read(path, as_version=4).cells if is_solution(cell)}
