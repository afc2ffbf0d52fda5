"""The parts of the check of `init_weights`."""

from collections.abc import Mapping

import numpy as np

from course.checks import Mistake, expect, require
from course.checks.any_answer import expect_own_arrays
from course.layer import Array, Function
from course.texts import _

SHAPE_TURNED = Mistake("shape_turned", "the shape is (n_out, n_in): the rows belong to the inputs")
ALL_EQUAL = Mistake("all_equal", "all weights are equal, and so they would stay: draw them from `rng`")
ONE_SIDE = Mistake("one_side", "the draws are all on one side of 0: they reach from -r to r")
NOT_UNIFORM = Mistake(
    "not_uniform", "the weights are not uniform: `rng.uniform` draws every number between -r and r equally often"
)
XAVIER_NO_ROOT = Mistake("xavier_no_root", "the root is missing")
ONLY_N_IN = Mistake("only_n_in", "the root is taken of 6 / n_in alone: both sizes belong under it")
ONLY_N_OUT = Mistake("only_n_out", "the root is taken of 6 / n_out alone: both sizes belong under it")
TWO_FOR_SIX = Mistake("two_for_six", "there is a 2 in place of the 6 (2 belongs to a normal variant of the recipe)")
SUM_WITHOUT_PARENTHESES = Mistake(
    "sum_without_parentheses", "parentheses are missing under the root: 6 is divided by the sum of both"
)
NOT_CENTERED = Mistake("not_centered", "the normal distribution is not centered at 0")
VARIANCE = Mistake("variance", "2 / n_in is the variance: the standard deviation is its root")
HE_N_OUT = Mistake("he_n_out", "n_out stands under the root in place of n_in")
ONE_FOR_TWO = Mistake("one_for_two", "there is a 1 in place of the 2")
HE_BOTH = Mistake("he_both", "n_in + n_out stands under the root: for he it is n_in alone")
UNSCALED = Mistake("unscaled", "these weights have the standard deviation 1: scale them")
OTHER_NUMBER = Mistake("other_number", "the number under the root, or the root itself, is another one")
NOT_NORMAL = Mistake("not_normal", "the weights are not normal: `rng.normal` draws those")
NOT_FROM_RNG_ALONE = Mistake(
    "not_from_rng_alone", "the draws do not come from `rng` alone: ask `rng`, not `np.random`, for them"
)
OWN_SEED = Mistake("own_seed", "the draws do not come from `rng`, but from a seed of their own")
REPEATED = Mistake("repeated", "numbers are repeated: each weight needs a draw of its own")


def drawn(init_weights: Function, kind: str, seed: int = 0) -> Array:
    """Draw the weights of 300 inputs and 100 units."""
    turned = {SHAPE_TURNED: lambda W: W.shape == (100, 300)}
    like = np.zeros((300, 100))
    W = expect(init_weights, 300, 100, kind, np.random.default_rng(seed), like=like, mistakes=turned)
    return np.asarray(W, dtype=np.float64)


def closest(seen: float, candidates: Mapping[Mistake, float]) -> Mistake:
    """Find the mistake that would give this number."""
    found = [mistake for mistake, value in candidates.items() if abs(seen - value) < 0.03 * value]
    return found[0] if found else OTHER_NUMBER


def xavier(init_weights: Function) -> None:
    """Check that the weights of xavier are uniform between -r and r."""
    W = drawn(init_weights, "xavier")
    largest, spread = float(np.max(np.abs(W))), float(np.std(W))
    require(np.ptp(W) > 0, _("xavier, 300 inputs and 100 units: the weights differ"), cause=ALL_EQUAL)
    require(abs(np.mean(W)) < 0.05 * spread, _("xavier: the mean is near 0"), cause=ONE_SIDE)
    require(abs(spread * 1.7320508 / largest - 1) < 0.02, _("xavier: the weights are uniform"), cause=NOT_UNIFORM)
    edges = {
        XAVIER_NO_ROOT: 0.015,
        ONLY_N_IN: 0.14142136,
        ONLY_N_OUT: 0.24494897,
        TWO_FOR_SIX: 0.07071068,
        SUM_WITHOUT_PARENTHESES: 10.00099995,
    }
    reaches = _("xavier, 300 inputs and 100 units: the weights reach from -0.1225 to 0.1225")
    require(abs(largest / 0.12247449 - 1) < 0.01, reaches, cause=closest(largest, edges))


def he(init_weights: Function) -> None:
    """Check that the weights of he are normal, with the right standard deviation."""
    W = drawn(init_weights, "he")
    spread = float(np.std(W))
    require(np.ptp(W) > 0, _("he, 300 inputs and 100 units: the weights differ"), cause=ALL_EQUAL)
    require(abs(np.mean(W)) < 0.05 * spread, _("he: the mean is near 0"), cause=NOT_CENTERED)
    spreads = {
        VARIANCE: 0.00666667,
        HE_N_OUT: 0.14142136,
        ONE_FOR_TWO: 0.05773503,
        HE_BOTH: 0.07071068,
        UNSCALED: 1.0,
    }
    deviation = _("he, 300 inputs and 100 units: the standard deviation is 0.0816")
    require(abs(spread / 0.08164966 - 1) < 0.02, deviation, cause=closest(spread, spreads))
    beyond = np.mean(np.abs(W) > 2 * spread)
    require(0.035 < beyond < 0.056, _("he: the weights are normal"), cause=NOT_NORMAL)


def draws(init_weights: Function) -> None:
    """Check that each weight is a draw of its own, from `rng` alone."""
    for kind in ("xavier", "he"):
        first, again, other = (drawn(init_weights, kind, seed) for seed in (1, 1, 2))
        same = _("{kind}: the same rng, the same weights").format(kind=kind)
        require(np.array_equal(first, again), same, cause=NOT_FROM_RNG_ALONE)
        differ = _("{kind}: another rng, other weights").format(kind=kind)
        require(not np.array_equal(first, other), differ, cause=OWN_SEED)
        single = _("{kind}: each weight is drawn on its own").format(kind=kind)
        require(len(np.unique(first)) > 0.999 * first.size, single, cause=REPEATED)


def sizes(init_weights: Function) -> None:
    """Check a layer with more units than inputs, a single weight, and that each call makes an array of its own."""
    W = np.asarray(expect(init_weights, 50, 800, "he", np.random.default_rng(0), like=np.zeros((50, 800))))
    claim = _("he, 50 inputs and 800 units: the standard deviation is 0.2")
    require(abs(float(np.std(W)) / 0.2 - 1) < 0.03, claim, cause=HE_N_OUT)
    for kind in ("xavier", "he"):
        expect(init_weights, 1, 1, kind, np.random.default_rng(0), case=_("a single weight"), like=np.zeros((1, 1)))
        rngs = [np.random.default_rng(seed) for seed in (1, 2)]
        expect_own_arrays(init_weights, [3, 2, kind, rngs[0]], [3, 2, kind, rngs[1]])


def errors(init_weights: Function) -> None:
    """Check that another kind is refused."""
    expect(init_weights, 3, 2, "zeros", np.random.default_rng(0), case=_("an unknown kind"), raises=ValueError)
    expect(init_weights, 3, 2, "Xavier", np.random.default_rng(0), case=_("a capital letter"), raises=ValueError)
