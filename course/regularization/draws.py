"""The same comparison on several draws of data and first weights, to see what is more than chance."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, new_figure
from course.texts import _


def draw_draws(draws: Sequence[Mapping[str, float]]) -> Figure:
    """Draw the shares of wrong points on each draw of a problem, and their means.

    Args:
        draws: for each draw the shares, from 0 to 1, by the name of what was measured; the same names in each.

    Returns:
        The figure: a thin line of dots for each draw, a black bar with its number at each mean.
    """
    figure, (ax,) = new_figure(8.5, 3.8)
    names = list(draws[0])
    places = np.arange(len(names))
    shares = np.array([[100 * draw[name] for name in names] for draw in draws])
    for row in shares:
        ax.plot(places, row, "o", linestyle=":", color=BLUE, markersize=5, linewidth=0.8, alpha=0.7)
    for place, mean in zip(places, shares.mean(axis=0), strict=True):
        ax.plot([place - 0.22, place + 0.22], [mean, mean], color=BLACK, linewidth=2.5)
        ax.annotate(f"{mean:.0f} %", (place + 0.25, mean), va="center", fontsize=10)
    ax.set(xlim=(-0.5, len(names) - 0.4), ylim=(0, None), ylabel=_("wrong, % of new points"), xticks=places)
    ax.set_xticklabels(names)
    ax.grid(axis="y", color=GRAY, alpha=0.3, linewidth=0.6)
    return figure
