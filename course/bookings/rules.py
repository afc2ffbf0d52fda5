"""What to compare a model with, and what to hand it: rules of one column, and bookings whose future is unknown."""

from typing import Any

import numpy as np
import pandas as pd

from course.bookings.policy import Scored
from course.bookings.schema import AFTER_STAY
from course.layer import Array, Function

MOST_VALUES, PARTS = 40, 10
NUMBERED = ("agent", "company")  # numbers in name only


def as_unseen(bookings: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Take from bookings what nobody knows before the stay.

    Args:
        bookings: a table of n bookings.
        rng: scrambles what is written down only after the stay.

    Returns:
        The same bookings without `is_canceled`; the columns of AFTER_STAY are shuffled, so they say nothing.

    Example:
        >>> from course.bookings import make_bookings
        >>> rng = np.random.default_rng(0)
        >>> "is_canceled" in as_unseen(make_bookings(4, rng), rng)
        False
    """
    unseen = bookings.drop(columns="is_canceled").reset_index(drop=True)
    for name in AFTER_STAY:
        unseen[name] = unseen[name].to_numpy()[rng.permutation(len(unseen))]
    return unseen


def one_column_rule(train: pd.DataFrame, bookings: pd.DataFrame, column: str) -> Array:
    """Score bookings by one column: the share canceled among the bookings of `train` that have the same value there.

    Args:
        train: bookings with `is_canceled`.
        bookings: a table of n bookings to score.
        column: which column to look at; long numbers such as the lead time are cut into ten parts first.

    Returns:
        Scores between 0 and 1, shape (n,); a value that `train` does not have gets the share of all.

    Example:
        >>> train = pd.DataFrame({"hotel": ["a", "a", "b"], "is_canceled": [1, 0, 1]})
        >>> one_column_rule(train, pd.DataFrame({"hotel": ["a", "b", "c"]}), "hotel").round(2)
        array([0.5 , 1.  , 0.67])
    """
    known, asked = train[column], bookings[column]
    if pd.api.types.is_numeric_dtype(known) and column not in NUMBERED and known.nunique() > MOST_VALUES:
        edges = np.quantile(known.dropna(), np.arange(1, PARTS) / PARTS)
        known, asked = (pd.Series(np.searchsorted(edges, one, side="right")) for one in (known, asked))
    shares = train["is_canceled"].groupby(_texts(known).to_numpy()).mean()
    scores = _texts(asked).map(shares)
    return scores.fillna(train["is_canceled"].mean()).to_numpy(dtype=np.float64)


_trained: list[tuple[Function, pd.DataFrame, Any]] = []  # the latest function and table, and what it made of them


def trained_once(train_model: Function, bookings: pd.DataFrame) -> Any:
    """Train a model, or return the one that the same function made of the same table the last time.

    Args:
        train_model: makes a model of a table of bookings.
        bookings: the table.

    Returns:
        What `train_model(bookings)` returns.

    Example:
        >>> table = pd.DataFrame({"is_canceled": [0, 1]})
        >>> def train_model(bookings):
        ...     return object()
        >>> trained_once(train_model, table) is trained_once(train_model, table)
        True
    """
    if not any(known is train_model and table is bookings for known, table, _ in _trained):
        _trained[:] = [(train_model, bookings, train_model(bookings))]
    return _trained[0][2]


def _texts(values: pd.Series) -> pd.Series:
    """Write values as text, so that a missing one is a value of its own."""
    return values.astype(object).where(values.notna(), "missing").astype(str)


def score_unseen(model: Any, bookings: pd.DataFrame, seed: int = 1) -> Scored:
    """Let a model score bookings whose future it cannot see.

    Args:
        model: has a method `predict_proba(bookings)`, which gives probabilities, shape (n,).
        bookings: a table of n bookings with `is_canceled`.
        seed: scrambles what is written down only after the stay.

    Returns:
        The truth and the probabilities.
    """
    unseen = as_unseen(bookings, np.random.default_rng(seed))
    return Scored(bookings["is_canceled"].to_numpy(), np.asarray(model.predict_proba(unseen), dtype=np.float64))


def drops_when_shuffled(
    predict: Function, roc_auc: Function, bookings: pd.DataFrame, y: Array, rng: np.random.Generator
) -> dict[str, float]:
    """Measure how much a model leans on each column: shuffle it among the bookings, and see how far the area falls.

    Args:
        predict: gives the scores, shape (n,), of a table of n bookings.
        roc_auc: gives the area for the truth and the scores.
        bookings: a table of n bookings.
        y: 1 where a booking was canceled, else 0, shape (n,).
        rng: shuffles.

    Returns:
        The area lost, by the name of the column.
    """
    tables = [bookings]
    for name in bookings.columns:
        tables.append(bookings.assign(**{name: bookings[name].to_numpy()[rng.permutation(len(bookings))]}))
    # Asked once for all: many a model prepares the bookings that it learned from each time.
    scores = np.split(np.asarray(predict(pd.concat(tables, ignore_index=True))), len(tables))
    whole, *areas = (float(roc_auc(y, score)) for score in scores)
    return {name: whole - area for name, area in zip(bookings.columns, areas, strict=True)}
