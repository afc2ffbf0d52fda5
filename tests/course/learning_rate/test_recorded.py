"""The recorded curves are what the reference solution of unit 4 gives, with the rates that the question names."""

import numpy as np
import pytest

from course import Layer
from course.learning_rate import wave
from course.learning_rate.recorded import THREE_CURVES
from tests.collection import Classroom

SEED = 28


@pytest.mark.parametrize(("name", "eta"), [("A", 0.005), ("B", 0.3), ("C", 0.1)])
def test_curve_is_that_of_the_reference_solution(name: str, eta: float) -> None:
    unit = Classroom("04_learning_rate").namespace
    X, Y = wave(150, np.random.default_rng(SEED))
    rng = np.random.default_rng(SEED)
    layers = [
        Layer(unit["init_weights"](1, 16, "he", rng), np.zeros(16), unit["relu"], unit["d_relu"]),
        Layer(unit["init_weights"](16, 1, "xavier", rng), np.zeros(1), unit["linear"], unit["d_linear"]),
    ]
    _, losses = unit["train"](layers, X, Y, eta, 40, 10, np.random.default_rng(SEED))
    np.testing.assert_allclose(losses, THREE_CURVES[name], atol=1e-4)


def test_the_largest_rate_leads_at_first_and_ends_above_the_middle_one() -> None:
    large, middle = np.array(THREE_CURVES["B"]), np.array(THREE_CURVES["C"])
    assert np.all(large[:4] < middle[:4])
    assert np.median(large[20:]) > 4 * np.median(middle[20:])
    assert np.all(np.diff(THREE_CURVES["A"]) < 0)
