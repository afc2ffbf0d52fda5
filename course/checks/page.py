"""A unit's check, as the student's page shows it: one line where all holds, else the message, with the rest folded.

`check` marks the functions of a unit's checks module that notebooks call, `checks.neuron(neuron)`. Their parameters
have the names that the answers have in the notebook.
"""

import functools
import html
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from IPython import get_ipython
from IPython.display import display

from course.checks import repairs
from course.checks.failure import CheckFailed, NotAttempted
from course.checks.held import collected
from course.checks.stale import refuse_stale_answers
from course.checks.still_running import told_when_long
from course.texts import _, ngettext

WRITTEN_QUESTIONS = 1  # each unit ends with one, which no check reads

WEAK = ("", "general.one_part", "general.all_alike")  # causes that say no more than the symptom

Check = Callable[..., Any]
_done: set[tuple[str, str]] = set()  # checks that hold, by module and name; kept in a student's kernel alone
_silent: ContextVar[bool] = ContextVar("silent", default=False)


def check(function: Check) -> Check:
    """Make a function the check of an exercise: what it finds is shown together, and it counts as done.

    Example:
        >>> import numpy as np
        >>> from course import expect
        >>> @check
        ... def double(double):
        ...     expect(double, 1.25, case="one number", gives=2.5)
        >>> double(np.positive)  # doctest: +IGNORE_EXCEPTION_DETAIL
        Traceback (most recent call last):
        course.checks.failure.CheckFailed: ✗ positive(1.25) (one number): the answer has the wrong value.
          Returned: 1.25
          Expected: 2.5
          Likely cause: the answer is too small by a factor of 2.
          Next step: fix `positive` in its cell, run that cell, then run this check again.
        >>> double(lambda x: 2 * x)
        ✓ double: 1 check holds
          one number: your function(1.25) gives 2.5
    """
    return _checked(function, is_exercise=True)


def step_check(function: Check) -> Check:
    """Make a function the check of a step before an exercise, which earns nothing and is not counted."""
    return _checked(function, is_exercise=False)


@contextmanager
def nothing_shown() -> Iterator[None]:
    """Run checks whose outcome matters to a program alone."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def _checked(function: Check, is_exercise: bool) -> Check:
    place = (function.__module__, function.__name__)

    @functools.wraps(function)
    def run(*answers: Any) -> Any:
        refuse_stale_answers(list(inspect.signature(function).parameters))
        with collected() as held:
            try:
                with told_when_long(function.__name__):
                    result = function(*answers)
            except CheckFailed as failed:
                if _silent.get():
                    raise
                _done.discard(place)
                told = _with_cause(failed, function, answers)
                told.held = tuple(held)
                raise told from None
        if not _silent.get():
            _show(function.__name__, held, _count(place) if is_exercise and get_ipython() else "")
        return result

    run.is_exercise = is_exercise  # type: ignore[attr-defined]
    return run


def _with_cause(failed: CheckFailed, function: Check, answers: Sequence[Any]) -> CheckFailed:
    """Look for the place of the mistake where no cause is known, or none that says more than the symptom."""
    if failed.mistake not in WEAK or isinstance(failed, NotAttempted) or not failed.lines:
        return failed
    found = repairs.cause(function, answers)
    return failed if found is None else failed.because(found)


def _count(place: tuple[str, str]) -> str:
    """Note that a check holds, and say how many of the unit's do."""
    _done.add(place)
    module = vars(sys.modules[place[0]])
    names = [name for name, value in module.items() if getattr(value, "is_exercise", False)]
    done = sum((place[0], name) in _done for name in names)
    of_all = len(names) + WRITTEN_QUESTIONS
    return _("{done} of {all} exercises done since the kernel started").format(done=done, all=of_all)


def _show(name: str, held: Sequence[str], count: str) -> None:
    many = ngettext("{count} check holds", "{count} checks hold", len(held)).format(count=len(held))
    headline = f"✓ {name}: {many}"
    if get_ipython() is None:
        print("\n".join([headline, *(f"  {line}" for line in held)]))
    else:
        _display(headline, count, held, "var(--jp-success-color0, #1b5e20)")


def show_held_before(failed: CheckFailed) -> None:
    """Show, folded, what had held before a check failed."""
    if failed.held:
        many = len(failed.held)
        words = ngettext("{count} check held before that", "{count} checks held before that", many)
        _display(words.format(count=many), "", failed.held, "inherit")


def _display(headline: str, count: str, held: Sequence[str], color: str) -> None:
    """Show a line with more lines folded under it; as plain text, where no page can fold, below it."""
    lines = "".join(f"<li>{_with_code(line)}</li>" for line in held)
    page = (
        f'<details><summary style="cursor:pointer"><b style="color:{color}">{html.escape(headline)}</b>'
        f"{f' &middot; {html.escape(count)}' if count else ''}</summary><ul>{lines}</ul></details>"
    )
    text = "\n".join([f"{headline}{f' · {count}' if count else ''}", *(f"  {line}" for line in held)])
    display({"text/plain": text, "text/html": page}, raw=True)


def _with_code(line: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(line))
