"""The batch of two: every number that the pictures show, and that rows of examples keep their color."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from course import Layer
from course.backward.batch import PARTS, PLAIN, TINTS, draw_batch
from course.layer import Array

X, Y = np.array([[1.0], [2.0]]), np.array([[0.5], [1.5]])


def ramp(z: Array) -> Array:
    return np.clip(z, 0, None)


LAYERS = [
    Layer(np.array([[1.0, -1.0, 2.0]]), np.array([0.0, 1.5, -1.0]), ramp),
    Layer(np.array([[1.0], [2.0], [-1.0]]), np.array([0.5]), lambda z: z),
]


def run(X: Array, layers: list[Layer]) -> Array:
    for layer in layers:
        X = layer.f(np.einsum("...j,jk->...k", X, layer.W) + layer.b)
    return X


def loss(Y_hat: Array, Y: Array) -> float:
    return float(np.sum((Y_hat - Y) ** 2)) / Y.size


def draw(part: str) -> Figure:
    return draw_batch(X, Y, LAYERS, run, loss, part)


def numbers(figure: Figure) -> list[float]:
    found = []
    for text in figure.axes[0].texts:
        try:
            found.append(float(text.get_text()))
        except ValueError:
            continue
    return found


@pytest.mark.parametrize(
    ("part", "right"),
    [
        ("forward", [1, 2, 1, 0.5, 1, 2, -0.5, 3, 1, 0.5, 1, 2, 0, 3, 1.5, -0.5, 0.5, 1.5]),
        ("output", [1, -2, 1, 1, 1, -2]),
        ("back", [1, -2, 1, 2, -1, 1, 1, 1, 1, 0, 1, 1, 2, -1, -2, 0, 2]),
        ("gradients", [1, 2, 0.5, 0, 1, 3, 1, -2, -3, 0.5, -5, -1, 1, 2, 1, 2, -1, -2, 0, 2, -3, 2, 3, -1, 2, 1]),
    ],
)
def test_numbers_are_those_worked_out_by_hand(part: str, right: list[float]) -> None:
    assert numbers(draw(part)) == right


def test_shapes_stand_below_the_matrices() -> None:
    written = [text.get_text() for text in draw("back").axes[0].texts]
    assert [text for text in written if text.startswith("(")] == ["(2, 1)", "(1, 3)", "(2, 3)", "(2, 3)"]
    assert "(3,)" in [text.get_text() for text in draw("gradients").axes[0].texts]


def test_an_example_has_one_color_and_weights_have_none() -> None:
    for part in PARTS:
        tints = [to_hex(patch.get_facecolor()).upper() for patch in draw(part).axes[0].patches]
        assert set(tints) <= {*TINTS[:2], PLAIN}
    tints = [to_hex(patch.get_facecolor()).upper() for patch in draw("back").axes[0].patches]
    assert tints == [*TINTS[:2], *[PLAIN] * 3, *[TINTS[0]] * 3, *[TINTS[1]] * 3, *[TINTS[0]] * 3, *[TINTS[1]] * 3]
