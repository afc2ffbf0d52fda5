"""What the Makefile may touch: nothing that people handed in or decided."""

import subprocess

import pytest

from autograder.demo.__main__ import DEMO, WEEKS_SO_FAR
from autograder.demo.work import STUDENTS, answers_of
from autograder.units import exercises, find_units, read_source
from tests.collection import ROOT

OF_A_CLASS = (
    "submitted",
    "autograded",
    "feedback",
    "report",
    "gradebook.db",
    "journal.jsonl",
    ".regrade",
    "roster.csv",
)


def dry_run(*targets: str) -> str:
    return subprocess.run(["make", "-n", *targets], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_make_alone_shows_the_help() -> None:
    assert dry_run() == dry_run("help")


def test_clean_leaves_a_class_alone() -> None:
    removed = [word for line in dry_run("clean").splitlines() if "rm " in line for word in line.split()]
    assert "demo" in removed
    assert not set(OF_A_CLASS) & set(removed)


def test_demo_has_a_folder_of_its_own() -> None:
    assert DEMO == ROOT / "demo"
    assert subprocess.run(["git", "check-ignore", "-q", "demo/gradebook.db"], cwd=ROOT, check=False).returncode == 0


def test_class_of_the_demo_answers_exercises_that_there_are() -> None:
    for unit in find_units(ROOT, WEEKS_SO_FAR):
        names = {one.name for one in exercises(read_source(unit))}
        answered = [set(answers_of(unit.name, student)) for student in STUDENTS]
        assert all(one <= names for one in answered)
        assert sum(map(bool, answered)) == len(STUDENTS) - 3  # two hand in the instructor's, and one nothing


def test_nothing_that_git_shall_ignore_is_in_git() -> None:
    """A gradebook, a class's work, the course's secret."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    tracked = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    assert subprocess.run(tracked, cwd=ROOT, capture_output=True, text=True, check=True).stdout == ""
