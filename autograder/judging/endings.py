"""How cells and runs end, and what a submission's process ended with, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from autograder.judging.results import NotebookStatus
from autograder.sandbox.limits import Limits
from course.texts import _, marked


@dataclass(frozen=True)
class CellEnd:
    """Hold how a cell ended.

    Attributes:
        ok: whether it came to its end.
        error: the name of the error that stopped it.
        message: what that error said.
        mistake: the key of the misconception that a check named, in a test cell.
        hidden: whether the check that did not hold was on hidden data.
    """

    ok: bool
    error: str = ""
    message: str = ""
    mistake: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Stop:
    """Hold why a run stopped early: a status, and what says it as a sentence, in the language in use."""

    status: NotebookStatus
    why: Callable[[], str]


_BY_LIMIT = {
    "memory": (NotebookStatus.MEMORY, marked("The notebook needed more than {limits.memory_megabytes} MB of memory.")),
    "cell_cpu": (
        NotebookStatus.TIMEOUT,
        marked("The notebook took more than {limits.cell_cpu_seconds:g} s of processor time in one cell."),
    ),
    "notebook_cpu": (
        NotebookStatus.TIMEOUT,
        marked("The notebook took more than {limits.notebook_cpu_seconds:g} s of processor time."),
    ),
    "threads": (NotebookStatus.CRASHED, marked("The notebook started more than {limits.threads} threads.")),
    "scratch_files": (NotebookStatus.CRASHED, marked("The notebook made more than {limits.scratch_files:,} files.")),
    "scratch_megabytes": (
        NotebookStatus.CRASHED,
        marked("The notebook wrote more than {limits.scratch_megabytes} MB of files."),
    ),
    "hidden_files": (NotebookStatus.CRASHED, marked("The notebook made a folder that cannot be opened.")),
}
_BY_SIGNAL = {
    "SIGSEGV": marked("The notebook ended its Python process (a segmentation fault)."),
    "SIGKILL": marked("The notebook ended its Python process (it was killed)."),
    "SIGABRT": marked("The notebook ended its Python process (a library gave up)."),
    "SIGFPE": marked("The notebook ended its Python process (an arithmetic error in a library)."),
}


def ending(ended: str, limits: Limits) -> tuple[NotebookStatus, str]:
    """Tell a status, and what the notebook did, as a sentence.

    Args:
        ended: `Worker.ended`.
        limits: those that held.

    Example:
        >>> ending("threads", Limits(threads=20))
        (<NotebookStatus.CRASHED: 'crashed'>, 'The notebook started more than 20 threads.')
    """
    if ended in _BY_LIMIT:
        status, words = _BY_LIMIT[ended]
        return status, _(words).format(limits=limits)
    if ended in _BY_SIGNAL:
        return NotebookStatus.CRASHED, _(_BY_SIGNAL[ended])
    if ended.startswith("SIG"):
        return NotebookStatus.CRASHED, _("The notebook ended its Python process ({signal}).").format(signal=ended)
    return NotebookStatus.CRASHED, _("The notebook ended its Python process.")
