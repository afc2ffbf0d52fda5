"""What each student of the made-up class hands in."""

import re
from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.languages.places import edition_folder
from autograder.settings import read_settings
from autograder.units import Unit, grade_id, is_solution, is_written, read_source
from course.texts import FIRST

STUDENTS = ("ada", "alan", "barbara", "carl", "donald", "edsger", "frances", "grace", "hedy", "ida", "john", "karen")
SPANISH = ("carl",)
AS_THE_INSTRUCTOR = ("ada", "john")
CUT_OFF = ("john",)
CHARACTERS = 3000  # that are left of a file that is cut off


def sample_class(unit: Unit) -> dict[str, NotebookNode | str]:
    """Return what each student hands in: a notebook, or the text of a file that is none."""
    return {student: _work(unit, student) for student in STUDENTS}


def _work(unit: Unit, student: str) -> NotebookNode | str:
    answers = reference(unit) if student in AS_THE_INSTRUCTOR else answers_of(unit.name, student)
    spanish = student in SPANISH and "es" in read_settings(unit.root).languages
    notebook = filled(unit, answers, "es" if spanish else FIRST)
    return nbformat.writes(notebook)[:CHARACTERS] if student in CUT_OFF else notebook


def answers_of(unit: str, student: str) -> dict[str, str]:
    """Read a student's answers: before each stands `# %%` and the exercise. Who has no file leaves all as it is."""
    path = Path(__file__).parent / unit / f"{student}.txt"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    _, *parts = re.split(r"^# %% (\w+)\n", text, flags=re.MULTILINE)
    return {name: code.removesuffix("\n\n") for name, code in zip(parts[::2], parts[1::2], strict=True)}


def untouched(unit: Unit, language: str = FIRST) -> NotebookNode:
    """Return the notebook as students get it."""
    folder = unit.release.parent if language == FIRST else edition_folder(unit, language)
    return nbformat.read(folder / unit.notebook_name, as_version=4)


def filled(unit: Unit, answers: dict[str, str], language: str = FIRST) -> NotebookNode:
    """Return the students' notebook with these answers, by exercise; the others are left untouched."""
    notebook = untouched(unit, language)
    for cell in notebook.cells:
        if grade_id(cell) in answers and is_solution(cell):
            cell.source = answers[grade_id(cell)]
    return notebook


@cache
def reference(unit: Unit) -> dict[str, str]:
    """Return the instructor's answers, the written ones too."""
    return {grade_id(cell): cell.source for cell in read_source(unit).cells if is_solution(cell) or is_written(cell)}


def hand_in(work: NotebookNode | str, unit: Unit, student: str) -> Path:
    """Put a notebook, or the text of a file that is none, into submitted/, where it is new; return the file."""
    path = unit.submitted(student)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = work if isinstance(work, str) else nbformat.writes(work)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return path
