"""Recognize the mistakes that any exercise can meet: a transposed answer, a sign, a factor, the bias."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from course.checks.compare import as_numbers
from course.checks.mistakes import Mistake
from course.layer import Array
from course.texts import _

TRANSPOSED = Mistake("general.transposed", "the answer is transposed: rows and columns have changed places")
SIGN = Mistake("general.sign", "the sign is the wrong way round")
TOO_LARGE = Mistake("general.too_large", "the answer is too large by a factor of {factor}")
TOO_SMALL = Mistake("general.too_small", "the answer is too small by a factor of {factor}")
NOT_ADDED = Mistake("general.not_added", "`{name}` is not added")
ADDED_TWICE = Mistake("general.added_twice", "`{name}` is added twice")


def general_cause(answer: Any, expected: Any, arguments: Sequence[Any], names: Sequence[str]) -> Mistake | None:
    """Guess why an answer is wrong from how it differs from the expected one.

    Args:
        answer: what came back.
        expected: what should have come back.
        arguments: what the function was called with.
        names: what the function calls these arguments.

    Returns:
        The cause in words, or None where no pattern fits.

    Example:
        >>> general_cause(np.array([-1.0, 2.0]), np.array([1.0, -2.0]), [], []).words
        'the sign is the wrong way round'
    """
    got, wanted = as_numbers(answer), as_numbers(expected)
    if got is None or wanted is None or not np.all(np.isfinite(got)):
        return None
    if wanted.ndim == 2 and _same(got, wanted.T):
        return TRANSPOSED
    if got.shape != wanted.shape:
        return None
    if _same(got, -wanted):
        return SIGN
    return _factor(got, wanted, arguments, names) or _bias(got, wanted, arguments, names)


def _factor(got: Array, wanted: Array, arguments: Sequence[Any], names: Sequence[str]) -> Mistake | None:
    """Find one factor between all the values: 2, 1/2, or a length of an argument."""
    if wanted.ndim == 0 and got % 1 == 0 and wanted % 1 == 0:
        return None  # between two counts, a factor of 2 is chance
    factors: dict[float, str] = {2.0: "2"}
    counts = {
        "rows": _("n, the number of rows of `{name}`"),
        "columns": _("n, the number of columns of `{name}`"),
        "entries": _("n, the number of entries of `{name}`"),
    }
    for argument, name in zip(arguments, names, strict=True):
        for axis, length in enumerate(np.shape(argument) if isinstance(argument, np.ndarray) else ()):
            if length > 2:
                what = ("rows" if axis == 0 else "columns") if np.ndim(argument) == 2 else "entries"
                factors.setdefault(float(length), counts[what].format(name=name))
    for factor, words in factors.items():
        if np.any(wanted) and _same(got, wanted * factor):
            return TOO_LARGE.format(factor=words)
        if np.any(wanted) and _same(got, wanted / factor):
            return TOO_SMALL.format(factor=words)
    return None


def _bias(got: Array, wanted: Array, arguments: Sequence[Any], names: Sequence[str]) -> Mistake | None:
    """Find an argument, one number for each output, that was left out or added twice."""
    for argument, name in zip(arguments, names, strict=True):
        bias = as_numbers(argument) if isinstance(argument, float | np.ndarray) else None
        if bias is None or bias.shape not in ((), wanted.shape[-1:]) or not np.any(bias):
            continue
        if _same(got + bias, wanted):
            return NOT_ADDED.format(name=name)
        if _same(got - bias, wanted):
            return ADDED_TWICE.format(name=name)
    return None


def _same(got: Array, wanted: Array) -> bool:
    """Compare within a tolerance that goes with the size of the values, so that tiny ones are told apart too."""
    scale = float(np.max(np.abs(wanted), initial=0.0))
    return got.shape == wanted.shape and bool(np.allclose(got, wanted, rtol=1e-6, atol=1e-9 * scale))
