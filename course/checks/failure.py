"""What a student reads when a check does not hold: symptom, what was expected, likely cause, next step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from course.checks.call import Outcome
from course.checks.compare import Difference, as_numbers, difference
from course.checks.hidden import is_hidden
from course.checks.wording import short

RTOL, ATOL = 1e-6, 1e-9


class Unset:
    """Mark an argument that was not given, since None could be meant."""


UNSET = Unset()


class CheckFailed(AssertionError):
    """Tell a student what is wrong; notebooks show the message alone.

    Attributes:
        mistake: the likely cause in the words of the message, or an empty string; reports count it.
        hidden: whether it came up on hidden data, after what the student can see had held.
    """

    mistake = ""
    hidden = False

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


class NotAttempted(CheckFailed):
    """The exercise still holds its stub."""


class AnswerRaised(CheckFailed):
    """The student's own code stopped with an error."""


@dataclass(frozen=True)
class Question:
    """Hold what is asked: the answer's name, how the question reads, and the mistakes to look for."""

    name: str
    text: str
    mistakes: Mapping[str, Any]
    arguments: Sequence[Any] = ()
    argument_names: Sequence[str] = ()
    outcome: Outcome = field(default_factory=Outcome)
    rtol: float = RTOL
    atol: float = ATOL

    def failure(
        self,
        symptom: str,
        *,
        expected: Any = UNSET,
        cause: str | None = None,
        step: str | None = None,
        kind: type[CheckFailed] = CheckFailed,
    ) -> CheckFailed:
        """Build the message: symptom, what was expected, likely cause, next step."""
        cause = (self._listed_mistake() or cause or "").rstrip(".")
        lines = [f"✗ {symptom}"]
        if expected is not UNSET and not is_hidden():
            if self.outcome.error is None:
                lines.append(f"  Returned: {short(self.outcome.answer)}")
            lines.append(f"  Expected: {short(expected)}")
        if cause:
            lines.append(f"  Likely cause: {cause}.")
        step = step or f"mend `{self.name}` in its cell, run that cell, then run this check again"
        lines.append(f"  Next step: {step.rstrip('.')}.")
        failed = kind("\n".join(lines))
        failed.mistake, failed.hidden = cause, is_hidden()
        return failed

    def difference_from(self, expected: Any) -> Difference | None:
        """Compare the answer with a value, within this question's tolerances."""
        return difference(self.outcome.answer, expected, self.rtol, self.atol)

    def _listed_mistake(self) -> str | None:
        """Find the listed mistake that fits what happened, at whichever step it shows."""
        outcome = self.outcome
        for name, sign in self.mistakes.items():
            if isinstance(sign, type) and issubclass(sign, Warning):
                if outcome.numpy_warnings:
                    return name
            elif isinstance(sign, type) and issubclass(sign, BaseException):
                if isinstance(outcome.error, sign):
                    return name
            elif outcome.error is None and self._shows(sign):
                return name
        return None

    def _shows(self, sign: Any) -> bool:
        """Tell whether the answer is a mistake's wrong value, or is recognized by its function."""
        if not callable(sign):
            return self.difference_from(sign) is None
        numbers = as_numbers(self.outcome.answer)
        return numbers is not None and bool(sign(numbers))
