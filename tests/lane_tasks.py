"""What tests let lanes do instead of grading; a lane imports this module, so it imports little itself."""

import os
import signal
import time
from pathlib import Path

from autograder.grading.lanes import Ran
from autograder.judging.results import NotebookResult, NotebookStatus
from autograder.units import Unit


def die_if_d(path: Path, unit: Unit) -> Ran:
    """Kill the lane where the submission is d's."""
    if path.parent.parent.name == "d":
        os.kill(os.getpid(), signal.SIGKILL)
    return NotebookResult(unit.name, 1.0, 20.0, NotebookStatus.GRADED), None


def fail_if_a(path: Path, unit: Unit) -> Ran:
    """Fail where the submission is a's."""
    if path.parent.parent.name == "a":
        raise KeyError("lost")
    return NotebookResult(unit.name, 1.0, 20.0, NotebookStatus.GRADED), None


def meet(folder: Path, number: int) -> int:
    """Wait until two lanes are here; return the number of this process."""
    (folder / str(number)).touch()
    while len(list(folder.iterdir())) < 2:
        time.sleep(0.01)
    return os.getpid()
