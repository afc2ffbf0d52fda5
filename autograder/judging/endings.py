"""Say how a submission's process ended, from the name that the worker gives to it."""

from autograder.judging.results import NotebookStatus
from autograder.wall.limits import Limits

_BY_LIMIT = {
    "memory": (NotebookStatus.MEMORY, "needed more than {0.memory_megabytes} MB of memory"),
    "cell_cpu": (NotebookStatus.TIMEOUT, "took more than {0.cell_cpu_seconds:g} s of processor time in one cell"),
    "notebook_cpu": (NotebookStatus.TIMEOUT, "took more than {0.notebook_cpu_seconds:g} s of processor time"),
    "threads": (NotebookStatus.CRASHED, "started more than {0.threads} threads"),
    "scratch_files": (NotebookStatus.CRASHED, "made more than {0.scratch_files:,} files"),
    "scratch_megabytes": (NotebookStatus.CRASHED, "wrote more than {0.scratch_megabytes} MB of files"),
    "hidden_files": (NotebookStatus.CRASHED, "made a folder that cannot be opened"),
}
_BY_SIGNAL = {
    "SIGSEGV": "a segmentation fault",
    "SIGKILL": "it was killed",
    "SIGABRT": "a library gave up",
    "SIGFPE": "an arithmetic error in a library",
}


def ending(ended: str, limits: Limits) -> tuple[NotebookStatus, str]:
    """Tell a status, and what the notebook did, in words that follow "The notebook".

    Args:
        ended: `Worker.ended`.
        limits: those that held.

    Example:
        >>> ending("threads", Limits(threads=20))
        (<NotebookStatus.CRASHED: 'crashed'>, 'started more than 20 threads')
    """
    if ended in _BY_LIMIT:
        status, words = _BY_LIMIT[ended]
        return status, words.format(limits)
    why = f" ({_BY_SIGNAL.get(ended, ended)})" if ended.startswith("SIG") else ""
    return NotebookStatus.CRASHED, f"ended its Python process{why}"
