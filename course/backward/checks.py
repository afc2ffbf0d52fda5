"""The checks of unit 3: what a student's answers must do on data that can be read.

The longer ones stand beside this module, in check_backward.py, check_measuring.py, check_steps.py and check_value.py.
"""

from typing import Any

import numpy as np

from course.backward import check_backward, check_measuring, check_steps, check_value
from course.checks import Mistake, check, expect, step_check
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.checks.mistakes import Signs, confirmed
from course.layer import Array, Function, Layer
from course.texts import _

# chain_rule
F_ITSELF = Mistake("f_itself", "this is f itself: asked for is how fast it changes")
OUTER_ONLY = Mistake("outer_only", "only the outer slope, df/dg, is there: multiply it by dg/dx")
INNER_ONLY = Mistake("inner_only", "only the inner slope, dg/dx, is there: multiply it by df/dg")
SLOPES_ADDED = Mistake("slopes_added", "the slopes are added: gears in a row multiply")
X_LOST = Mistake("x_lost", "the derivative of the square has lost its x")
F_TIMES_SLOPE = Mistake("f_times_slope", "f is multiplied by the inner slope: the factors are two slopes")
TWENTY_SQUARED = Mistake("twenty_squared", "the 20 is squared too: it stands outside the square")

# d_sigmoid, d_tanh, d_relu
SIGMOID_FORMULA_ON_Z = Mistake(
    "sigmoid_formula_on_z", "the formula a (1 - a) is used on z itself: a is the sigmoid of z"
)
SIGMOID_TWICE = Mistake("sigmoid_twice", "the sigmoid is taken twice: `z` is the sum, not yet the activation")
SIGMOID_ITSELF = Mistake("sigmoid_itself", "this is the sigmoid itself, not its slope")
SIGMOID_PLUS = Mistake("sigmoid_plus", "the sign between 1 and the sigmoid is wrong")
ONE_FACTOR_OF_SIGMOID = Mistake(
    "one_factor_of_sigmoid", "only 1 minus the sigmoid is there: multiply it by the sigmoid"
)
OF_TANH = Mistake("of_tanh", "this is the derivative of tanh")
OVERFLOW = Mistake("overflow", "a power of e overflows: use `sigmoid`, which is safe")
QUIET_OVERFLOW = Mistake("quiet_overflow", "a power of e overflows, and hiding the warning leaves nan")
ALL_BY_ONE = Mistake("all_by_one", "one large sum decides about all of them: each element has a slope of its own")
TANH_FORMULA_ON_Z = Mistake("tanh_formula_on_z", "the formula 1 - a^2 is used on z itself: a is the tanh of z")
TANH_TWICE = Mistake("tanh_twice", "tanh is taken twice: `z` is the sum, not yet the activation")
NO_SQUARE = Mistake("no_square", "the square is missing")
TANH_PLUS = Mistake("tanh_plus", "the sign between 1 and the square is wrong")
TANH_ITSELF = Mistake("tanh_itself", "this is tanh itself, not its slope")
OF_SIGMOID = Mistake("of_sigmoid", "this is the derivative of the sigmoid")
BRACKET_SQUARED = Mistake("bracket_squared", "the bracket is squared, not the tanh")
NO_ELEMENTS = Mistake(
    "no_elements", "a plain number has no elements to loop over: work on it as it is, or on `np.asarray(z)`"
)
NO_SHAPE = Mistake("no_shape", "a plain number has no shape and no positions: `np.asarray(z)` makes an array of it")
ONE_IF = Mistake("one_if", "`if` and `max` want a single yes or no: compare the whole array, or use `np.where`")
ONE_AT_KINK = Mistake("one_at_kink", "at the kink, z = 0, the slope is taken as 1: here it is 0")
HALF_AT_KINK = Mistake("half_at_kink", "at the kink the slope is taken as 1/2: here it is 0")
RELU_ITSELF = Mistake("relu_itself", "this is ReLU itself: its slope is 1 wherever it rises")
MINUS_ONE = Mistake("minus_one", "negative sums have the slope -1: but ReLU is flat there")
RELU_TURNED = Mistake("relu_turned", "0 and 1 have changed places")

# forward_cache
X_MISSING = Mistake("x_missing", "`X` is missing at the beginning of As")
X_IN_ZS = Mistake("x_in_zs", "`X` stands at the beginning of Zs: there are no sums before the first layer")
LISTS_SWAPPED = Mistake("lists_swapped", "the two lists have changed places: Zs comes first")
AS_HOLDS_SUMS = Mistake("as_holds_sums", "As holds the sums: put them through `layer.f`")
ZS_HOLDS_ACTIVATIONS = Mistake(
    "zs_holds_activations", "Zs holds the activations: keep the sums as they are before `layer.f`"
)
OUTPUT_MISSING = Mistake("output_missing", "the output is missing at the end of As")
SUMS_HANDED_ON = Mistake("sums_handed_on", "the sums are handed on, not the activations")
NO_BIASES = Mistake("no_biases", "the biases are not added")

ONE_AT_A_TIME = Mistake(
    "one_at_a_time",
    "`f` is called with a part of each row, but softmax must see whole rows: hand it all the sums at once",
)

# output_delta and step_back, the steps before backward
ONLY_RESIDUAL = Mistake("only_residual", "this is the residual: the factor 2/(nk) and the slopes are missing")
NO_SLOPES = Mistake("no_slopes", "the slopes `df(Z)` are left out")
SLOPES_AT_OUTPUT = Mistake("slopes_at_output", "the slopes are taken at `Y_hat`: they belong to the sums, `Z`")
NOT_TURNED = Mistake("not_turned", "`W` is not transposed")


@check
def chain_rule(chain_rule: Function) -> None:
    """Try a plain number, and an array of two rows."""
    signs = {
        F_ITSELF: 180.0,
        OUTER_ONLY: 20.0,
        INNER_ONLY: 6.0,
        SLOPES_ADDED: 26.0,
        X_LOST: 40.0,
        F_TIMES_SLOPE: 1080.0,
        TWENTY_SQUARED: 2400.0,
    }
    signs = confirmed(signs, {F_ITSELF: 500.0}, chain_rule, 5.0)
    expect(chain_rule, 3.0, case=_("a number"), gives=120.0, mistakes=signs)
    x = np.array([[1.0, -2.0, 0.0], [0.5, 10.0, -0.1]])
    expect(chain_rule, x, case=_("an array of two rows"), gives=[[40.0, -80.0, 0.0], [20.0, 400.0, -4.0]])
    expect(chain_rule, 1e-12, case=_("a tiny number"), gives=4e-11, atol=0, mistakes={SMALL_LOST: 0.0})
    expect_own_arrays(chain_rule, [x], [-x])


@check
def d_sigmoid(d_sigmoid: Function) -> None:
    """Try both sides of 0, a plain number, and very large sums, where a power of e overflows."""
    expect(
        d_sigmoid,
        np.array([-2.0, 0.0, 3.0]),
        case=_("an array"),
        gives=[0.10499359, 0.25, 0.04517666],
        mistakes={
            SIGMOID_FORMULA_ON_Z: [-6.0, 0.0, -6.0],
            SIGMOID_TWICE: [0.24911402, 0.23500371, 0.20087901],
            SIGMOID_ITSELF: [0.11920292, 0.5, 0.95257413],
            SIGMOID_PLUS: [0.13341226, 0.75, 1.85997162],
            ONE_FACTOR_OF_SIGMOID: [0.88079708, 0.5, 0.04742587],
            OF_TANH: [0.07065082, 1.0, 0.00986604],
        },
    )
    expect(d_sigmoid, 1.0, case=_("a number"), gives=0.19661193)
    far = np.array([[-10000.0, 10000.0], [800.0, -800.0]])
    signs = {OVERFLOW: RuntimeWarning, QUIET_OVERFLOW: [[np.nan, 0.0], [0.0, np.nan]]}
    expect(d_sigmoid, far, case=_("very large sums"), gives=np.zeros((2, 2)), mistakes=signs)
    mixed, signs = np.array([1.0, 2.0, 1e4]), {ALL_BY_ONE: lambda got: got.shape == (3,)}
    case = _("a large sum among small ones")
    expect(d_sigmoid, mixed, case=case, gives=[0.19661193, 0.10499359, 0.0], mistakes=signs)
    signs = {SMALL_LOST: lambda got: got.ndim == 0}
    expect(d_sigmoid, -14.0, case=_("a tiny slope"), gives=8.31527336e-07, atol=0, mistakes=signs)
    expect_own_arrays(d_sigmoid, [mixed], [2 * mixed])


@check
def d_tanh(d_tanh: Function) -> None:
    """Try both sides of 0, and a plain number."""
    expect(
        d_tanh,
        np.array([-1.0, 0.0, 2.0]),
        case=_("an array"),
        gives=[0.41997434, 1.0, 0.07065082],
        mistakes={
            TANH_FORMULA_ON_Z: [0.0, 1.0, -3.0],
            TANH_TWICE: [0.58781675, 1.0, 0.44338254],
            NO_SQUARE: [1.76159416, 1.0, 0.03597242],
            TANH_PLUS: [1.58002566, 1.0, 1.92934918],
            TANH_ITSELF: [-0.76159416, 0.0, 0.96402758],
            OF_SIGMOID: [0.19661193, 0.25, 0.10499359],
            BRACKET_SQUARED: [3.10321397, 1.0, 0.00129401507],
        },
    )
    expect(
        d_tanh, 0.5, case=_("a number"), gives=0.78644773, mistakes={NO_ELEMENTS: TypeError, NO_SHAPE: AttributeError}
    )
    expect_own_arrays(d_tanh, [np.array([1.0, 2.0])], [np.array([0.0, -0.5])])


@check
def d_relu(d_relu: Function) -> None:
    """Try both sides of the kink, the kink itself and places close to it, in arrays and as plain numbers."""
    expect(
        d_relu,
        np.array([[-2.0, 0.0], [0.5, 3.0], [-0.1, 7.0]]),
        case=_("an array"),
        gives=[[0.0, 0.0], [1.0, 1.0], [0.0, 1.0]],
        mistakes={
            ONE_IF: ValueError,
            ONE_AT_KINK: [[0.0, 1.0], [1.0, 1.0], [0.0, 1.0]],
            HALF_AT_KINK: [[0.0, 0.5], [1.0, 1.0], [0.0, 1.0]],
            RELU_ITSELF: [[0.0, 0.0], [0.5, 3.0], [0.0, 7.0]],
            MINUS_ONE: [[-1.0, 0.0], [1.0, 1.0], [-1.0, 1.0]],
            RELU_TURNED: [[1.0, 1.0], [0.0, 0.0], [1.0, 0.0]],
        },
    )
    signs = {NO_ELEMENTS: TypeError, NO_SHAPE: AttributeError}
    expect(d_relu, 0.0, case=_("the number 0"), gives=0.0, mistakes=signs | {ONE_AT_KINK: 1.0})
    expect(d_relu, 4.0, case=_("a number"), gives=1.0, mistakes={RELU_ITSELF: 4.0})
    small = np.array([1e-100, -1e-100, 500.0])
    lost: Signs = {SMALL_LOST: [0.0, 0.0, 1.0]}
    expect(d_relu, small, case=_("very small and large sums"), gives=[1.0, 0.0, 1.0], mistakes=lost)
    expect_own_arrays(d_relu, [small], [-small])


@check
def forward_cache(forward_cache: Function) -> None:
    """Try two layers with one example, and three layers with other activations and two examples."""
    row = np.array([[1.0, 2.0]])
    folded, straight, bent = (np.abs, np.sign), (np.positive, np.ones_like), (np.square, np.sign)
    two = [
        Layer(np.array([[1.0, -3.0], [0.5, 1.0]]), np.array([0.5, -1.0]), *folded),
        Layer(np.array([[1.0], [-2.0]]), np.array([1.0]), *straight),
    ]
    Z1, A1, out, unbent = [[2.5, -2.0]], [[2.5, 2.0]], [[-0.5]], [[7.5]]
    Z1_bare, A1_bare, out_bare = [[2.0, -1.0]], [[2.0, 1.0]], [[0.0]]
    signs = {
        X_MISSING: ((Z1, out), (A1, out)),
        X_IN_ZS: ((row, Z1, out), (row, A1, out)),
        LISTS_SWAPPED: ((row, A1, out), (Z1, out)),
        AS_HOLDS_SUMS: ((Z1, unbent), (row, Z1, unbent)),
        ZS_HOLDS_ACTIVATIONS: ((A1, out), (row, A1, out)),
        OUTPUT_MISSING: ((Z1, out), (row, A1)),
        SUMS_HANDED_ON: ((Z1, unbent), (row, A1, unbent)),
        NO_BIASES: ((Z1_bare, out_bare), (row, A1_bare, out_bare)),
    }
    expect(forward_cache, row, two, case=_("two layers"), gives=((Z1, out), (row, A1, out)), mistakes=signs)
    three = [
        Layer(np.array([[1.0, -1.0]]), np.array([0.0, 1.0]), *bent),
        Layer(np.array([[1.0, 0.0, 2.0], [-1.0, 1.0, 0.0]]), np.array([1.0, 0.0, -5.0]), *folded),
        Layer(np.array([[1.0], [2.0], [-1.0]]), np.array([0.5]), *bent),
    ]
    X, A2 = np.array([[2.0], [1.0]]), [[4.0, 1.0, 3.0], [2.0, 0.0, 3.0]]
    sums = ([[2.0, -1.0], [1.0, 0.0]], [[4.0, 1.0, 3.0], [2.0, 0.0, -3.0]], [[3.5], [-0.5]])
    held = (X, [[4.0, 1.0], [1.0, 0.0]], A2, [[12.25], [0.25]])
    expect(forward_cache, X, three, case=_("three layers"), gives=(sums, held))
    _rows_and_small_values(forward_cache)
    expect_own_arrays(forward_cache, [X, three], [-X, three])


def _rows_and_small_values(forward_cache: Function) -> None:
    shared = [Layer(np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([0.5, -1.0]), shares, np.ones_like)]
    X, Z = np.array([[1.0, 2.0], [3.0, -1.0]]), [[1.5, 3.0], [3.5, 4.0]]
    gives, ones = ((Z,), (X, [[1 / 3, 2 / 3], [7 / 15, 8 / 15]])), np.ones((2, 2))
    signs: Signs = {ONE_AT_A_TIME: ((Z,), (X, ones))}
    expect(forward_cache, X, shared, case=_("each row divided by its sum"), gives=gives, mistakes=signs)
    tiny = [Layer(np.array([[1.0]]), np.array([1e-12]), np.positive, np.ones_like)]
    zero, right = np.zeros((1, 1)), [[1e-12]]
    signs = {SMALL_LOST: ((zero,), (zero, zero))}
    gives = ((right,), (zero, right))
    expect(forward_cache, zero, tiny, case=_("a tiny bias"), gives=gives, atol=0, mistakes=signs)


def shares(z: Array) -> Array:
    """Divide each row by its sum: an activation that, like softmax, must see whole rows."""
    total = np.sum(z, axis=-1, keepdims=True)  # not z.sum: one entry at a time, a number, is a mistake to name
    return np.divide(z, total)


@step_check
def output_delta(output_delta: Function) -> None:
    """Try three examples with four outputs and slopes that are not 1."""
    Y = np.array([[0.0, 1.0, 2.0, -1.0], [1.0, 0.0, -1.0, 2.0], [2.0, 1.0, 0.0, -2.0]])
    Y_hat = np.array([[6.0, 1.0, -10.0, 5.0], [13.0, 6.0, 5.0, 2.0], [2.0, -11.0, 18.0, 16.0]])
    Z = np.array([[0.5, 1.0, -1.0, 2.0], [1.0, -0.5, 1.0, 1.0], [3.0, 0.5, 2.0, -1.0]])
    right = np.array([[1.0, 0.0, 4.0, 4.0], [4.0, -1.0, 2.0, 0.0], [0.0, -2.0, 12.0, -6.0]])
    signs = {
        ONLY_RESIDUAL: [[6.0, 0.0, -12.0, 6.0], [12.0, 6.0, 6.0, 0.0], [0.0, -12.0, 18.0, 18.0]],
        NO_SLOPES: [[1.0, 0.0, -2.0, 1.0], [2.0, 1.0, 1.0, 0.0], [0.0, -2.0, 3.0, 3.0]],
        SLOPES_AT_OUTPUT: [[12.0, 0.0, 40.0, 10.0], [52.0, 12.0, 10.0, 0.0], [0.0, 44.0, 108.0, 96.0]],
        **check_backward.scale_signs(right, rows=3, outputs=4),
    }
    expect(output_delta, Y_hat, Y, Z, _doubled, case=_("three examples"), gives=right, mistakes=signs)


@step_check
def step_back(step_back: Function) -> None:
    """Try two examples, from two units back to three, and to two, where a matrix that is not transposed fits too."""
    delta, Z = np.array([[1.0, 2.0], [-1.0, 0.5]]), np.array([[1.0, 0.5, -1.0], [2.0, -0.5, 3.0]])
    W = np.array([[3.0, 1.0], [0.0, -1.0], [2.0, 4.0]])
    signs = {NOT_TURNED: ValueError, NO_SLOPES: [[5.0, -2.0, 10.0], [-2.5, -0.5, 0.0]]}
    right = [[10.0, -2.0, -20.0], [-10.0, 0.5, 0.0]]
    expect(step_back, delta, W, Z, _doubled, case=_("back to three units"), gives=right, mistakes=signs)
    signs = {NOT_TURNED: [[6.0, -1.0], [-12.0, 1.5]]}
    right = [[10.0, -2.0], [-10.0, 0.5]]
    expect(step_back, delta, W[:2], Z[:, :2], _doubled, case=_("back to two"), gives=right, mistakes=signs)


@check
def backward(backward: Function) -> None:
    """Try five small networks; in most of them most factors are 1, so that a wrong one can be named."""
    check_backward.one_linear_layer(backward)
    check_backward.one_curved_layer(backward)
    check_backward.two_linear_layers(backward)
    check_backward.curved_hidden_layer(backward)
    check_backward.three_layers(backward)
    check_backward.six_layers(backward)
    check_backward.large_error(backward)


@check
def numerical_gradient(numerical_gradient: Function) -> None:
    """Try a large h, where each kind of difference shows by its own error; then arrays of two and three axes."""
    check_measuring.differences(numerical_gradient)


@check
def relative_error(relative_error: Function) -> None:
    """Try an array of two rows, a sum near zero, two zeros, and sizes below 1e-8."""
    check_measuring.ratios(relative_error)


@check
def gradient_step(gradient_step: Function) -> None:
    """Try two layers with the learning rate 0.1, then one with 0.5: weights, biases and functions."""
    check_steps.steps_down(gradient_step)


@check
def find_the_bug(buggy: Any, mended_backward: Function, given_backward: Function) -> None:
    """Compare the fixed gradients with measured ones, on two batches, and `buggy` with what has changed."""
    check_steps.fixed_gradients(buggy, mended_backward, given_backward)


@check
def value(Value: Any) -> None:
    """Try products, numbers on either side, relu and tanh; then walk back through small graphs and long ones."""
    check_value.results(Value)
    check_value.sums_and_products(Value)
    check_value.order_of_the_walk(Value)
    check_value.two_graphs(Value)
    check_value.bends(Value)
    check_value.long_graphs(Value)


def _doubled(Z: Array) -> Array:
    return 2 * Z
