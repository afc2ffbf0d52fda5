"""Decision maps: what a network answers everywhere in the plane, and the points it learned from."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, VERMILLION, new_figure, title_size
from course.layer import Array, Function, Layer
from course.regularization.curves import draw_losses
from course.texts import _
from course.widgets import explore

COLORS, MARKERS = {-1: VERMILLION, 1: BLUE}, {-1: "s", 1: "o"}
REGIONS = ListedColormap(["#FBE7DC", "#DCEBF5"])
REACH = 3.2  # the maps show the square from -REACH to REACH
Points = tuple[Array, Array]


def draw_maps(forward: Function, networks: Mapping[str, Sequence[Layer]], train: Points, val: Points) -> Figure:
    """Draw what each network answers in the plane, with training points large and validation points small.

    Args:
        forward: the function ``forward(X, layers)``; class +1 is where it is positive.
        networks: by name, networks of 2 inputs and 1 output.
        train: training points, shape (n, 2), and their classes -1 or +1, shape (n, 1).
        val: validation points and their classes, likewise.

    Returns:
        The figure, one panel a network, with the share of points on the wrong side under its name; three a row.
    """
    rows = -(-len(networks) // 3)
    figure = Figure(figsize=(10.5, 3.9 * rows), dpi=100, layout="constrained")
    for number, (name, layers) in enumerate(networks.items(), start=1):
        ax = figure.add_subplot(rows, 3, number)
        draw_map(ax, forward, layers, train, val)
        words = _("{name}\nwrong: {train:.0%} of training, {validation:.0%} of validation")
        wrong = [share_wrong(forward, layers, points) for points in (train, val)]
        title = words.format(name=name, train=wrong[0], validation=wrong[1])
        ax.set_title(title, fontsize=title_size(title, 3.4, 9.5))
    return figure


def share_wrong(forward: Function, layers: Sequence[Layer], points: Points) -> float:
    """Return the share of points, from 0 to 1, for which the sign of the network's answer is not their class."""
    X, Y = points
    return float(np.mean(np.sign(np.asarray(forward(X, layers))) != Y))


def explore_epochs(
    forward: Function, networks: Sequence[Sequence[Layer]], losses: Points, train: Points, val: Points
) -> None:
    """Show a widget: the map of the network as it was after the epoch you choose, beside the loss curves.

    Args:
        forward: the function ``forward(X, layers)``.
        networks: the network after each epoch.
        losses: training and validation loss after each epoch, shape (epochs,) each.
        train: training points and their classes.
        val: validation points and their classes.
    """
    last = len(networks) - 1

    def draw(epoch: float) -> Figure:
        return draw_epoch(forward, networks, losses, train, val, int(epoch))

    explore(
        draw,
        _(
            "Left: the decision map of the network after the chosen epoch, with large training and small validation "
            "points. Right: training and validation loss, the chosen epoch marked."
        ),
        epoch=(0, last, 1, int(np.argmin(losses[1]))),
    )


def draw_epoch(
    forward: Function, networks: Sequence[Sequence[Layer]], losses: Points, train: Points, val: Points, epoch: int
) -> Figure:
    """Draw the map after one epoch, beside the loss curves with that epoch marked."""
    figure, (left, right) = new_figure(9, 3.9, columns=2)
    draw_map(left, forward, networks[epoch], train, val)
    left.set_title(_("after epoch {epoch}").format(epoch=epoch))
    draw_losses(right, *losses)
    right.axvline(epoch, color=BLACK, linewidth=1, linestyle=":")
    for values in losses:
        right.plot(epoch, values[epoch], "k.", markersize=9)
    title = _("training {train_loss:.3f}, validation {val_loss:.3f}")
    right.set_title(title.format(train_loss=losses[0][epoch], val_loss=losses[1][epoch]))
    right.set(xlabel=_("epoch"), ylabel=_("loss"))
    right.legend(frameon=False)
    return figure


def draw_split(splits: Mapping[str, tuple[Array, Array, Array, Array]]) -> Figure:
    """Draw which points went to training (filled) and which to validation (hollow).

    Args:
        splits: by name, X_train, X_val, Y_train, Y_val with points in the plane and classes -1 or +1.

    Returns:
        The figure, one panel a split.
    """
    figure, axes = new_figure(4.2 * len(splits), 3.6, columns=len(splits))
    for ax, (name, (X_train, X_val, Y_train, Y_val)) in zip(axes, splits.items(), strict=True):
        _draw_points(ax, X_train, Y_train, size=7)
        _draw_points(ax, X_val, Y_val, size=7, hollow=True)
        share = float(np.mean(np.asarray(Y_val) == 1)) if len(Y_val) else float("nan")
        ax.set_title(_("{name}\nclass +1 among validation: {share:.0%}").format(name=name, share=share))
        ax.set(aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
    return figure


def draw_map(
    ax: Axes, forward: Function, layers: Sequence[Layer], train: Points, val: Points, cells: int = 120
) -> None:
    """Color the plane by the network's answer, in so many cells along each axis, and put the points on it."""
    ticks = np.linspace(-REACH, REACH, cells + 1)
    across, up = np.meshgrid(ticks, ticks)
    answer = np.asarray(forward(np.column_stack([across.ravel(), up.ravel()]), layers)).reshape(across.shape)
    ax.pcolormesh(across, up, answer > 0, cmap=REGIONS, vmin=0, vmax=1, zorder=0, rasterized=True)
    if answer.min() < 0 < answer.max():
        ax.contour(across, up, answer, levels=[0.0], colors=[BLACK], linewidths=1.4, zorder=1)
    _draw_points(ax, *val, size=2.5)
    _draw_points(ax, *train, size=7.5)
    ax.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal", xticks=[], yticks=[])


def _draw_points(ax: Axes, X: Array, Y: Array, size: float, hollow: bool = False) -> None:
    for label, marker in MARKERS.items():
        chosen = np.asarray(X)[np.asarray(Y).ravel() == label]
        fill = "none" if hollow else COLORS[label]
        edge = COLORS[label] if hollow else BLACK if size > 5 else GRAY
        ax.plot(
            *chosen.T, marker, markersize=size, markerfacecolor=fill, markeredgecolor=edge, markeredgewidth=0.6 + hollow
        )
