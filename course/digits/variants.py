"""New images out of old ones: each is turned and moved a little, as another try of the same hand."""

import numpy as np

from course.layer import Array

MOST_DEGREES, MOST_PIXELS = 4.0, 0.2
MARGIN = 1  # of paper around the image, so that its border has neighbors


def turned_and_moved(images: Array, rng: np.random.Generator) -> Array:
    """Turn each image by up to 4 degrees and move it by up to a fifth of a pixel.

    A new pixel is the mean of the four old ones around its place, weighted by how near they are, and rounded.

    Args:
        images: shape (n, 64), values 0 to 16.
        rng: draws the angles and the ways.

    Returns:
        The new images, shape (n, 64), whole numbers from 0 to 16.
    """
    count = len(images)
    old = np.pad(images.reshape(count, 8, 8), ((0, 0), (MARGIN, MARGIN + 1), (MARGIN, MARGIN + 1)))
    angle = np.radians(rng.uniform(-MOST_DEGREES, MOST_DEGREES, size=(count, 1, 1)))
    right, down = rng.uniform(-MOST_PIXELS, MOST_PIXELS, size=(2, count, 1, 1))
    y, x = np.mgrid[:8, :8] - 3.5  # from the middle of the image
    x, y = np.cos(angle) * x + np.sin(angle) * y + right + 3.5, np.cos(angle) * y - np.sin(angle) * x + down + 3.5
    x, y = np.clip(x + MARGIN, 0, 8 + MARGIN), np.clip(y + MARGIN, 0, 8 + MARGIN)
    column, row, number = x.astype(int), y.astype(int), np.arange(count)[:, None, None]
    x, y = x - column, y - row  # how far it is to the next column and row
    upper = (1 - x) * old[number, row, column] + x * old[number, row, column + 1]
    lower = (1 - x) * old[number, row + 1, column] + x * old[number, row + 1, column + 1]
    return np.round((1 - y) * upper + y * lower).reshape(count, 64)
