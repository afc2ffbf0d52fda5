"""Move every unseen image a little, and see how many the student's own model still reads."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.digits.images import Labels, show_image
from course.figures import BLACK, GRAY, VERMILLION
from course.layer import Array
from course.texts import _, marked
from course.widgets import explore

SHOWN = 15
FARTHEST = 2  # pixels
ALT = marked(
    "Fifteen unseen digits, each with what the model reads above it and a red frame where it is wrong; beside them a "
    "map of 5 by 5 shares, one for each shift of the images by up to 2 pixels, with a frame around the shift that the "
    "sliders set."
)


def shifted(images: Array, right: int, down: int) -> Array:
    """Move images by whole pixels; what leaves an edge is lost, and paper follows from the other side.

    Args:
        images: shape (n, 64), in rows of 8 pixels.
        right: how many pixels to the right; to the left if negative.
        down: how many pixels down; up if negative.

    Returns:
        Shape (n, 64).

    Example:
        >>> image = np.zeros((1, 64))
        >>> image[0, 0] = 16.0
        >>> int(shifted(image, 2, 1).argmax())
        10
    """
    wide = np.pad(images.reshape(-1, 8, 8), ((0, 0), (8, 8), (8, 8)))
    return np.asarray(wide[:, 8 - down : 16 - down, 8 - right : 16 - right].reshape(-1, 64))


def explore_shifts(model: Any, images: Array, labels: Labels) -> None:
    """Show some images as a model reads them, with sliders that move all of them by a few pixels.

    Args:
        model: the student's trained model; its ``predict(X)`` takes images, values 0 to 16, and gives labels.
        images: unseen images, shape (n, 64).
        labels: the truth, shape (n,).
    """
    steps = range(-FARTHEST, FARTHEST + 1)
    read = {(right, down): np.asarray(model.predict(shifted(images, right, down))) for right in steps for down in steps}
    shares = np.array([[np.mean(read[right, down] == labels) for right in steps] for down in steps])

    def draw(right: int, down: int) -> Figure:
        moved = shifted(images[:SHOWN], right, down)
        return draw_shifts(moved, labels[:SHOWN], read[right, down][:SHOWN], shares, (right, down))

    sliders = dict.fromkeys((marked("right"), marked("down")), (-FARTHEST, FARTHEST, 1, 0))
    explore(draw, _(ALT), **sliders)


def draw_shifts(moved: Array, labels: Labels, read: Labels, shares: Array, shift: tuple[int, int]) -> Figure:
    """Draw moved images with what is read, and the share read right at each shift.

    Args:
        moved: shape (n, 64).
        labels: the truth, shape (n,).
        read: what the model reads, shape (n,).
        shares: the share of all images that is read right, shape (5, 5), a row for each shift down.
        shift: how far the images were moved to the right and down.

    Returns:
        The figure.
    """
    figure = Figure(figsize=(10.0, 4.3), dpi=100, layout="constrained")
    left, right = figure.subfigures(1, 2, squeeze=False, width_ratios=(1.25, 1)).ravel()
    for number, ax in enumerate(left.subplots(3, -(-len(moved) // 3)).ravel()):
        ax.axis("off")
        if number < len(moved):
            show_image(ax, moved[number])
            _mark(ax, int(labels[number]), int(read[number]))
    _draw_map(right.subplots(), shares, shift)
    return figure


def _mark(ax: Axes, label: int, read: int) -> None:
    wrong = label != read
    title = _("{truth} as {reading}").format(truth=label, reading=read) if wrong else f"{read}"
    ax.set_title(title, fontsize=9, pad=3, fontweight="bold" if wrong else None)
    ax.axis("on")
    ax.spines[:].set(visible=True, edgecolor=VERMILLION if wrong else GRAY, linewidth=3 if wrong else 0.6)


def _draw_map(ax: Axes, shares: Array, shift: tuple[int, int]) -> None:
    ax.imshow(shares, cmap="Blues", vmin=0, vmax=1.25)
    for (row, column), share in np.ndenumerate(shares):
        color = "white" if share > 0.75 else BLACK
        ax.text(column, row, f"{share:.0%}", ha="center", va="center", color=color, fontsize=10)
    ax.plot(shift[0] + FARTHEST, shift[1] + FARTHEST, "s", markersize=40, mfc="none", mec=VERMILLION, mew=3)
    steps = range(-FARTHEST, FARTHEST + 1)
    ax.set(xticks=range(5), yticks=range(5), xticklabels=steps, yticklabels=steps)
    ax.set(xlabel=_("pixels to the right"), ylabel=_("pixels down"), title=_("read right, all unseen images"))
