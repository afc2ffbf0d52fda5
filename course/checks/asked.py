"""A call with its answer, taken apart into arrays that can be compared, and the calls before it that were right.

A cause must explain all that is off: each wrong part of the answer, and also why the earlier calls of the same check
held. So what looks at an answer gets all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.checks.compare import as_numbers
from course.layer import Array


@dataclass(frozen=True)
class Asked:
    """Hold one call: what went in, what came back, and what should have come back."""

    arguments: Sequence[Any]
    names: Sequence[str]
    answer: Any
    expected: Any
    is_exact: bool = True  # else the right answer is known by its type and shape alone
    called: str = ""  # the name by which `course.checks.parts` knows what the parts are called

    def argument(self, name: str) -> Any:
        """Return the argument of a name, or None."""
        return next((value for value, other in zip(self.arguments, self.names, strict=True) if other == name), None)

    def arrays(self) -> Iterator[tuple[str, Array]]:
        """List the arguments that are arrays of numbers, with their names."""
        for name, value in zip(self.names, self.arguments, strict=True):
            if isinstance(value, np.ndarray) and (numbers := as_numbers(value)) is not None and numbers.ndim:
                yield name, numbers

    def numbers(self) -> Iterator[tuple[str, float]]:
        """List the arguments that are plain numbers, with their names."""
        for name, value in zip(self.names, self.arguments, strict=True):
            if isinstance(value, int | float | np.number) and not isinstance(value, bool):
                yield name, float(value)

    def parts(self) -> dict[tuple[int, ...], tuple[Array, Array]] | None:
        """Pair the parts of the answer with those of the right one, by their places; None where they do not match."""
        got, wanted = dict(parts_of(self.answer, self.expected)), dict(parts_of(self.expected, self.expected))
        if got.keys() != wanted.keys():
            return None
        pairs = {}
        for place, value in wanted.items():
            left, right = as_numbers(got[place]), as_numbers(value)
            if left is not None and right is not None:
                pairs[place] = left, right
            elif not (isinstance(value, str) and value == got[place]):
                return None
        return pairs


def parts_of(value: Any, pattern: Any, place: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Any]]:
    """Take a value apart as a pattern is nested: what the pattern has as one array stays one."""
    nested = isinstance(pattern, tuple) or (isinstance(pattern, list) and as_numbers(pattern) is None)
    if nested and isinstance(value, list | tuple) and len(value) == len(pattern):
        for number, (item, like) in enumerate(zip(value, pattern, strict=True)):
            yield from parts_of(item, like, (*place, number))
    else:
        yield place, value


def same(got: Array, wanted: Array) -> bool:
    """Compare within a tolerance that goes with the size of the values, so that tiny ones are told apart too."""
    return got.shape == wanted.shape and not np.any(wrong_places(got, wanted))


def wrong_places(got: Array, wanted: Array) -> Any:
    """Mark the elements that are off."""
    finite = wanted[np.isfinite(wanted)]
    scale = float(np.max(np.abs(finite), initial=0.0))
    return ~np.isclose(got, wanted, rtol=1e-6, atol=1e-9 * scale, equal_nan=True)
