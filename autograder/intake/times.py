"""Read the times at which work was handed in, as people and learning platforms write them.

Nothing is guessed. A time needs a year and a time of day, and a zone that is not UTC or local is a number of hours or
has its full name, for example America/Santiago: PST and CST mean different hours in different places. Whether the day
or the month comes first in 06.11.2026 shows in the whole column, which one system wrote, or does not show.
"""

import re
import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# How their names begin in English, Spanish, Portuguese, French and German, without accents.
MONTHS = [
    tuple(names.split())
    for names in (
        "jan ene", "feb fev", "mar", "apr abr avr", "may mai", "jun juin",
        "jul juil", "aug ago aou", "sep set", "oct out okt", "nov", "dec dic dez",
    )
]  # fmt: skip
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|er|st|nd|rd|th)?[ -]+(?:de )?([a-z]{3,})\.?,?[ -]+(?:de )?(\d{4})(?!\d)", re.I
)
_MONTH_DAY = re.compile(r"\b([a-z]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)", re.I)
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})([:.h-])(\d{2})(?:\2(\d{2})(?:[.,]\d+)?)? ?(?:([ap])\. ?m\.|([ap])m\b)?(?: ?(?:uhr|hrs|h)\b)?",
    re.I,
)
_OFFSET = re.compile(r"(?:z|utc|gmt)? ?(?:([+-])(\d{1,2})(?::?(\d{2}))?)?", re.I)


def read_times(texts: Collection[str]) -> dict[str, tuple[datetime | None, str]]:
    """Read a column of times; without a zone they are this machine's.

    Returns:
        For each text the time and "", or None and what is wrong with it.

    Example:
        >>> read_times(["06.11.2026 23:58 UTC", "13.11.2026 12:00 UTC"])["06.11.2026 23:58 UTC"][0].month
        11
    """
    numbers = [tuple(map(int, found.group(1, 3))) for found in map(_YEAR_LAST.search, texts) if found]
    first_parts, second_parts = ([pair[i] for pair in numbers] for i in (0, 1))
    day_first, month_first = max(first_parts, default=0) > len(MONTHS), max(second_parts, default=0) > len(MONTHS)
    read: dict[str, tuple[datetime | None, str]] = {}
    for text in texts:
        try:
            read[text] = _time(text, day_first, month_first), ""
        except _UnclearError as error:
            read[text] = None, f"the time {text!r} {error}"
        except (ValueError, OverflowError):
            read[text] = None, f"the time {text!r} is not understood"
    return read


class _UnclearError(Exception):
    """Say what is wrong with a time."""


def _time(text: str, day_first: bool, month_first: bool) -> datetime:
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    plain = " ".join(plain.split())
    year, month, day, rest = _date(plain, day_first, month_first)
    clock = _CLOCK.search(rest)
    if not clock:
        raise _UnclearError("has no time of day")
    hour, minute, second = (int(clock[i] or 0) for i in (1, 3, 4))
    half = (clock[5] or clock[6] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    zone = _zone(rest[clock.end() :].strip(" ,;()"))
    found = datetime(year, month, day, hour, minute, second)
    return found.replace(tzinfo=zone) if zone else found.astimezone()


def _date(plain: str, day_first: bool, month_first: bool) -> tuple[int, int, int, str]:
    """Return year, month and day, and the text without them."""
    if found := _YEAR_FIRST.search(plain):
        year, month, day = map(int, found.group(1, 3, 4))
    elif found := _YEAR_LAST.search(plain):
        one, other, year = map(int, found.group(1, 3, 4))
        if one != other and day_first == month_first:
            raise _UnclearError(f"may be of {year}-{other:02}-{one:02} or of {year}-{one:02}-{other:02}")
        day, month = (one, other) if day_first else (other, one)
    elif found := _DAY_MONTH.search(plain):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    elif found := _MONTH_DAY.search(plain):
        day, month, year = int(found[2]), _month(found[1]), int(found[3])
    else:
        raise ValueError(plain)
    return year, month, day, f"{plain[: found.start()]} {plain[found.end() :]}"


def _month(name: str) -> int:
    fitting = [number for number, starts in enumerate(MONTHS, 1) if name.lower().startswith(starts)]
    if not fitting:
        raise ValueError(name)
    return fitting[0]


def _zone(text: str) -> tzinfo | None:
    """Read a time zone; None for none."""
    if not text:
        return None
    if found := _OFFSET.fullmatch(text):
        away = timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0))
        return timezone(-away if found[1] == "-" else away)
    try:
        if "/" in text:
            return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise _UnclearError(f"has an unknown time zone: {text}")
