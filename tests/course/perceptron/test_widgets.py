"""The widgets of unit 1 that have more than a picture: the gate with its numbers, and the hidden layer that moves."""

import re
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
import numpy as np
import pytest
from ipywidgets.widgets import widget as registry

from course.figures import PICTURES_VARIABLE, png
from course.layer import Array
from course.perceptron import hidden_layer
from course.perceptron.gate_widget import explore_gate, gate_html, gate_in_words, gate_rows, pair_as_code
from course.perceptron.gates import XOR_TABLE
from course.perceptron.hidden_layer import EPOCHS, draw_moved, explore_hidden_layer, move
from tests.course.perceptron.test_pictures import neuron, step

GATES = [(np.ones(2), -0.5), (np.ones(2), -1.5)]


def fit(X: Array, t: Array, eta: float, epochs: int) -> tuple[Array, float, list[int]]:
    """Learn as Rosenblatt did."""
    w, b = np.zeros(X.shape[1]), 0.0
    errors: list[int] = []
    while len(errors) < epochs and 0 not in errors:
        wrong = 0
        for x, target in zip(X, t, strict=True):
            change = eta * (target - float(x @ w + b >= 0))
            w, b, wrong = w + change * x, b + change, wrong + int(change != 0)
        errors.append(wrong)
    return w, b, errors


@pytest.fixture
def displayed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    shown: list[Any] = []
    monkeypatch.setattr("course.widgets.display", lambda thing, **options: shown.append((thing, options)))
    return shown


def parts(displayed: list[Any]) -> dict[str, Any]:
    """Find the controls of the widget that was shown by what is written beside them, and its HTML by number."""
    (bundle, _) = displayed[-1]  # the still picture comes before it
    found: dict[str, Any] = {}

    def walk(part: Any) -> None:
        for child in getattr(part, "children", ()):
            walk(child)
        if isinstance(part, widgets.HTML):
            found[f"html {sum(name.startswith('html') for name in found)}"] = part
        elif not isinstance(part, widgets.Box | widgets.Label) and "mouse-only" not in part._dom_classes:
            assert part.description, f"a control without a label: {part}"
            found[part.description] = part

    walk(registry._instances[bundle["application/vnd.jupyter.widget-view+json"]["model_id"]])
    return found


def test_gate_widget_shows_z_of_each_row_and_the_pair_to_copy_while_it_is_moved(displayed: list[Any]) -> None:
    explore_gate(neuron, step)
    found = parts(displayed)
    assert [gate for _shown, gate in found["gate"].options] == ["AND", "OR", "NAND", "XOR"]
    assert "AND = (np.array([1.0, -0.5]), -0.25)" in found["html 1"].value
    found["gate"].value, found["w2"].value = "OR", 1.0
    found["b"].value = -0.5
    numbers = re.sub("<[^>]+>", " ", found["html 1"].value).split()
    assert "OR = (np.array([1.0, 1.0]), -0.5)" in found["html 1"].value
    assert " ".join(numbers).startswith(
        "x1 x2 z y 0 0 -0.5 0 correct 0 1 0.5 1 correct 1 0 0.5 1 correct 1 1 1.5 1 correct"
    )
    assert "z is -0.5 at (0, 0), 0.5 at (0, 1), 0.5 at (1, 0), 1.5 at (1, 1). No row is wrong." in found["html 0"].value


@pytest.mark.usefixtures("translated")
def test_gate_widget_speaks_another_language_and_works_as_before(displayed: list[Any]) -> None:
    explore_gate(neuron, step)
    found = parts(displayed)
    assert found["⟦gate⟧"].options[3] == ("⟦XOR⟧", "XOR")
    found["⟦gate⟧"].value = "XOR"
    assert "The four points of ⟦XOR⟧" in found["html 0"].value
    assert ">⟦correct⟧</td>" in found["html 1"].value
    assert ">XOR = (" in found["html 1"].value


def test_copied_pair_is_python_that_gives_the_same_neuron() -> None:
    w, b = eval(pair_as_code(np.array([-1.75, 0.25]), 2), {"np": np})
    assert (w.tolist(), b) == ([-1.75, 0.25], 2.0)


def test_a_row_may_be_right_and_too_near_to_the_threshold() -> None:
    words = [row[-1] for row in gate_rows(neuron, step, "AND", np.array([1.0, 1.0]), -2.0)]
    assert words == ["correct", "correct", "correct", "too near"]
    assert gate_rows(neuron, step, "OR", np.array([1.0, 1.0]), 0.0)[0][-1] == "wrong"
    assert "too near" in gate_html(neuron, step, "AND", np.array([1.0, 1.0]), -2.0)


def test_words_about_a_gate_name_the_wrong_rows() -> None:
    words = gate_in_words(neuron, step, "XOR", np.array([1.0, 1.0]), -0.5)
    assert "XOR" in words
    assert words.endswith("A cross marks what is wrong: (1, 1).")


def test_gate_widget_shows_a_sentence_where_the_students_function_stops(displayed: list[Any]) -> None:
    def fragile(x: Array, w: Array, b: float, f: Callable[[Array], Array]) -> Array:
        if b > 1:
            raise ValueError("<too large>")
        return neuron(x, w, b, f)

    explore_gate(fragile, step)
    found = parts(displayed)
    found["b"].value = 2.0
    assert found["html 0"].value == "<p>This picture stopped: ValueError: &lt;too large&gt;</p>"
    assert found["html 1"].value == ""


def test_untouched_neuron_is_not_hidden_by_the_gate_widget() -> None:
    def stub(*_: Any) -> Any:
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        explore_gate(stub, step)


def test_widgets_are_described_while_grading(
    displayed: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PICTURES_VARIABLE, "described")
    explore_gate(neuron, step)
    explore_hidden_layer(neuron, fit, step, {"step": step}, GATES, XOR_TABLE)
    assert displayed == []
    assert capsys.readouterr().out.count("[A picture, not drawn while grading: The four points of") == 2


def test_moved_points_start_at_the_inputs_and_end_at_the_hidden_outputs() -> None:
    points = XOR_TABLE[:, :2].astype(float)
    assert move(points, neuron, step, GATES, 0.0).tolist() == points.tolist()
    assert move(points, neuron, step, GATES, 0.5).tolist() == [[0, 0], [0.5, 0.5], [1, 0], [1, 1]]
    assert move(points, neuron, step, GATES, 1.0).tolist() == [[0, 0], [1, 0], [1, 0], [1, 1]]


@pytest.mark.parametrize(
    ("f", "share", "found"),
    [
        (step, 0.0, "no line in 200 epochs"),
        (step, 1.0, "a line, learned in epoch 5"),
        (np.tanh, 1.0, "a line, learned in epoch 6"),
        (lambda z: z, 1.0, "no line in 200 epochs"),
    ],
)
def test_moving_picture_says_whether_the_third_neuron_learned(
    f: Callable[[Array], Array], share: float, found: str
) -> None:
    figure = draw_moved(neuron, fit, step, f, GATES, XOR_TABLE, share, "this")
    assert figure.axes[0].get_title() == f"this, moved {share:.0%}: {found}"
    assert bool(figure.axes[0].collections) == found.startswith("a line")
    assert png(figure)
    assert EPOCHS == 200


def test_hidden_layer_plays_and_keeps_what_it_has_drawn(displayed: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []

    def plot(*arguments: Any) -> Any:
        drawn.append((arguments[-1], arguments[-2]))
        return draw_moved(*arguments)

    monkeypatch.setattr(hidden_layer, "draw_moved", plot)
    explore_hidden_layer(neuron, fit, step, {"step": step, "tanh": np.tanh}, GATES, XOR_TABLE)
    found = parts(displayed)
    assert drawn == [("step", 0.0), ("step", 1.0)]  # what the widget shows at first; the still picture
    before = found["html 1"].value
    found["moved by (%)"].value = 5
    assert drawn[-1] == ("step", 0.05)
    assert found["html 1"].value != before
    found["moved by (%)"].value = 0
    assert found["html 1"].value == before
    assert len(drawn) == 3
    found["activation"].value = "tanh"
    assert drawn[-1] == ("tanh", 0.0)
    assert found["play"].max == found["moved by (%)"].max
