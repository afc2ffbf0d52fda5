"""The collection once more, as whole notebooks: made from the release, graded as a submission is."""

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.authoring.syllabus import GRADED_BY_DEGREE
from autograder.judging.results import NotebookResult
from autograder.judging.run import grade_file
from autograder.sandbox.choice import works
from autograder.sandbox.limits import Limits
from autograder.settings import read_settings
from autograder.units import Unit, exercises, read_source
from course.checks import edit_kinds, edits, edits_of_lines
from course.checks.mistakes import Mistake
from tests.collection import ROOT, Answer, Classroom, units_with_answers
from tests.submissions import filled, reference, separate_columns, untouched, without_figures

pytestmark = pytest.mark.slow
SANDBOX = "bwrap" if works("bwrap") else "none"
POINTS = read_settings(ROOT).points
UNITS = units_with_answers()
some_and_rest = pytest.mark.parametrize(
    "part", [pytest.param(slice(2), id="some"), pytest.param(slice(2, None), id="rest", marks=pytest.mark.exhaustive)]
)


def grade_all(unit: str, notebooks: list[NotebookNode], folder: Path) -> list[NotebookResult]:
    """Grade notebooks, each from a file of its own."""
    results = []
    for number, notebook in enumerate(notebooks):
        path = folder / f"{number}.ipynb"
        nbformat.write(notebook, path)
        results.append(grade_file(path, Unit(unit, ROOT), Limits(), SANDBOX)[0])
    return results


def fill_in(unit: str, column: dict[str, Answer]) -> NotebookNode:
    """Answer some exercises from the collection, the others as the instructor does."""
    return without_figures(filled(unit, reference(unit) | {one.exercise: one.code for one in column.values()}))


def named_by_its_code(wrong: Answer) -> bool:
    """Tell whether its mistake is found by changing the code, which the judge does not have at hand."""
    found = Classroom(wrong.unit).judge(wrong.exercise, wrong.code)
    kinds = [one for module in (edits, edit_kinds, edits_of_lines) for one in vars(module).values()]
    return found.mistake in {one.key for one in kinds if isinstance(one, Mistake)}


@pytest.mark.parametrize("unit", UNITS)
def test_untouched_notebook_gets_nothing_and_the_instructors_everything(unit: str, tmp_path: Path) -> None:
    empty, full = grade_all(unit, [untouched(unit), filled(unit, reference(unit))], tmp_path)
    assert {one.status for one in empty.exercises} == {"not_attempted"}
    assert empty.score == 0
    by_hand = sum(one.points for one in exercises(read_source(Unit(unit, ROOT))) if one.written)
    assert {one.status for one in full.exercises if not one.name.startswith("reflect_")} == {"passed"}, full
    assert {one.status for one in full.exercises if one.name.startswith("reflect_")} == {"manual"}
    assert full.score == POINTS - by_hand
    assert full.max_score == POINTS


@some_and_rest
@pytest.mark.parametrize("unit", UNITS)
def test_right_answers_get_full_points(unit: str, part: slice, tmp_path: Path) -> None:
    answers = separate_columns(unit, right=True)[part]
    notebooks = [fill_in(unit, column) for column in answers]
    for column, result in zip(answers, grade_all(unit, notebooks, tmp_path), strict=True):
        for one in result.exercises:
            if one.name in column:
                right = f"{column[one.name]}\n{one.message}"
                if one.name in GRADED_BY_DEGREE:  # with some seeds a right network earns a hundredth less
                    assert one.points > 0.95 * one.max_points, right
                else:
                    assert (one.status, one.points) == ("passed", one.max_points), right


@some_and_rest
@pytest.mark.parametrize("unit", UNITS)
def test_wrong_answers_lose_points_and_the_mistake_is_named(unit: str, part: slice, tmp_path: Path) -> None:
    answers = separate_columns(unit, right=False)[part]
    notebooks = [fill_in(unit, column) for column in answers]
    for column, result in zip(answers, grade_all(unit, notebooks, tmp_path), strict=True):
        for one in result.exercises:
            if one.name in column:
                wrong = column[one.name]
                assert one.status == wrong.status, f"{wrong}\n{one.status}: {one.message}"
                assert one.points == 0 or (one.name in GRADED_BY_DEGREE and one.points < one.max_points), wrong
                assert wrong.names in one.message or named_by_its_code(wrong), wrong
