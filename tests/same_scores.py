"""Our scores beside those of plain `nbgrader autograde`: nbgrader's own preprocessors, a kernel for each notebook.

Run as `python -m tests.same_scores [UNIT...]` to compare every answer of the collection and the sample class, which
takes the better part of an hour; `tests/test_same_scores.py` compares a choice of them.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from autograder.demo.work import sample_class
from autograder.judging.run import grade_file
from autograder.nbgrader_api import nbgrader_api, succeed
from autograder.sandbox.choice import works
from autograder.sandbox.limits import Limits
from autograder.units import Unit, exercises, find_units, read_source
from course.checks.hidden import SEED_VARIABLE
from tests.collection import ROOT
from tests.submissions import filled, hand_in, reference, separate_columns, without_figures

SANDBOX = "bwrap" if works("bwrap") else "none"
# nbgrader's settings as they come, but for the time limit, which is not what is compared.
PLAIN_CONFIG = "c = get_config()\nc.Execute.timeout = 900\n"
# Where an answer ends its process or never ends, nbgrader grades nothing of the whole notebook.
STOPPING = ("timeout", "crashed", "memory")


# Answers of the collection on which plain nbgrader is known to be wrong, each with the reason.
KNOWN_DIFFERENCES: dict[str, str] = {}


class Work(NamedTuple):
    """A notebook, and what stands in it as the answer to each exercise, in words."""

    notebook: NotebookNode
    answers: dict[str, str]


@dataclass(frozen=True)
class Comparison:
    """One answer, graded both ways."""

    notebook: str
    exercise: str
    answer: str
    ours: float
    plain: float

    @property
    def unexplained(self) -> bool:
        """Tell whether the two differ for no known reason."""
        return self.ours != self.plain and self.answer not in KNOWN_DIFFERENCES


class PlainCourse:
    """A course folder in which nothing is set but nbgrader's own defaults.

    Args:
        root: an empty folder.
        unit: the one unit that it has.
    """

    def __init__(self, root: Path, unit: str) -> None:
        self.root, self.unit = root, Unit(unit, root)
        shutil.copytree(Unit(unit, ROOT).source.parent, self.unit.source.parent)
        (root / "nbgrader_config.py").write_text(PLAIN_CONFIG, encoding="utf-8")
        with nbgrader_api(root) as api:
            succeed(api.generate_assignment(unit), f"generate {unit}")

    def points(self, path: Path, student: str, seed: int) -> dict[str, float]:
        """Hand a notebook in, and have it graded with these hidden data; returns the points of each exercise."""
        hand_in(path.read_text(encoding="utf-8"), self.unit.name, student, self.root)
        before = os.environ.get(SEED_VARIABLE)
        os.environ[SEED_VARIABLE] = str(seed)
        try:
            with nbgrader_api(self.root) as api:
                succeed(api.autograde(self.unit.name, student), f"autograde {student}")
        finally:
            os.environ.pop(SEED_VARIABLE)
            if before is not None:
                os.environ[SEED_VARIABLE] = before
        name = Path(self.unit.notebook_name).stem
        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as gradebook:
            grades = gradebook.find_submission_notebook(name, self.unit.name, student).grades
            points = {grade.name: grade.auto_score or 0.0 for grade in grades}
        return {one.name: sum(points[test] for test in one.test_ids) for one in exercises(read_source(self.unit))}


def compare(unit: str, handed_in: dict[str, Work], folder: Path) -> Iterator[Comparison]:
    """Grade notebooks of one unit both ways.

    Args:
        unit: for example 01_perceptron.
        handed_in: the work, by student.
        folder: an empty folder.
    """
    plain = PlainCourse(folder, unit)
    for student, work in handed_in.items():
        path = folder / f"{student}.ipynb"
        nbformat.write(work.notebook, path)
        result = grade_file(path, Unit(unit, ROOT), Limits(cell_seconds=300), SANDBOX)[0]
        assert result.seed is not None, result.message
        points = plain.points(path, student, result.seed)
        for one in result.exercises:
            yield Comparison(student, one.name, work.answers.get(one.name, "the model"), one.points, points[one.name])


def all_answers(unit: str, right: bool) -> dict[str, Work]:
    """Pack every answer of the collection into notebooks, the other exercises answered as the instructor does."""
    found = {}
    for number, column in enumerate(separate_columns(unit, right)):
        kept = {name: one for name, one in column.items() if one.status not in STOPPING}
        notebook = filled(unit, reference(unit) | {name: one.code for name, one in kept.items()})
        answers = {name: str(one) for name, one in kept.items()}
        found[f"{'right' if right else 'wrong'}{number}"] = Work(without_figures(notebook), answers)
    return found


def class_work(unit: str) -> dict[str, Work]:
    """Return the sample class's notebooks that plain nbgrader can grade."""
    notebooks = sample_class(Unit(unit, ROOT))
    del notebooks["karen"]  # an endless loop
    return {
        student: Work(without_figures(one), {}) for student, one in notebooks.items() if isinstance(one, NotebookNode)
    }


def main() -> None:
    """Compare everything, and print each difference."""
    for unit in [unit.name for unit in find_units(ROOT, sys.argv[1:])]:
        notebooks = all_answers(unit, right=True) | all_answers(unit, right=False)
        if unit[:2] in ("01", "02"):
            notebooks |= class_work(unit)
        count = differences = 0
        with tempfile.TemporaryDirectory(prefix="same-scores-") as folder:
            for one in compare(unit, notebooks, Path(folder)):
                count += 1
                if one.unexplained:
                    differences += 1
                    print(unit, one, flush=True)
        print(f"{unit}: {len(notebooks)} notebooks, {count} exercises, {differences} differ", flush=True)


if __name__ == "__main__":
    main()
