"""The pictures of unit 2 beside the network itself: the folded plane, output units, softmax and the losses.

Every value shown comes from the student's own functions, handed over as arguments.
"""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, GREEN, ORANGE, VERMILLION, new_figure
from course.layer import Array, Function, Layer

CLASS_COLORS, CLASS_MARKERS = (VERMILLION, BLUE), ("s", "o")
REGIONS = ListedColormap(["#FBE7DC", "#DCEBF5"])


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
    stages: list[tuple[str, Callable[[Array], Array]]] = [
        ("the input plane", lambda points: points),
        ("weighted and shifted", lambda points: forward(points, [hidden._replace(f=lambda z: z)])),
        ("folded by the activation", lambda points: forward(points, [hidden])),
    ]
    figure, axes = new_figure(11, 4.2, columns=3)
    for number, (ax, (title, move)) in enumerate(zip(axes, stages, strict=True)):
        limits = _draw_grid(ax, move)
        _draw_classes(ax, move(X), labels)
        symbol = ("x", "u", "h")[number]
        ax.set(title=title, xlabel=f"${symbol}_1$", ylabel=f"${symbol}_2$", aspect="equal", xlim=limits, ylim=limits)
    _draw_regions(axes[0], lambda points: forward(points, [hidden, output]))
    _draw_regions(axes[2], lambda points: forward(points, [output]))
    axes[1].legend(loc="upper right", fontsize=9)
    return figure


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
        right.plot(u, shares[:, column], style, color=(BLUE, VERMILLION, GREEN)[column], label=f"class {column + 1}")
    right.legend(fontsize=8)
    left.set(title="linear: any number", xlabel="$u$", ylabel=r"$\hat{y}$")
    middle.set(title="sigmoid: one probability", xlabel="$u$", ylabel=r"$\hat{y}$", ylim=(-0.05, 1.05))
    right.set(title="softmax: one for each class", xlabel="$u_1$, with $u_2 = 0$ and $u_3 = -1$", ylim=(-0.05, 1.05))
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
    left.set(title="scores $u$", ylim=(min(0, *scores) - 0.8, max(0, *scores) + 0.8))
    right.set(title=f"softmax: the bars sum to {shares.sum():.3f}", ylim=(0, 1.12))
    return figure


def draw_losses(binary_cross_entropy: Function, mse: Function) -> Figure:
    """Draw what a single prediction costs, by cross-entropy and by the squared error.

    Args:
        binary_cross_entropy: the student's ``binary_cross_entropy(p, y)``.
        mse: the student's ``mse(Y_hat, Y)``.

    Returns:
        A figure of two panels, for the truth y = 1 and y = 0.
    """
    chances = np.linspace(0.005, 0.995, 199)
    figure, axes = new_figure(9, 3.6, columns=2)
    for ax, y in zip(axes, (1.0, 0.0), strict=True):
        entropy = [binary_cross_entropy(np.array([p]), np.array([y])) for p in chances]
        squares = [mse(np.array([[p]]), np.array([[y]])) for p in chances]
        ax.plot(chances, entropy, color=BLUE, label="binary cross-entropy")
        ax.plot(chances, squares, "--", color=VERMILLION, label="squared error")
        ax.set(title=f"truth y = {y:.0f}", xlabel="predicted probability $p$", ylabel="loss", ylim=(-0.1, 5.5))
    axes[0].legend(fontsize=9)
    return figure


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
        marker = CLASS_MARKERS[label] + "k"
        ax.plot(*chosen.T, marker, markersize=10, markerfacecolor=CLASS_COLORS[label], label=f"class {label}", zorder=3)


def _draw_regions(ax: Axes, network: Callable[[Array], Array]) -> None:
    """Color where the network answers class 0 and class 1, and draw the border between them."""
    low, high = ax.get_xlim()
    across, up = np.meshgrid(np.linspace(low, high, 201), np.linspace(low, high, 201))
    answer = np.asarray(network(np.stack([across.ravel(), up.ravel()], axis=1))).reshape(across.shape)
    ax.pcolormesh(across, up, answer > 0.5, cmap=REGIONS, vmin=0, vmax=1, zorder=0, rasterized=True)
    ax.contour(across, up, answer, levels=[0.5], colors=[BLACK], linewidths=1.6, zorder=2)
