"""The data sets have the counts, places, labels and noise of the web page's."""

import numpy as np
import pytest

from course.layer import Array
from course.playground.data import CLASSIFICATION, REGRESSION, Sample, make_data
from course.playground.features import FEATURES, compute_features


def everything(name: str, noise: int, seed: int = 0) -> tuple[Array, Array, Array]:
    train, test = make_data(name, noise, 50, np.random.default_rng(seed))
    points = np.concatenate([train.points, test.points])
    return points[:, 0], points[:, 1], np.concatenate([train.labels, test.labels])[:, 0]


@pytest.mark.parametrize(("name", "count"), [*((n, 500) for n in CLASSIFICATION), *((n, 1200) for n in REGRESSION)])
@pytest.mark.parametrize("share", [10, 30, 70, 90])
def test_the_first_share_trains_and_the_rest_tests(name: str, count: int, share: int) -> None:
    train, test = make_data(name, 0, share, np.random.default_rng(0))
    assert len(train.points) == len(train.labels) == count * share // 100
    assert len(test.points) == len(test.labels) == count - count * share // 100
    assert train.points.shape[1], train.labels.shape[1] == (2, 1)


@pytest.mark.parametrize("name", [*CLASSIFICATION, *REGRESSION])
def test_points_are_shuffled_together_with_their_labels(name: str) -> None:
    train, test = make_data(name, 0, 50, np.random.default_rng(1))
    halves = [float(np.mean(np.sign(sample.labels))) for sample in (train, test)]
    assert abs(halves[0] - halves[1]) < 0.3
    again, _ = make_data(name, 0, 50, np.random.default_rng(1))
    other, _ = make_data(name, 0, 50, np.random.default_rng(2))
    assert np.array_equal(train.points, again.points)
    assert not np.array_equal(train.points, other.points)


def test_circle() -> None:
    x, y, label = everything("circle", 0)
    r = np.hypot(x, y)
    assert sorted(set(label)) == [-1, 1]
    assert np.sum(label == 1) == 250
    assert r[label == 1].max() < 2.5
    assert r[label == -1].min() >= 3.5
    assert r.max() <= 5
    assert abs(np.mean(r[label == 1]) - 1.25) < 0.15  # uniform in the radius, not in the area
    assert abs(np.mean(r[label == -1]) - 4.25) < 0.1


def test_noise_in_circle_and_xor_changes_labels_and_not_places() -> None:
    x, y, label = everything("circle", 50)
    r = np.hypot(x, y)
    assert not np.any((r > 2.5) & (r < 3.5))
    assert 0.02 < np.mean((r < 2.5) & (label == -1)) < 0.4
    assert 0.005 < np.mean((r > 2.5) & (label == 1)) < 0.2
    x, y, label = everything("xor", 50)
    assert min(np.abs(x).min(), np.abs(y).min()) >= 0.3
    assert 0.05 < np.mean(np.sign(x * y) != label) < 0.35


def test_xor() -> None:
    x, y, label = everything("xor", 0)
    assert np.array_equal(label, np.where(x * y >= 0, 1, -1))
    assert min(np.abs(x).min(), np.abs(y).min()) >= 0.3
    assert 5 < max(np.abs(x).max(), np.abs(y).max()) <= 5.3


@pytest.mark.parametrize(("noise", "variance"), [(0, 0.5), (25, 2.25), (50, 4)])
def test_gauss(noise: int, variance: float) -> None:
    x, y, label = everything("gauss", noise)
    assert np.sum(label == 1) == 250
    for sign in (1, -1):
        for axis in (x, y):
            assert np.mean(axis[label == sign]) == pytest.approx(2 * sign, abs=0.4)
            assert np.var(axis[label == sign]) == pytest.approx(variance, rel=0.3)


def test_spiral() -> None:
    x, y, label = everything("spiral", 0)
    for sign in (1, -1):
        r = np.sort(np.hypot(x, y)[label == sign])
        assert r == pytest.approx(5 * np.arange(250) / 250)
        turn = 1.75 * 2 * np.pi * r / 5 + (0 if sign > 0 else np.pi)
        expected = np.stack([r * np.sin(turn), r * np.cos(turn)], axis=1)
        found = np.stack([x, y], axis=1)[label == sign][np.argsort(np.hypot(x, y)[label == sign])]
        assert found == pytest.approx(expected)


def test_noise_moves_the_points_of_the_spiral() -> None:
    _, y, label = everything("spiral", 50)
    clean = everything("spiral", 0)
    assert np.sum(label == 1) == 250
    order, clean_order = np.sort(y[label == 1]), np.sort(clean[1][clean[2] == 1])
    assert 0.01 < np.abs(order - clean_order).max() <= 0.5


def test_plane() -> None:
    x, y, label = everything("plane", 0)
    assert label == pytest.approx((x + y) / 10)
    assert 5.9 < np.abs(x).max() <= 6
    assert 1.1 < np.abs(label).max() <= 1.2
    x, y, label = everything("plane", 20)
    off = 10 * label - (x + y)
    assert 1.5 < np.abs(off).max() <= 2.4
    assert abs(np.mean(off)) < 0.1


def test_multi_gauss() -> None:
    x, y, label = everything("multi-gauss", 0)
    expected = np.zeros_like(x)
    for center, sign in (
        ((-4, 2.5), 1),
        ((0, 2.5), -1),
        ((4, 2.5), 1),
        ((-4, -2.5), -1),
        ((0, -2.5), 1),
        ((4, -2.5), -1),
    ):
        value = sign * np.maximum(0, 1 - np.hypot(x - center[0], y - center[1]) / 2)
        expected = np.where(np.abs(value) > np.abs(expected), value, expected)
    assert label == pytest.approx(expected)
    assert label.min() < -0.8
    assert label.max() > 0.8
    noisy = everything("multi-gauss", 30)[2]
    assert np.mean(noisy == 0) > 0.3


def test_features_are_those_of_the_plane_in_their_fixed_order() -> None:
    points = np.array([[2.0, -3.0]])
    values = compute_features(points, list(FEATURES))
    assert values == pytest.approx(np.array([[2, -3, 4, 9, -6, np.sin(2), np.sin(-3)]]))
    assert compute_features(points, ["sin y", "x"]) == pytest.approx(np.array([[2, np.sin(-3)]]))
    assert compute_features(points, []).shape == (1, 0)


def test_a_sample_is_points_and_labels() -> None:
    assert Sample._fields == ("points", "labels")
