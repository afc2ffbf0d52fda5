"""What an ordinary user may see of a process that ends, and of one that hides what it has open."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.wall.limits import Limits
from autograder.wall.watch import Watch


@pytest.fixture
def ended() -> Iterator[int]:
    """Give the number of a process that has ended, and that nobody has waited for yet."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    yield child
    os.waitpid(child, 0)


@pytest.fixture
def not_mine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the list of open files belong to somebody else, as an ordinary user sees it."""

    def refuse(_path: Any) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)


@pytest.mark.usefixtures("not_mine")
def test_process_that_is_ending_passes_no_limit(ended: int, tmp_path: Path) -> None:
    assert Watch(ended, tmp_path, Limits()).passed() == ""


@pytest.mark.usefixtures("not_mine")
def test_process_that_hides_what_it_has_open_is_stopped(tmp_path: Path) -> None:
    assert Watch(os.getpid(), tmp_path, Limits()).passed() == "hidden_files"


def test_process_that_is_gone_passes_no_limit(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    assert Watch(child, tmp_path, Limits()).passed() == ""
