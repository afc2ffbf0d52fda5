"""The parts of the check of `standardize`."""

import numpy as np

from course.checks import Mistake, expect, require
from course.checks.any_answer import expect_own_arrays
from course.checks.mistakes import Signs
from course.layer import Array, Function
from course.texts import _

BOTH_SETS = Mistake("both_sets", "the statistics are those of both sets together: only `train` may be used")
OWN_STATISTICS = Mistake("own_statistics", "`other` is scaled by its own statistics: use those of `train` for both")
N_MINUS_1 = Mistake("n_minus_1", "the deviation is taken with the divisor n - 1: `np.std` has n by itself")
ONE_FOR_ALL = Mistake("one_for_all", "one mean and one deviation serve all columns: `axis=0` gives one for each")
OF_THE_ROWS = Mistake(
    "of_the_rows", "the statistics are those of the rows: a column is a pixel, and `axis=0` runs down the columns"
)
SETS_SWAPPED = Mistake("sets_swapped", "the two have changed places: `train` comes first")
ONLY_CENTERED = Mistake("only_centered", "the mean is subtracted, but nothing is divided")
RANGE_0_TO_1 = Mistake(
    "range_0_to_1", "the columns are brought to the range 0 to 1: subtract the mean, divide by the deviation"
)
BY_THE_VARIANCE = Mistake("by_the_variance", "the variance is divided by: its square root is the deviation")
ZERO_BY_ZERO = Mistake("zero_by_zero", "0/0 is nan: find the columns that are constant, and set them to zero")
ROUNDING = Mistake(
    "rounding", "the deviation of a constant column is not exactly 0 in the computer: compare the values themselves"
)
DIGITS_LOST = Mistake(
    "digits_lost",
    "digits are lost, as in the mean of the squares minus the square of the mean: average the squared distances",
)
SPOILS_OTHERS = Mistake(
    "spoils_others", "a column beside a constant one is not scaled as it should be: treat each column by itself"
)
TAKEN_FOR_CONSTANT = Mistake(
    "taken_for_constant", "a column of tiny numbers is taken for a constant one: ask whether its values are equal"
)


def tiny_scaled() -> str:
    """Say what must hold for a column of tiny numbers."""
    return _("a column of tiny numbers is scaled like any other")


def three_columns(standardize: Function) -> None:
    """Try three columns that vary, where the statistics that were used can be told from the answer."""
    expect(
        standardize,
        np.array([[1.0, 10.0, 0.2], [3.0, 10.0, 0.8], [5.0, 40.0, 0.5]]),
        np.array([[3.0, 40.0, 0.5], [7.0, 50.0, 0.2]]),
        case=_("three columns"),
        gives=(
            [[-1.22474487, -0.70710678, -1.22474487], [0.0, -0.70710678, 1.22474487], [1.22474487, 1.41421356, 0.0]],
            [[0.0, 1.41421356, 0.0], [2.44948974, 2.12132034, -1.22474487]],
        ),
        mistakes={**_other_sets_and_ranges(), **_other_deviations()},
    )


def _other_sets_and_ranges() -> Signs:
    return {
        BOTH_SETS: (
            [
                [-1.37281295, -1.19522861, -1.06904497],
                [-0.39223227, -1.19522861, 1.60356745],
                [0.58834841, 0.5976143, 0.26726124],
            ],
            [[-0.39223227, 0.5976143, 0.26726124], [1.56892908, 1.19522861, -1.06904497]],
        ),
        OWN_STATISTICS: (
            [
                [-1.22474487, -0.70710678, -1.22474487],
                [0.0, -0.70710678, 1.22474487],
                [1.22474487, 1.41421356, 0.0],
            ],
            [[-1.0, -1.0, 1.0], [1.0, 1.0, -1.0]],
        ),
        SETS_SWAPPED: (
            [[0.0, 1.41421356, 0.0], [2.44948974, 2.12132034, -1.22474487]],
            [
                [-1.22474487, -0.70710678, -1.22474487],
                [0.0, -0.70710678, 1.22474487],
                [1.22474487, 1.41421356, 0.0],
            ],
        ),
        ONLY_CENTERED: (
            [[-2.0, -10.0, -0.3], [0.0, -10.0, 0.3], [2.0, 20.0, 0.0]],
            [[0.0, 20.0, 0.0], [4.0, 30.0, -0.3]],
        ),
        RANGE_0_TO_1: (
            [[0.0, 0.0, 0.0], [0.5, 0.0, 1.0], [1.0, 1.0, 0.5]],
            [[0.5, 1.0, 0.5], [1.5, 1.33333333, 0.0]],
        ),
    }


def _other_deviations() -> Signs:
    return {
        N_MINUS_1: (
            [[-1.0, -0.57735027, -1.0], [0.0, -0.57735027, 1.0], [1.0, 1.15470054, 0.0]],
            [[0.0, 1.15470054, 0.0], [2.0, 1.73205081, -1.0]],
        ),
        ONE_FOR_ALL: (
            [
                [-0.57217051, 0.18141992, -0.63915633],
                [-0.40470597, 0.18141992, -0.58891697],
                [-0.23724143, 2.69338803, -0.61403665],
            ],
            [[-0.40470597, 2.69338803, -0.61403665], [-0.06977689, 3.53071074, -0.63915633]],
        ),
        OF_THE_ROWS: (
            [
                [-0.61516919, 1.3766435, -0.84769809],
                [-0.16504539, 1.3766435, -0.81371465],
                [0.28507841, 9.02466291, -0.83070637],
            ],
            [[-0.16504539, 9.02466291, -0.83070637], [0.73520221, 11.57400272, -0.84769809]],
        ),
        BY_THE_VARIANCE: (
            [[-0.75, -0.05, -5.0], [0.0, -0.05, 5.0], [0.75, 0.1, 0.0]],
            [[0.0, 0.1, 0.0], [1.5, 0.15, -5.0]],
        ),
    }


def constant_columns(standardize: Function) -> None:
    """Try constant columns, of zeros and of a number whose mean is not exactly itself."""
    for number, case in ((0.0, _("a column of zeros")), (0.1, _("a column that holds 0.1 everywhere"))):
        train = np.array([[number, 1.0], [number, 3.0], [number, 5.0]])
        constant_beside_another(standardize, train, np.array([[number, 3.0]]), case)


def constant_beside_another(standardize: Function, train: Array, other: Array, case: str = "") -> None:
    """See that a constant column gives zeros in `train` and finite numbers in `other`, and another one what it must.

    Args:
        standardize: the student's function.
        train: shape (n, 2); the first column is constant.
        other: shape (m, 2).
        case: what is tried, in a few words.
    """
    mean, spread = train[:, 1].sum() / len(train), np.ptp(train[:, 1])
    pair = expect(standardize, train, other, case=case, like=(train, other), mistakes={ZERO_BY_ZERO: RuntimeWarning})
    first, second = (np.asarray(part, dtype=np.float64) for part in pair)
    finite = np.all(np.isfinite(first)) and np.all(np.isfinite(second))
    require(finite, _("a constant column leaves all numbers finite"), cause=ZERO_BY_ZERO)
    is_zero = np.allclose(first[:, 0], 0, atol=1e-6)
    require(is_zero, _("a column that is constant in `train` gives zeros there"), cause=ROUNDING)
    both = np.concatenate([train[:, 1], other[:, 1]]) - mean
    found = np.concatenate([first[:, 1], second[:, 1]])
    straight = np.allclose(found * np.ptp(both / spread), both / spread * np.ptp(found), atol=1e-5)
    size = np.isclose(np.mean(first[:, 1] ** 2), 1, rtol=1e-5)
    require(straight and size, _("the column beside it has mean 0 and deviation 1"), cause=SPOILS_OTHERS)


def constant_in_train(standardize: Function, other: Array) -> None:
    """See that a column which is constant in the training set gives zeros there, and finite numbers in the other set.

    Args:
        standardize: the student's function.
        other: shape (n, 2); the second column varies.
    """
    train = np.array([[0.4, 2.0], [0.4, 3.0], [0.4, 7.0]])
    constant_beside_another(standardize, train, other[:, ::-1], _("a column that varies in `other` alone"))


def tiny_and_large_columns(standardize: Function) -> None:
    """Try columns of size 1e-6 and 1e8; a deviation plus 1e-8 is right, so the first one has some tolerance."""
    tiny, large = np.array([[1.0], [3.0], [5.0]]) * 1e-6, 1e8 + np.array([[1.0], [3.0], [5.0]])
    gives = ([[-1.22474487], [0.0], [1.22474487]], [[2.44948974]])
    case, other = _("a column of tiny numbers"), np.array([[7e-6]])
    pair = expect(standardize, tiny, other, case=case, like=gives)
    right = all(np.allclose(part, wanted, rtol=0.02) for part, wanted in zip(pair, gives, strict=True))
    require(right, tiny_scaled(), cause=TAKEN_FOR_CONSTANT)
    case, other = _("a column of large numbers"), np.array([[1e8 + 7]])
    pair = expect(standardize, large, other, case=case, like=gives, mistakes={DIGITS_LOST: RuntimeWarning})
    right = all(np.allclose(part, wanted, rtol=1e-5) for part, wanted in zip(pair, gives, strict=True))
    require(right, _("a column of large numbers keeps its digits"), cause=DIGITS_LOST)


def arrays_apart(standardize: Function) -> None:
    """See that a later call leaves the arrays of an earlier one alone."""
    train, other = np.array([[1.0, 10.0], [3.0, 10.0], [5.0, 40.0]]), np.array([[3.0, 40.0]])
    expect_own_arrays(standardize, [train, other], [-train, 2 * other])
