"""Fill in a released notebook as students would, from the collection of answers."""

import copy
from pathlib import Path

import pytest
from nbformat import NotebookNode

from autograder.demo import work
from autograder.names import defined_names, free_names
from autograder.settings import FILE, read_settings
from autograder.units import Unit, grade_id
from course.texts import FIRST
from tests.collection import ROOT, Answer, Classroom, read_answers, unit_in_use


def untouched(unit: str, language: str = FIRST) -> NotebookNode:
    """Return the notebook as students get it."""
    return work.untouched(_released(unit, language), language)


def filled(unit: str, answers: dict[str, str], language: str = FIRST) -> NotebookNode:
    """Return the students' notebook with these answers, by exercise; the others are left untouched."""
    return work.filled(_released(unit, language), answers, language)


def _released(unit: str, language: str) -> Unit:
    """Find a unit that is in use, in an edition that there is."""
    if language not in read_settings(ROOT).languages:
        pytest.skip(f"the course has no edition in {language}: it is not in the languages of {FILE}")
    return unit_in_use(unit)


def without_figures(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without the cells that no grade needs: text, figures, widgets and experiments."""
    shorter = copy.deepcopy(notebook)
    shorter.cells = [cell for cell in notebook.cells if grade_id(cell)]
    return shorter


def reference(unit: str) -> dict[str, str]:
    """Return the instructor's answers, the written ones too."""
    return work.reference(Unit(unit, ROOT))


def columns(unit: str, right: bool) -> list[dict[str, Answer]]:
    """Spread the right (or wrong) answers over notebooks, in each one answer to every exercise that has one left."""
    by_exercise: dict[str, list[Answer]] = {}
    for answer in read_answers(unit):
        if answer.right == right:
            by_exercise.setdefault(answer.exercise, []).append(answer)
    most = max(len(answers) for answers in by_exercise.values())
    return [{name: found[i] for name, found in by_exercise.items() if i < len(found)} for i in range(most)]


def separate_columns(unit: str, right: bool) -> list[dict[str, Answer]]:
    """Spread the answers so that none builds on another one of its column.

    Those that use the answers to other exercises, as `tanh` uses `sigmoid`, stand in notebooks of their own.
    """
    defined = {name: defined_names(code) for name, code in Classroom(unit).solutions.items()}
    found: list[dict[str, Answer]] = []
    for column in columns(unit, right):
        spread: list[dict[str, Answer]] = [{}, {}]
        for name, answer in column.items():
            others = set().union(*(names for exercise, names in defined.items() if exercise != name))
            try:
                builds_on_others = bool(free_names(answer.code) & others)
            except SyntaxError:
                builds_on_others = False
            spread[builds_on_others][name] = answer
        found += [part for part in spread if part]
    return found


def hand_in(handed_in: NotebookNode | str, unit: str, student: str, root: Path) -> Path:
    """Put a notebook, or the text of a file that is none, into submitted/, where it is new; return the file."""
    return work.hand_in(handed_in, Unit(unit, root), student)
