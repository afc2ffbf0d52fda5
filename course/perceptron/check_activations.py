"""The checks of the five activation functions of unit 1, and the mistakes that they know."""

from collections.abc import Callable
from typing import Any

import numpy as np

from course.checks import Mistake, expect, require
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.texts import _

ONE_IF = Mistake(
    "one_if", "`if` cannot decide about a whole array at once: use a comparison that works on each element"
)
QUIET_AT_ZERO = Mistake(
    "quiet_at_zero",
    "the neuron stays quiet at exactly z = 0, but a threshold that is reached counts: it must fire there",
)
MINUS_ONE = Mistake("minus_one", "a quiet neuron gives -1, as in `sign`; here it gives 0")
A_HALF = Mistake("a_half", "zero counts as a half, but this neuron fires or does not")
TURNED = Mistake("turned", "the two answers have changed places")
NEAR_ZERO = Mistake(
    "near_zero", "a `z` very close to 0 is taken for 0: compare `z` itself, without rounding or tolerance"
)
BELOW = Mistake("below", "the comparison is the wrong way round")


def check_step(step: Callable[..., Any]) -> None:
    """Try what `checks.step` says."""
    expect(
        step,
        np.array([-2.0, -0.1, 0.0, 0.1, 3.0]),
        case=_("an array"),
        gives=[0, 0, 1, 1, 1],
        mistakes={
            QUIET_AT_ZERO: [0, 0, 0, 1, 1],
            MINUS_ONE: [-1, -1, 1, 1, 1],
            A_HALF: [0, 0, 0.5, 1, 1],
            BELOW: [1, 1, 1, 0, 0],
            TURNED: [1, 1, 0, 0, 0],
            ONE_IF: ValueError,
        },
    )
    expect(step, 0.0, case=_("the number 0"), gives=1, mistakes={QUIET_AT_ZERO: 0})
    expect(step, -0.5, case=_("a number below 0"), gives=0)
    signs = {NEAR_ZERO: [1, 1], SMALL_LOST: [0, 0]}
    expect(step, np.array([-1e-100, 1e-100]), case=_("very close to 0"), gives=[0, 1], mistakes=signs)
    expect(step, np.array([[[-1.0, 2.0]], [[0.5, -3.0]]]), case=_("three axes"), gives=[[[0, 1]], [[1, 0]]])
    expect_own_arrays(step, [np.array([-1.0, 2.0])], [np.array([3.0, -4.0])])


ZERO_AT_ZERO = Mistake(
    "zero_at_zero",
    "at z = 0 the answer is 0, a third class: `np.sign` does that, this course's sign gives +1 there",
)
MINUS_AT_ZERO = Mistake("minus_at_zero", "at z = 0 the answer is -1, but zero belongs to the upper half")
IS_STEP = Mistake("is_step", "this is `step`: below zero the answer must be -1, not 0")
DIVIDED = Mistake("divided", "z / |z| is 0 / 0 at zero: decide by comparing, not by dividing")


def check_sign(sign: Callable[..., Any]) -> None:
    """Try what `checks.sign` says."""
    expect(
        sign,
        np.array([-2.0, -0.1, 0.0, 0.1, 3.0]),
        case=_("an array"),
        gives=[-1, -1, 1, 1, 1],
        mistakes={
            ZERO_AT_ZERO: [-1, -1, 0, 1, 1],
            MINUS_AT_ZERO: [-1, -1, -1, 1, 1],
            IS_STEP: [0, 0, 1, 1, 1],
            DIVIDED: RuntimeWarning,
            ONE_IF: ValueError,
        },
    )
    expect(sign, 0.0, case=_("the number 0"), gives=1, mistakes={ZERO_AT_ZERO: 0, MINUS_AT_ZERO: -1})
    expect(sign, -0.5, case=_("a number below 0"), gives=-1)
    signs = {NEAR_ZERO: [1, 1]}
    expect(sign, np.array([-1e-100, 1e-100]), case=_("very close to 0"), gives=[-1, 1], mistakes=signs)
    expect(sign, np.array([[[-1.0, 2.0]], [[0.5, -3.0]]]), case=_("three axes"), gives=[[[-1, 1]], [[1, -1]]])
    expect_own_arrays(sign, [np.array([-1.0, 2.0])], [np.array([3.0, -4.0])])


OVERFLOW = Mistake(
    "overflow",
    "e^(a large number) overflows. `np.where` alone does not help, as it computes both forms for every z: see hint 2",
)
PIECED = Mistake("pieced", "the curve is cut off or put together wrongly far from zero")
ONE_NUMBER = Mistake("one_number", "`math.exp` takes single numbers; `np.exp` takes arrays too")
FALLING = Mistake("falling", "the minus in the exponent is missing or too much: the curve must rise")
IS_TANH = Mistake("is_tanh", "this is tanh, between -1 and 1")
UNBRACKETED = Mistake("unbracketed", "the parentheses are missing: 1 / 1 + e is (1 / 1) + e")
TINY_LOST = Mistake("tiny_lost", "the tiny value was lost when nearly equal numbers were subtracted, or cut off")


def check_sigmoid(sigmoid: Callable[..., Any]) -> None:
    """Try what `checks.sigmoid` says."""
    expect(
        sigmoid,
        np.array([-2.0, 0.0, 1.0]),
        case=_("an array"),
        gives=[0.1192029220, 0.5, 0.7310585786],
        mistakes={
            FALLING: [0.8807970780, 0.5, 0.2689414214],
            IS_TANH: [-0.9640275801, 0.0, 0.7615941560],
            UNBRACKETED: [8.3890560989, 2.0, 1.3678794412],
            ONE_NUMBER: TypeError,
        },
    )
    expect(sigmoid, 0, case=_("the number 0"), gives=0.5)
    expect(
        sigmoid,
        np.array([[-1.5, 0.5], [2.5, -4.0]]),
        case=_("two rows"),
        gives=[[0.1824255238, 0.6224593312], [0.9241418200, 0.0179862100]],
    )
    large = np.array([-1e4, -5000.0, -800.0, 800.0, 5000.0, 1e4])
    rates = expect(
        sigmoid,
        large,
        case=_("large numbers"),
        gives=[0, 0, 0, 1, 1, 1],
        mistakes={OVERFLOW: RuntimeWarning, PIECED: lambda rate: rate.shape == large.shape},
    )
    in_range = np.all((np.asarray(rates) >= 0) & (np.asarray(rates) <= 1))
    require(in_range, _("no answer is below 0 or above 1"), cause=PIECED)
    case, signs = _("a large number among small ones"), {PIECED: lambda rate: rate.shape == (3,)}
    expect(sigmoid, np.array([1.0, 2.5, 1e4]), case=case, gives=[0.7310585786, 0.9241418200, 1], mistakes=signs)
    expect(sigmoid, -1e4, case=_("one large number"), gives=0, mistakes={OVERFLOW: RuntimeWarning})
    tiny = np.array([9.35762296884e-14, 1.8843938589e-13, 2.06115361819e-09])
    expect(
        sigmoid,
        np.array([-30.0, -29.3, -20.0]),
        case=_("tiny answers"),
        gives=tiny,
        rtol=1e-7,
        atol=0,
        mistakes={TINY_LOST: lambda rate: rate.shape == (3,) and np.any(np.abs(rate / tiny - 1) > 1e-5)},
    )
    expect_own_arrays(sigmoid, [np.array([-1.0, 2.0])], [np.array([3.0, -4.0])])


HALF_STEEP = Mistake("half_steep", "the curve is only half as steep: the 2 inside is missing, `sigmoid` must see 2z")
NOT_STRETCHED = Mistake("not_stretched", "the curve runs from -1 to 0: it is shifted, but not stretched")
NOT_SHIFTED = Mistake("not_shifted", "the curve runs from 0 to 2: it is stretched, but not shifted down")
TOO_LARGE = Mistake("too_large", "an exponential overflows for large z: leave the exponentials to `sigmoid`")


def check_tanh(tanh: Callable[..., Any]) -> None:
    """Try what `checks.tanh` says."""
    expect(
        tanh,
        np.array([-1.0, 0.0, 0.5, 2.0]),
        case=_("an array"),
        gives=[-0.7615941560, 0.0, 0.4621171573, 0.9640275801],
        mistakes={
            HALF_STEEP: [-0.4621171573, 0.0, 0.2449186624, 0.7615941560],
            NOT_SHIFTED: [0.2384058440, 1.0, 1.4621171573, 1.9640275801],
            NOT_STRETCHED: [-0.8807970780, -0.5, -0.2689414214, -0.0179862100],
        },
    )
    expect(tanh, 0.0, case=_("the number 0"), gives=0.0)
    expect(tanh, -0.75, case=_("a number below 0"), gives=-0.6351489524)
    expect(
        tanh,
        np.array([[-3.0, 0.25], [1.5, -4.5]]),
        case=_("two rows"),
        gives=[[-0.9950547537, 0.2449186624], [0.9051482536, -0.9997532108]],
    )
    rates = expect(
        tanh, np.array([-1e4, 1e4]), case=_("large numbers"), gives=[-1, 1], mistakes={TOO_LARGE: RuntimeWarning}
    )
    require(np.all(np.abs(np.asarray(rates)) <= 1), _("no answer is below -1 or above 1"), cause=PIECED)
    case, signs = _("a large number among small ones"), {PIECED: lambda rate: rate.shape == (3,)}
    expect(tanh, np.array([-0.75, 0.25, 1e4]), case=case, gives=[-0.6351489524, 0.2449186624, 1], mistakes=signs)
    far, signs = np.array([9.0, -10.0]), {PIECED: lambda rate: rate.shape == (2,)}
    expect(tanh, far, case=_("further out"), gives=[0.9999999695, -0.9999999959], rtol=1e-8, mistakes=signs)
    small = np.array([1e-6, -2e-7])
    expect(tanh, small, case=_("small numbers"), gives=small, atol=0, mistakes={SMALL_LOST: [0, 0]})
    expect_own_arrays(tanh, [np.array([-1.0, 2.0])], [np.array([3.0, -4.0])])


PYTHON_MAX = Mistake(
    "python_max",
    "Python's `max` asks whether a whole array is larger than another, which has no answer: compare element by element",
)
ONE_ARRAY = Mistake(
    "one_array", "`np.max` looks for the largest element of one array; you need the function that compares two"
)
ONE_LARGEST = Mistake("one_largest", "this is one number, the largest of all; each element needs an answer of its own")
ONES = Mistake("ones", "what passes should keep its value, not become 1")
SMALLER = Mistake("smaller", "the smaller of the two was taken, not the larger")
SIZES = Mistake("sizes", "this gives the size of z, but a negative input must be silenced")
CUT_OFF = Mistake("cut_off", "large inputs are cut off, but ReLU rises without end")
LEAKY = Mistake("leaky", "negative inputs leak through")


def check_relu(relu: Callable[..., Any]) -> None:
    """Try what `checks.relu` says."""
    expect(
        relu,
        np.array([-2.0, -0.5, 0.0, 0.1, 30.0]),
        case=_("an array"),
        gives=[0, 0, 0, 0.1, 30],
        mistakes={
            PYTHON_MAX: ValueError,
            ONE_ARRAY: TypeError,
            ONE_LARGEST: 30.0,
            SIZES: [2, 0.5, 0, 0.1, 30],
            ONES: [0, 0, 0, 1, 1],
            SMALLER: [-2, -0.5, 0, 0, 0],
            LEAKY: [-0.02, -0.005, 0, 0.1, 30],
        },
    )
    expect(relu, 1.5, case=_("a number above 0"), gives=1.5)
    expect(relu, -1.5, case=_("a number below 0"), gives=0, mistakes={SIZES: 1.5})
    expect(relu, np.array([[[-1.0, 2.0]], [[0.5, -3.0]]]), case=_("three axes"), gives=[[[0, 2]], [[0.5, 0]]])
    sizes = np.array([1e-60, -1e-60, 1e60])
    signs = {SMALL_LOST: [0, 0, 1e60], CUT_OFF: lambda got: got.shape == (3,) and got[2] < 1e59, LEAKY: sizes}
    expect(relu, sizes, case=_("tiny and huge numbers"), gives=[1e-60, 0, 1e60], atol=0, mistakes=signs)
    expect_own_arrays(relu, [np.array([-1.0, 2.0])], [np.array([3.0, -4.0])])
