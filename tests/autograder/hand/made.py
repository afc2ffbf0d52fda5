"""The tiny course with a rubric and a class that was graded: what the page needs, and no more."""

import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

import nbformat

from autograder.grading import journal
from autograder.hand.history import HISTORY
from autograder.judging.results import ExerciseResult, NotebookResult, NotebookStatus, Status
from autograder.units import Unit, grade_id
from tests.autograder.reading.gradebooks import put_mark
from tests.autograder.reading.test_feedback import put_graded
from tests.collection import ROOT
from tests.tiny import UNIT

CELL = "reflect_why"
RUBRIC = "### Why? (4 points)\n\n- 1 point: names it.\n- 3 points: proves it.\n"
ATTACK = "<script>window.taken = 1</script><img src=x onerror='window.taken = 1'><a href='javascript:taken=1'>here</a>"


def make_class(unit: Unit, answers: dict[str, str]) -> str:
    """Enter the written answers of students whose work was graded; return where the gradebook is."""
    source = nbformat.read(unit.source, as_version=4)
    for cell in source.cells:
        if grade_id(cell) == f"question_{CELL}":
            cell.source = RUBRIC
    nbformat.write(source, unit.source)
    for student, text in answers.items():
        put_graded(unit, student, {CELL: text})
        written = ExerciseResult(CELL, 0.0, 4.0, Status.MANUAL)
        result = NotebookResult(UNIT, 16.0, 20.0, NotebookStatus.GRADED, exercises=(written,))
        journal.append(unit.root, journal.Entry(journal.Key("a", "b", "c"), student, result))
    if answers:
        (unit.root / "gradebook.db").write_bytes(_gradebook(tuple((one, bool(text)) for one, text in answers.items())))
    return f"sqlite:///{unit.root}/gradebook.db"


@cache
def _gradebook(students: tuple[tuple[str, bool], ...]) -> bytes:
    """Make a gradebook once, since nbgrader takes its time for each student."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "nbgrader_config.py", folder)
        for student, wrote in students:
            put_mark(Path(folder), student, (10, 6, None if wrote else 0))
        return (Path(folder) / "gradebook.db").read_bytes()


def noted(unit: Unit) -> list[tuple[str, str, float | None, float | None]]:
    """Return who changed whose points from what to what."""
    lines = map(json.loads, (unit.root / HISTORY).read_text(encoding="utf-8").splitlines())
    return [(one["who"], one["student"], one["old"]["points"], one["new"]["points"]) for one in lines]
