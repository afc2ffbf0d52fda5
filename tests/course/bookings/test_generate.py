"""The made-up bookings have the schema, the margins and the dependencies of the public data, and repeat from a seed."""

import time
from typing import Any

import numpy as np
import pandas as pd
import pytest

from course.bookings import AFTER_STAY, COLUMNS, make_bookings
from course.bookings.schema import KINDS, MAY_MISS

N = 60_000


@pytest.fixture(scope="module")
def bookings() -> Any:
    return make_bookings(N, np.random.default_rng(20))


def canceled(bookings: Any, rows: Any) -> float:
    return float(bookings.loc[rows, "is_canceled"].mean())


def test_columns_and_kinds(bookings: Any) -> None:
    assert tuple(bookings.columns) == COLUMNS
    assert len(COLUMNS) == 32
    for name, kind in KINDS.items():
        if kind == "text":
            known = bookings[name].dropna()
            assert all(isinstance(value, str) for value in known.head(50)), name
        else:
            assert bookings[name].dtype == {"whole": np.int64, "number": np.float64}[kind], name
        assert name in MAY_MISS or not bookings[name].isna().any(), name
    assert list(bookings.index[:3]) == [0, 1, 2]


def test_same_seed_same_bookings() -> None:
    one, two, other = (make_bookings(50, np.random.default_rng(seed)) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, two)
    assert not one.equals(other)


@pytest.mark.parametrize("n", [0, 1, 7])
def test_small_tables(n: int) -> None:
    assert make_bookings(n, np.random.default_rng(0)).shape == (n, 32)


def test_fast() -> None:
    started = time.process_time()
    make_bookings(10_000, np.random.default_rng(0))
    assert time.process_time() - started < 1.0


@pytest.mark.parametrize(
    ("column", "level", "rate", "tolerance"),
    [
        ("hotel", "City Hotel", 0.417, 0.02),
        ("hotel", "Resort Hotel", 0.278, 0.02),
        ("deposit_type", "No Deposit", 0.28, 0.02),
        ("deposit_type", "Non Refund", 0.99, 0.01),
        ("deposit_type", "Refundable", 0.22, 0.15),
        ("market_segment", "Groups", 0.61, 0.03),
        ("market_segment", "Online TA", 0.37, 0.02),
        ("market_segment", "Offline TA/TO", 0.34, 0.03),
        ("market_segment", "Aviation", 0.22, 0.15),
        ("market_segment", "Corporate", 0.19, 0.04),
        ("market_segment", "Direct", 0.15, 0.03),
        ("market_segment", "Complementary", 0.13, 0.08),
        ("customer_type", "Transient", 0.41, 0.02),
        ("customer_type", "Contract", 0.31, 0.05),
        ("customer_type", "Transient-Party", 0.25, 0.03),
        ("customer_type", "Group", 0.10, 0.06),
        ("total_of_special_requests", 0, 0.48, 0.02),
        ("total_of_special_requests", 1, 0.22, 0.02),
        ("total_of_special_requests", 2, 0.22, 0.03),
        ("total_of_special_requests", 3, 0.18, 0.05),
        ("total_of_special_requests", 4, 0.11, 0.10),
        ("previous_cancellations", 0, 0.34, 0.02),
        ("previous_cancellations", 1, 0.94, 0.03),
        ("is_repeated_guest", 1, 0.145, 0.04),
        ("is_repeated_guest", 0, 0.378, 0.02),
        ("country", "PRT", 0.57, 0.03),
        ("country", "GBR", 0.20, 0.03),
        ("country", "DEU", 0.17, 0.03),
    ],
)
def test_rate_of_cancellation(bookings: Any, column: str, level: object, rate: float, tolerance: float) -> None:
    rows = bookings[column] == level
    assert rows.any()
    assert canceled(bookings, rows) == pytest.approx(rate, abs=tolerance)


@pytest.mark.parametrize(
    ("low", "high", "rate"),
    [(0, 7, 0.10), (8, 30, 0.28), (31, 90, 0.38), (91, 180, 0.45), (181, 365, 0.56), (366, 737, 0.68)],
)
def test_rate_grows_with_lead_time(bookings: Any, low: int, high: int, rate: float) -> None:
    assert canceled(bookings, bookings["lead_time"].between(low, high)) == pytest.approx(rate, abs=0.04)


@pytest.mark.parametrize(
    ("column", "level", "share"),
    [
        ("hotel", "City Hotel", 79_330 / 119_390),
        ("deposit_type", "No Deposit", 104_641 / 119_390),
        ("deposit_type", "Non Refund", 14_587 / 119_390),
        ("is_canceled", 1, 0.370),
    ],
)
def test_shares(bookings: Any, column: str, level: object, share: float) -> None:
    assert float(np.mean(bookings[column] == level)) == pytest.approx(share, abs=0.012)


@pytest.mark.slow
def test_missing_values(bookings: Any) -> None:
    missing = bookings.isna().mean()
    for name, share in {"agent": 16_340 / 119_390, "company": 112_593 / 119_390, "country": 488 / 119_390}.items():
        assert missing[name] == pytest.approx(share, abs=0.015), name
    assert missing["country"] > 0
    assert missing["children"] < 0.001
    assert make_bookings(400_000, np.random.default_rng(0))["children"].isna().any()


def test_spread_of_lead_time(bookings: Any) -> None:
    lead = bookings["lead_time"]
    assert lead.mean() == pytest.approx(104, abs=6)
    assert lead.std() == pytest.approx(107, abs=8)
    assert np.allclose(np.quantile(lead, [0.25, 0.5, 0.75]), [18, 69, 160], atol=10)
    assert lead.min() == 0
    assert lead.max() <= 737
    assert lead[bookings["is_canceled"] == 1].median() == pytest.approx(113, abs=15)
    assert lead[bookings["is_canceled"] == 0].median() == pytest.approx(45, abs=12)


@pytest.mark.parametrize(("hotel", "quartiles"), [("City Hotel", (79, 100, 126)), ("Resort Hotel", (50, 75, 125))])
def test_rates_per_night(bookings: Any, hotel: str, quartiles: tuple[int, ...]) -> None:
    assert bookings["adr"].mean() == pytest.approx(101.8, abs=4)
    assert bookings["adr"].std() == pytest.approx(50.5, abs=5)
    assert np.allclose(bookings.loc[bookings["hotel"] == hotel, "adr"].quantile([0.25, 0.5, 0.75]), quartiles, atol=6)


def test_parking_is_for_those_who_come(bookings: Any) -> None:
    parks = bookings["required_car_parking_spaces"] > 0
    assert canceled(bookings, parks) == 0
    assert canceled(bookings, ~parks) == pytest.approx(0.395, abs=0.015)


def test_status_says_the_answer(bookings: Any) -> None:
    status = bookings["reservation_status"]
    assert set(status) == {"Canceled", "Check-Out", "No-Show"}
    assert ((status != "Check-Out") == (bookings["is_canceled"] == 1)).all()


def test_dates_agree(bookings: Any) -> None:
    arrival = pd.to_datetime(
        bookings["arrival_date_year"].astype(str)
        + bookings["arrival_date_month"]
        + bookings["arrival_date_day_of_month"].astype(str),
        format="%Y%B%d",
    )
    assert arrival.min() >= pd.Timestamp("2015-07-01")
    assert arrival.max() <= pd.Timestamp("2017-08-31")
    assert (arrival.dt.isocalendar().week == bookings["arrival_date_week_number"]).all()
    days = (pd.to_datetime(bookings["reservation_status_date"]) - arrival).dt.days
    nights = bookings["stays_in_weekend_nights"] + bookings["stays_in_week_nights"]
    status = bookings["reservation_status"]
    assert (days[status == "Check-Out"] == nights[status == "Check-Out"]).all()
    assert (days[status == "No-Show"] == 0).all()
    gone = status == "Canceled"
    assert ((days[gone] <= 0) & (days[gone] >= -bookings.loc[gone, "lead_time"])).all()
    one = nights == 1  # a single night is a weekend night where it is a Saturday's or a Sunday's
    assert ((arrival.dt.day_of_week[one] >= 5) == (bookings.loc[one, "stays_in_weekend_nights"] == 1)).all()


def test_assigned_room_leaks(bookings: Any) -> None:
    moved = bookings["assigned_room_type"] != bookings["reserved_room_type"]
    assert canceled(bookings, moved) < 0.1
    assert 0.05 < moved.mean() < 0.2


def test_levels_are_those_of_the_schema(bookings: Any) -> None:
    levels = {
        "meal": {"BB", "FB", "HB", "SC", "Undefined"},
        "distribution_channel": {"Corporate", "Direct", "GDS", "TA/TO", "Undefined"},
        "reserved_room_type": set("ABCDEFGHLP"),
        "assigned_room_type": set("ABCDEFGHIKLP"),
        "customer_type": {"Contract", "Group", "Transient", "Transient-Party"},
        "deposit_type": {"No Deposit", "Non Refund", "Refundable"},
    }
    for name, known in levels.items():
        assert set(bookings[name]) <= known, name
        assert len(set(bookings[name])) >= len(known) - 2, name
    assert bookings["country"].nunique() > 80


def test_columns_depend_on_each_other(bookings: Any) -> None:
    fixed = bookings["deposit_type"] == "Non Refund"
    assert bookings.loc[fixed, "lead_time"].mean() > 1.8 * bookings.loc[~fixed, "lead_time"].mean()
    assert (bookings.loc[fixed, "country"] == "PRT").mean() > 0.95
    corporate = bookings["market_segment"] == "Corporate"
    assert bookings.loc[corporate, "company"].notna().mean() > 0.4
    assert bookings.loc[corporate, "is_repeated_guest"].mean() > 5 * bookings["is_repeated_guest"].mean() / 2
    assert set(AFTER_STAY) < set(COLUMNS)
