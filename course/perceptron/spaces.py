"""How neurons divide a space: a plane between the corners of a cube, and what a hidden layer does to a gate's points.

Every picture calls the student's own functions, handed over as arguments.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d.art3d import Poly3DCollection  # type: ignore[import-untyped]

from course.figures import BLACK, BLUE, GRAY, GREEN, SKY, new_figure
from course.layer import Array, Function
from course.perceptron.lines import draw_points


def plot_hidden_space(neuron: Function, step: Function, hidden: Sequence[tuple[Array, float]], table: Array) -> Figure:
    """Draw a gate's points twice: by their inputs, with the lines of two hidden units, and by these units' outputs.

    Args:
        neuron: the student's neuron.
        step: the student's step.
        hidden: the (w, b) of two hidden units.
        table: the gate's rows (x1, x2, y), shape (4, 3).

    Returns:
        The figure.
    """
    figure, (left, right) = new_figure(8.4, 4.2, columns=2)
    points, labels = table[:, :2].astype(np.float64), table[:, 2]
    outputs = np.column_stack([neuron(points, np.asarray(w), b, step) for w, b in hidden]).astype(np.float64)
    for number, (w, b) in enumerate(hidden, start=1):
        x1, x2 = np.meshgrid(*[np.linspace(-0.5, 1.5, 101)] * 2)
        style, color = ("-", BLUE) if number == 1 else ("--", GREEN)
        left.contour(x1, x2, x1 * w[0] + x2 * w[1] + b, levels=[0.0], colors=[color], linestyles=[style])
        left.plot([], [], color=color, linestyle=style, label=f"line of hidden unit {number}")
    left.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), frameon=False, ncols=2, fontsize=9)
    for ax, places, symbol in ((left, points, "x"), (right, outputs, "h")):
        draw_points(ax, places, labels)
        ax.set(xlim=(-0.5, 1.5), ylim=(-0.5, 1.5), aspect="equal", xticks=[0, 1], yticks=[0, 1])
        ax.set(xlabel=f"${symbol}_1$", ylabel=f"${symbol}_2$")
    for place in np.unique(outputs, axis=0):
        inside = points[np.all(outputs == place, axis=1)].astype(int).tolist()
        right.annotate(
            " ".join(f"({x}, {y})" for x, y in inside), place, (0, -17), textcoords="offset points", ha="center"
        )
    left.set_title("input space")
    right.set_title("hidden space: each point's $(h_1, h_2)$")
    return figure


def plot_plane(neuron: Function, f: Function, w: Array, b: float) -> Figure:
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
    ax.plot(*corners[fires].T, "o", color=BLACK, markersize=9, zorder=3, label="fires")
    ax.plot(*corners[~fires].T, "s", color=BLACK, markerfacecolor="white", markersize=9, zorder=3, label="quiet")
    ax.set(xlabel="$x_1$", ylabel="$x_2$", zlabel="$x_3$", xticks=[0, 1], yticks=[0, 1], zticks=[0, 1])
    for set_limits in (ax.set_xlim3d, ax.set_ylim3d, ax.set_zlim3d):
        set_limits(0, 1, view_margin=0)
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
