"""Late work: dates, extensions and the policy count whenever they are set, and nothing is graded again for them."""

import csv
import io
import re

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.cli import app
from autograder.grading.due import set_due
from autograder.grading.late import LateWork
from autograder.problems import UserError
from autograder.units import Unit
from tests.tiny import UNIT
from tests.tiny_class import OPTIONS, hand_in_answers


def autograder(*arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, *(OPTIONS if arguments[0] == "grade" else ())])
    if isinstance(done.exception, UserError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def exported(student: str) -> tuple[str, str, str]:
    """Return the hours late, the penalty and the score of a student, as the export has them."""
    lines = {line["student"]: line for line in csv.DictReader(io.StringIO(autograder("export")))}
    return lines[student]["late_hours"], lines[student]["late_penalty"], lines[student]["score"]


def nbgraders(unit: Unit, student: str) -> float:
    """Return the penalty that nbgrader's own export takes off."""
    with Gradebook(f"sqlite:///{unit.root}/gradebook.db") as book:
        return float(book.find_submission(UNIT, student).late_submission_penalty)


def hand_in_at(unit: Unit, student: str, time: str) -> None:
    (unit.submitted(student).parent / "timestamp.txt").write_text(time, encoding="utf-8")


@pytest.mark.slow
def test_what_is_set_after_grading_counts_at_once(
    released: Unit, no_lanes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = released
    monkeypatch.setenv("COLUMNS", "80")
    (unit.root / "roster.csv").write_text("id,name\nada,Ada\nbob,Bob\n", encoding="utf-8")
    autograder("due", "1", "2026-12-30T23:59")
    autograder("extend", "bob", "1", "--days", "2")  # before he hands anything in
    for student in ("ada", "bob"):
        hand_in_answers(unit.root, student, {})
        hand_in_at(unit, student, "2026-12-03 01:00:00 UTC")
    assert "2 graded" in autograder("grade")
    assert exported("ada") == ("0", "0", "16")

    with (unit.root / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write('c.LateWork.policy = "share"\n')
    said = autograder("due", "1", "2026-12-01T22:59", "--zone", "America/Santiago")
    assert said == "01_tiny is due at 2026-12-02 01:59 UTC.\n"
    assert nbgraders(unit, "ada") == pytest.approx(1.6)
    assert exported("ada") == ("23.02", "1.6", "14.4")  # one day has begun
    assert exported("bob") == ("0", "0", "16")

    with Gradebook(f"sqlite:///{unit.root}/gradebook.db") as book:  # the person grades in the formgrader
        written = book.find_grade("reflect_why", "tiny", UNIT, "ada")
        written.manual_score, written.needs_manual_grade = 4, False
        book.db.commit()
    assert exported("ada") == ("23.02", "2", "18")
    assert nbgraders(unit, "ada") == pytest.approx(2.0)

    hand_in_at(unit, "ada", "2026-12-03 03:00:00 UTC")  # the roster was mistaken about the time
    assert "0 graded, 2 unchanged" in autograder("grade")
    assert exported("ada") == ("25.02", "4", "16")

    assert autograder("extend", "ada", "1", "--days", "1") == "01_tiny of ada is due at 2026-12-03 01:59 UTC.\n"
    assert exported("ada") == ("1.02", "2", "18")
    autograder("release")
    hand_in_answers(unit.root, "ada", {"slope": "slope = 0"})
    said = autograder("grade")
    assert "ada" in said
    assert "18 of 20, late: 2 off" in said
    assert "12.6 of 20, late: 1.4 off" in said
    assert max(map(len, said.splitlines())) <= 80
    assert exported("ada") == ("1.02", "1.4", "12.6")


@pytest.mark.parametrize(("policy", "lost"), [("none", 0.0), ("share", 3.0), ("cut-off", 10.0)])
def test_policy_takes_off_what_it_says(policy: str, lost: float) -> None:
    assert LateWork(policy=policy, share=0.15).late_submission_penalty("ada", 10.0, 90_000) == lost
    assert LateWork(policy=policy).late_submission_penalty("ada", 10.0, 90_000_000) == (0 if policy == "none" else 10)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["due", "1", "tomorrow"], "'tomorrow' is no time. Write it like 2026-12-01T23:59"),
        (["due", "1", "2026-12-01T23:59", "--zone", "Mars/Base"], "There is no time zone 'Mars/Base'"),
        (["due", "1", "2026-12-01T23:59+01:00", "--zone", "Europe/Berlin"], "already says its zone"),
        (["due", "1", "2026-12-01"], "'2026-12-01' has no time of day"),
        (["due", "1", "0026-12-01T23:59", "--zone", "Asia/Tokyo"], "is in the year 26. Check the year"),
        (["due", "9", "2026-12-01T23:59"], "There is no unit '9'"),
        (["extend", "zoe", "1", "--days", "1"], "There is no student 'zoe'"),
        (["extend", "ada", "1", "--days", "1"], "has no due date yet"),
    ],
)
def test_mistake_in_a_command_is_said_in_a_sentence(released: Unit, arguments: list[str], words: str) -> None:
    (released.root / "roster.csv").write_text("id,name\nada,Ada\n", encoding="utf-8")
    with pytest.raises(UserError, match=re.escape(words)):
        autograder(*arguments)


@pytest.mark.slow
def test_policy_that_does_not_exist_is_said_in_a_sentence(released: Unit) -> None:
    with (released.root / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write('c.LateWork.policy = "shares"\n')
    with pytest.raises(UserError, match=r"The policy for late work .* cannot be used"):
        set_due(released, "2026-12-01T23:59", "UTC")
