"""What an ordinary user may see of a process that ends, and of one that hides what it has open."""

import ctypes
import mmap
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox.limits import Limits
from autograder.sandbox.watch import Watch

# It may have run many tests before.
OF_THIS_PROCESS = Limits(processors=1e6, scratch_megabytes=200, file_megabytes=100)


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
    listdir = os.listdir

    def refuse(path: Any) -> list[str]:
        if str(path).endswith("/fd"):
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)


@pytest.mark.usefixtures("not_mine")
def test_process_that_is_ending_passes_no_limit(ended: int, tmp_path: Path) -> None:
    assert Watch(ended, tmp_path, Limits()).passed() == ""


@pytest.mark.usefixtures("not_mine")
def test_process_that_hides_what_it_has_open_is_stopped(tmp_path: Path) -> None:
    assert Watch(os.getpid(), tmp_path, OF_THIS_PROCESS).passed() == "hidden_files"


def test_process_that_is_gone_passes_no_limit(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    assert Watch(child, tmp_path, Limits()).passed() == ""


def test_removed_file_that_stays_mapped_counts_as_the_largest(tmp_path: Path) -> None:
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    for passed in ("", "", "scratch_megabytes"):
        with (tmp_path / "file").open("w+b") as file:
            file.truncate(4096)
            assert libc.mmap(None, 4096, mmap.PROT_READ, mmap.MAP_PRIVATE, file.fileno(), 0)  # Python's keeps it open
        (tmp_path / "file").unlink()
        assert Watch(os.getpid(), tmp_path, OF_THIS_PROCESS).passed() == passed


FIRST_THREAD_ENDS = """
import ctypes, os, threading, time
def go_on():
    while open("/proc/self/stat").read().rsplit(")", 1)[1].split()[0] != "Z":
        time.sleep(0.01)
    kept = open("file", "wb")
    os.unlink("file")
    kept.write(bytes(2_000_000))
    kept.flush()
    os.write(1, b"x")
    input()
threading.Thread(target=go_on).start()
ctypes.CDLL(None).pthread_exit(None)
"""


def test_files_are_seen_when_the_first_thread_has_ended(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FIRST_THREAD_ENDS]
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.read(1) == b"x"
        with suppress(PermissionError):  # an ordinary user does not even see that
            assert os.listdir(f"/proc/{process.pid}/fd") == []
        assert Watch(process.pid, tmp_path, Limits(scratch_megabytes=1)).passed() in (
            "scratch_megabytes",
            "hidden_files",
        )
        process.kill()
