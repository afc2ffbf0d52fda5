"""What unit 4 descends on: a curve with several valleys, and two small data sets."""

from typing import Any

import numpy as np

from course.layer import Array


def hills(x: Any) -> Any:
    """Compute the height of a curve with four valleys, the deepest of them near -0.88.

    Args:
        x: positions, an array of any shape or a number.

    Returns:
        The heights, of the same shape.

    Example:
        >>> print(np.round(hills(np.array([-0.88, 1.37])), 2))
        [-0.49 -0.17]
    """
    return 0.25 * x**2 + 0.7 * np.cos(2.5 * x - 0.7)


def hills_slope(x: Any) -> Any:
    """Compute the slope of `hills`.

    Args:
        x: positions, an array of any shape or a number.

    Returns:
        The slopes, of the same shape.

    Example:
        >>> print(round(float(hills_slope(4.5)), 2))
        3.83
    """
    return 0.5 * x - 1.75 * np.sin(2.5 * x - 0.7)


def two_columns(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Make the data of a linear unit with two weights, whose two inputs rise and fall together.

    Args:
        n: how many examples.
        rng: the source of randomness.

    Returns:
        Inputs, shape (n, 2), and targets, shape (n,), which a unit with the weights (1, -1.5) would nearly hit.

    Example:
        >>> X, t = two_columns(5, np.random.default_rng(0))
        >>> X.shape, t.shape
        ((5, 2), (5,))
    """
    X = rng.normal(size=(n, 2)) @ np.array([[1.0, 0.6], [0.0, 0.35]])
    return X, X @ np.array([1.0, -1.5]) + 0.4 * rng.normal(size=n)


def wave(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Make a regression problem: a sine wave, seen through a little noise.

    Args:
        n: how many examples.
        rng: the source of randomness.

    Returns:
        Inputs between -1 and 1, shape (n, 1), and right outputs, shape (n, 1).

    Example:
        >>> X, Y = wave(5, np.random.default_rng(0))
        >>> X.shape, Y.shape
        ((5, 1), (5, 1))
    """
    X = rng.uniform(-1, 1, size=(n, 1))
    return X, np.sin(4 * X) + 0.1 * rng.normal(size=(n, 1))
