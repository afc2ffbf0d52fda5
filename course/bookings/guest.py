"""Draw who comes in a made-up booking, what they ask for and what they pay."""

import numpy as np

from course.bookings import shares
from course.bookings.draws import draw_by, share_of
from course.bookings.trip import Columns


def draw_guests(known: Columns, rng: np.random.Generator) -> Columns:
    """Draw the guests: where they come from, how many they are, and their past with the hotel."""
    segment, fixed = known["market_segment"], known["deposit_type"] == "Non Refund"
    n = len(segment)
    home = rng.random(n) < np.where(fixed, shares.NON_REFUND_HOME_SHARE, share_of(segment, shares.HOME_SHARES, 0.5))
    rare = shares.RARE.split()
    weights = np.append(list(shares.ABROAD.values()), 0.14 * 0.96 ** np.arange(len(rare)))
    codes = np.array([*shares.ABROAD, *rare], dtype=object)
    country = np.where(home, shares.HOME, codes[rng.choice(len(codes), size=n, p=weights / weights.sum())])
    country = np.where(rng.random(n) < 0.0041, np.nan, country)
    repeated = (rng.random(n) < share_of(segment, shares.REPEATED_SHARES, shares.OTHER_REPEATED_SHARE)) & ~fixed
    canceled_once = rng.random(n) < np.where(fixed, 0.365, 0.007 + 0.08 * repeated)
    often = canceled_once & (rng.random(n) < 0.06)
    adults = rng.choice(5, size=n, p=(0.0034, 0.193, 0.751, 0.0521, 0.0005))
    children = rng.choice(4, size=n, p=(0.9280, 0.0407, 0.0306, 0.0007)).astype(np.float64)
    return {
        "country": country,
        "is_repeated_guest": repeated.astype(np.int64),
        "previous_cancellations": canceled_once + np.where(often, rng.integers(1, 25, size=n), 0),
        "previous_bookings_not_canceled": np.where(repeated, rng.geometric(0.25, size=n) - (rng.random(n) < 0.3), 0),
        "adults": adults,
        "children": np.where(rng.random(n) < 0.00004, np.nan, children),
        "babies": rng.choice(3, size=n, p=(0.9923, 0.0075, 0.0002)),
    }


def draw_requests(known: Columns, rng: np.random.Generator) -> Columns:
    """Draw what the guests ask for, and what it costs."""
    hotel = known["hotel"]
    n = len(hotel)
    kind = np.where(known["deposit_type"] == "Non Refund", "Non Refund", known["market_segment"])
    room = draw_by(hotel, shares.ROOMS, shares.ROOM_SHARES, rng)
    city = hotel == "City Hotel"
    price = share_of(room, shares.ROOM_PRICES, 1.0) * rng.lognormal(0.0, np.where(city, 0.28, 0.35))
    for place, prices in shares.MONTH_PRICES.items():
        by_month = share_of(known["arrival_date_month"], dict(zip(shares.MONTHS, prices, strict=True)), 0.0)
        price = np.where(hotel == place, price * by_month, price)
    free = (rng.random(n) < 0.012) | ((kind == "Complementary") & (rng.random(n) < 0.85))
    return {
        "total_of_special_requests": draw_by(kind, range(6), shares.REQUEST_SHARES, rng),
        "reserved_room_type": room,
        "meal": draw_by(hotel, shares.MEALS, shares.MEAL_SHARES, rng),
        "adr": np.where(free, 0.0, np.round(price, 2)),
    }
