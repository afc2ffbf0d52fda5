"""On macOS and Windows every command works that runs no submission; the others say what they need."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from autograder.grading import journal
from autograder.grading.journal import Entry, Key
from autograder.judging.results import ExerciseResult, NotebookResult, NotebookStatus, Status
from autograder.locks import PLACE
from autograder.problems import UserError
from autograder.sandbox.choice import NEEDS_LINUX
from autograder.units import Unit
from tests.autograder.reading.gradebooks import put_mark
from tests.collection import ROOT
from tests.downloads import moodle, save, work
from tests.submissions import hand_in
from tests.tiny import UNIT, tiny_notebook

COMMANDS = [  # a command, and what it says
    (["lint"], ""),
    (["release"], f"released {UNIT}"),
    (["translations"], "texts are to be translated"),
    (["bundle"], "units-1-to-1.zip holds 01_tiny"),
    (["publish", "students"], "students holds 01_tiny to 01_tiny: commit "),
    (["collect", "download.zip"], "1 files: 1 collected."),
    (["due", "1", "2026-11-01T12:00", "--zone=America/Santiago"], "is due at 2026-11-01 15:00 UTC"),
    (["extend", "ada", "1", "--days=2"], "of ada is due at 2026-11-03 15:00 UTC"),
    (["feedback"], "2 pages written"),
    (["report", "--language=es"], "written: report"),
    (["similar", "1"], "worth a look"),
    (["export", "-o", "scores.csv"], "written: scores.csv"),
    (["export", "--format=canvas"], "ada"),
    (["export", "--format=gradescope", "-o", "results"], "2 files results.json written"),
    (["forget", "ada"], "is kept: submitted/ada/"),
    (["forget", "ada", "--yes"], "removed: submitted/ada/"),
    (["grade"], NEEDS_LINUX),
    (["grade", "--sandbox=none"], NEEDS_LINUX),
    (["regrade"], NEEDS_LINUX),
    (["doctor"], NEEDS_LINUX),
    (["run", f"source/{UNIT}/tiny.ipynb", "--unit=1"], NEEDS_LINUX),
]


READ_BY_OTHERS = (".devcontainer/devcontainer.json", ".binder/runtime.txt")


def off_linux(root: Path) -> list[tuple[int, str]]:
    """Run the commands on a machine that has neither Linux nor Unix."""
    process = [sys.executable, "-X", "warn_default_encoding", "-m", "tests.off_linux", str(root)]
    asked = json.dumps([command for command, _ in COMMANDS])
    done = subprocess.run(process, cwd=ROOT, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers: list[tuple[int, str]] = json.loads(done.stdout)
    return answers


@pytest.fixture
def graded(released: Unit) -> Unit:
    """Give a course in which two were graded, with all that its commands read."""
    root = released.root
    for name in ("LICENSE", "pyproject.toml", "requirements-students.txt"):
        shutil.copy(ROOT / name, root)
    # Of the package one module, which is translated at once.
    for name in ("course/texts.py", "docs/students.md", "docs/published.md", *READ_BY_OTHERS):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    (root / "course" / "__init__.py").touch()
    passed = tuple(ExerciseResult(name, 6.0, 6.0, Status.PASSED) for name in ("double", "slope"))
    for student in ("ada", "bob"):
        hand_in(tiny_notebook(), UNIT, student, root)
        shutil.copytree(root / "submitted" / student, root / "autograded" / student)
        put_mark(root, student, (10.0, 6.0, None))
        result = NotebookResult(UNIT, 16.0, 20.0, NotebookStatus.GRADED, exercises=passed)
        journal.append(root, Entry(Key("a", "b", "c"), student, result))
    save(root / "download.zip", [(moodle("Cleo Diaz", 7), work())])
    return released


@pytest.mark.slow
def test_commands_that_run_no_submission_work_and_the_others_say_what_they_need(graded: Unit) -> None:
    answers = zip(COMMANDS, off_linux(graded.root), strict=True)
    assert [
        (command, answer) for (command, words), answer in answers
        if answer[0] != (words == NEEDS_LINUX) or words not in answer[1]
    ] == []  # fmt: skip
    assert not list(graded.root.glob("submitted/ada"))


def test_lock_without_fcntl_is_windows_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    windows: Any = ModuleType("msvcrt")
    windows.LK_NBLCK, windows.locking = 2, lambda file, how, count: asked.append((os.lseek(file, 0, 1), how, count))
    asked: list[tuple[int, int, int]] = []
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with journal.sole_grader(tmp_path):
        assert asked == [(PLACE, 2, 1)]
    monkeypatch.setattr(windows, "locking", lambda *_: os.open(tmp_path, os.O_WRONLY))  # an OSError
    with pytest.raises(UserError, match="Another grader is at work"), journal.sole_grader(tmp_path):
        pass
