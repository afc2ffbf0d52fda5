"""The drawn network: every number stands where it belongs and comes from the function that was handed over."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from course import Layer
from course.forward.layout import connect, place_biases, place_numbers, place_units
from course.forward.network import draw_network, draw_sizes, explore_network, number_text
from course.layer import Array

LAYERS = [
    Layer(np.array([[0.11, 0.12], [0.13, -0.14], [0.15, 0.16]]), np.array([0.17, 0.18]), np.tanh),
    Layer(np.array([[0.21, 0.0], [-0.23, 0.24]]), np.array([0.25, 0.26]), np.tanh),
    Layer(np.array([[0.31], [0.32]]), np.array([0.33]), np.tanh),
]
SIZES = [3, 2, 2, 1]


def fake_forward(x: Array, layers: Sequence[Layer]) -> Array:
    """Give values that tell how many layers were passed, and whether the last one keeps its activation."""
    width = np.shape(layers[-1].W)[1]
    return 100.0 * len(layers) + np.arange(width, dtype=np.float64) + (0.5 if layers[-1].f is np.tanh else 0.0)


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def circles(figure: Figure) -> list[Circle]:
    return [patch for patch in figure.axes[0].patches if isinstance(patch, Circle)]


def test_every_weight_and_bias_is_written() -> None:
    written = texts(draw_network(LAYERS, [7.0, 8.0, 9.0], fake_forward))
    for layer in LAYERS:
        for number in [*layer.W.ravel(), *layer.b]:
            assert number_text(number) in written


def test_a_weight_stands_on_its_own_edge() -> None:
    edges = {(tuple(edge.start), tuple(edge.end)): edge.weight for edge in connect(SIZES, LAYERS)}
    places, biases = place_units(SIZES), place_biases(SIZES)
    for depth, layer in enumerate(LAYERS):
        for (j, k), weight in np.ndenumerate(layer.W):
            assert edges[tuple(places[depth][j]), tuple(places[depth + 1][k])] == weight
        for k, bias in enumerate(layer.b):
            assert edges[tuple(biases[depth]), tuple(places[depth + 1][k])] == bias
    assert len(edges) == 17


def test_values_come_from_the_function_handed_over() -> None:
    written = texts(draw_network(LAYERS, [7.0, 8.0, 9.0], fake_forward))
    for value in ("7", "8", "9", "100.5", "101.5", "200.5", "201.5", "300.5"):
        assert value in written
    for sums in ("u = 100", "u = 101", "u = 200", "u = 201", "u = 300"):
        assert sums in written


def test_sums_are_written_only_where_the_activation_changed_them() -> None:
    def equal(x: Array, layers: Sequence[Layer]) -> Array:
        return np.ones(np.shape(layers[-1].W)[1])

    assert not [text for text in texts(draw_network(LAYERS, [1.0, 1.0, 1.0], equal)) if text.startswith("u")]


def test_a_silent_unit_is_dashed() -> None:
    def silent(x: Array, layers: Sequence[Layer]) -> Array:
        return np.zeros(np.shape(layers[-1].W)[1])

    dashed = [one for one in circles(draw_network(LAYERS, [0.0, 1.0, 1.0], silent)) if one.get_linestyle() == "--"]
    assert len(dashed) == 5


def test_sign_shows_in_the_line_and_not_in_color_alone() -> None:
    axes = draw_network(LAYERS, [1.0, 1.0, 1.0], fake_forward).axes[0]
    styles = [(line.get_color(), line.get_linestyle()) for line in axes.lines]
    assert sum(style == "--" for _, style in styles) == 2
    assert len({color for color, style in styles if style == "--"}) == 1


@pytest.mark.parametrize("sizes", [[3, 2, 2, 1], [2, 4, 3], [1, 1], [4, 4, 4, 2]])
def test_all_units_are_drawn_inside_the_picture(sizes: list[int]) -> None:
    figure = draw_sizes(sizes)
    axes, drawn = figure.axes[0], circles(figure)
    assert len(drawn) == sum(sizes) + len(sizes) - 1
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    for circle in drawn:
        (x, y), radius = np.asarray(circle.get_center()), circle.get_radius()
        assert left < x - radius < x + radius < right
        assert low < y - radius < y + radius < high
    assert texts(figure).count("1") == len(sizes) - 1


@pytest.mark.parametrize("sizes", [[3, 2, 2, 1], [2, 2, 1], [2, 3, 1], [3, 3, 2]])
def test_numbers_do_not_overlap(sizes: list[int]) -> None:
    spots = np.array(place_numbers(list(connect(sizes))))
    gaps = np.abs(spots[:, None] - spots) / [0.5, 0.24]
    np.fill_diagonal(gaps[..., 0], np.inf)
    assert np.all(gaps.max(axis=-1) >= 1)


def test_numbers_stand_on_their_edges() -> None:
    edges = list(connect(SIZES, LAYERS))
    for edge, spot in zip(edges, place_numbers(edges), strict=True):
        along, there = edge.end - edge.start, spot - edge.start
        assert abs(along[0] * there[1] - along[1] * there[0]) < 1e-9
        assert 0.15 < (there @ along) / (along @ along) < 0.85


def test_widget_has_a_slider_for_each_input(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[dict[str, Any]] = []

    def note(draw: Any, alt: str, **controls: Any) -> None:
        calls.append(controls)
        assert "6" in texts(draw(x1=6.0, x2=1.0, x3=1.0))

    monkeypatch.setattr("course.forward.network.explore", note)
    explore_network(LAYERS, [0.7, 0.3, 0.5], fake_forward)
    assert {name: control[3] for name, control in calls[0].items()} == {"x1": 0.7, "x2": 0.3, "x3": 0.5}


@pytest.mark.parametrize(("value", "text"), [(0.1 + 0.2, "0.3"), (-1e-9, "0"), (1.217, "1.217"), (-2.0, "-2")])
def test_numbers_are_short(value: float, text: str) -> None:
    assert number_text(value) == text
