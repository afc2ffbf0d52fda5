"""The pictures of unit 7 show what the tables hold and what the functions handed over return."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from course.bookings import draw_cancellations, draw_columns, draw_drops, draw_roc, make_bookings
from course.bookings.cost import draw_cost
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


def test_cost_counts_both_mistakes() -> None:
    y, p = np.array([0, 1, 0, 1, 1]), np.array([0.5, 0.5, 0.2, 0.4, 0.9])
    figure = draw_cost(lambda *_: 0.9, y, p, 0.5, 100, 10)
    left, right = figure.axes
    # Flagged at 0.5: one guest who comes (100), and one canceled booking is missed (10), of five bookings.
    assert np.asarray(left.lines[1].get_ydata())[0] == pytest.approx(110 * 100 / 5)
    assert left.get_title() == "2,200 euros here, 400 at best"
    assert [bar.get_width() for bar in right.patches if isinstance(bar, Rectangle)] == [1, 1, 1, 2]
    curve = np.asarray(left.lines[0].get_ydata())
    assert curve[0] == pytest.approx(200 * 20)
    assert curve[-1] == pytest.approx(30 * 20)
