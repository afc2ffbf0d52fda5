"""Turn a drawing into an image like those that the network was trained on: 8 x 8 numbers from 0 to 16.

How the training images were made can still be read off them. Every digit was sheared until the leftmost ink of its
top row stood above the leftmost ink of its bottom row; scaled to a height of 32 pixels and at most 20 across, in the
middle of 32 x 32; its strokes were made thicker or thinner until about 300 of the 1,024 pixels were black, whatever
the pen; last, the black pixels of each block of 4 x 4 were counted. The same is done here, from the pen's path itself.
"""

from collections.abc import Sequence

import numpy as np

from course.layer import Array

SIDE, WIDE = 32, 20  # pixels of the bitmap, and how many of them a digit takes across at most
BLOCK = 4  # pixels along the side of a block
INK = 300  # black pixels of a digit; the training images have 313 on average, the scattered ones included
NARROWER = 0.9  # of the width as drawn: the training images are that slim, their 8s above all
FLATTEST = 2.5  # a dash is not stretched into a block: height over width grows by this factor at most
WIDEST_RADIUS = 6.0  # half the thickness, in pixels, of the boldest stroke: a 1 that is nothing but one line
EDGE = 0.04  # of the height: how much counts as the top row, and as the bottom row
MOST_SHEAR = 1.0  # sideways by at most the height: 45 degrees
POINTS = 240  # on the whole path: neighbors are then closer than a pixel

Strokes = Sequence[Array]


def rescale(strokes: Strokes) -> Array:
    """Make the small image that the network sees.

    Args:
        strokes: the pen's paths, each an array of points of shape (n, 2), x to the right and y down, in any unit.

    Returns:
        How many of the 16 pixels of each block are black, shape (8, 8); all zeros where nothing is drawn.

    Example:
        >>> rescale([np.array([[10.0, 0.0], [10.0, 90.0]])])[4]
        array([ 0.,  0.,  4., 16., 16.,  4.,  0.,  0.])
    """
    blocks = SIDE // BLOCK
    return bitmap(strokes).reshape(blocks, BLOCK, blocks, BLOCK).sum(axis=(1, 3)).astype(float)


def bitmap(strokes: Strokes) -> Array:
    """Draw the strokes in black and white, upright, in the middle, in the size and weight of the training images.

    Args:
        strokes: as for `rescale`.

    Returns:
        Booleans, shape (32, 32), row by row from the top.
    """
    points = _points(strokes)
    if len(points) == 0:
        return np.full((SIDE, SIDE), False)
    points = _upright(points)
    radius = 2.0
    for _ in range(3):  # the scale leaves room for the radius, and the radius depends on the scale
        distances = _distances(_placed(points, radius))
        radius = min(float(np.partition(distances.ravel(), INK)[INK]), WIDEST_RADIUS)
    return np.asarray(distances < radius)


def _points(strokes: Strokes) -> Array:
    """Spread points evenly over all paths, shape (n, 2)."""
    paths = [np.asarray(stroke, dtype=float).reshape(-1, 2) for stroke in strokes]
    lengths = [np.hypot(*np.diff(path, axis=0).T) for path in paths]
    step = max(sum(float(length.sum()) for length in lengths) / POINTS, 1e-9)
    spread = [np.zeros((0, 2))]
    for path, length in zip(paths, lengths, strict=True):
        if len(path):
            way = np.concatenate([[0.0], np.cumsum(length)])
            stops = np.linspace(0, way[-1], int(way[-1] / step) + 2)
            spread.append(np.stack([np.interp(stops, way, path[:, 0]), np.interp(stops, way, path[:, 1])], axis=1))
    return np.concatenate(spread)


def _upright(points: Array) -> Array:
    """Shear the path until its leftmost points at the top and at the bottom stand above each other."""
    x, y = points.T
    height = np.ptp(y)
    if height < 0.3 * np.ptp(x) or height == 0:  # a dash has no slant
        return points
    top, bottom = x[y <= y.min() + EDGE * height].min(), x[y >= y.max() - EDGE * height].min()
    shear = np.clip((bottom - top) / height, -MOST_SHEAR, MOST_SHEAR)
    return np.stack([x - shear * (y - y.min()), y], axis=1)


def _placed(points: Array, radius: float) -> Array:
    """Move and scale the path so that a line of this radius along it fills the bitmap as the training images do."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.array([WIDE, SIDE]) - 2 * radius
    across, down = room / np.maximum(high - low, 1e-9)
    across = min(across, NARROWER * down)
    down = min(down, FLATTEST * across)
    return np.asarray((points - (low + high) / 2) * [across, down] + SIDE / 2)


def _distances(points: Array) -> Array:
    """Measure how far the middle of each pixel is from the nearest point, shape (32, 32)."""
    middles = np.arange(SIDE)[:, None] + 0.5
    across, down = (middles - points[:, 0]) ** 2, (middles - points[:, 1]) ** 2
    return np.sqrt((down[:, None, :] + across[None, :, :]).min(axis=2))
