"""The course's secret: made once, for its owner alone, and the same for all who share it."""

from pathlib import Path

import pytest

from autograder.grading import journal
from autograder.grading.grade import Reason, Submission, reason_to_grade, secret_lost
from autograder.grading.journal import Entry
from autograder.judging.results import NotebookResult, NotebookStatus
from autograder.judging.secret import FILE, VARIABLE, course_secret, fingerprint
from autograder.problems import UserError
from autograder.units import Unit


def test_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    secret = course_secret(tmp_path)
    assert course_secret(tmp_path) == secret
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [FILE]
    assert secret.decode() not in fingerprint(secret)


def test_variable_counts_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "shared by two machines")
    assert course_secret(tmp_path) == b"shared by two machines"
    assert not (tmp_path / FILE).exists()
    monkeypatch.setenv(VARIABLE, "")
    with pytest.raises(UserError, match="AUTOGRADER_SECRET must hold"):
        course_secret(tmp_path)


def test_half_a_secret_is_refused_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("abc", encoding="ascii")
    with pytest.raises(UserError, match="Put the right one back"):
        course_secret(tmp_path)


def test_lost_secret_is_said_before_a_new_one_is_made_and_regrades(tiny: Unit) -> None:
    path = tiny.source
    key = journal.submission_key(path, tiny)
    assert not secret_lost(tiny.root)
    entry = Entry(key, "ada", NotebookResult(tiny.name, 1.0, 20.0, NotebookStatus.GRADED))
    journal.append(tiny.root, entry)
    assert reason_to_grade(Submission(tiny, "ada", key), entry) is None
    (tiny.root / FILE).unlink()
    assert "is lost" in secret_lost(tiny.root)
    again = Submission(tiny, "ada", journal.submission_key(path, tiny))
    assert reason_to_grade(again, entry) is Reason.SECRET
    assert not secret_lost(tiny.root)
