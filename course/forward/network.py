"""Draw a small network with its numbers: a weight on every edge, a value in every unit.

The pictures hold no formula of the forward pass. Every value in a unit comes from the `forward` function that is
passed in, which in the notebooks is the student's own: a network cut off after a layer is a network too, and its
output is what that layer's units hold.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from course.figures import BLACK, BLUE, GRAY, VERMILLION, new_figure
from course.forward.layout import COLUMN, ROW, Edge, connect, place_biases, place_numbers, place_units
from course.layer import Array, Function, Layer
from course.texts import _
from course.widgets import explore

RADIUS = 0.42  # of a unit, in the drawing's units
PALE_BLUE, PALE_ORANGE, PALE_GREY = "#DCEBF5", "#FBEFD5", "#EEEEEE"


def draw_sizes(sizes: Sequence[int]) -> Figure:
    """Draw which unit is connected to which, without numbers.

    Args:
        sizes: units in each layer, the input layer first, for example [3, 2, 2, 1].

    Returns:
        A figure with the units, and for each layer of weights a bias unit fixed at 1.

    Example:
        >>> figure = draw_sizes([3, 2, 2, 1])
    """
    figure, ax = _canvas(sizes)
    _draw_edges(ax, list(connect(sizes)))
    for depth, points in enumerate(place_units(sizes)):
        for number, point in enumerate(points, start=1):
            _draw_unit(ax, point, _symbol(depth, number, len(sizes)), fill=_fill(depth, len(sizes)))
    _draw_biases(ax, sizes)
    _draw_titles(ax, sizes)
    return figure


def draw_network(layers: Sequence[Layer], x: Sequence[float] | Array, forward: Function) -> Figure:
    """Draw a network at work on one example: weights on the edges, activations in the units.

    Args:
        layers: the network, its first layer taking len(x) inputs.
        x: one example, shape (d,).
        forward: the student's ``forward(X, layers)``, which computes every value shown.

    Returns:
        A figure; under a unit whose activation differs from its sum, the sum u is written as well.

    Example:
        >>> layers = [Layer(np.ones((2, 1)), np.zeros(1), np.tanh)]
        >>> figure = draw_network(layers, [1.0, 2.0], lambda X, layers: np.ones(1))
    """
    sizes = [len(x), *(np.shape(layer.W)[1] for layer in layers)]
    figure, ax = _canvas(sizes)
    _draw_edges(ax, list(connect(sizes, layers)))
    sums, values = _values(layers, np.asarray(x, dtype=float), forward)
    for depth, points in enumerate(place_units(sizes)):
        for point, u, value in zip(points, sums[depth], values[depth], strict=True):
            silent = depth > 0 and value == 0
            fill = PALE_GREY if silent else _fill(depth, len(sizes))
            _draw_unit(ax, point, number_text(value), fill=fill, dashed=silent)
            if not np.isclose(u, value):
                _write(ax, point - [0, RADIUS + 0.2], f"u = {number_text(u)}", size=8)
    _draw_biases(ax, sizes)
    _draw_titles(ax, sizes)
    return figure


def explore_network(layers: Sequence[Layer], x: Sequence[float], forward: Function) -> None:
    """Show `draw_network` with a slider for each input.

    Args:
        layers: the network.
        x: the first example to show, shape (d,).
        forward: the student's ``forward(X, layers)``.
    """

    def draw(**inputs: float) -> Figure:
        return draw_network(layers, list(inputs.values()), forward)

    sliders = {f"x{number}": (-1.0, 1.0, 0.1, value) for number, value in enumerate(x, start=1)}
    alt = _("A network drawn with its weights, and in each unit the value it has for the inputs chosen.")
    explore(draw, alt, **sliders)


def number_text(value: float) -> str:
    """Write a number with at most four decimals.

    Example:
        >>> number_text(0.1 + 0.2), number_text(1.0)
        ('0.3', '1')
    """
    return f"{round(float(value), 4) + 0.0:.6g}"


def _values(layers: Sequence[Layer], x: Array, forward: Function) -> tuple[list[Array], list[Array]]:
    """Ask the student's function for every unit's sum and activation; the inputs count as both."""
    sums, values = [x], [x]
    for depth, layer in enumerate(layers, start=1):
        before = list(layers[: depth - 1])
        sums.append(np.asarray(forward(x, [*before, layer._replace(f=lambda z: z)])))
        values.append(np.asarray(forward(x, [*before, layer])))
    return sums, values


def _draw_edges(ax: Axes, edges: Sequence[Edge]) -> None:
    """Draw the connections: width for size, color and dashes for the sign; labels where there is room."""
    for edge in edges:
        weight = 0.5 if edge.weight is None else edge.weight
        color = GRAY if edge.weight is None or edge.weight == 0 else BLUE if weight > 0 else VERMILLION
        style = ":" if edge.is_bias else "--" if weight < 0 else "-"
        width = 1.0 + 1.6 * min(abs(weight), 1.5)
        ax.plot(*np.transpose([edge.start, edge.end]), style, color=color, linewidth=width, alpha=0.75, zorder=1)
    for edge, spot in zip(edges, place_numbers(edges), strict=True):
        if edge.weight is not None:
            _write(ax, spot, number_text(edge.weight), size=9)


def _write(ax: Axes, spot: Array, text: str, *, size: float) -> None:
    """Write on top of the edges, with a white ground."""
    box = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"}
    ax.text(spot[0], spot[1], text, ha="center", va="center", fontsize=size, bbox=box, zorder=2)


def _canvas(sizes: Sequence[int]) -> tuple[Figure, Axes]:
    wide, high = COLUMN * (len(sizes) - 1) + 2.4, ROW * (max(sizes) + 1) + 0.6
    figure, (ax,) = new_figure(0.78 * wide, 0.78 * high)
    top = ROW * (max(sizes) - 1) / 2
    ax.set(xlim=(-1.2, wide - 1.2), ylim=(top - high + 1.5, top + 1.5), aspect="equal")
    ax.axis("off")
    return figure, ax


def _draw_unit(
    ax: Axes, point: Array, text: str, *, fill: str, dashed: bool = False, radius: float = RADIUS, color: str = BLACK
) -> None:
    style = "--" if dashed else "-"
    ax.add_patch(Circle((point[0], point[1]), radius, facecolor=fill, edgecolor=color, linestyle=style, zorder=3))
    ax.text(point[0], point[1], text, ha="center", va="center", fontsize=10, zorder=4)


def _draw_biases(ax: Axes, sizes: Sequence[int]) -> None:
    for point in place_biases(sizes):
        _draw_unit(ax, point, "1", fill="white", radius=0.7 * RADIUS, color=GRAY)


def _draw_titles(ax: Axes, sizes: Sequence[int]) -> None:
    top = ROW * (max(sizes) - 1) / 2 + 0.95
    for depth in range(len(sizes)):
        title = _("hidden {number}").format(number=depth)
        if depth in (0, len(sizes) - 1):
            title = _("output") if depth else _("input")
        ax.text(depth * COLUMN, top, title, ha="center", va="center", fontsize=11, fontweight="bold")


def _fill(depth: int, depths: int) -> str:
    return "white" if depth == 0 else PALE_ORANGE if depth == depths - 1 else PALE_BLUE


def _symbol(depth: int, number: int, depths: int) -> str:
    return f"$x_{number}$" if depth == 0 else r"$\hat{y}$" if depth == depths - 1 else f"$h_{number}$"
