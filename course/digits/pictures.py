"""What a network learned: its course over the epochs, its confusions, its first layer's weights.

Every value shown comes from the student's functions, or is handed over as an array.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from course.digits.images import image_grid, square
from course.figures import BLACK, BLUE, GRAY, ORANGE, VERMILLION, new_figure
from course.layer import Array, Function
from course.texts import _


def draw_loss_gradient(softmax_cross_entropy: Function, z: Sequence[float], label: int) -> Figure:
    """Draw the scores of one example, and the slope of the loss with respect to each of them.

    Args:
        softmax_cross_entropy: the student's function.
        z: scores, one for each class, shape (k,).
        label: the right class.

    Returns:
        A figure of two bar charts.
    """
    truth = np.array([[float(number == label) for number in range(len(z))]])
    loss, slopes = softmax_cross_entropy(np.array([z], dtype=float), truth)
    figure, axes = new_figure(9.6, 3.2, columns=2)
    for ax, heights in zip(axes, (np.asarray(z), np.asarray(slopes)[0]), strict=True):
        colors = [ORANGE if number == label else BLUE for number in range(len(z))]
        bars = ax.bar(range(len(z)), heights, color=colors, edgecolor=BLACK, linewidth=0.6)
        bars[label].set_hatch("//")
        ax.axhline(0, color=BLACK, linewidth=0.8)
        ax.bar_label(bars, [f"{height:.2f}" for height in heights], padding=2, fontsize=8)
        ax.margins(y=0.16)
        ax.set(xticks=range(len(z)), xlabel=_("class"))
    axes[0].set_title(_("scores $z$ (class {label} is right)").format(label=label))
    axes[1].set_title(_("slopes $dZ$; the loss is {loss:.3f}").format(loss=float(loss)))
    return figure


def draw_curves(curves: Mapping[str, Sequence[float]]) -> Figure:
    """Draw accuracies over the epochs.

    Args:
        curves: for each label of a curve its accuracy after each epoch.

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(7.0, 3.8)
    for (label, values), style, color in zip(curves.items(), ("-", "--", ":"), (BLUE, VERMILLION, BLACK), strict=False):
        ax.plot(range(1, len(values) + 1), values, style, marker=".", color=color, label=label)
        ax.annotate(f"{values[-1]:.3f}", (len(values), values[-1]), (6, -3), textcoords="offset points", fontsize=9)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(xlabel=_("epoch"), ylabel=_("accuracy"))
    ax.grid(color=GRAY, alpha=0.3)
    ax.legend(loc="lower right")
    return figure


def draw_confusion(counts: Array) -> Figure:
    """Draw a confusion matrix: the diagonal pale, every confusion in a color that grows with its count.

    Args:
        counts: shape (k, k); rows are the truth, columns the prediction.

    Returns:
        The figure.
    """
    counts = np.asarray(counts)
    figure, (ax,) = new_figure(5.4, 5.2)
    confusions = np.where(np.eye(len(counts), dtype=bool), 0, counts)
    most = max(4, int(confusions.max()))
    ax.imshow(confusions, cmap="OrRd", vmin=0, vmax=most)
    for (truth, read), count in np.ndenumerate(counts):
        strong = count > 0.6 * most and truth != read
        color = "white" if strong else GRAY if truth == read else BLACK
        if count:
            ax.text(read, truth, f"{count:.0f}", ha="center", va="center", color=color, fontsize=10)
    ax.set(xticks=range(len(counts)), yticks=range(len(counts)), xlabel=_("read as"), ylabel=_("truth"))
    ax.spines[["top", "right"]].set_visible(True)
    return figure


def draw_weights(network: Any, count: int = 20, columns: int = 10) -> Figure:
    """Draw the weights into the first hidden units as images: blue excites, red inhibits.

    Args:
        network: the student's trained network; its first weights are looked for among its attributes.
        count: how many units to show, those with the largest weights first.
        columns: how many stand in a row.

    Returns:
        The figure.
    """
    weights = first_weights(network)
    order = np.argsort(-np.linalg.norm(weights, axis=0))[:count]
    figure, axes = image_grid(-(-len(order) // columns), columns, 0.95)
    limit = float(np.abs(weights[:, order]).max())
    for ax, unit in zip(axes, order, strict=False):
        ax.imshow(square(weights[:, unit]), cmap="RdBu", vmin=-limit, vmax=limit)
        ax.set_title(_("unit {number}").format(number=unit), fontsize=8, pad=2)
    return figure


def first_weights(network: Any, pixels: int = 64) -> Array:
    """Find a network's first weights, shape (pixels, units), in whatever way it keeps them.

    Example:
        >>> class Network:
        ...     parameters = None
        >>> network = Network()
        >>> network.parameters = [{"W": np.ones((64, 3)), "b": np.zeros(3)}]
        >>> first_weights(network).shape
        (64, 3)
    """
    for array in _arrays(vars(network)):
        if array.ndim == 2 and pixels in array.shape:
            return array if array.shape[0] == pixels else array.T
    problem = _("Among this network's attributes there is no array with {count} rows: no weights to draw.")
    raise ValueError(problem.format(count=pixels))


def _arrays(part: Any) -> Iterator[Array]:
    if isinstance(part, np.ndarray):
        yield part
    elif isinstance(part, Mapping | list | tuple):
        for inner in part.values() if isinstance(part, Mapping) else part:
            yield from _arrays(inner)
