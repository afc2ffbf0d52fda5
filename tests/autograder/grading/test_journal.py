"""Whatever happens to the journal's file, its whole lines count and its broken ones do no harm."""

import errno
import hashlib
import json
import platform
import shutil
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.grading import journal
from autograder.grading.journal import Entry, Key
from autograder.judging.results import ExerciseResult, NotebookResult, NotebookStatus, Status
from autograder.problems import UserError
from autograder.reading.export import export, read_book
from autograder.reading.feedback import write_feedback
from autograder.reading.report import write_report
from autograder.screen import MOST_FAULTS, name_journal_faults
from autograder.units import Unit, read_source
from tests.collection import ROOT
from tests.submissions import hand_in
from tests.tiny import UNIT, tiny_notebook

BY_STUDENT = ("ada", "bob", "cleo")


def entry(student: str, score: float = 6.0) -> Entry:
    exercise = ExerciseResult("slope", score, 6.0, Status.FAILED, "Größer als 3 → no.\nTry again.")
    result = NotebookResult(UNIT, score, 20.0, NotebookStatus.GRADED, (exercise,), seed=7, sandbox="bwrap")
    return Entry(Key("s" * 64, "t" * 64, "e" * 64), student, result)


def written(root: Path) -> bytes:
    for student in BY_STUDENT:
        journal.append(root, entry(student))
    return (root / journal.JOURNAL).read_bytes()


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    written(tmp_path)
    journal.append(tmp_path, entry("ada", 0.0))
    assert list(journal.entries(tmp_path)) == [entry("ada"), entry("bob"), entry("cleo"), entry("ada", 0.0)]
    assert journal.latest(tmp_path)[UNIT, "ada"] == entry("ada", 0.0)


def test_journal_cut_at_any_byte_of_its_last_line_keeps_the_others_and_goes_on(tmp_path: Path) -> None:
    whole = written(tmp_path)
    path = tmp_path / journal.JOURNAL
    begin = whole.rindex(b"\n", 0, len(whole) - 1) + 1
    for length in range(begin, len(whole)):
        path.write_bytes(whole[:length])
        complete = 3 if length == len(whole) - 1 else 2  # without its newline a line is whole all the same
        assert len(list(journal.entries(tmp_path))) == complete
        journal.append(tmp_path, entry("dan"))
        assert [one.student for one in journal.entries(tmp_path)] == [*BY_STUDENT[:complete], "dan"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(garbage=st.lists(st.binary(max_size=60) | st.text(max_size=20).map(str.encode), min_size=4, max_size=4))
def test_garbage_between_the_lines_hides_none_of_them(tmp_path: Path, garbage: list[bytes]) -> None:
    lines = [journal.as_line(entry(student)).encode() for student in BY_STUDENT]
    parts = [part for pair in zip(garbage, [*lines, b""], strict=True) for part in pair]
    (tmp_path / journal.JOURNAL).write_bytes(b"\n".join(parts))
    assert [one.student for one in journal.entries(tmp_path)] == list(BY_STUDENT)


NOT_ENTRIES = {"3": "not an object", "[1]": "not an object", "null": "not an object", "{}": "key is missing",
               "[" * 5000: "not JSON", '{"key": {}': "not JSON", "[" + "9" * 5000 + "]": "not JSON"}  # fmt: skip
EDITS: dict[tuple[str | int, ...], list[Any]] = {
    ("student",): [["ada"], None, 7, "", "..", "../../evil", "/tmp/evil", "a\n", "\ud800", "a" * 101],
    ("key",): ["old", {}], ("key", "tests"): [None, 3],
    ("result",): [None, []], ("result", "unit"): ["../../evil", "01_/../../evil", "01_a\nb", None, ["01_tiny"]],
    ("result", "score"): ["16", None, True, float("nan"), float("inf"), 1e300, 10**400, [16]],
    ("result", "max_score"): ["20", None], ("result", "seconds"): ["x", [], float("nan")],
    ("result", "seed"): ["7", 7.5], ("result", "status"): ["excellent", None, {}, "graded\n"],
    ("result", "message"): [None, ["no"]], ("result", "repairs"): ["none", [3]], ("result", "extra"): [1],
    ("result", "exercises"): [None, {}, ["slope"]], ("result", "exercises", 0, "points"): ["6", None],
    ("result", "exercises", 0, "status"): ["great", 1], ("result", "exercises", 0, "name"): [None, "\ud800"],
    ("result", "exercises", 0, "mistake"): [None], ("result", "exercises", 0, "only_hidden"): ["yes", 1],
}  # fmt: skip


def edited(place: tuple[str | int, ...], value: Any) -> str:
    """Write an entry as a line in which a person has put something else in one place."""
    whole = json.loads(journal.as_line(entry("bob")))
    part = whole
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    return json.dumps(whole)


def test_line_edited_by_hand_is_named_and_not_used(tmp_path: Path, subtests: Any) -> None:
    lines = list(NOT_ENTRIES.items())
    lines += [(edited(place, value), str(place[-1])) for place, values in EDITS.items() for value in values]
    for line, what in lines:
        with subtests.test(line=line[:200]):
            (tmp_path / journal.JOURNAL).write_text(f"\n{line}\n{journal.as_line(entry('ada'))}\n", encoding="utf-8")
            assert list(journal.entries(tmp_path)) == [entry("ada")]
            (fault,) = journal.faults(tmp_path)
            assert fault.startswith("journal.jsonl, line 2 is not used: ")
            assert what in fault
            assert fault.count("\n") == 0


def test_nothing_is_written_outside_the_course_whatever_a_line_says(
    tiny: Unit, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [edited(place, value) for place, values in EDITS.items() for value in values]
    course = tiny.root / "within" / "course"
    shutil.copytree(tiny.root / "source", course / "source")
    shutil.copy(tiny.root / "nbgrader_config.py", course)
    (course / journal.JOURNAL).write_text("\n".join([*lines, journal.as_line(entry("ada")), ""]), encoding="utf-8")
    units = [Unit(UNIT, course)]
    assert write_feedback(units) == [course / "feedback" / "ada" / UNIT / "tiny.html"]
    write_report(units, anonymous=False)
    assert "ada" in export(read_book(units), "csv")
    assert [path.name for path in course.parent.iterdir()] == ["course"]
    assert [path.name for path in (course / "feedback").iterdir()] == ["ada"]
    name_journal_faults(course)
    named = capsys.readouterr().err.splitlines()
    assert len(named) == MOST_FAULTS + 1
    assert named[-1] == f"{len(lines) - MOST_FAULTS} more lines of the journal are not used."


def test_two_graders_never_hold_one_journal(tmp_path: Path) -> None:
    with (
        journal.sole_grader(tmp_path),
        pytest.raises(UserError, match="Another grader is at work"),
        journal.sole_grader(tmp_path),
    ):
        pass
    with journal.sole_grader(tmp_path):
        pass


def test_key_follows_file_time_stamp_and_tests_but_not_outputs(tiny: Unit) -> None:
    path = hand_in(tiny_notebook(), UNIT, "ada", tiny.root)
    first = journal.submission_key(path, tiny)

    def rewrite(points: float = 6, **source: str) -> Key:
        notebook = read_source(tiny)
        next(cell for cell in notebook.cells if cell.id == "test_slope").metadata["nbgrader"]["points"] = points
        for cell in notebook.cells:
            cell.source = source.get(cell.id, cell.source)
            if cell.cell_type == "code":
                cell.execution_count = 7
        nbformat.write(notebook, tiny.source)
        return journal.submission_key(path, tiny)

    assert rewrite() == rewrite(title="# Tiny, with another heading") == first
    assert rewrite(test_slope="expect_value('slope', slope, gives=4.0)").tests != first.tests
    assert rewrite(points=5).tests != rewrite(points=6).tests
    (tiny.source.parent / "given.py").write_text("x = 1\n", encoding="utf-8")
    with_support = journal.submission_key(path, tiny)
    (tiny.source.parent / "given.py").write_text("x = 12\n", encoding="utf-8")
    assert journal.submission_key(path, tiny).tests != with_support.tests
    (path.parent / "timestamp.txt").write_text("2030-01-02 03:04:05 UTC", encoding="utf-8")
    assert journal.submission_key(path, tiny).submission == first.submission  # lateness is no part of a grade
    path.write_text("{}", encoding="utf-8")
    changed = journal.submission_key(path, tiny)
    assert changed.submission != first.submission
    path.unlink()
    assert journal.submission_key(path, tiny).submission not in (first.submission, changed.submission)


def test_older_entry_whose_hash_holds_the_time_is_about_the_same_file(tiny: Unit) -> None:
    path = hand_in(tiny_notebook(), UNIT, "ada", tiny.root)
    time = path.parent / "timestamp.txt"
    time.write_text("2030-01-02 03:04:05 UTC", encoding="utf-8")
    key = journal.submission_key(path, tiny)
    digest = hashlib.sha256()
    for part in (path, time):
        digest.update(b"32 " + hashlib.sha256(part.read_bytes()).digest())
    older = journal.Entry(replace(key, submission=digest.hexdigest()), "ada", entry("ada", 1.0).result)
    assert journal.is_same_file(older, path, key)
    path.write_text("{}", encoding="utf-8")
    assert not journal.is_same_file(older, path, journal.submission_key(path, tiny))


def test_file_that_cannot_be_read_has_a_key_all_the_same(tiny: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    path = hand_in(tiny_notebook(), UNIT, "ada", tiny.root)
    readable = journal.submission_key(path, tiny)

    def fail(*_: Any) -> None:
        raise OSError(errno.EIO, "a bad block")

    monkeypatch.setattr(hashlib, "file_digest", fail)
    broken = journal.submission_key(path, tiny)
    assert broken.submission != readable.submission
    assert broken == journal.submission_key(path, tiny)


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of both packages, from which the keys are made."""
    for package in ("course", "autograder"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(journal, "COURSE_ROOT", tmp_path)
    return tmp_path


def keys() -> tuple[str, str]:
    journal._hash_of_tests.cache_clear()
    return journal._tests(Unit("01_perceptron", ROOT)), journal.environment.__wrapped__()


CHANGES = [  # a file, what stands in it, what else could, and whether the hashes of tests and of environment change
    ("course/perceptron/check_activations.py", "gives=[0, 0, 1, 1, 1]", "gives=[0, 0, 0, 1, 1]", (True, False)),
    ("course/perceptron/gates.py", "0", "1", (True, False)),
    ("course/checks/compare.py", "equal_nan=True", "equal_nan=False", (True, True)),
    ("autograder/judging/outputs.py", "10", "11", (False, True)),
    ("course/perceptron/check_activations.py", "it must fire there", "it has to fire", (False, False)),
    ("course/perceptron/check_activations.py", '_("an array")', '_("some numbers")', (False, False)),
    ("course/checks/decisions.py", "is not answered yet", "is still open", (False, False)),
    ("course/checks/page.py", "{count} checks hold", "{count} checks are right", (False, False)),
    ("course/perceptron/lines.py", "import", "import sys\nimport", (False, False)),
    ("autograder/points.py", "WRITTEN_FOR = 20", "WRITTEN_FOR = 20  # each", (False, False)),
    ("autograder/judging/judge.py", "The judge's side", "This side", (False, False)),
]


def test_key_follows_code_that_can_change_a_grade_and_no_texts(copied: Path, subtests: pytest.Subtests) -> None:
    before = keys()
    for file, old, new, changed in CHANGES:
        with subtests.test(file, new=new):
            text = (copied / file).read_text(encoding="utf-8")
            assert old in text
            (copied / file).write_text(text.replace(old, new, 1), encoding="utf-8")
            after = keys()
            (copied / file).write_text(text, encoding="utf-8")
            assert tuple(now != then for now, then in zip(after, before, strict=True)) == changed


def test_another_machine_must_have_all_code_alike(copied: Path) -> None:
    before = journal.installation.__wrapped__()
    path = copied / "course" / "perceptron" / "lines.py"
    path.write_text(path.read_text(encoding="utf-8") + "\n# a comment\n", encoding="utf-8")
    assert journal.installation.__wrapped__() != before


@pytest.mark.parametrize("changed", [*journal.PACKAGES, "Python"])
def test_key_follows_the_version_of_python_and_of_each_package(monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    before = journal.environment.__wrapped__()
    if changed == "Python":
        monkeypatch.setattr(platform, "python_version", lambda: "3.99.0")
    else:
        monkeypatch.setattr(journal, "version", lambda name: "0.0.1" if name == changed else version(name))
    assert journal.environment.__wrapped__() != before


def test_line_holds_plain_json(tmp_path: Path) -> None:
    assert json.loads(written(tmp_path).splitlines()[0])["result"]["score"] == 6.0
