"""A network for the playground's tests, written for speed."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from course.layer import Array, Layer


class Answers(NamedTuple):
    functions: dict[str, Callable[..., Any]]
    sentence: str = "Runs on the tests' functions."


def forward_cache(X: Array, layers: Sequence[Layer]) -> tuple[list[Array], list[Array]]:
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    return Zs, As


def backward(X: Array, Y: Array, layers: Sequence[Layer]) -> list[tuple[Array, Array]]:
    Zs, As = forward_cache(X, layers)
    error = 2 * (As[-1] - Y) / Y.size
    gradients = []
    for depth in reversed(range(len(layers))):
        df = layers[depth].df
        assert df is not None
        delta = error * df(Zs[depth])
        gradients.append((As[depth].T @ delta, delta.sum(axis=0)))
        error = delta @ layers[depth].W.T
    return gradients[::-1]


def sigmoid(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "forward_cache": forward_cache,
    "backward": backward,
    "relu": lambda z: np.maximum(z, 0),
    "d_relu": lambda z: (z > 0) * 1.0,
    "tanh": np.tanh,
    "d_tanh": lambda z: 1 - np.tanh(z) ** 2,
    "sigmoid": sigmoid,
    "d_sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)),
    "linear": lambda z: z,
    "d_linear": np.ones_like,
}
NETWORK = Answers(FUNCTIONS)


def with_functions(**others: Callable[..., Any]) -> Answers:
    return Answers(FUNCTIONS | others)
