"""The judge's own process: nothing of it stays, and whatever it is busy with, it ends with its time or its parent."""

import ctypes
import os
import signal
import sys
from pathlib import Path

import nbformat
import psutil
import pytest

from autograder.judging import run
from autograder.judging.apart import GoneError, TooLateError, apart
from autograder.judging.run import grade_file
from autograder.sandbox.limits import Limits
from autograder.units import Unit
from tests.tiny import tiny_notebook

LIMITS = Limits(cell_seconds=30, notebook_seconds=60)


def be_deaf() -> None:
    """Stay in C code that holds Python's lock, so that no signal handler and no other thread runs."""
    ctypes.PyDLL(None).sleep(100)


def test_what_is_changed_apart_is_as_before_and_what_is_raised_comes_back_with_its_place() -> None:
    def change() -> str:
        sys.left = True  # type: ignore[attr-defined]
        return "done"

    def fail() -> None:
        raise KeyError("lost")

    assert apart(change, 60) == "done"
    assert not hasattr(sys, "left")
    with pytest.raises(KeyError, match="lost") as caught:
        apart(fail, 60)
    assert "in fail" in caught.value.__notes__[0]


def test_what_hears_no_signal_is_ended_with_its_time() -> None:
    with pytest.raises(TooLateError):
        apart(be_deaf, 0.2)


def test_what_is_ended_from_outside_says_how() -> None:
    with pytest.raises(GoneError, match="SIGKILL"):
        apart(lambda: os.kill(os.getpid(), signal.SIGKILL), 60)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")
def test_what_hears_no_signal_ends_with_its_parent(tmp_path: Path) -> None:
    noted = tmp_path / "process"

    def child() -> None:
        noted.write_text(str(os.getpid()), encoding="ascii")
        os.kill(os.getppid(), signal.SIGKILL)
        be_deaf()

    with pytest.raises(GoneError):
        apart(lambda: apart(child, 60), 60)
    _, alive = psutil.wait_procs(
        [psutil.Process(pid) for pid in [int(noted.read_text())] if psutil.pid_exists(pid)], 30
    )
    assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []


def test_test_cell_that_changes_a_module_changes_no_other_grade(tiny: Unit) -> None:
    notebook = tiny_notebook()
    notebook.cells[3].source += "\nassert not hasattr(np, 'seen')\nnp.seen = True"
    nbformat.write(notebook, tiny.source)
    assert [grade_file(tiny.source, tiny, LIMITS, "none")[0].score for _ in range(3)] == [16, 16, 16]


@pytest.mark.slow
def test_judge_that_is_busy_for_ever_is_ended_and_the_next_submission_graded(
    tiny: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(run, "score_exercises", lambda *_: be_deaf())
        patch.setattr(run, "SECONDS_AROUND", 10.0)
        limits = Limits(cell_seconds=1, notebook_seconds=1)
        result, ran = grade_file(tiny.source, tiny, limits, "none")
    assert (result.status, result.score, ran) == ("timeout", 0, None)
    assert "kept the grader busy" in result.message
    assert grade_file(tiny.source, tiny, LIMITS, "none")[0].score == 16
