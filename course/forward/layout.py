"""Decide where the parts of a drawn network go: its units, its connections, and the number on each connection."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from course.layer import Array, Layer

COLUMN, ROW = 3.0, 1.5  # the distance between layers, and between units of a layer, in the drawing's units
LABEL_WIDTH, LABEL_HEIGHT = 0.62, 0.36  # the room that a number takes


class Edge(NamedTuple):
    """Hold one connection: where it starts and ends, its weight (None where it has no number), from a bias or not."""

    start: Array
    end: Array
    weight: float | None
    is_bias: bool


def place_units(sizes: Sequence[int]) -> list[Array]:
    """Place the units: a column for each layer, all centered on one line.

    Args:
        sizes: units in each layer.

    Returns:
        For each layer the places of its units, shape (size, 2).

    Example:
        >>> [places.tolist() for places in place_units([1, 2])]
        [[[0.0, 0.0]], [[3.0, 0.75], [3.0, -0.75]]]
    """
    return [
        np.array([(depth * COLUMN, ROW * ((size - 1) / 2 - row)) for row in range(size)])
        for depth, size in enumerate(sizes)
    ]


def place_biases(sizes: Sequence[int]) -> Array:
    """Place a bias unit below every layer but the last.

    Args:
        sizes: units in each layer.

    Returns:
        The places, shape (len(sizes) - 1, 2).
    """
    return np.array([(depth * COLUMN, -ROW * (size + 1) / 2) for depth, size in enumerate(sizes[:-1])])


def connect(sizes: Sequence[int], layers: Sequence[Layer] | None = None) -> Iterator[Edge]:
    """List the connections of a dense network, those of the bias units among them.

    Args:
        sizes: units in each layer.
        layers: the weights, where they are to be shown.

    Yields:
        For each unit that receives: one edge from every unit of the layer before, then one from its bias unit.
    """
    columns, biases = place_units(sizes), place_biases(sizes)
    for depth, (before, after) in enumerate(pairwise(columns)):
        W = None if layers is None else np.asarray(layers[depth].W)
        b = None if layers is None else np.asarray(layers[depth].b)
        for k, end in enumerate(after):
            for j, start in enumerate(before):
                yield Edge(start, end, None if W is None else float(W[j, k]), False)
            yield Edge(biases[depth], end, None if b is None else float(b[k]), True)


def place_numbers(edges: Sequence[Edge]) -> list[Array]:
    """Choose for each edge's number the spot on the edge that is farthest from other numbers and edges.

    Args:
        edges: all the edges of a drawing.

    Returns:
        One spot (2,) for each edge.
    """
    shares = np.linspace(0.2, 0.8, 25)[:, None]
    spots: list[Array] = []
    for edge in edges:
        choices = edge.start + shares * (edge.end - edge.start)
        room = np.full(len(choices), 1.0)
        for spot in spots:
            gap = (choices - spot) / [LABEL_WIDTH, LABEL_HEIGHT]
            room = np.minimum(room, np.hypot(*gap.T))
        for other in edges:
            if other is not edge:
                room = np.minimum(room, 0.3 + _distance(choices, other) / 0.3)
        # Of spots as good as each other, the one nearest to where the edge begins: there edges lie apart.
        spots.append(choices[np.argmax(room - 0.05 * np.abs(shares[:, 0] - 0.35))])
    return spots


def _distance(points: Array, edge: Edge) -> Array:
    """Measure how far points are from an edge, shape (n,)."""
    along = edge.end - edge.start
    share = np.clip((points - edge.start) @ along / (along @ along), 0, 1)
    return np.asarray(np.hypot(*(points - edge.start - share[:, None] * along).T))
