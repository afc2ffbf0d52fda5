"""Images that are turned and moved a little: new ones, and still the same digits."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.svm import SVC

from course.digits import turned_and_moved, variants

IMAGES, LABELS = load_digits(return_X_y=True)


def test_new_images_are_like_the_old_ones_but_none_of_them() -> None:
    new = turned_and_moved(IMAGES, np.random.default_rng(0))
    assert new.shape == IMAGES.shape
    assert new.min() == 0
    assert new.max() == 16
    assert np.array_equal(new, new.round())
    old = {image.tobytes() for image in IMAGES} | {np.sort(image).tobytes() for image in IMAGES}
    assert not old & {image.tobytes() for image in new}
    assert np.mean([np.sort(image).tobytes() in old for image in new]) < 0.01
    assert np.abs(new - IMAGES).mean() < 2
    assert SVC().fit(IMAGES, LABELS).score(new, LABELS) > 0.97


def test_images_and_seeds_decide_alone() -> None:
    one, same, other = (turned_and_moved(IMAGES[:9], np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_nothing_moves_without_turn_and_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(variants, "MOST_DEGREES", 0.0)
    monkeypatch.setattr(variants, "MOST_PIXELS", 0.0)
    assert np.array_equal(turned_and_moved(IMAGES[:9], np.random.default_rng(0)), IMAGES[:9])
    monkeypatch.setattr(variants, "MOST_DEGREES", 90.0)

    largest: Any = SimpleNamespace(uniform=lambda low, high, size: np.full(size, high))
    turned = turned_and_moved(IMAGES[:9], largest).reshape(9, 8, 8)
    assert np.array_equal(turned, np.rot90(IMAGES[:9].reshape(9, 8, 8), -1, axes=(1, 2)))
