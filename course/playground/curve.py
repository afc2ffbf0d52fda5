"""The loss curve: both losses over the epochs, with numbers on both axes."""

from collections.abc import Sequence
from math import log10

import numpy as np

from course.figures import BLUE, VERMILLION
from course.playground.canvas import Canvas
from course.playground.geometry import PLOT, PLOT_SIZE
from course.texts import _, marked

Losses = Sequence[tuple[float, float]]
GRID, WORDS = "#dddddd", "#333333"
# Told apart by people with any common color blindness; the line styles say the same.
STYLES = ((marked("training loss"), BLUE, False), (marked("test loss"), VERMILLION, True))


def ticks(highest: float, most: int) -> list[float]:
    """Choose round numbers from 0 to at most `highest`, one to `most` of them above 0.

    Example:
        >>> ticks(0.53, 3), ticks(730, 4)
        ([0.0, 0.2, 0.4], [0.0, 200.0, 400.0, 600.0])
    """
    smallest = highest / most
    power = 10.0 ** np.floor(log10(smallest))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= smallest * (1 - 1e-9))
    return [float(f"{step * number:.6g}") for number in range(int(highest / step + 1e-9) + 1)]


def draw_losses(canvas: Canvas, losses: Losses) -> None:
    """Draw both losses over the epochs, the training points' solid, the test points' dashed.

    Args:
        canvas: to draw on.
        losses: on training and test points, before training and after each epoch.
    """
    (left, top), (width, height) = PLOT, PLOT_SIZE
    epochs = max(len(losses) - 1, 1)
    along = np.unique(np.linspace(0, len(losses) - 1, width).astype(int))
    values = np.array([losses[epoch] for epoch in along])
    highest = max(0.05, float(values.max()))
    for value in ticks(highest, 4):
        y = top + height * (1 - value / highest)
        canvas.line([(left, y), (left + width, y)], WORDS if value == 0 else GRID)
        canvas.text((left - 5, y), f"{value:g}", "rm", 11)
    for value in ticks(epochs, 4):
        if value == int(value):
            x = left + width * value / epochs
            canvas.line([(x, top + height), (x, top + height + 4)], WORDS)
            canvas.text((x, top + height + 11), f"{value:,.0f}", "mm", 11)
    canvas.line([(left, top), (left, top + height)], WORDS)
    canvas.text((left - 9, top + height + 11), _("epoch"), "rm", 11)
    fine, x = np.linspace(0, 1, width), left
    for column, (words, color, dashed) in enumerate(STYLES):
        draw = canvas.dashed if dashed else canvas.line
        heights = np.interp(fine, along / epochs, values[:, column])
        draw(np.stack([left + fine * width, top + height * (1 - heights / highest)], axis=1), color, 2)
        draw(np.stack([np.linspace(x, x + 24, 25), np.full(25, top - 11)], axis=1), color, 2)
        x += max(124, 42 + canvas.text((x + 30, top - 11), _(words), "lm", 12))
