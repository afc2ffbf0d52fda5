"""What a process that has confined itself cannot do any more, call by call."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from autograder.sandbox.choice import environment
from autograder.sandbox.limits import Limits
from autograder.sandbox.seccomp import ALLOWED, OWN_ALONE, OWN_OR_ZERO, REFUSED, syscall_number

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the sandboxes are for Linux")

PRELUDE = """
import ctypes, os, sys
from pathlib import Path
from autograder.sandbox.confine import confine_submission
from autograder.sandbox.limits import Limits
libc = ctypes.CDLL(None, use_errno=True)
from autograder.sandbox.seccomp import syscall_number
def call(name, *arguments):
    answer = libc.syscall(syscall_number(name), *arguments)
    return os.strerror(ctypes.get_errno()) if answer == -1 else answer
def confine():
    confine_submission({sandbox!r}, Path.cwd(), Limits())
"""


def run(code: str, folder: Path, sandbox: str = "bwrap") -> str:
    code = PRELUDE.replace("{sandbox!r}", repr(sandbox)) + textwrap.dedent(code)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment(folder), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_call_of_the_filter_has_a_number() -> None:
    names = " ".join([ALLOWED, OWN_ALONE, OWN_OR_ZERO, *REFUSED.values()]).split()
    assert len(set(names)) == len(names)
    unknown = {name for name in names if syscall_number(name) < 0}
    assert not unknown or syscall_number("open") < 0  # an architecture without the old calls, which have newer siblings


@pytest.mark.parametrize(
    ("call", "arguments", "without", "within"),
    [
        ("kill", "os.getppid(), 0", "number", "Operation not permitted"),
        ("tkill", "os.getppid(), 0", "number", "Function not implemented"),
        ("prlimit64", "os.getppid(), 7, None, None", "number", "Operation not permitted"),
        ("sched_setaffinity", "os.getppid(), 0, None", "Invalid argument", "Operation not permitted"),
        ("fcntl", "0, 8, os.getppid()", "number", "Operation not permitted"),
        ("execve", "None, None, None", "Bad address", "Operation not permitted"),
        ("clone", "0x11, 0, 0, 0, 0", None, "Operation not permitted"),
        ("unshare", "0", "number", "Function not implemented"),
    ],
)
def test_call_is_possible_before_and_not_after(
    tmp_path: Path, call: str, arguments: str, without: str | None, within: str
) -> None:
    code = f"""
        from sandlock import confine as _
        before = call({call!r}, {arguments}) if {without is not None} else 0
        confine()
        print("number" if isinstance(before, int) else before, call({call!r}, {arguments}), sep="|")
    """
    assert run(code, tmp_path) == f"{without or 'number'}|{within}\n"


def test_calls_that_are_not_on_the_list_do_not_exist(tmp_path: Path) -> None:
    code = """
        from autograder.sandbox import seccomp
        by_argument = "getpriority prctl fcntl ioctl clone mmap socketpair"
        names = [seccomp.ALLOWED, seccomp.OWN_ALONE, seccomp.OWN_OR_ZERO, *seccomp.REFUSED.values(), by_argument]
        known = {syscall_number(name) for name in " ".join(names).split()}
        probes = {335, 336}  # the kernel's own, which no filter sees
        confine()
        others = set(range(1000)) - known - probes
        print({os.strerror(ctypes.get_errno()) if libc.syscall(one, 0, 0, 0) == -1 else one for one in others})
    """
    assert run(code, tmp_path) == "{'Function not implemented'}\n"


def test_what_python_needs_still_works(tmp_path: Path) -> None:
    code = """
        import asyncio, shutil, socket, tempfile, threading
        import numpy as np
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
        np.save("c.npy", np.eye(3))
        np.load("c.npy", mmap_mode="r+")[0, 0] = 2
        os.set_blocking(os.open("a", os.O_RDONLY), False)
        os.kill(os.getpid(), 0)
        print(sorted(os.listdir()), sys.stdout.isatty(), "Pid:" in Path("/proc/self/status").read_text())
    """
    assert run(code, tmp_path) == "thread\n['a', 'b', 'c.npy'] False True\n"


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


def test_without_landlock_there_is_no_sandlock_sandbox(tmp_path: Path) -> None:
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
