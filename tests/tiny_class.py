"""A class for the tiny course, of students who differ in how their work ends; and what they earn."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from autograder.grading import journal
from autograder.sandbox.choice import works
from autograder.units import grade_id
from tests.collection import ROOT
from tests.submissions import hand_in
from tests.tiny import UNIT, tiny_notebook

SANDBOX = "bwrap" if works("bwrap") else "none"
OPTIONS = (f"--sandbox={SANDBOX}", "--timeout=60")
NO_ANSWER = "*Write your answer here.*"
# What students hand in, by kind, and the automatic points for it; None where the file is no notebook.
KINDS: dict[str, tuple[dict[str, str], float | None]] = {
    "right": ({}, 16.0),
    "swapped": ({"slope": "slope = 1 / 3"}, 10.0),
    "error": ({"double": "def double(x):\n    return x * y", "reflect_why": NO_ANSWER}, 6.0),
    "slow": ({"slope": "import time\ntime.sleep(0.3)\nslope = 3.0"}, 16.0),
    "gone": ({"slope": "import os\nos._exit(3)", "reflect_why": NO_ANSWER}, 10.0),
    "broken": ({}, None),
}


def hand_in_class(root: Path, size: int) -> list[str]:
    """Let a class hand in, one kind after the other; no two files are the same.

    Returns:
        The students: s00-right, s01-swapped, ...
    """
    students = [f"s{number:02}-{list(KINDS)[number % len(KINDS)]}" for number in range(size)]
    for student in students:
        hand_in_answers(root, student, KINDS[student.split("-")[1]][0])
        if student.endswith("broken"):
            hand_in(f"{{ cut off after {student}", UNIT, student, root)
    return students


def hand_in_answers(root: Path, student: str, answers: dict[str, str]) -> Path:
    notebook = tiny_notebook()
    for cell in notebook.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
    notebook.cells[0].source += f" of {student}"
    return hand_in(notebook, UNIT, student, root)


def command(*arguments: str) -> list[str]:
    """Return the command line of `autograder` for the tiny course."""
    return [sys.executable, "-m", "tests.tiny_command", *arguments]


def surroundings(temporary: Path | None = None) -> dict[str, str]:
    """Return the environment for `command`; with a folder for its temporary files, by which its processes are known."""
    return os.environ | {"PYTHONPATH": str(ROOT)} | ({} if temporary is None else {"TMPDIR": str(temporary)})


def autograder(root: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run `autograder` in a process of its own."""
    settings = surroundings() | environment
    return subprocess.run(command(*arguments), cwd=root, env=settings, capture_output=True, text=True, check=False)


def gradebook_rows(db_url: str) -> dict[str, list[Any]]:
    """Return all that the gradebook holds of each student's grades."""
    with Gradebook(db_url) as book:
        return {
            one.student.id: sorted(
                (grade.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade, grade.max_score)
                for notebook in one.notebooks
                for grade in notebook.grades
            )
            for one in book.assignment_submissions(UNIT)
        }


def scores(root: Path) -> dict[str, float | None]:
    """Return what the journal says, by student; every student must be there once."""
    entries = list(journal.entries(root))
    assert len({one.student for one in entries}) == len(entries)
    return {one.student: one.result.score for one in entries}


def expected(students: list[str]) -> dict[str, float]:
    """Return the points that these students earn."""
    return {student: KINDS[student.split("-")[1]][1] or 0.0 for student in students}


class AtOnce(Executor):
    """Runs in this thread what it is given, at once: a grader in this process may not do two things at a time."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **keywords: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        try:
            future.set_result(work(*arguments, **keywords))
        except Exception as error:
            future.set_exception(error)
        return future


def processes_of(marker: str) -> list[str]:
    """List the processes whose command line or environment holds a text, such as the path of their temporary folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            texts = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
            zombie = b" Z " in (process / "stat").read_bytes()
        except OSError:
            continue
        if not zombie and process.name != str(os.getpid()) and any(marker.encode() in text for text in texts):
            found.append(f"{process.name}: {texts[0].decode(errors='replace')[:200]}")
    return found
