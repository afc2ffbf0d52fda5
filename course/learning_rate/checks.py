"""The checks of unit 4: what a student's answers must do on data that can be read."""

from typing import Any

import numpy as np

from course.checks import Mistake, check, expect
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.checks.mistakes import Signs, confirmed
from course.layer import Function
from course.learning_rate import check_batches, check_optimizers, check_training, check_weights
from course.learning_rate.check_optimizers import ETA_UNUSED, UPHILL
from course.texts import _

# descend
X0_MISSING = Mistake("x0_missing", "`x0` is missing: the path begins where the walk begins")
X0_TWICE = Mistake("x0_twice", "`x0` comes twice: append the point that each step leads to")
LAST_MISSING = Mistake(
    "last_missing", "the last point is missing: a walk of some steps leads through one point more than steps"
)
ONLY_LAST = Mistake("only_last", "only the last point is returned: keep every point on the way")
FIXED_SLOPE = Mistake("fixed_slope", "the gradient is always taken at `x0`: compute it anew at each point")
ONLY_SIGN = Mistake("only_sign", "only the sign of the gradient is used, not its length")
SAME_ROW = Mistake(
    "same_row", "every row is the same array, which each step changed: make a new point instead of using `-=`"
)
STRUNG = Mistake("strung", "the points stand in one long row: keep a row for each point")
STOPS_EARLY = Mistake(
    "stops_early", "the walk stops early: take all the steps, also where the slope is small or 0 and nothing moves"
)

# stability_limit
AT_BOTTOM = Mistake(
    "at_bottom", "this is 1/λ, where a step lands exactly at the bottom; it still converges up to twice that rate"
)
FLATTEST = Mistake(
    "flattest", "the smallest eigenvalue is used, but the most curved direction diverges first: use the largest"
)
FLATTEST_BOTTOM = Mistake(
    "flattest_bottom", "this is 1 divided by the smallest eigenvalue: 2, and the largest one, are needed"
)
DIAGONAL = Mistake("diagonal", "the diagonal is taken for the eigenvalues, but `H` has entries beside it")
INVERTED = Mistake("inverted", "this is the inverse of the limit: 2 divided by λ, not λ divided by 2")
EIGENVALUE = Mistake(
    "eigenvalue",
    "this is the largest eigenvalue itself: the limit is a rate, and it shrinks where the eigenvalue grows",
)
WHOLE_NORM = Mistake("whole_norm", "the size of the whole matrix is used: `np.linalg.norm` mixes all the eigenvalues")
EACH_DIRECTION = Mistake(
    "each_direction", "there is one rate for each direction: all of them must converge, so one decides"
)
DETERMINANT = Mistake("determinant", "the determinant is the product of the eigenvalues: use the largest one alone")
UNSORTED = Mistake(
    "unsorted", "an eigenvalue is taken by its place, but they are not always sorted: take the largest of them"
)

OTHER_DIRECTION = Mistake(
    "other_direction",
    "the search for the largest eigenvalue begins where it cannot find it, or ends too soon: take `np.linalg.eigvalsh`",
)
SIZE_LOST = Mistake(
    "size_lost", "a fixed number is compared with the eigenvalues, added or rounded to, but they may have any size"
)

# batch_gradient and incremental_epoch
MEAN = Mistake("mean", "this is the mean over the examples, but here the gradient is their sum: no 1/n")
DOWNHILL = Mistake("downhill", "this points downhill: the gradient is minus the sum of (t - o) x")
FACTOR_2 = Mistake("factor_2", "there is a 2 too many: the 1/2 in the error cancels it")
NO_TARGETS = Mistake("no_targets", "the targets are left out: each row counts with its residual")
ROWS_APART = Mistake("rows_apart", "there is one gradient for each row: add them up")
THE_ERROR = Mistake("the_error", "this is the error itself, not its gradient")
RESIDUALS = Mistake("residuals", "these are the residuals: multiply each with its row, and add up")
NO_INPUTS = Mistake("no_inputs", "the inputs are left out: each residual is multiplied by its row of `X`")
SUMMED_APART = Mistake(
    "summed_apart", "residuals and rows are summed apart: multiply each residual with its own row first"
)
OVER_WEIGHTS = Mistake("over_weights", "the sum runs over the weights: sum over the rows, one number for each weight")
TWO_AXES = Mistake("two_axes", "the answer is a column or a row with two axes: `t` is (n,), and the answer is (d,)")
PRODUCT_TURNED = Mistake("product_turned", "the shapes fit, but `X` is transposed in one of the products")
OLD_WEIGHTS = Mistake(
    "old_weights",
    "every row met the weights from before the epoch: correct them at once, so that the next row meets new ones",
)
DIVIDED = Mistake("divided", "the corrections are divided by the number of rows: each row is a step of its own, no 1/n")
AVERAGED_STEP = Mistake(
    "averaged_step", "this is one averaged step of batch descent: no 1/n, and a step after each row"
)
WRONG_WAY = Mistake("wrong_way", "the corrections go the wrong way: `w` grows by eta (t - o) x")
BACKWARDS = Mistake("backwards", "the rows are taken from the last to the first")
FIRST_ROW = Mistake("first_row", "only the first row is used: perhaps a `return` stands inside the loop")
LAST_ROW = Mistake("last_row", "the last row is left out")
ALL_WEIGHTS = Mistake("all_weights", "the weights after every row are returned: only the last ones are asked for")


@check
def descend(descend: Function) -> None:
    """Try a number, two weights, a small matrix, a start where nothing moves, and no step at all."""

    def double(place: Any) -> Any:
        return 2 * np.asarray(place)

    def bowl(place: Any) -> Any:
        return np.array([2.0, 1.0]) * place

    _descend_from_a_number(descend, double)
    expect(
        descend,
        bowl,
        np.array([4.0, -8.0]),
        0.5,
        2,
        case=_("two weights, slopes 2x and y"),
        gives=[[4.0, -8.0], [0.0, -4.0], [0.0, -2.0]],
        mistakes={
            SAME_ROW: [[0.0, -2.0], [0.0, -2.0], [0.0, -2.0]],
            X0_MISSING: [[0.0, -4.0], [0.0, -2.0]],
            STRUNG: [4.0, -8.0, 0.0, -4.0, 0.0, -2.0],
        },
    )
    expect(
        descend,
        double,
        np.array([[0.001, 0.002]]),
        0.25,
        2,
        case=_("the slope 2x, small numbers in a matrix"),
        gives=[[[0.001, 0.002]], [[0.0005, 0.001]], [[0.00025, 0.0005]]],
        mistakes={STOPS_EARLY: lambda path: path.ndim == 3 and (len(path) < 3 or (path[1] == path[2]).all())},
    )
    early = {STOPS_EARLY: lambda path: path.ndim == 1 and len(path) < 6}
    expect(descend, double, 0.0, 0.2, 5, case=_("a start where nothing moves"), gives=[0.0] * 6, mistakes=early)
    expect(descend, double, 8.0, 0.25, 0, case=_("no step"), gives=[8.0], mistakes={X0_MISSING: []})
    signs = {SMALL_LOST: lambda path: path.shape == (3,)}
    expect(
        descend, double, 1e-12, 0.25, 2, case=_("a tiny start"), gives=[1e-12, 5e-13, 2.5e-13], atol=0, mistakes=signs
    )
    expect_own_arrays(descend, [bowl, np.array([4.0, -8.0]), 0.5, 2], [bowl, np.array([1.0, 1.0]), 0.5, 2])


def _descend_from_a_number(descend: Function, slope: Function) -> None:
    expect(
        descend,
        slope,
        8.0,
        0.25,
        3,
        case=_("the slope 2x, from a number"),
        gives=[8.0, 4.0, 2.0, 1.0],
        mistakes={
            X0_MISSING: lambda path: path.ndim == 1 and 4.0 in path[:1],
            X0_TWICE: [8.0, 8.0, 4.0, 2.0],
            LAST_MISSING: [8.0, 4.0, 2.0],
            ONLY_LAST: 1.0,
            UPHILL: [8.0, 12.0, 18.0, 27.0],
            FIXED_SLOPE: [8.0, 4.0, 0.0, -4.0],
            ETA_UNUSED: [8.0, -8.0, 8.0, -8.0],
            ONLY_SIGN: [8.0, 7.75, 7.5, 7.25],
            SAME_ROW: [1.0, 1.0, 1.0, 1.0],
        },
    )


@check
def stability_limit(stability_limit: Function) -> None:
    """Try a matrix with entries beside its diagonal, one weight alone, and three weights."""
    expect(
        stability_limit,
        np.array([[4.0, 2.0], [2.0, 7.0]]),
        case=_("two weights"),
        gives=0.25,
        mistakes={
            AT_BOTTOM: 0.125,
            FLATTEST: 0.6666666667,
            FLATTEST_BOTTOM: 0.3333333333,
            DIAGONAL: 0.2857142857,
            INVERTED: 4.0,
            EIGENVALUE: 8.0,
            WHOLE_NORM: 0.2340823062,
            EACH_DIRECTION: [0.6666666667, 0.25],
            DETERMINANT: 0.0833333333,
        },
    )
    expect(stability_limit, np.array([[4.0]]), case=_("one weight"), gives=0.5)
    unsorted = {FLATTEST: 2.0, UNSORTED: 1.0, WHOLE_NORM: 0.3651483717}
    three = np.diag([5.0, 1.0, 2.0])
    expect(stability_limit, three, case=_("three weights"), gives=0.4, mistakes=unsorted)
    # Power iteration from a vector of ones, or from a first unit vector, never meets the most curved direction.
    apart, first = np.array([[1.5, -0.5], [-0.5, 1.5]]), np.diag([1.0, 1.5, 2.0])
    for H in (apart, first):
        case = _("the most curved direction is orthogonal to (1, 1), or to the first axis")
        expect(stability_limit, H, case=case, gives=1.0, mistakes={OTHER_DIRECTION: 2.0})
    for size, case in ((1e-9, _("a flat bowl")), (1e9, _("a steep bowl"))):
        steep = size * np.array([[4.0, 2.0], [2.0, 7.0]])
        expect(stability_limit, steep, case=case, gives=0.25 / size, atol=0, mistakes={SIZE_LOST: _any_number})


def _any_number(limit: Any) -> bool:
    return bool(limit.ndim == 0)


@check
def batch_gradient(batch_gradient: Function) -> None:
    """Try three rows of two numbers, and two rows of four."""
    expect(
        batch_gradient,
        np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]]),
        np.array([1.0, 2.0, -1.0]),
        np.array([0.5, 1.0]),
        case=_("three rows"),
        gives=[-3.0, 6.5],
        mistakes={
            MEAN: [-1.0, 2.1666666667],
            DOWNHILL: [3.0, -6.5],
            FACTOR_2: [-6.0, 13.0],
            NO_TARGETS: [4.0, 5.5],
            ROWS_APART: [[1.5, 3.0], [-4.5, 1.5], [0.0, 2.0]],
            THE_ERROR: 4.25,
            RESIDUALS: [1.5, -1.5, 2.0],
            NO_INPUTS: 2.0,
            SUMMED_APART: [8.0, 4.0],
            OVER_WEIGHTS: [4.5, -3.0, 2.0],
            TWO_AXES: lambda gradient: gradient.ndim == 2 and gradient.size == 2,
        },
    )
    expect(
        batch_gradient,
        np.array([[1.0, 0.0, 2.0, -1.0], [0.0, 1.0, -1.0, 3.0]]),
        np.array([1.0, -2.0]),
        np.array([0.5, 1.0, 0.0, 1.0]),
        case=_("more weights than rows"),
        gives=[-1.5, 6.0, -9.0, 19.5],
    )
    square, t, w = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([1.0, 2.0]), np.array([0.5, 1.0])
    signs = {PRODUCT_TURNED: [-1.5, 6.0]}
    expect(batch_gradient, square, t, w, case=_("as many rows as weights"), gives=[-3.0, 4.5], mistakes=signs)
    tiny, signs = (1e-6 * square, 1e-6 * t, w), {SMALL_LOST: [0.0, 0.0]}
    expect(batch_gradient, *tiny, case=_("tiny numbers"), gives=[-3e-12, 4.5e-12], atol=0, mistakes=signs)
    expect_own_arrays(batch_gradient, [square, t, w], [square, -t, w])


@check
def incremental_epoch(incremental_epoch: Function) -> None:
    """Try three rows of two numbers, and four rows of one."""
    four = np.array([[1.0], [2.0], [-1.0], [1.0]])
    targets, w = np.array([2.0, 1.0, -2.0, 4.0]), np.array([0.0])
    signs: Signs = {
        OLD_WEIGHTS: [1.5, 2.75],
        DIVIDED: [1.1990740741, 1.5231481481],
        AVERAGED_STEP: [1.1666666667, 1.5833333333],
        WRONG_WAY: [0.875, -1.375],
        FACTOR_2: [2.75, 2.75],
        ETA_UNUSED: [4.0, 3.0],
        BACKWARDS: [1.125, 2.0],
        FIRST_ROW: [1.5, 2.0],
        LAST_ROW: [1.5, 2.5],
        ALL_WEIGHTS: [[1.5, 2.0], [1.5, 2.5], [1.75, 2.25]],
    }
    expect(
        incremental_epoch,
        np.array([[1.0, 2.0], [0.0, 1.0], [1.0, -1.0]]),
        np.array([5.0, 4.0, 0.0]),
        np.array([1.0, 1.0]),
        0.25,
        case=_("three rows"),
        gives=[1.75, 2.25],
        mistakes=confirmed(signs, {BACKWARDS: [0.5]}, incremental_epoch, four, targets, w, 0.5),
    )
    expect(incremental_epoch, four, targets, w, 0.5, case=_("four rows of one number"), gives=[2.5])
    signs = {SMALL_LOST: [0.0]}
    tiny = (four, 1e-12 * targets, w, 0.5)
    expect(incremental_epoch, *tiny, case=_("tiny targets"), gives=[2.5e-12], atol=0, mistakes=signs)
    expect_own_arrays(incremental_epoch, [four, targets, w, 0.5], [four, -targets, w, 0.5])


@check
def momentum_step(momentum_step: Function) -> None:
    """Try arrays, plain numbers before the first step, and beta = 0."""
    check_optimizers.momentum(momentum_step)


@check
def adam_step(adam_step: Function) -> None:
    """Try the first step of two weights, a later step with all arguments, the defaults, and a gradient of 0."""
    check_optimizers.first_step(adam_step)
    check_optimizers.later_step(adam_step)
    check_optimizers.other_states(adam_step)


@check
def minibatches(minibatches: Function) -> None:
    """Check the batches: their sizes, that each row comes once with its partner, the order, and a size below 1."""
    check_batches.sizes(minibatches)
    check_batches.rows(minibatches)
    check_batches.order(minibatches)
    check_batches.errors(minibatches)


@check
def init_weights(init_weights: Function) -> None:
    """Check how the weights of both recipes are distributed, that `rng` alone draws them, and another kind."""
    check_weights.xavier(init_weights)
    check_weights.he(init_weights)
    check_weights.sizes(init_weights)
    check_weights.draws(init_weights)
    check_weights.errors(init_weights)


@check
def train(train: Function) -> None:
    """Try one batch in each epoch, several, losses that do not fall, and the order of the rows."""
    check_training.one_batch(train)
    check_training.equal_rows(train)
    check_training.all_epochs(train)
    check_training.small_and_apart(train)
    check_training.order(train)
