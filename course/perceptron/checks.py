"""The checks of unit 1: what a student's answers must do on data that can be read."""

from collections.abc import Callable
from typing import Any

import numpy as np

from course.checks import Mistake, check, expect
from course.texts import _

QUIET_AT_ZERO = Mistake(
    "quiet_at_zero",
    "the neuron stays quiet at exactly z = 0, but a threshold that is reached counts: it must fire there",
)
MINUS_ONE = Mistake("minus_one", "a quiet neuron gives -1, as in `sign`; here it gives 0")
A_HALF = Mistake("a_half", "zero counts as a half, but this neuron fires or does not")
TURNED = Mistake("turned", "the two answers have changed places")
BELOW = Mistake("below", "the comparison is the wrong way round")
ONE_IF = Mistake(
    "one_if", "`if` cannot decide about a whole array at once: use a comparison that works on each element"
)


@check
def step(step: Callable[..., Any]) -> None:
    """Values on both sides of the threshold and at it, as an array and as a plain number."""
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
    expect(step, np.array([[-1.0, 2.0], [0.5, -3.0]]), case=_("an array of two rows"), gives=[[0, 1], [1, 0]])
