"""What a small filter sees: the look ahead to convolutional networks."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from course.digits.images import INK, square
from course.figures import BLACK, VERMILLION
from course.layer import Array
from course.texts import _


def slide(pixels: Array, kernel: Array) -> Array:
    """Lay a filter on every place of an image where it fits, and sum the products of weights and pixels there.

    Args:
        pixels: an image, shape (rows, columns).
        kernel: the filter's weights, shape (r, c).

    Returns:
        One sum for each place, shape (rows - r + 1, columns - c + 1).

    Example:
        >>> slide(np.array([[1.0, 2.0, 4.0]]), np.array([[-1.0, 1.0]]))
        array([[1., 2.]])
    """
    patches = np.lib.stride_tricks.sliding_window_view(pixels, kernel.shape)
    return np.einsum("ijkl,kl->ij", patches, kernel)


def draw_filters(image: Array, filters: Mapping[str, Array], corner: tuple[int, int] = (1, 2)) -> Figure:
    """Draw an image, each filter's weights, and what the filter finds at every place of the image.

    Args:
        image: shape (64,).
        filters: for each name its weights, shape (3, 3).
        corner: the row and column of the patch to frame, and of its sum.

    Returns:
        A figure with a row for each filter.
    """
    pixels, row_count = square(image), len(filters)
    figure = Figure(figsize=(9.0, 2.9 * row_count), dpi=100, layout="constrained")
    grid = figure.subplots(row_count, 3, squeeze=False, width_ratios=(8, 4, 7))
    for (left, middle, right), (name, kernel) in zip(grid, filters.items(), strict=True):
        found = slide(pixels, kernel)
        left.imshow(pixels, cmap=INK)
        _frame(left, corner, kernel.shape)
        middle.imshow(kernel, cmap="RdBu", vmin=-2, vmax=2)
        for (row, column), weight in np.ndenumerate(kernel):
            middle.text(column, row, f"{weight:g}", ha="center", va="center", color=BLACK)
        limit = float(np.abs(found).max())
        right.imshow(found, cmap="RdBu", vmin=-limit, vmax=limit)
        _frame(right, corner, (1, 1))
        for (row, column), total in np.ndenumerate(found):
            shade = "white" if abs(total) > 0.6 * limit else BLACK
            right.text(column, row, f"{total:.0f}", ha="center", va="center", fontsize=8, color=shade)
        left.set_title(_("image, 8 x 8"))
        middle.set_title(name)
        right.set_title(_("the sum at each place, 6 x 6"))
        for ax in (left, middle, right):
            ax.set(xticks=[], yticks=[])
    return figure


def _frame(ax: Axes, corner: tuple[int, int], shape: tuple[int, ...]) -> None:
    row, column = corner
    ax.add_patch(
        Rectangle((column - 0.5, row - 0.5), shape[1], shape[0], fill=False, edgecolor=VERMILLION, linewidth=2.5)
    )
