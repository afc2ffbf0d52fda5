"""Where the units and the lines of the network stand in the picture, and what is found at a place."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

import numpy as np

from course.layer import Array
from course.playground.parts import BIAS, Line, NetworkUnit

WIDTH, HEIGHT = 940, 412
TOP = 34  # above it stand the buttons of the layers
FIRST, LAST = 84, 520  # where the first and the last column of units have their middle
MIDDLE = 230  # of the columns
MAP, MAP_SIZE = (606, 114), 272
ARRIVE = (MAP[0], MAP[1] + MAP_SIZE / 2)  # where the lines into the output end
PLOT, PLOT_SIZE = (606, 20), (300, 54)
UNIT, SPREAD = 32, 300  # the side of a unit, and how far the first is from the last of a full column
FULL = 16  # more units than this stand in several rows beside each other
NEAR = 6  # how far from a line the mouse may be
BOX = 7  # the side of the box that shows a bias
# A line from (0, 0) to (1, 1) that leaves and arrives level.
ALONG = np.linspace(0, 1, 15)
CURVE = np.stack([ALONG, ALONG * ALONG * (3 - 2 * ALONG)], axis=1)


class Column(NamedTuple):
    """Hold where the units of a layer have their middles, shape (units, 2), and the side of their maps."""

    middles: Array
    side: int


def across(layers: int) -> list[float]:
    """Place the columns: the features to the left, the hidden layers evenly to their right.

    Args:
        layers: how many hidden layers.

    Returns:
        The middle of the features, and of each hidden layer.
    """
    step = (LAST - FIRST) / max(layers, 2)
    return [FIRST + step * column for column in range(layers + 1)]


def place(sizes: Sequence[int]) -> list[Column]:
    """Place the features and the units of the hidden layers.

    Args:
        sizes: how many features there are, and how many units each hidden layer has.

    Returns:
        A column for each.
    """
    xs = across(len(sizes) - 1)
    room = int((xs[1] - xs[0]) // 60) if len(xs) > 1 else 1
    return [_column(size, x, room) for size, x in zip(sizes, xs, strict=True)]


def _column(units: int, x: float, room: int) -> Column:
    step = min(58, SPREAD / max(units - 1, 1))
    abreast = max(1, min(ceil(units / FULL), room))
    side = max(4, min(UNIT, int(abreast * step - 3)))
    number = np.arange(units)
    aside = (number % abreast - (abreast - 1) / 2) * (side + 10)
    return Column(np.stack([x + aside, MIDDLE + step * (number - (units - 1) / 2)], axis=1), side)


def ends(columns: Sequence[Column], depth: int) -> tuple[Array, Array]:
    """Say where the lines of a layer begin and end.

    Args:
        columns: from place.
        depth: of the layer.

    Returns:
        Two arrays of shape (units before, units after, 2).
    """
    before = columns[depth]
    after = columns[depth + 1] if depth + 1 < len(columns) else Column(np.array([ARRIVE]), 0)
    shape = (len(before.middles), len(after.middles), 2)
    apart = 16 * ((np.arange(shape[0]) + 0.5) / max(shape[0], 1) - 0.5)  # so that lines do not all arrive at one place
    start = np.broadcast_to(before.middles[:, None] + (before.side / 2, 0), shape)
    end = np.broadcast_to(after.middles[None] - (after.side / 2, 0), shape).copy()
    end[..., 1] += apart[:, None] * min(1, (after.side or UNIT) / UNIT)
    return start, end


def bias_corner(column: Column, number: int) -> tuple[float, float]:
    """Say where the box of a unit's bias has its upper left corner."""
    x, y = column.middles[number]
    return float(x - column.side / 2 - BOX - 1), float(y + column.side / 2 - 5)


def output_corner() -> tuple[float, float]:
    """Say where the box of the output's bias has its upper left corner."""
    return ARRIVE[0] - BOX - 1, ARRIVE[1] + UNIT / 2 - 5


def find(sizes: Sequence[int], x: float, y: float) -> NetworkUnit | Line | None:
    """Find what stands at a place of the picture: a unit, the line that passes nearest, or a bias.

    Args:
        sizes: how many features there are, and how many units each hidden layer has.
        x: in pixels of the notebook, from the left.
        y: likewise, from the top.

    Returns:
        The unit or line, or None where there is nothing near.
    """
    columns = place(sizes)
    for depth, column in enumerate(columns):
        off = np.abs(column.middles - (x, y)).max(axis=1, initial=0)
        if len(off) and off.min() <= column.side / 2 + 1:
            return NetworkUnit(depth, int(off.argmin()))
    for line, (left, top) in _biases(columns):
        if -2 <= x - left <= BOX + 2 and -2 <= y - top <= BOX + 2:
            return line
    return _nearest_line(columns, x, y)


def _biases(columns: Sequence[Column]) -> Iterator[tuple[Line, tuple[float, float]]]:
    for depth, column in enumerate(columns[1:]):
        for number in range(len(column.middles)):
            yield Line(depth, BIAS, number), bias_corner(column, number)
    yield Line(len(columns) - 1, BIAS, 0), output_corner()


def _nearest_line(columns: Sequence[Column], x: float, y: float) -> Line | None:
    best, nearest = NEAR + 0.0, None
    for depth in range(len(columns)):
        start, end = ends(columns, depth)
        if not start.size:
            continue
        size = end - start
        s = (x - start[..., 0]) / size[..., 0]
        height = start[..., 1] + size[..., 1] * s * s * (3 - 2 * s)
        slope = size[..., 1] * 6 * s * (1 - s) / size[..., 0]
        distance = np.where((s >= 0) & (s <= 1), np.abs(y - height) / np.hypot(1, slope), np.inf)
        if distance.min() < best:
            best = float(distance.min())
            at = np.unravel_index(distance.argmin(), distance.shape)
            nearest = Line(depth, int(at[0]), int(at[1]))
    return nearest
