"""The pictures of unit 2 beside the network itself and the folded plane: output units, softmax and the losses.

Every value shown comes from the student's own functions, handed over as arguments.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, GREEN, ORANGE, VERMILLION, new_figure
from course.layer import Function
from course.texts import _


def draw_output_units(linear: Function, sigmoid: Function, softmax: Function) -> Figure:
    """Draw what the three output activations make of the sum u.

    Args:
        linear: the activation that changes nothing.
        sigmoid: the logistic function.
        softmax: the student's ``softmax(Z)``, over the last axis.

    Returns:
        A figure of three panels.
    """
    u = np.linspace(-4, 4, 161)
    figure, (left, middle, right) = new_figure(11, 3.4, columns=3)
    left.plot(u, linear(u), color=BLUE)
    middle.plot(u, sigmoid(u), color=BLUE)
    middle.axhline(0.5, color=GRAY, linewidth=0.8, linestyle=":")
    shares = np.asarray(softmax(np.stack([u, np.zeros_like(u), np.full_like(u, -1.0)], axis=-1)))
    for column, style in enumerate(("-", "--", ":")):
        name = _("class {number}").format(number=column + 1)
        right.plot(u, shares[:, column], style, color=(BLUE, VERMILLION, GREEN)[column], label=name)
    right.legend(fontsize=8)
    left.set(title=_("linear: any number"), xlabel="$u$", ylabel=r"$\hat{y}$")
    middle.set(title=_("sigmoid: one probability"), xlabel="$u$", ylabel=r"$\hat{y}$", ylim=(-0.05, 1.05))
    right.set(title=_("softmax: one for each class"), xlabel=_("$u_1$, with $u_2 = 0$ and $u_3 = -1$"))
    right.set(ylim=(-0.05, 1.05))
    return figure


def draw_softmax(softmax: Function, scores: Sequence[float], names: Sequence[str]) -> Figure:
    """Draw scores and the probabilities that softmax makes of them.

    Args:
        softmax: the student's ``softmax(Z)``.
        scores: one for each class, shape (k,).
        names: what the classes are called.

    Returns:
        A figure of two bar charts.
    """
    figure, (left, right) = new_figure(8.5, 3.2, columns=2)
    shares = np.asarray(softmax(np.asarray(scores, dtype=float)))
    for ax, heights, color, text in ((left, scores, ORANGE, "{:.1f}"), (right, shares, BLUE, "{:.3f}")):
        bars = ax.bar(list(names), heights, color=color, edgecolor=BLACK, linewidth=0.6)
        ax.bar_label(bars, [text.format(height) for height in heights], padding=2)
    left.axhline(0, color=BLACK, linewidth=0.8)
    left.set(title=_("scores $u$"), ylim=(min(0, *scores) - 0.8, max(0, *scores) + 0.8))
    right.set(title=_("softmax: the bars sum to {total:.3f}").format(total=shares.sum()), ylim=(0, 1.12))
    return figure


def draw_losses(binary_cross_entropy: Function, mse: Function, sigmoid: Function) -> Figure:
    """Draw what a single prediction costs, by cross-entropy and by the squared error.

    Args:
        binary_cross_entropy: the student's ``binary_cross_entropy(p, y)``.
        mse: the student's ``mse(Y_hat, Y)``.
        sigmoid: the logistic function, which turns the sum u into p.

    Returns:
        A figure of three panels: over p for the truth y = 1 and y = 0, and over u for y = 1.
    """
    chances, sums = np.linspace(0.005, 0.995, 199), np.linspace(-6, 6, 121)
    figure, axes = new_figure(11, 3.6, columns=3)
    panels = (("p", 1.0, chances, chances), ("p", 0.0, chances, chances), ("u", 1.0, sums, sigmoid(sums)))
    names = {"p": _("predicted probability $p$"), "u": _("sum $u$, where $p$ = sigmoid($u$)")}
    for ax, (over, y, across, chance) in zip(axes, panels, strict=True):
        entropy = [binary_cross_entropy(np.array([p]), np.array([y])) for p in chance]
        squares = [mse(np.array([[p]]), np.array([[y]])) for p in chance]
        ax.plot(across, entropy, color=BLUE, label=_("binary cross-entropy"))
        ax.plot(across, squares, "--", color=VERMILLION, label=_("squared error"))
        title = _("truth y = {truth:.0f}, over ${symbol}$").format(truth=y, symbol=over)
        ax.set(title=title, xlabel=names[over], ylabel=_("loss"), ylim=(-0.1, 6.2))
    axes[0].legend(fontsize=9)
    return figure
