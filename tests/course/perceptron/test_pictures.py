"""The pictures of unit 1 show what the student's functions say, and mark what is wrong."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

import course.perceptron.learning
import course.perceptron.rates
from course.figures import VERMILLION, new_figure, png
from course.layer import Array
from course.perceptron.gates import AND_TABLE, OR_TABLE, XOR_TABLE
from course.perceptron.learning import draw_errors, draw_learning, explore_learning, two_clouds
from course.perceptron.lines import draw_gates, draw_points_of_gate
from course.perceptron.rates import draw_activations, draw_rate, draw_regressions, explore_activations
from course.perceptron.spaces import cut_cube, draw_hidden_plane, draw_network, draw_plane, find_line

Explored = list[tuple[Callable[..., Figure], dict[str, Any]]]


def step(z: Array) -> Array:
    return np.heaviside(z, 1.0)


def neuron(x: Array, w: Array, b: float, f: Callable[[Array], Array]) -> Array:
    return f(x @ w + b)


def fit(X: Array, t: Array, eta: float, epochs: int) -> tuple[Array, float, list[int]]:
    """Stand in for a learner: its line x1 = epochs, and as many errors as epochs are left of three."""
    return np.array([eta, 0.0]), -float(epochs), [3 - epoch for epoch in range(epochs)]


@pytest.fixture
def explored(monkeypatch: pytest.MonkeyPatch) -> Explored:
    calls: Explored = []

    def record(draw: Callable[..., Figure], alt: str, **controls: Any) -> None:
        assert alt
        calls.append((draw, controls))

    for module in (course.perceptron.rates, course.perceptron.learning):
        monkeypatch.setattr(module, "explore", record)
    return calls


def crosses(figure: Figure, panel: int = 0) -> list[list[float]]:
    line = next(
        line for line in figure.axes[panel].lines if line.get_marker() == "x" and line.get_color() == VERMILLION
    )
    return np.column_stack(data(line)).tolist()


def data(line: Line2D) -> tuple[Array, Array]:
    return np.asarray(line.get_xdata(), dtype=float), np.asarray(line.get_ydata(), dtype=float)


def first(control: Any) -> Any:
    return control[0] if isinstance(control, list) else control[3]


def test_published_gates_show_their_wrong_rows() -> None:
    gates = {"AND": (np.array([1.0, 1.0]), -1.0), "OR": (np.array([1.0, 1.0]), 0.0)}
    figure = draw_gates(neuron, step, gates)
    assert [ax.get_title() for ax in figure.axes] == ["AND: 2 of 4 wrong", "OR: 1 of 4 wrong"]
    assert crosses(figure, 0) == [[0, 1], [1, 0]]
    assert crosses(figure, 1) == [[0, 0]]
    assert png(figure).startswith(b"\x89PNG")


def test_the_convention_at_zero_is_that_of_the_function_handed_over() -> None:
    _, (ax,) = new_figure()
    assert draw_points_of_gate(ax, neuron, lambda z: np.heaviside(z, 0.0), np.array([1.0, 1.0]), -1.0, AND_TABLE) == 0


def test_a_neuron_without_weights_has_no_line_but_a_picture() -> None:
    figure, (ax,) = new_figure()
    assert draw_points_of_gate(ax, neuron, step, np.zeros(2), 1.0, OR_TABLE) == 1
    assert png(figure)


def test_the_shaded_region_is_where_the_neuron_fires() -> None:
    _, (ax,) = new_figure()
    draw_points_of_gate(ax, neuron, step, np.array([1.0, 0.0]), -0.5, AND_TABLE)
    assert np.mean(np.asarray(ax.collections[0].get_array())) == pytest.approx(0.5, abs=0.01)


def test_each_point_of_a_gate_shows_its_z() -> None:
    _, (ax,) = new_figure()
    draw_points_of_gate(ax, neuron, step, np.array([1.0, 0.5]), -0.75, AND_TABLE)
    assert [text.get_text() for text in ax.texts] == ["z = -0.75", "z = -0.25", "z = 0.25", "z = 0.75"]


def gates(x1: Array, x2: Array) -> tuple[Array, Array]:
    """Stand in for hidden_units, with OR and AND."""
    return step(x1 + x2 - 0.5), step(x1 + x2 - 1.5)


def test_hidden_plane_places_each_point_at_the_hidden_outputs() -> None:
    figure = draw_hidden_plane(gates, XOR_TABLE)
    left, right = figure.axes
    fires, quiet = (np.column_stack(data(line)).tolist() for line in right.lines[:2])
    assert fires == [[1, 0], [1, 0]]
    assert quiet == [[0, 0], [1, 1]]
    assert [text.get_text() for text in right.texts] == ["(0, 0)", "(0, 1) (1, 0)", "(1, 1)"]
    assert right.get_title() == "the hidden outputs: one line is enough"
    assert len(left.collections) == len(right.collections) == 2  # two lines; the region and its line
    assert png(figure)


def test_hidden_plane_says_where_no_line_is_enough() -> None:
    copies = draw_hidden_plane(lambda x1, x2: (step(x1 - 0.5), step(x2 - 0.5)), XOR_TABLE)
    assert copies.axes[1].get_title() == "the hidden outputs: no line is enough"
    assert not copies.axes[1].collections
    quiet = draw_hidden_plane(lambda x1, x2: (0 * x1, 0 * x2), XOR_TABLE)
    assert quiet.axes[1].get_title() == "the hidden outputs: no line is enough"
    assert not quiet.axes[0].collections
    assert png(quiet)


def test_line_between_two_classes_keeps_its_distance_from_both() -> None:
    points = np.array([[0.0, 0.0], [1.0, 1.0], [1.0, 0.0]])
    line = find_line(points, np.array([0, 0, 1]))
    assert line is not None
    assert points @ line[0] + line[1] == pytest.approx(np.sqrt(0.125) * np.array([-1, -1, 1]), abs=1e-3)
    assert find_line(np.array([[0.0, 0.0], [1.0, 1.0], [0.5, 0.5]]), np.array([0, 0, 1])) is None


def test_network_is_shaded_where_it_fires() -> None:
    figure = draw_network(lambda x1, x2: step(x1 - 0.5), XOR_TABLE)
    (region,) = figure.axes[0].collections
    assert np.mean(np.asarray(region.get_array())) == pytest.approx(0.5, abs=0.01)
    assert png(figure)


def test_plane_separates_the_corners_that_fire() -> None:
    figure = draw_plane(neuron, step, np.ones(3), -1.5)
    ax: Any = figure.axes[0]
    labeled = {line.get_label(): np.column_stack(line.get_data_3d()) for line in ax.lines}
    assert np.all(labeled["fires"].sum(axis=1) >= 2)
    assert len(labeled["fires"]) == len(labeled["quiet"]) == 4
    assert len(ax.collections) == 1
    assert png(figure)


def test_plane_cuts_the_edges_in_order() -> None:
    corners = np.array([[i, j, k] for i in (0.0, 1.0) for j in (0.0, 1.0) for k in (0.0, 1.0)])
    points = cut_cube(corners, corners.sum(axis=1) - 1.5)
    assert points.shape == (6, 3)
    assert points.sum(axis=1) == pytest.approx(1.5)
    sides = np.linalg.norm(points - np.roll(points, 1, axis=0), axis=1)
    assert sides == pytest.approx(np.sqrt(0.5))  # a regular hexagon, walked around


def test_activations_are_drawn_by_the_functions_themselves() -> None:
    figure = draw_activations({"double": lambda z: 2 * z, "step": step, "abs": np.abs, "sin": np.sin})
    assert [ax.get_title() for ax in figure.axes] == ["double", "step", "abs", "sin"]
    z, values = data(figure.axes[0].lines[2])
    assert values == pytest.approx(2 * z)
    assert figure.axes[1].lines[-1].get_ydata() == [1.0]  # the dot: step(0)
    assert np.isnan(np.asarray(figure.axes[1].lines[2].get_ydata())).sum() == 1  # a gap at the jump


def test_rate_marks_the_chosen_input() -> None:
    (ax,) = draw_rate(np.tanh, "tanh", w=2.0, b=-1.0, x=1.5).axes
    assert ax.get_title() == f"tanh: x = 1.5, z = 2, rate = {np.tanh(2):.3f}"
    (dot,) = [line for line in ax.lines if line.get_marker() == "o"]
    assert np.concatenate(data(dot)) == pytest.approx([1.5, np.tanh(2)])


def test_activation_widget_offers_every_function(explored: Explored) -> None:
    explore_activations({"sin": np.sin, "tanh": np.tanh})
    [(draw, controls)] = explored
    assert controls["activation"] == ["tanh", "sin"]
    assert png(draw(**{name: first(control) for name, control in controls.items()}))
    assert draw(activation="sin", w=1, b=0, x=0).axes[0].get_title().startswith("sin:")


def test_regressions_fit_the_line_and_cross_at_one_half_without_a_bias() -> None:
    x, y = np.arange(1.0, 8.0), np.array([0, 0, 0, 1, 1, 1, 1])
    figure = draw_regressions(neuron, lambda z: z, lambda z: 1 / (1 + np.exp(-z)), x, y)
    line = next(line for line in figure.axes[0].lines if len(data(line)[0]) > 100)
    assert np.polyfit(*data(line), 1) == pytest.approx(np.polyfit(x, y, 1))
    for line in figure.axes[1].lines:
        if "no b" in str(line.get_label()):
            assert np.interp(0, *data(line)) == pytest.approx(0.5, abs=0.01)


def test_two_clouds_can_be_separated_and_are_mixed() -> None:
    X, t = two_clouds(50, np.random.default_rng(0))
    assert X.shape == (100, 2)
    assert sorted(t.tolist()) == [0.0] * 50 + [1.0] * 50
    assert np.any(np.diff(t[:50]))
    assert X[t == 0, 0].max() < X[t == 1, 0].min()


def test_errors_are_drawn_epoch_by_epoch() -> None:
    (ax,) = draw_errors({"AND": [2, 1, 0], "XOR": [3, 4]}).axes
    assert [data(line)[0].tolist() for line in ax.lines] == [[1, 2, 3], [1, 2]]
    assert [data(line)[1].tolist() for line in ax.lines] == [[2, 1, 0], [3, 4]]


def test_learning_shows_the_line_of_the_last_epoch_and_those_before(explored: Explored) -> None:
    X, t = np.array([[0.0, 0.0], [1.5, 1.0], [4.0, 0.0]]), np.array([0.0, 0.0, 1.0])
    figure = draw_learning(fit, neuron, step, X, t, 2)
    assert figure.axes[0].get_title() == "epoch 2: 2 wrong when seen, 0 wrong now"
    assert draw_learning(fit, neuron, step, X, t, 1).axes[0].get_title() == "epoch 1: 3 wrong when seen, 1 wrong now"
    assert len(figure.axes[0].collections) == 3  # the region, the line, one earlier line
    explore_learning(fit, neuron, step, X, t, last=3)
    [(draw, controls)] = explored
    assert controls["epochs"][:2] == (1, 3)
    assert png(draw(epochs=2.0))
