"""Call a student's function, and note everything that it did."""

import contextlib
import copy
import inspect
import os
import re
import sys
import sysconfig
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any, NamedTuple

import numpy as np

from course.checks.compare import unchanged
from course.checks.hidden import is_hidden, is_revealed, type_name
from course.texts import _, marked

NOT_ANSWERED = marked("Replace this line with your answer.")  # what a stub raises
LIBRARIES = ("site-packages", sysconfig.get_path("stdlib"))


def not_answered(name: str) -> str:
    """Say that an exercise is still open, in the same words everywhere."""
    return _("`{name}` is not answered yet.").format(name=name)


@dataclass(frozen=True)
class CallOutcome:
    """Hold everything that one call of a student's function did."""

    answer: Any = None
    error: BaseException | None = None
    numpy_warnings: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    seconds: float = 0.0


def call(function: Callable[..., Any], arguments: Sequence[Any], names: Sequence[str]) -> CallOutcome:
    """Call the function on copies, and note its error, numpy's warnings and the arguments it changed."""
    given = copy.deepcopy(list(arguments))
    answer, error, start = None, None, time.perf_counter()
    # What the student's code writes to stderr goes to stdout: nbgrader takes anything on stderr for a failure.
    with (
        warnings.catch_warnings(record=True) as caught,
        contextlib.redirect_stderr(sys.stdout),
        np.errstate(over="warn", invalid="warn", divide="warn", under="ignore"),
    ):
        warnings.simplefilter("always")
        try:
            answer = function(*given)
            if isinstance(answer, Iterator):
                answer = list(answer)
        except MemoryError:
            raise  # the grader tells "out of memory" from "wrong"
        except (Exception, SystemExit) as problem:
            error = problem
    about_numbers = tuple(str(one.message) for one in caught if "encountered in" in str(one.message))
    changed = tuple(name for name, old, new in zip(names, arguments, given, strict=True) if not unchanged(old, new))
    return CallOutcome(answer, error, about_numbers, changed, time.perf_counter() - start)


def argument_names(function: Callable[..., Any], count: int) -> list[str]:
    """Name the arguments as the function does, as far as it can be asked."""
    try:
        names = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        names = []
    return [
        names[i] if i < len(names) and names[i] != "args" else _("argument {number}").format(number=i + 1)
        for i in range(count)
    ]


def error_text(error: BaseException) -> str:
    """Write an error as Python does, its type and its message; where `@` met wrong shapes, in plainer words.

    On hidden data it is the type alone: a message can hold anything that the student's function was given.
    """
    message = "" if is_hidden() and not is_revealed() else str(error)
    lengths = re.search(r"^matmul: .*\(size (\d+) is different from (\d+)\)", message)
    if lengths:
        message = _("at `@` a length of {left} on the left meets {right} on the right; they must be equal").format(
            left=lengths[2], right=lengths[1]
        )
    return f"{type(error).__name__}: {message}" if message else type_name(error)


class Step(NamedTuple):
    """Name a place on an error's way: function (its qualified name), line, the line's code, whose it is, and where."""

    function: str
    line: int
    code: str
    in_notebook: bool
    in_library: bool
    file: str = ""  # a cell has a name of its own


def steps_of(error: BaseException) -> list[Step]:
    """List the places that an error came through; one that comes from another process brings them along."""
    steps: list[Step] | None = getattr(error, "steps", None)
    if steps is not None:
        return steps
    return [
        Step(
            frame.f_code.co_qualname,
            place.lineno or 0,
            (place.line or "").strip(),
            in_notebook=_is_a_cell(frame, place.filename),
            in_library=any(folder in place.filename for folder in LIBRARIES),
            file=place.filename,
        )
        for (frame, _line), place in zip(
            traceback.walk_tb(error.__traceback__), traceback.extract_tb(error.__traceback__), strict=True
        )
    ]


def _is_a_cell(frame: FrameType, file: str) -> bool:
    """Tell whether a frame is a cell's: it has no file, as the compiled parts of NumPy, too, have none."""
    return not os.path.exists(file) and frame.f_globals.get("__name__", "__main__") == "__main__"


def is_a_stub(error: BaseException | None) -> bool:
    """Tell whether an error is a stub's; a library may raise NotImplementedError for reasons of its own."""
    if not isinstance(error, NotImplementedError):
        return False
    last = steps_of(error)[-1:]
    return not any(step.in_library or (step.code and "raise" not in step.code) for step in last)


def is_an_open_value(error: BaseException | None) -> bool:
    """Tell whether an error comes from a value that is still the three dots of its stub."""
    return isinstance(error, TypeError | AttributeError) and "ellipsis" in str(error)


def raised_in(error: BaseException) -> str:
    """Name the function that raised an error, with its class; "" where nothing is known of it."""
    return "".join(_without_outer(step.function) for step in steps_of(error)[-1:])


def open_name(error: BaseException, name: str) -> tuple[str, bool]:
    """Name what is still open where a stub raised an error.

    Args:
        error: the stub's.
        name: the exercise that was called.

    Returns:
        The function, class or method to answer, and whether it is another exercise, which this one calls.
    """
    called = [_without_outer(step.function) for step in steps_of(error)]
    last = called[-1] if called else name
    if any(_belongs(one, name) for one in called[:-1]) and not _belongs(last, name):
        return last.removesuffix(".__init__"), True
    return (last if last.startswith(f"{name}.") else name), False


def _belongs(function: str, name: str) -> bool:
    """Tell whether a function is the exercise of this name, or a method of it."""
    return function.startswith(f"{name}.") or _last_part(function) == _last_part(name)


def _without_outer(function: str) -> str:
    """Return a function's name without the function in which it was defined."""
    return function.rpartition("<locals>.")[2]


def _last_part(name: str) -> str:
    """Return a method's name without its class or object."""
    return name.rpartition(".")[2]


def own_step(error: BaseException, name: str, harness: str | None = None) -> Step | None:
    """Find the line of the exercise's own cell that an error came through last.

    An error that was raised further on, in another cell's function, mostly comes of what that function was given here.

    Args:
        error: what stopped the student's code.
        name: the exercise.
        harness: the function of the check that called it, if there is one.

    Returns:
        The place, or None where only libraries and the check ran.
    """
    steps = [step for step in steps_of(error) if step.in_notebook and _without_outer(step.function) != harness]
    files = [step.file for step in steps if _is_of(step, name)]
    own = [step for step in steps if step.file in files] or steps
    return own[-1] if own else None


def line_in_words(step: Step, error: BaseException, name: str) -> str:
    """Point at a line of the exercise's cell, or of another cell, in words."""
    of_exercise = any(_is_of(one, name) and one.file == step.file for one in steps_of(error))
    where = _("line {line} of the cell of `{name}`") if of_exercise else _("line {line} of the cell")
    code = f", `{step.code}`" if step.code and (is_revealed() or not is_hidden()) else ""
    return where.format(line=step.line, name=name) + code


def _is_of(step: Step, name: str) -> bool:
    return step.function.split(".")[0] == name
