"""The line of settings, put into a cell, brings the same playground back."""

from typing import Any

import numpy as np
import pytest

from course.playground import Settings, playground, train_playground, widget
from course.playground.call import write_call
from course.playground.widget import Playground
from tests.course.playground.network import NETWORK

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # ipywidgets' own
EVERYTHING = {
    "learning_rate": 0.00001, "activation": "ReLU", "regularization": "L2", "regularization_rate": 0.01,
    "data": "multi-gauss", "train_share": 60, "noise": 25, "batch_size": 30, "features": ["x", "sin y", "x²"],
    "hidden": [44, 1, 3], "show_test": True, "discretize": True, "most_units": 44,
}  # fmt: skip


def run(line: str, monkeypatch: pytest.MonkeyPatch) -> Playground:
    """Run the line as a cell does, and catch what it would show."""
    made = []

    class Caught(Playground):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            made.append(self)

    monkeypatch.setattr(widget, "Playground", Caught)
    monkeypatch.setattr(widget, "show_widget", lambda *_arguments: None)
    monkeypatch.setattr(widget, "draw_still", lambda *_arguments: b"")
    exec(line, {"playground": playground, "network": NETWORK})
    return made[0]


def test_what_is_as_at_first_is_left_out() -> None:
    assert write_call(Settings(), 0, 0) == "playground(network)"
    line = write_call(Settings(data="spiral", hidden=[8, 8]), 4, 2)
    assert line == "playground(network, seed=4, restarts=2, data='spiral', hidden=[8, 8])"


@pytest.mark.parametrize("presets", [{}, EVERYTHING, {"hidden": []}, {"features": []}], ids=len)
def test_every_setting_comes_back(presets: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(**presets)
    again = run(write_call(settings, 3, 1), monkeypatch)
    assert again.controls.settings == settings
    assert again.call.value == write_call(settings, 3, 1)


def test_the_same_points_and_first_weights_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Playground(NETWORK, Settings(data="xor"), 5)
    one.step()
    one.regenerate()
    one.controls.by_name["noise"].value = 20
    one.reset()
    one.controls.unit_buttons[0][1].click()
    assert one.training is not None
    first = [layer.W.copy() for layer in one.training.layers]
    one.step()
    again = run(one.call.value, monkeypatch)
    assert again.training is not None
    assert np.array_equal(again.training.train.points, one.training.train.points)
    assert all(np.array_equal(W, layer.W) for W, layer in zip(first, again.training.layers, strict=True))
    again.step()
    assert again.losses == one.losses
    without = train_playground(NETWORK, 1, seed=6, restarts=one.restarts, data="xor", noise=20, hidden=[5, 2])
    assert list(zip(*without, strict=True)) == one.losses


def test_the_line_follows_the_controls_and_takes_nothing_else() -> None:
    one = Playground(NETWORK, Settings(), 0)
    one.controls.by_name["learning_rate"].value = 0.1
    assert one.call.value == "playground(network, learning_rate=0.1)"
    one.call.value = "something else"
    assert one.call.value == "playground(network, learning_rate=0.1)"
    one.reset()
    assert one.call.value == "playground(network, restarts=1, learning_rate=0.1)"
    one.regenerate()
    assert one.call.value == "playground(network, seed=1, restarts=1, learning_rate=0.1)"
