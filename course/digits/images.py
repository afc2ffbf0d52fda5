"""The images of unit 6, and how they look: as pictures, as numbers, and pixel by pixel over the whole set."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from sklearn.datasets import load_digits

from course.figures import VERMILLION, new_figure
from course.layer import Array
from course.texts import _

Labels = NDArray[np.intp]  # what bincount takes, where integers have 32 bits, too
INK = "gray_r"  # 0 is white paper, the largest value black ink


def load_images() -> tuple[Array, Labels]:
    """Load the 1,797 handwritten digits of 8 x 8 pixels that come with scikit-learn.

    Returns:
        The images, shape (1797, 64), values 0 (paper) to 16 (ink), and their labels 0 to 9, shape (1797,).

    Source: E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, 1998.

    Example:
        >>> images, labels = load_images()
        >>> images.shape, labels[:3].tolist()
        ((1797, 64), [0, 1, 2])
    """
    data = load_digits()
    return data.data.astype(np.float64), data.target.astype(np.intp)


def draw_images(X: Array, titles: Sequence[object], columns: int = 10) -> Figure:
    """Draw images in rows, each with a title.

    Args:
        X: images, shape (n, d), where d is a square number.
        titles: what to write above each image.
        columns: how many images stand in a row.

    Returns:
        The figure.
    """
    rows = -(-len(X) // columns)
    figure, axes = image_grid(rows, columns, 0.95)
    for ax, image, title in zip(axes, X, titles, strict=False):
        show_image(ax, image)
        ax.set_title(str(title), fontsize=9, pad=3)
    return figure


def draw_as_numbers(image: Array, label: int) -> Figure:
    """Draw one image twice: as a picture, and as the table of numbers that a network receives.

    Args:
        image: one image, shape (64,).
        label: what it shows.

    Returns:
        The figure.
    """
    figure, (left, right) = new_figure(8.4, 4.2, columns=2)
    pixels = square(image)
    for ax in (left, right):
        ax.set(xticks=[], yticks=[], aspect="equal")
        ax.spines[["top", "right"]].set_visible(True)
    left.imshow(pixels, cmap=INK)
    right.imshow(pixels, cmap=INK, alpha=0.35)
    for (row, column), value in np.ndenumerate(pixels):
        right.text(column, row, f"{value:.0f}", ha="center", va="center", fontsize=10)
    left.set_title(_("an image, labeled {label}").format(label=label))
    right.set_title(_("the same image: 64 numbers"))
    return figure


def draw_pixel_statistics(X: Array) -> Figure:
    """Draw each pixel's mean and deviation over a set of images; pixels that never change are crossed out.

    Args:
        X: images, shape (n, 64).

    Returns:
        The figure.
    """
    figure, axes = new_figure(8.0, 3.7, columns=2)
    titles = _("mean of each pixel"), _("deviation")
    for ax, values, title in zip(axes, (X.mean(0), X.std(0)), titles, strict=True):
        figure.colorbar(ax.imshow(square(values), cmap="viridis"), ax=ax, shrink=0.85)
        rows, columns = np.nonzero(square(np.ptp(X, axis=0)) == 0)
        ax.plot(columns, rows, "x", color=VERMILLION, markersize=12, markeredgewidth=2.5)
        ax.set(title=title, xticks=[], yticks=[])
    return figure


def square(image: Array) -> Array:
    """Arrange the numbers of an image as they lie on paper, shape (side, side)."""
    side = round(np.size(image) ** 0.5)
    return np.asarray(image, dtype=np.float64).reshape(side, side)


def show_image(ax: Axes, image: Array, largest: float = 16.0) -> None:
    """Show one image in its axes, without ticks."""
    ax.imshow(square(image), cmap=INK, vmin=0, vmax=max(largest, float(np.max(image))))
    ax.set(xticks=[], yticks=[])


def image_grid(rows: int, columns: int, side: float) -> tuple[Figure, list[Axes]]:
    """Make a figure with small empty axes in rows and columns; `side` is in inches.

    Their places are set here: to have them found by a "constrained" layout takes as long as all the drawing.
    """
    above = 0.22  # inches for a title
    figure = Figure(figsize=(columns * side, rows * (side + above)), dpi=100)
    edges = {"left": 0.01, "right": 0.99, "bottom": 0.02 / rows, "top": 1 - above / (rows * (side + above))}
    grid = figure.subplots(rows, columns, squeeze=False, gridspec_kw={**edges, "wspace": 0.1, "hspace": 0.3})
    axes = list(grid.ravel())
    for ax in axes:
        ax.set(xticks=[], yticks=[])
        ax.spines[["top", "right", "bottom", "left"]].set_visible(False)
    return figure, axes
