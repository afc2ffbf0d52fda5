"""The training loop of the playground, around the student's own forward and backward pass."""

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from course.layer import Array, Function, Layer
from course.playground.data import Sample, make_data
from course.playground.features import compute_features
from course.playground.parts import BIAS, Line
from course.playground.settings import Settings, make_settings
from course.texts import _

# Activation and derivative by their names in the notebooks.
ACTIVATIONS = {
    "ReLU": ("relu", "d_relu"),
    "Tanh": ("tanh", "d_tanh"),
    "Sigmoid": ("sigmoid", "d_sigmoid"),
    "Linear": ("linear", "d_linear"),
}
OUTPUTS = {"Classification": "Tanh", "Regression": "Linear"}


class Network(Protocol):
    """Describe what the playground is given: functions by name, and a sentence that says whose they are."""

    @property
    def functions(self) -> dict[str, Callable[..., Any]]:
        """Give forward_cache, backward, and the activations with their derivatives."""

    @property
    def sentence(self) -> str:
        """Say which of the functions are the student's own."""


class Training:
    """Hold a data set and a network, and train it epoch by epoch.

    Args:
        functions: the student's, by name.
        settings: of the playground; its learning rate may be replaced at any time.
        rng: the source of randomness for data and weights.

    Example, with the functions of `own_answers`::

        training = Training(network.functions, Settings(), np.random.default_rng(0))
        training.run_epoch()
        training.losses()
    """

    def __init__(self, functions: dict[str, Function], settings: Settings, rng: np.random.Generator) -> None:
        self.settings = settings
        self.epoch = 0
        self.layers: list[Layer] = []
        self._functions = functions
        self.rng = rng
        self._off: list[np.ndarray[Any, np.dtype[np.bool]]] = []
        self.make_data()
        self.make_network()

    def make_data(self) -> None:
        """Draw new points; the network stays as it is."""
        settings = self.settings
        self.train, self.test = make_data(settings.data, settings.noise, settings.train_share, self.rng)
        self._inputs, self._test_inputs = self._features(self.train), self._features(self.test)

    def restart(self, settings: Settings) -> None:
        """Start a network anew with other settings; the points stay where their settings do."""
        before, self.settings = self.settings, settings
        if _of_data(before) != _of_data(settings):
            self.make_data()
        self._inputs, self._test_inputs = self._features(self.train), self._features(self.test)
        self.make_network()

    def make_network(self) -> None:
        """Start anew with weights from U(-0.5, 0.5) and biases of 0.1."""
        sizes = [self._inputs.shape[1], *self.settings.hidden, 1]
        kinds = [self.settings.activation] * len(self.settings.hidden) + [OUTPUTS[self.settings.problem]]
        self.layers = []
        for n_in, n_out, kind in zip(sizes, sizes[1:], kinds, strict=False):
            f, df = (self._functions[name] for name in ACTIVATIONS[kind])
            self.layers.append(Layer(self.rng.uniform(-0.5, 0.5, (n_in, n_out)), np.full(n_out, 0.1), f, df))
        self._off = [np.zeros(layer.W.shape, dtype=bool) for layer in self.layers]
        self._waiting = Sample(self._inputs[:0], self.train.labels[:0])
        self.epoch = 0

    def run_epoch(self) -> None:
        """Go through the points once, in their order, with one update after each full batch.

        What is left of the last batch waits for the first update of the next epoch and counts in its mean.
        """
        size = self.settings.batch_size
        full = len(self._inputs) - len(self._inputs) % size
        for start in range(0, full, size):
            rows = slice(start, start + size)
            X, Y = self._inputs[rows], self.train.labels[rows]
            if start == 0 and len(self._waiting.points):
                X, Y = np.concatenate([self._waiting.points, X]), np.concatenate([self._waiting.labels, Y])
            self._update(X, Y)
        self._waiting = Sample(self._inputs[full:], self.train.labels[full:])
        self.epoch += 1

    def losses(self) -> tuple[float, float]:
        """Return the mean of 1/2 (output - label)^2 over the points to train on, and over those to test on."""
        return self._loss(self._inputs, self.train.labels), self._loss(self._test_inputs, self.test.labels)

    def get_weight(self, line: Line) -> float:
        """Return a weight, or a bias."""
        layer = self.layers[line.depth]
        return float(layer.b[line.end] if line.start == BIAS else layer.W[line.start, line.end])

    def set_weight(self, line: Line, value: float) -> None:
        """Set a weight, or a bias; a weight that L1 had switched off is on again."""
        if line.start == BIAS:
            self.layers[line.depth].b[line.end] = value
        else:
            self.layers[line.depth].W[line.start, line.end] = value
            self._off[line.depth][line.start, line.end] = False

    def hidden_and_output(self) -> list[Array]:
        """Return what each layer puts out for the points to train on, the first hidden layer first."""
        return list(self._functions["forward_cache"](self._inputs, self.layers)[1])[1:]

    def outputs(self, points: Array) -> list[Array]:
        """Return what each layer puts out for points of the plane (n, 2), the features first."""
        return list(self._functions["forward_cache"](compute_features(points, self.settings.features), self.layers)[1])

    def _features(self, sample: Sample) -> Array:
        return compute_features(sample.points, self.settings.features)

    def _loss(self, X: Array, Y: Array) -> float:
        output = self._functions["forward_cache"](X, self.layers)[1][-1]
        return float(np.square(output - Y).mean()) / 2

    def _update(self, X: Array, Y: Array) -> None:
        """Update all weights in place.

        The loss here is half the squared error, so its gradient is half of what `backward` returns.
        """
        rate = self.settings.learning_rate
        gradients = self._functions["backward"](X, Y, self.layers)
        for layer, (dW, db), off in zip(self.layers, gradients, self._off, strict=True):
            if np.shape(dW) != layer.W.shape or np.shape(db) != layer.b.shape:
                raise ValueError(_("`backward` returned gradients of other shapes than the weights and biases"))
            penalty = self._penalty(layer.W)  # of the weights before the gradient moves them, as on the web page
            np.subtract(layer.b, rate / 2 * np.asarray(db), out=layer.b)
            np.subtract(layer.W, rate / 2 * np.asarray(dW), out=layer.W, where=~off)
            if penalty is not None:
                moved = layer.W - penalty
                if self.settings.regularization == "L1":
                    off |= moved * layer.W < 0  # the penalty alone would take the weight across zero
                    moved[off] = 0
                layer.W[...] = moved

    def _penalty(self, W: Array) -> Array | None:
        """Return how far regularization moves the weights in one update."""
        step = self.settings.learning_rate * self.settings.regularization_rate
        if self.settings.regularization == "None" or step == 0:
            return None
        return step * (np.sign(W) if self.settings.regularization == "L1" else W)


def _of_data(settings: Settings) -> tuple[str, int, int]:
    return settings.data, settings.noise, settings.train_share


def start_training(network: Network, settings: Settings, seed: int, restarts: int = 0) -> Training:
    """Start a network on points, so that the same numbers always give the same start.

    Args:
        network: what `own_answers` returns.
        settings: of the playground.
        seed: of points and first weights.
        restarts: how many times the first weights have been drawn anew, on the same points.

    Returns:
        The points, and the network before its first epoch.
    """
    training = Training(network.functions, settings, np.random.default_rng(seed))
    if restarts:
        redraw_weights(training, seed, restarts)
    return training


def redraw_weights(training: Training, seed: int, restarts: int) -> None:
    """Start anew with the first weights that belong to these numbers."""
    training.rng = np.random.default_rng([seed, restarts])
    training.make_network()


def train_playground(
    network: Network, epochs: int, seed: int = 0, restarts: int = 0, **settings: Any
) -> tuple[Array, Array]:
    """Train a network as the playground does, without a picture.

    Args:
        network: what `own_answers` returns.
        epochs: how many.
        seed: of points and first weights.
        restarts: how many times the first weights have been drawn anew; the playground's line of settings says it.
        **settings: see Settings, for instance data="spiral" and hidden=[8, 8].

    Returns:
        The losses on the points to train on and on those to test on, each of shape (epochs + 1,): before
        training, and after each epoch.

    Example, with the functions of `own_answers`::

        train_losses, test_losses = train_playground(network, epochs=200, data="xor")
    """
    training = start_training(network, make_settings(**settings), seed, restarts)
    losses = [training.losses()]
    for _epoch in range(epochs):
        training.run_epoch()
        losses.append(training.losses())
    train_losses, test_losses = np.array(losses).T
    return train_losses, test_losses
