"""Make up hotel bookings in the schema of the public data.

A booking is drawn in the order of life: where, when and how (trip.py), who and what for (guest.py), then whether it is
canceled (chance.py), then what is written down afterwards. How often each value occurs stands in shares.py.
"""

import numpy as np
import pandas as pd

from course.bookings.chance import chance
from course.bookings.effects import AS_PUBLISHED, RuleEffects
from course.bookings.guest import draw_guests, draw_requests
from course.bookings.schema import COLUMNS
from course.bookings.trip import Columns, draw_channel, draw_stays


def make_bookings(n: int, rng: np.random.Generator, effects: RuleEffects = AS_PUBLISHED) -> pd.DataFrame:
    """Make up bookings: the columns, margins and dependencies of the public data, but no real guest.

    Args:
        n: how many bookings.
        rng: the source of randomness.
        effects: what makes a cancellation more or less likely.

    Returns:
        A table of n rows with the 32 columns of the schema.

    Example:
        >>> make_bookings(3, np.random.default_rng(0)).shape
        (3, 32)
    """
    columns = draw_stays(n, rng)
    for draw in (draw_channel, draw_guests, draw_requests):
        columns |= draw(columns, rng)
    columns["is_canceled"] = (rng.random(n) < chance(columns, effects)).astype(np.int64)
    columns |= _afterwards(columns, rng)
    return pd.DataFrame({name: columns[name] for name in COLUMNS})


def _afterwards(known: Columns, rng: np.random.Generator) -> Columns:
    """Draw what is written down between the booking and the end of the stay."""
    canceled, city = known["is_canceled"] == 1, known["hotel"] == "City Hotel"
    n = len(canceled)
    parks = ~canceled & (rng.random(n) < np.where(city, 0.042, 0.19))
    changes = rng.poisson(np.where(canceled, 0.07, 0.22)) + (parks & (rng.random(n) < 0.1))
    moved = rng.random(n) < np.where(canceled, 0.016, 0.19)
    status = np.where(canceled, np.where(rng.random(n) < 0.027, "No-Show", "Canceled"), "Check-Out")
    nights = known["stays_in_weekend_nights"] + known["stays_in_week_nights"]
    # Canceled on some day from booking to arrival; a no-show is noticed on the day of arrival.
    days = np.where(status == "Canceled", -np.floor(rng.random(n) * (known["lead_time"] + 1)), 0).astype(np.int64)
    dates = known["arrival"] + np.where(canceled, days, nights).astype("timedelta64[D]")
    rooms = np.array(list("ADEFGBCHKI"), dtype=object)
    other_room = rooms[rng.choice(len(rooms), size=n, p=(0.05, 0.47, 0.2, 0.09, 0.05, 0.05, 0.04, 0.01, 0.02, 0.02))]
    return {
        "required_car_parking_spaces": (parks + (parks & (rng.random(n) < 0.004))).astype(np.int64),
        "booking_changes": changes.astype(np.int64),
        "assigned_room_type": np.where(moved, other_room, known["reserved_room_type"]),
        "reservation_status": status.astype(object),
        "reservation_status_date": np.datetime_as_string(dates, unit="D").astype(object),
    }
