"""The pictures of the perceptron's learning: its errors and its line, epoch by epoch.

Every picture calls the student's own functions, handed over as arguments.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure

from course.figures import BLUE, GRAY, new_figure
from course.layer import Array, Function
from course.perceptron.lines import draw_points, shade_region
from course.texts import _, marked
from course.widgets import explore


def two_clouds(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Make two clouds of points that a line can separate.

    Args:
        n: how many points in each cloud.
        rng: the source of randomness.

    Returns:
        The points, shape (2 n, 2), and their labels 0 or 1, shape (2 n,), in mixed order.

    Example:
        >>> X, t = two_clouds(3, np.random.default_rng(0))
        >>> X.shape, int(t.sum())
        ((6, 2), 3)
    """
    offsets = rng.uniform(-1, 1, size=(2 * n, 2))
    t = rng.permutation(np.repeat([0.0, 1.0], n))
    centers = np.array([[1.4, 2.1], [3.1, 2.7]])
    return centers[t.astype(int)] + np.array([0.75, 1.1]) * offsets, t


def draw_errors(runs: Mapping[str, Sequence[int]]) -> Figure:
    """Draw how many rows were wrong in each epoch, one curve for each run.

    Args:
        runs: by the name of a run, its errors epoch by epoch.

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(7.5, 3.4)
    for (name, errors), style in zip(runs.items(), ("-o", "--s", ":^", "-.d"), strict=False):
        ax.plot(range(1, len(errors) + 1), errors, style, label=_(name), markersize=6)
    longest = max(len(errors) for errors in runs.values())
    most = max(max(errors) for errors in runs.values())
    ax.set(xlabel=_("epoch"), ylabel=_("rows wrong when seen"), ylim=(-0.2, most + 0.5), yticks=range(int(most) + 1))
    ax.set_xticks(range(1, longest + 1, 1 + longest // 20))
    ax.legend(frameon=False)
    return figure


def draw_learning(fit: Function, neuron: Function, step: Function, X: Array, t: Array, epochs: int) -> Figure:
    """Draw the perceptron's line after some epochs, and the lines after each epoch before.

    Args:
        fit: the student's perceptron_fit.
        neuron: the student's neuron.
        step: the student's step.
        X: examples, shape (n, 2).
        t: their labels, 0 or 1, shape (n,).
        epochs: how many epochs to learn, at least 1.

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(5.6, 4.4)
    low, high = float(X.min()) - 0.5, float(X.max()) + 0.5
    w, b, errors = fit(X, t, 1.0, epochs)
    shade_region(ax, neuron, step, np.asarray(w, dtype=np.float64), float(b), low, high)
    x1, x2 = np.meshgrid(*[np.linspace(low, high, 61)] * 2)
    for number in range(1, len(errors)):
        v, c, _errors = fit(X, t, 1.0, number)
        if np.any(v):
            ax.contour(x1, x2, x1 * v[0] + x2 * v[1] + c, levels=[0.0], colors=[GRAY], linewidths=0.9, linestyles="--")
    draw_points(ax, X, t)
    missed = int(np.sum(np.asarray(neuron(X, w, b, step)) != t))
    ax.plot([], [], color=BLUE, label=_("after epoch {epoch}").format(epoch=len(errors)))
    ax.plot([], [], color=GRAY, linestyle="--", label=_("after earlier epochs"))
    ax.set(xlabel="$x_1$", ylabel="$x_2$", xlim=(low, high), ylim=(low, high), aspect="equal")
    title = _("epoch {epoch}: {errors} wrong when seen, {missed} wrong now")
    ax.set_title(title.format(epoch=len(errors), errors=int(errors[-1]), missed=missed), fontsize=11)
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=9)
    return figure


def explore_learning(fit: Function, neuron: Function, step: Function, X: Array, t: Array, last: int) -> None:
    """Show a widget: the perceptron's line after the number of epochs you choose.

    Args:
        fit: the student's perceptron_fit.
        neuron: the student's neuron.
        step: the student's step.
        X: examples, shape (n, 2).
        t: their labels, 0 or 1, shape (n,).
        last: the largest number of epochs.
    """

    def draw(epochs: float) -> Figure:
        return draw_learning(fit, neuron, step, X, t, int(epochs))

    explore(
        draw,
        _(
            "Two clouds of points, the line of a perceptron after the chosen number of epochs, its earlier lines, "
            "and the region where it fires."
        ),
        **{marked("epochs"): (1, last, 1, 3)},
    )
