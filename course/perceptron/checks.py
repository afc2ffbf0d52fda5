"""The checks of unit 1: what a student's answers must do on data that can be read."""

from collections.abc import Callable
from typing import Any

import numpy as np

from course.checks import Mistake, check, expect, step_check
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.checks.mistakes import Signs, confirmed
from course.layer import Array
from course.perceptron import check_activations
from course.perceptron.check_gates import check_gate, check_places
from course.perceptron.gates import AND_TABLE, NAND_TABLE, OR_TABLE, XOR_TABLE
from course.texts import _


@check
def step(step: Callable[..., Any]) -> None:
    """Values on both sides of the threshold, at it and very close to it, as arrays and as plain numbers."""
    check_activations.check_step(step)


@check
def sign(sign: Callable[..., Any]) -> None:
    """Values on both sides of zero, at it and very close to it, as arrays and as plain numbers."""
    check_activations.check_sign(sign)


@check
def sigmoid(sigmoid: Callable[..., Any]) -> None:
    """Values near zero, huge ones, which must not overflow, and tiny answers, which must keep their digits."""
    check_activations.check_sigmoid(sigmoid)


@check
def tanh(tanh: Callable[..., Any]) -> None:
    """Values near zero, further out, and huge ones, which must not overflow."""
    check_activations.check_tanh(tanh)


@check
def relu(relu: Callable[..., Any]) -> None:
    """Small and large values on both sides of zero, as arrays and as plain numbers."""
    check_activations.check_relu(relu)


NO_BIAS = Mistake("no_bias", "the bias `b` is left out")
INSIDE = Mistake("inside", "the bias is inside the product, so it counts once for each input: add it after the sum")
TO_INPUTS = Mistake("to_inputs", "the bias is added to every input: add it once, after the sum")
AFTER = Mistake("after", "the bias is added after the activation: it belongs inside f, next to the sum")
MULTIPLIED = Mistake("multiplied", "the bias multiplies the sum; it must be added")
SUBTRACTED = Mistake("subtracted", "the bias is subtracted: it is minus the threshold already, so it is added")
UNSUMMED = Mistake("unsummed", "the products are not summed")
OWN_F = Mistake("own_f", "another activation is used than the `f` that is passed in")
NO_AXIS = Mistake(
    "no_axis", "one example is a 1-D array and has no axis 1: sum over the last axis, whatever its number"
)
SIDEWAYS = Mistake("sideways", "the sum runs over the examples: it must run over the inputs, along each row")
ONE_TOTAL = Mistake(
    "one_total",
    "all rows are summed into one number, or only one row is used: each example needs an answer of its own",
)
NO_FIT = Mistake(
    "no_fit", "the shapes do not fit: with examples in the rows of `x`, `x` stands on the left of the product"
)
BARE = Mistake("bare", "the activation `f` is not applied to the sum")


def linear(z: Any) -> Any:
    """Give back the input."""
    return z


@check
def neuron(neuron: Callable[..., Any]) -> None:
    """One example and several, with two activations."""
    x, w, b = np.array([1.0, 2.0, 3.0]), np.array([0.5, -1.0, 0.25]), 0.5
    expect(
        neuron,
        *(x, w, b, linear),
        case=_("one example, linear"),
        gives=-0.25,
        mistakes={
            NO_BIAS: -0.75,
            INSIDE: 2.25,
            TO_INPUTS: -0.875,
            MULTIPLIED: -0.375,
            SUBTRACTED: -1.25,
            UNSUMMED: [1.0, -1.5, 1.25],
            OWN_F: -0.2449186624,
            NO_AXIS: IndexError,
        },
    )
    expect(
        neuron,
        *(x, w, b, np.tanh),
        case=_("one example, tanh"),
        gives=-0.2449186624,
        mistakes={BARE: -0.25, NO_BIAS: -0.6351489524, AFTER: -0.1351489524},
    )
    expect(
        neuron,
        *(np.array([[1.0, 2.0, 3.0], [0.0, 1.0, 4.0]]), w, b, linear),
        case=_("two examples"),
        gives=[-0.25, 0.5],
        mistakes={SIDEWAYS: [1.0, -2.5, 2.25], ONE_TOTAL: -0.25, NO_FIT: ValueError},
    )
    square = np.array([[1.0, 2.0], [3.0, -1.0]])
    expect(neuron, square, np.array([2.0, 1.0]), -1.0, linear, case=_("as many examples as inputs"), gives=[3, 4])
    expect(neuron, x[None, :], w, b, np.tanh, case=_("a table with one row"), gives=[-0.2449186624])
    signs = {SMALL_LOST: 0.0}
    expect(neuron, 1e-12 * x, w, 1e-12, linear, case=_("tiny inputs"), gives=2.5e-13, atol=0, mistakes=signs)
    expect_own_arrays(neuron, [square, w[:2], b, linear], [-square, w[:2], b, linear])


COUNTS_RIGHT = Mistake("counts_right", "this counts the rows that are right")
SHARE = Mistake("share", "this is the share of wrong rows, not their number")
THE_ROWS = Mistake("the_rows", "these are the rows themselves: count them")
Y_WENT_IN = Mistake(
    "y_went_in", "the shapes do not fit: only the first two columns are inputs, the third is the right answer"
)
TOTALS = Mistake(
    "totals",
    "the outputs and the y are compared in total, so a 1 too many and a 1 too few cancel: compare row by row",
)
EARLY = Mistake("early", "it stops at the first wrong row: count to the last row")
BIAS_LOST = Mistake("bias_lost", "the bias `b` does not reach the neuron")
SWAPPED = Mistake("swapped", "x1 and x2 have changed places")
ROWS_ASSUMED = Mistake(
    "rows_assumed", "the inputs are taken in a fixed order: read them from the first two columns of `table`"
)
OWN_STEP = Mistake("own_step", "a fixed threshold is used: the neuron must use the activation `f` that is passed in")


def fires_above_zero(z: Any) -> Any:
    """Fire above zero, and not at it."""
    return np.heaviside(z, 0.0)


def fires_below_zero(z: Any) -> Any:
    """Fire below zero, as no other neuron of the unit does."""
    return np.heaviside(-1.0 * z, 0.0)


@check
def truth_table_errors(truth_table_errors: Callable[..., Any]) -> None:
    """Neurons that are right and wrong about several gates, with two other activations than `step`."""
    copy_w, copy_b = np.array([1.0, 0.0]), -0.5  # a neuron that copies x1
    neither_w, neither_b = np.array([-2.0, -2.0]), 1.0  # a neuron that fires only when neither input is on
    x1_alone = np.array([[0, 0, 0], [0, 1, 0], [1, 0, 1], [1, 1, 0]])
    above, below = fires_above_zero, fires_below_zero
    signs: Signs = {COUNTS_RIGHT: 3, SHARE: 0.25, THE_ROWS: [False, False, True, False], Y_WENT_IN: ValueError}
    signs = confirmed(signs, {COUNTS_RIGHT: 1}, truth_table_errors, neither_w, neither_b, XOR_TABLE, above)
    signs = confirmed(signs, {Y_WENT_IN: 1}, truth_table_errors, np.array([1.0, 0.0, 0.0]), copy_b, AND_TABLE, above)
    case = _("AND, a neuron that copies x1")
    expect(truth_table_errors, copy_w, copy_b, AND_TABLE, above, case=case, gives=1, mistakes=signs)
    case, mistakes = _("XOR, a neuron that copies x1"), {TOTALS: 0, EARLY: 1}
    expect(truth_table_errors, copy_w, copy_b, XOR_TABLE, above, case=case, gives=2, mistakes=mistakes)
    case = _("NAND, a neuron that copies x1")
    expect(truth_table_errors, copy_w, copy_b, NAND_TABLE, above, case=case, gives=3)
    case = _("XOR, a neuron that fires when neither input is on")
    expect(truth_table_errors, neither_w, neither_b, XOR_TABLE, above, case=case, gives=3, mistakes={BIAS_LOST: 2})
    case = _("x1 but not x2, a neuron that copies x1")
    expect(truth_table_errors, copy_w, copy_b, x1_alone, above, case=case, gives=1, mistakes={SWAPPED: 3})
    case, not_x2 = _("the rows in another order, a neuron that fires for x1 but not x2"), np.array([1.0, -1.0])
    signs = confirmed({ROWS_ASSUMED: 2}, {ROWS_ASSUMED: 3}, truth_table_errors, copy_w, copy_b, x1_alone[::-1], above)
    expect(truth_table_errors, not_x2, -0.5, x1_alone[::-1], above, case=case, gives=0, mistakes=signs)
    case = _("AND, z = 0 in two rows, `f` fires only above 0")
    expect(truth_table_errors, np.ones(2), -1.0, AND_TABLE, above, case=case, gives=0, mistakes={OWN_STEP: 2})
    case = _("OR, `f` fires only below 0")
    expect(truth_table_errors, copy_w, copy_b, OR_TABLE, below, case=case, gives=3, mistakes={OWN_STEP: 1})


@check
def gates(AND: Any, OR: Any, NAND: Any) -> None:
    """Each gate's four rows, with this course's step, and their distance from the threshold."""
    for name, gate, table in (("AND", AND, AND_TABLE), ("OR", OR, OR_TABLE), ("NAND", NAND, NAND_TABLE)):
        check_gate(name, gate, table)


MISFIT = Mistake(
    "misfit",
    "arrays do not fit here: `if` and `and` do not work on arrays, and `neuron` wants one example in each row",
)


@step_check
def hidden_units(hidden_units: Callable[..., Any]) -> None:
    """Whether one more neuron can finish XOR from the pair of outputs, for arrays and for plain numbers."""
    rows = [(0, 0), (0, 1), (1, 0), (1, 1)]
    x1, x2 = np.array(rows, dtype=float).T.copy()
    alike = (np.zeros(4), np.zeros(4))
    pair = expect(hidden_units, x1, x2, case=_("four examples"), like=alike, mistakes={MISFIT: ValueError})
    h1, h2 = (np.asarray(output, dtype=float) for output in pair)
    check_places(rows, h1, h2)
    for number in (1, 3):
        numbers = (float(h1[number]), float(h2[number]))
        case = _("two plain numbers, {row}").format(row=rows[number])
        expect(hidden_units, float(x1[number]), float(x2[number]), case=case, gives=numbers)


ONLY_OR = Mistake("only_or", "this is OR: at (1, 1) the `not both` is missing")
ONLY_AND = Mistake("only_and", "this is AND: one input alone must be enough")
OPPOSITE = Mistake("opposite", "this is the opposite, `both or none`: turn the last neuron around")
ONLY_NAND = Mistake("only_nand", "this is NAND: at (0, 0) the `one or the other` is missing")
ALWAYS = Mistake("always", "every row fires: look at the last threshold, and at the activation of the hidden neurons")
NEVER = Mistake("never", "no row fires: look at the last threshold, and at the activation of the hidden neurons")


@check
def xor(xor: Callable[..., Any]) -> None:
    """Arrays of two lengths, and each of the four rows as plain numbers."""
    expect(
        xor,
        *(np.array([0.0, 0.0, 1.0, 1.0, 1.0]), np.array([0.0, 1.0, 0.0, 1.0, 0.0])),
        case=_("five examples"),
        gives=[0, 1, 1, 0, 1],
        mistakes={
            ONLY_OR: [0, 1, 1, 1, 1],
            ONLY_AND: [0, 0, 0, 1, 0],
            OPPOSITE: [1, 0, 0, 1, 0],
            ONLY_NAND: [1, 1, 1, 0, 1],
            ALWAYS: [1, 1, 1, 1, 1],
            NEVER: [0, 0, 0, 0, 0],
            MISFIT: ValueError,
        },
    )
    for x1, x2, y in ((0.0, 0.0, 0), (0.0, 1.0, 1), (1.0, 0.0, 1), (1.0, 1.0, 0)):
        expect(xor, x1, x2, case=_("plain numbers, {row}").format(row=(int(x1), int(x2))), gives=y)
    expect(xor, np.array([1.0, 0.0]), np.array([1.0, 1.0]), case=_("two examples"), gives=[0, 1])
    expect_own_arrays(xor, [np.array([1.0, 0.0]), np.array([1.0, 1.0])], [np.array([1.0, 1.0]), np.array([0.0, 1.0])])


NO_ETA = Mistake("no_eta", "the learning rate `eta` is not used")
NO_EPOCHS = Mistake("no_epochs", "it goes on after `epochs` epochs")
BIAS_NO_ETA = Mistake("bias_no_eta", "the bias does not move by `eta`, as the weights do")
WHOLE = Mistake("whole", "`w` holds whole numbers, because it was made like a row of `X`: start from `np.zeros(...)`")
LATE = Mistake(
    "late",
    "the weights move only at the end of the epoch: apply the rule after each row, so that the next row meets new ones",
)
UPHILL = Mistake(
    "uphill",
    "the correction goes the wrong way: it must be t - o, so that a neuron that should have fired fires more easily",
)
FIXED_BIAS = Mistake(
    "fixed_bias",
    "the bias is never learned: it moves with every error too, as if it were the weight of an input fixed at 1",
)
OTHER_STEP = Mistake(
    "other_step", "the neuron is quiet at exactly z = 0, as it is at the start; this course's `step` fires there"
)
CARRIED = Mistake("carried", "the count is never set back: it starts from 0 again in each epoch")
UNLISTED = Mistake(
    "unlisted",
    "the last epoch is missing in the list: go on until an epoch without errors, and append its 0 before you stop",
)
ENDLESS = Mistake(
    "endless", "it goes on after an epoch without errors: once every row was right, nothing can change any more"
)
COUNT_WRAPS = Mistake(
    "count_wraps", "the count starts from 0 again after 255, since an 8-bit number can hold no more: count with `int`"
)
AFTER_EPOCH = Mistake(
    "after_epoch", "the errors were counted with the weights at the end of the epoch; count each row when it is seen"
)


@check
def perceptron_fit(perceptron_fit: Callable[..., Any]) -> None:
    """Learn the example of the text, two gates, with a learning rate and a limit on the epochs, and three inputs."""
    OR = (OR_TABLE[:, :2], OR_TABLE[:, 2])
    _learn_the_table_above(perceptron_fit, OR)
    expect(
        perceptron_fit,
        *OR,
        case=_("OR"),
        gives=([1, 1], -1, [2, 2, 1, 0]),
        mistakes={LATE: ([2, 2], -1, [1, 3, 1, 1, 1, 0]), WHOLE: TypeError},
    )
    expect(
        perceptron_fit,
        *(AND_TABLE[:, :2], AND_TABLE[:, 2], 0.5, 3),
        case=_("AND, eta = 0.5, at most 3 epochs"),
        gives=([1.0, 0.5], -1.0, [2, 3, 3]),
        mistakes={
            NO_ETA: ([2.0, 1.0], -2.0, [2, 3, 3]),
            BIAS_NO_ETA: ([0.5, 0.5], -1.0, [2, 1, 0]),
            NO_EPOCHS: ([1.0, 0.5], -1.5, [2, 3, 3, 2, 1, 0]),
        },
    )
    X = np.array([[0.5, -1.0, 2.0], [1.5, 0.5, -0.5], [-1.0, 2.0, 0.25], [0.25, 0.75, 1.0]])
    expect(
        perceptron_fit,
        *(X, np.array([0, 1, 1, 0]), 0.5, 10),
        case=_("three inputs"),
        gives=([0.5, 0.75, -1.25], 0.0, [2, 0]),
    )
    XOR = (XOR_TABLE[:, :2], XOR_TABLE[:, 2])
    gives = ([-1, 0], 0, [3, 3] + [4] * 18)
    expect(perceptron_fit, *XOR, case=_("XOR, which is never learned, for the usual 20 epochs"), gives=gives)
    signs = {COUNT_WRAPS: ([0], 0, [44, 44])}
    ones, turns = np.ones((300, 1)), np.tile([0, 1], 150)
    case = _("300 rows, each of which undoes the one before")
    expect(perceptron_fit, ones, turns, 1.0, 2, case=case, gives=([0], 0, [300, 300]), mistakes=signs)
    eta, AND = 2.0**-30, (AND_TABLE[:, :2], AND_TABLE[:, 2])
    tiny, signs = ([2 * eta, eta], -2 * eta, [2, 3, 3]), {SMALL_LOST: ([0, 0], 0, [2, 3, 3])}
    expect(perceptron_fit, *AND, eta, 3, case=_("AND, a tiny eta"), gives=tiny, atol=0, mistakes=signs)
    expect_own_arrays(perceptron_fit, [X, np.array([0, 1, 1, 0])], [X, np.array([1, 0, 0, 1])])


def _learn_the_table_above(perceptron_fit: Callable[..., Any], OR: tuple[Array, Array]) -> None:
    signs: Signs = {
        UPHILL: ([-58], 1, [1] + [2] * 19),
        FIXED_BIAS: ([1], 0, [1, 0]),
        OTHER_STEP: ([2], 1, [1, 0]),
        AFTER_EPOCH: ([1], -1, [0]),
        UNLISTED: ([1], -1, [1]),
        CARRIED: ([1], -1, [1] * 20),
        ENDLESS: ([1], -1, [1] + [0] * 19),
    }
    on_OR = {
        FIXED_BIAS: ([0, 0], 0, [1] * 20),
        OTHER_STEP: ([1, 1], 0, [1, 2, 1, 0]),
        AFTER_EPOCH: ([1, 1], -1, [1, 1, 0]),
        UNLISTED: ([1, 1], -1, [2, 2, 1]),
    }
    expect(
        perceptron_fit,
        *(np.array([[2.0], [-1.0]]), np.array([1, 0])),
        case=_("the table above"),
        gives=([1], -1, [1, 0]),
        mistakes=confirmed(signs, on_OR, perceptron_fit, *OR),
    )


NOT_CARRIED = Mistake(
    "not_carried",
    "`b1` is added as it is, but on its way out it passes through the second layer, like all of the first layer",
)
B1_LOST = Mistake("b1_lost", "`b1` is lost: the first layer's biases reach the output too")
B2_LOST = Mistake("b2_lost", "`b2` is lost")
BOTH = Mistake("both", "both biases are sent through the second layer, but `b2` is added after it")
ORDER = Mistake(
    "order", "the shapes do not fit: the product is `@`, and x meets `W1` first, so `W1` stands on its left"
)
PRODUCT_TURNED = Mistake(
    "product_turned",
    "the two matrices are multiplied in the wrong order: x meets `W1` first, so `W1` stands on the left",
)
WRONG_SIDE = Mistake(
    "wrong_side", "`b1` goes through `W2` from the wrong side: it is a row, like x, so it stands on the left"
)


@check
def collapse(collapse: Callable[..., Any]) -> None:
    """Two layers, the second as large as the first and smaller."""
    W1, b1 = np.array([[1.0, 0.0], [2.0, 1.0], [0.0, -1.0]]), np.array([1.0, -1.0])
    W2, b2 = np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([0.5, 0.0])
    W: Array = np.array([[1.0, 2.0], [2.0, 5.0], [0.0, -1.0]])
    expect(
        collapse,
        *(W1, b1, W2, b2),
        case=_("3 inputs, 2 neurons, 2 neurons"),
        gives=(W, [1.5, 1.0]),
        mistakes={
            NOT_CARRIED: (W, [1.5, -1.0]),
            B1_LOST: (W, [0.5, 0.0]),
            BOTH: (W, [1.5, 2.0]),
            WRONG_SIDE: (W, [-0.5, -1.0]),
            B2_LOST: (W, [1.0, 1.0]),
            ORDER: ValueError,
        },
    )
    W2, b2 = np.array([[2.0], [-3.0]]), np.array([0.25])
    expect(
        collapse,
        *(W1, b1, W2, b2),
        case=_("3 inputs, 2 neurons, 1 neuron"),
        gives=([[2.0], [1.0], [3.0]], [5.25]),
    )
    square, turn = np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([[0.0, -1.0], [1.0, 0.0]])
    signs: Signs = {PRODUCT_TURNED: ([[0.0, -1.0], [1.0, 2.0]], [-0.5, -1.0])}
    gives = ([[2.0, -1.0], [1.0, 0.0]], [-0.5, -1.0])
    case = _("square layers")
    expect(collapse, square, b1, turn, np.array([0.5, 0.0]), case=case, gives=gives, mistakes=signs)
    expect(
        collapse,
        *(1e-6 * W1, 1e-6 * b1, 1e-6 * W2, 1e-12 * b2),
        case=_("tiny weights"),
        gives=([[2e-12], [1e-12], [3e-12]], [5.25e-12]),
        atol=0,
        mistakes={SMALL_LOST: ([[0.0], [0.0], [0.0]], [0.0])},
    )
    expect_own_arrays(collapse, [W1, b1, W2, b2], [-W1, b1, W2, -b2])
