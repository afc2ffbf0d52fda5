"""The other pictures of unit 2 show what the functions handed over return."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from course import Layer
from course.figures import png
from course.forward.fold import draw_fold, explore_fold
from course.forward.pictures import draw_losses, draw_output_units, draw_softmax
from course.layer import Array

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
LABELS = np.array([0, 1, 1, 0])
HIDDEN = Layer(np.eye(2), np.zeros(2), np.abs)
OUTPUT = Layer(np.ones((2, 1)), np.zeros(1), np.tanh)


def fake_forward(X: Array, layers: Sequence[Layer]) -> Array:
    """Move the plane by 10 for a hidden layer, by 20 when its activation is at work; classify by the first number."""
    if layers[-1] is OUTPUT:
        return (X[:, :1] > 0.5).astype(float)
    return X + (20.0 if layers[-1].f is np.abs else 10.0)


def test_fold_shows_the_points_where_the_function_puts_them() -> None:
    figure = draw_fold(fake_forward, [HIDDEN, OUTPUT], CORNERS, LABELS)
    for axes, shift in zip(figure.axes, (0.0, 10.0, 20.0), strict=True):
        for label in (0, 1):
            line = next(one for one in axes.lines if one.get_label() == f"class {label}")
            assert np.allclose(np.column_stack(line.get_data()), CORNERS[label == LABELS] + shift)
    assert len(png(figure)) > 1000


def test_fold_colors_the_classes_of_the_whole_network() -> None:
    figure = draw_fold(fake_forward, [HIDDEN, OUTPUT], CORNERS, LABELS)
    colors = np.asarray(figure.axes[0].collections[0].get_array())
    assert not colors[:, 0].any()
    assert colors[:, -1].all()
    assert not figure.axes[1].collections


def test_softmax_bars_are_the_scores_and_what_the_function_returns() -> None:
    figure = draw_softmax(lambda scores: scores / 10, [5.0, -2.0, 7.0], ["a", "b", "c"])
    heights = [[float(bar.get_height()) for bar in axes.patches if isinstance(bar, Rectangle)] for axes in figure.axes]
    assert np.allclose(np.array(heights), np.array([[5.0, -2.0, 7.0], [0.5, -0.2, 0.7]]))
    assert "1.000" in figure.axes[1].get_title()


def test_losses_are_those_of_the_functions() -> None:
    figure = draw_losses(lambda p, y: p[0] + 2 * y[0], lambda Y_hat, Y: Y_hat[0, 0] * 3 + Y[0, 0], lambda u: 7 * u)
    for axes, y, turn in zip(figure.axes, (1.0, 0.0, 1.0), (1, 1, 7), strict=True):
        entropy, squares = (one.get_data() for one in axes.lines)
        assert np.allclose(entropy[1], turn * np.asarray(entropy[0]) + 2 * y)
        assert np.allclose(squares[1], turn * np.asarray(squares[0]) * 3 + y)
    assert [axes.get_xlabel()[:5] for axes in figure.axes] == ["predi", "predi", "sum $"]


def test_fold_by_hand_uses_the_functions_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    explored: list[Any] = []
    monkeypatch.setattr("course.forward.fold.explore", lambda draw, alt, **controls: explored.append((draw, controls)))

    def forward(X: Array, layers: Sequence[Layer]) -> Array:
        """Answer as the true XOR does, once the hidden layer crosses its inputs."""
        if len(layers) == 2:
            return np.abs(X[:, :1] - X[:, 1:]) * (layers[0].W[0, 1] < 0)
        return X if np.shape(layers[0].W)[1] == 2 else X[:, :1]

    explore_fold(forward, lambda p, y: 0.125 + np.sum(p != y), np.abs, np.tanh)
    ((draw, controls),) = explored
    start = {name: control[3] for name, control in controls.items()}
    assert list(controls) == list("wvbsc")
    title = draw(**start)._suptitle
    assert title.get_text() == "loss 2.125, 2 of 4 points right"
    assert draw(**start | {"v": -1.0})._suptitle.get_text() == "loss 0.125, 4 of 4 points right"


def test_output_units_show_the_three_functions() -> None:
    figure = draw_output_units(lambda u: 2 * u, lambda u: u + 1, lambda U: U * 3)
    (u, line), (_, curve) = (axes.lines[0].get_data() for axes in figure.axes[:2])
    assert np.allclose(line, 2 * np.asarray(u))
    assert np.allclose(curve, np.asarray(u) + 1)
    shares = [np.asarray(one.get_data()[1]) for one in figure.axes[2].lines]
    assert np.allclose(shares[0], 3 * np.asarray(u))
    assert np.allclose(shares[1], 0)
    assert np.allclose(shares[2], -3)
