"""The small noisy data set on which a network overfits."""

import numpy as np

from course.layer import Array


def noisy_moons(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Make two crescents that reach into each other, blurred by noise.

    Args:
        n: how many points; every other one belongs to the second crescent.
        noise: standard deviation of the noise, in the units of the crescents' radius.
        rng: the source of randomness.

    Returns:
        The points, shape (n, 2), and their classes -1 or +1, shape (n, 1).

    Example:
        >>> X, Y = noisy_moons(4, 0.0, np.random.default_rng(0))
        >>> X.shape, Y.ravel().tolist()
        ((4, 2), [-1.0, 1.0, -1.0, 1.0])
    """
    angle = rng.uniform(0, np.pi, size=n)
    second = np.arange(n) % 2
    arc = np.column_stack([np.cos(angle), np.sin(angle)])
    arc = np.where(second[:, None] == 1, [1.0, 0.5] - arc, arc) - [0.5, 0.25]
    points = 1.5 * (arc + noise * rng.normal(size=(n, 2)))
    return points, np.where(second == 1, 1.0, -1.0)[:, None]
