"""Call a student's function, and note everything that it did."""

import contextlib
import copy
import inspect
import os
import re
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from course.checks.compare import unchanged


@dataclass(frozen=True)
class Outcome:
    """Hold everything that one call of a student's function did."""

    answer: Any = None
    error: BaseException | None = None
    numpy_warnings: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def call(function: Callable[..., Any], arguments: Sequence[Any], names: Sequence[str]) -> Outcome:
    """Call the function on copies, and note its error, numpy's warnings and the arguments it changed."""
    given = copy.deepcopy(list(arguments))
    answer, error = None, None
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
    return Outcome(answer, error, about_numbers, changed)


def argument_names(function: Callable[..., Any], count: int) -> list[str]:
    """Name the arguments as the function does, as far as it can be asked."""
    try:
        names = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        names = []
    return [names[i] if i < len(names) and names[i] != "args" else f"argument {i + 1}" for i in range(count)]


def error_text(error: BaseException) -> str:
    """Write an error as Python does, its type and its message; where `@` met wrong shapes, in plainer words."""
    message = str(error)
    lengths = re.search(r"^matmul: .*\(size (\d+) is different from (\d+)\)", message)
    if lengths:
        message = f"at `@` a length of {lengths[2]} on the left meets {lengths[1]} on the right; they must be equal"
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


class Step(NamedTuple):
    """Name a place on an error's way: function (with its class), line number, the line's code, and whose code it is."""

    function: str
    line: int
    code: str
    in_notebook: bool
    in_library: bool


def steps_of(error: BaseException) -> list[Step]:
    """List the places that an error came through; one that comes from another process brings them along."""
    steps: list[Step] | None = getattr(error, "steps", None)
    if steps is not None:
        return steps
    return [
        Step(
            frame.f_code.co_qualname.rpartition("<locals>.")[2],
            place.lineno or 0,
            (place.line or "").strip(),
            in_notebook=not os.path.exists(place.filename),
            in_library="site-packages" in place.filename,
        )
        for (frame, _), place in zip(
            traceback.walk_tb(error.__traceback__), traceback.extract_tb(error.__traceback__), strict=True
        )
    ]


def is_a_stub(error: BaseException | None) -> bool:
    """Tell whether an error is a stub's; a library may raise NotImplementedError for reasons of its own."""
    return isinstance(error, NotImplementedError) and not any(step.in_library for step in steps_of(error)[-1:])


def is_an_open_value(error: BaseException | None) -> bool:
    """Tell whether an error comes from a value that is still the three dots of its stub."""
    return isinstance(error, TypeError | AttributeError) and "ellipsis" in str(error)


def unanswered_helper(error: BaseException, name: str) -> str | None:
    """Name the function, called by the one of this name, whose stub raised the error; None if it raised it itself."""
    called = [step.function for step in steps_of(error)]
    own = _last_part(name)
    if own not in map(_last_part, called[:-1]) or _last_part(called[-1]) == own:
        return None
    return called[-1].removesuffix(".__init__")


def _last_part(name: str) -> str:
    """Return a method's name without its class or object."""
    return name.rpartition(".")[2]


def student_line(error: BaseException, harness: str | None = None) -> str | None:
    """Point at the last line of the notebook, rather than of a library or of the check, that ran before the error.

    Args:
        error: what stopped the student's code.
        harness: the function of the check that called it, if there is one.

    Returns:
        The line in words, or None where only libraries and the check ran.
    """
    steps = [step for step in steps_of(error) if step.in_notebook and _last_part(step.function) != harness]
    if not steps:
        return None
    code = f", `{steps[-1].code}`" if steps[-1].code else ""
    return f"line {steps[-1].line} of the cell{code}"
