"""The checks of `numerical_gradient` and `relative_error`."""

import numpy as np

from course.checks import Mistake, expect
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.layer import Array, Function
from course.texts import _

# numerical_gradient
FORWARD = Mistake("forward", "these are forward differences, wrong by the order of h: move to both sides")
BACKWARD = Mistake("backward", "these are backward differences, wrong by the order of h: move to both sides")
OVER_H = Mistake("over_h", "the difference is divided by h, but the two places are 2h apart")
NOT_DIVIDED = Mistake("not_divided", "the difference is not divided by the distance")
ALL_AT_ONCE = Mistake("all_at_once", "all entries are moved at once: move one, and leave the others")
A_ROW_AT_ONCE = Mistake("a_row_at_once", "a whole row is moved at once: move one entry, and leave the others")
H_NOT_USED = Mistake("h_not_used", "`h` is not used: the distance is an argument")
PLACES_TURNED = Mistake("places_turned", "the two places are taken in the wrong order")
TIMES_H = Mistake("times_h", "the difference is multiplied by h instead of divided: put 2h in brackets")
HALF_STEPS = Mistake("half_steps", "the places are h apart, not 2h: move by `h` to each side")
ONE_AXIS = Mistake("one_axis", "the answer has one axis: it needs the shape of `x`")
STAYS_MOVED = Mistake(
    "stays_moved", "an entry stays moved while the next ones are measured: take a fresh copy for each"
)

# relative_error
OTHER_PLACES = Mistake(
    "other_places", "more than one entry is moved at a time, or one entry is moved by something else than `h`"
)
MEAN_RATIO = Mistake("mean_ratio", "this is the mean of the ratios: take the largest")
WHOLE_LENGTHS = Mistake(
    "whole_lengths", "lengths of whole arrays are compared: divide element by element, then take the largest"
)
LARGEST_BY_LARGEST = Mistake(
    "largest_by_largest",
    "the largest difference is divided by the largest sum: divide element by element, then take the largest",
)
RATIO_NOT_DIVIDED = Mistake("ratio_not_divided", "this is the largest difference: divide it by the sizes")
SUM_HALVED = Mistake("sum_halved", "the sum is divided by 2: here it is not")
LARGER_OF_TWO = Mistake("larger_of_two", "the denominator is the larger of the two: here it is their sum")
SIZES_SIGNED = Mistake(
    "sizes_signed", "the sizes in the denominator are not made positive: -1 and -1.1 have a size, too"
)
GAPS_SIGNED = Mistake("gaps_signed", "the differences are not made positive, so the largest one is lost")
ALL_RATIOS = Mistake("all_ratios", "there is one ratio for each element: take the largest")
ONLY_A = Mistake("only_a", "the denominator is the size of `a` alone: both sizes count")
ONLY_B = Mistake("only_b", "the denominator is the size of `b` alone: both sizes count")
PYTHONS_MAX = Mistake("pythons_max", "Python's own `max` wants a single yes or no: `np.maximum` works on each element")
SIZE_OF_SUM = Mistake("size_of_sum", "the denominator is the size of the sum: add the two sizes instead, |a| + |b|")
ZERO_BY_ZERO = Mistake("zero_by_zero", "two zeros are divided by 0: the denominator is at least 1e-8")
TINY_ADDED = Mistake("tiny_added", "1e-8 is added to the sizes: it is the least value of the denominator")
NO_LEAST = Mistake("no_least", "the denominator has no least value: it is at least 1e-8")


def differences(numerical_gradient: Function) -> None:
    """Try a large h, where each kind of difference shows by its own error; then arrays of two and three axes."""
    expect(
        numerical_gradient,
        sum_of_cubes,
        np.array([1.0, 2.0, -1.0]),
        0.1,
        case=_("a large h"),
        gives=[3.01, 12.01, 3.01],
        mistakes={
            FORWARD: [3.31, 12.61, 2.71],
            BACKWARD: [2.71, 11.41, 3.31],
            OVER_H: [6.02, 24.02, 6.02],
            NOT_DIVIDED: [0.602, 2.402, 0.602],
            ALL_AT_ONCE: [18.03, 18.03, 18.03],
            H_NOT_USED: [3.0, 12.0, 3.0],
            PLACES_TURNED: [-3.01, -12.01, -3.01],
            TIMES_H: [0.0301, 0.1201, 0.0301],
            HALF_STEPS: [3.0025, 12.0025, 3.0025],
        },
    )
    expect(
        numerical_gradient,
        first_times_rest,
        np.array([[2.0, 1.0, 0.0], [-1.0, 0.0, 3.0]]),
        case=_("two axes"),
        gives=[[7.0, 2.0, 2.0], [2.0, 2.0, 4.0]],
        mistakes={
            ONE_AXIS: [7.0, 2.0, 2.0, 2.0, 2.0, 4.0],
            A_ROW_AT_ONCE: [[11.0, 11.0, 11.0], [8.0, 8.0, 8.0]],
            STAYS_MOVED: [[7.0, 1.99999, 1.99999], [1.99999, 1.99999, 3.99999]],
        },
    )
    x = np.array([[[1.0, 2.0], [-1.0, 0.5]]])
    right = [[[3.0, 12.0], [3.0, 0.75]]]
    signs = {ONE_AXIS: [3.0, 12.0, 3.0, 0.75]}
    expect(numerical_gradient, sum_of_cubes, x, case=_("three axes"), gives=right, mistakes=signs)
    three = np.array([1.0, 2.0, -1.0])
    signs, gives = {SMALL_LOST: [0.0, 0.0, 0.0]}, [3.01e-12, 12.01e-12, 3.01e-12]
    expect(numerical_gradient, tiny_cubes, three, 0.1, case=_("a tiny f"), gives=gives, atol=0, mistakes=signs)
    expect_own_arrays(numerical_gradient, [sum_of_cubes, three], [sum_of_cubes, 2 * three])


def ratios(relative_error: Function) -> None:
    """Try an array of two rows, a sum near zero, two zeros, and sizes below 1e-8."""
    expect(
        relative_error,
        np.array([[4.0, -1.0, 10.0], [0.5, 1.25, 6.0]]),
        np.array([[6.0, -1.1, 14.0], [0.5, 2.0, 4.2]]),
        case=_("an array of two rows"),
        gives=0.23076923,
        mistakes={
            MEAN_RATIO: 0.13692092,
            WHOLE_LENGTHS: 0.171738157,
            LARGEST_BY_LARGEST: 1 / 6,
            RATIO_NOT_DIVIDED: 4.0,
            SUM_HALVED: 0.46153846,
            LARGER_OF_TWO: 0.375,
            SIZES_SIGNED: lambda got: got.ndim == 0 and abs(got - 1e7) < 1,
            GAPS_SIGNED: 0.17647059,
            ALL_RATIOS: [[0.2, 0.04761905, 0.16666667], [0.0, 0.23076923, 0.17647059]],
            ONLY_A: 0.6,
            ONLY_B: 0.42857143,
            PYTHONS_MAX: ValueError,
        },
    )
    a, b = np.array([1.0, -2.0]), np.array([1.0, 3.0])
    expect(relative_error, a, b, case=_("another sign"), gives=1.0, mistakes={SIZE_OF_SUM: 5.0})
    a = np.array([0.0, 1.0])
    expect(relative_error, a, a, case=_("two zeros"), gives=0.0, mistakes={ZERO_BY_ZERO: RuntimeWarning})
    a, b = np.array([3e-9, 1.0]), np.array([1e-9, 1.0])
    expect(
        relative_error,
        a,
        b,
        case=_("tiny numbers"),
        gives=0.2,
        mistakes={TINY_ADDED: 1 / 7, NO_LEAST: 0.5, SMALL_LOST: 0.0},
    )
    a, b = np.array([1.0, 5.0]), np.array([1.0 + 2.0**-39, 5.0])
    case, signs = _("a tiny difference"), {SMALL_LOST: 0.0}
    expect(relative_error, a, b, case=case, gives=2.0**-40, atol=0, mistakes=signs)


def sum_of_cubes(x: Array) -> float:
    """Add up the cubes: a function whose slope is known."""
    return float(np.sum(x**3))


def tiny_cubes(x: Array) -> float:
    """Add up the cubes, and make the sum tiny."""
    return 1e-12 * sum_of_cubes(x)


def first_times_rest(x: Array) -> float:
    """Multiply the first entry by the sum of all, so that an entry that stays moved shows in the others."""
    return float(x[0, 0] * np.sum(x) + 2 * x[1, 2])
