"""The walk back through the worked example: every derivative, in an order that makes sense, in words that are right."""

from typing import Any

import numpy as np
import pytest

from course import Layer
from course.backward.drawing import Key, Stage, draw_stage, long_text
from course.backward.measured import Values, forward_values, measure, moved
from course.backward.walk import explore_walk, walk
from course.layer import Array


def run(X: Array, layers: list[Layer]) -> Array:
    for layer in layers:
        X = layer.f(np.einsum("...j,jk->...k", X, layer.W) + layer.b)
    return X


def ramp(z: Array) -> Array:
    return np.clip(z, 0, None)


LAYERS = [
    Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.1, 0.1]), ramp),
    Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 1.0]), ramp),
    Layer(np.array([[0.1], [0.2]]), np.array([0.1]), lambda z: z),
]
X = np.array([0.7, 0.3, 0.5])
# The numbers of the worked example as they were published.
PUBLISHED: dict[Key, float] = {
    ("h", 3, 0): -1.2472,
    ("u", 3, 0): -1.2472,
    ("W", 3, 0, 0): -0.411576,
    ("W", 3, 1, 0): -1.5178424,
    ("b", 3, 0): -1.2472,
    ("u", 2, 0): -0.12472,
    ("u", 2, 1): -0.24944,
    ("W", 2, 0, 0): -0.0536296,
    ("W", 2, 0, 1): -0.1072592,
    ("W", 2, 1, 0): -0.0548768,
    ("W", 2, 1, 1): -0.1097536,
    ("h", 1, 0): -0.099776,
    ("u", 1, 0): -0.099776,
    ("u", 1, 1): -0.06236,
    ("W", 1, 0, 0): -0.0698432,
    ("W", 1, 0, 1): -0.043652,
    ("W", 1, 1, 0): -0.0299328,
    ("W", 1, 2, 1): -0.03118,
    ("b", 1, 1): -0.06236,
}


@pytest.fixture
def values() -> Values:
    return forward_values(LAYERS, X, 1.0, run)


def test_forward_values_are_those_of_the_function(values: Values) -> None:
    assert np.allclose(values.activations[2], [0.33, 1.217])
    assert np.allclose(values.sums[3], [0.3764])
    silent = forward_values([LAYERS[0]._replace(b=np.array([-9.0, 0.0]))], X, 0.0, run)
    assert silent.sums[1][0] < 0 == silent.activations[1][0]


def test_measured_derivatives_are_the_published_ones(values: Values) -> None:
    measured = measure(LAYERS, values, run)
    for key, derivative in PUBLISHED.items():
        assert measured[key] == pytest.approx(derivative, rel=1e-8), key


def test_walk_finds_every_derivative_once_and_from_the_loss_backwards(values: Values) -> None:
    stages = walk(LAYERS, values, run)
    found = [key for stage in stages for key in stage.found]
    assert len(found) == len(set(found)) == 1 + 5 + 5 + 17
    depths = [int(key[1]) for key in found if len(key) > 1]
    assert depths == sorted(depths, reverse=True)
    for stage in stages:
        for key, derivative in stage.found.items():
            assert derivative == pytest.approx(PUBLISHED.get(key, derivative))


def test_calculation_of_a_unit_that_feeds_two(values: Values) -> None:
    stages = walk(LAYERS, values, run)
    [stage] = [stage for stage in stages if ("h", 1, 0) in stage.found]
    assert r"(-0.12472) \times 0.2 + (-0.24944) \times 0.3 = -0.099776" in stage.text
    assert stage.along == (("W", 2, 0, 0), ("W", 2, 0, 1))


def test_a_unit_that_is_off_stops_the_walk() -> None:
    layers = [LAYERS[0]._replace(b=np.array([-9.0, 0.1])), *LAYERS[1:]]
    stages = walk(layers, forward_values(layers, X, 1.0, run), run)
    [stage] = [stage for stage in stages if ("u", 1, 0) in stage.found]
    assert stage.found["u", 1, 0] == pytest.approx(0.0)
    assert r"\times 0 = 0" in stage.text


def test_moved_leaves_its_argument() -> None:
    at = np.zeros((2, 3))
    assert moved(at, (1, 2), 0.5).tolist() == [[0, 0, 0], [0, 0, 0.5]]
    assert not at.any()


def drawn(values: Values, count: int) -> list[Any]:
    held = [*values.activations, np.array([0.3889])]
    return list(draw_stage(LAYERS, held, walk(LAYERS, values, run)[:count]).axes[0].texts)


def test_drawing_shows_weights_until_their_derivatives_are_known(values: Values) -> None:
    def written(count: int) -> list[str]:
        return [text.get_text() for text in drawn(values, count)]

    assert "-0.4116" not in written(3)
    assert {"-0.4116", "-1.5178"} <= set(written(4))
    assert written(1).count("0.1") == 7
    assert written(5).count("0.1") == 6  # those of the output layer are replaced, but the latest step needs one
    assert sum(r"\delta" in text for text in written(16)) == 5


def test_lines_that_a_step_uses_show_weight_and_derivative(values: Values) -> None:
    texts = drawn(values, 11)  # through the weights of layer 2, whose derivatives are known, to unit 1
    places = {text.get_text(): text.get_position() for text in texts}
    for weight, derivative in (("0.2", "-0.0536"), ("0.3", "-0.1073")):
        bold = [text for text in texts if text.get_text() == weight and text.get_fontweight() == "bold"]
        assert [text.get_position()[0] for text in bold] == [places[derivative][0]]
        assert 0 < bold[0].get_position()[1] - places[derivative][1] < 0.5
    assert not [text for text in texts if text.get_text() == "0.1" and text.get_fontweight() == "bold"]


def test_drawing_names_the_step_and_its_calculation() -> None:
    layers = [Layer(np.ones((2, 1)), np.zeros(1), np.tanh)]
    stages = [Stage("start", "one", {("L",): 1.0}), Stage("second", "two", {("h", 1, 0): 3.0}, (("L",),))]
    figure = draw_stage(layers, [np.ones(2), np.ones(1), np.ones(1)], stages)
    assert figure.get_suptitle() == "Step 1: second"
    assert figure.get_supxlabel() == "two"


def test_long_text_keeps_seven_decimals() -> None:
    assert long_text(-0.05362960000001) == "-0.0536296"
    assert long_text(-1e-12) == "0"


def test_widget_goes_on_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("course.backward.walk.show_widget", lambda *things: shown.append(things))
    explore_walk(LAYERS, X, 1.0, run)
    [(box, still, alt)] = shown
    (onward, undo, slider, _), picture = box.children[0].children, box.children[1]
    first = picture.value
    onward.click()
    assert slider.value == 1
    assert picture.value != first
    assert "This is step 1: back through the loss." in picture.value
    undo.click()
    undo.click()
    assert slider.value == 0
    assert picture.value == first
    slider.value = slider.max
    assert onward.disabled
    assert still.startswith(b"\x89PNG")
    assert len(alt) > 20
