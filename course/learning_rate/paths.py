"""Paths over the error surface of a linear unit with two weights, drawn on its contour lines.

Every picture calls the student's own functions, handed over as arguments.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, GREEN, PURPLE, VERMILLION, new_figure
from course.layer import Array, Function
from course.learning_rate.answers import as_array, as_batches
from course.learning_rate.data import two_columns
from course.texts import _, marked
from course.widgets import explore

START = np.array([0.4, 2.4])
BATCH = 4
LOOKS = {
    marked("descent"): ("-", "o", BLUE),
    marked("stochastic"): (":", "x", PURPLE),
    marked("momentum"): ("--", "s", GREEN),
    marked("Adam"): ("-.", "^", VERMILLION),
}


class Steps(NamedTuple):
    """Hold the student's functions that the four optimizers are made of."""

    descend: Function
    batch_gradient: Function
    minibatches: Function
    momentum_step: Function
    adam_step: Function


def four_paths(
    steps: Steps, X: Array, t: Array, eta: float, beta: float, eta_adam: float, count: int
) -> dict[str, Array]:
    """Walk from the same start with four optimizers, on the mean of 1/2 (t - o)^2.

    Args:
        steps: the student's functions.
        X: examples, shape (n, 2).
        t: targets, shape (n,).
        eta: learning rate of all but Adam.
        beta: what momentum keeps of its velocity.
        eta_adam: learning rate of Adam.
        count: how many steps to take.

    Returns:
        By the name of the optimizer its path, shape (count + 1, 2).
    """

    def gradient(w: Array, rows: Array = X, targets: Array = t) -> Array:
        return as_array(steps.batch_gradient(rows, targets, as_array(w))) / len(rows)

    rng = np.random.default_rng(0)
    some: list[tuple[Array, Array]] = []
    while len(some) < count:
        some += as_batches(steps.minibatches, X, t, BATCH, rng)
    drawn = iter(some)

    def noisy(w: Array) -> Array:
        rows, targets = next(drawn)
        return gradient(w, rows, targets)

    return {
        "descent": as_array(steps.descend(gradient, START, eta, count)),
        "stochastic": as_array(steps.descend(noisy, START, eta, count)),
        "momentum": _with_momentum(steps.momentum_step, gradient, eta, beta, count),
        "Adam": _with_adam(steps.adam_step, gradient, eta_adam, count),
    }


def _with_momentum(momentum_step: Function, gradient: Function, eta: float, beta: float, count: int) -> Array:
    path, v = [START], np.zeros_like(START)
    for _step in range(count):
        w, v = map(as_array, momentum_step(path[-1], gradient(path[-1]), v, eta, beta))
        path.append(w)
    return np.array(path)


def _with_adam(adam_step: Function, gradient: Function, eta: float, count: int) -> Array:
    path = [START]
    state: tuple[Any, Any, int] = (0, 0, 0)
    for _step in range(count):
        w, (m, v, t) = adam_step(path[-1], gradient(path[-1]), state, eta)
        path.append(as_array(w))
        state = as_array(m), as_array(v), int(t)
    return np.array(path)


def draw_paths(paths: Mapping[str, Array], X: Array, t: Array) -> Figure:
    """Draw paths on the contour lines of the error, and how far above the minimum they are, step by step.

    Args:
        paths: by the name of an optimizer its path, shape (steps + 1, 2).
        X: examples, shape (n, 2).
        t: targets, shape (n,).

    Returns:
        The figure.
    """
    figure, (left, right) = new_figure(8.0, 4.4, columns=2)
    lowest = draw_contours(left, X, t)
    bottom = float(mean_error(X, t, lowest[np.newaxis])[0])
    for name, path in paths.items():
        line, mark, color = LOOKS[name]
        left.plot(*path.T, line, marker=mark, color=color, markersize=4, linewidth=1.2, label=_(name))
        right.semilogy(
            np.maximum(mean_error(X, t, path) - bottom, 1e-9),
            line,
            marker=mark,
            color=color,
            markersize=4,
            markevery=1 + len(path) // 12,
        )
    left.plot(*START, "o", color=BLACK, markersize=8, zorder=5)
    right.set(xlabel=_("step"), ylabel=_("error above the minimum"), ylim=(1e-6, 30))
    figure.legend(loc="outside lower center", ncols=4, frameon=False)
    return figure


def explore_optimizers(steps: Steps) -> None:
    """Show a widget: the paths of four optimizers on the same contour lines, for rates that you choose.

    Args:
        steps: the student's functions.
    """
    X, t = two_columns(60, np.random.default_rng(7))

    def draw(eta: float, beta: float, eta_adam: float, steps_taken: float) -> Figure:
        return draw_paths(four_paths(steps, X, t, eta, beta, eta_adam, int(steps_taken)), X, t)

    explore(
        draw,
        _(
            "Left, contour lines of a long, tilted valley with the paths of plain descent, stochastic descent, "
            "momentum and Adam from one start. Right, how far above the minimum each of them is, step by step."
        ),
        eta=(0.05, 2, 0.05, 0.3),
        beta=(0, 0.95, 0.05, 0.8),
        eta_adam=(0.05, 1, 0.05, 0.2),
        **{marked("steps_taken"): (5, 80, 5, 40)},
    )


def draw_arrows(batch_gradient: Function, X: Array, t: Array) -> Figure:
    """Draw the direction against the gradient, not its length, at many points of the error surface.

    Args:
        batch_gradient: the student's batch_gradient.
        X: examples, shape (n, 2).
        t: targets, shape (n,).

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(6.0, 4.8)
    draw_contours(ax, X, t)
    w1, w2 = np.meshgrid(np.linspace(-1.8, 3.8, 9), np.linspace(-3.6, 2.4, 9))
    points = np.column_stack([w1.ravel(), w2.ravel()])
    down = np.array([-as_array(batch_gradient(X, t, w)) for w in points])
    down = down / np.linalg.norm(down, axis=1, keepdims=True)
    ax.quiver(*points.T, *down.T, color=VERMILLION, angles="xy", scale_units="xy", scale=2.2, width=0.005)
    return figure


def draw_contours(ax: Axes, X: Array, t: Array) -> Array:
    """Draw the contour lines of the error over the two weights, and mark the minimum.

    Args:
        ax: where to draw.
        X: examples, shape (n, 2).
        t: targets, shape (n,).

    Returns:
        The weights at the minimum, shape (2,).
    """
    w1, w2 = np.meshgrid(np.linspace(-2, 4, 121), np.linspace(-4, 3, 121))
    heights = mean_error(X, t, np.column_stack([w1.ravel(), w2.ravel()])).reshape(w1.shape)
    lowest = np.asarray(np.linalg.lstsq(X, t)[0], dtype=np.float64)
    bottom = float(mean_error(X, t, lowest[np.newaxis])[0])
    ax.contour(w1, w2, heights - bottom, levels=0.02 * 2.5 ** np.arange(8), colors=[GRAY], linewidths=0.8)
    ax.plot(*lowest, "*", color=BLACK, markersize=14, zorder=5)
    ax.set(xlabel="$w_1$", ylabel="$w_2$", xlim=(-2, 4), ylim=(-4, 3), aspect="equal")
    return lowest


def mean_error(X: Array, t: Array, ws: Array | Sequence[Array]) -> Array:
    """Compute the mean of 1/2 (t - o)^2 for many weights at once.

    Args:
        X: examples, shape (n, d).
        t: targets, shape (n,).
        ws: weights in rows, shape (m, d).

    Returns:
        The errors, shape (m,).
    """
    missed = X @ np.asarray(ws).T - t[:, np.newaxis]
    return np.asarray(np.mean(missed**2, axis=0) / 2)
