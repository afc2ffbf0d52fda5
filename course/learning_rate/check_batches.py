"""The parts of the check of `minibatches`."""

import numpy as np

from course.checks import Mistake, expect, require
from course.checks.any_answer import expect_own_arrays
from course.layer import Array, Function
from course.texts import _

TAIL_DROPPED = Mistake("tail_dropped", "the last, smaller batch is dropped: every row must come once")
TAIL_FILLED = Mistake("tail_filled", "the last batch is filled up to the full size: it may be smaller")
SPREAD = Mistake("spread", "the rows are spread evenly: all batches but the last one have `size` rows")
BATCHES_SHUFFLED = Mistake(
    "batches_shuffled", "the batches are shuffled, not the rows: shuffle the rows first, then cut"
)
COUNT = Mistake("count", "`size` is taken for the number of batches: it is the number of rows in each")
COUNT_AND_LOST = Mistake(
    "count_and_lost", "`size` is taken for the number of batches, and a row is lost: it is the rows in each"
)
ONE_BATCH = Mistake("one_batch", "all rows come at once: cut them into batches of `size` rows")
ONLY_X = Mistake("only_x", "the batches of `X` come without those of `Y`: hand out pairs")
Y_FIRST = Mistake("y_first", "`Y` comes before `X`")
TWO_LISTS = Mistake("two_lists", "the batches of `X` and `Y` come in two lists: hand out a pair for each batch")
EMPTY_LAST = Mistake("empty_last", "an empty batch comes last: no batch may start at n")
DOUBLED = Mistake(
    "doubled", "rows were drawn that had come before (shuffle, then cut), or one array was handed out again and again"
)
APART = Mistake("apart", "`X` and `Y` were shuffled apart: draw one order of the row numbers, and use it for both")
NOT_FROM_RNG = Mistake("not_from_rng", "the order does not come from `rng` alone: ask `rng`, not `np.random`, for it")
UNSHUFFLED = Mistake("unshuffled", "the rows are not shuffled, or the order does not come from `rng`: ask `rng` for it")
NUMBERS_WRAP = Mistake(
    "numbers_wrap", "row numbers above 255 do not fit in an 8-bit number: leave them whole numbers of the usual size"
)
WITHIN = Mistake("within", "not all rows are shuffled with all others: shuffle first, then cut")
BLOCKS = Mistake("blocks", "whole blocks of rows stay together: shuffle the single rows before cutting")


def equal_rows(*sizes: int) -> list[tuple[Array, Array]]:
    """Make batches whose rows are all the same, so that their order does not matter."""
    return [(np.full((rows, 2), 5.0), np.full((rows, 1), -1.0)) for rows in sizes]


def sizes(minibatches: Function) -> None:
    """Check how many rows the batches have."""
    expect(
        minibatches,
        *equal_rows(4)[0],
        3,
        np.random.default_rng(3),
        case=_("4 equal rows, size 3"),
        gives=equal_rows(3, 1),
        mistakes={
            TAIL_DROPPED: equal_rows(3),
            TAIL_FILLED: equal_rows(3, 3),
            SPREAD: equal_rows(2, 2),
            BATCHES_SHUFFLED: equal_rows(1, 3),
            COUNT: equal_rows(2, 1, 1),
            COUNT_AND_LOST: equal_rows(1, 1, 1),
            ONE_BATCH: equal_rows(4),
            ONLY_X: [inputs for inputs, _ in equal_rows(3, 1)],
            Y_FIRST: [(targets, inputs) for inputs, targets in equal_rows(3, 1)],
            TWO_LISTS: tuple(zip(*equal_rows(3, 1), strict=True)),
        },
    )
    two = equal_rows(3, 3)
    empty = {EMPTY_LAST: [*two, (np.zeros((0, 2)), np.zeros((0, 1)))]}
    expect(
        minibatches,
        *equal_rows(6)[0],
        3,
        np.random.default_rng(3),
        case=_("6 equal rows, size 3"),
        gives=two,
        mistakes=empty,
    )
    few = equal_rows(2)
    filled = {TAIL_FILLED: equal_rows(5)}
    expect(
        minibatches,
        *few[0],
        5,
        np.random.default_rng(3),
        case=_("2 equal rows, size 5"),
        gives=few,
        mistakes=filled,
    )


def numbered_rows(n: int) -> tuple[Array, Array]:
    """Make rows that tell their number: row (2i, 2i + 1) of X belongs to row i of Y."""
    return np.arange(2.0 * n).reshape(n, 2), np.arange(float(n))[:, np.newaxis]


def handed_out(minibatches: Function, rows: tuple[int, ...], seed: int) -> tuple[Array, Array]:
    """Hand out numbered rows in batches of so many rows, and put the batches together again."""
    X, Y = numbered_rows(sum(rows))
    batches = expect(minibatches, X, Y, rows[0], np.random.default_rng(seed), like=equal_rows(*rows))
    inputs, targets = [pair[0] for pair in batches], [pair[1] for pair in batches]
    return np.concatenate(inputs), np.concatenate(targets)[:, 0]


def rows(minibatches: Function) -> None:
    """Check that each row comes once, with its partner."""
    X, Y = numbered_rows(7)
    X_seen, Y_seen = handed_out(minibatches, (3, 3, 1), seed=1)
    once = np.array_equal(np.sort(Y_seen), Y[:, 0]) and np.array_equal(np.sort(X_seen[:, 0]), X[:, 0])
    require(once, _("7 rows, size 3: every row comes exactly once"), cause=DOUBLED)
    together = np.array_equal(X_seen, np.column_stack([2 * Y_seen, 2 * Y_seen + 1]))
    require(together, _("each row of X keeps its row of Y"), cause=APART)


def order(minibatches: Function) -> None:
    """Check that the order is random, and comes from `rng` alone."""
    first, again, other = (handed_out(minibatches, (3, 3, 1), seed)[1] for seed in (1, 1, 2))
    require(np.array_equal(first, again), _("the same rng, the same batches"), cause=NOT_FROM_RNG)
    require(not np.array_equal(first, other), _("another rng, another order"), cause=UNSHUFFLED)
    orders = [handed_out(minibatches, (4, 4, 2), seed)[1] for seed in range(40)]
    places = np.array([np.argsort(order) for order in orders])  # where each row came in each of the orders
    everywhere = np.all(places.min(axis=0) < 4) and np.all(places.max(axis=0) >= 8)
    require(everywhere, _("in 40 orders of 10 rows, each row is in different batches"), cause=WITHIN)
    X, Y = numbered_rows(6)
    expect_own_arrays(minibatches, [X, Y, 3, np.random.default_rng(1)], [-X, Y, 3, np.random.default_rng(2)])
    many, case = numbered_rows(300), _("300 rows in one batch: each comes once")
    [(_inputs, targets)] = expect(minibatches, *many, 300, np.random.default_rng(0), like=[many])
    once = np.array_equal(np.sort(np.asarray(targets)[:, 0]), np.arange(300))
    require(once, case, cause=NUMBERS_WRAP)
    neighbors = np.mean([np.abs(np.diff(order)) == 1 for order in orders])
    require(neighbors < 0.4, _("the rows are mixed one by one"), cause=BLOCKS)


def errors(minibatches: Function) -> None:
    """Check that a size below 1 is refused."""
    X, Y = equal_rows(4)[0]
    expect(minibatches, X, Y, 0, np.random.default_rng(0), case=_("size 0"), raises=ValueError)
    expect(minibatches, X, Y, -1, np.random.default_rng(0), case=_("size -1"), raises=ValueError)
