"""The picture shows the network's numbers: colors, maps, widths and points stand where they belong."""

import io
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

from course.layer import Array
from course.playground import Settings, Training
from course.playground.canvas import FINE, Canvas
from course.playground.explain import explain_divergence, explain_error, explain_saturation
from course.playground.geometry import ARRIVE, MAP, MAP_SIZE, place
from course.playground.maps import DENSITY, GRID, draw_maps, shade
from course.playground.parts import BIAS, Line, Look, NetworkUnit
from course.playground.picture import draw_picture, draw_points
from course.playground.still import draw_still
from tests.course.playground.network import FUNCTIONS, NETWORK, with_functions

ORANGE, GRAY, BLUE = (245, 147, 34), (232, 234, 235), (8, 119, 189)


def make(functions: dict[str, Callable[..., Any]] = FUNCTIONS, **settings: Any) -> Training:
    return Training(functions, Settings(**settings), np.random.default_rng(0))


def draw(training: Training) -> Image.Image:
    return draw_picture(training, [training.losses()], draw_points(training)).image


def pixel(image: Image.Image, x: float, y: float) -> Any:
    return image.getpixel((round(x * FINE), round(y * FINE)))


def test_colors_go_from_orange_over_grey_to_blue() -> None:
    assert [tuple(color) for color in shade([-1, 0, 1]).tolist()] == [ORANGE, GRAY, BLUE]
    assert shade([-7.0, 3.0]).tolist() == [list(ORANGE), list(BLUE)]
    assert shade(0.5).tolist() == [120, 176, 212]


def test_the_grid_covers_the_square_from_the_upper_left() -> None:
    assert GRID.shape == (DENSITY**2, 2)
    assert GRID[0].tolist() == [-6, 6]
    assert GRID[DENSITY - 1].tolist() == [6, 6]
    assert GRID[-1].tolist() == [6, -6]


def test_each_unit_has_its_own_map_of_the_plane() -> None:
    training = make(hidden=(3,), activation="Linear", data="plane", features=("x", "y"))
    training.layers[0].W[...] = [[1, 0, 0], [0, 1, 0]]
    training.layers[0].b[...] = 0
    (features, hidden), output = draw_maps(training)
    assert [map_.shape for map_ in features + hidden] == [(10, 10, 3)] * 5
    assert output.shape == (100, 100, 3)
    assert [tuple(hidden[0][5, column].tolist()) for column in (0, -1)] == [ORANGE, BLUE]
    assert [tuple(hidden[1][row, 5].tolist()) for row in (0, -1)] == [BLUE, ORANGE]
    assert np.array_equal(hidden[0], features[0])
    assert np.all(hidden[2] == GRAY)


def test_a_small_map_holds_means() -> None:
    training = make(features=("x",), hidden=())
    (features,), _ = draw_maps(training)
    assert features[0][0, 5].tolist() == shade(GRID[50:60, 0].mean()).tolist()


def test_discretized_maps_show_signs_only() -> None:
    units, output = draw_maps(make(discretize=True))
    colors = {
        tuple(color)
        for map_ in [output, *(m for layer in units for m in layer)]
        for color in map_.reshape(-1, 3).tolist()
    }
    assert colors == {ORANGE, BLUE}


def test_lines_tell_size_and_sign() -> None:
    training = make(features=("x",), hidden=())
    for weight, color, width in ((5.0, BLUE, 10), (-2.5, ORANGE, 5.5), (0.0, GRAY, 1)):
        training.layers[0].W[...] = weight
        image = draw(training)
        y = (place([1])[0].middles[0, 1] + ARRIVE[1]) / 2  # halfway down to the output
        column = [pixel(image, 353, y + step / 10) for step in range(-150, 150)]
        assert color in column
        assert sum(one == color for one in column) / 10 == pytest.approx(width, abs=1)


def test_points_are_round_for_plus_and_square_for_minus() -> None:
    training = make()
    training.train.points[:2], training.train.labels[:2, 0] = [[-5.5, 5.5], [5.5, 5.5]], [1, -1]
    points = np.asarray(draw_points(training)).astype(int)
    place = round(0.5 / 12 * MAP_SIZE * FINE)
    corner = 3 * FINE
    for column, color, corner_filled in ((place, BLUE, False), (MAP_SIZE * FINE - place, ORANGE, True)):
        assert tuple(points[place, column, :3]) == color
        assert (points[place - corner, column - corner, 3] > 100) == corner_filled


def test_test_points_are_drawn_on_request_with_dark_outlines() -> None:
    without, with_test = (np.asarray(draw_points(make(show_test=show))) for show in (False, True))
    dark = np.all(with_test[..., :3] < 60, axis=-1) & (with_test[..., 3] > 200)
    assert dark.sum() > 1000
    assert not np.any(np.all(without[..., :3] < 60, axis=-1) & (without[..., 3] > 200))


def test_the_output_is_drawn_in_its_place() -> None:
    training = make(features=("x",), hidden=())
    training.layers[0].W[...], training.layers[0].b[...] = 9, 0
    image = draw(training)
    assert pixel(image, MAP[0] + 3, ARRIVE[1] - 100) == ORANGE
    assert pixel(image, MAP[0] + MAP_SIZE - 3, ARRIVE[1] - 100) == BLUE


@pytest.mark.parametrize("hidden", [(), (1,), (8,) * 6])
def test_every_size_of_network_is_drawn(hidden: tuple[int, ...]) -> None:
    draw(make(hidden=hidden, features=("x", "y", "x²", "y²", "xy", "sin x", "sin y")))
    draw(make(hidden=hidden, features=()))


def test_the_still_picture_is_a_png_after_training() -> None:
    image = Image.open(io.BytesIO(draw_still(NETWORK, Settings(), 0)))
    assert image.format == "PNG"
    assert image.width > 900
    stopped = draw_still(with_functions(backward=fail), Settings(), 0)
    diverged = draw_still(NETWORK, Settings(data="plane", learning_rate=10), 0)
    for other in (stopped, diverged):
        assert Image.open(io.BytesIO(other)).size == image.size
    assert stopped != diverged


def fail(*_arguments: Any) -> Array:
    raise KeyError("lost")


def test_an_error_names_the_students_function() -> None:
    def backward(*_arguments: Any) -> Array:
        raise ValueError("shapes differ")

    def d_tanh(_z: Array) -> Array:
        raise NotImplementedError

    assert message(backward=backward) == "`backward` stopped with ValueError: shapes differ"
    assert message(d_tanh=d_tanh) == "`d_tanh` is not answered yet."
    assert message(backward=lambda *_: []).startswith("The network stopped with ValueError")


def message(**functions: Callable[..., Any]) -> str:
    training = make(FUNCTIONS | functions)
    try:
        training.run_epoch()
    except Exception as error:
        return explain_error(error, FUNCTIONS)
    return ""


@pytest.mark.parametrize(
    "look", [Look(), Look(NetworkUnit(0, 1)), Look(NetworkUnit(1, 2)), Look(NetworkUnit(2, 0), Line(1, 2, 0))], ids=str
)
def test_the_large_map_is_that_of_the_unit_looked_at(look: Look) -> None:
    training = make(hidden=(3, 2))
    units, large = draw_maps(training, look.unit)
    unit = look.unit or NetworkUnit(3, 0)
    values = training.outputs(GRID)[unit.depth][:, unit.number]
    assert np.array_equal(large, shade(values.reshape(DENSITY, DENSITY)))
    assert np.array_equal(units[1][0], draw_maps(training)[0][1][0])
    image = draw_picture(training, [training.losses()], draw_points(training), look).image
    plain = draw(training)
    for other in place([2, 3, 2]):
        for x, y in other.middles:
            framed = pixel(image, x, y - other.side / 2 - 3.5) == (0, 0, 0)
            assert framed == (
                look.unit is not None and (x, y) == tuple(place([2, 3, 2])[look.unit.depth].middles[look.unit.number])
            )
            assert pixel(plain, x, y - other.side / 2 - 3.5) != (0, 0, 0)


@pytest.mark.parametrize("line", [Line(0, 1, 2), Line(0, BIAS, 0), Line(1, 0, 0), Line(1, BIAS, 0)], ids=str)
def test_the_line_looked_at_is_marked_with_its_number(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    training = make(hidden=(3,))
    plain, points, written = np.asarray(draw(training)).astype(int), draw_points(training), list[str]()
    write = Canvas.text

    def text(canvas: Canvas, place: Any, words: str, *how: Any, **more: Any) -> float:
        written.append(words)
        return write(canvas, place, words, *how, **more)

    monkeypatch.setattr(Canvas, "text", text)
    for value, number in ((0.25, "0.25"), (-0.125, "−0.125")):
        training.set_weight(line, value)
        image = draw_picture(training, [training.losses()], points, Look(None, line)).image
        assert number in written
        marked = np.asarray(image).astype(int)
        assert np.all(marked == 0, axis=-1).sum() > np.all(plain == 0, axis=-1).sum() + 50


def test_a_layer_is_saturated_where_all_its_units_are_flat() -> None:
    def words(activation: str, *biases: float, **settings: Any) -> str | None:
        training = make(activation=activation, hidden=(3, 2), **settings)
        training.epoch = 1
        for layer, bias in zip(training.layers, biases, strict=False):
            layer.W[...], layer.b[...] = 1e-3, bias
        return explain_saturation(training, 0.5)

    assert words("Tanh") is None
    assert str(words("Tanh", 9)).startswith("Every unit of hidden layer 1 is saturated: ")
    assert str(words("Sigmoid", 0, -9)).startswith("Every unit of hidden layer 2 is saturated: ")
    assert str(words("ReLU", 9, -9)).startswith("Every unit of hidden layer 2 puts out 0: ")
    assert words("ReLU", 9, 9) is None
    assert words("Linear", 9, 9) is None
    assert str(words("Linear", 0, 0, 9)).startswith("The output is saturated: ")
    assert words("Linear", 9, 9, 9, data="plane") is None
    assert str(words("Tanh", 9, 9, 9)).startswith("Every unit is saturated: ")


def test_saturation_is_told_with_a_remedy_that_fits() -> None:
    training = make(learning_rate=3)
    training.layers[-1].b[...] = 20
    assert explain_saturation(training, 0.5) is None  # before training nothing stands still yet
    training.epoch = 1
    assert str(explain_saturation(training, 0.5)).endswith(
        "Lower the learning rate, for instance to 0.1, and press Reset."
    )
    assert explain_saturation(training, 0.01) is None  # sure, and right
    slow = make(learning_rate=0.03)
    slow.layers[-1].b[...], slow.epoch = 20, 1
    assert str(explain_saturation(slow, 0.5)).endswith("hardly moves. Press Reset.")


def test_divergence_is_told_with_its_cause_and_a_remedy() -> None:
    training = make(learning_rate=3, features=("x", "y"))
    assert explain_divergence(training, (0.5, 1.9)) is None
    for losses in ((float("nan"), 0.1), (0.1, float("inf")), (1e7, 0.1)):
        words = explain_divergence(training, losses)
        assert words is not None
        assert "learning rate of 3 " in words
        assert "instance 0.3," in words
        assert "Features" not in words
    training.layers[0].W[0, 0] = 1e9
    assert explain_divergence(training, (0.1, 0.1)) is not None
    assert "Features such as x²" in str(explain_divergence(make(features=("x²",)), (1e9, 1e9)))
    penalty = make(regularization="L2", regularization_rate=10, learning_rate=0.3)
    assert "1 − 0.3 · 10 = -2" in str(explain_divergence(penalty, (1e9, 1e9)))


@pytest.mark.parametrize("look", [Look(), Look(NetworkUnit(1, 0), Line(0, 1, 2))], ids=["output", "unit"])
@pytest.mark.usefixtures("translated")
def test_words_of_the_picture_are_in_the_language(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    training, written, write = make(hidden=(3,), show_test=True), list[str](), Canvas.text

    def text(canvas: Canvas, place: Any, words: str, *how: Any, **more: Any) -> float:
        written.append(words)
        return write(canvas, place, words, *how, **more)

    points = draw_points(training)
    draw(training)  # what never changes is drawn once
    monkeypatch.setattr(Canvas, "text", text)
    draw_picture(training, [training.losses()], points, look)
    words = [one for one in written if re.search("[a-z]{2}", one)]
    assert len(words) == 7
    assert all(one.startswith("⟦") for one in words)
