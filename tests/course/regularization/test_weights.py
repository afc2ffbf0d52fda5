"""Pictures of weights and dropped units come from the functions handed over."""

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from course import Layer
from course.layer import Array
from course.regularization.units import draw_dropout
from course.regularization.weights import (
    BOTTOM,
    descend_penalized,
    draw_paths,
    draw_penalties,
    draw_weights,
    explore_penalties,
)


def flat(Ws: list[Array], lam: float, m: int) -> float:
    return 0.0


def wall(Ws: list[Array], lam: float, m: int) -> float:
    return 100.0 * float(np.abs(Ws[0] + 0.5).sum()) * lam / m


def push(size: float) -> Any:
    return lambda W, lam, m: np.full(np.shape(W), size * lam / m)


def test_lowest_point_is_that_of_loss_and_penalty() -> None:
    left, right = draw_penalties(flat, wall, 2.0).axes
    assert left.get_title() == f"L1: lowest at w = {BOTTOM:.2f}"
    assert right.get_title() == "L2: lowest at w = -0.50"
    w, cost = (np.asarray(data) for data in right.lines[1].get_data())
    assert np.allclose(cost, 200 * np.abs(w + 0.5))


def test_widget_has_a_slider_for_lambda(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[dict[str, Any]] = []

    def note(draw: Any, alt: str, **controls: Any) -> None:
        calls.append(controls)
        assert isinstance(draw(lam=1.0), Figure)

    monkeypatch.setattr("course.regularization.weights.explore", note)
    explore_penalties(flat, wall)
    assert calls[0]["lam"][0] == 0


def test_descent_without_penalty_is_least_squares() -> None:
    rng = np.random.default_rng(0)
    X, w = rng.normal(size=(60, 3)), np.array([1.0, -2.0, 0.5])
    assert np.allclose(descend_penalized(X, X @ w, push(0.0), 1.0), w, atol=1e-3)


def test_a_weight_that_the_penalty_carries_across_zero_stops_there() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 2))
    w = descend_penalized(X, X @ np.array([0.01, 3.0]), push(1.0), 12.0)
    assert w[0] == 0
    assert w[1] > 2


def test_paths_follow_the_gradients_handed_over() -> None:
    figure = draw_paths(push(0.0), push(1.0), [1.0, 30.0])
    still, moved = ([np.asarray(line.get_ydata()) for line in axes.lines[:6]] for axes in figure.axes)
    assert np.allclose([path[0] for path in still], [path[1] for path in still])
    assert all(path[1] <= path[0] for path in moved)
    assert [line.get_linestyle() for line in figure.axes[0].lines[:6]] == ["-"] * 3 + ["--"] * 3


def test_histogram_counts_weights_and_not_biases() -> None:
    W = np.array([[0.0, 0.001, 2.0, -1.0]])
    figure = draw_weights({"net": [Layer(W, np.zeros(4), np.tanh)]}, off=0.01)
    (axes,) = figure.axes
    assert sum(bar.get_height() for bar in axes.patches if isinstance(bar, Rectangle)) == 4
    assert axes.texts[0].get_text() == "turned off: 50%\nlargest: 2.0"


def test_dropped_units_are_those_of_the_mask() -> None:
    calls: list[tuple[int, float, bool]] = []

    def every_other(A: Array, rate: float, rng: Any, training: bool) -> tuple[Array, Array]:
        calls.append((A.shape[1], rate, training))
        mask = np.arange(A.shape[1])[None] % 2 == 0 if training else np.ones(A.shape)
        return A, mask

    figure = draw_dropout(every_other, [2, 4, 3, 1], 0.3, np.random.default_rng(0), passes=2)
    assert calls == [(4, 0.3, True), (3, 0.3, True)] * 2 + [(4, 0.3, False), (3, 0.3, False)]
    crossed = [
        sum(len(np.asarray(line.get_xdata())) for line in axes.lines if line.get_marker() == "x")
        for axes in figure.axes
    ]
    edges = [sum(line.get_marker() == "None" for line in axes.lines) for axes in figure.axes]
    assert crossed == [3, 3, 0]
    assert edges == [2 * 2 + 2 * 2 + 2, 10, 2 * 4 + 4 * 3 + 3]
