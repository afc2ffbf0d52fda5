"""The other pictures of unit 3 show what the functions handed over return."""

from typing import Any

import numpy as np
import pytest

from course import Layer
from course.backward.cost import Cost, draw_costs, measure_costs
from course.backward.losses import draw_scalings, draw_step
from course.backward.slopes import draw_chain, draw_derivatives, draw_slope, explore_slope
from course.layer import Array


def test_last_tangent_of_the_chain_has_the_slope_of_the_function() -> None:
    figure = draw_chain(1.5, 3.0, 20.0, lambda x: 7.0)
    assert [ax.get_title() for ax in figure.axes] == ["slope 3", "slope 20", "slope 7"]
    for ax, slope in zip(figure.axes, (3.0, 20.0, 7.0), strict=True):
        (x, y) = np.asarray(ax.lines[1].get_data())
        assert np.diff(y) == pytest.approx(slope * np.diff(x))


def test_each_panel_shows_an_activation_and_its_derivative() -> None:
    figure = draw_derivatives({"wave": (np.sin, np.cos), "bend": (np.tanh, np.exp)})
    for ax, (f, df) in zip(figure.axes, ((np.sin, np.cos), (np.tanh, np.exp)), strict=True):
        (_, curve, slope) = ax.lines
        assert np.allclose(curve.get_ydata(), f(np.asarray(curve.get_xdata())))
        assert np.allclose(slope.get_ydata(), df(np.asarray(slope.get_xdata())))
    assert [ax.get_title() for ax in figure.axes] == ["wave", "bend"]


@pytest.mark.parametrize("z", [-5.0, 0.0, 5.0])
def test_point_and_curve_stay_inside_the_picture(z: float) -> None:
    left, right = draw_slope(lambda z: np.maximum(z, 0.0), lambda z: np.heaviside(z, 0.0), z, "ramp").axes
    for ax in (left, right):
        x, y = ax.lines[-1].get_data()
        assert ax.get_xlim()[0] < float(np.max(x)) < ax.get_xlim()[1]
        assert ax.get_ylim()[0] < float(np.max(y)) < ax.get_ylim()[1]


def test_slope_is_marked_on_the_derivative() -> None:
    left, right = draw_slope(np.sin, np.cos, 0.5, "wave").axes
    assert f"slope {np.cos(0.5):.3f}" in left.get_title()
    assert np.allclose(right.lines[-1].get_xydata(), [[0.5, np.cos(0.5)]])


def test_slope_widget_offers_every_activation(monkeypatch: pytest.MonkeyPatch) -> None:
    explored: list[Any] = []
    monkeypatch.setattr(
        "course.backward.slopes.explore", lambda draw, alt, **controls: explored.append((draw, controls))
    )
    explore_slope({"wave": (np.sin, np.cos), "bend": (np.tanh, np.exp)})
    [(draw, controls)] = explored
    assert controls["activation"] == ["wave", "bend"]
    assert "wave: slope 1.000" in draw("wave", 0.0).axes[0].get_title()


def test_scalings_share_their_minimum_and_arrows_show_the_steps() -> None:
    x, y = np.array([1.0, 2.0]), np.array([2.0, 3.0])
    left, right = draw_scalings(x, y, {"a": 0.5, "b": 2.0}, -0.5, 0.1, {"a": -4.0, "b": -16.0}).axes
    curves = [line for line in left.lines if line.get_label() in ("a", "b")]
    for line, factor in zip(curves, (0.5, 2.0), strict=True):
        w = np.asarray(line.get_xdata())
        assert np.allclose(line.get_ydata(), factor * ((w - 2) ** 2 + (2 * w - 3) ** 2))
        assert w[np.argmin(line.get_ydata())] == pytest.approx(8 / 5, abs=0.02)
    arrows = [text.xy for text in right.texts if hasattr(text, "xy")]
    assert [float(end[0]) for end in arrows] == pytest.approx([-0.1, 1.1])


def test_step_marks_the_loss_of_each_rate() -> None:
    (ax,) = draw_step(lambda eta: (1 - eta) ** 2, [0.1, 0.5], 2.0).axes
    assert np.allclose(ax.lines[0].get_ydata(), (1 - np.asarray(ax.lines[0].get_xdata())) ** 2)
    dots = [line.get_xydata() for line in ax.lines if line.get_marker() == "o"]
    assert np.allclose(np.array(dots), [[[0.1, 0.81]], [[0.5, 0.25]]])


def test_costs_are_measured_on_networks_of_growing_width() -> None:
    seen: list[tuple[str, int]] = []

    def note(kind: str) -> Any:
        def gradient(X: Array, Y: Array, layers: list[Layer]) -> None:
            assert X.shape == (20, 10)
            assert Y.shape == (20, 3)
            seen.append((kind, layers[1].W.shape[0]))

        return gradient

    costs = measure_costs(note("walk"), note("measure"), np.tanh, np.cos, [2, 5])
    assert [cost.parameters for cost in costs] == [10 * 2 + 2 + 4 + 2 + 6 + 3, 10 * 5 + 5 + 25 + 5 + 15 + 3]
    assert {width for kind, width in seen if kind == "measure"} == {2, 5}
    assert all(cost.walk_back > 0 and cost.measuring > 0 for cost in costs)


def test_costs_are_drawn_in_milliseconds_and_as_a_ratio() -> None:
    left, right = draw_costs([Cost(10, 0.001, 0.02), Cost(100, 0.002, 0.8)]).axes
    slow, fast = (np.asarray(line.get_ydata()) for line in left.lines)
    assert slow == pytest.approx([20, 800])
    assert fast == pytest.approx([1, 2])
    assert np.asarray(right.lines[0].get_ydata()) == pytest.approx([20, 400])
