"""Dropout as a picture: the same network in several training passes, with the units that each one lost."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, new_figure
from course.forward.layout import place_units
from course.layer import Array, Function
from course.texts import _


def draw_dropout(
    dropout_forward: Function, sizes: Sequence[int], rate: float, rng: np.random.Generator, passes: int = 3
) -> Figure:
    """Draw a network in some training passes, its hidden units dropped by the function given, then as it is used.

    Args:
        dropout_forward: the student's ``dropout_forward(A, rate, rng, training)``; only its masks are used.
        sizes: units in each layer, the input layer first.
        rate: the dropout rate of the hidden layers.
        rng: the source of randomness.
        passes: how many training passes to draw.

    Returns:
        The figure, one panel a pass and a last one without dropout.
    """
    figure, axes = new_figure(3.1 * (passes + 1), 3.2, columns=passes + 1)
    for number, ax in enumerate(axes):
        training = number < passes
        masks = [np.ones(size) for size in sizes]
        for depth in range(1, len(sizes) - 1):
            masks[depth] = np.ravel(dropout_forward(np.ones((1, sizes[depth])), rate, rng, training)[1])
        _draw_units(ax, sizes, masks)
        ax.set_title(_("training pass {number}").format(number=number + 1) if training else _("in use"))
    return figure


def _draw_units(ax: Axes, sizes: Sequence[int], masks: Sequence[Array]) -> None:
    """Draw units and the connections between those that are on; a dropped unit is hollow and crossed out."""
    columns = place_units(sizes)
    for depth in range(1, len(sizes)):
        for start, start_on in zip(columns[depth - 1], masks[depth - 1], strict=True):
            for end, end_on in zip(columns[depth], masks[depth], strict=True):
                if start_on and end_on:
                    ax.plot(*np.array([start, end]).T, color=GRAY, linewidth=0.9, zorder=1)
    for places, mask in zip(columns, masks, strict=True):
        on = np.asarray(mask, dtype=bool)
        ax.plot(*places[on].T, "o", color=BLUE, markeredgecolor=BLACK, markersize=13, zorder=2)
        ax.plot(*places[~on].T, "o", color="white", markeredgecolor=GRAY, markersize=13, zorder=2)
        ax.plot(*places[~on].T, "x", color=GRAY, markersize=9, zorder=3)
    ax.axis("off")
    ax.margins(0.12)
