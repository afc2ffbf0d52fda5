"""What grading says: one status for each exercise and one for the notebook, points and message together."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from autograder.plain_data import rebuild
from course.texts import FIRST


class Status(StrEnum):
    """How an exercise came out. The order is from best to worst: an exercise has the worst of its test cells."""

    PASSED = "passed"
    MANUAL = "manual"
    NOT_ATTEMPTED = "not_attempted"
    FAILED = "failed"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"

    def worse(self, other: "Status") -> "Status":
        """Return the worse of two."""
        order = list(Status)
        return max(self, other, key=order.index)


class NotebookStatus(StrEnum):
    """How a submission came out as a whole."""

    GRADED = "graded"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    REJECTED = "rejected"
    GRADER_ERROR = "grader_error"


# The error that a test cell ends with tells the status; every other name is an error of the student's code.
STATUS_OF_ERROR = {
    "CheckFailed": Status.FAILED,
    "NotAttempted": Status.NOT_ATTEMPTED,
    "AnswerRaised": Status.ERROR,
    "AssertionError": Status.FAILED,
    "CellTimeout": Status.TIMEOUT,
    "MemoryError": Status.MEMORY,
    "KernelDied": Status.CRASHED,
}


def status_of_error(name: str) -> Status:
    """Tell the status of a test cell from the name of the error it ended with."""
    return STATUS_OF_ERROR.get(name, Status.ERROR)


@dataclass(frozen=True)
class ExerciseResult:
    """Hold an exercise's points together with the message that explains them.

    `mistake` is the key of the misconception that the check named, if it named one. `only_hidden` says that all checks
    held that the student can see, and one on hidden data did not.
    """

    name: str
    points: float
    max_points: float
    status: Status
    message: str = ""
    mistake: str = ""
    only_hidden: bool = False


@dataclass(frozen=True)
class NotebookResult:
    """Hold the result of one submission; `seconds` is how long its grading took, `language` that of its messages.

    `reason` is `message` in English, where the submission's language is another one.

    `skipped` counts the cells that were not run, since no points depend on them; None where all were to run.
    `score` is None where the grader itself failed: a person is asked, and nobody gets a zero for it.
    """

    unit: str
    score: float | None
    max_score: float
    status: NotebookStatus
    exercises: tuple[ExerciseResult, ...] = ()
    message: str = ""
    repairs: tuple[str, ...] = ()
    seed: int | None = None
    sandbox: str = ""
    seconds: float | None = None
    skipped: int | None = None
    language: str = FIRST
    reason: str = ""

    def told_in(self, language: str) -> str:
        """Return the message about the whole submission in a language, or else in the one that is there."""
        return self.message if language == self.language else self.reason or self.message

    def as_dict(self) -> dict[str, Any]:
        """Return plain data, ready for JSON."""
        return asdict(self)


def result_from_dict(data: Any) -> NotebookResult:
    """Rebuild a result from what `NotebookResult.as_dict` returned, and a person may have edited.

    Raises:
        ValueError: it is no result; it says what is wrong.
    """
    return rebuild(NotebookResult, data)
