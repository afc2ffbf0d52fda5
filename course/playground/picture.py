"""The picture of the playground: the network, a map of the plane with the points, and the loss curve."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from course.playground.canvas import Canvas, Point, draw_markers
from course.playground.curve import Losses, draw_losses
from course.playground.data import Sample
from course.playground.features import FEATURES
from course.playground.geometry import (
    BOX,
    CURVE,
    FIRST,
    HEIGHT,
    MAP,
    MAP_SIZE,
    TOP,
    WIDTH,
    Column,
    bias_corner,
    ends,
    output_corner,
    place,
)
from course.playground.maps import BLUE, EDGE, ORANGE, draw_maps, shade
from course.playground.parts import BIAS, Line, Look, NetworkUnit, name_unit
from course.playground.training import Training
from course.texts import _

HEADINGS = TOP + 9
DARK, MARK = "#333333", "#000000"


def draw_points(training: Training) -> Image.Image:
    """Draw the points of the data set, to be laid over the map; those for testing have dark outlines."""
    image = _markers(training.train, dark=False)
    if training.settings.show_test:
        image.alpha_composite(_markers(training.test, dark=True))
    return image


def draw_picture(training: Training, losses: Losses, points: Image.Image, look: Look | None = None) -> Canvas:
    """Draw the playground as it stands.

    Args:
        training: holds the network.
        losses: on training and test points, before training and after each epoch.
        points: from draw_points.
        look: what is looked at; if None, the output.

    Returns:
        The picture.
    """
    look = look or Look()
    canvas = Canvas(WIDTH, HEIGHT, _background())
    canvas.text((FIRST, HEADINGS), _("features"), "mm", 12, bold=True)
    units, large = draw_maps(training, look.unit)
    columns = place([len(maps) for maps in units])
    _draw_lines(canvas, training, columns)
    if look.line is not None:
        _mark_line(canvas, training, columns, look.line)
    _draw_units(canvas, training, columns, units)
    if look.unit is not None:
        _mark_unit(canvas, columns, look.unit)
    canvas.pixels(MAP, MAP_SIZE, large, smooth=not training.settings.discretize)
    canvas.layer(MAP, points)
    if training.settings.show_test:
        words = _("white outline: training    dark outline: test")
        canvas.text((MAP[0] - 20, HEIGHT - 7), words, "rm", 11)
    _draw_bias(canvas, output_corner(), training.layers[-1].b[0])
    if look.line is not None:
        _tell_line(canvas, training, columns, look.line)
    canvas.text((MAP[0] + MAP_SIZE / 2, MAP[1] - 11), _name_map(training, look), "mm", 12, bold=True)
    draw_losses(canvas, losses)
    return canvas


def _name_map(training: Training, look: Look) -> str:
    if look.unit is None:
        return _("map of output")
    return _("map of {unit}").format(unit=name_unit(look.unit, training.settings))


def _markers(sample: Sample, dark: bool) -> Image.Image:
    labels = sample.labels[:, 0]
    return draw_markers(sample.points, labels, dark, shade(labels), MAP_SIZE, EDGE)


def _draw_lines(canvas: Canvas, training: Training, columns: Sequence[Column]) -> None:
    """Draw each weight as a line whose width shows its size and whose color shows its sign."""
    for depth, layer in enumerate(training.layers):
        starts, stops = ends(columns, depth)
        colors, widths = shade(layer.W), np.interp(np.abs(layer.W), [0, 5], [1, 10])
        for at in zip(*np.unravel_index(np.argsort(widths, axis=None), widths.shape), strict=True):
            canvas.line(CURVE * (stops[at] - starts[at]) + starts[at], tuple(colors[at].tolist()), widths[at])


def _draw_units(canvas: Canvas, training: Training, columns: Sequence[Column], units: Sequence[Sequence[Any]]) -> None:
    names = [name for name in FEATURES if name in training.settings.features]
    for name, (x, y) in zip(names, columns[0].middles, strict=True):
        canvas.text((x - columns[0].side / 2 - 8, y), name, "rm", 13)
    for depth, (column, maps) in enumerate(zip(columns, units, strict=True)):
        if depth:
            canvas.text(
                (column.middles[:, 0].mean(), HEADINGS), _("layer {number}").format(number=depth), "mm", 12, bold=True
            )
        for number, ((x, y), pixels) in enumerate(zip(column.middles, maps, strict=True)):
            side = column.side
            canvas.box((x - side / 2 - 1, y - side / 2 - 1), (side + 2, side + 2), DARK)
            canvas.pixels((x - side / 2, y - side / 2), side, pixels)
            if depth:
                _draw_bias(canvas, bias_corner(column, number), training.layers[depth - 1].b[number])


def _draw_bias(canvas: Canvas, corner: Point, bias: float) -> None:
    canvas.box(corner, (BOX, BOX), tuple(shade(bias).tolist()), DARK)


def _mark_unit(canvas: Canvas, columns: Sequence[Column], unit: NetworkUnit) -> None:
    """Draw a thick frame around the unit whose map is enlarged."""
    if unit.depth < len(columns):
        column = columns[unit.depth]
        x, y = column.middles[unit.number]
        for wider in (3, 4):
            reach = column.side / 2 + wider
            canvas.box((x - reach, y - reach), (2 * reach, 2 * reach), None, MARK)


def _mark_line(canvas: Canvas, training: Training, columns: Sequence[Column], line: Line) -> None:
    """Draw a line anew on top of the others, between two dark edges."""
    if line.start == BIAS:
        return
    starts, stops = ends(columns, line.depth)
    at = line.start, line.end
    weight = training.get_weight(line)
    path, width = CURVE * (stops[at] - starts[at]) + starts[at], float(np.interp(abs(weight), [0, 5], [1, 10]))
    canvas.line(path, MARK, width + 4)
    canvas.line(path, tuple(shade(weight).tolist()), width + 1)


def _tell_line(canvas: Canvas, training: Training, columns: Sequence[Column], line: Line) -> None:
    """Write the number of a weight or bias beside its line or box."""
    if line.start == BIAS:
        last = line.depth + 1 == len(columns)
        x, y = output_corner() if last else bias_corner(columns[line.depth + 1], line.end)
        canvas.box((x - 1, y - 1), (BOX + 2, BOX + 2), None, MARK)
        x, y = x - 26, y + 12
    else:
        starts, stops = ends(columns, line.depth)
        x, y = (starts[line.start, line.end] + stops[line.start, line.end]) / 2
    words = f"{training.get_weight(line):.3g}".replace("-", "−")
    half = 5 + 4 * len(words)
    canvas.box((x - half, y - 10), (2 * half, 20), "white", MARK)
    canvas.text((x, y), words, "mm", 12, bold=True)


@cache
def _background() -> Image.Image:
    """Draw what never changes, in no language: the map's axes, and what its colors mean."""
    canvas = Canvas(WIDTH, HEIGHT)
    (left, top), size = MAP, MAP_SIZE
    canvas.box((left - 1, top - 1), (size + 2, size + 2), None, DARK)
    for value in (-6, -3, 0, 3, 6):
        part = (value + EDGE) / (2 * EDGE) * size
        canvas.text((left + part, top + size + 9), _signed(value), "mm", 11)
        canvas.text((left + size + 5, top + size - part), _signed(value), "lm", 11)
    bar = (left + size + 26, top + size / 2 - 72)
    for step in range(144):
        canvas.box((bar[0], bar[1] + 143 - step), (9, 1), tuple(shade(step / 71.5 - 1).tolist()))
    for value in (-1, 0, 1):
        canvas.text((bar[0] + 13, bar[1] + 72 - 70 * value), _signed(value), "lm", 11)
    canvas.box((bar[0] + 1, bar[1] + 152), (7, 7), ORANGE)
    canvas.disc((bar[0] + 4.5, bar[1] - 10), 4, BLUE)
    return canvas.image


def _signed(value: int) -> str:
    return str(value).replace("-", "−")
