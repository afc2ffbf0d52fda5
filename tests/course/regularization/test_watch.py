"""The cures in motion show the network of the chosen epoch, and what early stopping keeps until then."""

from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets
import numpy as np
import pytest

from course import Layer
from course.layer import Array
from course.regularization.watch import STEP, draw_cures, watch_cures

POINTS = (np.array([[-1.0, 0.0], [1.0, 0.0], [2.0, 0.0], [3.0, 0.0]]), np.array([[-1.0], [1.0], [1.0], [1.0]]))
LOSSES = np.array([[0.9, 0.8, 0.7, 0.6], [0.9, 0.5, 0.6, 0.7]])


def forward(X: Array, layers: Sequence[Layer]) -> Array:
    return X[:, :1] - layers[0].b


def moved(by: float) -> list[Layer]:
    return [Layer(np.zeros((2, 1)), np.array([by]), np.tanh)]


def early_stopping(val_losses: Array, patience: int) -> tuple[int, int]:
    best = 0
    for epoch, loss in enumerate(val_losses):
        best = epoch if loss < val_losses[best] else best
        if epoch - best >= patience:
            return best, epoch
    return best, len(val_losses) - 1


RUNS = {"plain": ([moved(by) for by in (0.0, 1.5, 2.5, 9.0)], LOSSES), "cure": ([moved(0.0)] * 4, LOSSES[::-1])}


def titles(epoch: int) -> list[str]:
    figure = draw_cures(forward, early_stopping, RUNS, POINTS, POINTS, 2, epoch)
    return [axes.get_title() for axes in figure.axes]


def test_maps_are_those_of_the_epoch_and_early_stopping_keeps_the_best() -> None:
    wrong = "wrong: {0} of training,\n{0} of validation"
    assert titles(0) == [
        f"{name}: epoch 0\n" + wrong.format("0%") for name in ("plain", "cure", "early stopping, so far")
    ]
    plain, cure, kept = titles(2)
    assert plain == "plain: epoch 2\n" + wrong.format("50%")
    assert cure == "cure: epoch 2\n" + wrong.format("0%")
    assert kept == "early stopping, so far: epoch 1\n" + wrong.format("25%")
    assert titles(3)[2] == "early stopping, stopped: epoch 1\n" + wrong.format("25%")


def test_slider_and_play_move_together_and_redraw(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[widgets.VBox] = []
    monkeypatch.setattr("course.regularization.watch.show_widget", lambda widget, still, alt: shown.append(widget))
    networks, losses = [moved(0.0)] * (2 * STEP + 1), np.linspace(1, 0, 2 * STEP + 1)
    watch_cures(forward, early_stopping, {"plain": (networks, np.array([losses, losses]))}, POINTS, POINTS, 200)
    controls, picture = shown[0].children
    _, play, slider, *_ = controls.children
    assert play.description
    assert slider.description == "epoch"
    assert (play.max, play.step, slider.max, slider.step) == (2 * STEP, STEP) * 2
    before = picture.value
    slider.value = STEP
    assert picture.value != before


def test_pictures_are_described_while_a_class_is_graded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COURSE_PICTURES", "described")

    def never(*_: Any) -> Array:
        raise AssertionError("nothing is drawn")

    watch_cures(never, never, RUNS, POINTS, POINTS, 2)
    assert "plain, cure and early stopping" in capsys.readouterr().out
