"""Check what a function makes of tables of bookings, where many answers are right: by their properties.

Each check calls the student's `prepare(train, test)`, and fails with a sentence that names the likely mistake.
"""

from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import numpy as np
import pandas as pd

from course.bookings.generate import make_bookings
from course.bookings.schema import AFTER_STAY, MAY_MISS
from course.checks import expect, require
from course.layer import Array, Function

FILLED = "missing values are kept: fill them before anything else"
STOPS = {
    "a value is looked up that is not there, such as a category that `train` does not have: give it zeros": KeyError,
    "the two tables got different columns (as by `pd.get_dummies` on each), or a text is among the numbers: make one "
    "0/1 column for each value that `train` has, and no others": ValueError,
}
CONSTANT = "a column that is constant in `train` has the deviation 0; do not divide by it"
NEEDS = {"it asks the test table for `is_canceled`, which unseen bookings do not have": KeyError}
COUNT = {"lead_time": (1, 300), "previous_cancellations": (0, 3), "total_of_special_requests": (0, 3)}
TEXTS_COUNT = ("deposit_type", "market_segment", "customer_type")
# Beyond these a column has kept the size of its unit; no usual way of scaling comes near.
LARGEST_MEAN, LARGEST_SPREAD = 100, 100


def bookings_with_gaps(n: int, rng: np.random.Generator) -> pd.DataFrame:
    """Make up n bookings in which no column is constant, values are missing, and every deposit and customer occurs."""
    some = make_bookings(n, rng)
    some.loc[:3, "deposit_type"] = ["No Deposit", "Non Refund", "Refundable", "No Deposit"]
    some.loc[:3, "customer_type"] = ["Contract", "Group", "Transient", "Transient-Party"]
    some.loc[4, ["babies", "is_repeated_guest", "days_in_waiting_list", "previous_bookings_not_canceled"]] = 1
    some.loc[5, ["required_car_parking_spaces", "booking_changes", "children", "previous_cancellations"]] = 1
    some.loc[5, ["agent", "company"]] = 9.0
    some.loc[[6, n - 2], "children"] = np.nan
    some.loc[[7, n - 3], "country"] = np.nan
    return some


def check_arrays(
    prepare: Function, train: Any, test: Any, why: str = FILLED, mistakes: Mapping[str, Any] = STOPS
) -> tuple[Array, Array]:
    """See that two arrays come back which a network can read.

    Args:
        prepare: the student's function.
        train: a table of n_train bookings.
        test: a table of n_test bookings.
        why: what it most likely means when a value is not finite.
        mistakes: what it most likely means when an error stops it.

    Returns:
        The arrays, shapes (n_train, k) and (n_test, k).
    """
    with redirect_stdout(StringIO()):
        answer = expect(prepare, train, test, mistakes=mistakes)
        pair = isinstance(answer, tuple | list) and len(answer) == 2
        require(pair, "two arrays come back", cause="the function returns one thing, or more than two")
        try:
            X, Z = (np.asarray(part, dtype=np.float64) for part in answer)
        except (TypeError, ValueError):
            X = Z = np.zeros(0)
        text = "a text or a date is among them, an array has one axis, or it is sparse (then call its `.toarray()`)"
        require(X.ndim == Z.ndim == 2, "both arrays hold numbers, in rows and columns", cause=text)
        dropped = "rows were dropped, such as those with a missing value, or rows and columns have changed places"
        require((len(X), len(Z)) == (len(train), len(test)), "each booking has its row", cause=dropped)
        apart = "the categories were taken from each table apart, as `pd.get_dummies` does; take the list from `train`"
        require(X.shape[1] == Z.shape[1] > 0, "both arrays have the same columns", cause=apart)
        require(np.isfinite(X).all() and np.isfinite(Z).all(), "every value is a finite number", cause=why)
    return X, Z


def check_train_alone(prepare: Function, train: Any, test: Any) -> None:
    """See that whatever is learned comes from the training table, and that each row stands for itself."""
    X, Z = check_arrays(prepare, train, test)
    print("✓ two arrays of numbers come back, with the same columns and a row for each booking")
    numbers = {"lead_time": test["lead_time"] * 2 + 30, "adr": test["adr"] * 3, "adults": 5}
    other = test.assign(**numbers, country="???", meal="Brunch")
    why = "the mean, the spread or the list of categories was taken from both tables: learn them from `train`"
    same = _alike(X, check_arrays(prepare, train, other)[0])
    require(same, "another test table leaves the training array as it is", cause=why)
    why = "the test table is scaled, filled or coded by its own values: use those of `train`"
    same = _alike(Z[:1], check_arrays(prepare, train, test[:1])[1])
    require(same, "a test row alone gets the same numbers", cause=why)
    why = "the two tables are scaled, filled or coded in different ways, or have another order of rows or columns"
    same = _alike(X[5:9], check_arrays(prepare, train, train[5:9].reset_index(drop=True))[1])
    require(same, "train rows as test rows, too", cause=why)


def check_categories(prepare: Function, train: Any, test: Any) -> None:
    """See that categories, where they are used, are coded one-hot, and that unseen ones get zeros."""
    names = (*TEXTS_COUNT, "country")
    values = {name: [*train[name].value_counts().index[:4], "Never Seen"] for name in names}
    codes = iter(check_arrays(prepare, train, _one_booking_with(test, values))[1])
    for name, some in values.items():
        *seen, unseen = (next(codes) for _ in some)
        off = np.median(seen, axis=0)
        on = np.array(seen) != off
        own = sum(bool(np.any(row & (on.sum(axis=0) == 1))) for row in on)
        two_valued = all(len(set(column)) <= 2 for column in np.transpose(seen))
        why = "the categories are numbered, or replaced by a share, which gives them an order; code them one-hot"
        left_out = not on.any() and np.all(unseen == off)
        if not left_out:
            require(two_valued and own >= len(seen) - 1, f"each `{name}` has a 0/1 column of its own", cause=why)
        why = "an unseen category was put with a seen one, or got a column of its own"
        require(np.all(unseen == off), f"an unseen `{name}` gets zeros", cause=why)


def check_what_counts(prepare: Function, train: Any, test: Any) -> None:
    """See that what is known only after the stay changes nothing, and that the columns asked for count."""
    late = ["is_canceled", *AFTER_STAY]
    before = check_arrays(prepare, train, test)
    if not _same_without(prepare, before, train, test, late):
        for name in late:
            hint = "it is what the model must predict" if name == "is_canceled" else "nobody knows it before the stay"
            kept = _same_without(prepare, before, train, test, [name])
            require(kept, f"`{name}` changes nothing", cause=f"the column leaks: {hint}; leave it out")
    print("✓ what is known only after the stay changes nothing")
    check_arrays(prepare, train, test.drop(columns="is_canceled"), mistakes=NEEDS)
    values: dict[str, Sequence[Any]] = {**COUNT, **{name: train[name].unique()[:2] for name in TEXTS_COUNT}}
    codes = check_arrays(prepare, train, _one_booking_with(test, values))[1]
    for name, low, high in zip(values, codes[::2], codes[1::2], strict=True):
        why = "this column was left out, or its values get the same code"
        require(np.any(low != high), f"`{name}` counts", cause=why)


def check_numbers(prepare: Function, train: Any, test: Any) -> None:
    """See that numbers are scaled by the training table, whatever their unit, and that constant columns do no harm."""
    finer = [table.assign(lead_time=table["lead_time"] * 1000, adr=table["adr"] * 1000) for table in (train, test)]
    for tables in ((train, test), finer):
        X = check_arrays(prepare, *tables)[0]
        why = "some numbers keep their size, such as days or euros, or are divided by a fixed number"
        small = np.all(np.abs(X.mean(axis=0)) < LARGEST_MEAN) and np.all(X.std(axis=0) < LARGEST_SPREAD)
        with redirect_stdout(StringIO()):
            require(small, "all columns have a similar size", cause=f"{why}: scale them by what `train` says")
    print("✓ all columns have a similar size, whatever their unit")
    still = {"babies": 0, "is_repeated_guest": 0, "days_in_waiting_list": 0, "children": 0.0, "adults": 2}
    check_arrays(prepare, train.assign(**still), test, CONSTANT, {**STOPS, CONSTANT: RuntimeWarning})
    print("✓ constant columns do no harm")


def check_gaps(prepare: Function, train: Any, test: Any) -> None:
    """See that values may be missing where the training table has them all, even in every row."""
    complete = train.fillna({"children": 1.0, "country": "PRT", "agent": 9.0, "company": 40.0})
    empty = {name: test[name].where(np.zeros(len(test), dtype=bool)) for name in MAY_MISS}
    check_arrays(prepare, complete, test.assign(**empty))
    print("✓ no value is missing in the end, wherever it was missing before")


def _alike(before: Array, after: Array) -> bool:
    return before.shape == after.shape and np.allclose(before, after, rtol=1e-6, atol=1e-8)


def _one_booking_with(test: Any, values: Mapping[str, Sequence[Any]]) -> Any:
    """Repeat the first booking, each time with another value in one column."""
    rows = [test[:1].assign(**{name: value}) for name, some in values.items() for value in some]
    return pd.concat(rows, ignore_index=True)


def _same_without(prepare: Function, before: tuple[Array, Array], train: Any, test: Any, names: Sequence[str]) -> bool:
    """Tell whether the arrays stay as they were when some columns are turned upside down."""
    turned = [table.assign(**{name: table[name].to_numpy()[::-1] for name in names}) for table in (train, test)]
    return all(_alike(*pair) for pair in zip(before, check_arrays(prepare, *turned), strict=True))
