"""A lock on an open file. The system lets go of it when the process ends, however that happens."""

import importlib
import os
from typing import Any

PLACE = 2**30  # Windows locks bytes, also such as no file holds


def lock(file: int) -> None:
    """Lock an open file, or say at once that it cannot be done.

    Args:
        file: its descriptor.

    Raises:
        OSError: somebody else holds the lock.
    """
    try:
        import fcntl
    except ImportError:  # on Windows
        msvcrt: Any = importlib.import_module("msvcrt")
        os.lseek(file, PLACE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
