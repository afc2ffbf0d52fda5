"""What the size of a batch changes: the noise of its gradient, and the time of an epoch."""

import time
from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FormatStrFormatter, LogLocator, NullFormatter

from course.figures import BLUE, new_figure
from course.layer import Array, Function
from course.learning_rate.answers import as_array, as_batches
from course.learning_rate.curves import draw_power_laws
from course.texts import _

DRAWN = 500  # so many batches, at least, tell how much the gradients scatter
REPEATS = 7


def batch_noise(
    minibatches: Function, gradient: Function, X: Array, t: Array, size: int, rng: np.random.Generator
) -> float:
    """Measure how far the gradients of single batches lie from that of all examples, as a share of its length.

    Args:
        minibatches: the student's minibatches.
        gradient: called with (X, t, w), gives the summed gradient, shape (d,).
        X: examples, shape (n, d).
        t: targets, shape (n,).
        size: rows in a batch.
        rng: the source of randomness.

    Returns:
        The root of the mean squared distance, divided by the length of the gradient of all examples.
    """
    w = np.zeros(X.shape[1])
    whole = as_array(gradient(X, t, w)) / len(X)
    epochs = -(-DRAWN * size // len(X))  # rounded up
    parts = [
        as_array(gradient(rows, targets, w)) / len(rows)
        for _epoch in range(epochs)
        for rows, targets in as_batches(minibatches, X, t, size, rng)
    ]
    distances = np.linalg.norm(np.array(parts) - whole, axis=1)
    return float(np.sqrt(np.mean(distances**2)) / np.linalg.norm(whole))


def epoch_seconds(minibatches: Function, gradient: Function, X: Array, t: Array, size: int) -> float:
    """Measure how long one epoch of descent in batches takes.

    Args:
        minibatches: the student's minibatches.
        gradient: called with (X, t, w), gives the summed gradient, shape (d,).
        X: examples, shape (n, d).
        t: targets, shape (n,).
        size: rows in a batch.

    Returns:
        Seconds, the shortest of several epochs.
    """
    seconds = []
    for _repeat in range(REPEATS):
        w, start = np.zeros(X.shape[1]), time.perf_counter()
        for rows, targets in as_batches(minibatches, X, t, size, np.random.default_rng(0)):
            w = w - 0.01 / len(rows) * as_array(gradient(rows, targets, w))
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def draw_batch_sizes(minibatches: Function, gradient: Function, X: Array, t: Array, sizes: Sequence[int]) -> Figure:
    """Draw the noise of a batch's gradient and the time of an epoch, both against the size of the batch.

    Args:
        minibatches: the student's minibatches.
        gradient: called with (X, t, w), gives the summed gradient, shape (d,).
        X: examples, shape (n, d).
        t: targets, shape (n,).
        sizes: the sizes of batches to try.

    Returns:
        The figure.
    """
    figure, (left, right) = new_figure(8.0, 3.6, columns=2)
    rng = np.random.default_rng(0)
    noise = [batch_noise(minibatches, gradient, X, t, size, rng) for size in sizes]
    draw_power_laws(left, sizes, {_("measured"): noise})
    left.set(xlabel=_("rows in a batch"), ylabel=_("noise / gradient"))
    left.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    left.yaxis.set_minor_formatter(NullFormatter())
    left.legend(frameon=False)
    seconds = [epoch_seconds(minibatches, gradient, X, t, size) for size in sizes]
    right.loglog(sizes, 1000 * np.array(seconds), "-o", color=BLUE, markersize=6)
    right.set(xlabel=_("rows in a batch"), ylabel=_("time of one epoch in ms"))
    right.grid(alpha=0.3)
    for axis in (left.xaxis, left.yaxis, right.xaxis, right.yaxis):
        axis.set_major_formatter(FormatStrFormatter("%g"))
    return figure
