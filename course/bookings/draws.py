"""Draw values whose shares depend on another column."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np


def draw_by(
    group: np.ndarray, values: Sequence[Any], shares: Mapping[Any, Sequence[float]], rng: np.random.Generator
) -> np.ndarray:
    """Draw one value for each row, with the shares of the row's group.

    Args:
        group: what the shares depend on, shape (n,).
        values: what to draw from.
        shares: for each group one number for each value; they need not sum to 1.
        rng: the source of randomness.

    Returns:
        The values, shape (n,).

    Example:
        >>> draw_by(np.array(["a", "b"]), (10, 20), {"a": (1, 0), "b": (0, 1)}, np.random.default_rng(0)).tolist()
        [10, 20]
    """
    chosen = np.zeros(len(group), dtype=np.int64)
    luck = rng.random(len(group))
    for key, row in shares.items():
        steps = np.cumsum(row) / np.sum(row)
        here = group == key
        chosen[here] = np.searchsorted(steps, luck[here], side="right")
    dtype = object if isinstance(values[0], str) else None
    return np.array(values, dtype=dtype)[chosen]


def draw_falling(values: Sequence[Any], n: int, rng: np.random.Generator, keeps: float = 0.6) -> np.ndarray:
    """Draw n values, each one `keeps` times as often as the one before."""
    weights = keeps ** np.arange(len(values))
    return np.array(values)[rng.choice(len(values), size=n, p=weights / weights.sum())]


def share_of(group: np.ndarray, shares: Mapping[str, float], other: float) -> np.ndarray:
    """Look up a share for each row by its group, `other` where none is listed."""
    found = np.full(len(group), other)
    for key, share in shares.items():
        found[group == key] = share
    return found
