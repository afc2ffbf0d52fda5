"""What a student reads when a check does not hold: symptom, what was expected, likely cause, next step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from course.checks.call import CallOutcome
from course.checks.compare import Difference, difference, same
from course.checks.held import is_tried
from course.checks.hidden import is_hidden, is_revealed
from course.checks.mistakes import Mistake, Signs, as_mistake, shows
from course.checks.wording import short
from course.texts import _

RTOL, ATOL = 1e-6, 1e-9


class Unset:
    """Mark an argument that was not given, since None could be meant."""


UNSET = Unset()


class CheckFailed(AssertionError):
    """Tell a student what is wrong; notebooks show the message alone.

    Attributes:
        mistake: the key of the likely cause, or an empty string; reports count it.
        hidden: whether it came up on hidden data, after what the student can see had held.
        held: what had held before, a line each.
    """

    mistake = ""
    hidden = False
    held: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()  # the message's, but for the cause and the next step
    step = ""

    def because(self, cause: Mistake) -> "CheckFailed":
        """Return the same failure with another cause."""
        return _told(type(self), self.lines, cause, self.step)

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
    mistakes: Signs = field(default_factory=dict)
    arguments: Sequence[Any] = ()
    argument_names: Sequence[str] = ()
    outcome: CallOutcome = field(default_factory=CallOutcome)
    expected: Any = UNSET
    rtol: float = RTOL
    atol: float = ATOL
    function: Any = None
    parts: str = ""  # the name by which `course.checks.parts` knows what the parts of the answer are called

    def failure(
        self,
        symptom: str,
        *,
        cause: Mistake | None = None,
        about: str | None = None,
        step: str | None = None,
        kind: type[CheckFailed] = CheckFailed,
        show_values: bool = False,
    ) -> CheckFailed:
        """Build the message: symptom, what was expected, likely cause, next step.

        Args:
            symptom: what is wrong, as a sentence.
            cause: the likely cause, where no listed mistake shows.
            about: what the text of a listed mistake must name, if all that is known of it is an error's class.
            step: what to do next, as a clause.
            kind: the error to build.
            show_values: whether to show what was returned and expected; on hidden data that is for a teacher alone.
        """
        if is_tried():
            return kind()
        cause = self._listed_mistake(about) or cause
        lines = [f"✗ {symptom}"]
        if is_hidden() and is_revealed():
            lines += self._inputs()
        if self.expected is not UNSET and ((show_values and not is_hidden()) or is_revealed()):
            if self.outcome.error is None:
                lines.append("  " + _("Returned: {value}").format(value=short(self.outcome.answer)))
            lines.append("  " + _("Expected: {value}").format(value=short(self.expected)))
        step = step or _("fix `{name}` in its cell, run that cell, then run this check again").format(name=self.name)
        return _told(kind, lines, cause, step)

    def _inputs(self) -> list[str]:
        named = zip(self.argument_names, self.arguments, strict=True)
        return ["  " + _("Input {name}: {value}").format(name=name, value=short(value)) for name, value in named]

    def difference_from(self, expected: Any) -> Difference | None:
        """Compare the answer with a value, within this question's tolerances."""
        return difference(self.outcome.answer, expected, self.rtol, self.atol, self.parts)

    def has_listed(self) -> bool:
        """Tell whether a listed mistake shows, so that no other cause need be looked for."""
        return self._listed_mistake(None) is not None

    def _listed_mistake(self, about: str | None) -> Mistake | None:
        """Find the listed mistake that fits what happened, at whichever step it shows."""
        if self._has_right_values():
            return None
        for given, sign in self.mistakes.items():
            mistake = as_mistake(given)
            if self._is_right(sign) or not shows(sign, self.outcome, self.rtol, self.atol):
                continue
            if about is None or not isinstance(sign, type) or about in mistake.text:
                return mistake
        return None

    def _has_right_values(self) -> bool:
        """Tell whether the answer is right, and something else is wrong: an argument that was changed."""
        if self.expected is UNSET or self.outcome.error is not None or self.outcome.numpy_warnings:
            return False
        return self.difference_from(self.expected) is None

    def _is_right(self, sign: Any) -> bool:
        """Tell whether a wrong program happens to be right on these data, so that it is the sign of nothing."""
        if self.expected is UNSET or not isinstance(sign, CallOutcome) or sign.error is not None or sign.numpy_warnings:
            return False
        return same(sign.answer, self.expected, self.rtol, self.atol)


def _told(kind: type[CheckFailed], lines: Sequence[str], cause: Mistake | None, step: str) -> CheckFailed:
    """Put a message together."""
    likely = [] if cause is None else ["  " + _("Likely cause: {cause}.").format(cause=cause.words.rstrip("."))]
    failed = kind("\n".join([*lines, *likely, "  " + _("Next step: {step}.").format(step=step.rstrip("."))]))
    failed.mistake, failed.hidden = "" if cause is None else cause.key, is_hidden()
    failed.lines, failed.step = tuple(lines), step
    return failed
