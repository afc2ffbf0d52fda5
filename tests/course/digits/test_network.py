"""What unit 6 promises of the network that its reference solution is."""

from functools import cache
from statistics import median
from typing import Any

import numpy as np
import pytest

from course.digits.images import load_images
from tests.collection import Classroom


@cache
def namespace() -> dict[str, Any]:
    return Classroom("06_digits").namespace


@pytest.mark.slow
def test_network_reaches_97_percent_on_unseen_images() -> None:
    images, labels = load_images()
    found = []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        order = rng.permutation(len(images))
        unseen, seen = order[:449], order[449:]
        network = namespace()["MLP"]([64, 64, 10], rng)
        network.fit(images[seen] / 16, labels[seen], 0.1, 30, 32)
        found.append(float(np.mean(network.predict(images[unseen] / 16) == labels[unseen])))
    assert median(found) >= 0.97, found


def test_the_order_of_the_pixels_changes_nothing() -> None:
    """The claim on which the hidden test of digits_model rests: with the weights' rows in the same order."""
    network = namespace()["MLP"]([64, 16, 10], np.random.default_rng(0))
    images, _ = load_images()
    before = network.predict_proba(images[:20])
    places = np.random.default_rng(1).permutation(64)
    first = network.layers[0]
    network.layers[0] = first._replace(W=first.W[places])
    assert np.allclose(network.predict_proba(images[:20, places]), before)
