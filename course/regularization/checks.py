"""The checks of unit 5: what a student's answers must do on data that can be read."""

from collections.abc import Callable
from typing import Any

import numpy as np

from course.checks import Mistake, check, expect, require
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.checks.mistakes import Signs, confirmed
from course.regularization import check_dropout, check_search
from course.regularization.check_split import check_choices, check_split
from course.texts import _

NO_TWO = Mistake("no_two", "the factor is lam / m: the formula has a 2 in front of the m")
NO_FACTOR = Mistake("no_factor", "the factor lam / (2 m) is missing")
TIMES_M = Mistake("times_m", "`lam / 2 * m` multiplies by m: write lam / (2 * m)")
NO_M = Mistake("no_m", "`m` is not used")
NO_LAM = Mistake("no_lam", "`lam` is not used")
MEAN = Mistake("mean", "the mean over the weights is taken: the formula has their sum")
BY_WEIGHTS = Mistake("by_weights", "the sum is divided by the number of weights: m is the number of training examples")
ONLY_FIRST = Mistake("only_first", "only the first layer is counted: add up all matrices of `Ws`")
ONLY_LAST = Mistake("only_last", "only the last layer is counted: add up all matrices of `Ws`")
ONE_EACH = Mistake("one_each", "there is one number for each layer: add them up")

EQUAL_ONCE = Mistake("equal_once", "layers with equal weights are taken for one: each of them counts")

SIGNS_KEPT = Mistake("signs_kept", "the signs are kept, so weights cancel each other: take absolute values first")
SIZE_OF_SUMS = Mistake("size_of_sums", "the absolute value is taken of the sum of each layer: take it of every weight")
SQUARED = Mistake("squared", "the weights are squared: that is the L2 penalty")
ONE_COLUMN = Mistake(
    "one_column", "the norm of a matrix is not the sum of its sizes (`np.linalg.norm(W, 1)` takes one column)"
)
COUNTED = Mistake("counted", "the weights that are not 0 are counted: add up their sizes")

NOT_SQUARED = Mistake("not_squared", "the square is forgotten: every weight is squared before the sum")
SIZES_SUMMED = Mistake("sizes_summed", "the absolute values are summed: that is the L1 penalty")
LAYER_SUM_SQUARED = Mistake("layer_sum_squared", "the sum of a layer is squared: square every weight, then add")
SUM_SQUARED = Mistake("sum_squared", "the sum of all weights is squared: square every weight, then add")
ROOT = Mistake("root", "the square root is taken: the penalty is the sum of the squares itself")
DOUBLED = Mistake("doubled", "the weights are doubled, not squared")
NORM = Mistake("norm", "the norm of each layer is not squared")
MATRIX_PRODUCT = Mistake("matrix_product", "`W @ W` is a matrix product: square each entry instead")
PRODUCT_TURNED = Mistake("product_turned", "`W @ W.T` is a matrix product: square each entry instead")

PLUS_AT_ZERO = Mistake("plus_at_zero", "the sign of 0 is taken as +1: here it is 0")
MINUS_AT_ZERO = Mistake("minus_at_zero", "the sign of 0 is taken as -1: here it is 0")
SIZES = Mistake("sizes", "the sizes of the weights are returned: the slope of |w| is its sign")
SLOPE_OF_L2 = Mistake("slope_of_l2", "this is the gradient of L2: that of |w| does not depend on how large w is")
NO_SIGN = Mistake("no_sign", "the weights themselves are returned, not their signs")
SMOOTH = Mistake("smooth", "small weights get a smaller slope, or none: the sign is -1 or 1 however small a weight is")
SAME_SLOPE = Mistake("same_slope", "the signs are missing: every weight gets the same slope")
ALL_POSITIVE = Mistake("all_positive", "negative weights get a positive slope: that pushes them away from 0")
DIVIDED = Mistake("divided", "`W / abs(W)` divides by 0 where a weight is 0")
ONE_IF = Mistake("one_if", "`if W > 0` asks a whole matrix at once: work on each entry")
ADDED_UP = Mistake("added_up", "the entries are added up: the gradient has the shape of `W`")

HALF = Mistake("half", "the 2 of the square is forgotten: the derivative of w² is 2 w")
TWICE = Mistake("twice", "the 2 in front of the m is forgotten: it cancels the 2 of the square")
SLOPE_OF_L1 = Mistake("slope_of_l1", "this is the gradient of L1: that of w² grows with w")
SIGNS_LOST = Mistake("signs_lost", "the sizes of the weights are taken: the signs stay")
STILL_SQUARED = Mistake("still_squared", "the weights are still squared: the derivative of w² is 2 w")
PENALTY_OF_EACH = Mistake("penalty_of_each", "this is the penalty of each weight, not its derivative")
DECAYED = Mistake("decayed", "the weights are returned decayed already: return the gradient alone")
ROWS = Mistake("rows", "`lam` is divided by the number of rows of `W`: m is the number of training examples")

NOT_BY_RNG = Mistake("not_by_rng", "the rows are not shuffled at all, or by a generator other than `rng`")

LATE = Mistake(
    "late",
    "the stop comes one epoch too late: it is the epoch in which the best one is `patience` epochs ago, counted from 0",
)
EARLY = Mistake("early", "the stop comes one epoch too early")
AFTER_STOP = Mistake(
    "after_stop", "the best epoch is taken from the whole list: nobody knows what comes after the stop"
)
NO_STOP = Mistake(
    "no_stop",
    "the whole list is used: training ends after `patience` epochs in a row without a new minimum, and nobody knows "
    "what would come later",
)
RISES = Mistake("rises", "only rises from one epoch to the next are counted: compare with the best so far")
FIRST_RISE = Mistake("first_rise", "the training stops at the first rise: wait for `patience` epochs")
FROM_ONE = Mistake("from_one", "the epochs are counted from 1: the first one is 0")
STOP_FIRST = Mistake("stop_first", "the pair is the wrong way round: the best epoch first")
LOSSES = Mistake("losses", "losses are returned: return the numbers of the epochs")
STOP_ALONE = Mistake("stop_alone", "the stop epoch alone is returned: return the pair (best_epoch, stop_epoch)")
BEST_ALONE = Mistake("best_alone", "the best epoch alone is returned: return the pair (best_epoch, stop_epoch)")
EQUAL_COUNTS = Mistake("equal_counts", "an equal loss counts as a new minimum: it must be strictly lower")
LAST_EQUAL = Mistake("last_equal", "the last of equal losses is kept: a new minimum must be strictly lower")
NO_RESET = Mistake("no_reset", "the count of bad epochs goes on after a new minimum: it starts again at 0")
LENGTH = Mistake("length", "with no stop, the stop epoch is the last one of the list, counted from 0")
FIXED_START = Mistake("fixed_start", "the lowest loss so far starts at a fixed number: start with the first loss")
NUMBERS_WRAP = Mistake("numbers_wrap", "epochs above 255 do not fit in an 8-bit number: count with `int`")
SMALL_STEPS = Mistake("small_steps", "a small improvement counts too: any loss that is strictly lower is a new minimum")


@check
def l1_penalty(l1_penalty: Callable[..., Any]) -> None:
    """Penalties of networks of one, two and three layers, and without regularization."""
    two = [np.array([[1.0, -2.0, 0.0], [0.5, 0.0, -1.0]]), np.array([[3.0], [-0.5], [2.0]])]
    expect(
        l1_penalty,
        two,
        0.6,
        3,
        case=_("two layers"),
        gives=1.0,
        mistakes={
            NO_TWO: 2.0,
            SIGNS_KEPT: 0.3,
            SIZE_OF_SUMS: 0.6,
            SQUARED: 1.95,
            ONLY_FIRST: 0.45,
            ONLY_LAST: 0.55,
            ONE_EACH: [0.45, 0.55],
            NO_FACTOR: 10.0,
            TIMES_M: 9.0,
            ONE_COLUMN: 0.75,
            NO_LAM: 1.6666666666666667,
            NO_M: 3.0,
            MEAN: 0.1111111111111111,
            BY_WEIGHTS: 0.3333333333333333,
            COUNTED: 0.7,
        },
    )
    expect(l1_penalty, [np.array([[-4.0]])], 0.5, 10, case=_("one layer, one weight"), gives=0.1)
    three = [np.array([[1.0, -1.0]]), np.array([[2.0], [0.5]]), np.array([[-3.0]])]
    expect(l1_penalty, three, 2.0, 1, case=_("three layers, one example"), gives=7.5)
    expect(l1_penalty, three, 0, 5, case=_("a rate of 0"), gives=0.0)
    tiny, case = [1e-12 * W for W in three], _("tiny weights")
    expect(l1_penalty, tiny, 2.0, 1, case=case, gives=7.5e-12, atol=0, mistakes={SMALL_LOST: 0.0})
    equal = [np.ones((2, 2)), np.ones((2, 2))]
    expect(l1_penalty, equal, 2.0, 1, case=_("two equal layers"), gives=8.0, mistakes={EQUAL_ONCE: 4.0})


@check
def l2_penalty(l2_penalty: Callable[..., Any]) -> None:
    """Penalties of networks of one, two and three layers, and without regularization."""
    two = [np.array([[1.0, -2.0, 0.0], [0.5, 0.0, -1.0]]), np.array([[3.0], [-0.5], [2.0]])]
    expect(
        l2_penalty,
        two,
        0.6,
        3,
        case=_("two layers"),
        gives=1.95,
        mistakes={
            NO_TWO: 3.9,
            NOT_SQUARED: 0.3,
            SIZES_SUMMED: 1.0,
            LAYER_SUM_SQUARED: 2.25,
            SUM_SQUARED: 0.9,
            ROOT: 0.4415880433163924,
            ONLY_FIRST: 0.625,
            ONLY_LAST: 1.325,
            ONE_EACH: [0.625, 1.325],
            NO_FACTOR: 19.5,
            TIMES_M: 17.55,
            DOUBLED: 0.6,
            MATRIX_PRODUCT: ValueError,
            PRODUCT_TURNED: 2.75,
            NORM: 0.6140054944640259,
            NO_LAM: 3.25,
            NO_M: 5.85,
            MEAN: 0.21666666666666667,
            BY_WEIGHTS: 0.65,
        },
    )
    square = [np.array([[1.0, 2.0], [0.0, -1.0]])]
    expect(
        l2_penalty,
        square,
        0.5,
        10,
        case=_("one layer"),
        gives=0.15,
        mistakes={MATRIX_PRODUCT: 0.05},
    )
    three = [np.array([[1.0, -1.0]]), np.array([[2.0], [0.5]]), np.array([[-3.0]])]
    expect(l2_penalty, three, 2.0, 1, case=_("three layers, one example"), gives=15.25)
    expect(l2_penalty, three, 0, 5, case=_("a rate of 0"), gives=0.0)
    tiny, case = [1e-6 * W for W in three], _("tiny weights")
    expect(l2_penalty, tiny, 2.0, 1, case=case, gives=15.25e-12, atol=0, mistakes={SMALL_LOST: 0.0})
    equal = [np.ones((2, 2)), np.ones((2, 2))]
    expect(l2_penalty, equal, 2.0, 1, case=_("two equal layers"), gives=8.0, mistakes={EQUAL_ONCE: 4.0})


@check
def l1_gradient(l1_gradient: Callable[..., Any]) -> None:
    """Slopes of positive, negative and zero weights, of large and of very small ones."""
    expect(
        l1_gradient,
        np.array([[2.0, 0.0, -0.5], [-3.0, 1.0, 0.0]]),
        0.6,
        3,
        case=_("weights of all signs"),
        gives=[[0.1, 0.0, -0.1], [-0.1, 0.1, 0.0]],
        mistakes={
            NO_TWO: [[0.2, 0.0, -0.2], [-0.2, 0.2, 0.0]],
            PLUS_AT_ZERO: [[0.1, 0.1, -0.1], [-0.1, 0.1, 0.1]],
            MINUS_AT_ZERO: [[0.1, -0.1, -0.1], [-0.1, 0.1, -0.1]],
            SIZES: [[0.2, 0.0, 0.05], [0.3, 0.1, 0.0]],
            SLOPE_OF_L2: [[0.4, 0.0, -0.1], [-0.6, 0.2, 0.0]],
            NO_SIGN: [[0.2, 0.0, -0.05], [-0.3, 0.1, 0.0]],
            SAME_SLOPE: [[0.1, 0.1, 0.1], [0.1, 0.1, 0.1]],
            ALL_POSITIVE: [[0.1, 0.0, 0.1], [0.1, 0.1, 0.0]],
            NO_M: [[0.3, 0.0, -0.3], [-0.3, 0.3, 0.0]],
            NO_LAM: [
                [0.16666666666666666, 0.0, -0.16666666666666666],
                [-0.16666666666666666, 0.16666666666666666, 0.0],
            ],
            NO_FACTOR: [[1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]],
            TIMES_M: [[0.9, 0.0, -0.9], [-0.9, 0.9, 0.0]],
            DIVIDED: RuntimeWarning,
            ONE_IF: ValueError,
            ADDED_UP: lambda a: a.ndim < 2,
        },
    )
    small = {SMOOTH: lambda a: a.shape == (1, 2) and 0 <= a[0, 0] < 0.0999}
    tiny = np.array([[1e-12, -20.0]])
    expect(l1_gradient, tiny, 0.8, 4, case=_("a very small weight"), gives=[[0.1, -0.1]], mistakes=small)
    expect(l1_gradient, np.array([[5.0], [-1.0]]), 0, 4, case=_("a rate of 0"), gives=[[0.0], [0.0]])
    signs, case = {SMALL_LOST: [[0.0, 0.0]]}, _("a tiny rate")
    expect(l1_gradient, tiny, 8e-12, 4, case=case, gives=[[1e-12, -1e-12]], atol=0, mistakes=signs)
    expect_own_arrays(l1_gradient, [tiny, 0.8, 4], [-tiny, 0.8, 4])


@check
def l2_gradient(l2_gradient: Callable[..., Any]) -> None:
    """Slopes of positive, negative and zero weights, and without regularization."""
    signs: Signs = {
        HALF: [[0.2, 0.0, -0.05], [-0.3, 0.1, 0.4]],
        TWICE: [[0.8, 0.0, -0.2], [-1.2, 0.4, 1.6]],
        SLOPE_OF_L1: [[0.1, 0.0, -0.1], [-0.1, 0.1, 0.1]],
        SIGNS_LOST: [[0.4, 0.0, 0.1], [0.6, 0.2, 0.8]],
        STILL_SQUARED: [[0.8, 0.0, 0.05], [1.8, 0.2, 3.2]],
        PENALTY_OF_EACH: [[0.4, 0.0, 0.025], [0.9, 0.1, 1.6]],
        NO_M: [[1.2, 0.0, -0.3], [-1.8, 0.6, 2.4]],
        ROWS: [[0.6, 0.0, -0.15], [-0.9, 0.3, 1.2]],
        NO_LAM: [[0.6666666666666666, 0.0, -0.16666666666666666], [-1.0, 0.3333333333333333, 1.3333333333333333]],
        DECAYED: [[1.6, 0.0, -0.4], [-2.4, 0.8, 3.2]],
        ADDED_UP: lambda a: a.ndim < 2,
    }
    # Six weights are twice the three examples: who divides by the former has half of everything, too.
    signs = confirmed(signs, {HALF: [[0.15], [-0.05]]}, l2_gradient, np.array([[3.0], [-1.0]]), 0.5, 5)
    case, gives = _("weights of all signs"), [[0.4, 0.0, -0.1], [-0.6, 0.2, 0.8]]
    W = np.array([[2.0, 0.0, -0.5], [-3.0, 1.0, 4.0]])
    expect(l2_gradient, W, 0.6, 3, case=case, gives=gives, mistakes=signs)
    W = np.array([[5.0], [-1.0]])
    expect(l2_gradient, W, 0, 4, case=_("a rate of 0"), gives=[[0.0], [0.0]])
    signs, case = {SMALL_LOST: [[0.0], [0.0]]}, _("tiny weights")
    expect(l2_gradient, 1e-12 * W, 4.0, 2, case=case, gives=[[1e-11], [-2e-12]], atol=0, mistakes=signs)
    expect_own_arrays(l2_gradient, [W, 0.8, 4], [-W, 0.8, 4])


@check
def dropout_forward(dropout_forward: Callable[..., Any]) -> None:
    """Two draws in training, the network in use, a rate of 0, and rates out of range."""
    check_dropout.check_forward(dropout_forward)


@check
def dropout_backward(dropout_backward: Callable[..., Any]) -> None:
    """Gradients behind a mask of True and False, behind one of numbers, and at a rate of 0."""
    check_dropout.check_backward(dropout_backward)


@check
def train_val_split(train_val_split: Callable[..., Any]) -> None:
    """Sizes and rows of several splits, among them one without validation rows, and what `rng` has to do with it."""
    X = np.arange(1.0, 41.0).reshape(20, 2)
    Y = np.arange(20.0)[:, None] / 100
    first = check_split(train_val_split, X, Y, 0.3, 7, 6)
    expect_own_arrays(
        train_val_split,
        [X, Y, 0.3, np.random.default_rng(1)],
        [-X, Y, 0.3, np.random.default_rng(2)],
    )
    again = check_split(train_val_split, X, Y, 0.3, 8, 6)
    require(not np.array_equal(first[1], again[1]), _("another rng gives another split"), cause=NOT_BY_RNG)
    for fraction, n_val in ((0.19, 4), (0.16, 3), (0.62, 12)):
        check_split(train_val_split, X, Y, fraction, 7, n_val)
    for fraction, n_val in ((0.1, 0), (0.9, 3)):
        check_split(train_val_split, X[:3], Y[:3], fraction, 7, n_val)
    many = np.arange(300.0)[:, None]
    check_split(train_val_split, many, many / 8, 0.5, 7, 150)
    check_choices(train_val_split, 7)


@check
def early_stopping(early_stopping: Callable[..., Any]) -> None:
    """Curves of the validation loss with a stop and without one, with equal losses, bumps and small improvements."""
    signs: Signs = {
        LATE: (1, 5),
        EARLY: (1, 3),
        AFTER_STOP: (11, 4),
        NO_STOP: (11, 11),
        RISES: (6, 9),
        FIRST_RISE: (1, 2),
        FROM_ONE: (2, 5),
        STOP_FIRST: (4, 1),
        LOSSES: (0.5, 0.8),
        STOP_ALONE: 4,
        BEST_ALONE: 1,
        LAST_EQUAL: (3, 4),
    }
    other = np.array([0.8, 0.6, 0.65, 0.5, 0.7, 0.6, 0.5, 0.4])
    expect(
        early_stopping,
        np.array([0.9, 0.5, 0.7, 0.6, 0.8, 0.7, 0.3, 0.4, 0.45, 0.5, 0.55, 0.2]),
        3,
        case=_("a curve that falls again after the stop"),
        gives=(1, 4),
        mistakes=confirmed(signs, {LATE: (3, 6), NO_STOP: (7, 7)}, early_stopping, other, 2),
    )
    equal = np.array([0.5, 0.4, 0.4, 0.4, 0.4, 0.3])
    ties = {EQUAL_COUNTS: (5, 5), LAST_EQUAL: (4, 4)}
    expect(early_stopping, equal, 3, case=_("equal losses"), gives=(1, 4), mistakes=ties)
    expect(
        early_stopping,
        np.array([0.9, 0.8, 0.85, 0.7, 0.75, 0.6, 0.65]),
        2,
        case=_("bumps, but no stop"),
        gives=(5, 6),
        mistakes={NO_RESET: (3, 4), FIRST_RISE: (1, 2), LENGTH: (5, 7)},
    )
    expect(early_stopping, np.array([0.2, 0.3, 0.1]), 1, case=_("patience 1"), gives=(0, 1), mistakes={LATE: (2, 2)})
    expect(
        early_stopping,
        np.array([4.0, 3.0, 2.5, 2.6, 2.7, 2.4]),
        2,
        case=_("losses above 1"),
        gives=(2, 4),
        mistakes={FIXED_START: (0, 1)},
    )
    small = {SMALL_STEPS: (0, 1)}
    for step, case in ((1e-3, _("small improvements")), (1e-12, _("tiny improvements"))):
        slowly = 0.5 - step * np.arange(4)
        expect(early_stopping, slowly, 1, case=case, gives=(3, 3), mistakes=small)
    long = np.append(1 - np.arange(300) / 1000, [2.0, 2.0, 2.0])
    expect(early_stopping, long, 2, case=_("300 epochs"), gives=(299, 301), mistakes={NUMBERS_WRAP: (43, 45)})
    expect(early_stopping, np.array([0.4]), 2, case=_("one epoch"), gives=(0, 0))


@check
def grid_search(grid_search: Callable[..., Any]) -> None:
    """Grids of one, two and three parameters, with equal scores and scores below 0."""
    check_search.check_grid(grid_search)


@check
def random_search(random_search: Callable[..., Any]) -> None:
    """Trials with equal scores, equal parameters and scores below 0, and a single trial."""
    check_search.check_random(random_search)
