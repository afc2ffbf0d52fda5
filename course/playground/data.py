"""The data sets of the playground: points of the plane with a label from -1 to 1.

Each generator takes the noise as a fraction v, 0 to 0.5, and returns points (n, 2) and labels (n,). Noise moves only
the point that decides on the label, except in gauss and spiral, where it moves what is seen.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from course.layer import Array
from course.texts import marked

Generator = Callable[[float, np.random.Generator], tuple[Array, Array]]

CLASSIFICATION_POINTS = 500
REGRESSION_POINTS = 1200
# Of the bumps of multi-gauss: where each has its center, and whether it goes up or down.
CENTERS = np.array([[-4, 2.5], [0, 2.5], [4, 2.5], [-4, -2.5], [0, -2.5], [4, -2.5]])
SIGNS = np.array([1, -1, 1, -1, 1, -1])


class Sample(NamedTuple):
    """Hold points (n, 2) and their labels (n, 1)."""

    points: Array
    labels: Array


def make_data(name: str, noise: int, train_share: int, rng: np.random.Generator) -> tuple[Sample, Sample]:
    """Make a data set, shuffle it once, and split it.

    Args:
        name: "circle", "xor", "gauss", "spiral", "plane" or "multi-gauss".
        noise: from 0 to 50.
        train_share: percent of the points to train on.
        rng: the source of randomness.

    Returns:
        The points to train on, and those to test on.

    Example:
        >>> train, test = make_data("spiral", 25, 60, np.random.default_rng(0))
        >>> train.points.shape, test.labels.shape
        ((300, 2), (200, 1))
    """
    points, labels = {**CLASSIFICATION, **REGRESSION}[name](noise / 100, rng)
    first, rest = np.split(rng.permutation(len(points)), [len(points) * train_share // 100])
    return Sample(points[first], labels[first, None]), Sample(points[rest], labels[rest, None])


def circle(v: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Put half the points into a disc, labelled +1, and half into a ring around it, labelled -1."""
    half = CLASSIFICATION_POINTS // 2
    r = np.concatenate([rng.uniform(0, 2.5, half), rng.uniform(3.5, 5, half)])
    angle = rng.uniform(0, 2 * np.pi, 2 * half)
    points = np.stack([r * np.sin(angle), r * np.cos(angle)], axis=1)
    judged = points + v * rng.uniform(-5, 5, points.shape)
    return points, np.where(np.hypot(*judged.T) < 2.5, 1.0, -1.0)


def xor(v: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Label four squares by the sign of x y, with a gap of 0.3 beside each axis."""
    points = rng.uniform(-5, 5, (CLASSIFICATION_POINTS, 2))
    points += np.where(points > 0, 0.3, -0.3)
    judged = points + v * rng.uniform(-5, 5, points.shape)
    return points, np.where(judged[:, 0] * judged[:, 1] >= 0, 1.0, -1.0)


def gauss(v: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Put a cloud labelled +1 around (2, 2) and one labelled -1 around (-2, -2); noise widens them."""
    labels = np.repeat([1.0, -1.0], CLASSIFICATION_POINTS // 2)
    spread = np.sqrt(0.5 + 7 * v)
    return 2 * labels[:, None] + spread * rng.standard_normal((len(labels), 2)), labels


def spiral(v: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Wind two arms around each other, one labelled +1, one -1; noise blurs them."""
    half = CLASSIFICATION_POINTS // 2
    along = np.tile(np.arange(half) / half, 2)
    labels = np.repeat([1.0, -1.0], half)
    t = 1.75 * along * 2 * np.pi + np.where(labels > 0, 0, np.pi)
    points = 5 * along[:, None] * np.stack([np.sin(t), np.cos(t)], axis=1)
    return points + v * rng.uniform(-1, 1, points.shape), labels


def plane(v: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Label points by a slope: (x + y) / 10."""
    points, judged = _scatter(v, rng)
    return points, judged.sum(axis=1) / 10


def multi_gauss(v: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Label points by the nearest of six bumps, three up and three down, each a cone of radius 2."""
    points, judged = _scatter(v, rng)
    distances = np.linalg.norm(judged[:, None] - CENTERS, axis=2)
    nearest = distances.argmin(axis=1)
    return points, SIGNS[nearest] * np.maximum(0, 1 - distances.min(axis=1) / 2)


def _scatter(v: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return points all over the square, and the same points moved by noise."""
    points = rng.uniform(-6, 6, (REGRESSION_POINTS, 2))
    return points, points + v * rng.uniform(-6, 6, points.shape)


CLASSIFICATION: Mapping[str, Generator] = MappingProxyType(
    {marked("circle"): circle, "xor": xor, "gauss": gauss, marked("spiral"): spiral}
)
REGRESSION: Mapping[str, Generator] = MappingProxyType({marked("plane"): plane, "multi-gauss": multi_gauss})
