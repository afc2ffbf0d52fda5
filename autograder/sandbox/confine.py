"""What confines one submission inside the sandbox: applied by the fork to itself, before any of the student's code.

The worker in the sandbox is warm and serves many submissions, so each of them gets a narrower sandbox of its own: it
cannot reach the worker, nor the next submission. Four layers, each of which the kernel never takes back:

1. limits on memory, processor time, open files and the size of a file;
2. no privileges, even for root;
3. Landlock: only Python, the course and the system's libraries to read, only the scratch folder to write;
4. a filter of system calls (seccomp.py): no network, no other processes, and nothing that is not on its list.

Behind bubblewrap, mounts already do what the third layer does, and it may be missing on an old kernel. Without
bubblewrap (`sandlock`), Landlock is what keeps files, and must be there.
"""

import _posixsubprocess
import ctypes
import errno
import math
import os
import resource
import signal
import struct
import subprocess
from pathlib import Path
from typing import Any, NoReturn

from autograder.sandbox.limits import Limits
from autograder.sandbox.seccomp import SET_DEATH_SIGNAL, SET_DUMPABLE, install_filter
from autograder.sandbox.visible import DEVICES, readable

OWN_PROC = ("maps", "stat", "statm", "status")  # what libraries ask about their own process
_CAPABILITIES_VERSION = 0x20080522


def confine_worker(scratch: Path) -> None:
    """Confine the worker itself where there is no bubblewrap around it: the outer sandbox.

    Raises:
        OSError: Landlock does not work here.
    """
    _drop_privileges()
    _landlock([*readable(), "/proc"], scratch)


def hide_memory(hidden: bool) -> None:
    """Keep other processes of the same user out of this one's memory, or let them in again."""
    ctypes.CDLL(None).prctl(SET_DUMPABLE, int(not hidden), 0, 0, 0)


def confine_submission(sandbox: str, scratch: Path, limits: Limits) -> None:
    """Confine this process, for good.

    Args:
        sandbox: what stands around the worker, "bwrap", "sandlock" or "none"; without a sandbox only the limits hold.
        scratch: the only folder to write to.
        limits: what it may take.

    Raises:
        OSError: it cannot be confined.
    """
    if len(os.listdir("/proc/self/task")) > 1:
        raise OSError(errno.EBUSY, "what is said here holds for this thread alone, and there are others")
    set_limits(limits)
    if sandbox == "none":
        return
    ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)  # it ends when the worker ends
    resource.setrlimit(resource.RLIMIT_SIGPENDING, (0, 0))  # signals that wait take from a budget of the user's
    _drop_privileges()
    try:
        _landlock([*readable(), *[f"/proc/self/{name}" for name in OWN_PROC]], scratch)
    except OSError:
        if sandbox != "bwrap":
            raise
    install_filter()


def explain_refusals() -> None:
    """Let Python's own ways to start a process say why they fail; what makes them fail is the filter."""
    for name in ("fork", "forkpty", "posix_spawn", "posix_spawnp", "system", "execv", "execve"):
        setattr(os, name, refuse_process)
    subprocess._fork_exec = _posixsubprocess.fork_exec = refuse_process  # type: ignore[attr-defined]


def refuse_process(*_arguments: Any, **_keywords: Any) -> NoReturn:
    """Stand in for whatever starts a process."""
    raise PermissionError("a submission may not start other processes")


def set_limits(limits: Limits) -> None:
    """Set what the kernel itself counts for a process."""
    cpu = math.ceil(limits.notebook_cpu_seconds) + 1
    for kind, amount in (
        (resource.RLIMIT_AS, limits.memory_megabytes * 2**20),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_FSIZE, limits.file_megabytes * 2**20),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (amount, amount))


def _landlock(paths: list[str], scratch: Path) -> None:
    """Let this process open nothing but these paths, for reading, and the scratch folder."""
    from sandlock import Protection, Sandbox, confine  # only where a sandbox is built: it is for Linux alone
    from sandlock.exceptions import SandlockError

    devices = [path for path in DEVICES if os.path.exists(path)]
    writable = [str(scratch), *[path for path in devices if path == "/dev/null"]]
    # What the filter of system calls does as well, so that an older kernel will do.
    spare = [Protection.NET_TCP, Protection.FS_IOCTL_DEV, Protection.SIGNAL_SCOPE]
    spare.append(Protection.ABSTRACT_UNIX_SOCKET_SCOPE)
    try:
        confine(Sandbox(fs_readable=[*paths, *devices], fs_writable=writable, allow_degraded=spare))
    except SandlockError as error:
        raise OSError(errno.ENOSYS, f"Landlock does not work here: {error}") from error


def _drop_privileges() -> None:
    """Give up the capabilities of root, with which limits could be raised again."""
    header = struct.pack("Ii", _CAPABILITIES_VERSION, 0)
    if ctypes.CDLL(None, use_errno=True).capset(header, bytes(24)):
        raise OSError(ctypes.get_errno(), "privileges could not be dropped")
