"""Losses to look at: four ways to scale the squared error, and the loss along one step of descent."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, GREEN, PURPLE, VERMILLION, new_figure
from course.layer import Array
from course.texts import _

STYLES = (("-", BLUE), ("--", VERMILLION), (":", GREEN), ("-.", PURPLE))


def draw_scalings(
    x: Array, y: Array, scalings: dict[str, float], start: float, eta: float, slopes: dict[str, float]
) -> Figure:
    """Draw scaled sums of the squared errors of the model w x over w, and one step of descent on each.

    Args:
        x: inputs, shape (n,).
        y: targets, shape (n,).
        scalings: for each name the factor in front of the sum of squares.
        start: the weight to start from.
        eta: the learning rate.
        slopes: the slope at the start of each of these losses, and of any other, by name.

    Returns:
        A figure of two panels: on the left the losses, with those of the single examples dotted; on the right, where
        one step leads.
    """
    w = np.linspace(start, start + 3.0, 121)
    squares = (np.outer(w, x) - y) ** 2
    best = float(x @ y / (x @ x))
    figure, (left, right) = new_figure(11, 4.0, columns=2)
    left.plot(w, squares / 2, color=GRAY, linewidth=0.9, alpha=0.8)
    for (name, factor), (style, color) in zip(scalings.items(), STYLES, strict=False):
        left.plot(w, factor * squares.sum(axis=1), style, color=color, linewidth=2, label=name)
    left.plot([], [], color=GRAY, linewidth=0.9, label=_("{half} of each example alone").format(half=r"$\frac{1}{2}$"))
    left.axvline(best, color=BLACK, linewidth=0.8)
    left.set(xlabel="$w$", ylabel=_("loss"), title=_("one minimum"), ylim=(0, 1.1 * squares[0].sum() / 2))
    left.legend(fontsize=9)
    for row, ((name, slope), (_style, color)) in enumerate(zip(slopes.items(), STYLES, strict=False)):
        arrow = {"arrowstyle": "-|>", "color": color, "linewidth": 2}
        right.annotate("", (start - eta * slope, row), (start, row), arrowprops=arrow)
        text = _("{name}, slope {slope:.2f}").format(name=name, slope=slope)
        right.text(start, row - 0.15, text, fontsize=10)
    right.axvline(best, color=BLACK, linewidth=0.8)
    right.set(xlabel="$w$", yticks=[], ylim=(len(slopes) - 0.5, -0.7), xlim=left.get_xlim())
    right.set_title(_("one step with the learning rate {eta:g}").format(eta=eta))
    return figure


def draw_step(loss_after: Callable[[float], float], marked: Sequence[float], longest: float) -> Figure:
    """Draw the loss after one step of descent, over the learning rate of that step.

    Args:
        loss_after: for a learning rate, the loss after one step with it.
        marked: learning rates to mark.
        longest: the largest learning rate shown.

    Returns:
        A figure.

    Example:
        >>> figure = draw_step(lambda eta: (1 - eta) ** 2, [0.1], 2.0)
    """
    rates = np.linspace(0, longest, 201)
    figure, (ax,) = new_figure(7.5, 4.0)
    ax.plot(rates, [loss_after(float(rate)) for rate in rates], color=BLUE)
    ax.axhline(loss_after(0.0), color=GRAY, linewidth=0.8, linestyle="--", label=_("before the step"))
    for rate in marked:
        loss = loss_after(rate)
        ax.plot([rate], [loss], "o", color=VERMILLION, markersize=8)
        ax.annotate(rf"$\alpha = {rate:g}$", (rate, loss), xytext=(9, 3), textcoords="offset points")
    ax.set(xlabel=_(r"learning rate $\alpha$ of the step"), ylabel=_("loss after the step"), ylim=(0, None))
    ax.legend(fontsize=9)
    return figure
