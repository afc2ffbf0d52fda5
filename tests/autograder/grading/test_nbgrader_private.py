"""The parts of nbgrader that no document promises: where one of these fails, nbgrader_private.py needs another way."""

import inspect

import pytest
from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook
from nbgrader.converters import autograde
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor, saveautogrades

from autograder.grading import plugins
from autograder.grading.nbgrader_private import LastingGradebook, lasting, lasting_gradebook


def test_names_that_a_copy_of_the_settings_imports_stay() -> None:
    for name in ("ClearAnswers", "KeepGoing", "RunAndGrade"):  # since the first version
        assert issubclass(getattr(plugins, name), NbGraderPreprocessor)


def test_solutions_are_cleared_region_by_region() -> None:
    assert list(inspect.signature(ClearSolutions._replace_solution_region).parameters) == ["self", "cell", "language"]
    assert "self._replace_solution_region(cell, language)" in inspect.getsource(ClearSolutions.preprocess_cell)


def test_autograde_takes_two_passes_of_which_the_first_sanitizes() -> None:
    source = inspect.getsource(autograde.Autograde.convert_single_notebook)
    assert source.count("super(Autograde, self).convert_single_notebook") == 2
    assert "sanitizing" in inspect.getsource(autograde.Autograde._init_preprocessors)
    assert hasattr(Exporter(), "_preprocessors")


def test_autograde_opens_the_gradebook_by_this_name_in_these_modules_alone() -> None:
    usual = autograde.Gradebook
    with lasting_gradebook():
        assert autograde.Gradebook is lasting
        assert saveautogrades.Gradebook is lasting
    assert autograde.Gradebook is usual is saveautogrades.Gradebook is Gradebook


def test_gradebook_commits_by_its_session_and_ends_by_close() -> None:
    assert "self.db.commit()" in inspect.getsource(Gradebook.add_student)
    assert "self.close()" in inspect.getsource(Gradebook.__exit__)


@pytest.mark.parametrize("method", ["find_grade", "find_comment"])
def test_grades_and_comments_are_asked_for_cell_by_cell(method: str) -> None:
    assert f"self.gradebook.{method}(" in inspect.getsource(saveautogrades)
    ours, theirs = (inspect.signature(getattr(one, method)).parameters for one in (LastingGradebook, Gradebook))
    assert list(ours) == list(theirs)
