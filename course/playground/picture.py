"""The picture of the playground: the network, the output's map with the points, and the loss curve."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from PIL import Image

from course.playground.canvas import Canvas, Point, draw_markers
from course.playground.data import Sample
from course.playground.features import FEATURES
from course.playground.maps import BLUE, EDGE, ORANGE, draw_maps, shade
from course.playground.training import Training

WIDTH, HEIGHT = 940, 464
UNIT = 32
FIRST, LAST = 84, 520  # where the first and the last column of units have their middle
MAP, MAP_SIZE = (616, 96), 300
MIDDLE = MAP[1] + MAP_SIZE / 2
PLOT, PLOT_SIZE = (616, 24), (300, 48)
DARK, LIGHT, TEST = "#333333", "#b8b8b8", "#8a5a9e"
# A link from (0, 0) to (1, 1) that leaves and arrives level.
CURVE = np.array([(s, s * s * (3 - 2 * s)) for s in np.linspace(0, 1, 15)])
Losses = Sequence[tuple[float, float]]


def draw_points(training: Training) -> Image.Image:
    """Draw the points of the data set, to be laid over the map; those for testing have dark outlines."""
    image = _markers(training.train, dark=False)
    if training.settings.show_test:
        image.alpha_composite(_markers(training.test, dark=True))
    return image


def draw_picture(training: Training, losses: Losses, points: Image.Image) -> Canvas:
    """Draw the playground as it stands.

    Args:
        training: holds the network.
        losses: on training and test points, before training and after each epoch.
        points: from draw_points.

    Returns:
        The picture.
    """
    canvas = Canvas(WIDTH, HEIGHT, _background())
    units, output = draw_maps(training)
    columns = [_column(len(maps), x) for maps, x in zip(units, _across(len(units)), strict=True)]
    _draw_links(canvas, training, columns)
    names = [name for name in FEATURES if name in training.settings.features]
    for name, (x, y) in zip(names, columns[0], strict=True):
        canvas.text((x - UNIT / 2 - 8, y), name, "rm", 13)
    for depth, (places, maps) in enumerate(zip(columns, units, strict=True)):
        for unit, ((x, y), pixels) in enumerate(zip(places, maps, strict=True)):
            canvas.box((x - UNIT / 2 - 1, y - UNIT / 2 - 1), (UNIT + 2, UNIT + 2), DARK)
            canvas.pixels((x - UNIT / 2, y - UNIT / 2), UNIT, pixels)
            if depth:
                _draw_bias(canvas, (x - UNIT / 2, y + UNIT / 2), training.layers[depth - 1].b[unit])
    _draw_headings(canvas, columns)
    canvas.pixels(MAP, MAP_SIZE, output, smooth=not training.settings.discretize)
    canvas.layer(MAP, points)
    if training.settings.show_test:
        words = "white outline: training    dark outline: test"
        canvas.text((MAP[0] + MAP_SIZE / 2, HEIGHT - 9), words, "mm", 10)
    _draw_bias(canvas, (MAP[0], MIDDLE + UNIT / 2), training.layers[-1].b[0])
    _draw_losses(canvas, losses)
    return canvas


def _markers(sample: Sample, dark: bool) -> Image.Image:
    labels = sample.labels[:, 0]
    return draw_markers(sample.points, labels, dark, shade(labels), MAP_SIZE, EDGE)


def _across(columns: int) -> list[float]:
    """Place the columns: the features to the left, the hidden layers evenly to their right."""
    step = (LAST - FIRST) / max(columns - 1, 2)
    return [FIRST + step * column for column in range(columns)]


def _column(units: int, x: float) -> list[Point]:
    step = min(58, (MAP_SIZE + 32) / max(units - 1, 1))
    return [(x, MIDDLE + step * (unit - (units - 1) / 2)) for unit in range(units)]


def _draw_links(canvas: Canvas, training: Training, columns: list[list[Point]]) -> None:
    """Draw each weight as a line whose width shows its size and whose color shows its sign."""
    ends = [*columns[1:], [(MAP[0] + UNIT / 2, MIDDLE)]]
    for layer, before, after in zip(training.layers, columns, ends, strict=True):
        colors, widths = shade(layer.W), np.interp(np.abs(layer.W), [0, 5], [1, 10])
        for j, k in zip(*np.unravel_index(np.argsort(widths, axis=None), widths.shape), strict=True):
            (x0, y0), (x1, y1) = before[j], after[k]
            apart = 16 * ((j + 0.5) / len(before) - 0.5)  # so that links do not all arrive at one place
            shift, size = (x0 + UNIT / 2, y0), (x1 - x0 - UNIT, y1 + apart - y0)
            canvas.line(CURVE * size + shift, tuple(colors[j, k].tolist()), widths[j, k])


def _draw_bias(canvas: Canvas, corner: Point, bias: float) -> None:
    canvas.box((corner[0] - 8, corner[1] - 5), (7, 7), tuple(shade(bias).tolist()), DARK)


def _draw_headings(canvas: Canvas, columns: list[list[Point]]) -> None:
    for places in columns[1:]:
        canvas.text((places[0][0], 14), f"{len(places)} unit{'s' * (len(places) > 1)}", "mm", 12, bold=True)


@cache
def _background() -> Image.Image:
    """Draw what never changes: the map's axes, and what its colors mean."""
    canvas = Canvas(WIDTH, HEIGHT)
    (left, top), size = MAP, MAP_SIZE
    canvas.box((left - 1, top - 1), (size + 2, size + 2), None, DARK)
    for value in (-6, -3, 0, 3, 6):
        part = (value + EDGE) / (2 * EDGE) * size
        canvas.text((left + part, top + size + 10), _signed(value), "mm", 10)
        canvas.text((left + size + 5, top + size - part), _signed(value), "lm", 10)
    bar = (left + 78, top + size + 30)
    for step in range(144):
        canvas.box((bar[0] + step, bar[1]), (1, 9), tuple(shade(step / 71.5 - 1).tolist()))
    for value in (-1, 0, 1):
        canvas.text((bar[0] + 72 + 72 * value, bar[1] + 17), _signed(value), "mm", 10)
    canvas.box((bar[0] - 16, bar[1] + 1), (7, 7), ORANGE)
    canvas.disc((bar[0] + 156, bar[1] + 4.5), 4, BLUE)
    canvas.text((FIRST, 14), "features", "mm", 12, bold=True)
    return canvas.image


def _signed(value: int) -> str:
    return str(value).replace("-", "−")


def _draw_losses(canvas: Canvas, losses: Losses) -> None:
    """Draw both losses over the epochs, the training points' solid, the test points' dashed."""
    (left, top), (width, height) = PLOT, PLOT_SIZE
    along = np.unique(np.linspace(0, len(losses) - 1, width).astype(int))
    values = np.array([losses[epoch] for epoch in along])
    highest = max(0.05, float(values.max()))
    canvas.line([(left, top), (left, top + height), (left + width, top + height)], LIGHT)
    canvas.text((left - 5, top), f"{highest:.2g}", "rm", 10)
    canvas.text((left - 5, top + height), "0", "rm", 10)
    fine = np.linspace(0, 1, width)
    place = along / max(len(losses) - 1, 1)
    for column, (color, words) in enumerate(((DARK, "training loss"), (TEST, "test loss"))):
        draw = canvas.dashed if column else canvas.line
        heights = np.interp(fine, place, values[:, column])
        draw(np.stack([left + fine * width, top + height * (1 - heights / highest)], axis=1), color, 1.5)
        x = left + 124 * column
        draw(np.stack([np.linspace(x, x + 22, 12), np.full(12, top - 12)], axis=1), color, 1.5)
        canvas.text((x + 27, top - 12), words, "lm", 11)
