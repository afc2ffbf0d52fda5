"""The playground's spiral, trained without a picture and without its limit of units: depth against width."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, new_figure
from course.layer import Array, Function, Layer
from course.playground.data import make_data
from course.playground.training import Network

BATCH, ETA, NOISE, TRAIN_SHARE = 10, 0.1, 25, 60  # the lecture's experiment
START = 0.5  # the first weights lie between -START and START, as in the playground
FIRST_BIAS = 0.1


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
    sizes = [2, *hidden, 1]
    return sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))


def train_spiral(network: Network, hidden: Sequence[int], epochs: int, seed: int) -> Array:
    """Train a ReLU network on the lecture's spiral, with any number of units in a layer.

    Args:
        network: what `own_answers` returns.
        hidden: the number of units in each hidden layer.
        epochs: how many times to go through the 300 training points.
        seed: of points and first weights.

    Returns:
        The test loss after each epoch, half the mean squared error, shape (epochs,).
    """
    rng, functions = np.random.default_rng(seed), network.functions
    train, test = make_data("spiral", NOISE, TRAIN_SHARE, rng)
    layers = [_first_layer(sizes, functions, rng) for sizes in zip([2, *hidden], [*hidden, 1], strict=True)]
    layers[-1] = layers[-1]._replace(f=functions["tanh"], df=functions["d_tanh"])
    losses = []
    for _ in range(epochs):
        for start in range(0, len(train.points), BATCH):
            rows = slice(start, start + BATCH)
            gradients = functions["backward"](train.points[rows], train.labels[rows], layers)
            # The loss is half the squared error, so its gradient is half of what `backward` returns.
            layers = [
                layer._replace(W=layer.W - ETA / 2 * dW, b=layer.b - ETA / 2 * db)
                for layer, (dW, db) in zip(layers, gradients, strict=True)
            ]
        output = functions["forward_cache"](test.points, layers)[1][-1]
        losses.append(float(np.square(output - test.labels).mean()) / 2)
    return np.array(losses)


def _first_layer(sizes: tuple[int, int], functions: Mapping[str, Function], rng: np.random.Generator) -> Layer:
    W = rng.uniform(-START, START, sizes)
    return Layer(W, np.full(sizes[1], FIRST_BIAS), functions["relu"], functions["d_relu"])


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
        ax.set(title=title, xlim=(-0.4, len(results) - 0.6), ylim=(0, 0.65), xticks=places)
        ax.set_xticklabels(list(results))
    axes[0].set_ylabel("lowest test loss")
    return figure
