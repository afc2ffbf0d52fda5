"""Faults of the machine and of people: nothing is lost, nothing is graded twice, and a sentence says what to do.

More of them stand in tests/autograder/grading/: SIGKILL at any moment in test_kills.py, a killed Dask worker in
test_cluster.py, half a journal in test_journal.py.
"""

import contextlib
import errno
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy.exc import SQLAlchemyError
from typer.testing import CliRunner

from autograder.cli import app
from autograder.grading import grade as grading
from autograder.grading import gradebook, health, journal, lanes, pool
from autograder.grading.fault_log import LOG
from autograder.judging import run, session
from autograder.judging.results import NotebookResult
from autograder.problems import UserError
from autograder.sandbox.limits import Limits
from autograder.sandbox.scratch import PREFIX, scratch_folder, sweep
from autograder.units import Unit
from tests.lane_tasks import die_if_d, fail_if_a
from tests.tiny import UNIT
from tests.tiny_class import (
    KINDS,
    OPTIONS,
    autograder,
    command,
    expected,
    gradebook_rows,
    hand_in_answers,
    hand_in_class,
    processes_of,
    scores,
    surroundings,
)

pytestmark = pytest.mark.slow
SECONDS = 180  # a deadline for a machine that is busy with other things; nothing waits for so long


def wait_until(holds: Callable[[], Any], what: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.1)


def grade(*arguments: str) -> str:
    """Run the command in this process; a sentence for people is raised."""
    done = CliRunner().invoke(app, ["grade", "--jobs=1", *OPTIONS, *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        done.exception.add_note(done.output)
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def database(unit: Unit) -> str:
    return f"sqlite:///{unit.root}/gradebook.db"


def test_two_graders_at_once_the_second_says_so_and_changes_nothing(released: Unit, no_lanes: None) -> None:
    students = hand_in_class(released.root, 4)
    with journal.sole_grader(released.root):
        second = autograder(released.root, "grade", *OPTIONS)
    assert second.returncode == 1
    assert "Another grader is at work" in second.stderr
    assert scores(released.root) == {}
    grade()
    assert scores(released.root) == expected(students)


@pytest.mark.parametrize(
    "number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.exhaustive)], ids=["SIGINT", "SIGTERM"]
)
def test_stopped_grader_leaves_nothing_running_and_goes_on_the_next_time(
    released: Unit, tmp_path_factory: pytest.TempPathFactory, number: int
) -> None:
    students = hand_in_class(released.root, 3)
    hand_in_answers(released.root, "s99-right", {"double": "import time\ntime.sleep(600)"})
    temporary = tmp_path_factory.mktemp("scratch")
    grader = subprocess.Popen(
        command("grade", "--jobs=2", OPTIONS[0], "--timeout=900"),
        cwd=released.root, env=surroundings(temporary), stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    wait_until(lambda: len(scores(released.root)) == 3, "all but the endless one are graded")
    os.killpg(grader.pid, number)  # as a terminal does: to the lanes too
    _, errors = grader.communicate(timeout=SECONDS)
    assert grader.returncode == 130, errors
    assert errors.splitlines()[-1] == "Stopped; 3 done, 1 left. Run it again to go on."
    assert "Traceback" not in errors
    wait_until(lambda: processes_of(str(temporary)) == [], "no process is left")
    assert list(temporary.glob(f"{PREFIX}*")) == []
    hand_in_answers(released.root, "s99-right", {})
    done = autograder(released.root, "grade", "--jobs=1", *OPTIONS)
    assert "1 graded, 3 unchanged" in done.stdout
    assert scores(released.root) == expected([*students, "s99-right"])


@pytest.mark.exhaustive  # the others here, and test_kills.py, kill lanes too
@pytest.mark.parametrize("killed", ["a lane", "what lanes are forked from"])
def test_killed_lane_costs_nobody_their_grade(
    released: Unit, tmp_path_factory: pytest.TempPathFactory, killed: str
) -> None:
    students = hand_in_class(released.root, 5)
    temporary = tmp_path_factory.mktemp("scratch")
    with subprocess.Popen(
        command("grade", "--jobs=2", *OPTIONS), cwd=released.root, env=surroundings(temporary), stderr=subprocess.PIPE
    ) as grader:
        wait_until(lambda: scores(released.root), "one is graded")
        started = psutil.Process(grader.pid).children()
        (server,) = [one for one in started if "forkserver" in " ".join(one.cmdline())]
        (server.children()[0] if killed == "a lane" else server).kill()
        _, errors = grader.communicate(timeout=SECONDS)
    assert grader.returncode == 0, errors
    assert scores(released.root) == expected(students)
    wait_until(lambda: processes_of(str(temporary)) == [], "no process is left")


def test_submission_whose_lane_always_dies_is_the_graders_error_and_the_others_count(released: Unit) -> None:
    """Which one is to blame is only known when each is tried alone."""
    units = [grading.Submission(released, student, journal.Key("", "", "")) for student in "abcdef"]
    deadly = lanes.Lanes(2, pool.local_pool, lambda executor, one: executor.submit(die_if_d, one.path, one.unit))
    found = {one.student: result.status for one, result, _ in lanes.run_all(units, deadly, lambda: False)}
    assert found == {student: "grader_error" if student == "d" else "graded" for student in "abcdef"}


def test_lane_that_fails_is_the_graders_error_for_one_submission(released: Unit, no_lanes: None) -> None:
    units = [grading.Submission(released, student, journal.Key("", "", "")) for student in "ab"]

    def submit(pool: Executor, one: lanes.LaneTask) -> "Future[lanes.Ran]":
        return pool.submit(fail_if_a, one.path, one.unit)

    found = {
        one.student: result for one, result, _ in lanes.run_all(units, lanes.Lanes(1, pool.local_pool, submit), bool)
    }
    assert found["a"].score is None
    assert found["a"].message == "The grader failed: KeyError: 'lost'. More about it is in autograder.log."
    head, *rest = (released.root / LOG).read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(rf"[0-9-]{{10}} [0-9:]{{8}} UTC, a, {UNIT}:", head)
    assert any("in fail_if_a" in line for line in rest)
    assert found["b"].status == "graded"


def test_fault_inside_the_judge_ends_in_a_sentence_and_a_traceback_in_the_log(
    released: Unit, no_lanes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in_class(released.root, 1)

    def fail(*_: Any) -> None:
        raise ZeroDivisionError("a fault of ours\nin two lines")

    monkeypatch.setattr(run, "score_exercises", fail)
    with pytest.raises(UserError, match="1 could not be graded") as caught:
        grade()
    assert (
        "s00-right, 01_tiny: The grader failed: ZeroDivisionError: a fault of ours. More" in caught.value.__notes__[0]
    )
    log = (released.root / LOG).read_text(encoding="utf-8")
    assert "UTC, s00-right, 01_tiny:\n" in log
    assert "in fail" in log
    assert "score_exercises(" in log  # in the judge's process, which is gone


@pytest.mark.parametrize("moment", ["open", "begin_cell"])
def test_worker_killed_before_or_in_a_submission_is_replaced_and_the_submission_keeps_its_grade(
    released: Unit, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    path = hand_in_answers(released.root, "ada", {})
    sandbox = OPTIONS[0].removeprefix("--sandbox=")
    killed = session.warm_worker(sandbox)
    go_on = getattr(session.Worker, moment)

    def kill_it_first(worker: session.Worker, *arguments: Any) -> Any:
        if worker is killed:
            os.kill(worker.process.pid, signal.SIGKILL)  # in the judge, whose child it is not
        return go_on(worker, *arguments)

    monkeypatch.setattr(session.Worker, moment, kill_it_first)
    result, ran = lanes.grade_in_lane(path, released, Limits(), sandbox)
    assert not killed.alive
    assert (result.status, result.score) == ("graded", 16.0)
    assert ran is not None


@pytest.mark.skipif(os.getuid() != 0, reason="needs root to mount a small disk")
def test_full_disk_stops_in_a_sentence_and_the_next_run_goes_on(
    released: Unit, no_lanes: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    students = hand_in_class(released.root, 6)
    disk = tmp_path_factory.mktemp("disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        shutil.copytree(released.root, disk, dirs_exist_ok=True)
        monkeypatch.chdir(disk)
        keep = grading.keep

        def fill_and_keep(*arguments: Any) -> NotebookResult:
            if len(scores(disk)) == 2:
                _fill(disk)
            return keep(*arguments)

        with monkeypatch.context() as patch:
            patch.setattr(grading, "keep", fill_and_keep)
            with pytest.raises(UserError, match="The disk is full"):
                grade()
        assert len(scores(disk)) == 2
        (disk / "filler").unlink()
        assert "4 graded, 2 unchanged" in grade()
        assert scores(disk) == expected(students)
        assert len(gradebook_rows(f"sqlite:///{disk}/gradebook.db")) == 5
    finally:
        monkeypatch.chdir("/")
        subprocess.run(["umount", disk], check=True)


def _fill(disk: Path) -> None:
    with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_disk_that_fills_behind_the_gradebook_costs_a_second_run_and_no_grade(
    released: Unit, no_lanes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    students = hand_in_class(released.root, 3)

    def half_a_line(root: Path, entry: journal.Entry) -> None:
        with (root / journal.JOURNAL).open("a", encoding="utf-8") as file:
            file.write(journal.as_line(entry)[:100])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(journal, "append", half_a_line)
        with pytest.raises(UserError, match="The disk is full"):
            grade()
    assert scores(released.root) == {}
    assert len(gradebook_rows(database(released))) == 1
    assert "3 graded" in grade()
    assert scores(released.root) == expected(students)
    assert len(gradebook_rows(database(released))) == 3


def test_locked_gradebook_is_waited_for_and_then_named(
    released: Unit, no_lanes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    students = hand_in_class(released.root, 2)
    monkeypatch.setattr(health, "SECONDS_TO_WAIT", 0.1)
    with closing(sqlite3.connect(released.root / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match=r"Another program has locked gradebook\.db"):
            grade()
        other.execute("ROLLBACK")
    assert "2 graded" in grade()
    assert scores(released.root) == expected(students)


def test_gradebook_locked_in_mid_run_keeps_what_is_graded_and_stops(
    released: Unit, no_lanes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    students = hand_in_class(released.root, 3)
    record = gradebook.record
    with closing(sqlite3.connect(released.root / "gradebook.db", isolation_level=None)) as other:

        def lock_and_fail(*arguments: Any) -> None:
            if scores(released.root):
                other.execute("BEGIN IMMEDIATE")
                raise UserError("nbgrader could not record it: database is locked")
            record(*arguments)

        with monkeypatch.context() as patch:
            patch.setattr(grading, "record", lock_and_fail)
            patch.setattr(health, "SECONDS_TO_WAIT", 0.1)
            with pytest.raises(UserError, match="Another program has locked"):
                grade()
    assert len(scores(released.root)) == 1
    assert "2 graded, 1 unchanged" in grade()
    assert scores(released.root) == expected(students)


@pytest.mark.parametrize(
    "fault",
    [UserError("nbgrader could not record it"), OSError(errno.EIO, "a bad block"), SQLAlchemyError("no such column")],
    ids=["nbgrader", "file", "database"],
)
def test_submission_that_cannot_be_recorded_does_not_stop_the_others(
    released: Unit, no_lanes: None, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    hand_in_class(released.root, 3)
    record = gradebook.record

    def fail_for_one(unit: Unit, student: str, ran: Any) -> None:
        if student == "s01-swapped":
            raise fault
        record(unit, student, ran)

    with monkeypatch.context() as patch:
        patch.setattr(grading, "record", fail_for_one)
        with pytest.raises(UserError, match="1 could not be graded"):
            grade()
    assert sorted(scores(released.root)) == ["s00-right", "s02-error"]  # no zero for the one in between
    assert "1 graded, 2 unchanged" in grade()


@pytest.mark.skipif(os.getuid() != 0, reason="needs root to mount a folder read-only")
def test_read_only_gradebook_is_named_before_anything_runs(released: Unit) -> None:
    hand_in_class(released.root, 1)
    path = released.root / "gradebook.db"
    if subprocess.run(["mount", "--bind", "-o", "ro", path, path], capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        with pytest.raises(UserError, match="cannot be written: attempt to write a readonly database"):
            grade()
    finally:
        subprocess.run(["umount", path], check=True)
    assert scores(released.root) == {}


def test_missing_gradebook_is_made_anew_from_what_was_handed_in(released: Unit, no_lanes: None) -> None:
    hand_in_class(released.root, len(KINDS))
    grade()
    before = gradebook_rows(database(released))
    (released.root / "gradebook.db").unlink()
    assert "5 because gradebook or autograded/ do not hold their result" in grade()
    assert gradebook_rows(database(released)) == before


def test_gradebook_put_back_from_an_older_copy_gets_what_it_lacks(released: Unit, no_lanes: None) -> None:
    hand_in_class(released.root, 2)
    grade()
    shutil.copy(released.root / "gradebook.db", released.root / "copy")
    hand_in_answers(released.root, "s01-swapped", {})
    grade()
    shutil.move(released.root / "copy", released.root / "gradebook.db")
    assert "1 because gradebook" in grade()
    assert gradebook_rows(database(released))["s01-swapped"] == gradebook_rows(database(released))["s00-right"]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE alembic_version SET version_num = '724cde206c17'", "`nbgrader db upgrade`"),
        ("UPDATE alembic_version SET version_num = 'fromthefuture'", "made by a newer nbgrader"),
        ("DROP TABLE alembic_version", "`nbgrader db upgrade`"),
    ],
)
def test_gradebook_of_another_schema_is_refused_with_the_command_that_mends_it(
    released: Unit, statement: str, words: str
) -> None:
    hand_in_class(released.root, 1)
    with closing(sqlite3.connect(released.root / "gradebook.db")) as book:
        book.execute(statement)
        book.commit()
    with pytest.raises(UserError, match=words):
        grade()


def test_gradebook_killed_while_it_was_made_is_completed(released: Unit, no_lanes: None) -> None:
    hand_in_class(released.root, 1)
    path = released.root / "gradebook.db"
    path.unlink()
    with closing(sqlite3.connect(path)) as book:
        book.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        book.commit()
    assert "1 graded" in grade()


def test_half_a_gradebook_is_refused_and_told_how_to_mend(released: Unit, no_lanes: None) -> None:
    hand_in_class(released.root, 1)
    path = released.root / "gradebook.db"
    whole = path.read_bytes()
    for broken in (whole[: len(whole) // 2], b"no database at all, but long enough " * 100):
        path.write_bytes(broken)
        with pytest.raises(UserError, match="is damaged"):
            grade()
    path.unlink()
    assert "1 graded" in grade()


def test_power_cut_in_a_transaction_is_undone_by_sqlite_and_graded_again(released: Unit, no_lanes: None) -> None:
    """What lies on the disk then: a database half written, and the journal with which SQLite undoes it."""
    students = hand_in_class(released.root, 2)
    grade()
    before = gradebook_rows(database(released))
    book, cut = released.root / "gradebook.db", released.root / "cut"
    with closing(sqlite3.connect(book, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("PRAGMA cache_spill = 1")
        other.execute("BEGIN")
        other.execute("UPDATE grade SET auto_score = 99")
        other.execute("CREATE TABLE large AS SELECT randomblob(100000) AS x")
        shutil.copy(book, cut)
        shutil.copy(f"{book}-journal", released.root / "cut-journal")
        other.execute("ROLLBACK")
    cut.rename(book)
    (released.root / "cut-journal").rename(f"{book}-journal")
    assert "0 graded, 2 unchanged" in grade()
    assert gradebook_rows(database(released)) == before
    assert scores(released.root) == expected(students)


@pytest.mark.parametrize("left", ["half", "empty", "nothing", "folder"])
def test_half_done_folder_in_autograded_is_repaired(released: Unit, no_lanes: None, left: str) -> None:
    hand_in_class(released.root, 2)
    grade()
    notebook = released.root / "autograded" / "s00-right" / UNIT / "tiny.ipynb"
    whole = notebook.read_text(encoding="utf-8")
    notebook.unlink()
    if left in ("half", "empty"):
        notebook.write_text(whole[: len(whole) // 2] if left == "half" else "", encoding="utf-8")
    elif left == "nothing":
        shutil.rmtree(released.root / "autograded")
    again = grade()
    assert f"{2 if left == 'nothing' else 1} because gradebook or autograded/" in again
    assert notebook.read_text(encoding="utf-8") == whole
    assert "0 graded, 2 unchanged" in grade()


def test_clock_set_back_changes_nothing(released: Unit, no_lanes: None) -> None:
    """No decision of the grader's looks at the time of a file; what is new shows by its content."""
    hand_in_class(released.root, 2)
    grade()
    old = time.time() - 10 * 365 * 86400
    for path in [*released.root.rglob("*.ipynb"), released.root / journal.JOURNAL, released.root / "gradebook.db"]:
        os.utime(path, (old, old))
    assert "0 graded, 2 unchanged" in grade()
    os.utime(hand_in_answers(released.root, "s00-right", {"slope": "slope = 1 / 3"}), (old, old))
    assert "1 to grade: 1 handed in again." in grade()
    assert gradebook_rows(database(released))["s00-right"] == gradebook_rows(database(released))["s01-swapped"]


def test_tests_changed_after_half_the_class_regrade_that_half_and_say_so(released: Unit, no_lanes: None) -> None:
    hand_in_class(released.root, 2)
    grade()
    text = released.source.read_text(encoding="utf-8")
    released.source.write_text(text.replace("gives=3.0", "gives=4.0"), encoding="utf-8")
    hand_in_class(released.root, 5)
    output = grade()
    assert "5 to grade: 2 because the tests of 01_tiny changed since, 3 new." in output
    rows = gradebook_rows(database(released))
    assert {student: sum(row[1] or 0 for row in rows[student]) for student in ("s00-right", "s03-slow")} == {
        "s00-right": 10.0,
        "s03-slow": 10.0,
    }


def test_another_version_of_a_package_grades_everybody_again_and_says_so(
    released: Unit, no_lanes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in_class(released.root, 2)
    grade()
    monkeypatch.setattr(journal, "environment", lambda: "another one")
    assert "2 to grade: 2 because the grader, Python or a package changed since." in grade()
    assert "0 graded, 2 unchanged" in grade()


def test_folder_of_a_killed_grader_is_swept_and_that_of_a_living_one_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    living, lock = scratch_folder()
    dead, its_lock = scratch_folder()
    (dead / "file").write_text("left behind", encoding="utf-8")
    os.close(its_lock)  # as the kernel does when a process ends
    somebodys = tmp_path / "autograder-2"
    somebodys.mkdir()
    sweep()
    assert living.exists()
    assert not dead.exists()
    assert somebodys.exists()
    os.close(lock)
