"""Compare two gradients in a picture, cell by cell, and say in words whether they agree.

Rounding leaves a trace in every gradient that was measured by moving weights, so two right ones are never equal to
the last digit. What counts is the difference beside the size of the gradient, and this module judges it, so that
nobody has to know whether one part in a million is much.
"""

from typing import Any, NamedTuple

import numpy as np
from IPython.display import Markdown, display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from course.figures import BLUE, VERMILLION, new_figure, show
from course.layer import Array
from course.texts import _

AGREE, SUSPECT = 1e-5, 1e-3  # shares of the largest entry: below the first they agree, above the second they do not
TINY = 1e-7  # a measured slope below this is rounding, and counts as 0
MOST_CELLS = 60  # with more, no numbers are written into the cells


class Verdict(NamedTuple):
    """Hold what came out: whether the gradients agree, where they differ most, two words on it and a sentence."""

    agree: bool
    worst: tuple[int, ...]
    heading: str
    sentence: str


def compare_gradients(mine: Array, measured: Array, name: str) -> None:
    """Show two gradients and their difference, mark the worst entry, and give a verdict in words.

    Args:
        mine: the gradient to be checked, 1-D or 2-D.
        measured: the one measured by small changes, the same shape.
        name: what the gradient is called, for example "dW1".
    """
    verdict = judge(mine, measured, name)
    tables = _("Tables of the gradient {name}, computed and measured, and of their difference.")
    show(draw_comparison(mine, measured, name), alt=f"{tables.format(name=name)} {verdict.sentence}")
    display(Markdown(verdict.sentence))


def judge(mine: Array, measured: Array, name: str) -> Verdict:
    """Decide whether two gradients agree, and put it in words.

    Args:
        mine: the gradient to be checked, 1-D or 2-D.
        measured: the one measured by small changes.
        name: what the gradient is called.

    Returns:
        The verdict.

    Example:
        >>> judge(np.array([1.0, 2.0]), np.array([1.0, 4.0]), "db1").sentence
        'db1: they do NOT agree. Worst is entry [1]: 2 computed, 4 measured, which is 0.5 times as much.'
    """
    mine, measured = np.asarray(mine, dtype=float), np.asarray(measured, dtype=float)
    if mine.shape != measured.shape:
        text = _("{name}: they do NOT agree. The shape is {shape}, but {right} was measured.")
        sentence = text.format(name=name, shape=mine.shape, right=measured.shape)
        return Verdict(False, (), _("they do NOT agree"), sentence)
    gap = np.nan_to_num(np.abs(mine - measured), nan=np.inf)
    worst = tuple(int(i) for i in np.unravel_index(np.argmax(gap), gap.shape))
    share = gap[worst] / max(float(np.max(np.abs(measured))), TINY)
    found = {"name": name, "entry": ", ".join(map(str, worst)), "mine": mine[worst], "right": measured[worst]}
    if share < AGREE:
        text = _("{name}: they agree. Even in the worst place, entry [{entry}], the difference is rounding only.")
        return Verdict(True, worst, _("they agree"), text.format(**found))
    if share < SUSPECT:
        text = _(
            "{name}: they nearly agree. Worst is entry [{entry}]: {mine:.4g} computed, {right:.4g} measured. "
            "A unit may sit on the kink of its ReLU: try other inputs."
        )
        return Verdict(False, worst, _("they nearly agree"), text.format(**found))
    return Verdict(False, worst, _("they do NOT agree"), _disagreement(found))


def _disagreement(found: dict[str, Any]) -> str:
    """Say where two gradients differ most, and how many times one number is the other where that is not 0."""
    if abs(found["right"]) <= TINY:
        return _(
            "{name}: they do NOT agree. Worst is entry [{entry}]: {mine:.4g} computed, {right:.4g} measured."
        ).format(**found)
    return _(
        "{name}: they do NOT agree. Worst is entry [{entry}]: {mine:.4g} computed, {right:.4g} measured, "
        "which is {times:.3g} times as much."
    ).format(**found, times=found["mine"] / found["right"])


def draw_comparison(mine: Array, measured: Array, name: str) -> Figure:
    """Draw two gradients and their difference as tables of colored cells.

    Args:
        mine: the gradient to be checked, 1-D or 2-D.
        measured: the one measured by small changes.
        name: what the gradient is called.

    Returns:
        A figure of three panels, two where the shapes differ; a frame marks the entry that differs most.
    """
    verdict = judge(mine, measured, name)
    tables = {
        _("{name}, computed").format(name=name): np.atleast_2d(mine),
        _("{name}, measured").format(name=name): np.atleast_2d(measured),
    }
    if verdict.worst:
        tables[_("difference")] = np.atleast_2d(np.asarray(mine) - np.asarray(measured))
    largest = float(np.max(np.abs(measured))) or 1.0
    rows = max(len(table) for table in tables.values())
    figure, axes = new_figure(10.5, 1.1 + 0.5 * min(rows, 10), columns=len(tables))
    for ax, (title, table) in zip(axes, tables.items(), strict=True):
        _draw_table(ax, table, largest)
        ax.set_title(title, fontsize=11)
        if verdict.worst and not verdict.agree:
            row, column = (0, *verdict.worst)[-2:]
            ax.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, linewidth=3, clip_on=False, zorder=3))
    figure.suptitle(verdict.heading, color=BLUE if verdict.agree else VERMILLION, fontweight="bold")
    return figure


def _draw_table(ax: Axes, table: Array, largest: float) -> None:
    """Color each cell by its value, white for 0, and write the value into it where there is room."""
    ax.imshow(table, cmap="PuOr_r", vmin=-1.8 * largest, vmax=1.8 * largest, aspect="auto")
    ax.set(xticks=range(table.shape[1]), yticks=range(table.shape[0]))
    ax.tick_params(length=0, labelsize=8)
    if table.size <= MOST_CELLS:
        for (row, column), value in np.ndenumerate(table):
            ax.text(column, row, _entry(float(value), largest), ha="center", va="center", fontsize=9)


def _entry(value: float, largest: float) -> str:
    """Write a number to four digits of the largest one, so that what is rounding only reads 0."""
    return f"{round(value, int(3 - np.floor(np.log10(largest)))) + 0.0:.6g}"
