"""The sandbox around a worker, and which one can be built on this machine.

bubblewrap: a world of its own, without network, in which nothing exists but Python, the course and the scratch
folder. sandlock: Landlock, by which the worker confines itself, so that nothing else can be opened; it needs neither
root nor namespaces. Within either, each submission is confined once more (confine.py).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from autograder.problems import UserError
from autograder.sandbox.limits import Limits
from autograder.sandbox.visible import COURSE_ROOT, DEVICES, readable

SANDBOXES = ("bwrap", "sandlock")  # in the order in which "auto" takes them
CHOICES = ("auto", *SANDBOXES, "none")
INSTALL = "Install bubblewrap 0.7 or later (`apt install bubblewrap`), or use Linux 6.2 or later with Landlock"
NEEDS_LINUX = (
    "Submissions run on Linux alone, which can keep them from the rest of a machine: use WSL on Windows, a container, "
    "a JupyterHub, or Dask workers on Linux (`grade --cluster`)."
)


def choose_sandbox(wanted: str) -> str:
    """Return the sandbox to use: "bwrap", "sandlock" or "none".

    Args:
        wanted: one of CHOICES; "auto" takes the best that works here.

    Raises:
        UserError: this is not Linux, or none works, and "none" was not what the user said.
    """
    need_linux()
    if wanted not in CHOICES:
        raise UserError(f"There is no sandbox {wanted!r}. Choose one of: {', '.join(CHOICES)}.")
    if wanted == "none":
        return wanted
    found = next((sandbox for sandbox in SANDBOXES if wanted in ("auto", sandbox) and works(sandbox)), None)
    if found:
        return found
    if wanted != "auto":
        raise UserError(f"The sandbox {wanted} cannot be built on this machine. `autograder doctor` says what can.")
    raise UserError(
        "No sandbox can be built on this machine, so submissions could read and change anything here. "
        f"{INSTALL}, and try again; for notebooks that you trust, say --sandbox none."
    )


def need_linux() -> None:
    """Stop with one sentence where no submission can be run.

    Raises:
        UserError: this is not Linux.
    """
    if not sys.platform.startswith("linux"):
        raise UserError(NEEDS_LINUX)


@cache
def works(sandbox: str) -> bool:
    """Tell whether this sandbox can be built here, by building it and trying it once."""
    if sandbox == "bwrap" and shutil.which("bwrap") is None:
        return False
    with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as outside:
        command = [sys.executable, "-m", "autograder.sandbox.trial", sandbox, outside.name]
        ran = subprocess.run(
            in_sandbox(command, sandbox, Path(folder)), cwd=folder, env=environment(Path(folder)),
            capture_output=True, timeout=60, check=False,
        )  # fmt: skip
    return ran.returncode == 0


def in_sandbox(command: list[str], sandbox: str, scratch: Path) -> list[str]:
    """Return the command that runs another one in the sandbox; for sandlock, that one confines itself.

    Args:
        command: what to run.
        sandbox: what `choose_sandbox` returned.
        scratch: the only folder that it may write to; it starts there.
    """
    return [*_bubblewrap(scratch), *command] if sandbox == "bwrap" else command


def environment(home: Path) -> dict[str, str]:
    """Return the only environment variables that there are in the sandbox.

    Args:
        home: the folder in which a submission runs.
    """
    folder = str(home)
    return {
        "HOME": folder,
        "TMPDIR": folder,
        "IPYTHONDIR": f"{folder}/.ipython",
        "MPLCONFIGDIR": f"{folder}/.matplotlib",
        "JUPYTER_RUNTIME_DIR": f"{folder}/.runtime",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
        "PYTHONPATH": str(COURSE_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "COURSE_PICTURES": "described",  # read by course/figures.py
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "LANG": "C.UTF-8",
    }


def _bubblewrap(scratch: Path) -> list[str]:
    command = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    command += ["--proc", "/proc"]
    for path in DEVICES:
        command += ["--dev-bind", path, path]
    for path in readable():
        command += ["--ro-bind", path, path]
    # Last, so that nothing is laid over it. It has the name that it has outside, as in the other sandbox, but it is
    # memory of a limited size. The worker ends what passes its limit; twice that holds between two of its looks.
    command += ["--size", str(2 * Limits.scratch_megabytes * 2**20), "--tmpfs", str(scratch)]
    return [*command, "--remount-ro", "/", "--chdir", str(scratch)]
