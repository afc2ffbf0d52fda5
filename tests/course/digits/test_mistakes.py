"""The gallery shows what the network reads wrongly, the worst first."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import course.digits.mistakes as mistakes
from course.digits.mistakes import draw_mistake, explore_mistakes, worst_mistakes
from course.layer import Array
from tests.course.digits.test_images import picture

CHANCES = np.array([[0.6, 0.3, 0.1], [0.1, 0.8, 0.1], [0.05, 0.05, 0.9], [0.2, 0.5, 0.3]])
LABELS = np.array([1, 1, 0, 2])


def test_the_least_chance_for_the_truth_comes_first() -> None:
    assert worst_mistakes(CHANCES, LABELS).tolist() == [2, 0, 3]


def test_one_mistake_is_enlarged_beside_its_chances() -> None:
    images = np.random.default_rng(0).random((4, 64))
    figure = draw_mistake(images, LABELS, CHANCES, 3)
    strip, (large, bars) = figure.axes[:-2], figure.axes[-2:]
    assert [axes.get_title() for axes in strip[:4]] == ["1 as 0", "1 as 1", "0 as 2", "2 as 1"]
    assert np.array_equal(picture(large), images[3].reshape(8, 8))
    assert large.get_title() == "mistake 4 of 4"
    assert [bar.get_height() for bar in bars.patches] == [0.2, 0.5, 0.3]  # type: ignore[attr-defined]
    words = [text.get_text() for text in bars.texts]
    assert words == ["", "read as\n0.500", "truth\n0.300"]


def test_widget_asks_the_network_and_offers_each_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: dict[str, Any] = {}
    monkeypatch.setattr(mistakes, "explore", lambda draw, alt, **controls: shown.update(draw=draw, **controls))
    images = np.random.default_rng(0).random((4, 64))
    asked = []

    def predict_proba(X: Array) -> Array:
        asked.append(X)
        return CHANCES

    network = SimpleNamespace(predict_proba=predict_proba)
    explore_mistakes(network, images / 16, images, LABELS)
    assert np.array_equal(asked[0], images / 16)
    assert shown["mistake"] == (1, 3, 1, 1)
    assert np.array_equal(picture(shown["draw"](mistake=1.0).axes[-2]), images[2].reshape(8, 8))


def test_a_network_without_mistakes_is_said_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    network = SimpleNamespace(predict_proba=lambda X: np.eye(3)[LABELS])
    explore_mistakes(network, np.zeros((4, 64)), np.zeros((4, 64)), LABELS)
    assert "Not one" in capsys.readouterr().out
