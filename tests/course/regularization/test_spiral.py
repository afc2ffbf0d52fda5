"""The comparison on the spiral trains as the playground does, and shows what it is given."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from course.layer import Array, Layer
from course.playground import train_playground
from course.regularization.spiral import count_parameters, draw_pairs, train_spiral


def relu(z: Array) -> Array:
    return np.maximum(z, 0.0)


def d_relu(z: Array) -> Array:
    return (z > 0).astype(float)


def d_tanh(z: Array) -> Array:
    return 1 - np.tanh(z) ** 2


def forward_cache(X: Array, layers: list[Layer]) -> tuple[list[Array], list[Array]]:
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    return Zs, As


def backward(X: Array, Y: Array, layers: list[Layer]) -> list[tuple[Array, Array]]:
    Zs, As = forward_cache(X, layers)
    delta = 2 * (As[-1] - Y) / Y.size
    gradients: list[tuple[Array, Array]] = []
    for depth in reversed(range(len(layers))):
        df = layers[depth].df
        assert df is not None
        delta = delta * df(Zs[depth])
        gradients.insert(0, (As[depth].T @ delta, delta.sum(axis=0)))
        delta = delta @ layers[depth].W.T
    return gradients


NETWORK = SimpleNamespace(
    functions={
        "forward_cache": forward_cache,
        "backward": backward,
        "relu": relu,
        "d_relu": d_relu,
        "tanh": np.tanh,
        "d_tanh": d_tanh,
    },
    sentence="",
)


def test_losses_are_those_of_the_playground() -> None:
    settings: dict[str, Any] = {
        "data": "spiral",
        "noise": 25,
        "train_share": 60,
        "learning_rate": 0.1,
        "activation": "ReLU",
    }
    for hidden in ([8], [3, 5]):
        expected = train_playground(NETWORK, epochs=4, seed=7, hidden=hidden, **settings)[1]
        assert np.allclose(train_spiral(NETWORK, hidden, epochs=4, seed=7), expected[1:])


def test_a_layer_may_have_more_units_than_in_the_playground() -> None:
    losses = train_spiral(NETWORK, [26], epochs=3, seed=0)
    assert losses.shape == (3,)
    assert np.isfinite(losses).all()


def test_parameters_are_counted_with_biases() -> None:
    assert count_parameters([]) == 3
    assert count_parameters([4, 3]) == (2 * 4 + 4) + (4 * 3 + 3) + (3 + 1)
    assert count_parameters([8, 8]) == count_parameters([26])
    assert count_parameters([8, 8, 8]) == count_parameters([44])


def test_pairs_join_what_belongs_to_one_repetition() -> None:
    left, right = draw_pairs({"small": {"wide": [0.5, 0.4], "deep": [0.2, 0.1]}, "large": {"one": [0.3]}}, 0.4).axes
    assert np.allclose([np.asarray(line.get_ydata()) for line in left.lines[:2]], [[0.5, 0.2], [0.4, 0.1]])
    assert set(np.asarray(left.lines[2].get_ydata())) == {0.4}
    assert [label.get_text() for label in left.get_xticklabels()] == ["wide", "deep"]
    assert left.get_title() == "small"
    assert right.get_title() == "large"
