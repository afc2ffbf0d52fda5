"""A season at the hotel, booking after booking: what three ways of working cost, while it plays."""

from collections.abc import Mapping

import ipywidgets as widgets
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.bookings.policy import Scored
from course.figures import BLUE, GRAY, VERMILLION, are_described, describe, new_figure, png
from course.layer import Array, Function
from course.texts import _
from course.widgets import image_html, player, show_widget

PRICES = (150, 60)  # euros for a guest who is sent away, and for a room that stays empty
PER_FRAME, PER_ROW, MILLISECONDS = 50, 10, 500
STYLES = ((GRAY, ":"), (VERMILLION, "--"), (BLUE, "-"))


def total_cost(flagged: Array, y: Array, prices: tuple[int, int]) -> Array:
    """Add up what bookings cost, one after the other.

    Args:
        flagged: whether each booking was flagged, so that its room was sold again, shape (n,).
        y: 1 where a booking was canceled, else 0, shape (n,).
        prices: the cost of a guest who is sent away, and of a room that stays empty.

    Returns:
        Euros after 0, 1, ... n bookings, shape (n + 1,).

    Example:
        >>> total_cost(np.array([True, False, True]), np.array([0, 1, 1]), (150, 60))
        array([  0, 150, 210, 210])
    """
    sent_away, empty_room = prices
    return np.append(0, np.cumsum(np.where(flagged, sent_away * (y == 0), empty_room * (y == 1))))


def draw_season(ways: Mapping[str, Array], y: Array, seen: int) -> Figure:
    """Draw what each way of working has cost so far, and the latest bookings under the last way.

    Args:
        ways: up to three ways of working, by name: whether each booking is flagged, shape (n,).
        y: 1 where a booking was canceled, else 0, shape (n,).
        seen: how many bookings are over.

    Returns:
        The figure.
    """
    figure, (left, right) = new_figure(9.6, 4.0, columns=2)
    lost = _("{name}: {euros:,.0f} euros")
    for (name, flagged), (color, style) in zip(ways.items(), STYLES, strict=False):
        euros = total_cost(flagged, y, PRICES)
        left.plot(euros[: seen + 1], style, color=color, linewidth=2, label=lost.format(name=name, euros=euros[seen]))
    highest = max(total_cost(flagged, y, PRICES)[-1] for flagged in ways.values())
    left.set(
        xlabel=_("bookings that are over"), ylabel=_("euros lost so far"), xlim=(0, len(y)), ylim=(0, 1.35 * highest)
    )
    left.legend(frameon=False, loc="upper left", fontsize=9)
    name, flagged = list(ways.items())[-1]
    first = max(0, seen - PER_FRAME)
    _draw_rooms(right, np.asarray(flagged)[first:seen], np.asarray(y)[first:seen])
    title = _("{name}: bookings {first} to {last}") if seen else _("{name}: no booking yet")
    right.set_title(title.format(name=name, first=first + 1, last=seen), fontsize=10)
    return figure


def _draw_rooms(ax: Axes, flagged: Array, y: Array) -> None:
    """Draw each booking as a mark, in rows: what was done with its room."""
    places = np.arange(len(y))
    kinds = (
        (_("guest came to a free room"), np.logical_not(flagged) & (y == 0), "o", GRAY, "white"),
        (_("canceled, room was sold"), flagged & (y == 1), "o", BLUE, BLUE),
        (_("guest was sent away"), flagged & (y == 0), "X", VERMILLION, VERMILLION),
        (_("canceled, room is empty"), np.logical_not(flagged) & (y == 1), "s", VERMILLION, "white"),
    )
    for name, here, marker, edge, face in kinds:
        at = places[here]
        label = f"{name}: {len(at)}"
        ax.scatter(at % PER_ROW, at // PER_ROW, 110, marker=marker, edgecolors=edge, facecolors=face, label=label)
    ax.set(xlim=(-0.7, PER_ROW - 0.3), ylim=(PER_FRAME / PER_ROW + 0.9, -0.7), xticks=[], yticks=[])
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.legend(frameon=False, loc="lower center", ncols=2, fontsize=8.5, markerscale=0.7)


def play_season(best_threshold: Function, scored: Mapping[str, tuple[Scored, Scored]]) -> None:
    """Show a widget that plays a season of bookings under three ways of working.

    The first way flags nothing. Each other one flags the bookings whose probability reaches a threshold, which
    `best_threshold` finds on its validation part; the season is its test part.

    Args:
        best_threshold: the student's function.
        scored: by the name of the way, truth and probabilities of its validation part and of its test part; the
            test parts hold the same bookings.
    """
    alt = _(
        "Left, the euros lost so far against the number of bookings that are over, one line for each way of working. "
        "Right, the latest 50 bookings as marks: guests who came, rooms sold again, guests sent away, empty rooms."
    )
    if are_described():
        describe(alt)
        return
    ways = {_("flag nothing"): np.zeros(len(next(iter(scored.values()))[1].y), dtype=bool)}
    for name, (chosen_on, test) in scored.items():
        ways[name] = np.asarray(test.p) >= float(best_threshold(*chosen_on, *PRICES))
    y = np.asarray(test.y)
    still = png(draw_season(ways, y, len(y)))
    picture = widgets.HTML(image_html(still, alt))
    row, over = player(_("bookings over"), len(y), PER_FRAME, MILLISECONDS, first=len(y))

    def redraw(_change: object) -> None:
        picture.value = image_html(png(draw_season(ways, y, over.value)), alt)

    over.observe(redraw, names="value")
    show_widget(widgets.VBox([row, picture]), still, alt)
