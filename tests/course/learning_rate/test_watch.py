"""The film of training: it runs on the function that was handed over, and its controls move it."""

from typing import Any

import numpy as np
import pytest

from course import Layer
from course.figures import PICTURES_VARIABLE
from course.layer import Array
from course.learning_rate import watch_training, wave
from course.learning_rate.watch import EPOCHS, GRID, RATES, TrainingFilm, draw_film, record_training

X, Y = wave(20, np.random.default_rng(0))
NETWORK = [Layer(np.zeros((1, 1)), np.zeros(1), lambda z: z)]


def lift(layers: Any, X: Array, Y: Array, eta: float, epochs: int, size: int, rng: Any) -> tuple[Any, Any]:
    """Add eta to the bias in each epoch, and tell the losses as a list."""
    assert epochs == 1
    return [(layers[0].W.tolist(), layers[0].b + eta, layers[0].f, None)], [float(layers[0].b[0]) + eta]


def test_film_shows_what_train_returns_epoch_by_epoch() -> None:
    film = record_training(lift, NETWORK, X, Y, 0.1)
    assert len(film) == EPOCHS + 1
    assert film[0][1] == pytest.approx(np.mean(Y**2))
    for epoch in (1, 7, EPOCHS):
        np.testing.assert_allclose(film[epoch][0], np.full_like(GRID, 0.1 * epoch))
        assert film[epoch][1] == pytest.approx(0.1 * epoch)


def test_picture_ends_at_its_epoch() -> None:
    left, right = draw_film(record_training(lift, NETWORK, X, Y, 0.1), 7, 0.1, X, Y).axes
    np.testing.assert_allclose(np.asarray(left.lines[1].get_ydata(), dtype=float), 0.7)
    assert len(np.asarray(right.lines[0].get_xdata())) == 8


def test_play_moves_the_epoch_and_another_rate_starts_again() -> None:
    film = TrainingFilm(lift, NETWORK, X, Y)
    pictures = [film.picture.value]
    film.epoch.value = 3
    assert film.epoch.value == 3
    pictures.append(film.picture.value)
    assert "has trained for 3 epochs" in film.picture.value
    film.eta.value = RATES[0]
    assert film.epoch.value == 0
    assert "learning rate is 0.003" in film.picture.value
    pictures.append(film.picture.value)
    assert len(set(pictures)) == 3
    assert all(box.description for box in (film.eta, film.epoch))


def test_nothing_is_trained_or_drawn_while_grading(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PICTURES_VARIABLE, "described")
    watch_training(lambda *_: pytest.fail("trained"), NETWORK, X, Y)
    assert "not drawn while grading" in capsys.readouterr().out
