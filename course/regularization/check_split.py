"""What a split into training and validation set must be, whatever its random numbers are."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.checks import Mistake, expect, require
from course.layer import Array
from course.texts import _

NOT_FOUR = Mistake("not_four", "return X_train, X_val, Y_train, Y_val, with commas between them")
NO_COLUMNS = Mistake("no_columns", "`X` or `Y` has lost its columns: pick whole rows")
MINUS_ZERO = Mistake(
    "minus_zero",
    "with 0 validation rows a slice such as `[-0:]` takes everything: cut the row numbers from the front",
)
SHARE_OF_TRAINING = Mistake(
    "share_of_training",
    "`fraction` is taken for training's share, or the two parts have changed places: it is validation's share",
)
OTHER_ORDER = Mistake("other_order", "the four are in another order than X_train, X_val, Y_train, Y_val")
NOT_ROUNDED = Mistake("not_rounded", "the number of validation rows is cut off or rounded up: use round(n * fraction)")
ROWS_LOST = Mistake(
    "rows_lost", "rows are lost or taken twice where the two parts meet: what is not validation is training"
)
OTHER_SIZES = Mistake("other_sizes", "validation gets round(n * fraction) rows and training all the others")
REPEATED = Mistake(
    "repeated",
    "rows were drawn with repetition, or the same rows are in both parts: use one permutation of 0 to n - 1",
)
SHUFFLED_APART = Mistake(
    "shuffled_apart", "X and Y are shuffled apart: shuffle row numbers once and pick the rows of both with them"
)
OTHER_SOURCE = Mistake(
    "other_source", "random numbers come from elsewhere than `rng`: use its methods, such as rng.permutation"
)
NOT_ALL_SHUFFLED = Mistake(
    "not_all_shuffled", "the rows are not shuffled by `rng` before they are split, or not all of them"
)
STAY_TOGETHER = Mistake(
    "stay_together", "rows that stand together in the data stay together: shuffle them all, with rng.permutation"
)

DRAWS = 60  # splits of ten rows; with fewer, chance alone might leave a row out


def check_split(
    train_val_split: Callable[..., Any], X: Array, Y: Array, fraction: float, seed: int, n_val: int
) -> list[Array]:
    """Check one split, and that the same `rng` gives it again.

    Args:
        train_val_split: the student's function.
        X: inputs, shape (n, d); all rows are different.
        Y: targets, shape (n, k); all rows are different.
        fraction: validation's share.
        seed: of `rng`.
        n_val: how many validation rows there must be.

    Returns:
        The four parts.
    """
    parts = _split(train_val_split, X, Y, fraction, seed)
    _check_sizes(parts, X, Y, n_val, fraction)
    _check_rows(parts, X, Y, fraction)
    again = _split(train_val_split, X, Y, fraction, seed)
    require(
        all(np.array_equal(one, other) for one, other in zip(parts, again, strict=True)),
        _("{n} rows, fraction {fraction}: the same rng gives the same split again").format(n=len(X), fraction=fraction),
        cause=OTHER_SOURCE,
    )
    return parts


def check_choices(train_val_split: Callable[..., Any], seed: int) -> None:
    """Check on many splits of ten rows that the validation set may be any choice of rows."""
    X, draws = np.arange(10.0)[:, None], np.random.default_rng(seed)
    chosen, together = np.zeros(10), set()
    for _draw in range(DRAWS):
        parts = _split(train_val_split, X, X / 2, 0.3, int(draws.integers(10**9)))
        chosen[parts[1].ravel().astype(int)] += 1
        together.add(tuple(np.sort(parts[1].ravel())))
    require(
        chosen.min() >= 3 and chosen.max() <= 40,
        _("every row comes into the validation set now and then"),
        cause=NOT_ALL_SHUFFLED,
    )
    require(len(together) > 20, _("the validation set is any choice of rows"), cause=STAY_TOGETHER)


def _split(train_val_split: Callable[..., Any], X: Array, Y: Array, fraction: float, seed: int) -> list[Array]:
    parts = expect(train_val_split, X, Y, fraction, np.random.default_rng(seed))
    if not (isinstance(parts, tuple | list) and len(parts) == 4):
        require(False, _("there are four arrays"), cause=NOT_FOUR)
    empty = [np.empty((0, rows.shape[1])) for rows in (X, X, Y, Y)]
    return [np.asarray(part) if np.size(part) else none for part, none in zip(parts, empty, strict=True)]


def _check_sizes(parts: Sequence[Array], X: Array, Y: Array, n_val: int, fraction: float) -> None:
    n = len(X)
    wanted = [(rows, each.shape[1]) for each in (X, Y) for rows in (n - n_val, n_val)]
    found = [part.shape for part in parts]
    claim = _(
        "{n} rows, fraction {fraction}: {n_train} rows for training, {n_val} for validation, in the right order"
    ).format(n=n, fraction=fraction, n_train=n - n_val, n_val=n_val)
    require(found == wanted, claim, cause=_cause_of_sizes(found, wanted, n, n_val))


def _cause_of_sizes(found: Sequence[tuple[int, ...]], wanted: Sequence[tuple[int, ...]], n: int, n_val: int) -> Mistake:
    sizes = [shape[0] if shape else 0 for shape in found]
    if any(len(shape) != 2 for shape in found):
        return NO_COLUMNS
    if n_val == 0 and sizes[1] == n:
        return MINUS_ZERO
    if sizes == [n_val, n - n_val] * 2:
        return SHARE_OF_TRAINING
    if sorted(found) == sorted(wanted):
        return OTHER_ORDER
    if sizes[1] - n_val in (-1, 1) and sizes[0] == n - sizes[1]:
        return NOT_ROUNDED
    if min(sizes) == 0 or sizes[0] + sizes[1] != n:
        return ROWS_LOST
    return OTHER_SIZES


def _check_rows(parts: Sequence[Array], X: Array, Y: Array, fraction: float) -> None:
    together = np.vstack([np.hstack([parts[0], parts[2]]), np.hstack([parts[1], parts[3]])])
    each_x, each_y = (sorted(map(tuple, np.vstack(pair))) for pair in (parts[:2], parts[2:]))
    place = _("{n} rows, fraction {fraction}").format(n=len(X), fraction=fraction)
    require(
        each_x == sorted(map(tuple, X)) and each_y == sorted(map(tuple, Y)),
        _("{place}: every row is in exactly one of the two parts").format(place=place),
        cause=REPEATED,
    )
    require(
        sorted(map(tuple, together)) == sorted(map(tuple, np.hstack([X, Y]))),
        _("{place}: every row of X has kept its row of Y").format(place=place),
        cause=SHUFFLED_APART,
    )
