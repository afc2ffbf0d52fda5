"""What the network is given of a point: the features."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from course.layer import Array

FEATURES: Mapping[str, Callable[[Array, Array], Array]] = MappingProxyType(
    {
        "x": lambda x, y: x,
        "y": lambda x, y: y,
        "x²": lambda x, y: x**2,
        "y²": lambda x, y: y**2,
        "xy": lambda x, y: x * y,
        "sin x": lambda x, y: np.sin(x),
        "sin y": lambda x, y: np.sin(y),
    }
)


def compute_features(points: Array, names: Sequence[str]) -> Array:
    """Compute the inputs of the network from points of the plane.

    Args:
        points: shape (n, 2).
        names: keys of FEATURES; their order here does not matter.

    Returns:
        The features in the order of FEATURES, not scaled, shape (n, number of names).

    Example:
        >>> compute_features(np.array([[3.0, 2.0]]), ["xy", "x"])
        array([[3., 6.]])
    """
    columns = [feature(points[:, 0], points[:, 1]) for name, feature in FEATURES.items() if name in names]
    return np.stack(columns, axis=1) if columns else np.empty((len(points), 0))
