"""Watch a network learn: the map of its outputs over the plane, and its border, after any number of steps.

Every output comes from the student's own functions, handed over as an argument.
"""

from collections.abc import Callable, Sequence

import ipywidgets as widgets
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, ORANGE, are_described, describe, new_figure, png
from course.layer import Array, Layer
from course.texts import _, marked, ngettext
from course.widgets import image_html, player, show_widget

Predict = Callable[[Array, list[Layer]], Array]
EDGE = 0.5  # the map reaches this far beyond the outermost examples
BORDER = 0.5  # an output above it counts as class 1
PAUSE = 350  # milliseconds between two pictures while it plays
KEY_TO_COLORS = marked(
    "orange: output near 0 (circles: class 0);  blue: output near 1 (squares: class 1)\nblack line: 0.5"
)
SHADES = LinearSegmentedColormap.from_list("classes", [ORANGE, "#FFFFFF", BLUE])


def explore_training(
    history: Sequence[list[Layer]], losses: Sequence[float], X: Array, Y: Array, predict: Predict, every: int
) -> None:
    """Show a network as it learns, with a slider over its steps and a button that plays them.

    Args:
        history: the network before the first step, and after each one.
        losses: the loss of each of them.
        X: examples, shape (n, 2).
        Y: their classes, 0 or 1, shape (n, 1).
        predict: the network's output, ``predict(X, layers)``, shape (n, 1).
        every: the slider stops at every so many steps.
    """
    last = len(history) - 1
    if are_described():
        describe(describe_training(history, losses, X, Y, predict, last))
        return
    pictures: dict[int, str] = {}

    def picture(step: int) -> str:
        if step not in pictures:
            alt = describe_training(history, losses, X, Y, predict, step)
            pictures[step] = image_html(png(draw_training(history, losses, X, Y, predict, [step])), alt)
        return pictures[step]

    row, step = player(_("training steps"), last, every, PAUSE)
    shown = widgets.HTML(picture(0))
    step.observe(lambda change: setattr(shown, "value", picture(change["new"])), names="value")
    still = png(draw_training(history, losses, X, Y, predict, moments(losses, every)))
    alt = describe_training(history, losses, X, Y, predict, last)
    show_widget(widgets.VBox([row, shown]), still, alt)


def draw_training(
    history: Sequence[list[Layer]],
    losses: Sequence[float],
    X: Array,
    Y: Array,
    predict: Predict,
    steps: Sequence[int],
) -> Figure:
    """Draw the map of the outputs after each of some steps, and beside them the loss up to the last of these.

    Args:
        history: the network before the first step, and after each one.
        losses: the loss of each of them.
        X: examples, shape (n, 2).
        Y: their classes, 0 or 1, shape (n, 1).
        predict: the network's output, ``predict(X, layers)``, shape (n, 1).
        steps: after how many steps.

    Returns:
        A figure with a panel for each of `steps`, and one for the loss.
    """
    figure, axes = new_figure(1.6 + 3.1 * (len(steps) + 1), 3.9, columns=len(steps) + 1)
    for ax, step in zip(axes, steps, strict=False):
        _draw_map(ax, history[step], X, Y, predict)
        right = count_right(history[step], X, Y, predict)
        title = _("step {step}: {right} of {count} right").format(step=step, right=right, count=len(X))
        ax.set_title(title, fontsize=11)
    axes[-1].plot(losses, color=BLACK, linewidth=1.0, alpha=0.4)
    axes[-1].plot(losses[: steps[-1] + 1], color=BLACK, linewidth=2.0)
    for step in steps:
        axes[-1].plot([step], [losses[step]], "o", color=BLACK, markersize=7)
    title = _("loss {loss:.3f}").format(loss=losses[steps[-1]])
    axes[-1].set(xlabel=_("step"), ylabel=_("loss"), ylim=(0, None), title=title)
    figure.supxlabel(_(KEY_TO_COLORS), fontsize=10)
    return figure


def describe_training(
    history: Sequence[list[Layer]], losses: Sequence[float], X: Array, Y: Array, predict: Predict, step: int
) -> str:
    """Say in words what the picture after some steps shows.

    Args:
        history: the network before the first step, and after each one.
        losses: the loss of each of them.
        X: examples, shape (n, 2).
        Y: their classes, 0 or 1, shape (n, 1).
        predict: the network's output, ``predict(X, layers)``, shape (n, 1).
        step: after how many steps.

    Returns:
        Two sentences.
    """
    right = count_right(history[step], X, Y, predict)
    shown = _("A map of the network's output over the plane, with the border between its two classes and the examples.")
    numbers = ngettext(
        "After {step} step {right} of {count} examples are right; the loss went from {first:.3f} to {last:.3f}.",
        "After {step} steps {right} of {count} examples are right; the loss went from {first:.3f} to {last:.3f}.",
        step,
    )
    return f"{shown} {numbers.format(step=step, right=right, count=len(X), first=losses[0], last=losses[step])}"


def count_right(layers: list[Layer], X: Array, Y: Array, predict: Predict) -> int:
    """Count the examples on the right side of the network's border."""
    return int(np.sum((np.asarray(predict(X, layers)) > BORDER) == (Y > BORDER)))


def moments(losses: Sequence[float], every: int) -> list[int]:
    """Choose three steps for the still picture: the first, one where half of the loss is gone, and the last.

    Example:
        >>> moments([1.0, 0.9, 0.8, 0.4, 0.2, 0.1], 1)
        [0, 3, 5]
    """
    halfway = int(np.argmax(np.asarray(losses) < losses[0] / 2))
    return sorted({0, halfway - halfway % every, len(losses) - 1})


def _draw_map(ax: Axes, layers: list[Layer], X: Array, Y: Array, predict: Predict) -> None:
    low, high = X.min(axis=0) - EDGE, X.max(axis=0) + EDGE
    x1, x2 = np.meshgrid(np.linspace(low[0], high[0], 61), np.linspace(low[1], high[1], 61))
    outputs = np.asarray(predict(np.column_stack([x1.ravel(), x2.ravel()]), layers)).reshape(x1.shape)
    extent = (low[0], high[0], low[1], high[1])
    ax.imshow(outputs, origin="lower", extent=extent, cmap=SHADES, vmin=-0.3, vmax=1.3, interpolation="bilinear")
    if outputs.min() < BORDER < outputs.max():
        ax.contour(x1, x2, outputs, levels=[BORDER], colors=[BLACK], linewidths=2.5)
    for label, marker, color in ((0, "o", ORANGE), (1, "s", BLUE)):
        of_class = X[Y[:, 0] == label]
        ax.plot(*of_class.T, marker, color=color, markersize=12, markeredgecolor=BLACK, markeredgewidth=1.5)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", xticks=[0, 1], yticks=[0, 1])
