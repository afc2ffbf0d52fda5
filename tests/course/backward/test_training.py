"""A network as it learns: the border where it belongs, the words that go with it, and a widget that plays."""

from typing import Any

import numpy as np
import pytest

from course import Layer
from course.backward.training import count_right, describe_training, draw_training, explore_training, moments
from course.layer import Array

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([[0.0], [0.0], [1.0], [1.0]])
HISTORY = [[Layer(np.array([[1.0], [0.0]]), np.array([shift]), np.tanh)] for shift in (2.0, 0.5, 0.0)]
LOSSES = [0.5, 0.2, 0.1]


def predict(X: Array, layers: list[Layer]) -> Array:
    """A slope along the first input: above 0.5 where x1 + b is."""
    return np.asarray(X[:, :1] + layers[0].b)


def test_the_map_shows_the_border_and_counts_what_is_right() -> None:
    figure = draw_training(HISTORY, LOSSES, X, Y, predict, [0, 2])
    first, last, loss = figure.axes
    assert first.get_title() == "step 0: 2 of 4 right"
    assert last.get_title() == "step 2: 4 of 4 right"
    assert loss.get_title() == "loss 0.100"
    [border] = last.collections
    assert np.allclose(np.concatenate([path.vertices for path in border.get_paths()])[:, 0], 0.5)
    assert not first.collections  # all outputs are above 0.5: there is no border to draw


def test_classes_differ_in_their_markers() -> None:
    (ax, _) = draw_training(HISTORY, LOSSES, X, Y, predict, [2]).axes
    assert [line.get_marker() for line in ax.lines] == ["o", "s"]
    assert np.allclose(np.asarray(ax.lines[1].get_xydata()), [[1, 0], [1, 1]])


def test_loss_is_drawn_up_to_the_step() -> None:
    (_, ax) = draw_training(HISTORY, LOSSES, X, Y, predict, [1]).axes
    assert np.allclose(np.asarray(ax.lines[1].get_ydata()), [0.5, 0.2])
    assert np.allclose(np.asarray(ax.lines[2].get_xydata()), [[1, 0.2]])


def test_words_say_what_the_picture_shows() -> None:
    assert count_right(HISTORY[0], X, Y, predict) == 2
    text = describe_training(HISTORY, LOSSES, X, Y, predict, 1)
    assert "After 1 step 4 of 4 examples are right; the loss went from 0.500 to 0.200." in text


def test_still_picture_takes_three_moments() -> None:
    assert moments([1.0, 0.9, 0.8, 0.7, 0.3, 0.2, 0.1], 1) == [0, 4, 6]
    assert moments([1.0, 0.9, 0.8, 0.7, 0.3, 0.2, 0.1], 3) == [0, 3, 6]
    assert moments([0.5, 0.5], 1) == [0, 1]


def test_widget_plays_and_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("course.backward.training.show_widget", lambda *things: shown.append(things))
    explore_training(HISTORY, LOSSES, X, Y, predict, every=1)
    [(box, still, alt)] = shown
    (_, play, slider, *_), picture = box.children[0].children, box.children[1]
    assert play.max == slider.max == 2
    assert slider.description == "training steps"
    assert "After 0 steps 2 of 4" in picture.value
    slider.value = 2
    assert "After 2 steps 4 of 4" in picture.value
    assert still.startswith(b"\x89PNG")
    assert "After 2 steps" in alt


def test_while_grading_it_is_described(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COURSE_PICTURES", "described")
    explore_training(HISTORY, LOSSES, X, Y, predict, every=1)
    assert "After 2 steps 4 of 4 examples are right" in capsys.readouterr().out
