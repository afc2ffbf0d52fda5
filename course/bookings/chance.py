"""The chance that a made-up booking is canceled.

It is a sum of effects, one for each column that matters, put through a sigmoid. The effects were found by fitting the
published rates of cancellation: for each hotel, segment, number of requests and so on, the mean chance is the rate
in the real data. To this sum come four interactions that no single column shows, as in life; they are guesses.
"""

import numpy as np

from course.bookings.shares import HOME
from course.bookings.trip import Columns
from course.layer import Array

# A non-refundable booking is all but sure to be canceled, whatever else is known.
NON_REFUND_CHANCE = 0.992
EFFECTS: dict[str, dict[str, float]] = {
    "hotel": {"City Hotel": -0.48, "Resort Hotel": -1.67},
    "market_segment": {
        "Online TA": 0.72,
        "Offline TA/TO": -0.77,
        "Groups": 0.25,
        "Direct": -1.22,
        "Corporate": -1.82,
        "Complementary": -3.15,
        "Aviation": -1.24,
    },
    "customer_type": {"Transient": -0.24, "Contract": 0.20, "Transient-Party": -0.32, "Group": -2.57},
    "country": {HOME: 1.71, "GBR": -0.39, "DEU": -0.79, "ITA": 0.6, "BRA": 0.7, "CHN": 1.1, "AGO": 1.2, "FRA": -0.3},
    "deposit_type": {"Refundable": -0.54},
}
REQUEST_EFFECTS = np.array([-0.46, -1.21, -1.14, -1.53, -2.40, -3.35])
PREVIOUS_EFFECT = 3.55
REPEATED_EFFECT = -1.12
LEAD_KNOTS = np.array([3.0, 18.0, 60.0, 135.0, 250.0, 430.0])
LEAD_EFFECTS = np.array([-0.96, 1.10, 0.88, -0.01, 0.12, 2.39])


def chance(columns: Columns) -> Array:
    """Compute the chance that each booking is canceled.

    Args:
        columns: the columns of the schema that are known before the stay, each of shape (n,).

    Returns:
        Probabilities, shape (n,).
    """
    total = np.interp(columns["lead_time"], LEAD_KNOTS, LEAD_EFFECTS) + _interactions(columns)
    for name, effects in EFFECTS.items():
        for level, effect in effects.items():
            total = total + effect * (columns[name] == level)
    total += REQUEST_EFFECTS[columns["total_of_special_requests"]]
    total += PREVIOUS_EFFECT * (columns["previous_cancellations"] > 0)
    total += REPEATED_EFFECT * columns["is_repeated_guest"]
    free = 1 / (1 + np.exp(-total))
    return np.where(columns["deposit_type"] == "Non Refund", NON_REFUND_CHANCE, free)


def _interactions(columns: Columns) -> Array:
    """Add what single columns do not show; each term is about as often positive as negative."""
    late = np.tanh((columns["lead_time"] - 70) / 60)
    online = np.isin(columns["market_segment"], ("Online TA", "Direct"))
    city = columns["hotel"] == "City Hotel"
    nights = columns["stays_in_weekend_nights"] + columns["stays_in_week_nights"]
    dear = np.tanh((columns["adr"] / np.where(city, 103, 90) - 1) * 4)
    asked = columns["total_of_special_requests"] > 0
    return (
        1.6 * late * np.where(online, 1, -1)  # who booked online long ago has looked on
        + 1.1 * dear * late  # ... all the more where the price is high
        + 1.2 * np.tanh((nights - 3.2) / 1.5) * np.where(city, 1, -1)  # long stays are kept at the beach
        + 0.8 * np.where(asked == online, -1, 1)
    )
