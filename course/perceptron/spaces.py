"""How neurons divide a space: a plane between the corners of a cube, and what a hidden layer does to a gate's points.

Every picture calls the student's own functions, handed over as arguments.
"""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d.art3d import Poly3DCollection  # type: ignore[import-untyped]

from course.figures import BLACK, BLUE, GRAY, GREEN, SKY, new_figure
from course.layer import Array, Function
from course.perceptron.lines import draw_points, plane, shade
from course.texts import _


def draw_hidden_plane(hidden_units: Function, table: Array) -> Figure:
    """Draw a gate's points twice: by their inputs, with the lines of two hidden units, and by these units' outputs.

    On the right, one line separates the points that should fire from the others, where there is such a line.

    Args:
        hidden_units: the student's function of x1 and x2, shape (n,) each, that gives the outputs of two units.
        table: the gate's rows (x1, x2, y), shape (4, 3).

    Returns:
        The figure.
    """
    figure, (left, right) = new_figure(8.4, 4.2, columns=2)
    points, labels = table[:, :2].astype(np.float64), table[:, 2]
    outputs = hidden_outputs(hidden_units, points)
    _draw_switches(left, hidden_units)
    line = find_line(outputs, labels)
    low, high = min(-0.5, float(outputs.min()) - 0.5), max(1.5, float(outputs.max()) + 0.5)
    if line is not None:
        x1, x2 = plane(low, high, 120)
        heights = x1 * line[0][0] + x2 * line[0][1] + line[1]
        shade(right, x1, x2, (heights > 0).astype(np.float64))
        right.contour(x1, x2, heights, levels=[0.0], colors=[BLUE], linewidths=1.8)
    for ax, places, symbol in ((left, points, "x"), (right, outputs, "h")):
        draw_points(ax, places, labels)
        ax.set(xlabel=f"${symbol}_1$", ylabel=f"${symbol}_2$", aspect="equal", xticks=[0, 1], yticks=[0, 1])
    left.set(xlim=(-0.5, 1.5), ylim=(-0.5, 1.5))
    left.set_title(_("the inputs"), fontsize=11)
    one, none = _("the hidden outputs: one line is enough"), _("the hidden outputs: no line is enough")
    right.set(xlim=(low, high), ylim=(low, high))
    right.set_title(none if line is None else one, fontsize=11)
    for place in np.unique(outputs, axis=0):
        inside = points[np.all(outputs == place, axis=1)].astype(int).tolist()
        right.annotate(
            " ".join(f"({x}, {y})" for x, y in inside), place, (0, -17), textcoords="offset points", ha="center"
        )
    return figure


def hidden_outputs(hidden_units: Function, points: Array) -> Array:
    """Put the outputs of two hidden units side by side.

    Args:
        hidden_units: the student's function of x1 and x2, shape (n,) each.
        points: the inputs, shape (n, 2).

    Returns:
        The pair (h1, h2) of each point, shape (n, 2).
    """
    h1, h2 = hidden_units(points[:, 0].copy(), points[:, 1].copy())
    return np.column_stack([h1, h2]).astype(np.float64)


def find_line(points: Array, labels: Array) -> tuple[Array, float] | None:
    """Find the line between two classes of points that keeps the largest distance from both.

    Args:
        points: shape (n, 2).
        labels: 0 or 1, shape (n,).

    Returns:
        Weights, shape (2,), and bias of a neuron that fires for class 1 alone; None where no line does that.

    Example:
        >>> w, b = find_line(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([0, 1]))
        >>> w.round(2).tolist(), round(b, 2)
        ([1.0, 0.0], -0.5)
    """
    turns = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    directions = np.column_stack([np.cos(turns), np.sin(turns)])
    heights = directions @ points.T
    lowest, highest = heights[:, labels == 1].min(axis=1), heights[:, labels == 0].max(axis=1)
    best = int(np.argmax(lowest - highest))
    if lowest[best] - highest[best] < 1e-6:
        return None
    return directions[best], -float(lowest[best] + highest[best]) / 2


def _draw_switches(ax: Axes, hidden_units: Function) -> None:
    """Draw where in the plane of the inputs each of two hidden units begins to fire."""
    side = np.linspace(-0.503, 1.5, 200)  # a little off, so that no point lies on the line of a usual gate
    x1, x2 = np.meshgrid(side, side)
    outputs = hidden_outputs(hidden_units, np.column_stack([x1.ravel(), x2.ravel()]))
    for number, (style, color) in enumerate((("-", BLUE), ("--", GREEN))):
        values = outputs[:, number].reshape(x1.shape)
        if np.ptp(values) > 0:
            middle = (values.min() + values.max()) / 2
            ax.contour(x1, x2, values, levels=[middle], colors=[color], linestyles=[style])
        ax.plot([], [], color=color, linestyle=style, label=_("line of hidden unit {number}").format(number=number + 1))
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), frameon=False, ncols=2, fontsize=9)


def draw_network(network: Function, table: Array) -> Figure:
    """Draw where in the plane of its two inputs a network fires, and a gate's points.

    Args:
        network: the student's function of x1 and x2, shape (n,) each, that gives 0 or 1, shape (n,).
        table: the gate's rows (x1, x2, y), shape (4, 3).

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(4.6, 4.4)
    x1, x2 = plane(-0.5, 1.5, 400)
    fires = np.asarray(network(x1.ravel(), x2.ravel()), dtype=np.float64).reshape(x1.shape)
    shade(ax, x1, x2, (fires >= 0.5).astype(np.float64))
    draw_points(ax, table[:, :2].astype(np.float64), table[:, 2])
    ax.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal", xticks=[0, 1], yticks=[0, 1])
    ax.set_title(_("where the network fires"))
    return figure


def draw_plane(neuron: Function, f: Function, w: Array, b: float) -> Figure:
    """Draw the plane of a neuron with three inputs between the corners of a cube, and the corners where it fires.

    Args:
        neuron: the student's neuron.
        f: a threshold activation.
        w: the neuron's weights, shape (3,).
        b: its bias; the plane must cut the cube between its corners.

    Returns:
        The figure.
    """
    figure = Figure(figsize=(5.2, 4.4), dpi=100, layout="constrained")
    ax: Any = figure.add_subplot(projection="3d", computed_zorder=False)
    corners = np.array([[i, j, k] for i in (0.0, 1.0) for j in (0.0, 1.0) for k in (0.0, 1.0)])
    for start in corners:
        for end in corners[np.sum(np.abs(corners - start), axis=1) == 1]:
            ax.plot(*np.column_stack([start, end]), color=GRAY, linewidth=0.8, zorder=1)
    heights = np.asarray(neuron(corners, w, b, lambda z: z))
    ax.add_collection3d(
        Poly3DCollection([cut_cube(corners, heights)], facecolor=SKY, edgecolor=BLUE, alpha=0.5, zorder=2)
    )
    fires = np.asarray(neuron(corners, w, b, f)) == 1
    ax.plot(*corners[fires].T, "o", color=BLACK, markersize=9, zorder=3, label=_("fires"))
    ax.plot(*corners[~fires].T, "s", color=BLACK, markerfacecolor="white", markersize=9, zorder=3, label=_("quiet"))
    ax.set(xlabel="$x_1$", ylabel="$x_2$", zlabel="$x_3$", xticks=[0, 1], yticks=[0, 1], zticks=[0, 1])
    for set_limits in (ax.set_xlim3d, ax.set_ylim3d, ax.set_zlim3d):
        set_limits(0, 1)
    ax.zaxis.set_rotate_label(False)
    ax.view_init(elev=16, azim=14)
    ax.set_box_aspect((1, 1, 1), zoom=0.88)
    ax.legend(loc="upper left", frameon=False)
    return figure


def cut_cube(corners: Array, z: Array) -> Array:
    """Find where a plane cuts the edges of the unit cube.

    Args:
        corners: the cube's corners, shape (8, 3).
        z: each corner's height above the plane, times any factor, shape (8,); none is zero.

    Returns:
        The points, shape (n, 3), in the order in which they go around the cut.

    Example:
        >>> corners = np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
        >>> cut_cube(corners, corners[:, 2] - 0.5).shape
        (4, 3)
    """
    pairs = [
        (i, j) for i in range(8) for j in range(i) if np.sum(np.abs(corners[i] - corners[j])) == 1 and z[i] * z[j] < 0
    ]
    points = np.array([(corners[i] * z[j] - corners[j] * z[i]) / (z[j] - z[i]) for i, j in pairs])
    offsets = points - points.mean(axis=0)
    # Two directions within the plane: to the first point, and at right angles to it.
    along, second = offsets[0], next(offset for offset in offsets if np.any(np.cross(offset, offsets[0])))
    across = second - along * (second @ along) / (along @ along)
    across = across * np.linalg.norm(along) / np.linalg.norm(across)
    return points[np.argsort(np.arctan2(offsets @ across, offsets @ along))]
