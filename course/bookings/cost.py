"""What a threshold costs, drawn while it moves: some bookings choose it, others report what it costs."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.bookings.policy import Scored, cost_at, counts_at
from course.figures import BLUE, GRAY, VERMILLION, new_figure
from course.layer import Function
from course.texts import _, marked
from course.widgets import explore

STEPS = np.arange(102) / 100  # thresholds 0, 0.01, ..., 1.01
CONTROLS = {
    marked("threshold"): (0, 1.01, 0.01, 0.5),
    marked("sent_away"): (0, 300, 10, 150),
    marked("empty_room"): (0, 300, 10, 60),
}


def draw_cost(
    chosen: float, chosen_on: Scored, reported_on: Scored, threshold: float, prices: tuple[int, int]
) -> Figure:
    """Draw the cost of 100 bookings against the threshold, and what happens at the one that is tried.

    Args:
        chosen: the threshold that `best_threshold` finds on the bookings of `chosen_on`.
        chosen_on: truth and probabilities of the validation part, each of shape (n,).
        reported_on: truth and probabilities of the test part, each of shape (n,).
        threshold: the threshold that is tried, 0 to 1.01.
        prices: the cost of a guest who is sent away, and of a room that stays empty.

    Returns:
        The figure.
    """
    figure, (left, right) = new_figure(9.6, 4.0, columns=2)
    left.plot(STEPS, cost_at(STEPS, chosen_on, prices), color=GRAY, linestyle=":", label=_("validation part"))
    left.plot(STEPS, cost_at(STEPS, reported_on, prices), color=BLUE, label=_("test part"))
    here, best, none = cost_at(np.array([threshold, chosen, 1.01]), reported_on, prices)
    tried = _("the one you try: {threshold:.2f}").format(threshold=threshold)
    left.plot([threshold], [here], "o", color=VERMILLION, markersize=9, label=tried)
    by_validation = _("chosen by validation: {threshold:.2f}").format(threshold=chosen)
    left.axvline(chosen, color="black", linestyle="--", linewidth=1, label=by_validation)
    left.set(xlabel=_("threshold"), ylabel=_("euros per 100 bookings"), ylim=(0, None))
    left.legend(fontsize=9, loc="upper right", edgecolor="white", framealpha=1)
    title = _(
        "Test part: {here:,.0f} euros here, {best:,.0f} where validation\nchose, {none:,.0f} if nothing is flagged"
    )
    left.set_title(title.format(here=here, best=best, none=none), fontsize=10)
    _draw_counts(right, reported_on, threshold)
    return figure


def _draw_counts(ax: Axes, scored: Scored, threshold: float) -> None:
    """Draw the four outcomes in numbers of bookings."""
    kept, gone = (int(np.sum(scored.y == label)) for label in (0, 1))
    came, missed = (int(one[0]) for one in counts_at(np.array([threshold]), scored))
    names = (
        _("guest came,\nas predicted"),
        _("guest came,\nroom was sold"),
        _("canceled,\nroom is empty"),
        _("canceled,\nroom was sold"),
    )
    values = (kept - came, came, missed, gone - missed)
    colors = (GRAY, VERMILLION, VERMILLION, GRAY)
    bars = ax.barh(names, values, color=colors, hatch=["", "//", "//", ""], edgecolor="white")
    ax.bar_label(bars, padding=3, fontsize=9)
    ax.set(xlabel=_("bookings of the test part"), xlim=(0, 1.15 * max(kept, gone)))
    ax.set_title(_("hatched: the two mistakes"), fontsize=10)
    ax.invert_yaxis()


def explore_cost(best_threshold: Function, chosen_on: Scored, reported_on: Scored) -> None:
    """Show a widget: what bookings cost as the threshold, and the price of each kind of mistake, move.

    Args:
        best_threshold: the student's function; it sees the bookings of `chosen_on` only.
        chosen_on: truth and probabilities of the validation part, each of shape (n,).
        reported_on: truth and probabilities of the test part, each of shape (n,).
    """
    found: dict[tuple[int, int], float] = {}  # by the prices, since a slow answer is not to be asked at each move

    def draw(threshold: float, sent_away: float, empty_room: float) -> Figure:
        prices = (int(sent_away), int(empty_room))
        if prices not in found:
            found[prices] = float(best_threshold(chosen_on.y, chosen_on.p, *prices))
        return draw_cost(found[prices], chosen_on, reported_on, threshold, prices)

    explore(
        draw,
        _(
            "Left, the cost of 100 bookings against the threshold, on the validation part and on the test part, with "
            "the threshold that you try and the one that validation chose. Right, how many bookings of the test part "
            "were predicted correctly, how many guests came to a room that was sold again, how many rooms stayed empty."
        ),
        **CONTROLS,
    )
