"""Draw one stage of the walk back: the network with its values, and the derivatives found so far in red."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from course.figures import BLACK, GRAY, ORANGE, VERMILLION, new_figure
from course.forward.layout import COLUMN, ROW, connect, place_biases, place_numbers, place_units
from course.layer import Array, Layer
from course.texts import _, marked

Key = tuple[
    str | int, ...
]  # ("h", depth, unit), ("u", depth, unit), ("W", depth, from, to), ("b", depth, unit), ("L",)
RADIUS = 0.42
LINE = 0.27  # the distance between two rows of text
KEY_TO_COLORS = marked("black and gray: values and weights\nred: derivatives of the loss")
PALE, WARM = "#EEF3F7", "#FBE3B4"


class Stage(NamedTuple):
    """Hold one step of the walk: where it leads, its calculation, what it finds, and the lines it goes along."""

    title: str
    text: str
    found: dict[Key, float]
    along: tuple[Key, ...] = ()


def long_text(value: float) -> str:
    """Write a number with up to seven decimals.

    Example:
        >>> long_text(-0.05362960000001)
        '-0.0536296'
    """
    return f"{round(float(value), 7) + 0.0:.9g}"


def draw_stage(layers: Sequence[Layer], activations: Sequence[Array], stages: Sequence[Stage]) -> Figure:
    """Draw the network after some steps of the walk back.

    Args:
        layers: the network, its last layer with one unit.
        activations: what each layer holds, the inputs first, the loss last.
        stages: the steps so far; the last of them is marked.

    Returns:
        A figure with the calculation of the last step below the network.
    """
    sizes = [len(values) for values in activations]
    known = {key: value for stage in stages for key, value in stage.found.items()}
    latest = stages[-1]
    wide = COLUMN * (len(sizes) - 1) + 1.6
    bottom, top = -ROW * (max(sizes) + 1) / 2 - 0.4, ROW * (max(sizes) - 1) / 2 + 1.1
    figure, (ax,) = new_figure(0.76 * wide, 0.76 * (top - bottom) + 0.8)
    ax.set(xlim=(-0.8, wide - 0.8), ylim=(bottom, top), aspect="equal")
    ax.axis("off")
    hidden = [_("hidden {number}").format(number=number) for number in range(1, len(layers))]
    for depth, title in enumerate([_("input"), *hidden, _("output"), _("loss")]):
        ax.text(depth * COLUMN, top - 0.3, title, ha="center", va="center", fontsize=11, fontweight="bold")
    _draw_lines(ax, sizes[:-1], layers, known, latest)
    for depth, places in enumerate(place_units(sizes)):
        for unit, place in enumerate(places):
            _draw_unit(ax, place, float(activations[depth][unit]), _derivatives(known, depth, unit, len(layers)))
            if _is_marked(latest, depth, unit, len(layers)):
                _draw_circle(ax, place, RADIUS + 0.09, "none", ORANGE, 3.0)
    for place in place_biases(sizes[:-1]):
        _draw_circle(ax, place, 0.7 * RADIUS, "white", GRAY, 1.0)
        ax.text(place[0], place[1], "1", ha="center", va="center", zorder=4)
    corner = ((len(sizes) - 1) * COLUMN + 0.7, bottom + 0.3)
    ax.text(*corner, _(KEY_TO_COLORS), ha="right", va="bottom", fontsize=9, color="0.3")
    title = _("Step {number}: {what}").format(number=len(stages) - 1, what=latest.title)
    figure.suptitle(title, fontsize=12)
    figure.supxlabel(latest.text, fontsize=12)
    return figure


def _draw_lines(
    ax: Axes, sizes: Sequence[int], layers: Sequence[Layer], known: dict[Key, float], latest: Stage
) -> None:
    """Draw the lines with their numbers; those that the latest step goes along come last, on top of the others."""
    keys: list[Key] = []
    for depth, (n_in, n_out) in enumerate(pairwise(sizes), start=1):
        for k in range(n_out):
            keys += [*(("W", depth, j, k) for j in range(n_in)), ("b", depth, k)]
    edges = [*connect(sizes, layers)]
    lines = sorted(zip(keys, edges, place_numbers(edges), strict=True), key=lambda line: line[0] in latest.along)
    for key, edge, spot in lines:
        _draw_line(ax, edge.start, edge.end, ":" if edge.is_bias else "-", key in latest.along)
        _draw_numbers(ax, spot, float(edge.weight or 0.0), key, known, latest)
    output = (len(sizes) - 1) * COLUMN
    _draw_line(ax, np.array([output, 0.0]), np.array([output + COLUMN, 0.0]), "-", ("L",) in latest.along)


def _draw_numbers(ax: Axes, spot: Array, weight: float, key: Key, known: dict[Key, float], latest: Stage) -> None:
    """Write a line's weight, or the loss's derivative by it where that is known; both where the latest step goes."""
    rows = [(_short(weight), GRAY, "normal")]
    if key in latest.along:
        rows = [(_short(weight), BLACK, "bold" if key not in latest.found else "normal")]
    if key in known:
        derivative = (_short(known[key]), VERMILLION, "bold" if key in latest.found else "normal")
        rows = [*rows, derivative] if key in latest.along else [derivative]
    for row, (text, color, weight_of_font) in enumerate(rows):
        height = spot[1] + LINE * ((len(rows) - 1) / 2 - row)
        box = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"}
        look: dict[str, Any] = {"fontsize": 8.5, "color": color, "fontweight": weight_of_font, "bbox": box}
        ax.text(spot[0], height, text, ha="center", va="center", zorder=2.5 if key in latest.along else 2, **look)


def _draw_line(ax: Axes, start: Array, end: Array, style: str, marked: bool) -> None:
    color, width = (ORANGE, 3.0) if marked else (GRAY, 1.0)
    ax.plot(*np.transpose([start, end]), style, color=color, linewidth=width, alpha=0.8, zorder=1)


def _derivatives(known: dict[Key, float], depth: int, unit: int, depths: int) -> list[str]:
    """Write what is known about a unit, a line for its activation and one for its sum."""
    if depth == depths + 1:
        return [r"$\partial L/\partial L$ = 1"] if ("L",) in known else []
    name = r"\hat y" if depth == depths else "h"
    kinds = {"h": rf"$\partial L/\partial {name}$", "u": r"$\delta$"}
    return [f"{text} = {_short(known[k, depth, unit])}" for k, text in kinds.items() if (k, depth, unit) in known]


def _is_marked(stage: Stage, depth: int, unit: int, depths: int) -> bool:
    if depth == depths + 1:
        return ("L",) in stage.found
    return any((kind, depth, unit) in stage.found for kind in ("h", "u"))


def _draw_unit(ax: Axes, place: Array, value: float, derivatives: Sequence[str]) -> None:
    _draw_circle(ax, place, RADIUS, WARM if derivatives else PALE, BLACK, 1.0)
    ax.text(place[0], place[1], _short(value), ha="center", va="center", fontsize=10, zorder=4)
    for row, text in enumerate(derivatives):
        below = place[1] - RADIUS - 0.2 - LINE * row
        box = {"boxstyle": "round,pad=0.05", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
        ax.text(place[0], below, text, ha="center", va="center", fontsize=9, color=VERMILLION, bbox=box, zorder=5)


def _draw_circle(ax: Axes, place: Array, radius: float, fill: str, color: str, width: float) -> None:
    ax.add_patch(Circle((place[0], place[1]), radius, facecolor=fill, edgecolor=color, linewidth=width, zorder=3))


def _short(value: float) -> str:
    return f"{round(float(value), 4) + 0.0:.5g}"
