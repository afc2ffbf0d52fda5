"""The pictures of unit 7 show what the tables hold and what the functions handed over return."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from course.bookings import (
    Scored,
    draw_cancellations,
    draw_columns,
    draw_drops,
    draw_ladder,
    draw_roc,
    explore_cost,
    make_bookings,
    play_season,
)
from course.bookings.cost import draw_cost
from course.bookings.ladder import LADDER
from course.bookings.season import draw_season, total_cost
from course.figures import png


def test_cancellations_are_the_shares_of_the_table() -> None:
    bookings = make_bookings(3000, np.random.default_rng(0))
    figure = draw_cancellations(bookings)
    left, right = figure.axes
    lead = bookings["lead_time"]
    everyone = np.asarray(left.lines[0].get_ydata())
    assert everyone[0] == pytest.approx(bookings.loc[lead <= 7, "is_canceled"].mean())
    assert everyone[4] == pytest.approx(bookings.loc[lead.between(181, 365), "is_canceled"].mean())
    rates = bookings.groupby("deposit_type")["is_canceled"].mean()
    bars = [bar.get_width() for bar in right.patches if isinstance(bar, Rectangle)]
    assert np.allclose(bars, rates)
    assert len(png(figure)) > 1000


def test_a_share_of_few_bookings_is_not_drawn() -> None:
    bookings = pd.DataFrame({"lead_time": [3] * 19 + [20] * 20, "deposit_type": "No Deposit", "is_canceled": 1})
    drawn = np.asarray(draw_cancellations(bookings).axes[0].lines[0].get_ydata())
    assert np.isnan(drawn[0])
    assert drawn[1] == 1


def test_columns_stand_in_order_and_late_ones_are_hatched() -> None:
    areas = {"adr": 0.53, "reservation_status": 1.0, "country": 0.68}
    (ax,) = draw_columns(areas).axes
    bars = [bar for bar in ax.patches if isinstance(bar, Rectangle)][:3]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["adr", "country", "reservation_status"]
    assert [bar.get_width() for bar in bars] == [0.53, 0.68, 1.0]
    assert [bool(bar.get_hatch()) for bar in bars] == [False, False, True]


def test_roc_shows_the_area_of_the_function_handed_over() -> None:
    y, score = np.array([0, 1, 0, 1]), np.array([0.1, 0.9, 0.3, 0.2])
    (ax,) = draw_roc({"mine": score}, y, lambda truth, values: 0.123).axes
    assert ax.lines[0].get_label() == "mine: area 0.123"
    corners = set(zip(*(np.asarray(one).tolist() for one in ax.lines[0].get_data()), strict=True))
    assert {(0.0, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 1.0)} <= corners | {(0.0, 0.5)}


def test_drops_are_sorted() -> None:
    (ax,) = draw_drops({"a": 0.01, "b": 0.2, "c": 0.0}).axes
    assert [bar.get_width() for bar in ax.patches if isinstance(bar, Rectangle)] == [0.0, 0.01, 0.2]


Y, P = np.array([0, 1, 0, 1, 1]), np.array([0.5, 0.5, 0.2, 0.4, 0.9])


def test_cost_counts_both_mistakes() -> None:
    figure = draw_cost(0.9, Scored(Y, 1 - P), Scored(Y, P), 0.5, (100, 10))
    left, right = figure.axes
    # Flagged at 0.5: one guest who comes (100), and one canceled booking is missed (10), of five bookings.
    assert np.asarray(left.lines[2].get_ydata())[0] == pytest.approx(110 * 100 / 5)
    assert left.get_title() == "Test part: 2,200 euros here, 400 where validation\nchose, 600 if nothing is flagged"
    assert [bar.get_width() for bar in right.patches if isinstance(bar, Rectangle)] == [1, 1, 1, 2]
    curve = np.asarray(left.lines[1].get_ydata())
    assert curve[0] == pytest.approx(200 * 20)
    assert curve[-1] == pytest.approx(30 * 20)


def test_validation_chooses_and_test_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, drawn = [], []

    def best_threshold(y: np.ndarray, p: np.ndarray, *prices: int) -> float:
        asked.append((y.tolist(), p.tolist(), *prices))
        return 0.75

    def explore(draw: Any, alt: str, **controls: tuple[float, ...]) -> None:
        for threshold in (0.2, 0.9):
            drawn.append(draw(threshold=threshold, sent_away=150, empty_room=60))

    monkeypatch.setattr("course.bookings.cost.explore", explore)
    validation, test = Scored(Y[:3], P[:3]), Scored(Y[3:], P[3:])
    explore_cost(best_threshold, validation, test)
    assert asked == [([0, 1, 0], [0.5, 0.5, 0.2], 150, 60)]
    bars = [bar.get_width() for bar in drawn[1].axes[1].patches if isinstance(bar, Rectangle)]
    assert sum(bars) == len(test.y)


def test_season_adds_up_what_the_ways_cost() -> None:
    flagged = np.array([True, True, False, False, False])
    assert total_cost(flagged, Y, (150, 60)).tolist() == [0, 150, 150, 150, 210, 270]
    ways = {"flag nothing": np.zeros(5, dtype=bool), "mine": flagged}
    figure = draw_season(ways, Y, 4)
    left, right = figure.axes
    assert [line.get_label() for line in left.lines] == ["flag nothing: 120 euros", "mine: 210 euros"]
    assert np.asarray(left.lines[1].get_ydata()).tolist() == [0, 150, 150, 150, 210]
    marks = [str(mark.get_label()) for mark in right.collections]
    assert [int(mark.split(": ")[1]) for mark in marks] == [1, 1, 1, 1]
    assert right.get_title() == "mine: bookings 1 to 4"
    for seen in (0, 5):
        assert len(png(draw_season(ways, Y, seen))) > 1000


def test_season_plays_with_thresholds_that_validation_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("course.bookings.season.show_widget", lambda widget, still, alt: shown.append((widget, still)))
    validation, test = Scored(Y, P), Scored(Y, P[::-1])
    asked = []

    def best_threshold(y: np.ndarray, p: np.ndarray, *prices: int) -> float:
        asked.append(p.tolist())
        return 0.5

    play_season(best_threshold, {"mine": (validation, test)})
    assert asked == [P.tolist()]
    ((widget, still),) = shown
    assert still.startswith(b"\x89PNG")
    (_label, play, slider, *_), picture = widget.children[0].children, widget.children[1]
    assert play.interval > 0
    assert slider.description
    before = picture.value
    slider.value = 0
    assert picture.value != before


def test_ladder_shows_each_rung() -> None:
    (ax,) = draw_ladder().axes
    assert [label.get_text() for label in ax.get_yticklabels()] == list(LADDER)
    dots = [np.asarray(line.get_xdata())[0] for line in ax.lines if line.get_marker() == "o"]
    assert dots == [mean for _, mean, _ in LADDER.values()]
