"""The data of hidden tests: drawn from a recorded seed, and kept out of every message."""

import contextlib
import os
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

import numpy as np

SEED_VARIABLE = "COURSE_SEED"

_hidden: ContextVar[bool] = ContextVar("hidden", default=False)
_revealed: ContextVar[bool] = ContextVar("revealed", default=False)


@contextlib.contextmanager
def hidden_data() -> Iterator[np.random.Generator]:
    """Draw the data of a hidden test, and keep its values out of every message.

    Yields:
        A random generator whose seed the grader sets and records (the environment variable COURSE_SEED, else 0).

    Example:
        >>> from course import expect
        >>> with hidden_data() as rng:
        ...     x = rng.normal(size=3)
        ...     _ = expect(np.negative, x, gives=-x)
        ✓ negative on hidden data (x of shape (3,))
    """
    token = _hidden.set(True)
    try:
        yield np.random.default_rng(int(os.environ.get(SEED_VARIABLE, "0")))
    except Exception as error:
        with contextlib.suppress(AttributeError, TypeError):
            error.hidden = not is_revealed()  # type: ignore[attr-defined]
        raise
    finally:
        _hidden.reset(token)


@contextlib.contextmanager
def revealed() -> Iterator[None]:
    """Let messages say what hidden tests asked: for a teacher who looks into an appeal."""
    token = _revealed.set(True)
    try:
        yield
    finally:
        _revealed.reset(token)


def is_hidden() -> bool:
    """Tell whether a hidden test is running, so that values must stay out of messages."""
    return _hidden.get()


def is_revealed() -> bool:
    """Tell whether values may be in messages all the same."""
    return _revealed.get()


def type_name(value: Any) -> str:
    """Name a value's type.

    On hidden data it is the type of Python's or numpy's that it derives from: any other name can hold the data.
    """
    kinds = type(value).__mro__
    own = [kind for kind in kinds if kind.__module__.partition(".")[0] in ("builtins", "numpy")]
    return (own if is_hidden() and not is_revealed() else kinds)[0].__name__


def warning_text(warning: str) -> str:
    """Return numpy's warning; on hidden data no more than what numpy may have said."""
    known = [one for one in ("overflow", "divide by zero", "invalid value") if warning.startswith(f"{one} encountered")]
    return warning if is_revealed() or not is_hidden() else f"{known[0]} encountered" if known else "RuntimeWarning"
