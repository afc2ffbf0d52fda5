"""Check what a function makes of tables of bookings, where many answers are right: by their properties.

Each helper calls the student's `prepare(train, test)`, and fails with a sentence that names the likely mistake.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from course.bookings.generate import make_bookings
from course.bookings.schema import AFTER_STAY, MAY_MISS
from course.checks import Mistake, expect, require
from course.checks.held import collected, note
from course.layer import Array
from course.texts import _

HOLES_KEPT = Mistake("holes_kept", "missing values are kept: fill them before anything else")
LOOKED_UP = Mistake(
    "looked_up",
    "a value is looked up that is not there, such as a category that `train` does not have: give it zeros",
)
OTHER_COLUMNS = Mistake(
    "other_columns",
    "the two tables got different columns (as by `pd.get_dummies` on each), or a text is among the numbers: make one "
    "0/1 column for each value that `train` has, and no others",
)
BY_ZERO = Mistake("by_zero", "a column that is constant in `train` has the deviation 0; do not divide by it")
ASKS_FOR_TRUTH = Mistake(
    "asks_for_truth", "it asks the test table for `is_canceled`, which unseen bookings do not have"
)
NO_PAIR = Mistake("no_pair", "the function returns one thing, or more than two")
TEXTS_LEFT = Mistake(
    "texts_left",
    "a text or a date is among them, an array has one axis, or it is sparse (then call its `.toarray()`)",
)
OBJECTS = Mistake(
    "objects", "numbers and texts were put together, so the array holds Python objects: make it one of floats"
)
INDEX_USED = Mistake(
    "index_used",
    "rows are matched by the labels of the index, which may be in any order, occur twice or be texts: use the places",
)
EMPTY_COLUMN = Mistake(
    "empty_column",
    "a column of `train` without any value has no mean and no most frequent value: fill it with a constant",
)
DUMMIES_SCALED = Mistake(
    "dummies_scaled", "the 0/1 columns of the categories are scaled too, so an unseen category does not give zeros"
)
ROWS_DROPPED = Mistake(
    "rows_dropped",
    "rows were dropped, such as those with a missing value, or rows and columns have changed places",
)
TABLES_APART = Mistake(
    "tables_apart",
    "the categories were taken from each table apart, as `pd.get_dummies` does; take the list from `train`",
)
BOTH_TABLES = Mistake(
    "both_tables",
    "the mean, the spread or the list of categories was taken from both tables: learn them from `train`",
)
OWN_VALUES = Mistake("own_values", "the test table is scaled, filled or coded by its own values: use those of `train`")
TWO_WAYS = Mistake(
    "two_ways",
    "the two tables are scaled, filled or coded in different ways, or have another order of rows or columns",
)
NUMBERED = Mistake(
    "numbered", "the categories are numbered, or replaced by a share, which gives them an order; code them one-hot"
)
UNSEEN_CODED = Mistake("unseen_coded", "an unseen category was put with a seen one, or got a column of its own")
LEAKS = Mistake("leaks", "the column leaks: nobody knows it before the stay; leave it out")
TRUTH_LEAKS = Mistake("truth_leaks", "the column leaks: it is what the model must predict; leave it out")
LEFT_OUT = Mistake("left_out", "this column was left out, or its values get the same code")
NOT_SCALED = Mistake(
    "not_scaled",
    "some numbers keep their size, such as days or euros, or are divided by a fixed number: scale them by what `train` "
    "says",
)

NUMBERS_COUNT = ("lead_time", "previous_cancellations", "total_of_special_requests")
TEXTS_COUNT = ("deposit_type", "market_segment", "customer_type")
# Beyond this a column has kept the size of its unit; no usual way of scaling comes near.
LARGEST = 100


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


def check_prepared(prepare: Callable[..., Any], train: pd.DataFrame, test: pd.DataFrame) -> None:
    """See that `prepare` makes two arrays that a network can read, and learns all from the training table.

    Args:
        prepare: the student's function.
        train: bookings with gaps, n_train rows.
        test: others, n_test rows.
    """
    arrays_of(prepare, train, train)
    arrays_of(prepare, train, test)
    note(_("two arrays of numbers come back, with the same columns and a row for each booking"))
    _check_train_alone(prepare, train, test)
    _check_categories(prepare, train, test)
    _check_late_columns(prepare, train, test)
    _check_what_counts(prepare, train, test)
    _check_numbers(prepare, train, test)
    _check_gaps(prepare, train, test)
    _check_index(prepare, train, test)


def arrays_of(
    prepare: Callable[..., Any],
    train: pd.DataFrame,
    test: pd.DataFrame,
    case: str = "",
    cause: Mistake = HOLES_KEPT,
    mistakes: Mapping[Any, Any] | None = None,
) -> tuple[Array, Array]:
    """See that two arrays come back which a network can read; say nothing where they do.

    Args:
        prepare: the student's function.
        train: a table of n_train bookings.
        test: a table of n_test bookings.
        case: what is tried.
        cause: what it most likely means when a value is not finite.
        mistakes: what it most likely means when an error stops it, besides the usual.

    Returns:
        The arrays, shapes (n_train, k) and (n_test, k).
    """
    mistakes = {**(mistakes or {}), LOOKED_UP: KeyError, OTHER_COLUMNS: ValueError}
    with collected():
        answer = expect(prepare, train, test, case=case, mistakes=mistakes)
        pair = isinstance(answer, tuple | list) and len(answer) == 2
        require(pair, _("two arrays come back"), cause=NO_PAIR)
        try:
            X, Z = (np.asarray(part, dtype=np.float64) for part in answer)
        except (TypeError, ValueError):
            X = Z = np.zeros(0)
        kinds = [np.asarray(part).dtype.kind for part in answer] if X.ndim == Z.ndim == 2 else []
        require(set(kinds) <= set("biuf"), _("both arrays hold numbers, not Python objects"), cause=OBJECTS)
        require(X.ndim == Z.ndim == 2, _("both arrays hold numbers, in rows and columns"), cause=TEXTS_LEFT)
        require((len(X), len(Z)) == (len(train), len(test)), _("each booking has its row"), cause=ROWS_DROPPED)
        require(X.shape[1] == Z.shape[1] > 0, _("both arrays have the same columns"), cause=TABLES_APART)
        require(np.isfinite(X).all() and np.isfinite(Z).all(), _("every value is a finite number"), cause=cause)
    return X, Z


def _check_train_alone(prepare: Callable[..., Any], train: pd.DataFrame, test: pd.DataFrame) -> None:
    """See that whatever is learned comes from the training table, and that each row stands for itself."""
    X, Z = arrays_of(prepare, train, test)
    numbers = {"lead_time": test["lead_time"] * 2 + 30, "adr": test["adr"] * 3, "adults": 5}
    other = test.assign(**numbers, country="???", meal="Brunch")
    same = _alike(X, arrays_of(prepare, train, other, _("another test table"))[0])
    require(same, _("another test table leaves the training array as it is"), cause=BOTH_TABLES)
    same = _alike(Z[:1], arrays_of(prepare, train, test[:1], _("one test row"))[1])
    require(same, _("a test row alone gets the same numbers"), cause=OWN_VALUES)
    some = train[5:9].reset_index(drop=True)
    same = _alike(X[5:9], arrays_of(prepare, train, some, _("train rows as test rows"))[1])
    require(same, _("rows of `train` get the same numbers as test rows"), cause=TWO_WAYS)


def _check_categories(prepare: Callable[..., Any], train: pd.DataFrame, test: pd.DataFrame) -> None:
    """See that categories, where they are used, are coded one-hot, and that unseen ones get zeros."""
    names = (*TEXTS_COUNT, "country")
    values = {name: [*train[name].value_counts().index[:4], "Never Seen"] for name in names}
    codes = iter(arrays_of(prepare, train, _one_booking_with(test, values), _("one booking, other categories"))[1])
    with collected():
        for name, some in values.items():
            _check_codes(name, [next(codes) for _value in some])
    note(_("each category that `train` has gets a 0/1 column of its own, an unseen one gets zeros"))


def _check_codes(name: str, codes: Sequence[Array]) -> None:
    """See that each code but the last, which is of an unseen value, has a column of its own."""
    *seen, unseen = codes
    off = np.median(seen, axis=0)
    on = np.array(seen) != off
    own = sum(bool(np.any(row & (on.sum(axis=0) == 1))) for row in on)
    two_valued = all(len(set(column)) <= 2 for column in np.transpose(seen))
    left_out = not on.any() and np.all(unseen == off)
    if not left_out:
        claim = _("each `{name}` has a 0/1 column of its own").format(name=name)
        require(two_valued and own >= len(seen) - 1, claim, cause=NUMBERED)
    require(
        np.all(unseen == off), _("an unseen `{name}` gets no column of its own").format(name=name), cause=UNSEEN_CODED
    )
    zeros = np.all(unseen[on.any(axis=0)] == 0)
    require(zeros, _("an unseen `{name}` gets zeros").format(name=name), cause=DUMMIES_SCALED)


def _check_late_columns(prepare: Callable[..., Any], train: pd.DataFrame, test: pd.DataFrame) -> None:
    """See that what is known only after the stay changes nothing, and is not asked for."""
    late = ["is_canceled", *AFTER_STAY]
    before = arrays_of(prepare, train, test)
    if not _same_without(prepare, before, train, test, late):
        for name in late:
            kept = _same_without(prepare, before, train, test, [name])
            claim = _("`{name}` changes nothing").format(name=name)
            require(kept, claim, cause=TRUTH_LEAKS if name == "is_canceled" else LEAKS)
    arrays_of(
        prepare,
        train,
        test.drop(columns="is_canceled"),
        _("a test table without `is_canceled`"),
        mistakes={ASKS_FOR_TRUTH: KeyError},
    )
    note(_("what is known only after the stay changes nothing"))


def _check_what_counts(prepare: Callable[..., Any], train: pd.DataFrame, test: pd.DataFrame) -> None:
    """See that the columns asked for make a difference."""
    pairs = dict(zip(NUMBERS_COUNT, ((1, 300), (0, 3), (0, 3)), strict=True))
    values: dict[str, Sequence[Any]] = {**pairs, **{name: train[name].unique()[:2] for name in TEXTS_COUNT}}
    codes = arrays_of(prepare, train, _one_booking_with(test, values), _("one booking, other values"))[1]
    with collected():
        for name, low, high in zip(values, codes[::2], codes[1::2], strict=True):
            require(np.any(low != high), _("`{name}` counts").format(name=name), cause=LEFT_OUT)
    note(_("the six columns that are asked for count"))


def _check_numbers(prepare: Callable[..., Any], train: pd.DataFrame, test: pd.DataFrame) -> None:
    """See that numbers are scaled by the training table, whatever their unit, and that constant columns do no harm."""
    finer = [table.assign(lead_time=table["lead_time"] * 1000, adr=table["adr"] * 1000) for table in (train, test)]
    with collected():
        for known, asked in ((train, test), finer):
            X = arrays_of(prepare, known, asked, _("numbers in another unit"))[0]
            small = np.all(np.abs(X.mean(axis=0)) < LARGEST) and np.all(X.std(axis=0) < LARGEST)
            require(small, _("all columns have a similar size"), cause=NOT_SCALED)
    note(_("all columns have a similar size, whatever their unit"))
    still = {"babies": 0, "is_repeated_guest": 0, "days_in_waiting_list": 0, "children": 0.0, "adults": 2}
    constant = train.assign(**still)
    arrays_of(prepare, constant, test, _("columns that are constant in `train`"), BY_ZERO, {BY_ZERO: RuntimeWarning})
    note(_("constant columns do no harm"))


def _check_gaps(prepare: Callable[..., Any], train: pd.DataFrame, test: pd.DataFrame) -> None:
    """See that values may be missing where the training table has them all, even in every row."""
    complete = train.fillna({"children": 1.0, "country": "PRT", "agent": 9.0, "company": 40.0})
    empty = {name: test[name].where(np.zeros(len(test), dtype=bool)) for name in MAY_MISS}
    arrays_of(prepare, complete, test.assign(**empty), _("values missing in the test table alone"))
    without = {name: train[name].where(np.zeros(len(train), dtype=bool)) for name in ("children", "agent", "company")}
    case, mistakes = _("columns without any value in `train`"), {EMPTY_COLUMN: RuntimeWarning}
    arrays_of(prepare, train.assign(**without), test, case, EMPTY_COLUMN, mistakes)
    note(_("no value is missing in the end, wherever it was missing before"))


def _check_index(prepare: Callable[..., Any], train: pd.DataFrame, test: pd.DataFrame) -> None:
    """See that the rows count in their order, whatever their index is."""
    before, n = arrays_of(prepare, train, test), len(train)
    known = train.set_axis([n - i // 2 for i in range(n)], axis=0)
    asked = test.set_axis([f"booking {i}" for i in range(len(test))], axis=0)
    after = arrays_of(prepare, known, asked, _("another index"), INDEX_USED, {INDEX_USED: ValueError})
    same = all(_alike(*pair) for pair in zip(before, after, strict=True))
    require(same, _("an index out of order, with repeated numbers or texts, changes nothing"), cause=INDEX_USED)


def _alike(before: Array, after: Array) -> bool:
    return before.shape == after.shape and np.allclose(before, after, rtol=1e-6, atol=1e-8)


def _one_booking_with(test: pd.DataFrame, values: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Repeat the first booking, each time with another value in one column."""
    rows = [test[:1].assign(**{name: value}) for name, some in values.items() for value in some]
    return pd.concat(rows, ignore_index=True)


def _same_without(
    prepare: Callable[..., Any],
    before: tuple[Array, Array],
    train: pd.DataFrame,
    test: pd.DataFrame,
    names: Sequence[str],
) -> bool:
    """Tell whether the arrays stay as they were when some columns are turned upside down."""
    known, asked = (table.assign(**{name: table[name].to_numpy()[::-1] for name in names}) for table in (train, test))
    after = arrays_of(prepare, known, asked, _("late columns upside down"))
    return all(_alike(*pair) for pair in zip(before, after, strict=True))
