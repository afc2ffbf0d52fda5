"""The line of a neuron with two inputs over the points of a logic gate.

Every picture calls the student's own functions, handed over as arguments.
"""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from course.figures import BLACK, BLUE, VERMILLION, new_figure
from course.layer import Array, Function
from course.perceptron.gates import AND_TABLE, NAND_TABLE, OR_TABLE, XOR_TABLE
from course.texts import _, marked

TABLES = {
    marked("AND"): AND_TABLE,
    marked("OR"): OR_TABLE,
    marked("NAND"): NAND_TABLE,
    marked("XOR"): XOR_TABLE,
}
LABEL = {"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 1}
REGIONS = ListedColormap(["#FFFFFF", "#D6EAF5"])  # quiet, fires


def draw_gates(
    neuron: Function, f: Function, gates: Mapping[str, tuple[Array, float]], tables: Mapping[str, Array] = TABLES
) -> Figure:
    """Draw each gate's four points with their z, where the neuron fires, its line, and the points it gets wrong.

    Args:
        neuron: the student's neuron.
        f: a threshold activation, 1 where the neuron fires and 0 where it does not.
        gates: by the name of a gate, a neuron's (w, b).
        tables: by the name of a gate, its truth table, shape (4, 3).

    Returns:
        A figure with a panel for each gate.
    """
    figure, axes = new_figure(3.2 * len(gates) + 0.4, 4.1, columns=len(gates))
    for ax, (name, (w, b)) in zip(axes, gates.items(), strict=True):
        wrong = draw_points_of_gate(ax, neuron, f, np.asarray(w, dtype=np.float64), float(b), tables[name])
        title = _("{gate}: {wrong} of {count} wrong")
        ax.set_title(title.format(gate=_(name), wrong=wrong, count=len(tables[name])))
    add_key(figure)
    return figure


def draw_points_of_gate(ax: Axes, neuron: Function, f: Function, w: Array, b: float, table: Array) -> int:
    """Draw one gate's points, each with its z, and the region where a neuron fires; count the points it gets wrong.

    Args:
        ax: where to draw.
        neuron: the student's neuron.
        f: a threshold activation.
        w: the neuron's weights, shape (2,).
        b: its bias.
        table: rows (x1, x2, y), shape (n, 3).

    Returns:
        The number of misclassified points.
    """
    low, high = float(table[:, :2].min()) - 0.5, float(table[:, :2].max()) + 0.5
    shade_region(ax, neuron, f, w, b, low, high)
    points, labels = table[:, :2].astype(np.float64), table[:, 2]
    wrong = np.asarray(neuron(points, w, b, f)) != labels
    draw_points(ax, points, labels)
    for point, z in zip(points, np.asarray(neuron(points, w, b, lambda z: z)), strict=True):
        ax.annotate(f"z = {z:g}", point, (0, -22), textcoords="offset points", ha="center", fontsize=9, bbox=LABEL)
    ax.plot(*points[wrong].T, "x", color=VERMILLION, markersize=19, markeredgewidth=2.5, zorder=3)
    ax.set(
        xlabel="$x_1$", ylabel="$x_2$", xlim=(low, high), ylim=(low, high), aspect="equal", xticks=[0, 1], yticks=[0, 1]
    )
    return int(np.sum(wrong))


def shade_region(ax: Axes, neuron: Function, f: Function, w: Array, b: float, low: float, high: float) -> None:
    """Shade where a neuron with two inputs fires, and draw its line w . x + b = 0.

    Args:
        ax: where to draw.
        neuron: the student's neuron.
        f: a threshold activation.
        w: the neuron's weights, shape (2,).
        b: its bias.
        low: the lower end of both axes.
        high: the upper end of both axes.
    """
    x1, x2 = plane(low, high, 120)
    grid = np.column_stack([x1.ravel(), x2.ravel()])
    fires = np.asarray(neuron(grid, w, b, f), dtype=np.float64).reshape(x1.shape)
    shade(ax, x1, x2, fires)
    if np.any(w):
        ax.contour(x1, x2, x1 * w[0] + x2 * w[1] + b, levels=[0.0], colors=[BLUE], linewidths=1.8)


def shade(ax: Axes, x1: Array, x2: Array, fires: Array) -> None:
    """Shade where something fires.

    Args:
        ax: where to draw.
        x1: one coordinate of each point of a net, shape (m, n).
        x2: the other one.
        fires: 1 or True where it fires, 0 or False where it does not, shape (m, n).
    """
    ax.pcolormesh(x1, x2, fires, cmap=REGIONS, vmin=0, vmax=1, shading="nearest", rasterized=True)


def plane(low: float, high: float, n: int) -> tuple[Array, Array]:
    """Make a net of points over a square, of which hardly any lies exactly on the line of a gate.

    Args:
        low: the lower end of both axes.
        high: the upper end of both axes.
        n: how many columns of points.

    Returns:
        x1 and x2 of each point, shape (n + 3, n) each.

    Example:
        >>> plane(0, 1, 2)[1][:, 0].tolist()
        [0.0, 0.25, 0.5, 0.75, 1.0]
    """
    x1, x2 = np.meshgrid(np.linspace(low, high, n), np.linspace(low, high, n + 3))
    return x1, x2


def draw_points(ax: Axes, points: Array, labels: Array, names: tuple[str, str] = ("", "")) -> None:
    """Draw examples of two classes: a filled circle for 1, an open square for 0.

    Args:
        ax: where to draw.
        points: shape (n, 2).
        labels: 0 or 1, shape (n,).
        names: of class 1 and class 0, for a legend.
    """
    ax.plot(*points[labels == 1].T, "o", color=BLACK, markersize=9, zorder=4, label=names[0])
    ax.plot(*points[labels == 0].T, "s", color=BLACK, markerfacecolor="white", markersize=9, zorder=4, label=names[1])


def add_key(figure: Figure) -> None:
    """Explain the marks below the panels.

    Args:
        figure: one that `draw_points_of_gate` has drawn on.
    """
    marks = [
        Line2D([], [], linestyle="", marker="o", color=BLACK, markersize=8, label="y = 1"),
        Line2D([], [], linestyle="", marker="s", color=BLACK, markerfacecolor="white", markersize=8, label="y = 0"),
        Patch(facecolor="#D6EAF5", label=_("neuron fires")),
        Line2D([], [], color=BLUE, label="w · x + b = 0"),
        Line2D([], [], linestyle="", marker="x", color=VERMILLION, markersize=10, markeredgewidth=2, label=_("wrong")),
    ]
    columns = 5 if figure.get_figwidth() > 6 else 3
    figure.legend(
        handles=marks, loc="outside lower center", ncols=columns, frameon=False, fontsize=9, columnspacing=1.2
    )
