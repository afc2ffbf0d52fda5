"""Points by degree: none, all, in proportion between, and nothing for nan."""

import math

import numpy as np
import pytest

from course import by_degree
from course.checks import CheckFailed


def earned(score: float) -> float:
    return by_degree(score, none_at=0.5, all_at=0.9, points=4, what="accuracy")


@pytest.mark.parametrize(("score", "points"), [(0.6, 1.0), (0.7, 2.0), (0.9, 4.0), (1.0, 4.0)])
def test_points_grow_in_proportion(score: float, points: float, capsys: pytest.CaptureFixture[str]) -> None:
    assert earned(score) == pytest.approx(points)
    assert f"accuracy is {score:.4f}: {points:g} of 4 points" in capsys.readouterr().out


def test_points_of_a_numpy_score_are_shown_as_a_plain_number() -> None:
    """nbgrader, and the grader too, read the mark from what the cell shows."""
    assert repr(earned(np.float64(0.7))) == "2.0"


@pytest.mark.parametrize("score", [0.5, 0.0, -1.0, math.nan, -math.inf])
def test_no_points_is_a_failure_with_the_scale(score: float) -> None:
    with pytest.raises(CheckFailed, match=r"0 of 4 points .none up to 0\.5, all from 0\.9 on"):
        earned(score)
