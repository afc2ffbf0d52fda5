"""What a process that has confined itself cannot do any more, call by call."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from autograder.wall.limits import Limits
from autograder.wall.sandbox import environment
from autograder.wall.seccomp import FORBIDDEN, syscall_number

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the walls are for Linux")

PRELUDE = """
import ctypes, os
from pathlib import Path
from autograder.wall.confine import confine_submission
from autograder.wall.limits import Limits
libc = ctypes.CDLL(None, use_errno=True)
def call(name, *arguments):
    from autograder.wall.seccomp import syscall_number
    answer = libc.syscall(syscall_number(name), *arguments)
    return os.strerror(ctypes.get_errno()) if answer == -1 else answer
def confine():
    confine_submission({wall!r}, Path.cwd(), Limits())
"""


def run(code: str, folder: Path, wall: str = "bwrap") -> str:
    code = PRELUDE.replace("{wall!r}", repr(wall)) + textwrap.dedent(code)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment(folder), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_call_of_the_filter_has_a_number() -> None:
    names = " ".join(FORBIDDEN.values()).split()
    unknown = {name for name in names if syscall_number(name) < 0}
    if unknown:  # an architecture without the old calls, which have newer siblings
        assert unknown <= {"fork", "vfork", "chmod", "chown", "lchown", "utime", "utimes", "futimesat", "syslog"}


@pytest.mark.parametrize(
    ("call", "arguments", "without"),
    [
        ("memfd_create", "b'x', 0", "number"),
        ("io_uring_setup", "1, None", "Bad address"),
        ("unshare", "0", "number"),
        ("kill", "os.getppid(), 0", "number"),
        ("tkill", "os.getppid(), 0", "number"),
        ("prlimit64", "os.getppid(), 7, None, None", "number"),
        ("sched_setaffinity", "os.getppid(), 0, None", "Invalid argument"),
        ("prctl", "4, 1, 0, 0, 0", "number"),
        ("prctl", "1, 0, 0, 0, 0", "number"),
        ("fcntl", "0, 8, os.getppid()", "number"),
        ("shmget", "0, 4096, 0o1600", "number"),
        ("pidfd_open", "os.getppid(), 0", "number"),
        ("execve", "None, None, None", "Bad address"),
        ("clone", "0x11, 0, 0, 0, 0", None),
    ],
)
def test_call_is_possible_before_and_not_after(tmp_path: Path, call: str, arguments: str, without: str | None) -> None:
    code = f"""
        from sandlock import confine as _
        before = call({call!r}, {arguments}) if {without is not None} else 0
        confine()
        print("number" if isinstance(before, int) else before, call({call!r}, {arguments}), sep="|")
    """
    assert run(code, tmp_path) == f"{without or 'number'}|Operation not permitted\n"


def test_calls_newer_than_the_filter_do_not_exist(tmp_path: Path) -> None:
    code = """
        confine()
        print({os.strerror(ctypes.get_errno()) for number in range(440, 480) if libc.syscall(number, 0, 0, 0) == -1})
    """
    assert run(code, tmp_path) == "{'Function not implemented'}\n"


def test_what_python_needs_still_works(tmp_path: Path) -> None:
    code = """
        import asyncio, shutil, socket, tempfile, threading
        confine()
        async def main():
            await asyncio.sleep(0)
        asyncio.run(main())
        thread = threading.Thread(target=print, args=("thread",))
        thread.start()
        thread.join()
        Path("a").write_text("a")
        shutil.copy("a", "b")
        with tempfile.TemporaryFile() as file:
            file.write(b"a")
        os.kill(os.getpid(), 0)
        print(sorted(os.listdir()))
    """
    assert run(code, tmp_path) == "thread\n['a', 'b']\n"


def test_mode_and_time_of_a_file_that_may_only_be_read_do_not_change(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("", encoding="utf-8")
    before = outside.stat()
    (tmp_path / "scratch").mkdir()
    change = """
        os.chmod('../outside', 0)
        try:
            os.utime('../outside', (1, 1))
        except PermissionError:
            pass
    """
    run(f"        confine(){change}", tmp_path / "scratch")
    assert (outside.stat().st_mode, outside.stat().st_mtime) == (before.st_mode, before.st_mtime)
    run(change, tmp_path / "scratch")
    assert (outside.stat().st_mode & 0o777, outside.stat().st_mtime) == (0, 1)


def test_privileges_are_gone(tmp_path: Path) -> None:
    code = """
        confine()
        import resource
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (100_000, 100_000))
        except (ValueError, PermissionError) as error:
            print("refused")
    """
    assert run(code, tmp_path).endswith("refused\n")
    assert Limits().open_files < 100_000


def test_process_with_threads_is_not_confined_by_halves(tmp_path: Path) -> None:
    code = """
        import threading, time
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        try:
            confine()
        except OSError as error:
            print(error.strerror, flush=True)
        os._exit(0)
    """
    assert "for this thread alone" in run(code, tmp_path)


def test_without_landlock_there_is_no_sandlock_wall(tmp_path: Path) -> None:
    """A kernel without Landlock is played by a process that may not use it."""
    code = """
        import sandlock
        from sandlock.exceptions import ConfinementError
        def missing(policy):
            raise ConfinementError("no Landlock")
        sandlock.confine = missing
        try:
            confine()
            print("confined")
        except OSError as error:
            print(error.strerror)
    """
    assert run(code, tmp_path, "sandlock") == "Landlock does not work here: no Landlock\n"
    assert run(code, tmp_path, "bwrap") == "confined\n"
