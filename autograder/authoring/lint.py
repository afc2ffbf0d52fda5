"""Check the source notebooks against the contract that students, the tests and the grader rely on."""

from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.authoring.check_rules import CHECK_RULES
from autograder.authoring.form import form_faults
from autograder.authoring.rules import HOUSE_RULES, RULES, Sheet, every_cell_compiles
from autograder.authoring.syllabus import EXERCISES
from autograder.settings import CourseSettings, read_settings
from autograder.units import Unit, exercises, grade_id, read_raw, read_source


@dataclass(frozen=True)
class Breach:
    """Name a place that breaks a rule, and say what to do."""

    unit: str
    place: str
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.unit}: {self.place}: {self.text} [{self.rule}]"


def lint(unit: Unit) -> list[Breach]:
    """Check one unit.

    Args:
        unit: the unit whose source notebook is checked.

    Returns:
        All breaches, in the order of the rules; none where the notebook is as it should be.

    Raises:
        UserError: there is no notebook to check.
    """
    broken = [Breach(unit.name, place, "form", text) for place, text in form_faults(read_raw(unit))]
    if broken:
        return broken  # all else relies on it
    settings = read_settings(unit.root)
    breaches = lint_notebook(unit.name, read_source(unit), settings)
    if any(one.rule == "syntax" for one in breaches):
        return breaches
    return breaches + [
        Breach(unit.name, place, name, text)
        for name, rule in CHECK_RULES.items()
        if _holds_for(name, unit.name, settings)
        for place, text in rule(unit)
    ]


def lint_notebook(unit: str, notebook: NotebookNode, settings: CourseSettings) -> list[Breach]:
    """Check a source notebook that has been read already."""
    by_id = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
    sheet = Sheet(unit, notebook.cells, exercises(notebook), by_id, settings.points)
    broken = [Breach(unit, place, "syntax", text) for place, text in every_cell_compiles(sheet)]
    if broken:
        return broken  # the other rules read the code
    return [
        Breach(unit, place, name, text)
        for name, rule in RULES.items()
        if _holds_for(name, unit, settings)
        for place, text in rule(sheet)
    ]


def _holds_for(rule: str, unit: str, settings: CourseSettings) -> bool:
    """Tell whether a unit must follow a rule: its own course can free a unit that is not in the syllabus from some."""
    return rule not in HOUSE_RULES or settings.house_rules or unit in EXERCISES
