"""The picture of two gradients: what it says, what it marks, and what it writes into the cells."""

from typing import Any

import numpy as np
import pytest
from IPython.display import Markdown
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from course.backward.compare import compare_gradients, draw_comparison, judge
from course.figures import BLUE, VERMILLION

MEASURED = np.array([[0.5, -2.0, 0.25], [1.5, 0.0, -0.125]])


def frames(figure: Figure) -> list[tuple[float, float]]:
    return [patch.get_xy() for ax in figure.axes for patch in ax.patches if isinstance(patch, Rectangle)]


def entries(figure: Figure, panel: int) -> list[str]:
    return [text.get_text() for text in figure.axes[panel].texts]


def test_gradients_that_differ_by_rounding_agree() -> None:
    verdict = judge(MEASURED + 3e-10, MEASURED, "dW1")
    assert verdict.agree
    assert verdict.sentence.startswith("dW1: they agree.")


def test_worst_entry_and_its_factor_are_named() -> None:
    mine = MEASURED.copy()
    mine[1, 0] = 0.5
    verdict = judge(mine, MEASURED, "dW2")
    assert not verdict.agree
    assert verdict.worst == (1, 0)
    assert "dW2: they do NOT agree. Worst is entry [1, 0]: 0.5 computed, 1.5 measured" in verdict.sentence
    assert "0.333 times" in verdict.sentence


def test_where_nothing_was_measured_no_factor_is_named() -> None:
    verdict = judge(np.array([1.0, 3.0]), np.array([0.0, 3.0]), "db1")
    assert verdict.worst == (0,)
    assert "times" not in verdict.sentence


def test_a_small_difference_is_neither_right_nor_wrong() -> None:
    verdict = judge(MEASURED * 1.0001, MEASURED, "dW1")
    assert not verdict.agree
    assert "nearly agree" in verdict.sentence
    assert "ReLU" in verdict.sentence


def test_nan_is_the_worst_entry() -> None:
    assert judge(np.array([1.0, np.nan]), np.array([7.0, 2.0]), "db1").worst == (1,)


def test_other_shape_is_said_and_drawn_without_a_difference() -> None:
    assert "The shape is (3, 2), but (2, 3) was measured." in judge(MEASURED.T, MEASURED, "dW1").sentence
    assert len(draw_comparison(MEASURED.T, MEASURED, "dW1").axes) == 2


def test_tables_show_both_gradients_and_their_difference() -> None:
    mine = MEASURED.copy()
    mine[0, 2] += 1.0
    figure = draw_comparison(mine, MEASURED, "dW1")
    assert entries(figure, 0) == ["0.5", "-2", "1.25", "1.5", "0", "-0.125"]
    assert entries(figure, 1) == ["0.5", "-2", "0.25", "1.5", "0", "-0.125"]
    assert entries(figure, 2) == ["0", "0", "1", "0", "0", "0"]
    assert frames(figure) == [(1.5, -0.5)] * 3
    assert figure.get_suptitle() == "they do NOT agree"


def test_rounding_reads_zero_and_gets_no_frame() -> None:
    figure = draw_comparison(MEASURED + 3e-10, MEASURED, "dW1")
    assert set(entries(figure, 2)) == {"0"}
    assert not frames(figure)


def test_a_bias_is_a_row_and_a_zero_gradient_can_be_drawn() -> None:
    assert entries(draw_comparison(np.zeros(3), np.zeros(3), "db1"), 0) == ["0", "0", "0"]
    assert frames(draw_comparison(np.array([1.0, 2.0]), np.array([1.0, 4.0]), "db1")) == [(0.5, -0.5)] * 3


def test_color_goes_with_the_verdict() -> None:
    for mine, color in ((MEASURED, BLUE), (2 * MEASURED, VERMILLION)):
        heading = draw_comparison(mine, MEASURED, "dW1")._suptitle  # type: ignore[attr-defined]
        assert to_hex(heading.get_color()).upper() == color


def test_picture_and_verdict_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("course.figures.display", lambda picture, raw: shown.append(picture))
    monkeypatch.setattr("course.backward.compare.display", shown.append)
    compare_gradients(2 * MEASURED, MEASURED, "dW1")
    picture, sentence = shown
    assert isinstance(sentence, Markdown)
    assert "do NOT agree" in sentence.data
    assert "<img" in picture["text/html"]
    assert "do NOT agree" in picture["text/plain"]
