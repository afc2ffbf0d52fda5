"""Depth against width on the playground's spiral: networks with as many parameters, compared."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, new_figure
from course.texts import _


def count_parameters(hidden: Sequence[int]) -> int:
    """Count the weights and biases of a network of 2 inputs and 1 output.

    Args:
        hidden: the number of units in each hidden layer.

    Returns:
        The number of parameters.

    Example:
        >>> count_parameters([8, 8]), count_parameters([26])
        (105, 105)
    """
    return sum((n_in + 1) * n_out for n_in, n_out in pairwise([2, *hidden, 1]))


def draw_pairs(pairs: Mapping[str, Mapping[str, Sequence[float]]], level: float) -> Figure:
    """Draw results of two networks beside each other, a line for each repetition, one panel a pair.

    Args:
        pairs: by the title of a panel, the results by the name of a network; results at the same place in the lists
            belong to the same repetition.
        level: where to draw a dashed line.

    Returns:
        The figure.
    """
    figure, axes = new_figure(4.2 * len(pairs), 3.6, columns=len(pairs))
    for ax, (title, results) in zip(axes, pairs.items(), strict=True):
        places = np.arange(len(results))
        for repetition in zip(*results.values(), strict=True):
            ax.plot(places, repetition, "o-", color=BLUE, linewidth=1, alpha=0.8)
        ax.axhline(level, color=BLACK, linewidth=0.8, linestyle=(0, (8, 4)))
        ax.text(places[-1] + 0.4, level, f"{level:g}", ha="right", va="bottom", fontsize=9, color=GRAY)
        ax.set(title=title, xlabel=_("hidden layers"), xlim=(-0.4, len(results) - 0.6), ylim=(0, 0.65), xticks=places)
        ax.set_xticklabels(list(results))
    axes[0].set_ylabel(_("lowest test loss"))
    return figure
