"""The chance that a made-up booking is canceled: a sum of effects (effects.py), put through a sigmoid."""

import numpy as np

from course.bookings.effects import AS_PUBLISHED, RuleEffects
from course.bookings.trip import Columns
from course.layer import Array

# A non-refundable booking is all but sure to be canceled, whatever else is known.
NON_REFUND_CHANCE = 0.992
PREVIOUS_EFFECT = 3.55
REPEATED_EFFECT = -1.12
LEAD_KNOTS = np.array([3.0, 18.0, 60.0, 135.0, 250.0, 430.0])


def chance(columns: Columns, effects: RuleEffects = AS_PUBLISHED) -> Array:
    """Compute the chance that each booking is canceled.

    Args:
        columns: the columns of the schema that are known before the stay, each of shape (n,).
        effects: the terms of the sum.

    Returns:
        Probabilities, shape (n,).
    """
    total = np.interp(columns["lead_time"], LEAD_KNOTS, effects.lead)
    total = total + _interactions(columns) @ effects.interactions
    for name, levels in effects.levels.items():
        for level, effect in levels.items():
            total = total + effect * (columns[name] == level)
    total += effects.requests[columns["total_of_special_requests"]]
    total += PREVIOUS_EFFECT * (columns["previous_cancellations"] > 0)
    total += REPEATED_EFFECT * columns["is_repeated_guest"]
    free = 1 / (1 + np.exp(-total))
    return np.where(columns["deposit_type"] == "Non Refund", NON_REFUND_CHANCE, free)


def _interactions(columns: Columns) -> Array:
    """Compute what single columns do not show, shape (n, 4); each is about as often positive as negative."""
    late = np.tanh((columns["lead_time"] - 70) / 60)
    online = np.isin(columns["market_segment"], ("Online TA", "Direct"))
    city = columns["hotel"] == "City Hotel"
    nights = columns["stays_in_weekend_nights"] + columns["stays_in_week_nights"]
    costly = np.tanh((columns["adr"] / np.where(city, 103, 90) - 1) * 4)
    asked = columns["total_of_special_requests"] > 0
    return np.column_stack(
        [
            late * np.where(online, 1, -1),  # who booked online long ago has looked on
            costly * late,  # ... all the more where the price is high
            np.tanh((nights - 3.2) / 1.5) * np.where(city, 1, -1),  # long stays are kept at the beach
            np.where(asked == online, -1, 1),
        ]
    )
