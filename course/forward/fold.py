"""The plane, folded by a hidden layer: a figure, and the same with controls for a network's numbers."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, VERMILLION, new_figure
from course.layer import Array, Function, Layer
from course.texts import _, marked
from course.widgets import explore

CLASS_COLORS, CLASS_MARKERS = (VERMILLION, BLUE), ("s", "o")
REGIONS = ListedColormap(["#FBE7DC", "#DCEBF5"])
POINTS_ACROSS = 201  # in each direction, where the network's answers are drawn
STAGES = (marked("the input plane"), marked("weighted and shifted"), marked("folded by the activation"))


def draw_fold(forward: Function, layers: Sequence[Layer], X: Array, labels: Array) -> Figure:
    """Draw the plane before, halfway through and after a hidden layer of two units.

    Args:
        forward: the student's ``forward(X, layers)``.
        layers: a hidden layer (2 inputs, 2 units) and an output layer of one unit; class 1 is where the output is
            above one half.
        X: points, shape (n, 2).
        labels: their classes 0 or 1, shape (n,).

    Returns:
        A figure of three panels: the inputs, the sums X W + b, the activations.
    """
    hidden, output = layers
    moves: list[Callable[[Array], Array]] = [
        lambda points: points,
        lambda points: forward(points, [hidden._replace(f=lambda z: z)]),
        lambda points: forward(points, [hidden]),
    ]
    figure, axes = new_figure(11, 4.2, columns=3)
    for ax, title, symbol, move in zip(axes, STAGES, "xuh", moves, strict=True):
        limits = _draw_grid(ax, move)
        _draw_classes(ax, move(X), labels)
        ax.set(title=_(title), xlabel=f"${symbol}_1$", ylabel=f"${symbol}_2$")
        ax.set(aspect="equal", xlim=limits, ylim=limits)
    _draw_regions(axes[0], lambda points: forward(points, [hidden, output]))
    _draw_regions(axes[2], lambda points: forward(points, [output]))
    axes[1].legend(loc="upper right", fontsize=9)
    return figure


def explore_fold(forward: Function, loss: Function, relu: Function, sigmoid: Function) -> None:
    """Show `draw_fold` for XOR with a control for each number of the network, and the loss of its answers.

    Args:
        forward: the student's ``forward(X, layers)``.
        loss: the student's ``binary_cross_entropy(p, y)``.
        relu: the activation of the hidden layer.
        sigmoid: the activation of the output.
    """
    X, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0.0, 1.0, 1.0, 0.0])

    def draw(w: float, v: float, b: float, s: float, c: float) -> Figure:
        layers = [
            Layer(np.array([[w, v], [v, w]]), np.array([b, b]), relu),
            Layer(np.array([[s], [s]]), np.array([c]), sigmoid),
        ]
        p = np.asarray(forward(X, layers)).ravel()
        figure = draw_fold(forward, layers, X, y)
        right = int(np.sum((p > 0.5) == y))
        figure.suptitle(_("loss {loss:.3f}, {right} of 4 points right").format(loss=float(loss(p, y)), right=right))
        return figure

    explore(
        draw,
        _(
            "The plane of XOR before, halfway through and after a hidden layer, for the numbers chosen, and the loss. "
            "At the start the point (0, 0) lies on one side of the border and the three others lie on the other side."
        ),
        w=(-2.0, 2.0, 0.1, 1.0),
        v=(-2.0, 2.0, 0.1, 0.0),
        b=(-1.0, 1.0, 0.1, 0.0),
        s=(-20.0, 20.0, 1.0, 2.0),
        c=(-20.0, 20.0, 1.0, -1.0),
    )


def _draw_grid(ax: Axes, move: Callable[[Array], Array]) -> tuple[float, float]:
    """Draw a grid of the unit square and its surroundings, moved; return limits that hold it."""
    ticks, fine = np.linspace(-0.5, 1.5, 9), np.linspace(-0.5, 1.5, 81)
    for tick in ticks:
        for line in (np.stack([np.full_like(fine, tick), fine], 1), np.stack([fine, np.full_like(fine, tick)], 1)):
            ax.plot(*np.asarray(move(line)).T, color=GRAY, linewidth=0.8, alpha=0.8, zorder=1)
    corners = np.asarray(move(np.array([[x, y] for x in (-0.5, 1.5) for y in (-0.5, 1.5)])))
    return float(corners.min()) - 0.15, float(corners.max()) + 0.15


def _draw_classes(ax: Axes, points: Array, labels: Array) -> None:
    for label in (0, 1):
        chosen = np.asarray(points)[labels == label]
        marker, name = CLASS_MARKERS[label] + "k", _("class {number}").format(number=label)
        ax.plot(*chosen.T, marker, markersize=10, markerfacecolor=CLASS_COLORS[label], label=name, zorder=3)


def _draw_regions(ax: Axes, network: Callable[[Array], Array]) -> None:
    """Color where the network answers class 0 and class 1, and draw the border between them."""
    low, high = ax.get_xlim()
    across, up = np.meshgrid(np.linspace(low, high, POINTS_ACROSS), np.linspace(low, high, POINTS_ACROSS))
    answer = np.asarray(network(np.stack([across.ravel(), up.ravel()], axis=1))).reshape(across.shape)
    ax.pcolormesh(across, up, answer > 0.5, cmap=REGIONS, vmin=0, vmax=1, zorder=0, rasterized=True)
    ax.contour(across, up, answer, levels=[0.5], colors=[BLACK], linewidths=1.6, zorder=2)
