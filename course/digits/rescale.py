"""Turn a drawing into an image like those that the network was trained on: 8 x 8 numbers from 0 to 16.

How the training images were made can still be read off them. Every digit was sheared until the leftmost ink of its
top row stood above the leftmost ink of its bottom row; scaled to a height of 32 pixels and at most 20 across, in the
middle of 32 x 32; its strokes were made thicker or thinner until about 300 of the 1,024 pixels were black, whatever
the pen; last, the black pixels of each block of 4 x 4 were counted. Nearly the same is done here, from the pen's path.

Three things are done differently, since more drawings are read so (`tests/course/digits/test_rescale.py`): a narrow
digit is widened and the strokes stay a little thinner, or the hole of a narrow 0 would close; and where the top of a
digit is in two pieces, as in an open 4, the left piece counts as its top even if it begins a little lower.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from course.layer import Array

SIDE, WIDE = 32, 20  # pixels of the bitmap, and how many of them a digit takes across at most
BLOCK = 4  # pixels along the side of a block
INK = 265  # black pixels of a digit; the training images have 313 on average, the scattered ones included
ASPECT, POWER = 0.66, 0.4  # a digit r times as wide as high as drawn becomes 0.66 * r ** 0.4 times as wide as high
WIDENED = 2.0  # times its width, at most: a 1 that is nothing but one line stays narrow
FLATTEST = 2.5  # a dash is not stretched into a block: height over width grows by this factor at most
WIDEST_RADIUS = 6.0  # half the thickness, in pixels, of the boldest stroke: a 1 that is nothing but one line
EDGE = 0.04  # of the height: how much counts as the top row, and as the bottom row
UPPER, GAP = 0.15, 0.2  # of the height: the top is in two pieces where its upper part has a gap as wide as this
MOST_SHEAR = 1.0  # sideways by at most the height: 45 degrees
POINTS = 240  # on the whole path: neighbors are then closer than a pixel

Strokes = Sequence[Array]


def rescale(strokes: Strokes) -> Array:
    """Prepare a drawing: make of it the small image that the network sees.

    Args:
        strokes: the pen's paths, each an array of points of shape (n, 2), x to the right and y down, in any unit.

    Returns:
        How many of the 16 pixels of each block are black, shape (8, 8); all zeros where nothing is drawn.

    Example:
        >>> rescale([np.array([[10.0, 0.0], [10.0, 90.0]])])[4]
        array([ 0.,  0.,  0., 16., 16.,  0.,  0.,  0.])
    """
    return counts(bitmap(strokes))


def counts(black: Array) -> Array:
    """Count the black pixels of each block of 4 x 4: a bitmap of shape (32, 32) gives numbers of shape (8, 8)."""
    blocks = SIDE // BLOCK
    return np.asarray(black).reshape(blocks, BLOCK, blocks, BLOCK).sum(axis=(1, 3)).astype(float)


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


def unprepared(strokes: Strokes, squares: Iterable[tuple[int, int]], side: float, pen: float) -> Array:
    """Draw what is on the paper in black and white as it is: at its place, in its size, as thick as the pen.

    Args:
        strokes: the pen's paths, as for `rescale`, in the unit of ``side``.
        squares: the row and the column of each inked square of 8 x 8.
        side: the width and height of the paper.
        pen: the width of the line.

    Returns:
        Booleans, shape (32, 32), row by row from the top.
    """
    points = _points(strokes)
    black = np.full((SIDE, SIDE), False)
    if len(points):
        black = np.asarray(_distances(points * SIDE / side) < pen / 2 * SIDE / side)
    for row, column in squares:
        black[BLOCK * row : BLOCK * (row + 1), BLOCK * column : BLOCK * (column + 1)] = True
    return black


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
    upper = np.sort(x[y <= y.min() + UPPER * height])
    if np.any(np.diff(upper) > GAP * height):
        top = upper[0]
    shear = np.clip((bottom - top) / height, -MOST_SHEAR, MOST_SHEAR)
    return np.stack([x - shear * (y - y.min()), y], axis=1)


def _placed(points: Array, radius: float) -> Array:
    """Move and scale the path so that a line of this radius along it fills the bitmap as the training images do."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.array([WIDE, SIDE]) - 2 * radius
    size = np.maximum(high - low, 1e-9)
    across, down = room / size
    ratio = size[0] / size[1]
    across = min(across, down * min(ASPECT * ratio ** (POWER - 1), WIDENED))
    down = min(down, FLATTEST * across)
    return np.asarray((points - (low + high) / 2) * [across, down] + SIDE / 2)


def _distances(points: Array) -> Array:
    """Measure how far the middle of each pixel is from the nearest point, shape (32, 32)."""
    middles = np.arange(SIDE)[:, None] + 0.5
    across, down = (middles - points[:, 0]) ** 2, (middles - points[:, 1]) ** 2
    # Rounded: along a straight line the pixels of a column are equally far, whatever the points on it.
    return np.asarray(np.sqrt((down[:, None, :] + across[None, :, :]).min(axis=2)).round(3))
