"""Kills: whenever the grader is killed, nothing is lost, nothing is graded twice, nothing is left behind."""

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.sandbox.scratch import PREFIX
from autograder.units import Unit
from tests.tiny_class import (
    KINDS,
    OPTIONS,
    autograder,
    expected,
    gradebook_rows,
    hand_in_class,
    processes_of,
    scores,
    surroundings,
)

pytestmark = pytest.mark.slow
SEED = 11


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the graders a folder of their own for temporary files, by which they are known."""
    return tmp_path_factory.mktemp("scratch")


@pytest.mark.parametrize(
    ("kills", "size"),
    [pytest.param(3, 10, id="three"), pytest.param(20, 60, id="twenty", marks=pytest.mark.exhaustive)],
)
def test_class_killed_often_ends_as_one_that_was_not(
    released: Unit,
    released_once: Path,
    no_lanes: None,
    temporary: Path,
    tmp_path_factory: pytest.TempPathFactory,
    kills: int,
    size: int,
) -> None:
    students = hand_in_class(released.root, size)
    command = [sys.executable, "-m", "tests.autograder.grading.kills", str(released.root), str(SEED), str(kills)]
    done = subprocess.run(command, env=surroundings(temporary), capture_output=True, text=True, check=True)
    rounds = [line for line in done.stdout.splitlines() if line.startswith("after ")]
    assert len(rounds) == kills
    assert all(line.endswith(("SIGKILL", "SIGALRM")) for line in rounds), rounds
    assert 0 < len(scores(released.root)) < size
    last = autograder(released.root, "grade", "--jobs=1", *OPTIONS, TMPDIR=str(temporary))
    assert last.returncode == 0, last.stderr
    assert scores(released.root) == expected(students)
    assert_like_undisturbed(released.root, students, tmp_path_factory.mktemp("undisturbed"), released_once)
    assert processes_of(str(temporary)) == []
    assert list(temporary.glob(f"{PREFIX}*")) == []


def assert_like_undisturbed(root: Path, students: list[str], other: Path, released_once: Path) -> None:
    """Compare with students of an undisturbed class, one of each kind."""
    shutil.copytree(released_once, other, dirs_exist_ok=True)
    some = hand_in_class(other, len(KINDS))
    with contextlib.chdir(other):
        assert CliRunner().invoke(app, ["grade", *OPTIONS]).exit_code == 0
    undisturbed = {
        student.split("-")[1]: rows for student, rows in gradebook_rows(f"sqlite:///{other}/gradebook.db").items()
    }
    found = gradebook_rows(f"sqlite:///{root}/gradebook.db")
    assert found == {one: undisturbed[one.split("-")[1]] for one in students if one.split("-")[1] in undisturbed}
    assert len(undisturbed) == len(some) - 1  # all but the broken file
    for student in found:
        assert (root / "autograded" / student / "01_tiny" / "tiny.ipynb").read_bytes().rstrip().endswith(b"\n}")
