"""The order of decisions about an answer."""

from collections.abc import Callable
from typing import Any

from course.checks.asked import Asked
from course.checks.call import (
    CallOutcome,
    argument_names,
    call,
    error_text,
    is_a_stub,
    is_an_open_value,
    line_in_words,
    not_answered,
    open_name,
    own_step,
    steps_of,
)
from course.checks.causes import general_cause
from course.checks.compare import Difference
from course.checks.errors import cause_of, cause_of_warning
from course.checks.failure import ATOL, RTOL, UNSET, AnswerRaised, CheckFailed, NotAttempted, Question
from course.checks.held import earlier_calls, is_tried, note, note_call
from course.checks.hidden import is_hidden, warning_text
from course.checks.mistakes import Mistake, Signs, as_mistake
from course.checks.wording import call_text, short
from course.texts import _, ngettext

ARGUMENTS_NOT_TESTED = Mistake(
    "general.arguments_not_tested", "the function does not test its arguments, or tests them too late"
)
ERROR_RETURNED = Mistake(
    "general.error_returned", "the error is returned like an answer: write `raise` in place of `return`"
)
ENDED_QUIETLY = Mistake(
    "general.ended_quietly",
    "the function ends without an error here: to print something, or to return None, raises none",
)
OTHER_ERROR = Mistake("general.other_error", "another kind of error is raised than the exercise asks for")
CHANGED_IN_PLACE = Mistake(
    "general.changed_in_place", "an in-place operation such as `+=` or `x[i] = ...` works on the caller's own array"
)


def expect(
    function: Callable[..., Any],
    *arguments: Any,
    case: str = "",
    gives: Any = UNSET,
    like: Any = UNSET,
    raises: type[Exception] | None = None,
    mistakes: Signs | None = None,
    exercise: str | None = None,
    rtol: float = RTOL,
    atol: float = ATOL,
) -> Any:
    """Call a student's function and check what it does.

    Args:
        function: the student's function.
        *arguments: passed by position, as copies.
        case: what this call tries, in a few words, such as "a batch of rows"; on hidden data it is not shown.
        gives: the right answer; a tuple for several answers.
        like: where no single answer is right, one of the right type and shape. That this holds is not reported: the
            values may still be wrong.
        raises: the error that these arguments must raise.
        mistakes: for each known mistake its sign, see `course.checks.mistakes.shows`.
        exercise: the exercise to fix, where that is not called as the function is.
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
    name = getattr(function, "__name__", "")
    if name in ("", "<lambda>"):
        name = exercise or _("your function")
    names = argument_names(function, len(arguments))
    call_as_text = call_text(name, arguments, names)
    text = f"{call_as_text} ({case})" if case and not is_hidden() else call_as_text
    outcome = call(function, arguments, names)
    expected = gives if raises is None else UNSET
    question = Question(
        exercise or name, text, mistakes or {}, arguments, names, outcome, expected, rtol, atol, function, name
    )
    if raises is not None:
        _check_raised(question, raises)
        note(_held(case, _("{call} raises {error}").format(call=call_as_text, error=raises.__name__)))
        return None
    _check_attempted(question)
    _check_call(question, harness=name if exercise else None)
    _check_answer(question, like)
    if gives is not UNSET:
        note_call(question.name, Asked(arguments, names, gives, gives))
        shown = call_as_text if is_hidden() else _("{call} gives {value}").format(call=call_as_text, value=short(gives))
        note(_held(case, shown))
    return outcome.answer


def expect_value(
    name: str,
    value: Any,
    *,
    case: str = "",
    gives: Any = UNSET,
    like: Any = UNSET,
    mistakes: Signs | None = None,
    exercise: str | None = None,
    rtol: float = RTOL,
    atol: float = ATOL,
) -> Any:
    """Check a value that the student computed, in the way of `expect`.

    Args:
        name: what the value is called in the notebook.
        value: the student's value; `...` means not attempted.
        case: what is tried, in a few words.
        gives: the right value.
        like: where no single value is right, one of the right type and shape.
        mistakes: for each known mistake the wrong value it gives.
        exercise: the exercise to fix, where that is not called as the value is.
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
    asked = f"`{name}`" if exercise is None else f"{exercise}, {name}"
    text = f"{asked} ({case})" if case and not is_hidden() else asked
    outcome = CallOutcome(answer=value)
    question = Question(
        exercise or name, text, mistakes or {}, outcome=outcome, expected=gives, rtol=rtol, atol=atol, parts=name
    )
    _check_attempted(question)
    _check_answer(question, like)
    if gives is not UNSET:
        plain = asked.strip("`")
        shown = plain if is_hidden() else _("{name} is {value}").format(name=plain, value=short(gives))
        note(_held(case, shown))
    return value


def require(holds: Any, claim: str, *, cause: Mistake | str, step: str = "") -> None:
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
    claim = _(claim)  # that of a hidden test, which is the same in all languages, stands in English
    if not bool(holds):
        step = step or _("read the exercise once more and try its hints")
        symptom = _("This does not hold: {claim}.").format(claim=claim)
        raise Question("", "").failure(symptom, cause=as_mistake(cause), step=step)
    note(claim)


def _held(case: str, shown: str) -> str:
    """Write what held: the name of the case, and the call where that is short."""
    return f"{case}: {shown}" if case and not is_hidden() else shown


def _check_attempted(question: Question) -> None:
    outcome = question.outcome
    if outcome.error is not None and is_a_stub(outcome.error):
        name, calls_another = open_name(outcome.error, question.name)
        if calls_another:
            raise question.failure(
                _("`{name}` calls `{other}`, which is not answered yet.").format(name=question.name, other=name),
                step=_("answer `{name}` first, run its cell, then run this check again").format(name=name),
                kind=AnswerRaised,
            )
        raise question.failure(
            not_answered(name),
            step=_("replace the line that raises NotImplementedError with your answer, run that cell, then this one"),
            kind=NotAttempted,
        )
    if is_an_open_value(outcome.error):
        raise question.failure(
            _("`{name}` uses a value that is still `...`.").format(name=question.name),
            step=_("answer the exercise that asks for the value, run its cell, then run this check again"),
            kind=AnswerRaised,
        )
    if outcome.error is None and outcome.answer is ...:
        raise question.failure(
            not_answered(question.name),
            step=_("replace the three dots with your answer, run that cell, then this one"),
            kind=NotAttempted,
        )
    if outcome.error is None and outcome.answer is None:
        raise question.failure(
            _("`{name}` gave None, which counts as not answered yet.").format(name=question.name),
            step=_("if you have written an answer, end it with a line that returns it"),
            kind=NotAttempted,
        )


def _check_raised(question: Question, raises: type[Exception]) -> None:
    """Check the case in which an error is the right answer."""
    outcome = question.outcome
    if is_a_stub(outcome.error):
        _check_attempted(question)
    if outcome.error is None:
        raise question.failure(
            _("{call} returned something, but these arguments must raise {error}.").format(
                call=question.text, error=raises.__name__
            ),
            cause=_why_not_raised(outcome.answer),
            step=_("test the argument first and `raise {error}(...)` with a sentence that says what is wrong").format(
                error=raises.__name__
            ),
        )
    if not isinstance(outcome.error, raises):
        raise question.failure(
            _("{call} raised {found}, but must raise {error}.").format(
                call=question.text, found=error_text(outcome.error), error=raises.__name__
            ),
            cause=_why_another(outcome.error),
            step=_("test the argument first and `raise {error}(...)` yourself").format(error=raises.__name__),
        )


def _why_not_raised(answer: Any) -> Mistake:
    kind = answer if isinstance(answer, type) else type(answer)
    if issubclass(kind, BaseException) or kind.__name__.endswith("Error"):
        return ERROR_RETURNED
    return ARGUMENTS_NOT_TESTED if answer is not None else ENDED_QUIETLY


def _why_another(error: BaseException) -> Mistake:
    """Tell an error that the student's own code raises from one that Python or NumPy came to."""
    raised = any("raise" in step.code for step in steps_of(error)[-1:])
    return OTHER_ERROR if raised else ARGUMENTS_NOT_TESTED


def _check_call(question: Question, harness: str | None) -> None:
    outcome = question.outcome
    if outcome.error is not None and is_tried():
        raise question.failure("")
    if outcome.error is not None:
        step = own_step(outcome.error, question.name, harness)
        line = None if step is None else line_in_words(step, outcome.error, question.name)
        cause, about = cause_of(outcome.error, step.code if step else "") or (None, None)
        raise question.failure(
            _("{call} stopped with {error}.").format(call=question.text, error=error_text(outcome.error)),
            cause=cause,
            about=about,
            step=_("fix {line}, run that cell, then run this check again").format(line=line) if line else None,
            kind=AnswerRaised,
        ) from None
    if outcome.changed:
        changed = _(" and ").join(f"`{name}`" for name in outcome.changed)
        symptom = ngettext(
            "{call} changed its argument {names}.", "{call} changed its arguments {names}.", len(outcome.changed)
        )
        raise question.failure(
            symptom.format(call=question.text, names=changed),
            cause=CHANGED_IN_PLACE,
            step=_("work on a copy, or write `x = x + ...` instead of `x += ...`"),
        )


def _check_answer(question: Question, like: Any) -> None:
    expected = like if question.expected is UNSET else question.expected
    found = None if expected is UNSET else question.difference_from(expected)
    if found is not None and found.kind == "value" and question.expected is UNSET:
        found = None
    if found is not None and found.kind in ("type", "shape"):
        raise _wrong(question, found)
    if question.outcome.numpy_warnings:
        cause, about = cause_of_warning(question.outcome.numpy_warnings[0])
        raise question.failure(
            _("{call} made numpy warn: {warning}.").format(
                call=question.text, warning=warning_text(question.outcome.numpy_warnings[0])
            ),
            cause=cause,
            about=about,
        )
    if found is not None:
        raise _wrong(question, found)


def _wrong(question: Question, found: Difference) -> CheckFailed:
    is_exact = question.expected is not UNSET
    expected = question.expected if is_exact else found.expected
    answer = question.outcome.answer if is_exact else found.answer
    asked = Asked(question.arguments, question.argument_names, answer, expected, is_exact, question.parts)
    cause = None if is_tried() or question.has_listed() else _helpful(asked, found.kind, question)
    return question.failure(f"{question.text}: {found.sentence}.", cause=cause, show_values=True)


def _helpful(asked: Asked, kind: str, question: Question) -> Mistake | None:
    """Look for a general cause; an answer can hold anything, and where the diagnosis trips over it, it has none."""
    try:
        return general_cause(asked, kind, earlier_calls(question.name), question)
    except Exception:
        return None
