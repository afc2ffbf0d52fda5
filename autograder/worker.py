"""The warm worker: a process behind the wall that has imported everything, and forks for each submission.

It reads, from the socket that is its standard input, one request for each submission, together with a socket of that
submission's own, on which the fork (student.py) then talks with the judge. When the fork has ended, the worker
ends every process that it has left behind, and says so.
"""

import contextlib
import gc
import importlib
import json
import os
import resource
import select
import shutil
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from autograder.channel import Channel
from autograder.student import Student

# What a notebook's kernel would otherwise import in each fork; none of them starts a thread.
WARM = (
    "course",
    "ipykernel.debugger",
    "ipykernel.inprocess.client",
    "ipykernel.inprocess.ipkernel",
    "IPython.core.completer",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "psutil",
    "sqlite3",
)
LARGEST_REQUEST = 100_000
END_IT = b"0"  # the judge wants the fork ended
CLEARED = b"1"


def main() -> None:
    """Serve submissions until the judge is gone."""
    control = socket.socket(fileno=os.dup(0))
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    own_pids = "--own-pids" in sys.argv
    for module in WARM:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
    while True:
        data, sockets, _flags, _address = socket.recv_fds(control, LARGEST_REQUEST, 1)
        if not data:
            return
        if data == END_IT:  # the fork had ended by itself
            continue
        request = json.loads(data)
        for module in request["modules"]:
            with contextlib.suppress(Exception):  # the notebook's own import will say what is wrong
                importlib.import_module(module)
        child = os.fork()
        if child == 0:
            control.close()
            _be_the_student(sockets[0], request)
        os.close(sockets[0])
        _wait_for_end(child, control)
        _clear_away(child, own_pids)
        control.sendall(CLEARED)


def _wait_for_end(child: int, control: socket.socket) -> None:
    """Wait until the fork has ended, or the judge says that it must."""
    ended = os.pidfd_open(child)
    try:
        while ended not in select.select([ended, control.fileno()], [], [])[0]:
            asked = control.recv(1)
            os.kill(child, signal.SIGKILL)
            if not asked:
                sys.exit()
    finally:
        os.close(ended)
        os.waitpid(child, 0)


def _be_the_student(fd: int, request: dict[str, Any]) -> None:
    """Run one submission in this fork, and end it whatever happens."""
    try:
        os.setsid()
        os.chdir(request["scratch"])
        sys.path.insert(0, request["scratch"])
        _limit(request["limits"])
        Student(Channel(fd, fd)).serve()
    finally:
        os._exit(0)


def _limit(limits: dict[str, Any]) -> None:
    megabyte = 2**20
    for kind, amount in (
        (resource.RLIMIT_AS, limits["memory_megabytes"] * megabyte),
        (resource.RLIMIT_FSIZE, limits["file_megabytes"] * megabyte),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (amount, amount))


def _clear_away(child: int, own_pids: bool) -> None:
    """End what the fork has left behind: behind the wall every other process, else those of its group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if own_pids:
            os.kill(-1, signal.SIGKILL)
        else:
            os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    places = [Path.cwd(), Path("/dev/shm")] if own_pids else [Path.cwd()]
    for left in [path for place in places for path in place.iterdir()]:
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                left.unlink()


if __name__ == "__main__":
    main()
