"""The cures in motion: the decision maps of several trainings, epoch by epoch, side by side."""

from collections.abc import Mapping, Sequence

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from course.figures import are_described, describe, new_figure, png
from course.layer import Array, Function, Layer
from course.regularization.maps import Points, draw_map, share_wrong
from course.texts import _
from course.widgets import image_html, player, show_widget

STEP = 20  # epochs from one picture to the next
INTERVAL = 700  # milliseconds from one picture to the next
CELLS = 70  # along each axis of a map: fewer are drawn faster
Run = tuple[Sequence[Sequence[Layer]], Sequence[Array] | Array]


def watch_cures(
    forward: Function, early_stopping: Function, runs: Mapping[str, Run], train: Points, val: Points, patience: int
) -> None:
    """Show a widget: the maps of some trainings in motion, and what early stopping keeps of the first one.

    Args:
        forward: the function ``forward(X, layers)``.
        early_stopping: the student's ``early_stopping(val_losses, patience)``.
        runs: by the name of a training, the networks after each epoch and both losses, shape (2, epochs).
        train: training points and their classes.
        val: validation points and their classes.
        patience: of early stopping.
    """
    alt = _(
        "Decision maps of {networks} and early stopping, after the epoch you choose, each with the share of "
        "training and validation points on the wrong side."
    ).format(networks=", ".join(runs))
    if are_described():
        describe(alt)
        return
    epochs = min(len(networks) for networks, _losses in runs.values())
    last = (epochs - 1) // STEP * STEP
    pictures: dict[int, bytes] = {}

    def picture(epoch: int) -> bytes:
        if epoch not in pictures:
            pictures[epoch] = png(draw_cures(forward, early_stopping, runs, train, val, patience, epoch))
        return pictures[epoch]

    row, epoch = player(_("epoch"), last, STEP, INTERVAL)
    shown = widgets.HTML(image_html(picture(0), alt))

    def redraw(change: dict[str, int]) -> None:
        shown.value = image_html(picture(change["new"]), alt)

    epoch.observe(redraw, names="value")
    show_widget(widgets.VBox([row, shown]), picture(last), alt)


def draw_cures(
    forward: Function,
    early_stopping: Function,
    runs: Mapping[str, Run],
    train: Points,
    val: Points,
    patience: int,
    epoch: int,
) -> Figure:
    """Draw the maps of all trainings after one epoch, and the map that early stopping has kept until then."""
    title = _("{name}: epoch {epoch}")
    maps = {title.format(name=name, epoch=epoch): networks[epoch] for name, (networks, _losses) in runs.items()}
    networks, losses = next(iter(runs.values()))
    best, stop = (int(one) for one in early_stopping(np.asarray(losses[1])[: epoch + 1], patience))
    has_stopped = stop - best >= patience
    title = _("early stopping, stopped: epoch {epoch}") if has_stopped else _("early stopping, so far: epoch {epoch}")
    maps[title.format(epoch=best)] = networks[best]
    figure, axes = new_figure(3.2 * len(maps), 3.9, columns=len(maps))
    for ax, (name, layers) in zip(axes, maps.items(), strict=True):
        draw_map(ax, forward, layers, train, val, CELLS)
        wrong = [share_wrong(forward, layers, points) for points in (train, val)]
        words = _("{name}\nwrong: {train:.0%} of training,\n{validation:.0%} of validation")
        ax.set_title(words.format(name=name, train=wrong[0], validation=wrong[1]), fontsize=9.5)
    return figure
