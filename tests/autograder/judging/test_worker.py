"""The worker's eye on a fork."""

import contextlib
import os
import select
import signal
import socket
from typing import Any

import pytest

from autograder.judging.worker import _watch


class Looks:
    """Be a `Watch` that finds a limit passed at its first look."""

    taken = 0

    def passed(self) -> str:
        self.taken += 1
        return "hidden_files"


def test_fork_is_watched_from_when_it_is_confined(monkeypatch: pytest.MonkeyPatch) -> None:
    confined, begins = os.pipe()
    looks, wait, rounds = Looks(), select.select, list[int]()

    def counted(*arguments: Any) -> Any:
        rounds.append(looks.taken)
        if len(rounds) == 4:  # it took its time
            os.close(begins)
        return wait(*arguments)

    child = os.fork()
    if child == 0:
        os.close(begins)
        signal.pause()
    ours, theirs = socket.socketpair()
    try:
        with ours, theirs:
            monkeypatch.setattr(select, "select", counted)
            assert _watch(child, confined, theirs, looks) == "hidden_files"  # type: ignore[arg-type]
    finally:
        with contextlib.suppress(ProcessLookupError):  # as it should be
            os.kill(child, signal.SIGKILL)
        os.close(confined)
    assert rounds == [0, 0, 0, 0]
