"""Gradebooks of the tiny course, filled in as graders and teachers would."""

import datetime
import tempfile
from functools import cache
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.nbgrader_api import nbgrader_api
from tests.collection import ROOT
from tests.tiny import UNIT

COURSE = "neural-networks-from-scratch"
DUE = datetime.datetime(2026, 11, 1)
CELLS = (("test_double", 10, "code"), ("test_slope", 6, "code"), ("reflect_why", 4, "markdown"))


@cache
def _new_database() -> bytes:
    """Make a gradebook that knows the tiny unit; nbgrader takes seconds for a new one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gradebook.db"
        # nbgrader_api lets nbgrader find `alembic`.
        with nbgrader_api(ROOT), Gradebook(f"sqlite:///{path}", COURSE) as book:
            book.add_assignment(UNIT, duedate=DUE)
            book.add_notebook("tiny", UNIT)
            for name, points, kind in CELLS:
                book.add_grade_cell(name, "tiny", UNIT, max_score=points, cell_type=kind)
            for name in ("double", "slope", "reflect_why"):
                book.add_solution_cell(name, "tiny", UNIT)
        return path.read_bytes()


def take_off(root: Path, share: float) -> None:
    """Let late work lose a share of its points for each day."""
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write(f'c.LateWork.policy = "share"\nc.LateWork.share = {share}\n')


def put_mark(
    root: Path,
    student: str,
    points: tuple[float | None, float | None, float | None],
    *,
    by_hand: float | None = None,
    comment: str = "",
    days_late: float = 0.0,
    again: bool = False,
) -> None:
    """Enter a submission of the tiny unit.

    Args:
        root: the course's folder.
        student: whose it is.
        points: of double, slope and the written answer as the grader gives them; None waits for a person.
        by_hand: what a person gave the written answer.
        comment: what the person wrote.
        days_late: how late it was.
        again: whether the answer was handed in again after the person had graded it.
    """
    path = root / "gradebook.db"
    if not path.exists():
        path.write_bytes(_new_database())
    with nbgrader_api(root), Gradebook(f"sqlite:///{path}", COURSE) as book:
        book.update_or_create_student(student)
        handed_in = DUE + datetime.timedelta(days=days_late)
        book.add_submission(UNIT, student, timestamp=handed_in)
        for (name, _, _), automatic in zip(CELLS, points, strict=True):
            grade = book.find_grade(name, "tiny", UNIT, student)
            grade.auto_score, grade.needs_manual_grade = automatic, automatic is None
        if by_hand is not None:
            grade.manual_score, grade.needs_manual_grade = by_hand, again
        book.find_comment("reflect_why", "tiny", UNIT, student).manual_comment = comment or None
        book.db.commit()
