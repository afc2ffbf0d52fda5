"""Load bookings: made-up ones, or the real file where the reader has it."""

from pathlib import Path

import numpy as np
import pandas as pd

from course.bookings.generate import make_bookings
from course.bookings.schema import COLUMNS, KINDS, MAY_MISS
from course.texts import _, ngettext

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
    if missing := [name for name in COLUMNS if name not in texts.columns]:
        lacks = ngettext("{path} lacks the column {names}.", "{path} lacks the columns {names}.", len(missing))
        raise ValueError(lacks.format(path=path, names=", ".join(missing)))
    if others := [str(name) for name in texts.columns if name not in COLUMNS]:
        has = ngettext(
            "{path} has, beyond the schema, the column {names}.",
            "{path} has, beyond the schema, the columns {names}.",
            len(others),
        )
        raise ValueError(has.format(path=path, names=", ".join(others)))
    if texts.empty:
        raise ValueError(_("{path} has the columns of the schema, but no bookings.").format(path=path))
    return pd.DataFrame({name: _column(texts[name], path) for name in COLUMNS})


def _read_texts(path: Path) -> pd.DataFrame:
    """Read all cells as text, without the blanks around it."""
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, skipinitialspace=True, encoding="utf-8-sig")
    except pd.errors.EmptyDataError as error:
        raise ValueError(_("{path} is empty.").format(path=path)) from error
    except (OSError, UnicodeDecodeError, pd.errors.ParserError) as error:
        problem = _("{path} cannot be read as a table of comma-separated values: {error}.")
        raise ValueError(problem.format(path=path, error=error)) from error
    return table.rename(columns=str.strip).map(str.strip, na_action="ignore").fillna("")


def _column(texts: pd.Series, path: str | Path) -> pd.Series:
    """Turn the texts of a column into what the schema says it holds."""
    name, missing = str(texts.name), texts.isin(MISSING)
    if missing.any() and name not in MAY_MISS:
        problem = _("{path}: the column {column} is missing, but every booking must have one (line {line}).")
        raise _wrong(problem, path, texts, missing)
    if KINDS[name] == "text":
        return texts.where(~missing)
    numbers = pd.to_numeric(texts.where(~missing), errors="coerce").astype(np.float64)
    strange = ~missing & ~np.isfinite(numbers)
    if strange.any():
        problem = _("{path}: the column {column} is {value!r} instead of a number (line {line}).")
        raise _wrong(problem, path, texts, strange)
    if KINDS[name] == "number":
        return numbers
    if (numbers % 1 != 0).any():
        problem = _("{path}: the column {column} is {value!r} instead of a whole number (line {line}).")
        raise _wrong(problem, path, texts, numbers % 1 != 0)
    if name == "is_canceled" and not numbers.isin((0, 1)).all():
        problem = _("{path}: the column {column} must be 0 or 1 (line {line}).")
        raise _wrong(problem, path, texts, ~numbers.isin((0, 1)))
    return numbers.astype(np.int64)


def _wrong(problem: str, path: str | Path, texts: pd.Series, where: pd.Series) -> ValueError:
    """Say which column is wrong, and in which line of the file first."""
    first = int(np.argmax(where.to_numpy()))
    line = first + 2  # the first line holds the names
    return ValueError(problem.format(path=path, column=texts.name, value=texts.iloc[first], line=line))
