"""Folders for one process's scratch files, which do not outlive it for long.

Each is locked by the process that made it. The kernel lets go of the lock when that process ends, also by a kill, so a
folder whose lock can be taken belongs to nobody any more, and the next grader removes it.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX = "autograder-scratch-"


def scratch_folder() -> tuple[Path, int]:
    """Make a folder and lock it.

    Returns:
        The folder, and the file descriptor that holds its lock: close it when the folder is gone.
    """
    import fcntl  # here, since Windows has none, and needs no such folder: no submission runs there

    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX)).resolve()
        lock = os.open(folder, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():  # else another grader swept it away before it was locked
            return folder, lock
        os.close(lock)


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder for the time of the `with` block."""
    if os.name == "nt":  # where a folder cannot be locked, and no grader sweeps
        with tempfile.TemporaryDirectory() as name:
            yield Path(name).resolve()
        return
    folder, lock = scratch_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def sweep() -> None:
    """Remove the folders that killed graders have left behind."""
    if os.name == "nt":
        return
    import fcntl

    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # locked, another user's, or gone in the meantime
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(lock)
