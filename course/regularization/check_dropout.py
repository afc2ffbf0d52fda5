"""What dropout must do, forward and backward."""

from collections.abc import Callable
from typing import Any

import numpy as np

from course.checks import Mistake, expect
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.layer import Array
from course.texts import _

NOT_SCALED = Mistake("not_scaled", "the units that stay are not scaled: divide by 1 - rate")
KEPT_SHARE = Mistake("kept_share", "the rate is taken for the share kept: it is the share dropped")
TURNED_MASK = Mistake("turned_mask", "the mask is the wrong way round: it is 1 where a unit stays on")
TURNED_RESULT = Mistake("turned_result", "the mask returned is the wrong way round: it is 1 where a unit stays on")
BY_RATE = Mistake("by_rate", "the units that stay are divided by the rate: divide by 1 - rate")
MADE_SMALLER = Mistake("made_smaller", "the units that stay are made smaller: divide by 1 - rate, do not multiply")
SCALED_MASK = Mistake("scaled_mask", "the mask holds the scale: it is 0 or 1, and the scale goes into `out` alone")
MASK_FROM_OUT = Mistake(
    "mask_from_out", "the mask is read off the result, but a unit may be on and give 0: it is `rng.random(...) >= rate`"
)
ONE_DRAW = Mistake("one_draw", "one draw serves all rows: every example drops units of its own")
NO_MASK = Mistake("no_mask", "the mask is missing: return the pair `(out, mask)`")
MASK_FIRST = Mistake("mask_first", "the pair is the wrong way round: `out` first, then the mask")
NOTHING_DROPPED = Mistake("nothing_dropped", "nothing is dropped while training")
OTHER_MASK = Mistake(
    "other_mask", "the mask is not the one that `rng.random(A.shape)` gives here: draw it once, from `rng`"
)
DROPPED_IN_USE = Mistake("dropped_in_use", "units are dropped in use too: with training=False all of them are on")
SCALED_IN_USE = Mistake("scaled_in_use", "the units are scaled in use: the scaling has been done in training")
SCALED_UP_IN_USE = Mistake(
    "scaled_up_in_use", "the units are scaled up in use: only what is left in training is scaled up"
)
NO_MASK_IN_USE = Mistake("no_mask_in_use", "the mask is missing: in use it is all ones")
EMPTY_IN_USE = Mistake("empty_in_use", "the mask is empty, but in use all units are on")
MASK_OF_TRAINING = Mistake("mask_of_training", "the mask in use is the one of training: it is all ones")
ZERO_REFUSED = Mistake("zero_refused", "a rate of 0 is refused, but it is in the range: nothing is dropped then")

BACK_NOT_SCALED = Mistake("back_not_scaled", "the scaling is forgotten: the forward pass divided by 1 - rate")
BACK_NO_MASK = Mistake("back_no_mask", "the mask is forgotten: no gradient passes a unit that was off")
BACK_UNTOUCHED = Mistake("back_untouched", "mask and scaling are forgotten")
BACK_BY_RATE = Mistake("back_by_rate", "the rate is taken for the share kept: divide by 1 - rate")
BACK_MULTIPLIED = Mistake("back_multiplied", "the gradient is multiplied by 1 - rate: divide, as the forward pass did")
BACK_TURNED = Mistake("back_turned", "the mask is the wrong way round: the gradient passes where it is 1")
BACK_TWICE = Mistake("back_twice", "the scaling is done twice")
BACK_PASSED = Mistake("back_passed", "only the gradients that passed are returned: keep the shape of `dA`")
NEW_MASK = Mistake("new_mask", "the gradient passes other units than `mask` says: use it, do not draw a new one")


def check_forward(dropout_forward: Callable[..., Any]) -> None:
    """Check draws in training, the network in use, a rate of 0, and rates out of range."""
    A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    _dropped_in_training(dropout_forward, A)
    other = np.array([[1.0, -2.0], [3.0, 4.0], [-5.0, 6.0]])
    on = [[1, 1], [1, 0], [0, 0]]
    expect(
        dropout_forward,
        other,
        0.5,
        np.random.default_rng(5),
        True,
        case=_("another draw, at another rate"),
        gives=([[2.0, -4.0], [6.0, 0.0], [0.0, 0.0]], on),
        mistakes={OTHER_MASK: lambda a: _is_another_mask(a, np.array(on))},
    )
    _nothing_dropped_in_use(dropout_forward, A)
    quiet = np.array([[0.0, 2.0, 3.0], [0.0, 5.0, 0.0]])
    expect(
        dropout_forward,
        quiet,
        0.2,
        np.random.default_rng(0),
        case=_("units that are 0 already"),
        gives=([[0.0, 2.5, 0.0], [0.0, 6.25, 0.0]], [[1, 1, 0], [0, 1, 1]]),
        mistakes={MASK_FROM_OUT: lambda a: a.shape == (2, 2, 3) and np.array_equal(a[1], a[0] != 0)},
    )
    signs = {SMALL_LOST: lambda a: a.shape == (2, 2, 3) and not a[0].any()}
    rng, case = np.random.default_rng(0), _("tiny activations")
    gives = ([[1.25e-12, 2.5e-12, 0.0], [0.0, 6.25e-12, 7.5e-12]], [[1, 1, 0], [0, 1, 1]])
    expect(dropout_forward, 1e-12 * A, 0.2, rng, case=case, gives=gives, atol=0, mistakes=signs)
    expect_own_arrays(dropout_forward, [A, 0.2, np.random.default_rng(1)], [-A, 0.2, np.random.default_rng(2)])
    expect(
        dropout_forward,
        A,
        0.0,
        np.random.default_rng(0),
        case=_("a rate of 0"),
        gives=(A, [[1, 1, 1], [1, 1, 1]]),
        mistakes={ZERO_REFUSED: ValueError},
    )
    _rates_out_of_range_refused(dropout_forward, A)


def _nothing_dropped_in_use(dropout_forward: Callable[..., Any], A: Array) -> None:
    expect(
        dropout_forward,
        A,
        0.2,
        np.random.default_rng(0),
        False,
        case=_("in use"),
        gives=(A, [[1, 1, 1], [1, 1, 1]]),
        mistakes={
            DROPPED_IN_USE: lambda a: a.shape == (2, 2, 3) and bool((a[0, 0] == [1.25, 2.5, 0.0]).all()),
            NOT_SCALED: ([[1.0, 2.0, 0.0], [0.0, 5.0, 6.0]], [[1, 1, 0], [0, 1, 1]]),
            SCALED_IN_USE: ([[0.8, 1.6, 2.4], [3.2, 4.0, 4.8]], [[1, 1, 1], [1, 1, 1]]),
            SCALED_UP_IN_USE: ([[1.25, 2.5, 3.75], [5.0, 6.25, 7.5]], [[1, 1, 1], [1, 1, 1]]),
            NO_MASK_IN_USE: A,
            EMPTY_IN_USE: (A, [[0, 0, 0], [0, 0, 0]]),
            MASK_OF_TRAINING: (A, [[1, 1, 0], [0, 1, 1]]),
        },
    )


def _rates_out_of_range_refused(dropout_forward: Callable[..., Any], A: Array) -> None:
    for rate in (1.0, 1.5, -0.1):
        for training, case in ((True, _("a rate of {rate}")), (False, _("a rate of {rate}, in use"))):
            expect(
                dropout_forward,
                A,
                rate,
                np.random.default_rng(0),
                training,
                case=case.format(rate=rate),
                raises=ValueError,
            )


def _dropped_in_training(dropout_forward: Callable[..., Any], A: Any) -> None:
    """Try one draw with all the mistakes that show in it."""
    on, off = [[1, 1, 0], [0, 1, 1]], [[0, 0, 1], [1, 0, 0]]  # from this seed, at this rate
    right, plain = [[1.25, 2.5, 0.0], [0.0, 6.25, 7.5]], [[1.0, 2.0, 0.0], [0.0, 5.0, 6.0]]
    expect(
        dropout_forward,
        A,
        0.2,
        np.random.default_rng(0),
        case=_("in training"),
        gives=(right, on),
        mistakes={
            NOT_SCALED: (plain, on),
            KEPT_SHARE: lambda a: _takes_the_rate_for_the_share_kept(a),
            TURNED_MASK: ([[0.0, 0.0, 3.75], [5.0, 0.0, 0.0]], off),
            TURNED_RESULT: (right, off),
            BY_RATE: ([[5.0, 10.0, 0.0], [0.0, 25.0, 30.0]], on),
            MADE_SMALLER: ([[0.8, 1.6, 0.0], [0.0, 4.0, 4.8]], on),
            SCALED_MASK: (right, [[1.25, 1.25, 0.0], [0.0, 1.25, 1.25]]),
            ONE_DRAW: ([[1.25, 2.5, 0.0], [5.0, 6.25, 0.0]], [[1, 1, 0], [1, 1, 0]]),
            NO_MASK: right,
            MASK_FIRST: (on, right),
            NOTHING_DROPPED: (A, [[1, 1, 1], [1, 1, 1]]),
            OTHER_MASK: lambda a: _is_another_mask(a, np.array(on)),
        },
    )


def _takes_the_rate_for_the_share_kept(a: Any) -> bool:
    """Recognize the low end of the uniform numbers kept, or the high end, scaled by the rate."""
    low, high = [[0.0, 0.0, 15.0], [20.0, 0.0, 0.0]], [[0.0, 0.0, 0.0], [0.0, 25.0, 30.0]]
    return a.shape == (2, 2, 3) and any(np.allclose(a[0], out) for out in (low, high))


def _is_another_mask(a: Any, on: Any) -> bool:
    return a.shape == (2, *on.shape) and bool(np.any(a[1] != on)) and bool(np.all((a[1] == 0) | (a[1] == 1)))


def check_backward(dropout_backward: Callable[..., Any]) -> None:
    """Check gradients behind a mask of True and False, behind one of numbers, and at a rate of 0."""
    dA = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])
    expect(
        dropout_backward,
        dA,
        np.array([[True, False, True], [False, False, True]]),
        0.2,
        case=_("a mask of True and False"),
        gives=[[1.25, 0.0, 3.75], [0.0, 0.0, -7.5]],
        mistakes={
            BACK_NOT_SCALED: [[1.0, 0.0, 3.0], [0.0, 0.0, -6.0]],
            BACK_NO_MASK: [[1.25, -2.5, 3.75], [5.0, 6.25, -7.5]],
            BACK_UNTOUCHED: [[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]],
            BACK_BY_RATE: [[5.0, 0.0, 15.0], [0.0, 0.0, -30.0]],
            BACK_MULTIPLIED: [[0.8, 0.0, 2.4], [0.0, 0.0, -4.8]],
            BACK_TURNED: [[0.0, -2.5, 0.0], [5.0, 6.25, 0.0]],
            BACK_TWICE: [[1.5625, 0.0, 4.6875], [0.0, 0.0, -9.375]],
            BACK_PASSED: [1.25, 3.75, -7.5],
            NEW_MASK: lambda a: a.shape == (2, 3) and bool(np.all((a == 0) | np.isclose(a, 1.25 * dA))),
        },
    )
    ones = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    gradient = np.array([[2.0, 3.0], [-1.0, 4.0], [0.5, -8.0]])
    expect(
        dropout_backward,
        gradient,
        ones,
        0.75,
        case=_("a mask of 1 and 0"),
        gives=[[8.0, 0.0], [0.0, 16.0], [2.0, -32.0]],
    )
    expect(dropout_backward, gradient, ones, 0.0, case=_("a rate of 0"), gives=[[2.0, 0.0], [0.0, 4.0], [0.5, -8.0]])
    signs, case = {SMALL_LOST: np.zeros((3, 2))}, _("tiny gradients")
    gives = [[8e-12, 0.0], [0.0, 16e-12], [2e-12, -32e-12]]
    expect(dropout_backward, 1e-12 * gradient, ones, 0.75, case=case, gives=gives, atol=0, mistakes=signs)
    expect_own_arrays(dropout_backward, [gradient, ones, 0.75], [-gradient, ones, 0.75])
