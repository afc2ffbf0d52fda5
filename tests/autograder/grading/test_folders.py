"""The course's folder may have any name that nbgrader can work with, and another one is refused in a sentence."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.authoring import syllabus
from autograder.cli import app
from autograder.grading import journal
from autograder.problems import UserError
from tests.autograder.grading.test_journal import entry
from tests.tiny import EXERCISES, UNIT
from tests.tiny_class import OPTIONS, hand_in_answers

COMMANDS = (["grade", "--jobs=1", *OPTIONS], ["feedback"], ["report"], ["export"])


@pytest.fixture
def named(
    request: pytest.FixtureRequest, released_once: Path, no_lanes: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Give the tiny course in a folder of that name, and work there."""
    root = tmp_path / request.param
    shutil.copytree(released_once, root)
    monkeypatch.setitem(syllabus.EXERCISES, UNIT, EXERCISES)
    monkeypatch.chdir(root)
    hand_in_answers(root, "ada", {})
    return root


@pytest.mark.slow
@pytest.mark.parametrize("named", ["x" * 200, "#~{x};&= +'\"\\é日"], ids=["long", "signs"], indirect=True)
def test_folder_with_an_odd_name_is_as_good_as_another(named: Path) -> None:
    for command in COMMANDS:
        done = CliRunner().invoke(app, command)
        assert done.exception is None, (command, done.output)
    assert "ada,ada,,01_tiny,graded,16" in done.output
    assert (named / "feedback" / "ada" / UNIT / "tiny.html").is_file()
    assert (named / "report" / "index.html").is_file()
    assert [path.name for path in named.parent.iterdir()] == [named.name]


@pytest.mark.parametrize(
    "named", ["a?b", "[2026]", "%20#", "$HOME", "a*", "a\nb", "/".join(["x" * 200] * 3)], indirect=True
)
def test_folder_that_nbgrader_cannot_work_in_is_refused(named: Path, tmp_path: Path) -> None:
    journal.append(named, entry("ada"))
    before = sorted(tmp_path.rglob("*"))
    for command in COMMANDS:
        done = CliRunner().invoke(app, command)
        assert isinstance(done.exception, UserError), (command, done.output)
        assert "Rename or move the folder" in str(done.exception)
    assert sorted({*tmp_path.rglob("*")} - {named / journal.LOCK}) == before
