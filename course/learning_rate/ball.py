"""A ball on a curve with four valleys, moved by the student's own descend."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, CYCLE, GRAY, VERMILLION, new_figure
from course.layer import Array, Function
from course.learning_rate.answers import as_array
from course.learning_rate.data import hills, hills_slope
from course.texts import _, marked
from course.widgets import explore

EDGE = 5.0  # the picture ends here
STEPS = 40
LOWEST = float(np.min(hills(np.linspace(-EDGE, EDGE, 2001))))


def draw_ball(descend: Function, x0: float, eta: float) -> Figure:
    """Draw the ball's path on the curve, and its height step by step.

    Args:
        descend: the student's descend.
        x0: where the ball starts.
        eta: learning rate.

    Returns:
        The figure, with a title that says how it ended.
    """
    figure, (left, right) = new_figure(8.0, 3.6, columns=2)
    path = as_array(descend(hills_slope, x0, eta, STEPS))
    _draw_curve(left)
    seen = path[np.abs(path) <= EDGE]
    left.plot(seen, hills(seen), "-", color=VERMILLION, linewidth=0.8, alpha=0.7)
    left.plot(seen, hills(seen), "o", color=VERMILLION, markersize=5)
    left.plot(path[0], hills(path[0]), "s", color=BLACK, markersize=8, label=_("start"))
    if abs(path[-1]) <= EDGE:
        left.plot(path[-1], hills(path[-1]), "*", color=BLACK, markersize=15, label=_("end"))
    left.legend(frameon=False, loc="upper center")
    right.plot(hills(path), "-o", color=VERMILLION, markersize=4)
    right.axhline(LOWEST, color=GRAY, linestyle="--")
    right.text(STEPS, LOWEST - 0.1, _("deepest valley"), ha="right", va="top", color="0.35")
    right.set(xlabel=_("step"), ylabel=_("height"), ylim=(-1, 7))
    figure.suptitle(f"$\\eta$ = {eta:g}: {how_it_ended(path)}")
    return figure


def how_it_ended(path: Array) -> str:
    """Say in words what became of the ball.

    Args:
        path: its positions, shape (steps + 1,).

    Returns:
        A short sentence.

    Example:
        >>> how_it_ended(np.array([4.0, 3.0, 2.5, 2.4999, 2.4999]))
        'it came to rest at 2.50'
    """
    if np.any(np.abs(path) > EDGE):
        return _("it left the picture")
    if abs(path[-1] - path[-2]) < 1e-3:
        return _("it came to rest at {place:.2f}").format(place=path[-1])
    creeping = np.all(np.diff(path) <= 0) or np.all(np.diff(path) >= 0)
    return _("it is still on its way") if creeping else _("it has not come to rest")


def explore_ball(descend: Function) -> None:
    """Show a widget: the ball on the curve, for a start and a learning rate that you choose.

    Args:
        descend: the student's descend.
    """

    def draw(eta: float, factor: str, start: float) -> Figure:
        return draw_ball(descend, start, round(eta * float(factor.strip("× ")), 4))

    explore(
        draw,
        _(
            "Left, a curve with four valleys and the positions of a ball that follows the slope down. Right, its "
            "height step by step. Controls set the learning rate, a factor of 1 or 10 that multiplies it, and the "
            "start."
        ),
        eta=(0.01, 0.5, 0.01, 0.1),
        **{marked("factor"): ["× 1", "× 10"]},
        **{marked("start"): (-4.5, 4.5, 0.1, 4.5)},
    )


def draw_starts(descend: Function, starts: Array, eta: float) -> Figure:
    """Draw where balls from many starts come to rest.

    Args:
        descend: the student's descend.
        starts: positions, shape (n,).
        eta: learning rate.

    Returns:
        The figure: below the curve a tick for each start, in a row for each valley.
    """
    figure, (ax,) = new_figure(7.6, 4.2)
    _draw_curve(ax)
    ends = np.array([as_array(descend(hills_slope, float(start), eta, 400))[-1] for start in starts])
    valleys = np.unique(np.round(ends, 2))
    for row, (valley, color) in enumerate(zip(valleys, CYCLE[1:], strict=False)):
        here = np.abs(ends - valley) < 0.1
        ax.plot(valley, hills(valley), "o", color=color, markersize=11)
        ax.plot(starts[here], np.full(np.sum(here), -1.1 - 0.35 * row), "|", color=color, markersize=9)
        text = f"{np.mean(here):.0%}"
        ax.annotate(text, (valley, hills(valley)), (0, 13), textcoords="offset points", ha="center", weight="bold")
    ax.set(ylim=(-2.6, 6.5))
    return figure


def _draw_curve(ax: Axes) -> None:
    x = np.linspace(-EDGE, EDGE, 400)
    ax.plot(x, hills(x), color=BLUE, linewidth=1.8)
    ax.set(xlabel="x", ylabel=_("height"), xlim=(-EDGE, EDGE), ylim=(-1, 7))
