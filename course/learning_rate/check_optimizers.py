"""The parts of the checks of `momentum_step` and `adam_step`."""

import numpy as np

from course.checks import Mistake, expect, expect_value
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.checks.mistakes import Signs
from course.layer import Function
from course.texts import _

UPHILL = Mistake("uphill", "the step goes uphill: it goes against the gradient, so subtract it")
ETA_UNUSED = Mistake("eta_unused", "`eta` is not used: it says how far to go")

# momentum_step
OLD_VELOCITY = Mistake("old_velocity", "the weights moved by the old velocity: compute the new one first")
MEAN_VELOCITY = Mistake("mean_velocity", "the gradient is weighted with 1 - beta: here it is added whole")
ETA_INSIDE = Mistake(
    "eta_inside", "`eta` is inside the velocity: here v = beta v + g, and `eta` is used for the weights"
)
NO_FADING = Mistake("no_fading", "the velocity does not fade: multiply the old one by `beta`")
SWAPPED = Mistake("swapped", "the pair is the wrong way round: (w, v)")
BETA_ON_GRADIENT = Mistake("beta_on_gradient", "`beta` fades the old velocity, not the gradient")
ETA_AND_BETA = Mistake("eta_and_beta", "`eta` and `beta` have changed places")
OTHER_FORM = Mistake(
    "other_form", "this is the other common form, with `eta` inside v and w + v: here v = beta v + g and w - eta v"
)
MINUS_GRADIENT = Mistake(
    "minus_gradient", "the gradient enters the velocity with a minus: v grows by g, and w moves by minus eta v"
)
GRADIENT_ALONE = Mistake("gradient_alone", "the weights moved by the gradient alone: they move by the velocity")
NESTEROV = Mistake("nesterov", "this is Nesterov's variant, which looks one step ahead: here the step is eta v")
NO_VELOCITY = Mistake("no_velocity", "the velocity is not returned: the next step needs it")

# adam_step
UNCORRECTED = Mistake("uncorrected", "the correction is missing: divide m by 1 - beta1**t, and v by 1 - beta2**t")
T_LATE = Mistake("t_late", "t is used before it is counted up: at the first step it must be 1, since 1 - beta**0 is 0")
EPS_INSIDE = Mistake("eps_inside", "eps stands inside the root: add it to the root of v_hat")
CORRECTED_KEPT = Mistake(
    "corrected_kept", "the state holds the corrected means: return m and v as they were before the correction"
)
ONLY_V = Mistake("only_v", "only v is corrected: m is too small at first, too")
ONLY_M = Mistake("only_m", "only m is corrected: v is too small at first, too")
BETAS = Mistake("betas", "beta1 and beta2 have changed places")
NO_ROOT = Mistake("no_root", "the root of v_hat is missing")
MEANS_TURNED = Mistake(
    "means_turned", "the old mean is weighted with 1 - beta and the new gradient with beta: the other way round"
)
NOT_SQUARED = Mistake("not_squared", "v takes the size of the gradient in place of its square")
T_STANDS = Mistake("t_stands", "t is not counted up in the state that is returned")
NO_STATE = Mistake("no_state", "the state is not returned: the next step needs it")
EPS_UNUSED = Mistake("eps_unused", "eps is left out, or is a number of your own: add the argument `eps`")
EPS_EARLY = Mistake("eps_early", "eps is added before the correction: divide v first, take the root, then add eps")
PARENTHESES = Mistake("parentheses", "the denominator needs parentheses: root and eps are added before you divide")
NO_POWER = Mistake("no_power", "the power is missing: divide by 1 - beta**t, not by 1 - beta")
T_ANEW = Mistake("t_anew", "t starts from 0 at every step: count on from the state")


def momentum(momentum_step: Function) -> None:
    """Check arrays, plain numbers before the first step, and beta = 0."""
    expect(
        momentum_step,
        np.array([1.0, -2.0]),
        np.array([4.0, 2.0]),
        np.array([2.0, -1.0]),
        0.1,
        0.5,
        case=_("two weights"),
        gives=([0.5, -2.15], [5.0, 1.5]),
        mistakes={
            OLD_VELOCITY: ([0.8, -1.9], [5.0, 1.5]),
            MEAN_VELOCITY: ([0.7, -2.05], [3.0, 0.5]),
            ETA_INSIDE: ([-0.4, -1.7], [1.4, -0.3]),
            NO_FADING: ([0.4, -2.1], [6.0, 1.0]),
            UPHILL: ([1.5, -1.85], [5.0, 1.5]),
            SWAPPED: ([5.0, 1.5], [0.5, -2.15]),
            ETA_UNUSED: ([-4.0, -3.5], [5.0, 1.5]),
            BETA_ON_GRADIENT: ([0.6, -2.0], [4.0, 0.0]),
            ETA_AND_BETA: ([-1.1, -2.95], [4.2, 1.9]),
            OTHER_FORM: ([1.6, -2.7], [0.6, -0.7]),
            MINUS_GRADIENT: ([0.7, -2.25], [-3.0, -2.5]),
            GRADIENT_ALONE: ([0.6, -2.2], [5.0, 1.5]),
            NESTEROV: ([0.35, -2.275], [5.0, 1.5]),
            NO_VELOCITY: [0.5, -2.15],
        },
    )
    expect(momentum_step, 1.0, 2.0, 0, 0.25, 0.5, case=_("numbers, first step"), gives=(0.5, 2.0))
    matrix, slope, v = np.array([[1.0, 2.0]]), np.array([[4.0, -2.0]]), np.array([[8.0, 8.0]])
    nothing_kept = ([[-1.0, 3.0]], [[4.0, -2.0]])
    expect(momentum_step, matrix, slope, v, 0.5, 0.0, case=_("a matrix, beta = 0"), gives=nothing_kept)
    signs, tiny = {SMALL_LOST: (0.0, 0.0)}, (0.0, 1e-12, 2e-12, 0.5, 0.5)
    expect(momentum_step, *tiny, case=_("tiny numbers"), gives=(-1e-12, 2e-12), atol=0, mistakes=signs)
    expect_own_arrays(momentum_step, [matrix, slope, v, 0.5, 0.5], [matrix, -slope, v, 0.5, 0.5])


def first_step(adam_step: Function) -> None:
    """Check the first step of two weights."""
    expect(
        adam_step,
        np.array([1.0, -2.0]),
        np.array([4.0, -0.5]),
        (0, 0, 0),
        0.1,
        case=_("first step"),
        gives=([0.9, -1.9], ([0.4, -0.05], [0.016, 0.00025], 1)),
        mistakes={
            UNCORRECTED: ([0.683772259, -1.683772434], ([0.4, -0.05], [0.016, 0.00025], 1)),
            T_LATE: RuntimeWarning,
            CORRECTED_KEPT: ([0.9, -1.9], ([4.0, -0.5], [16.0, 0.25], 1)),
            ONLY_V: ([0.99, -1.99], ([0.4, -0.05], [0.016, 0.00025], 1)),
            ONLY_M: ([-2.1622774102, 1.1622756602], ([0.4, -0.05], [0.016, 0.00025], 1)),
            BETAS: ([0.9999, -1.9999], ([0.004, -0.0005], [1.6, 0.025], 1)),
            NO_ROOT: ([0.975, -1.800000008], ([0.4, -0.05], [0.016, 0.00025], 1)),
            MEANS_TURNED: ([0.9715252601, -1.9715252601], ([3.6, -0.45], [15.984, 0.24975], 1)),
            NOT_SQUARED: ([0.8, -1.9292893219], ([0.4, -0.05], [0.004, 0.0005], 1)),
            UPHILL: ([1.1, -2.1], ([0.4, -0.05], [0.016, 0.00025], 1)),
            T_STANDS: ([0.9, -1.9], ([0.4, -0.05], [0.016, 0.00025], 0)),
            NO_STATE: [0.9, -1.9],
        },
    )


def later_step(adam_step: Function) -> None:
    """Check the third step, with numbers for all arguments."""
    expect(
        adam_step,
        *(3.0, 4.0, (1.0, 5.0, 2), 0.1, 0.6, 0.75, 0.2),
        case=_("third step, a large eps"),
        gives=(2.9273277421, (2.2, 7.75, 3)),
        mistakes={
            EPS_INSIDE: (2.9239234386, (2.2, 7.75, 3)),
            UNCORRECTED: (2.9262705474, (2.2, 7.75, 3)),
            T_LATE: (2.9220315438, (2.2, 7.75, 3)),
            NOT_SQUARED: (2.9084878791, (2.2, 4.75, 3)),
            EPS_UNUSED: (2.9233580341, (2.2, 7.75, 3)),
            EPS_EARLY: (2.9284950969, (2.2, 7.75, 3)),
            PARENTHESES: (3.1233580331, (2.2, 7.75, 3)),
            NO_POWER: (2.9046424290, (2.2, 7.75, 3)),
            T_ANEW: (2.9046424287, (2.2, 7.75, 1)),
        },
    )


def other_states(adam_step: Function) -> None:
    """Check the second step of two weights, the defaults, and a gradient of 0."""
    state = np.array([0.5, -1.0]), np.array([0.25, 1.0]), 1
    expect(
        adam_step,
        *(np.array([1.0, -2.0]), np.array([1.0, 2.0]), state, 0.1, 0.5, 0.75),
        case=_("second step"),
        gives=([0.9, -2.0333333332], ([0.75, 0.5], [0.4375, 1.75], 2)),
        mistakes={T_STANDS: ([0.9, -2.0333333332], ([0.75, 0.5], [0.4375, 1.75], 1))},
    )
    expect(adam_step, 1.0, -2.0, (0, 0, 0), case=_("the defaults"), gives=(1.001, (-0.2, 0.004, 1)))
    level, still = np.array([[1.0, 2.0]]), np.zeros((1, 2))
    gives = (level, (still, still, 1))
    expect(adam_step, level, still, (0, 0, 0), 0.5, case=_("a gradient of 0"), gives=gives)
    w, (m, v, _t) = expect(adam_step, 1.0, 1e-6, (0, 0, 0), 0.1, case=_("a tiny gradient"), like=(1.0, (0.0, 0.0, 1)))
    case = _("a tiny gradient")
    expect_value("w", w, case=case, exercise="adam_step", gives=0.9009900990, mistakes={EPS_INSIDE: 0.999000005})
    lost: Signs = {SMALL_LOST: lambda got: got.shape == (2,) and got[1] == 0}
    expect_value("m, v", (m, v), case=case, exercise="adam_step", gives=(1e-7, 1e-15), atol=0, mistakes=lost)
    zero = (np.zeros((1, 2)), np.zeros((1, 2)), 0)
    expect_own_arrays(adam_step, [level, level, zero], [level, -level, zero])
