"""How errors and warnings cross from the student's process to the judge: as names, messages and places."""

import builtins
import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.judging.messages import ErrorMessage
from autograder.judging.proxy import NAME_LENGTH
from autograder.judging.wire import WireError
from course.checks.call import Step, steps_of

MOST_CHARACTERS = 2_000  # of a message
MOST_STEPS = 50  # of an error's way, from its end


def describe(error: BaseException) -> ErrorMessage:
    """Write an error so that it can cross: its type, the types it derives from, its message, and where it happened."""
    try:
        message = str(error)[:MOST_CHARACTERS]
    except Exception:
        message = ""
    steps = [list(step) for step in steps_of(error)[-MOST_STEPS:]]
    bases = [base.__name__ for base in type(error).__mro__]
    return {"type": type(error).__name__, "bases": bases, "message": message, "steps": steps}


def warning_of(name: str) -> type[Warning]:
    """Find a warning's class by its name."""
    found = getattr(builtins, str(name), RuntimeWarning)
    return found if isinstance(found, type) and issubclass(found, Warning) else RuntimeWarning


def error_of(data: Any) -> BaseException:
    """Make an error that has the name, the message and the place of the one in the student's process."""
    with malformed_is_an_error():
        places = (builtins, np.exceptions, np.linalg)
        bases = (getattr(place, str(name), None) for name in data["bases"][:MOST_STEPS] for place in places)
        found = (one for one in bases if isinstance(one, type) and issubclass(one, (Exception, SystemExit)))
        base: type[BaseException] = next(found, Exception)
        if issubclass(base, StopIteration):  # it would end a loop of the test cell, as if all were checked
            base = RuntimeError
        name, message = str(data["type"])[:NAME_LENGTH], str(data["message"])[:MOST_CHARACTERS]
        kind = base if base.__name__ == name else type(name, (base,), {})
        try:
            error = kind(message)
        except TypeError:  # an error that wants more than a message
            error = type(name, (Exception,), {})(message)
        error.steps = [_step(*step) for step in data["steps"][-MOST_STEPS:]]
        return error


def _step(function: Any, line: Any, code: Any, in_notebook: Any, in_library: Any, file: Any) -> Step:
    name, place = str(function)[:NAME_LENGTH], str(file)[-NAME_LENGTH:]
    return Step(name, int(line), str(code)[:200], bool(in_notebook), bool(in_library), place)


@contextlib.contextmanager
def malformed_is_an_error() -> Iterator[None]:
    """Take whatever a malformed reply brings about for an error of the student's code."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise WireError("the answer's process replied with something malformed") from error
