"""What unit 4 descends on: the curve is what the notebook says of it, and the data are what they claim to be."""

import numpy as np
import pytest

from course.learning_rate import hills, hills_slope, two_columns, wave


def test_slope_is_the_derivative_of_the_height() -> None:
    x = np.linspace(-5, 5, 41)
    np.testing.assert_allclose(hills_slope(x), (hills(x + 1e-6) - hills(x - 1e-6)) / 2e-6, atol=1e-7)


def test_curve_has_four_valleys_and_the_second_is_the_deepest() -> None:
    x = np.linspace(-5, 5, 10001)
    heights = hills(x)
    valleys = x[1:-1][(heights[1:-1] < heights[:-2]) & (heights[1:-1] < heights[2:])]
    np.testing.assert_allclose(valleys, [-3.07, -0.88, 1.37, 3.47], atol=0.01)
    assert np.argmin(hills(valleys)) == 1


def test_two_columns_follow_a_linear_unit_in_a_long_valley() -> None:
    X, t = two_columns(4000, np.random.default_rng(1))
    assert X.shape == (4000, 2)
    assert t.shape == (4000,)
    np.testing.assert_allclose(np.linalg.lstsq(X, t)[0], [1.0, -1.5], atol=0.06)
    flat, steep = np.linalg.eigvalsh(X.T @ X / len(X))
    assert steep / flat > 10


def test_wave_is_a_sine_with_a_little_noise() -> None:
    X, Y = wave(4000, np.random.default_rng(1))
    assert X.shape == Y.shape == (4000, 1)
    assert X.min() >= -1
    assert X.max() <= 1
    assert np.std(Y - np.sin(4 * X)) == pytest.approx(0.1, rel=0.05)


@pytest.mark.parametrize("make", [two_columns, wave])
def test_data_come_from_rng_alone(make: object) -> None:
    assert callable(make)
    one, two, other = (make(5, np.random.default_rng(seed)) for seed in (3, 3, 4))
    np.testing.assert_array_equal(one[0], two[0])
    assert not np.array_equal(one[0], other[0])
