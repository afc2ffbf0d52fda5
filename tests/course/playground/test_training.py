"""The training loop does what the web page's does, to the last digit: compared with one point after the other."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from course.layer import Array
from course.playground import Settings, Training, train_playground
from course.playground.parts import BIAS, Line
from course.playground.settings import SettingsError, make_settings
from course.playground.training import start_training
from tests.course.playground.network import FUNCTIONS, NETWORK

DERIVATIVES: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "ReLU": (lambda z: max(0.0, z), lambda z: 0.0 if z <= 0 else 1.0),
    "Tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "Sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "Linear": (lambda z: z, lambda z: 1.0),
}


class PointByPoint:
    """Accumulate the derivatives of single points, weight by weight, and update when a batch is full."""

    def __init__(self, training: Training) -> None:
        self.settings = training.settings
        self.W = [layer.W.copy() for layer in training.layers]
        self.b = [layer.b.copy() for layer in training.layers]
        self.dead = [np.zeros_like(W, dtype=bool) for W in self.W]
        self.count = 0
        self.dW, self.db = [np.zeros_like(W) for W in self.W], [np.zeros_like(b) for b in self.b]
        output = "Tanh" if self.settings.problem == "Classification" else "Linear"
        self.kinds = [*[self.settings.activation] * len(self.settings.hidden), output]

    def run_epoch(self, X: Array, Y: Array) -> None:
        for number, (x, y) in enumerate(zip(X, Y[:, 0], strict=True), start=1):
            self._accumulate(x, y)
            if number % self.settings.batch_size == 0:
                self._update()

    def _accumulate(self, x: Array, y: float) -> None:
        values, sums = [x], []
        for W, b, kind in zip(self.W, self.b, self.kinds, strict=True):
            sums.append([b[k] + sum(values[-1][j] * W[j, k] for j in range(len(W))) for k in range(len(b))])
            values.append(np.array([DERIVATIVES[kind][0](z) for z in sums[-1]]))
        outward = values[-1] - y
        for depth in reversed(range(len(self.W))):
            inward = np.array(
                [o * DERIVATIVES[self.kinds[depth]][1](z) for o, z in zip(outward, sums[depth], strict=True)]
            )
            for k, error in enumerate(inward):
                self.db[depth][k] += error
                for j, value in enumerate(values[depth]):
                    self.dW[depth][j, k] += error * value
            outward = np.array([sum(W_j * inward) for W_j in self.W[depth]])
        self.count += 1

    def _update(self) -> None:
        rate, settings = self.settings.learning_rate, self.settings
        for depth, (W, b) in enumerate(zip(self.W, self.b, strict=True)):
            b -= rate * self.db[depth] / self.count
            for at in np.ndindex(*W.shape):
                if self.dead[depth][at]:
                    continue
                slope = {"None": 0.0, "L1": float(np.sign(W[at])), "L2": float(W[at])}[settings.regularization]
                W[at] -= rate * self.dW[depth][at] / self.count
                moved = float(W[at]) - rate * settings.regularization_rate * slope
                if settings.regularization == "L1" and moved * W[at] < 0:
                    moved, self.dead[depth][at] = 0.0, True
                W[at] = moved
            self.dW[depth].fill(0)
            self.db[depth].fill(0)
        self.count = 0


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"batch_size": 7, "train_share": 10},
        {"batch_size": 1, "train_share": 10, "activation": "ReLU", "hidden": (3,)},
        {"batch_size": 30, "train_share": 10, "activation": "Sigmoid", "data": "xor", "features": ("x", "xy", "sin y")},
        {"batch_size": 30, "train_share": 10, "data": "multi-gauss", "activation": "Linear", "hidden": ()},
        {"batch_size": 13, "train_share": 10, "data": "plane", "activation": "ReLU", "noise": 20},
        {"regularization": "L2", "regularization_rate": 0.3, "batch_size": 9, "train_share": 20, "data": "gauss"},
        {"regularization": "L1", "regularization_rate": 0.1, "batch_size": 9, "train_share": 20, "learning_rate": 0.1},
        {"regularization": "L1", "regularization_rate": 0, "train_share": 10},
        {"regularization": "None", "regularization_rate": 3, "train_share": 10},
        {"regularization": "L2", "regularization_rate": 3, "learning_rate": 0.1, "train_share": 10},
    ],
    ids=str,
)
def test_epochs_agree_with_one_point_after_the_other(settings: dict[str, Any]) -> None:
    training = Training(FUNCTIONS, Settings(**settings), np.random.default_rng(3))
    twin = PointByPoint(training)
    for _ in range(6):
        twin.run_epoch(training._inputs, training.train.labels)
        training.run_epoch()
    for layer, W, b in zip(training.layers, twin.W, twin.b, strict=True):
        np.testing.assert_allclose(layer.W, W, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(layer.b, b, rtol=1e-9, atol=1e-12)


def test_batches_go_on_where_the_last_epoch_left_off() -> None:
    sizes = []

    def backward(X: Array, Y: Array, layers: Any) -> Any:
        sizes.append(len(X))
        return FUNCTIONS["backward"](X, Y, layers)

    settings = Settings(batch_size=30, train_share=20)
    training = Training(FUNCTIONS | {"backward": backward}, settings, np.random.default_rng(0))
    training.run_epoch()
    training.run_epoch()
    assert sizes == [30, 30, 30, 40, 30, 30]
    training.make_network()
    training.run_epoch()
    assert sizes[6:] == [30, 30, 30]  # nothing waits for a new network


def test_a_new_network_has_small_weights_and_biases_of_a_tenth() -> None:
    training = Training(FUNCTIONS, Settings(hidden=(8,) * 6), np.random.default_rng(0))
    weights = np.concatenate([layer.W.ravel() for layer in training.layers])
    assert -0.5 <= weights.min() < -0.45
    assert 0.45 < weights.max() <= 0.5
    assert abs(weights.mean()) < 0.06
    assert all(np.array_equal(layer.b, np.full(len(layer.b), 0.1)) for layer in training.layers)
    assert [layer.W.shape for layer in training.layers] == [(2, 8), *[(8, 8)] * 5, (8, 1)]


@pytest.mark.parametrize(("data", "output"), [("circle", "tanh"), ("plane", "linear")])
@pytest.mark.parametrize("activation", ["ReLU", "Tanh", "Sigmoid", "Linear"])
def test_hidden_and_output_units_have_their_activations(data: str, output: str, activation: str) -> None:
    training = Training(FUNCTIONS, Settings(data=data, activation=activation), np.random.default_rng(0))
    assert [layer.f for layer in training.layers[:-1]] == [FUNCTIONS[activation.lower()]] * 2
    assert [layer.df for layer in training.layers[:-1]] == [FUNCTIONS[f"d_{activation.lower()}"]] * 2
    assert training.layers[-1].f is FUNCTIONS[output]


def test_the_loss_is_half_the_squared_error() -> None:
    training = Training(FUNCTIONS, Settings(), np.random.default_rng(0))
    for layer in training.layers:
        layer.W[...], layer.b[...] = 0, 0
    assert training.losses() == (0.5, 0.5)


def test_l1_switches_weights_off_for_ever_and_spares_biases() -> None:
    settings = Settings(regularization="L1", regularization_rate=0.3, learning_rate=0.3)
    training = Training(FUNCTIONS, settings, np.random.default_rng(0))
    off: set[tuple[int, ...]] = set()
    for _ in range(10):
        training.run_epoch()
        zeros = {(depth, *at) for depth, one in enumerate(training.layers) for at in np.argwhere(one.W == 0).tolist()}
        assert off <= zeros
        off = zeros
    assert len(off) >= 10
    assert all(np.all(layer.b != 0) for layer in training.layers[-1:])


def test_restart_keeps_the_points_unless_their_settings_change() -> None:
    training = Training(FUNCTIONS, Settings(), np.random.default_rng(0))
    points, weights = training.train.points, training.layers[0].W.copy()
    training.restart(Settings(features=("x", "y", "xy")))
    assert training.train.points is points
    assert training.layers[0].W.shape == (3, 4)
    training.restart(Settings())
    assert not np.array_equal(training.layers[0].W, weights)
    for changed in (Settings(noise=5), Settings(data="xor"), Settings(train_share=60)):
        before = training.train.points
        training.restart(changed)
        assert training.train.points is not before


def test_new_points_leave_the_network_as_it_is() -> None:
    training = Training(FUNCTIONS, Settings(), np.random.default_rng(0))
    training.run_epoch()
    weights, points = training.layers[0].W.copy(), training.train.points
    training.make_data()
    assert np.array_equal(training.layers[0].W, weights)
    assert not np.array_equal(training.train.points, points)
    assert training.epoch == 1


def test_gradients_of_other_shapes_are_refused() -> None:
    def turned(X: Array, Y: Array, layers: Any) -> Any:
        return [(dW.T, db) for dW, db in FUNCTIONS["backward"](X, Y, layers)]

    training = Training(FUNCTIONS | {"backward": turned}, Settings(), np.random.default_rng(0))
    with pytest.raises(ValueError, match="other shapes"):
        training.run_epoch()


def test_losses_without_a_picture() -> None:
    train, test = train_playground(NETWORK, epochs=5, seed=4, data="gauss", hidden=[2])
    assert train.shape == test.shape == (6,)
    assert train[-1] < train[0]
    again, _ = train_playground(NETWORK, epochs=5, seed=4, data="gauss", hidden=[2])
    assert np.array_equal(train, again)


@pytest.mark.parametrize(
    ("presets", "words"),
    [
        ({"learning_rate": 0.2}, "0.1, 0.3"),
        ({"layers": [2]}, "hidden"),
        ({"hidden": [9]}, "1 to 8"),
        ({"hidden": [1] * 7}, "0 to 6"),
        ({"hidden": 8}, "such as"),
        ({"hidden": "4"}, "such as"),
        ({"hidden": ["4"]}, "such as"),
        ({"hidden": [2.5]}, "such as"),
        ({"hidden": [9]}, "most_units=44"),
        ({"hidden": [45], "most_units": 44}, "1 to 44"),
        ({"most_units": 65}, "from 1 to 64"),
        ({"most_units": "8"}, "from 1 to 64"),
        ({"most_units": 2}, "1 to 2"),
        ({"features": "xy"}, "list of some"),
        ({"features": 5}, "list of some"),
        ({"regularization": None}, "None is not one of 'None'"),
        ({"features": ["z"]}, "sin x"),
        ({"data": "moons"}, "spiral"),
    ],
)
def test_a_wrong_setting_is_answered_with_the_options(presets: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingsError, match=words) as caught:
        make_settings(**presets)
    assert caught.value._render_traceback_() == [str(caught.value)]  # one line in a notebook, no traceback


def test_features_stand_in_their_own_order() -> None:
    assert make_settings(features=["sin y", "x"]) == make_settings(features=("x", "sin y"))


def test_the_same_numbers_give_the_same_start() -> None:
    first, again, other, points = (
        start_training(NETWORK, Settings(), *numbers) for numbers in ((1, 2), (1, 2), (1, 3), (1, 0))
    )
    for one in (again, other, points):
        assert np.array_equal(one.train.points, first.train.points)
    assert np.array_equal(again.layers[0].W, first.layers[0].W)
    assert not np.array_equal(other.layers[0].W, first.layers[0].W)
    assert not np.array_equal(points.layers[0].W, first.layers[0].W)
    before, _ = train_playground(NETWORK, epochs=1, seed=1, restarts=2)
    assert before[0] == first.losses()[0]


def test_weights_and_biases_are_read_and_set_by_their_lines() -> None:
    training = Training(FUNCTIONS, Settings(), np.random.default_rng(0))
    training.set_weight(Line(1, 3, 0), -4)
    training.set_weight(Line(2, BIAS, 0), 7)
    assert training.layers[1].W[3, 0] == training.get_weight(Line(1, 3, 0)) == -4
    assert training.layers[2].b[0] == training.get_weight(Line(2, BIAS, 0)) == 7


def test_whole_numbers_may_be_written_as_floats() -> None:
    settings = make_settings(batch_size=10.0, train_share=60.0, hidden=[8.0])
    assert settings == Settings(batch_size=10, train_share=60, hidden=(8,))
    train_playground(NETWORK, epochs=1, batch_size=10.0, train_share=60.0, hidden=[8.0])
