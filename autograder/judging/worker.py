"""The warm worker: a process in the sandbox that has imported everything, and forks for each submission.

It reads, from the socket that is its standard input, one request for each submission, together with a socket of that
submission's own, on which the fork (student.py) then talks with the judge. The fork confines itself (confine.py)
before anything of the student's runs in it. Meanwhile the worker watches it (watch.py). When the fork has ended, or has
passed a limit, or the judge wants it ended, the worker clears away what it left, and says how it ended.

The fork runs in a folder that was made for it alone, with copies of the files that came with the request. It has the
same name each time, since libraries remember it.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.judging.channel import Channel
from autograder.sandbox.confine import confine_submission, confine_worker, explain_refusals, hide_memory
from autograder.sandbox.limits import Limits
from autograder.sandbox.watch import SECONDS_BETWEEN, Watch

if TYPE_CHECKING:
    from autograder.judging.kernel import Kernel

# What a notebook's kernel would otherwise import in each fork; none of them starts a thread. Not imported above, since
# matplotlib looks for its list of fonts at once.
WARM = (
    "autograder.judging.student",
    "course",
    "ipykernel.debugger",
    "IPython.core.completer",
    "matplotlib.backends.backend_agg",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "psutil",
    "sandlock",
    "sqlite3",
)
LARGEST_MESSAGE = 100_000
MOST_DESCRIPTORS = 250  # in one message; the kernel takes few more
HOME = "home"  # the folder of a session, within the worker's scratch folder
END_IT = b"0"  # the judge wants the fork ended
NEXT_CELL = b"1"  # the judge is about to run the next cell
READY = b"ready"
NO_MEMORY = 75  # exit status of a fork that had not even the memory to say so


def main() -> None:
    """Serve submissions until the judge is gone; the first argument names the sandbox around this process."""
    sandbox, scratch = sys.argv[1], Path.cwd()
    control = socket.socket(fileno=os.dup(0))
    with open(os.devnull, "r+b") as nothing:
        os.dup2(nothing.fileno(), 0)
    if sandbox == "sandlock":
        confine_worker(scratch)
    hide_memory(True)
    kernel = _warm_up(scratch, *_receive(control))
    control.sendall(READY)
    while True:
        request, descriptors = _receive(control)
        if request is None:
            return
        if descriptors:  # else about a fork that had ended by itself
            _serve(request, descriptors, control, sandbox, scratch, kernel)


def _receive(control: socket.socket) -> tuple[Any, list[int]]:
    """Take one message, and the descriptors that come with it; nothing when the judge is gone."""
    data, descriptors, _flags, _address = socket.recv_fds(control, LARGEST_MESSAGE, MOST_DESCRIPTORS)
    return json.loads(data or "null"), descriptors


def _warm_up(scratch: Path, request: dict[str, Any], descriptors: list[int]) -> "Kernel":
    """Import everything once, and build the kernel; the files that come with the request are settings of libraries."""
    home = make_home(scratch, request["files"], descriptors)
    for module in WARM:
        importlib.import_module(module)
    from autograder.judging.kernel import Kernel
    from course import check_setup

    path = list(sys.path)
    with contextlib.chdir(home):  # where each submission will find itself
        kernel = Kernel()
    sys.path[:] = path

    with warnings.catch_warnings(action="ignore"):
        check_setup()  # what this looks up once, a fork finds done
    gc.collect()
    clear(scratch)
    gc.freeze()
    return kernel


def _serve(
    request: dict[str, Any],
    descriptors: list[int],
    control: socket.socket,
    sandbox: str,
    scratch: Path,
    kernel: "Kernel",
) -> None:
    """Run one submission, and say how it ended."""
    session, *files = descriptors
    home = make_home(scratch, request["files"], files)
    for module in request["modules"]:
        with contextlib.suppress(Exception):  # the notebook's own import will say what is wrong
            importlib.import_module(module)
    limits = Limits(**request["limits"])
    confined, begins = os.pipe()  # closed at the other end once the fork is confined
    child = os.fork()
    if child == 0:
        control.close()
        _be_the_student(session, begins, sandbox, home, limits, kernel)
    os.close(session)
    os.close(begins)
    ended = _watch(child, confined, control, Watch(child, scratch, limits))
    os.close(confined)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)  # without a sandbox it may have started others
    clear(scratch)
    control.sendall(json.dumps({"ended": ended}).encode())


def make_home(scratch: Path, names: list[str], descriptors: list[int]) -> Path:
    """Make the folder of one session, with a copy of each of these files that somebody else has opened."""
    clear(scratch)
    home = scratch / HOME
    home.mkdir()
    for name, descriptor in zip(names, descriptors, strict=True):
        (home / name).parent.mkdir(exist_ok=True)
        with open(descriptor, "rb") as source, open(home / name, "wb") as copy:
            shutil.copyfileobj(source, copy)
    return home


def _watch(child: int, confined: int, control: socket.socket, watch: Watch) -> str:
    """Wait until the fork has ended, has passed a limit, or must end because the judge says so; return why.

    Until it is confined it runs no code but ours, and on a busy machine what it holds cannot be looked at yet.
    """
    descriptor, asked, passed = os.pidfd_open(child), False, ""
    to_hear = [descriptor, control.fileno(), confined]
    while not asked and not passed:
        ready = select.select(to_hear, [], [], SECONDS_BETWEEN)[0]
        if descriptor in ready:
            break
        if confined in ready:
            to_hear.remove(confined)
        message = control.recv(1) if control.fileno() in ready else None
        if message == NEXT_CELL:
            watch.begin_cell()
        else:
            asked = message is not None
            passed = "" if confined in to_hear else watch.passed()
    os.kill(child, signal.SIGKILL)
    os.close(descriptor)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return passed or ("" if asked and status == -signal.SIGKILL else _own_end(status))


def _own_end(status: int) -> str:
    """Name the way in which a fork has ended by itself."""
    if status == NO_MEMORY:
        return "memory"
    if status == -signal.SIGXCPU:
        return "notebook_cpu"
    return signal.Signals(-status).name if status < 0 else "exit"


def _be_the_student(descriptor: int, begins: int, sandbox: str, home: Path, limits: Limits, kernel: "Kernel") -> None:
    """Run one submission in this fork, and end it whatever happens."""
    from autograder.judging.student import Student

    channel = Channel(descriptor, descriptor)
    try:
        os.setsid()
        os.dup2(0, 2)  # nobody reads what libraries write there, and a full pipe would stop them
        hide_memory(False)
        os.chdir(home)
        sys.path.insert(0, str(home))
        try:
            confine_submission(sandbox, home, limits)
            student = Student(channel, limits, kernel)
            if sandbox != "none":
                explain_refusals()
                kernel.leave_commands_out()
            os.close(begins)
        except Exception as error:
            channel.send({"failed": f"{type(error).__name__}: {error}"}, [])
            return
        student.serve()
    except MemoryError:
        os._exit(NO_MEMORY)
    finally:
        os._exit(0)


def clear(scratch: Path) -> None:
    """Remove everything in a folder; nothing may run any more that could change it meanwhile."""
    try:
        for entry in list(os.scandir(scratch)):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            else:
                os.unlink(entry.path)
    except (OSError, RecursionError):  # folders that even their owner cannot open, or too deep for Python
        subprocess.run(["chmod", "-R", "u+rwx", "."], cwd=scratch, capture_output=True, check=False)
        subprocess.run(["find", ".", "-mindepth", "1", "-delete"], cwd=scratch, capture_output=True, check=True)


if __name__ == "__main__":
    main()
