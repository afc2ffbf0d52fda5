"""The order of decisions about an answer."""

from collections.abc import Callable, Mapping
from typing import Any

from course.checks.call import (
    Outcome,
    argument_names,
    call,
    error_text,
    is_a_stub,
    is_an_open_value,
    student_line,
    unanswered_helper,
)
from course.checks.causes import general_cause
from course.checks.compare import Difference
from course.checks.failure import ATOL, RTOL, UNSET, AnswerRaised, CheckFailed, NotAttempted, Question
from course.checks.hidden import is_hidden
from course.checks.wording import call_text, short


def expect(
    function: Callable[..., Any],
    *arguments: Any,
    gives: Any = UNSET,
    like: Any = UNSET,
    raises: type[Exception] | None = None,
    mistakes: Mapping[str, Any] | None = None,
    exercise: str | None = None,
    rtol: float = RTOL,
    atol: float = ATOL,
) -> Any:
    """Call a student's function and check what it does.

    Args:
        function: the student's function.
        *arguments: passed by position, as copies.
        gives: the right answer; a tuple for several answers.
        like: where no single answer is right, one of the right type and shape.
        raises: the error that these arguments must raise.
        mistakes: for each known mistake, in words that say what is wrong, its sign: the wrong answer it gives,
            a function that recognizes that answer (it gets an array of float64), the error it raises, or
            RuntimeWarning where numpy warns.
        exercise: the exercise to mend, where that is not called as the function is.
        rtol: relative tolerance.
        atol: absolute tolerance.

    Returns:
        The answer, for checks that go on with it.

    Raises:
        NotAttempted: the function is still the stub.
        AnswerRaised: it stopped with an error.
        CheckFailed: it gave a wrong answer.

    Example:
        >>> expect(abs, -2.0, gives=2.0, mistakes={"the sign is kept": -2.0})
        ✓ abs(-2.0) gives 2.0
        2.0
    """
    name = getattr(function, "__name__", "your function")
    if name == "<lambda>":
        name = "your function"
    names = argument_names(function, len(arguments))
    text = call_text(name, arguments, names)
    outcome = call(function, arguments, names)
    question = Question(exercise or name, text, mistakes or {}, arguments, names, outcome, rtol, atol)
    if raises is not None:
        _check_raised(question, raises)
        print(f"✓ {text} raises {raises.__name__}")
        return None
    _check_attempted(question)
    _check_call(question, harness=name if exercise else None)
    _check_answer(question, gives, like)
    print(f"✓ {text}" + ("" if gives is UNSET or is_hidden() else f" gives {short(gives)}"))
    return outcome.answer


def expect_value(
    name: str,
    value: Any,
    *,
    gives: Any = UNSET,
    like: Any = UNSET,
    mistakes: Mapping[str, Any] | None = None,
    exercise: str | None = None,
    rtol: float = RTOL,
    atol: float = ATOL,
) -> Any:
    """Check a value that the student computed, in the way of `expect`.

    Args:
        name: what the value is called in the notebook.
        value: the student's value; `...` means not attempted.
        gives: the right value.
        like: where no single value is right, one of the right type and shape.
        mistakes: for each known mistake, in words, the wrong value it gives.
        exercise: the exercise to mend, where that is not called as the value is.
        rtol: relative tolerance.
        atol: absolute tolerance.

    Returns:
        The value.

    Raises:
        NotAttempted: the value is still `...`.
        CheckFailed: it is wrong.

    Example:
        >>> expect_value("half", 0.5, gives=0.5)
        ✓ half is 0.5
        0.5
    """
    text = f"`{name}`" if exercise is None else f"{exercise}, {name}"
    outcome = Outcome(answer=value)
    question = Question(exercise or name, text, mistakes or {}, outcome=outcome, rtol=rtol, atol=atol)
    _check_attempted(question)
    _check_answer(question, gives, like)
    print(f"✓ {text.strip('`')}" + ("" if gives is UNSET or is_hidden() else f" is {short(gives)}"))
    return value


def require(holds: Any, claim: str, *, cause: str, step: str = "read the exercise once more and try its hints") -> None:
    """Check a property that an answer must have, where a comparison with one right answer will not do.

    Args:
        holds: whether the property holds.
        claim: the property in words, printed when it holds.
        cause: why it most likely does not hold.
        step: what to do next.

    Raises:
        CheckFailed: it does not hold.

    Example:
        >>> require(sum([0.25, 0.75]) == 1, "the probabilities sum to 1", cause="they were not divided by their sum")
        ✓ the probabilities sum to 1
    """
    if not bool(holds):
        raise Question("", "", {}).failure(f"This does not hold: {claim}.", cause=cause, step=step)
    print(f"✓ {claim}")


def _check_attempted(question: Question) -> None:
    outcome = question.outcome
    if outcome.error is not None and is_a_stub(outcome.error):
        helper = unanswered_helper(outcome.error, question.name)
        if helper:
            raise question.failure(
                f"`{question.name}` calls `{helper}`, which is not answered yet.",
                step=f"answer `{helper}` first, run its cell, then run this check again",
                kind=AnswerRaised,
            )
        raise question.failure(
            f"`{question.name}` is not answered yet.",
            step="replace the line that raises NotImplementedError with your answer, run that cell, then this one",
            kind=NotAttempted,
        )
    if is_an_open_value(outcome.error):
        raise question.failure(
            f"`{question.name}` uses a value that is still `...`.",
            step="answer the exercise that asks for the value, run its cell, then run this check again",
            kind=AnswerRaised,
        )
    if outcome.error is None and outcome.answer is ...:
        raise question.failure(
            f"`{question.name}` is not answered yet.",
            step="replace the three dots with your answer, run that cell, then this one",
            kind=NotAttempted,
        )
    if outcome.error is None and outcome.answer is None:
        raise question.failure(
            f"`{question.name}` gave None, which counts as not answered yet.",
            step="if you have written an answer, end it with a line that returns it",
            kind=NotAttempted,
        )


def _check_raised(question: Question, raises: type[Exception]) -> None:
    """Check the case in which an error is the right answer."""
    outcome = question.outcome
    if is_a_stub(outcome.error):
        _check_attempted(question)
    if outcome.error is None:
        raise question.failure(
            f"{question.text} returned something, but these arguments must raise {raises.__name__}.",
            cause="the function does not test its arguments, or tests them too late",
            step=f"test the argument first and `raise {raises.__name__}(...)` with a sentence that says what is wrong",
        )
    if not isinstance(outcome.error, raises):
        raise question.failure(
            f"{question.text} raised {error_text(outcome.error)}, but must raise {raises.__name__}.",
            step=f"test the argument first and `raise {raises.__name__}(...)` yourself",
        )


def _check_call(question: Question, harness: str | None) -> None:
    outcome = question.outcome
    if outcome.error is not None:
        line = student_line(outcome.error, harness)
        raise question.failure(
            f"{question.text} stopped with {error_text(outcome.error)}.",
            step=f"mend {line}, run its cell, then run this check again" if line else None,
            kind=AnswerRaised,
        ) from None
    if outcome.changed:
        raise question.failure(
            f"{question.text} changed its argument {' and '.join(f'`{name}`' for name in outcome.changed)}.",
            cause="an in-place operation such as `+=` or `x[i] = ...` works on the caller's own array",
            step="work on a copy, or write `x = x + ...` instead of `x += ...`",
        )


def _check_answer(question: Question, gives: Any, like: Any) -> None:
    expected = like if gives is UNSET else gives
    found = None if expected is UNSET else question.difference_from(expected)
    if found is not None and found.kind == "value" and gives is UNSET:
        found = None
    if found is not None and found.kind in ("type", "shape"):
        raise _wrong(question, found, gives)
    if question.outcome.numpy_warnings:
        raise question.failure(
            f"{question.text} made numpy warn: {question.outcome.numpy_warnings[0]}.",
            cause="a number became too large, was divided by zero, or has no defined result: find the operation that "
            "numpy names, and keep its input in a range where it is safe",
        )
    if found is not None:
        raise _wrong(question, found, gives)


def _wrong(question: Question, found: Difference, gives: Any) -> CheckFailed:
    cause = general_cause(found.answer, found.expected, question.arguments, question.argument_names)
    return question.failure(f"{question.text}: {found.sentence}.", expected=gives, cause=cause)
