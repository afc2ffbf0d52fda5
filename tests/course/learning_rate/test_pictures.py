"""The pictures of unit 4: what they show comes from the functions that were handed over."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.figures import png
from course.layer import Array
from course.learning_rate import (
    Steps,
    draw_arrows,
    draw_batch_sizes,
    draw_directions,
    draw_distance_to_minimum,
    draw_distances,
    draw_fits,
    draw_losses,
    draw_signals,
    draw_starts,
    draw_three_curves,
    draw_units,
    explore_ball,
    explore_optimizers,
    fitted_slope,
    hills,
    signal_sizes,
    two_columns,
)
from course.learning_rate import ball as ball_module
from course.learning_rate import paths as paths_module
from course.learning_rate.ball import draw_ball, how_it_ended
from course.learning_rate.batches import batch_noise, epoch_seconds
from course.learning_rate.paths import START, draw_contours, draw_paths, four_paths, mean_error
from tests.collection import Classroom

UNIT = "04_learning_rate"
X, T = two_columns(40, np.random.default_rng(0))


def straight(grad: Any, x0: Any, eta: float, steps: int) -> Array:
    """Walk in even steps of eta, whatever the slope, and note that the gradient can be asked for."""
    grad(np.asarray(x0))
    return np.array([np.asarray(x0) - eta * k for k in range(steps + 1)])


def unit_gradient(rows: Array, targets: Array, w: Array) -> Array:
    return np.full(len(w), float(len(rows)))


def pieces(rows: Array, targets: Array, size: int, rng: np.random.Generator) -> Iterator[tuple[Array, Array]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size], targets[start : start + size]


def shift_with_velocity(w: Array, g: Array, v: Array, eta: float, beta: float) -> tuple[Array, Array]:
    return w + 0.25, v + g


def shift_with_state(w: Array, g: Array, state: Any, eta: float) -> tuple[Array, Any]:
    return w - 0.5 * eta, (0, 0, state[2] + 1)


STEPS = Steps(straight, unit_gradient, pieces, shift_with_velocity, shift_with_state)


def labels(ax: Axes) -> list[str]:
    return [str(line.get_label()) for line in ax.lines if not str(line.get_label()).startswith("_")]


def draws(figure: Figure) -> bool:
    return png(figure).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ([4.0, 3.0, 2.5, 2.4999], "came to rest at 2.50"),
        ([4.0, 3.0, 2.5], "still on its way"),
        ([4.0, 3.0, 3.5], "has not come to rest"),
        ([4.0, 6.0, 4.0, 4.0], "left the picture"),
    ],
)
def test_end_of_the_ball_is_told_in_words(path: list[float], words: str) -> None:
    assert words in how_it_ended(np.array(path))


def test_ball_stands_where_descend_puts_it() -> None:
    figure = draw_ball(straight, 4.0, 0.1)
    left, right = figure.axes
    seen = np.asarray(left.lines[2].get_xdata(), dtype=float)
    np.testing.assert_allclose(seen, 4.0 - 0.1 * np.arange(41))
    np.testing.assert_allclose(np.asarray(right.lines[0].get_ydata(), dtype=float), hills(seen))
    assert labels(left) == ["start", "end"]


def test_ball_outside_the_picture_is_not_drawn() -> None:
    left = draw_ball(straight, 4.0, 1.0).axes[0]
    assert np.all(np.abs(np.asarray(left.lines[2].get_xdata(), dtype=float)) <= 5)
    assert labels(left) == ["start"]


def test_starts_are_counted_by_the_valley_they_lead_to() -> None:
    def nearest(grad: Any, x0: float, eta: float, steps: int) -> Array:
        return np.array([x0, -0.88 if x0 < 0 else 1.37])

    (ax,) = draw_starts(nearest, np.array([-3.0, -2.0, -1.0, 2.0]), 0.1).axes
    assert [text.get_text() for text in ax.texts] == ["75%", "25%"]


def test_fitted_slope_is_the_power() -> None:
    x = np.array([0.1, 0.01, 0.001])
    assert fitted_slope(list(x), list(5 * x**1.5)) == pytest.approx(1.5)


def test_distances_carry_their_slope() -> None:
    x = [0.1, 0.01, 0.001]
    (ax,) = draw_distances(x, {"square": [v**2 for v in x], "same": x}).axes
    assert labels(ax) == ["square: slope 2.00", "same: slope 1.00"]
    assert ax.get_xscale() == ax.get_yscale() == "log"


def test_distance_to_the_minimum_is_that_of_the_path() -> None:
    asked: list[float] = []

    def fixed(grad: Any, x0: Array, eta: float, steps: int) -> Array:
        asked.append(eta)
        np.testing.assert_array_equal(grad(np.array([1.0, 0.0])), [3.0, 1.0])
        return np.full((steps + 1, 2), 3.0)

    (ax,) = draw_distance_to_minimum(fixed, np.array([[3.0, 1.0], [1.0, 2.0]]), 0.5, (0.9, 1.1)).axes
    assert asked == pytest.approx([0.45, 0.55])
    np.testing.assert_allclose(np.asarray(ax.lines[0].get_ydata(), dtype=float), np.hypot(3, 3))


def test_losses_are_numbered_from_the_first() -> None:
    (ax,) = draw_losses({"a": [3.0, 2.0], "b": [2.0, 1.0]}, "epoch", first=1).axes
    assert list(np.asarray(ax.lines[1].get_xdata())) == [1, 2]
    assert labels(ax) == ["a", "b"]
    assert ax.get_xlabel() == "epoch"


def test_each_optimizer_walks_on_its_own_function() -> None:
    paths = four_paths(STEPS, X, T, eta=0.1, beta=0.5, eta_adam=0.2, count=3)
    assert list(paths) == ["descent", "stochastic", "momentum", "Adam"]
    np.testing.assert_allclose(paths["descent"][-1], START - 0.3)
    np.testing.assert_allclose(paths["momentum"][-1], START + 0.75)
    np.testing.assert_allclose(paths["Adam"][-1], START - 0.3)
    assert all(path.shape == (4, 2) for path in paths.values())


def test_gradients_are_averaged_and_stochastic_ones_see_few_rows() -> None:
    seen: list[int] = []

    def gradient(rows: Array, targets: Array, w: Array) -> Array:
        assert targets.shape == (len(rows),)
        seen.append(len(rows))
        return np.full(2, float(len(rows)))

    def check(grad: Any, x0: Array, eta: float, steps: int) -> Array:
        np.testing.assert_allclose(grad(x0), 1.0)
        return np.tile(x0, (steps + 1, 1))

    four_paths(STEPS._replace(descend=check, batch_gradient=gradient), X, T, 0.1, 0.5, 0.2, 2)
    assert seen[:2] == [40, 4]


def test_contours_end_at_the_minimum() -> None:
    figure, ax = Figure(), Figure().add_subplot()
    lowest = draw_contours(ax, X, T)
    around = lowest + 0.01 * np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]])
    assert np.argmin(mean_error(X, T, around)) == 0
    assert mean_error(X, T, lowest[np.newaxis])[0] == pytest.approx(np.mean((X @ lowest - T) ** 2) / 2)
    assert draws(draw_paths({"descent": around}, X, T))
    assert draws(figure)


def test_arrows_point_against_the_gradient() -> None:
    (ax,) = draw_arrows(lambda rows, targets, w: np.array([3.0, -4.0]), X, T).axes
    quiver: Any = next(one for one in ax.collections if hasattr(one, "U"))
    np.testing.assert_allclose(quiver.U, -0.6)
    np.testing.assert_allclose(quiver.V, 0.8)


def test_noise_is_measured_against_the_gradient_of_all_rows() -> None:
    def gradient(rows: Array, targets: Array, w: Array) -> Array:
        return np.array([np.sum(targets), 0.0])

    rows, targets = np.zeros((4, 2)), np.array([1.0, 3.0, 1.0, 3.0])
    rng = np.random.default_rng(0)
    assert batch_noise(pieces, gradient, rows, targets, 1, rng) == pytest.approx(0.5)
    assert batch_noise(pieces, gradient, rows, targets, 2, rng) == pytest.approx(0.0)
    assert epoch_seconds(pieces, gradient, rows, targets, 2) >= 0


def test_batch_sizes_fill_both_panels() -> None:
    def gradient(rows: Array, targets: Array, w: Array) -> Array:
        return np.array([np.sum(targets), 0.0])

    left, right = draw_batch_sizes(pieces, gradient, X, T, (1, 3, 7)).axes
    assert list(np.asarray(left.lines[1].get_xdata())) == [1, 3, 7]
    assert list(np.asarray(right.lines[0].get_xdata())) == [1, 3, 7]


def test_signal_is_measured_after_each_layer() -> None:
    doubled = signal_sizes([2 * np.eye(3), 2 * np.eye(3)], lambda z: z, np.ones((5, 3)))
    np.testing.assert_allclose(doubled, [1.0, 2.0, 4.0])
    np.testing.assert_allclose(signal_sizes([-np.eye(3)], lambda z: np.maximum(z, 0), np.ones((5, 3))), [1.0, 0.0])


def test_panels_are_named_and_hold_a_line_for_each_entry() -> None:
    signals = draw_signals({"tanh": {"a": [1.0, 0.5], "b": [1.0, 2.0]}, "relu": {"a": [1.0, 0.1], "b": [1.0, 4.0]}})
    assert [ax.get_title() for ax in signals.axes] == ["tanh", "relu"]
    np.testing.assert_array_equal(np.asarray(signals.axes[1].lines[1].get_ydata()), [1.0, 4.0])
    units = draw_units({"zeros": np.zeros((5, 4)), "random": np.ones((5, 3))})
    assert [len(ax.lines) for ax in units.axes] == [4, 3]
    fits = draw_fits({"good": np.zeros((11, 1))}, np.zeros((4, 1)), np.ones((4, 1)))
    assert len(np.asarray(fits.axes[0].lines[1].get_xdata())) == 11


def test_recorded_curves_are_three_and_unnamed() -> None:
    (ax,) = draw_three_curves().axes
    assert labels(ax) == ["A", "B", "C"]
    assert all(list(np.asarray(line.get_xdata())) == list(range(1, 41)) for line in ax.lines)


def test_arrows_and_paths_keep_right_angles() -> None:
    one_to_one = 1.0
    for figure in (draw_arrows(unit_gradient, X, T), draw_paths({"descent": np.tile(START, (3, 1))}, X, T)):
        assert figure.axes[0].get_aspect() == one_to_one


def test_directions_of_eigenvectors_are_named_by_their_eigenvalue() -> None:
    (ax,) = draw_directions(np.array([[3.0, 1.0], [1.0, 1.5]])).axes
    by_label = {str(one.get_label()): one for one in ax.collections if hasattr(one, "U")}
    assert list(by_label) == ["turned by H", "eigenvector, eigenvalue 3.5", "eigenvector, eigenvalue 1"]
    for label, value in (("eigenvector, eigenvalue 3.5", 3.5), ("eigenvector, eigenvalue 1", 1.0)):
        quiver: Any = by_label[label]
        np.testing.assert_allclose(np.column_stack([quiver.U, quiver.V]), value * np.column_stack([quiver.X, quiver.Y]))
    turned: Any = by_label["turned by H"]
    assert np.all(np.abs(turned.X * turned.V - turned.Y * turned.U) > 0.1)


def test_units_are_all_inside_their_panels() -> None:
    (ax,) = draw_units({"wide": np.array([[0.0, 1.0], [-5.0, 2.0]])}).axes
    assert ax.get_ylim()[0] < -5


Controls = dict[str, Any]


def controls_of(monkeypatch: pytest.MonkeyPatch, module: Any, show_widget: Any) -> tuple[Any, Controls]:
    """Return the draw function and the controls that a widget hands to explore."""
    seen: list[tuple[Any, Controls]] = []
    monkeypatch.setattr(module, "explore", lambda draw, alt, **controls: seen.append((draw, controls)))
    show_widget()
    return seen[0]


def stops(control: tuple[float, float, float, float]) -> Array:
    """List the values at which a slider stops."""
    lowest, highest, step, _ = control
    return np.asarray(lowest + step * np.arange(round((highest - lowest) / step) + 1), dtype=np.float64)


def test_values_that_the_text_names_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    _, of_ball = controls_of(monkeypatch, ball_module, lambda: explore_ball(straight))
    _, of_paths = controls_of(monkeypatch, paths_module, lambda: explore_optimizers(STEPS))
    assert of_ball["factor"] == ["× 1", "× 10"]
    for control, values in (
        (of_ball["eta"], (0.1, 0.24, 0.31, 0.32, 0.4, 0.41)),
        (of_paths["eta"], (0.3, 1.9)),
        (of_paths["beta"], (0, 0.8)),
        (of_paths["eta_adam"], (0.05, 0.2, 1)),
        (of_paths["steps_taken"], (40,)),
    ):
        for value in (*values, control[3]):
            assert np.min(np.abs(stops(control) - value)) < 1e-9, value


def test_rates_at_which_the_ball_changes_its_fate_are_many_stops_of_the_slider(monkeypatch: pytest.MonkeyPatch) -> None:
    draw, controls = controls_of(monkeypatch, ball_module, lambda: explore_ball(Classroom(UNIT).namespace["descend"]))
    etas = stops(controls["eta"])
    assert np.sum((etas > 0.315) & (etas < 0.405)) >= 9
    assert 0.08 / (etas[-1] - etas[0]) > 0.15  # of the length of the slider
    titles = {eta: draw(eta, "× 1", 4.5).get_suptitle() for eta in (0.31, 0.32, 0.4, 0.41)}
    assert titles[0.31].endswith("rest at 3.47")
    assert titles[0.32].endswith("rest at 1.38")
    assert titles[0.4].endswith("rest at 1.38")
    assert titles[0.41].endswith("has not come to rest")
    assert draw(0.23, "× 10", 4.5).get_suptitle().endswith("has not come to rest")
    assert draw(0.24, "× 10", 4.5).get_suptitle() == "$\\eta$ = 2.4: it left the picture"


def test_widgets_show_a_picture_for_their_first_values(capsys: pytest.CaptureFixture[str]) -> None:
    explore_ball(straight)
    explore_optimizers(STEPS)
    assert capsys.readouterr().err == ""
