"""What a threshold costs, drawn while it moves."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.figures import BLUE, GRAY, VERMILLION, new_figure
from course.layer import Array, Function
from course.widgets import explore

STEPS = np.arange(102) / 100  # thresholds 0, 0.01, ..., 1.01


def draw_cost(best_threshold: Function, y: Array, p: Array, threshold: float, walked: int, empty: int) -> Figure:
    """Draw the cost per hundred bookings against the threshold, and what happens at the chosen one.

    Args:
        best_threshold: the student's function.
        y: 1 where a booking was canceled, else 0, shape (n,).
        p: the predicted probability that it is, shape (n,).
        threshold: the chosen threshold, 0 to 1.01.
        walked: the cost of a guest who comes although the room was sold again.
        empty: the cost of a room that stays empty.

    Returns:
        The figure.
    """
    kept, gone = (np.sort(np.asarray(p)[np.asarray(y) == label]) for label in (0, 1))
    best = float(best_threshold(y, p, walked, empty))

    def counts(at: Array) -> Array:
        return np.array([kept.size - np.searchsorted(kept, at), np.searchsorted(gone, at)], dtype=np.float64)

    def cost(at: Array) -> Array:
        came, stayed_away = counts(at)
        return (walked * came + empty * stayed_away) * 100 / (kept.size + gone.size)

    figure, (left, right) = new_figure(9.6, 3.8, columns=2)
    left.plot(STEPS, cost(STEPS), color=BLUE)
    left.plot([threshold], cost(np.array([threshold])), "o", color=VERMILLION, markersize=9, label="your threshold")
    left.axvline(best, color=GRAY, linestyle="--", label=f"best_threshold: {best:.2f}")
    left.set(xlabel="threshold", ylabel="euros per 100 bookings", ylim=(0, None))
    left.legend(frameon=False, fontsize=9)
    here, lowest = cost(np.array([threshold, best]))
    left.set_title(f"{here:,.0f} euros here, {lowest:,.0f} at best", fontsize=11)
    _draw_counts(right, kept.size, gone.size, *(int(one[0]) for one in counts(np.array([threshold]))))
    return figure


def _draw_counts(ax: Axes, kept: int, gone: int, came: int, missed: int) -> None:
    """Draw the four outcomes in numbers of bookings."""
    names = ("kept, as predicted", "came, room sold again", "canceled, room empty", "canceled, as predicted")
    values = (kept - came, came, missed, gone - missed)
    colors = (GRAY, VERMILLION, VERMILLION, GRAY)
    bars = ax.barh(names, values, color=colors, hatch=["", "//", "//", ""], edgecolor="white")
    ax.bar_label(bars, padding=3, fontsize=9)
    ax.set(xlabel="bookings", xlim=(0, 1.15 * max(kept, gone)))
    ax.invert_yaxis()


def explore_cost(best_threshold: Function, y: Array, p: Array) -> None:
    """Show a widget: what bookings cost as the threshold, and the price of each kind of mistake, move.

    Args:
        best_threshold: the student's function.
        y: 1 where a booking was canceled, else 0, shape (n,).
        p: the predicted probability that it is, shape (n,).
    """

    def draw(threshold: float, walked: float, empty: float) -> Figure:
        return draw_cost(best_threshold, y, p, threshold, int(walked), int(empty))

    explore(
        draw,
        "Left, the cost of 100 bookings against the threshold, with your threshold and the best one marked. Right, how "
        "many bookings were predicted rightly, how many guests came to a room sold again, how many rooms stayed empty.",
        threshold=(0, 1.01, 0.01, 0.5),
        walked=(0, 300, 10, 150),
        empty=(0, 300, 10, 60),
    )
