"""Count what happens to bookings where those with a probability from a threshold on are flagged, and what it costs."""

from typing import NamedTuple

import numpy as np

from course.layer import Array


class Scored(NamedTuple):
    """The truth about n bookings and what a model says about them.

    Args:
        y: 1 where a booking was canceled, else 0, shape (n,).
        p: the predicted probability that it is, shape (n,).

    Example:
        >>> Scored(np.array([0, 1]), np.array([0.2, 0.9])).p
        array([0.2, 0.9])
    """

    y: Array
    p: Array


def counts_at(thresholds: Array, scored: Scored) -> Array:
    """Count the guests who are sent away and the rooms that stay empty.

    Args:
        thresholds: shape (k,).
        scored: truth and probabilities, each of shape (n,).

    Returns:
        Kept bookings that are flagged, and canceled ones that are not, shape (2, k).
    """
    kept, gone = (np.sort(np.asarray(scored.p)[np.asarray(scored.y) == label]) for label in (0, 1))
    return np.array(
        [kept.size - np.searchsorted(kept, thresholds), np.searchsorted(gone, thresholds)], dtype=np.float64
    )


def cost_at(thresholds: Array, scored: Scored, prices: tuple[int, int]) -> Array:
    """Compute the cost of 100 bookings.

    Args:
        thresholds: shape (k,).
        scored: truth and probabilities, each of shape (n,).
        prices: the cost of a guest who is sent away, and of a room that stays empty.

    Returns:
        Euros for 100 bookings, shape (k,).
    """
    return np.asarray(prices) @ counts_at(thresholds, scored) * 100 / len(scored.y)
