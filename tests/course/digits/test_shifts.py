"""Images that are moved by a few pixels, and how a model reads them then."""

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from sklearn.datasets import load_digits

from course.digits import shifts
from course.digits.shifts import draw_shifts, explore_shifts, shifted
from course.layer import Array

IMAGES, LABELS = load_digits(return_X_y=True)
IMAGES, LABELS = IMAGES[:60], LABELS[:60]


class Memory:
    """Read an image as the label of the nearest one."""

    def predict(self, X: Array) -> Array:
        return np.asarray(LABELS[((X[:, None] - IMAGES[None]) ** 2).sum(axis=2).argmin(axis=1)])


@pytest.mark.parametrize(("right", "down"), [(0, 0), (1, 0), (-1, 0), (0, 2), (2, -1)])
def test_every_pixel_moves_by_the_same_way(right: int, down: int) -> None:
    images = np.random.default_rng(0).uniform(1, 16, size=(3, 64))
    moved = shifted(images, right, down).reshape(3, 8, 8)
    for row in range(8):
        for column in range(8):
            from_row, from_column = row - down, column - right
            inside = 0 <= from_row < 8 and 0 <= from_column < 8
            value = images.reshape(3, 8, 8)[:, from_row, from_column] if inside else 0
            assert np.all(moved[:, row, column] == value)


def test_sliders_move_the_images_and_the_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[Any] = []
    monkeypatch.setattr(shifts, "explore", lambda draw, alt, **controls: called.append((draw, controls)))
    explore_shifts(Memory(), IMAGES, LABELS)
    ((draw, controls),) = called
    assert controls == {"right": (-2, 2, 1, 0), "down": (-2, 2, 1, 0)}
    figure: Figure = draw(2, -1)
    *small, map_ = figure.axes
    assert len(small) == 15
    assert np.array_equal(np.asarray(small[0].images[0].get_array()), shifted(IMAGES[:1], 2, -1).reshape(8, 8))
    assert np.asarray(map_.lines[0].get_xydata()).tolist() == [[4, 1]]
    shares = np.asarray(map_.images[0].get_array())
    assert shares[2, 2] == 1
    moved = np.mean(Memory().predict(shifted(IMAGES, 2, -1)) == LABELS)
    assert shares[1, 4] == moved < 1


def test_misread_image_is_marked_by_words_too() -> None:
    figure = draw_shifts(IMAGES[:15], LABELS[:15], np.where(LABELS[:15] == 3, 5, LABELS[:15]), np.eye(5), (0, 0))
    titles = [ax.get_title() for ax in figure.axes[:15]]
    assert titles[3] == "3 as 5"
    assert titles[4] == "4"
    assert figure.axes[3].spines["top"].get_linewidth() > figure.axes[4].spines["top"].get_linewidth()
