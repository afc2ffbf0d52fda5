"""The check of `backward`, in five small networks, each with its own question.

In each network most factors are 1, so a wrong answer says which factor is wrong. Only the gradients that show it are
compared with known mistakes; the rest must be right.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from course.checks import Mistake, expect, expect_value
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.checks.call import CallOutcome
from course.checks.failure import ATOL, RTOL
from course.checks.mistakes import Signs, shows
from course.layer import Array, Function, Layer
from course.texts import _

NO_N = Mistake("no_n", "the 1/n of the mean is missing: divide by the number of all elements, `Y.size`")
NO_TWO = Mistake("no_two", "the 2 of the square is missing")
NEITHER = Mistake("neither", "the 2 of the square and the 1/n of the mean are both missing")
ONLY_ROWS = Mistake("only_rows", "only the rows are counted: the mean is over all elements, `Y.size`")
ONLY_OUTPUTS = Mistake("only_outputs", "only the outputs are counted: the mean is over all elements, `Y.size`")
RESIDUAL_TURNED = Mistake(
    "residual_turned", "the residual is the wrong way round: it is the prediction minus the truth"
)
DB_AVERAGED = Mistake("db_averaged", "the rows of delta are averaged for db: the examples' pulls add up")
DB_NOT_SUMMED = Mistake("db_not_summed", "the rows of delta are not summed for db: the examples' pulls add up")
DB_OVER_OUTPUTS = Mistake(
    "db_over_outputs", "the sum for db runs over the outputs: the examples are added, so sum the rows"
)
DB_AXIS = Mistake("db_axis", "db has an axis too many: it has the shape of `b`")
DW_TURNED = Mistake("dw_turned", "dW is transposed: it has the shape of `W`")
DW_AVERAGED = Mistake("dw_averaged", "dW is averaged over the rows once more: the 1/n is in delta already")
PAIR_TURNED = Mistake("pair_turned", "the pair is the wrong way round: dW comes before db")
F_FOR_DF = Mistake("f_for_df", "`f` stands where `df` should be")
NO_OUTPUT_SLOPE = Mistake("no_output_slope", "f' of the output layer is left out")
AT_ACTIVATION = Mistake("at_activation", "f' is taken at the activation: it belongs to the sum, `Zs`")
W_NOT_TURNED = Mistake("w_not_turned", "`W` is not transposed on the way back")
NOT_CARRIED = Mistake("not_carried", "delta is not carried back through the weights")
REVERSED = Mistake("reversed", "the gradients come in reverse order: the first layer's pair comes first")
OTHER_SLOPE = Mistake("other_slope", "f' of the wrong layer: going back into a layer takes that layer's own `df`")
NO_HIDDEN_SLOPE = Mistake("no_hidden_slope", "f' of the hidden layer is left out")
OTHER_SUMS = Mistake("other_sums", "f' is taken at another layer's sums: `df` of layer `l` meets `Zs[l]`")

DEEP_LAYERS_LOST = Mistake("deep_layers_lost", "the way back stops before all layers had their turn")
LARGE_CUT = Mistake("large_cut", "large gradients are cut off: hand them back as they are")

# Activations with simple slopes: z, z squared and 3 z have the slopes 1, 2 z and 3.


def scale_signs(right: Array, rows: int, outputs: int) -> Signs:
    """Write what an error or gradient is when the 2 or the 1/n is wrong.

    Args:
        right: the right one.
        rows: n.
        outputs: k.

    Returns:
        For each of these mistakes the wrong value.
    """
    return {
        NO_N: rows * outputs * right,
        NO_TWO: right / 2,
        NEITHER: rows * outputs * right / 2,
        ONLY_ROWS: outputs * right,
        ONLY_OUTPUTS: rows * right,
        RESIDUAL_TURNED: -right,
    }


def one_linear_layer(backward: Function) -> None:
    """Ask for the output error, and what is made of it: three rows, four outputs."""
    X = np.array([[1.0, 2.0], [0.0, 1.0], [-1.0, 3.0]])
    Y = np.array([[-2.0, -3.0, 14.5, -1.0], [-10.0, -8.0, -5.5, 4.0], [3.0, 8.0, -19.5, -9.0]])
    W, b = np.array([[1.0, 0.0, 2.0, -1.0], [1.0, -1.0, 0.0, 2.0]]), np.array([1.0, -1.0, 0.5, 2.0])
    db, dW = np.array([3.0, -1.0, 2.0, 4.0]), np.array([[1.0, 2.0, -5.0, -2.0], [4.0, -5.0, 6.0, 11.0]])
    rows_of_delta = [[1.0, 0.0, -2.0, 1.0], [2.0, 1.0, 1.0, 0.0], [0.0, -2.0, 3.0, 3.0]]
    shapes = {
        DB_NOT_SUMMED: [(dW, rows_of_delta)],
        DB_OVER_OUTPUTS: [(dW, [0.0, 4.0, 4.0])],
        DB_AXIS: [(dW, [db])],
        DW_TURNED: [(dW.T, db)],
        PAIR_TURNED: [(db, dW)],
    }
    of_db, of_dW = scale_signs(db, rows=3, outputs=4), scale_signs(dW, rows=3, outputs=4)
    signs: dict[str, Signs] = {
        "db1": {**of_db, DB_AVERAGED: db / 3, F_FOR_DF: [8.0, 6.0, -9.0, 32.0]},
        "dW1": {**of_dW, DW_AVERAGED: dW / 3},
    }
    layers = [Layer(W, b, *_straight())]
    _stage(backward, _("one linear layer"), X, Y, layers, {"db1": db, "dW1": dW}, signs, shapes)


def one_curved_layer(backward: Function) -> None:
    """Ask for the slope of the output layer: the activation is z squared."""
    X, Y = np.array([[1.0, 0.0], [2.0, -1.0]]), np.array([[3.0], [18.0]])
    layers = [Layer(np.array([[1.0], [-1.0]]), np.array([1.0]), *_curved())]
    signs = {"db1": {NO_OUTPUT_SLOPE: [-1.0], AT_ACTIVATION: [-56.0], F_FOR_DF: [-28.0]}}
    right = {"db1": [-12.0], "dW1": [[-28.0], [16.0]]}
    _stage(backward, _("an output with the slope 2z"), X, Y, layers, right, signs)


def two_linear_layers(backward: Function) -> None:
    """Ask for the way back through the weights: all slopes are 1."""
    X, Y = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]]), np.array([[-4.0, 7.0], [3.0, 10.0]])
    first = Layer(np.array([[1.0, 0.0], [2.0, 1.0], [0.0, -1.0]]), np.array([1.0, 0.0]), *_straight())
    second = Layer(np.array([[1.0, 3.0], [2.0, 1.0]]), np.array([0.0, 1.0]), *_straight())
    right = {"db2": [3.0, 0.0], "dW2": [[8.0, 1.0], [2.0, 4.0]], "db1": [3.0, 6.0]}
    right["dW1"] = [[-2.0, 1.0], [5.0, 5.0], [-9.0, -3.0]]
    signs = {"db1": {W_NOT_TURNED: [3.0, 9.0], F_FOR_DF: [11.0, 8.0], NOT_CARRIED: [3.0, 0.0]}}
    turned = {REVERSED: [(right["dW2"], right["db2"]), (right["dW1"], right["db1"])]}
    _stage(backward, _("two linear layers"), X, Y, [first, second], right, signs, turned)


def curved_hidden_layer(backward: Function) -> None:
    """Ask for the slope of the hidden layer, z squared; the output has the slope 3."""
    X, Y = np.array([[1.0], [2.0]]), np.array([[-41.5], [6.5]])
    first = Layer(np.array([[1.0, -1.0]]), np.array([1.0, 4.0]), *_curved())
    second = Layer(np.array([[1.0], [-2.0]]), np.array([0.5]), *_steep())
    signs = {
        OTHER_SLOPE: [-9.0, 18.0],
        NO_HIDDEN_SLOPE: [-3.0, 6.0],
        OTHER_SUMS: [-99.0, 198.0],
        AT_ACTIVATION: [-84.0, -12.0],
    }
    right = {"db2": [-3.0], "dW2": [[-42.0], [3.0]], "db1": [-24.0, 12.0], "dW1": [[-60.0, 60.0]]}
    _stage(backward, _("a hidden layer with the slope 2z"), X, Y, [first, second], right, {"db1": signs})


def three_layers(backward: Function) -> None:
    """Ask for a network of three layers, with weights that are no whole numbers."""
    X, Y = np.array([[1.0], [-0.5]]), np.array([[0.3, -0.2], [0.1, 0.4]])
    layers = [
        Layer(np.array([[0.1, -0.3, 0.7]]), np.array([0.2, 0.1, -0.1]), *_curved()),
        Layer(np.array([[0.3, -0.7], [0.9, 0.1], [-0.6, 0.2]]), np.array([0.3, -0.4]), *_steep()),
        Layer(np.array([[0.7, -0.1], [-0.3, 0.9]]), np.array([0.1, 0.6]), *_straight()),
    ]
    right = {
        "db3": [0.648125, -0.578875],
        "dW3": [[0.4047868125, -0.3784291875], [-0.729813375, 0.648617625]],
        "db2": [1.534725, -2.146275],
        "dW2": [[0.0698473125, -0.0885076875], [0.0841483125, -0.1207366875], [0.3931858125, -0.5284591875]],
        "db1": [0.761049, 0.2131425, 0.305613],
        "dW1": [[0.1360935, -0.35335125, -0.9323505]],
    }
    _stage(backward, _("three layers"), X, Y, layers, right, {})


def six_layers(backward: Function) -> None:
    """Ask for a deep network, where each layer doubles, and an error that is tiny."""
    layers = [Layer(np.array([[2.0]]), np.array([0.0]), *_straight())] * 6
    error = 2.0**-40
    right = {f"db{number}": [2.0 ** (7 - number) * error] for number in (1, 6)}
    signs: Signs = {SMALL_LOST: [0.0], DEEP_LAYERS_LOST: lambda got: 0 < got[0] < 2.0**-34}
    X, Y = np.array([[1.0]]), np.array([[64.0 - error]])
    _stage(backward, _("six layers, a tiny error"), X, Y, layers, right, {"db1": signs, "db6": signs}, atol=0)
    expect_own_arrays(backward, [X, Y, layers], [-X, Y, layers])


def large_error(backward: Function) -> None:
    """Ask for the gradient of an error of a million."""
    layers, signs = [Layer(np.array([[1.0]]), np.array([0.0]), *_straight())], {LARGE_CUT: lambda got: abs(got) < 2e6}
    X, Y = np.array([[1.0]]), np.array([[1.0 - 1e6]])
    right, of_both = {"db1": [2e6], "dW1": [[2e6]]}, {"db1": signs, "dW1": signs}
    _stage(backward, _("an error of a million"), X, Y, layers, right, of_both)


def _stage(
    backward: Function,
    case: str,
    X: Array,
    Y: Array,
    layers: list[Layer],
    right: dict[str, Any],
    signs: Mapping[str, Signs],
    shapes: Signs | None = None,
    atol: float = ATOL,
) -> None:
    """Check one small network: the shapes first, then each gradient that is named."""
    like = [(np.zeros_like(layer.W), np.zeros_like(layer.b)) for layer in layers]
    pairs = expect(backward, X, Y, layers, case=case, like=like, mistakes=shapes)
    found = {name: pairs[int(name[2:]) - 1]["Wb".index(name[1])] for name in right}
    for name, gradient in right.items():
        wrong = {one: sign for one, sign in signs.get(name, {}).items() if _shows_in_all(one, found, signs, atol)}
        expect_value(name, found[name], case=case, exercise="backward", gives=gradient, mistakes=wrong, atol=atol)


def _shows_in_all(mistake: Mistake, found: dict[str, Any], signs: Mapping[str, Signs], atol: float) -> bool:
    """Tell whether a mistake shows in each gradient for which it is listed."""
    listed = [(found[name], one[mistake]) for name, one in signs.items() if name in found and mistake in one]
    return all(shows(sign, CallOutcome(gradient), RTOL, atol) for gradient, sign in listed)


def _straight() -> tuple[Function, Function]:
    return np.positive, np.ones_like


def _curved() -> tuple[Function, Function]:
    return np.square, lambda z: 2 * z


def _steep() -> tuple[Function, Function]:
    return lambda z: 3 * z, lambda z: np.full_like(z, 3.0)
