"""What the first weights decide: whether units grow different, and how large a signal is after many layers."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from course.figures import new_figure
from course.layer import Array, Function
from course.learning_rate.answers import as_array
from course.learning_rate.curves import STYLES
from course.texts import _


def draw_units(histories: Mapping[str, Array]) -> Figure:
    """Draw how the weights of the hidden units change in training, a panel for each way to start.

    Args:
        histories: by the name of a start, the weight of each hidden unit after each step, shape (steps + 1, units).

    Returns:
        The figure.
    """
    figure, axes = new_figure(2.7 * len(histories), 3.2, columns=len(histories))
    reach = 1.08 * max([1.0, *(float(np.max(np.abs(history))) for history in histories.values())])
    for ax, (name, history) in zip(axes, histories.items(), strict=True):
        for unit, style in zip(np.asarray(history).T, ("-", "--", ":", "-."), strict=False):
            ax.plot(unit, style, linewidth=2)
        ax.set(title=name, xlabel=_("step"), ylim=(-reach, reach))
    axes[0].set_ylabel(_("weight of each hidden unit"))
    return figure


def signal_sizes(draws: Sequence[Array], f: Function, X: Array) -> list[float]:
    """Measure how large the activations are after each layer of weights, without biases.

    Args:
        draws: the weights of the layers, each of shape (n_in, n_out).
        f: activation function.
        X: inputs, shape (n, d).

    Returns:
        The root of the mean square of the inputs, and of the activations after each layer.
    """
    sizes, H = [float(np.sqrt(np.mean(X**2)))], X
    for W in draws:
        H = np.asarray(f(H @ as_array(W)))
        sizes.append(float(np.sqrt(np.mean(H**2))))
    return sizes


def draw_signals(signals: Mapping[str, Mapping[str, Sequence[float]]]) -> Figure:
    """Draw the size of the signal over the layers, a panel for each activation.

    Args:
        signals: by the name of an activation, by the name of a way to draw weights, the sizes layer by layer.

    Returns:
        The figure.
    """
    figure, axes = new_figure(4.0 * len(signals), 3.9, columns=len(signals))
    names = list(dict.fromkeys(name for panel in signals.values() for name in panel))
    lines = []
    for ax, (activation, panel) in zip(axes, signals.items(), strict=True):
        lines = [
            ax.semilogy(panel[name], style, markersize=5, label=name)[0]
            for name, style in zip(names, STYLES, strict=False)
        ]
        ax.set(title=activation, xlabel=_("layer"), ylim=(1e-6, 1e3))
        ax.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes[0].set_ylabel(_("size of the signal"))
    figure.legend(handles=lines, loc="outside lower center", ncols=len(names), frameon=False)
    return figure


def draw_fits(predictions: Mapping[str, Array], X: Array, Y: Array) -> Figure:
    """Draw what networks predict over one input, a panel for each, with the examples.

    Args:
        predictions: by the name of a network, what it predicts for inputs from -1 to 1 in even steps, shape (m, 1).
        X: inputs, shape (n, 1).
        Y: right outputs, shape (n, 1).

    Returns:
        The figure.
    """
    figure, axes = new_figure(2.7 * len(predictions), 3.0, columns=len(predictions))
    for ax, (name, predicted) in zip(axes, predictions.items(), strict=True):
        ax.plot(X[:, 0], Y[:, 0], ".", color="0.6", markersize=5)
        ax.plot(np.linspace(-1, 1, len(predicted)), np.asarray(predicted)[:, 0], linewidth=2.2)
        ax.set(title=name, xlabel="x", ylim=(-1.6, 1.6))
    axes[0].set_ylabel(_("prediction"))
    return figure
