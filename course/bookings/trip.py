"""Draw where, when and how a made-up booking was made."""

import numpy as np
import pandas as pd

from course.bookings import shares
from course.bookings.draws import draw_by, draw_falling, share_of

FIRST_DAY, DAYS = np.datetime64("2015-07-01"), 793  # to 2017-08-31
LONGEST_LEAD, LONGEST_WAIT, LONGEST_STAY = 737, 391, 30
Columns = dict[str, np.ndarray]


def draw_stays(n: int, rng: np.random.Generator) -> Columns:
    """Draw the hotel, the day of arrival and the nights."""
    calendar = pd.DatetimeIndex(FIRST_DAY + np.arange(DAYS))
    weights = np.array(shares.MONTH_SHARES)[calendar.month - 1] * [shares.YEAR_SHARES[year] for year in calendar.year]
    arrival = calendar[rng.choice(DAYS, size=n, p=weights / weights.sum())]
    city = rng.random(n) < shares.CITY_SHARE
    nights = _nights(city, rng)
    # Night k of a stay is a weekend night where it falls on a Saturday or a Sunday.
    weekdays = (arrival.day_of_week.to_numpy()[:, None] + np.arange(LONGEST_STAY)) % 7
    weekend = np.sum((weekdays >= 5) & (np.arange(LONGEST_STAY) < nights[:, None]), axis=1)
    return {
        "hotel": np.where(city, "City Hotel", "Resort Hotel").astype(object),
        "arrival": arrival.to_numpy().astype("datetime64[D]"),
        "arrival_date_year": arrival.year.to_numpy().astype(np.int64),
        "arrival_date_month": np.array(shares.MONTHS, dtype=object)[arrival.month - 1],
        "arrival_date_week_number": arrival.isocalendar().week.to_numpy().astype(np.int64),
        "arrival_date_day_of_month": arrival.day.to_numpy().astype(np.int64),
        "stays_in_weekend_nights": weekend,
        "stays_in_week_nights": nights - weekend,
    }


def _nights(city: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draw short stays in the city, and short stays and whole weeks at the resort."""
    n = len(city)
    nights = 1 + rng.poisson(np.where(city, 1.95, 1.6))
    nights = np.where(~city & (rng.random(n) < 0.33), rng.integers(6, 9, size=n), nights)
    nights = np.where(~city & (rng.random(n) < 0.04), rng.integers(9, LONGEST_STAY, size=n), nights)
    return np.where(rng.random(n) < 0.006, 0, nights).astype(np.int64)


def draw_channel(known: Columns, rng: np.random.Generator) -> Columns:
    """Draw the segment, and what follows from it: customer, deposit, lead time, channel, agent, company."""
    n = len(known["hotel"])
    segment = draw_by(known["hotel"], shares.SEGMENTS, shares.SEGMENT_SHARES, rng)
    customer = draw_by(segment, shares.CUSTOMERS, shares.CUSTOMER_SHARES, rng)
    kind = segment + np.where(customer == "Transient", ", transient", ", others").astype(object)
    kind = np.where(np.isin(kind, tuple(shares.DEPOSIT_SHARES)), kind, "rest")
    deposit = draw_by(kind, shares.DEPOSITS, shares.DEPOSIT_SHARES, rng)
    waits = (rng.random(n) < 0.12) & np.isin(segment, ("Groups", "Offline TA/TO")) & (known["hotel"] == "City Hotel")
    waited = np.minimum(1 + rng.gamma(1.3, 57.0, size=n), LONGEST_WAIT)
    has_company = rng.random(n) < share_of(segment, shares.COMPANY_SHARES, 0.004)
    return {
        "market_segment": segment,
        "distribution_channel": draw_by(segment, shares.CHANNELS, shares.CHANNEL_SHARES, rng),
        "customer_type": customer,
        "deposit_type": deposit,
        "lead_time": _lead_time(segment, deposit, rng),
        "days_in_waiting_list": np.where(waits, waited, 0).astype(np.int64),
        "agent": _agents(known["hotel"], segment, rng),
        "company": np.where(has_company, draw_falling(shares.COMPANIES, n, rng, keeps=0.85), np.nan),
    }


def _lead_time(segment: np.ndarray, deposit: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draw the days between booking and arrival; who pays a non-refundable deposit books long ahead."""
    kind = np.where(deposit == "Non Refund", "Non Refund", segment)
    mean = share_of(kind, {name: mean for name, (mean, _) in shares.LEAD_TIMES.items()}, 0.0)
    shape = share_of(kind, {name: shape for name, (_, shape) in shares.LEAD_TIMES.items()}, 1.0)
    return np.minimum(rng.gamma(shape, mean / shape), LONGEST_LEAD).astype(np.int64)


def _agents(hotel: np.ndarray, segment: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draw the number of the agent, nan where the guest came without one."""
    n = len(hotel)
    agent = np.full(n, np.nan)
    for place, by_segment in shares.AGENTS.items():
        for name in shares.SEGMENTS:
            here = (hotel == place) & (segment == name)
            numbers = by_segment.get(name, shares.OTHER_AGENTS[place])
            agent[here] = draw_falling(numbers, int(here.sum()), rng, keeps=0.5)
    alone = rng.random(n) < share_of(segment, shares.NO_AGENT_SHARES, shares.OTHER_NO_AGENT_SHARE)
    return np.where(alone, np.nan, agent)
