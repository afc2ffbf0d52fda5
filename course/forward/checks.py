"""The checks of unit 2: what a student's answers must do on data that can be read."""

from collections.abc import Callable
from typing import Any

import numpy as np

from course.checks import Mistake, check, expect, expect_value, require
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.checks.mistakes import Signs, confirmed
from course.forward.check_losses import try_binary_cross_entropy, try_cross_entropy, try_mse, try_output_unit
from course.layer import Array, Layer
from course.texts import _

NO_BIASES = Mistake("no_biases", "the biases are left out: every unit outside the input layer has one")
ONE_BIAS_A_LAYER = Mistake(
    "one_bias_a_layer", "one bias is counted for each layer, but each unit of a layer has a bias of its own"
)
INPUTS_COUNTED = Mistake("inputs_counted", "the input units are given biases too, but they compute nothing")
LAST_LEFT_OUT = Mistake("last_left_out", "the last layer is left out")
SENDERS_COUNTED = Mistake(
    "senders_counted", "a bias is counted for each unit that sends: biases belong to the units that receive"
)
NOT_ADDED_UP = Mistake("not_added_up", "there is one count for each layer: add them up")

COUNT_WRAPS = Mistake(
    "count_wraps", "the count is too large for its small whole-number type, and starts again from 0: count with `int`"
)
EQUAL_ONCE = Mistake("equal_once", "layers of the same size are taken for one: count each of them")

NO_BIAS = Mistake("no_bias", "the biases are not added: add `b` to the weighted sum, before `f`")
NO_ACTIVATION = Mistake(
    "no_activation", "the activation is forgotten: this is the weighted sum itself, put it through `f`"
)
BIAS_AFTER = Mistake("bias_after", "the biases are added after `f`: they belong to the sum that `f` receives")
TRANSPOSED = Mistake("transposed", "`W` is transposed: here column k, not row k, holds the weights of unit k")
EXTRA_AXIS = Mistake(
    "extra_axis", "one example came in, an array with one axis, so its answer has one axis, without an extra one"
)
ELEMENTWISE = Mistake("elementwise", "`*` multiplies element by element: a layer needs the matrix product `@`")
BIAS_SUBTRACTED = Mistake("bias_subtracted", "the biases are subtracted: they are added to the weighted sum")
ALWAYS_RELU = Mistake("always_relu", "relu is used whatever `f` is: use the function that is passed in")
APPLIED_TWICE = Mistake("applied_twice", "the activation is applied twice")
FIRST_ROW = Mistake("first_row", "only the first row is worked out: a batch gives one row for each example")

ONE_AT_A_TIME = Mistake(
    "one_at_a_time",
    "`f` is called with a part of each row, but softmax must see whole rows: hand it all the sums at once",
)
PRODUCT_TURNED = Mistake("product_turned", "the product is the wrong way round: `X` stands on the left of `W`")
BIAS_DOWN = Mistake("bias_down", "the biases run down the rows: each column has one bias, the same in every row")

RELU_ON_OUTPUT = Mistake(
    "relu_on_output", "relu is applied to the output too: each layer brings its own activation, `layer.f`"
)
RELU_EVERYWHERE = Mistake("relu_everywhere", "relu serves all layers: each layer brings its own activation, `layer.f`")
NO_ACTIVATIONS = Mistake("no_activations", "the activations are forgotten: put each layer's sum through `layer.f`")
NO_LAYER_BIASES = Mistake("no_layer_biases", "the biases are forgotten: each layer adds its own `layer.b`")
SQUARE_TRANSPOSED = Mistake(
    "square_transposed", "`W` is transposed in the square layer: column k holds the weights of unit k"
)
FIRST_LAYER = Mistake("first_layer", "only the first layer is worked out: its output is the next one's input")
FLATTENED = Mistake("flattened", "the answer is flattened: keep one row for each example")
INPUT_TO_ALL = Mistake("input_to_all", "the last layer received `X` itself: give it what the layer before it returned")
ONE_ACTIVATION = Mistake("one_activation", "one activation serves all layers: each layer brings its own, `layer.f`")
LAST_LAYERS_LOST = Mistake("last_layers_lost", "the loop does not reach the last layers: it must meet all of them")

NO_LAYERS = Mistake(
    "no_layers", "every layer is one `Layer(W, b, f)`, and the three stand in one list, the first layer first"
)
ROWS_FOR_COLUMNS = Mistake(
    "rows_for_columns", "a row of the table is one unit, and a unit is a column of `W`: transpose it"
)
MISREAD = Mistake("misread", "a weight is not the one in the table")
BIAS_AS_PRINTED = Mistake(
    "bias_as_printed",
    "the bias is taken as printed, and does not give the printed sum: work out the bias that does",
)
BIAS_NOT_WORKED_OUT = Mistake(
    "bias_not_worked_out", "this bias is the printed sum, 1.217, minus the weights times their inputs"
)
MISREAD_BIAS = Mistake("misread_bias", "a bias is not the one in the table")
HIDDEN_NOT_RELU = Mistake(
    "hidden_not_relu", "a hidden layer has no ReLU, which turns negative sums into 0 and leaves the others"
)
OUTPUT_NOT_LINEAR = Mistake("output_not_linear", "the output has an activation, but it is linear")

WEIGHTED_SUM = Mistake(
    "weighted_sum", "this is what the weights and inputs give; the bias is what must be added to reach 1.217"
)
DIFFERENCE = Mistake("difference", "this is the distance from the printed bias to the true one")
WRONG_SUM = Mistake("wrong_sum", "the weighted sum of the unit's inputs is not worked out right")
TRUE_OUTPUT = Mistake("true_output", "this is the output with the true bias; take the printed one, 0.1")
UNIT_NOT_OUTPUT = Mistake("unit_not_output", "this is the second unit of layer 2; the output layer comes after it")
NO_OUTPUT_BIAS = Mistake("no_output_bias", "the bias of the output unit is missing")
WRONG_OUTPUT = Mistake("wrong_output", "a layer is left out, worked out with another bias, or rounded")

NO_EXPONENTIAL = Mistake(
    "no_exponential", "the exponential is missing: dividing scores by their sum lets negative ones through"
)
NOT_DIVIDED = Mistake("not_divided", "the powers are not divided by their sum")
SHIFTED_NOT_DIVIDED = Mistake("shifted_not_divided", "the shifted powers are not divided by their sum")
SIGMOIDS = Mistake("sigmoids", "the sigmoid is taken of each score alone, but the probabilities must sum to 1")
HARD_MAXIMUM = Mistake("hard_maximum", "the largest score gets everything: softmax leaves something for the others")
POWERS_OF_2 = Mistake("powers_of_2", "these are powers of 2: `np.exp` gives those of e")
WHOLE_ARRAY = Mistake(
    "whole_array", "the sum runs over the whole array: every row is an example of its own and sums to 1"
)
DOWN_COLUMNS = Mistake("down_columns", "the sum runs down the columns: sum over the last axis, the classes")
COLUMN_SHIFT = Mistake(
    "column_shift",
    "each column is shifted by its own maximum, which changes the differences within a row: shift by rows",
)
OVERFLOW = Mistake(
    "overflow", "e to a large score overflows: subtract the row's largest score from all its scores first"
)
NAN_LEFT = Mistake("nan_left", "e to a large score overflows, and hiding the warning leaves nan: shift the scores")
NAN_HIDDEN = Mistake("nan_hidden", "e to a large score overflows, and putting 0 for nan hides it: shift the scores")
SCORES_CLIPPED = Mistake(
    "scores_clipped", "the scores are clipped, which changes their differences: shift them instead"
)
SMALL_LIFTED = Mistake("small_lifted", "small probabilities are clipped or rounded: softmax gives them as they are")
ONE_SHIFT = Mistake(
    "one_shift",
    "all powers of a row became 0, since the shift is not the row's own: subtract each row's own largest score",
)


@check
def count_parameters(count_parameters: Callable[..., Any]) -> None:
    """Networks of two, three and four layers of different sizes."""
    signs: Signs = {
        NO_BIASES: 12,
        ONE_BIAS_A_LAYER: 15,
        INPUTS_COUNTED: 20,
        LAST_LEFT_OUT: 14,
        SENDERS_COUNTED: 19,
        NOT_ADDED_UP: [8, 6, 3],
    }
    there = {NO_BIASES: 52, ONE_BIAS_A_LAYER: 55, INPUTS_COUNTED: 70, LAST_LEFT_OUT: 51, SENDERS_COUNTED: 65}
    signs = confirmed(signs, there, count_parameters, [4, 7, 2, 5])
    expect(count_parameters, [3, 2, 2, 1], case=_("four layers"), gives=17, mistakes=signs)
    expect(count_parameters, [4, 3], case=_("two layers"), gives=15)
    expect(count_parameters, [2, 5, 3], case=_("three layers"), gives=33)
    expect(count_parameters, [4, 3, 5, 2, 6], case=_("five layers"), gives=65)
    expect(count_parameters, [3, 3, 3], case=_("equal layers"), gives=24, mistakes={EQUAL_ONCE: 12})
    signs = {COUNT_WRAPS: lambda count: count.ndim == 0 and (266610 - count) % 256 == 0}
    expect(count_parameters, [784, 300, 100, 10], case=_("a large network"), gives=266610, mistakes=signs)


@check
def dense(dense: Callable[..., Any]) -> None:
    """One example, a batch without an activation, and a batch whose W is square, where shapes do not help."""
    W, b = np.array([[1.0, -3.0], [0.5, 0.5]]), np.array([0.5, -1.0])
    signs: Signs = {
        NO_BIAS: [4.0, 4.0],
        NO_ACTIVATION: [2.5, -3.0],
        BIAS_AFTER: [4.5, 3.0],
        TRANSPOSED: [20.25, 0.25],
        EXTRA_AXIS: [[6.25, 9.0]],
        ELEMENTWISE: [[2.25, 49.0], [1.0, 0.0]],
        BIAS_SUBTRACTED: [2.25, 1.0],
        ALWAYS_RELU: [2.5, 0.0],
        APPLIED_TWICE: [39.0625, 81.0],
    }
    x = np.array([1.0, 2.0])
    expect(dense, x, W, b, np.square, case=_("one example, squared"), gives=[6.25, 9.0], mistakes=signs)
    X = np.array([[1.0, 0.0], [0.0, 1.0], [2.0, -1.0], [0.0, 0.0]])
    W, b = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([0.1234, 0.2, 0.3])
    expect(
        dense,
        *(X, W, b, np.positive),
        case=_("a batch of four rows, f(z) = z"),
        gives=[[1.1234, 2.2, 3.3], [4.1234, 5.2, 6.3], [-1.8766, -0.8, 0.3], [0.1234, 0.2, 0.3]],
        mistakes={FIRST_ROW: [1.1234, 2.2, 3.3]},
    )
    X = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]])
    W, b = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]), np.array([0.5, -0.5, 1.0])
    expect(
        dense,
        *(X, W, b, np.square),
        case=_("a batch and a square W"),
        gives=[[30.25, 2.25, 9.0], [2.25, 0.25, 9.0]],
        mistakes={TRANSPOSED: [[2.25, 30.25, 25.0], [6.25, 6.25, 0.0]]},
    )
    _shares_of_rows(dense)
    expect_own_arrays(dense, [X, W, b, np.square], [-X, W, b, np.square])


def _shares_of_rows(dense: Callable[..., Any]) -> None:
    X, W, b = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([0.5, -1.0])
    signs: Signs = {
        ONE_AT_A_TIME: lambda A: A.shape == (2, 2) and (np.allclose(A, 1) or np.allclose(A[0], [0.3, 3 / 7])),
        PRODUCT_TURNED: [[15 / 13, -2 / 13], [7 / 3, -4 / 3]],
        BIAS_DOWN: [[1 / 4, 3 / 4], [1 / 3, 2 / 3]],
        TRANSPOSED: [[11 / 13, 2 / 13], [-3.0, 4.0]],
    }
    case = _("two rows, X and W square, each row divided by its sum")
    expect(dense, X, W, b, shares, case=case, gives=[[1 / 3, 2 / 3], [7 / 15, 8 / 15]], mistakes=signs)
    gives = [[1.5e-12, 3e-12], [3.5e-12, 4e-12]]
    tiny = (1e-6 * X, 1e-6 * W, 1e-12 * b)
    signs = {SMALL_LOST: np.zeros((2, 2))}
    expect(dense, *tiny, np.positive, case=_("tiny numbers"), gives=gives, atol=0, mistakes=signs)


def shares(z: Array) -> Array:
    """Divide each row by its sum: an activation that, like softmax, must see whole rows."""
    total = np.sum(z, axis=-1, keepdims=True)  # not z.sum: one entry at a time, a number, is a mistake to name
    return np.divide(z, total)


@check
def forward(forward: Callable[..., Any]) -> None:
    """One, two and three layers, each with another activation, for a batch and for one example."""
    first = Layer(np.array([[1.0, -3.0], [0.5, 1.0]]), np.array([0.5, -1.0]), np.abs)
    last = Layer(np.array([[1.0], [-2.0]]), np.array([1.0]), np.positive)
    signs: Signs = {
        NO_ACTIVATIONS: [[7.5], [-5.0], [19.0]],
        NO_LAYER_BIASES: [[0.0], [-7.5], [-12.5]],
        RELU_EVERYWHERE: [[3.5], [0.0], [3.0]],
        RELU_ON_OUTPUT: [[0.0], [0.0], [0.0]],
        ONE_ACTIVATION: [[0.5], [5.0], [13.0]],
        SQUARE_TRANSPOSED: [[2.5], [3.5], [4.5]],
        FIRST_LAYER: [[2.5, 2.0], [0.0, 3.0], [2.0, 8.0]],
        FLATTENED: [-0.5, -5.0, -13.0],
        INPUT_TO_ALL: [[-2.0], [-2.0], [5.0]],
    }
    X = np.array([[1.0, 2.0], [-1.0, 1.0], [2.0, -1.0]])
    expect(forward, X, [first, last], case=_("two layers, a batch"), gives=[[-0.5], [-5.0], [-13.0]], mistakes=signs)
    x = np.array([-1.0, 1.0])
    signs = {EXTRA_AXIS: [[-5.0]], SQUARE_TRANSPOSED: [3.5]}
    expect(forward, x, [first, last], case=_("two layers, one example"), gives=[-5.0], mistakes=signs)
    _three_layers(forward)
    square = Layer(np.array([[1.0, 0.0, 2.0], [3.0, 1.0, 0.0], [0.0, 1.0, 1.0]]), np.array([0.5, 0.0, -1.0]), np.abs)
    signs = {SQUARE_TRANSPOSED: [0.5, 5.0, 0.0]}
    expect(
        forward, np.array([1.0, 2.0, -1.0]), [square], case=_("a square layer"), gives=[7.5, 1.0, 0.0], mistakes=signs
    )
    _rows_and_depth(forward)
    expect_own_arrays(forward, [X, [first, last]], [-X, [first, last]])


def _rows_and_depth(forward: Callable[..., Any]) -> None:
    X = np.array([[1.0, 2.0], [3.0, -1.0]])
    network = [Layer(np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([0.5, -1.0]), shares)]
    signs: Signs = {
        ONE_AT_A_TIME: lambda A: A.shape == (2, 2) and (np.allclose(A, 1) or np.allclose(A[0], [0.3, 3 / 7])),
        BIAS_DOWN: [[1 / 4, 3 / 4], [1 / 3, 2 / 3]],
        SQUARE_TRANSPOSED: [[11 / 13, 2 / 13], [-3.0, 4.0]],
    }
    case = _("two rows, each divided by its sum")
    expect(forward, X, network, case=case, gives=[[1 / 3, 2 / 3], [7 / 15, 8 / 15]], mistakes=signs)
    deep = [Layer(np.array([[1.0]]), np.array([1e-12]), np.positive)] * 6
    signs = {
        SMALL_LOST: [[0.0]],
        LAST_LAYERS_LOST: lambda A: A.shape == (1, 1) and any(np.isclose(A[0, 0] * 1e12, range(1, 6))),
    }
    expect(forward, np.zeros((1, 1)), deep, case=_("six layers, tiny biases"), gives=[[6e-12]], atol=0, mistakes=signs)


def _three_layers(forward: Callable[..., Any]) -> None:
    layers = [
        Layer(np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]]), np.array([0.0, 0.5, 1.0]), np.abs),
        Layer(np.array([[1.0, 0.0], [0.0, -1.0], [1.0, 1.0]]), np.array([-1.0, 0.0]), np.square),
        Layer(np.array([[0.5, -1.0], [1.0, 0.0]]), np.array([0.25, 0.5]), np.positive),
    ]
    expect(
        forward,
        *(np.array([[1.0, -1.0], [2.0, 0.0]]), layers),
        case=_("three layers"),
        gives=[[0.5, 0.5], [2.5, -3.5]],
        mistakes={LAST_LAYERS_LOST: [[1.0, 0.5, 0.0], [2.0, 0.5, 1.0]], SQUARE_TRANSPOSED: [[0.0, 0.5], [2.0, 4.5]]},
    )


@check
def worked_example(worked_example: Callable[..., Any]) -> None:
    """Each row of the table: weights, bias and sum; then what each layer does to a negative sum."""
    layers = expect(worked_example)
    require(
        isinstance(layers, list | tuple) and len(layers) == 3 and all(hasattr(layer, "W") for layer in layers),
        _("the network is a list of three layers"),
        cause=NO_LAYERS,
    )
    # The rows of the table: for each unit its weights.
    tables = [[[0.1, 0.2, 0.4], [0.3, 0.1, 0.2]], [[0.2, 0.1], [0.3, 0.2]], [[0.1, 0.2]]]
    for number, (layer, table) in enumerate(zip(layers, tables, strict=True), start=1):
        _weights_are_those_of(number, layer, np.array(table))
    # Each unit is a neuron of unit 1. Its inputs are the published values, so one mistake is not carried on.
    x, h1, h2 = np.array([0.7, 0.3, 0.5]), np.array([0.43, 0.44]), np.array([0.33, 1.217])
    for number, (layer, before, sums) in enumerate(zip(layers, (x, h1, h2), (h1, h2, [0.3764]), strict=True), start=1):
        _sums_are_those_printed(number, np.asarray(before @ np.asarray(layer.W) + np.asarray(layer.b)), sums)
    z = np.array([-2.0, 3.0, 50.0])
    for number, layer in enumerate(layers, start=1):
        right, cause = (z, OUTPUT_NOT_LINEAR) if number == 3 else (np.array([0.0, 3.0, 50.0]), HIDDEN_NOT_RELU)
        claim = _("layer {number}: its activation turns -2, 3 and 50 into {values}").format(
            number=number, values=_("-2, 3 and 50") if number == 3 else _("0, 3 and 50")
        )
        require(np.allclose(np.asarray(layer.f(z)), right), claim, cause=cause)


def names_of_parts(number: int) -> tuple[str, str, str]:
    """Name the weights, the biases and the activation of a layer.

    Example:
        >>> names_of_parts(2)
        ('weights of layer 2', 'biases of layer 2', 'activation of layer 2')
    """
    names = _("weights of layer {number}"), _("biases of layer {number}"), _("activation of layer {number}")
    weights, biases, activation = (name.format(number=number) for name in names)
    return weights, biases, activation


def _weights_are_those_of(number: int, layer: Any, table: Any) -> None:
    weights, biases, _activation = names_of_parts(number)
    signs: Signs = {ROWS_FOR_COLUMNS: table}
    expect_value(weights, layer.W, like=table.T, mistakes=signs, exercise="worked_example")
    expect_value(biases, layer.b, like=table[:, 0], exercise="worked_example")
    turned = np.allclose(np.asarray(layer.W), table) if table.shape == table.T.shape else False
    claim = _("layer {number}: each column of `W` holds the weights of one unit").format(number=number)
    require(np.allclose(np.asarray(layer.W).T, table), claim, cause=ROWS_FOR_COLUMNS if turned else MISREAD)


def _sums_are_those_printed(number: int, found: Any, printed: Any) -> None:
    for unit, (u, wanted) in enumerate(zip(found, printed, strict=True), start=1):
        place = _("the output") if number == 3 else _("layer {number}, unit {unit}").format(number=number, unit=unit)
        cause = MISREAD_BIAS
        if (number, unit) == (2, 2):  # the row that contradicts itself
            cause = BIAS_AS_PRINTED if np.isclose(u, 0.317) else BIAS_NOT_WORKED_OUT
        claim = _("{place}: weights times inputs, plus the bias, is {value}").format(place=place, value=wanted)
        require(np.isclose(u, wanted), claim, cause=cause)


@check
def erratum(true_bias: Any, printed_output: Any) -> None:
    """Whether the two numbers fit the sums of the table, and each other."""
    expect_value("true_bias", true_bias, like=0.0)
    expect_value("printed_output", printed_output, like=0.0)
    weighted = np.array([0.43, 0.44]) @ np.array([0.3, 0.2])
    signs: Signs = {
        BIAS_AS_PRINTED: np.isclose(true_bias, 0.1),
        WEIGHTED_SUM: np.isclose(true_bias, weighted),
        DIFFERENCE: np.isclose(weighted + 0.1 + true_bias, 1.217),
    }
    require(
        np.isclose(weighted + true_bias, 1.217),
        _("with `true_bias` the second unit of layer 2 is 1.217"),
        cause=next((cause for cause, shows in signs.items() if shows), WRONG_SUM),
    )

    def fits(output: Any) -> bool:
        return bool(np.isclose(0.3764 - output, 0.2 * (true_bias - 0.1)))

    signs = {
        TRUE_OUTPUT: np.isclose(printed_output, 0.3764),
        UNIT_NOT_OUTPUT: np.isclose(printed_output, weighted + 0.1),
        NO_OUTPUT_BIAS: fits(printed_output + 0.1),
    }
    require(
        fits(printed_output),
        _("the output changes by 0.2, the weight after the unit, times the change of the bias"),
        cause=next((cause for cause, shows in signs.items() if shows), WRONG_OUTPUT),
    )


@check
def softmax(softmax: Callable[..., Any]) -> None:
    """One example, a batch, scores as large as 10,000, and rows that are far apart."""
    signs: Signs = {
        NO_EXPONENTIAL: [1.0, 0.5, -0.5],
        NOT_DIVIDED: [7.38905610, 2.71828183, 0.36787944],
        SHIFTED_NOT_DIVIDED: [1.0, 0.36787944, 0.04978707],
        SIGMOIDS: [0.88079708, 0.73105858, 0.26894142],
        HARD_MAXIMUM: [1.0, 0.0, 0.0],
        POWERS_OF_2: [0.61538462, 0.30769231, 0.07692308],
    }
    gives: Any = [0.70538451, 0.25949646, 0.03511903]
    expect(softmax, np.array([2.0, 1.0, -1.0]), case=_("one example"), gives=gives, mistakes=signs)
    Z = np.array([[0.0, 1.0986122887, 1.3862943611], [0.6931471806, 0.6931471806, 2.4849066498]])
    signs = {
        WHOLE_ARRAY: [[0.04166667, 0.125, 0.16666667], [0.08333333, 0.08333333, 0.5]],
        DOWN_COLUMNS: [[0.33333333, 0.6, 0.25], [0.66666667, 0.4, 0.75]],
        COLUMN_SHIFT: [[0.27272727, 0.54545455, 0.18181818], [0.375, 0.25, 0.375]],
    }
    gives = [[0.125, 0.375, 0.5], [0.125, 0.125, 0.75]]
    expect(softmax, Z, case=_("a batch of two rows"), gives=gives, mistakes=signs)
    signs = {
        OVERFLOW: RuntimeWarning,
        NAN_LEFT: lambda answer: bool(np.any(np.isnan(answer))),
        NAN_HIDDEN: [0.0, 0.0, 0.0],
        SCORES_CLIPPED: [0.5, 0.5, 0.0],
    }
    z = np.array([10000.0, 9999.0, -10000.0])
    expect(softmax, z, case=_("large scores"), gives=[0.73105858, 0.26894142, 0.0], mistakes=signs)
    z = np.array([-10000.0, 9999.0, 10000.0])
    case = _("large scores, the smallest first")
    expect(softmax, z, case=case, gives=[0.0, 0.26894142, 0.73105858], mistakes={OVERFLOW: RuntimeWarning})
    signs = {SMALL_LIFTED: lambda P: P.shape == (3,) and np.isclose(P[0], 1)}
    gives = [1.0, 9.35762297e-14, 3.72007598e-44]
    expect(softmax, np.array([0.0, -30.0, -100.0]), case=_("tiny shares"), gives=gives, atol=0, mistakes=signs)
    expect_own_arrays(softmax, [Z], [-Z])
    _rows_far_apart(softmax)


def _rows_far_apart(softmax: Callable[..., Any]) -> None:
    Z = np.array([[10000.0, 9999.0], [-10000.0, -9999.0], [3.0, 3.0]])
    expect(
        softmax,
        Z,
        case=_("rows that are far apart"),
        gives=[[0.73105858, 0.26894142], [0.26894142, 0.73105858], [0.5, 0.5]],
        mistakes={ONE_SHIFT: RuntimeWarning},
    )
    square = np.array([[0.0, 1.0986122887], [1.0986122887, 1.0986122887]])
    signs: Signs = {DOWN_COLUMNS: [[0.25, 0.5], [0.75, 0.5]]}
    expect(softmax, square, case=_("a square batch"), gives=[[0.25, 0.75], [0.5, 0.5]], mistakes=signs)


@check
def mse(mse: Callable[..., Any]) -> None:
    """Predictions with two outputs, and the worked example's."""
    try_mse(mse)


@check
def binary_cross_entropy(binary_cross_entropy: Callable[..., Any]) -> None:
    """Probabilities between 0 and 1, and those at both ends."""
    try_binary_cross_entropy(binary_cross_entropy)


@check
def cross_entropy(cross_entropy: Callable[..., Any]) -> None:
    """Two, three and four classes, and probabilities of exactly 0 and 1."""
    try_cross_entropy(cross_entropy)


@check
def output_unit(output_unit: Callable[..., Any]) -> None:
    """For each problem whether activation and loss fit it, and words that name no problem."""
    try_output_unit(output_unit)
