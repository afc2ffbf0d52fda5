"""What makes a booking more or less likely to be canceled: the effects as published, and others drawn anew.

The effects as published were found by fitting the published rates of cancellation: for each hotel, segment, number of
requests and so on, the mean chance is the rate in the real data. To these come four interactions that no single
column shows, as in life; they are guesses.

A model is graded on bookings whose effects are drawn anew. It must learn from the table that it is given: what stands
here says little about them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from course.bookings.shares import HOME
from course.layer import Array

SPREAD = 0.1  # of the effects that are drawn anew, around those as published


@dataclass(frozen=True)
class RuleEffects:
    """The terms of the sum that becomes a chance.

    Args:
        levels: for each column of texts, the effect of each of its values.
        requests: the effect of 0, 1, ... 5 special requests, shape (6,).
        lead: the effect of the lead time at each of LEAD_KNOTS, shape (6,).
        interactions: the sizes of the four interactions, shape (4,).
    """

    levels: Mapping[str, Mapping[str, float]]
    requests: Array
    lead: Array
    interactions: Array


AS_PUBLISHED = RuleEffects(
    levels={
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
        "country": {
            HOME: 1.71,
            "GBR": -0.39,
            "DEU": -0.79,
            "ITA": 0.6,
            "BRA": 0.7,
            "CHN": 1.1,
            "AGO": 1.2,
            "FRA": -0.3,
        },
        "deposit_type": {"Refundable": -0.54},
    },
    requests=np.array([-0.46, -1.21, -1.14, -1.53, -2.40, -3.35]),
    lead=np.array([-0.96, 1.10, 0.88, -0.01, 0.12, 2.39]),
    interactions=np.array([1.6, 1.1, 1.2, 0.8]),
)


def draw_effects(rng: np.random.Generator) -> RuleEffects:
    """Draw other effects: two of the four interactions work the other way round, and all other effects differ a little.

    Args:
        rng: the source of randomness.

    Returns:
        The effects, for `make_bookings`.

    Example:
        >>> int((draw_effects(np.random.default_rng(0)).interactions > 0).sum())
        2
    """
    signs = rng.permutation([1, 1, -1, -1])
    levels = {
        name: {level: effect + rng.normal(0, SPREAD) for level, effect in effects.items()}
        for name, effects in AS_PUBLISHED.levels.items()
    }
    return replace(
        AS_PUBLISHED,
        levels=levels,
        requests=AS_PUBLISHED.requests + rng.normal(0, SPREAD, AS_PUBLISHED.requests.shape),
        lead=AS_PUBLISHED.lead + rng.normal(0, SPREAD, AS_PUBLISHED.lead.shape),
        interactions=AS_PUBLISHED.interactions * signs,
    )
