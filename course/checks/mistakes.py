"""Mistakes by name: each has a key, by which results and reports file it, and a text, which the student reads.

A check lists a mistake with its sign: the wrong answer that it gives on these arguments. A hidden test lists it with
the wrong program itself, and `made_by` turns that into a sign on any data.
"""

import contextlib
import copy
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from course.checks.call import CallOutcome, call
from course.checks.compare import as_numbers, same
from course.texts import _


@dataclass(frozen=True)
class Mistake:
    """Name a mistake.

    Args:
        key: stays as it is when the text is reworded; unique within a unit's checks.
        text: says what is wrong, in a clause that can follow "Likely cause:"; a message to be translated.
        values: what stands in the text's braces.

    Example:
        >>> NO_BIAS = Mistake("no_bias", "the bias `{name}` is left out")
        >>> NO_BIAS.format(name="b").words
        'the bias `b` is left out'
    """

    key: str
    text: str
    values: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def format(self, **values: Any) -> "Mistake":
        """Return the same mistake with these values in its text."""
        return replace(self, values=values)

    @property
    def words(self) -> str:
        """Return the text as it is shown."""
        text = _(self.text)
        return text.format(**self.values) if self.values else text


Signs = Mapping[Any, Any]  # for each known mistake, a Mistake or just a text, its sign


def as_mistake(given: "Mistake | str") -> Mistake:
    """Take a text for a mistake of that name: for short checks that are written into a notebook."""
    return given if isinstance(given, Mistake) else Mistake(given, given)


def made_by(wrong: Mapping[Mistake, Any], *arguments: Any) -> Mapping[Mistake, Any]:
    """Run wrong programs on the data of a hidden test, for `expect` to compare an answer with what they do.

    They run only where an answer is wrong, on copies of the data as they were when this was called.

    Args:
        wrong: for each mistake the wrong program, called as the student's function is; anything else that can be the
            sign of a mistake, such as an error's type, stays as it is.
        *arguments: the data; each program gets copies.

    Returns:
        For each mistake what its program did: the answer, the error or numpy's warnings.

    Example:
        >>> NOT_SQUARED = Mistake("not_squared", "the number is not squared")
        >>> made_by({NOT_SQUARED: lambda x: x}, 3.0)[NOT_SQUARED].answer
        3.0
    """
    return _MadeBy(wrong, copy.deepcopy(arguments))


class _MadeBy(Mapping[Mistake, Any]):
    """Run a wrong program when somebody asks what it does."""

    def __init__(self, wrong: Mapping[Mistake, Any], arguments: tuple[Any, ...]) -> None:
        self._signs, self._arguments = dict(wrong), arguments

    def __getitem__(self, mistake: Mistake) -> Any:
        sign = self._signs[mistake]
        if _is_a_program(sign):
            sign = self._signs[mistake] = call(sign, self._arguments, [""] * len(self._arguments))
        return sign

    def __iter__(self) -> Iterator[Mistake]:
        return iter(self._signs)

    def __len__(self) -> int:
        return len(self._signs)


@dataclass(frozen=True)
class Confirmed:
    """Hold a sign that another fault shows, too, and a second call that tells the two apart."""

    sign: Any
    there: Any  # the sign in the second call
    function: Callable[..., Any]
    arguments: Sequence[Any]

    def again(self) -> CallOutcome:
        """Make the second call, quietly."""
        with contextlib.redirect_stdout(io.StringIO()):
            return call(self.function, self.arguments, [""] * len(self.arguments))


def confirmed(
    signs: Signs, there: Mapping[Mistake, Any], function: Callable[..., Any], *arguments: Any
) -> dict[Any, Any]:
    """Believe mistakes only where a second call shows them, too: few values can have come of many a fault.

    Args:
        signs: the signs of mistakes.
        there: for those that need it, the sign in the second call.
        function: the student's function.
        *arguments: what the second call hands it.

    Example:
        >>> from course import expect
        >>> SQUARED = Mistake("squared", "the number is squared, not doubled")
        >>> sign = confirmed({SQUARED: 9.0}, {SQUARED: 16.0}, lambda x: 3 * x, 4.0)[SQUARED]
        >>> shows(sign, CallOutcome(9.0), 0, 0)
        False
    """
    more = {one: Confirmed(signs[one], sign, function, arguments) for one, sign in there.items()}
    return {**signs, **more}


def _is_a_program(sign: Any) -> bool:
    is_an_error = isinstance(sign, type) and issubclass(sign, BaseException)
    return isinstance(sign, Callable) and not is_an_error  # type: ignore[arg-type]


def shows(sign: Any, outcome: CallOutcome, rtol: float, atol: float) -> bool:
    """Tell whether a call of the student's function shows the sign of a mistake.

    Args:
        sign: a wrong answer; a function that recognizes one (it gets an array of float64); the type of an error; a
            type of warning, where numpy warns; what a wrong program did; or one of these with a second call.
        outcome: what the student's function did.
        rtol: relative tolerance.
        atol: absolute tolerance.
    """
    if isinstance(sign, Confirmed):
        return shows(sign.sign, outcome, rtol, atol) and shows(sign.there, sign.again(), rtol, atol)
    if isinstance(sign, CallOutcome):
        return _did_the_same(sign, outcome, rtol, atol)
    if isinstance(sign, type) and issubclass(sign, Warning):
        return bool(outcome.numpy_warnings)
    if isinstance(sign, type) and issubclass(sign, BaseException):
        return isinstance(outcome.error, sign)
    if outcome.error is not None:
        return False
    if callable(sign):
        numbers = as_numbers(outcome.answer)
        return numbers is not None and bool(sign(numbers))
    return same(outcome.answer, sign, rtol, atol)


def _did_the_same(program: CallOutcome, student: CallOutcome, rtol: float, atol: float) -> bool:
    if program.error is not None or student.error is not None:
        return type(program.error).__name__ == type(student.error).__name__ and str(program.error) == str(student.error)
    if program.numpy_warnings:
        return program.numpy_warnings == student.numpy_warnings
    return same(student.answer, program.answer, rtol, atol)
