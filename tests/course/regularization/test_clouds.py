"""The small data set has the labels of XOR, as many wrong ones as asked for, and fits on the maps."""

import numpy as np

from course.regularization.clouds import CENTER, four_clouds, mislabel
from course.regularization.maps import REACH


def test_clouds_lie_around_their_centers_with_the_labels_of_xor() -> None:
    X, Y = four_clouds(4000, 0.5, np.random.default_rng(0))
    assert Y.shape == (4000, 1)
    for cloud, center in enumerate([(1, 1), (-1, 1), (-1, -1), (1, -1)]):
        points = X[cloud::4]
        assert np.allclose(points.mean(axis=0), CENTER * np.array(center), atol=0.06)
        assert np.allclose(points.std(axis=0), 0.5, atol=0.04)
        assert set(Y[cloud::4, 0]) == {float(np.prod(center))}
    assert np.mean(np.abs(X) < REACH) > 0.999


def test_exactly_as_many_labels_are_wrong_as_asked_for() -> None:
    Y = four_clouds(40, 0.5, np.random.default_rng(0))[1]
    before = Y.copy()
    wrong = mislabel(Y, 8, np.random.default_rng(1))
    assert np.array_equal(Y, before)
    assert (wrong != Y).sum() == 8
    assert np.array_equal(wrong, mislabel(Y, 8, np.random.default_rng(1)))
    assert not np.array_equal(wrong, mislabel(Y, 8, np.random.default_rng(2)))
