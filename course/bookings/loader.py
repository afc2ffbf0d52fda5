"""Load bookings: made-up ones, or the real file where the reader has it."""

from pathlib import Path

import numpy as np
import pandas as pd

from course.bookings.generate import make_bookings
from course.bookings.schema import COLUMNS, KINDS, MAY_MISS

MISSING = ("", "NULL", "NA", "NaN")


def load_bookings(n: int, rng: np.random.Generator, path: str | Path | None = None) -> pd.DataFrame:
    """Load bookings.

    Args:
        n: how many bookings.
        rng: makes the bookings up, or chooses them from the file.
        path: the CSV file of the public data; None for made-up bookings.

    Returns:
        A table with the 32 columns of the schema and n rows, or all rows of a file that has fewer.

    Raises:
        ValueError: the file is not in the schema; the message says what is wrong with it.

    Example:
        >>> load_bookings(5, np.random.default_rng(0)).shape
        (5, 32)
    """
    if path is None:
        return make_bookings(n, rng)
    table = read_bookings(path)
    rows = rng.permutation(len(table))[:n]
    return table.iloc[rows].reset_index(drop=True)


def read_bookings(path: str | Path) -> pd.DataFrame:
    """Read a CSV file in the schema of the public data; its columns may come in any order.

    Args:
        path: the file. Missing values may be empty or written NULL, NA or NaN.

    Returns:
        All its rows, columns in the order of the schema.

    Raises:
        ValueError: the file is not in the schema; the message says what is wrong with it.
    """
    texts = _read_texts(Path(path))
    for problem, names in (
        ("lacks", [name for name in COLUMNS if name not in texts.columns]),
        ("has, beyond the schema,", [str(name) for name in texts.columns if name not in COLUMNS]),
    ):
        if names:
            raise ValueError(f"{path} {problem} the column{'s' * (len(names) > 1)} {', '.join(names)}.")
    if texts.empty:
        raise ValueError(f"{path} has the columns of the schema, but no bookings.")
    return pd.DataFrame({name: _column(texts[name], path) for name in COLUMNS})


def _read_texts(path: Path) -> pd.DataFrame:
    """Read all cells as text, without the blanks around it."""
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, skipinitialspace=True, encoding="utf-8-sig")
    except pd.errors.EmptyDataError as error:
        raise ValueError(f"{path} is empty.") from error
    except (OSError, UnicodeDecodeError, pd.errors.ParserError) as error:
        raise ValueError(f"{path} cannot be read as a table of comma-separated values: {error}.") from error
    return table.rename(columns=str.strip).map(str.strip, na_action="ignore").fillna("")


def _column(texts: pd.Series, path: str | Path) -> pd.Series:
    """Turn the texts of a column into what the schema says it holds."""
    name, missing = str(texts.name), texts.isin(MISSING)
    if missing.any() and name not in MAY_MISS:
        raise _wrong(path, name, missing, "is missing, but every booking must have one")
    if KINDS[name] == "text":
        return texts.where(~missing)
    numbers = pd.to_numeric(texts.where(~missing), errors="coerce").astype(np.float64)
    strange = ~missing & ~np.isfinite(numbers)
    if strange.any():
        raise _wrong(path, name, strange, f"is {texts[strange].iloc[0]!r} instead of a number")
    if KINDS[name] == "number":
        return numbers
    if (numbers % 1 != 0).any():
        raise _wrong(path, name, numbers % 1 != 0, f"is {texts[numbers % 1 != 0].iloc[0]!r} instead of a whole number")
    if name == "is_canceled" and not numbers.isin((0, 1)).all():
        raise _wrong(path, name, ~numbers.isin((0, 1)), "must be 0 or 1")
    return numbers.astype(np.int64)


def _wrong(path: str | Path, name: str, where: pd.Series, what: str) -> ValueError:
    """Say which column is wrong, and in which line of the file first."""
    line = int(np.argmax(where.to_numpy())) + 2  # the first line holds the names
    return ValueError(f"{path}: the column {name} {what} (line {line}).")
