"""After a test was fixed: who gets what, shown before it is written; what people graded by hand stays."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.authoring import syllabus
from autograder.cli import app
from autograder.grading import journal, lanes, pool, regrade
from autograder.grading.grade import Submission
from autograder.judging.results import ExerciseResult, NotebookResult, NotebookStatus, Status
from autograder.problems import UserError
from autograder.units import Unit
from tests.tiny import EXERCISES, UNIT
from tests.tiny_class import OPTIONS, AtOnce, gradebook_rows, hand_in_answers

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def graded_once(released_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Grade a class of three."""
    root = tmp_path_factory.mktemp("graded")
    shutil.copytree(released_once, root, dirs_exist_ok=True)
    hand_in_answers(root, "ada", {})
    hand_in_answers(root, "bob", {"slope": "slope = 4.0"})
    hand_in_answers(root, "cleo", {"slope": "slope = 5.0"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(syllabus.EXERCISES, UNIT, EXERCISES)
        patch.setattr(pool, "local_pool", lambda _width: AtOnce())
        patch.chdir(root)
        autograder("grade")
    return root


@pytest.fixture
def tiny(released: Unit, graded_once: Path, no_lanes: None, monkeypatch: pytest.MonkeyPatch) -> Unit:
    """Give that class in a folder of its own."""
    monkeypatch.setenv("COLUMNS", "150")
    shutil.copytree(graded_once, released.root, dirs_exist_ok=True)
    return released


def autograder(command: str, *arguments: str) -> str:
    done = CliRunner().invoke(app, [command, *OPTIONS, *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def fix(unit: Unit, old: str = "gives=3.0", new: str = "gives=4.0") -> None:
    text = unit.source.read_text(encoding="utf-8")
    assert old in text
    unit.source.write_text(text.replace(old, new), encoding="utf-8")


def points(unit: Unit) -> dict[str, float | None]:
    return {student: entry.result.score for (_, student), entry in journal.latest(unit.root).items()}


def grade_by_hand(unit: Unit, student: str, cell: str, score: float, comment: str = "") -> None:
    with Gradebook(f"sqlite:///{unit.root}/gradebook.db") as book:
        grade = book.find_grade(cell, "tiny", UNIT, student)
        grade.manual_score, grade.needs_manual_grade = score, False
        if comment:
            book.find_comment(cell, "tiny", UNIT, student).manual_comment = comment
        book.db.commit()


def row(unit: Unit, student: str, cell: str) -> tuple[float | None, float | None, bool]:
    """Return a grade's automatic points, those given by hand, and whether it waits for a person."""
    rows = gradebook_rows(f"sqlite:///{unit.root}/gradebook.db")[student]
    return next((auto, by_hand, waits) for name, auto, by_hand, waits, _ in rows if name == cell)


def test_regrade_shows_who_gets_what_and_writes_nothing_until_told(tiny: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Nothing to regrade" in autograder("regrade")
    before = gradebook_rows(f"sqlite:///{tiny.root}/gradebook.db"), (tiny.root / journal.JOURNAL).read_bytes()
    fix(tiny)
    shown = autograder("regrade", "1")
    lines = [[word.strip() for word in line.split("│")[1:-1]] for line in shown.splitlines() if "slope" in line]
    assert lines == [
        ["ada", UNIT, "slope", "6 of 6, passed", "0 of 6, failed", "16 → 10"],
        ["bob", UNIT, "slope", "0 of 6, failed", "6 of 6, passed", "10 → 16"],
    ]
    assert "2 of 3 submissions come out differently." in shown
    assert "Nothing is written yet" in shown
    assert (gradebook_rows(f"sqlite:///{tiny.root}/gradebook.db"), (tiny.root / journal.JOURNAL).read_bytes()) == before
    # Writing it takes no second run.
    monkeypatch.setattr(pool, "grade_in_lane", None)
    assert "3 written." in autograder("regrade", "1", "--write")
    assert points(tiny) == {"ada": 10.0, "bob": 16.0, "cleo": 10.0}
    assert row(tiny, "bob", "test_slope") == (6.0, None, False)
    assert not list((tiny.root / ".regrade").rglob("*.json"))
    assert "0 graded, 3 unchanged" in autograder("grade")
    assert "Nothing to regrade" in autograder("regrade")


def test_test_mended_twice_is_run_twice(tiny: Unit) -> None:
    fix(tiny)
    autograder("regrade")
    fix(tiny, "slope, gives=4.0", "slope, gives=5.0")
    assert "2 of 3" in autograder("regrade", "--write")  # ada and cleo; what bob has stays wrong
    assert points(tiny) == {"ada": 10.0, "bob": 10.0, "cleo": 16.0}


def test_another_version_of_a_package_is_a_reason_to_regrade(tiny: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "environment", lambda: "another one")
    assert "0 of 3 submissions come out differently." in autograder("regrade", "--write")
    assert "0 graded, 3 unchanged" in autograder("grade")


def test_half_a_draft_is_run_again(tiny: Unit) -> None:
    fix(tiny)
    autograder("regrade")
    for student, left in (("ada", 0.5), ("bob", 0.0)):
        path = tiny.root / ".regrade" / UNIT / f"{student}.json"
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * left)])
    autograder("regrade", "--write")
    assert points(tiny) == {"ada": 10.0, "bob": 16.0, "cleo": 10.0}


def test_submission_that_the_grader_fails_at_is_not_written_and_run_again(
    tiny: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    fix(tiny)

    def fail_for_bob(path: Path, *rest: Any) -> lanes.Ran:
        if path.parent.parent.name == "bob":
            raise MemoryError
        return grade_in_lane(path, *rest)

    with monkeypatch.context() as patch:
        grade_in_lane = lanes.grade_in_lane
        patch.setattr(pool, "grade_in_lane", fail_for_bob)
        done = CliRunner().invoke(app, ["regrade", *OPTIONS, "--write"])
    assert "1 could not be graded" in str(done.exception)
    assert "2 written." in done.stdout
    assert points(tiny) == {"ada": 10.0, "bob": 10.0, "cleo": 10.0}
    assert "1 written." in autograder("regrade", "--write")
    assert points(tiny) == {"ada": 10.0, "bob": 16.0, "cleo": 10.0}


def test_drafts_of_a_student_in_two_units_are_kept_apart(tmp_path: Path) -> None:
    both = [Submission(Unit(name, tmp_path), "ada", journal.Key("s", name, "e")) for name in (UNIT, "02_other")]
    found = {one.unit.name: NotebookResult(one.unit.name, 1.0, 20.0, NotebookStatus.GRADED) for one in both}
    in_a_thread = lanes.Lanes(
        1, lambda _: ThreadPoolExecutor(1), lambda pool, one: pool.submit(lambda: (found[one.unit.name], None))
    )
    regrade.draft(both, in_a_thread, bool, lambda _one, _result: None)
    assert [regrade.read_draft(one) for one in both] == [(found[one.unit.name], None) for one in both]


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        ({"status": NotebookStatus.CRASHED}, ("all", "graded", "crashed", "6 → 6")),
        ({"exercises": (), "score": 0.0}, ("slope", "6 of 6, passed", "—", "6 → 0")),
        ({"exercises": (ExerciseResult("slope", 6.0, 6.0, Status.TIMEOUT),)},
         ("slope", "6 of 6, passed", "6 of 6, timeout", "6 → 6")),
    ],
    ids=["the status alone", "an exercise is gone", "the status of an exercise"],
)  # fmt: skip
def test_change_is_shown_whatever_changes(tmp_path: Path, after: dict[str, Any], shown: tuple[str, ...]) -> None:
    ada = Submission(Unit(UNIT, tmp_path), "ada", journal.Key("s", "t", "e"))
    slope = ExerciseResult("slope", 6.0, 6.0, Status.PASSED)
    before = NotebookResult(UNIT, 6.0, 20.0, NotebookStatus.GRADED, (slope,))
    in_a_thread = lanes.Lanes(
        1, lambda _: ThreadPoolExecutor(1), lambda pool, _one: pool.submit(lambda: (replace(before, **after), None))
    )
    regrade.draft([ada], in_a_thread, bool, lambda _one, _result: None)
    assert regrade.changes([(ada, before)]) == [regrade.Change("ada", UNIT, *shown)]


def test_mended_test_that_breaks_the_contract_is_refused(tiny: Unit) -> None:
    fix(tiny, '"points": 6', '"points": 5')
    with pytest.raises(UserError, match="the points sum to 19"):
        autograder("regrade")


def test_new_work_is_left_to_grade(tiny: Unit) -> None:
    fix(tiny)
    hand_in_answers(tiny.root, "bob", {"slope": "slope = 7.0"})
    hand_in_answers(tiny.root, "dan", {})
    assert "1 of 2 submissions" in autograder("regrade", "--write")
    assert "2 to grade: 1 handed in again, 1 new." in autograder("grade")


def test_what_was_graded_by_hand_survives_and_waits_for_nobody(tiny: Unit) -> None:
    grade_by_hand(tiny, "ada", "reflect_why", 3.0, "Well said.")
    grade_by_hand(tiny, "bob", "test_slope", 2.0)  # part of the points, given against the test
    grade_by_hand(tiny, "cleo", "test_slope", 1.0)
    fix(tiny)
    autograder("regrade", "--write")
    assert row(tiny, "ada", "reflect_why") == (None, 3.0, False)
    assert row(tiny, "bob", "test_slope") == (6.0, 2.0, True)  # the test says something else now: a person looks again
    assert row(tiny, "cleo", "test_slope") == (0.0, 1.0, False)
    with Gradebook(f"sqlite:///{tiny.root}/gradebook.db") as book:
        assert book.find_comment("reflect_why", "tiny", UNIT, "ada").comment == "Well said."
        assert book.find_submission(UNIT, "ada").score == 13.0


def test_grade_after_a_mended_test_keeps_what_was_graded_by_hand_too(tiny: Unit) -> None:
    grade_by_hand(tiny, "ada", "reflect_why", 3.0)
    fix(tiny)
    assert "3 to grade: 3 because the tests of 01_tiny changed since." in autograder("grade")
    assert row(tiny, "ada", "reflect_why") == (None, 3.0, False)


def test_work_handed_in_again_waits_for_the_person_who_graded_it(tiny: Unit) -> None:
    grade_by_hand(tiny, "ada", "reflect_why", 3.0)
    hand_in_answers(tiny.root, "ada", {"reflect_why": "Because of something else."})
    autograder("grade")
    assert row(tiny, "ada", "reflect_why") == (None, 3.0, True)
    fix(tiny)
    autograder("regrade", "--write")
    assert row(tiny, "ada", "reflect_why") == (None, 3.0, True)
