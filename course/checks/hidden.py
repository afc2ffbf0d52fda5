"""The data of hidden tests: drawn from a recorded seed, and kept out of every message."""

import contextlib
import os
from collections.abc import Iterator
from contextvars import ContextVar

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
