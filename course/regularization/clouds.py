"""The small data set on which a network overfits: four clouds of points, some of them with a wrong label."""

import numpy as np

from course.layer import Array

CENTER = 1.2  # how far the centers of the clouds lie from each axis


def four_clouds(n: int, spread: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw points from four clouds, one in each quarter of the plane, labeled as XOR is.

    Args:
        n: how many points; the clouds take turns.
        spread: standard deviation of each cloud, along both axes.
        rng: the source of randomness.

    Returns:
        The points, shape (n, 2), and their classes, shape (n, 1): +1 for the clouds in which both coordinates of the
        center have the same sign, -1 for the other two.

    Example:
        >>> X, Y = four_clouds(4, 0.0, np.random.default_rng(0))
        >>> X.tolist(), Y.ravel().tolist()
        ([[1.2, 1.2], [-1.2, 1.2], [-1.2, -1.2], [1.2, -1.2]], [1.0, -1.0, 1.0, -1.0])
    """
    cloud = np.arange(n) % 4
    centers = CENTER * np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])
    points = centers[cloud] + spread * rng.normal(size=(n, 2))
    return points, np.where(cloud % 2 == 0, 1.0, -1.0)[:, None]


def mislabel(Y: Array, count: int, rng: np.random.Generator) -> Array:
    """Give some examples the label of the other class.

    Args:
        Y: classes -1 or +1, shape (n, 1); they stay as they are.
        count: how many labels to turn.
        rng: draws which ones.

    Returns:
        The new classes, shape (n, 1).

    Example:
        >>> int(mislabel(np.ones((5, 1)), 2, np.random.default_rng(0)).sum())
        1
    """
    wrong = np.array(Y, dtype=float)
    wrong[rng.choice(len(wrong), count, replace=False)] *= -1
    return wrong
