"""Decision maps show what the function handed over answers, and the points where they are."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from course import Layer
from course.layer import Array
from course.regularization.maps import draw_epoch, draw_maps, draw_split, explore_epochs, share_wrong

TRAIN = (np.array([[-1.0, 0.0], [1.0, 0.5], [2.0, 0.0]]), np.array([[-1.0], [1.0], [-1.0]]))
VAL = (np.array([[-2.0, 1.0], [0.5, -1.0]]), np.array([[-1.0], [-1.0]]))
LAYER = Layer(np.array([[1.0], [0.0]]), np.zeros(1), np.tanh)


def forward(X: Array, layers: Sequence[Layer]) -> Array:
    """Answer +1 right of where the first layer's bias says."""
    return X[:, :1] - layers[0].b


def shifted(by: float) -> list[Layer]:
    return [LAYER._replace(b=np.array([by]))]


def test_map_shows_the_sides_and_the_shares_of_wrong_points() -> None:
    figure = draw_maps(forward, {"here": shifted(0.0), "far": shifted(9.0)}, TRAIN, VAL)
    here, far = figure.axes
    colors = np.asarray(here.collections[0].get_array())
    assert not colors[:, 0].any()
    assert colors[:, -1].all()
    assert here.get_title() == "here\nwrong: 33% of training, 50% of validation"
    assert far.get_title() == "far\nwrong: 33% of training, 0% of validation"
    drawn = np.vstack([np.column_stack(line.get_data()) for line in here.lines])
    assert sorted(map(tuple, drawn)) == sorted(map(tuple, np.vstack([TRAIN[0], VAL[0]])))


def test_maps_stand_three_a_row() -> None:
    figure = draw_maps(forward, {str(number): shifted(0.0) for number in range(4)}, TRAIN, VAL)
    tops = [axes.get_subplotspec() for axes in figure.axes]
    assert [spec.rowspan.start for spec in tops if spec is not None] == [0, 0, 0, 1]


def test_epoch_shows_its_own_network_and_losses() -> None:
    losses = (np.array([0.9, 0.3]), np.array([0.8, 0.7]))
    left, right = draw_epoch(forward, [shifted(-9.0), shifted(0.0)], losses, TRAIN, VAL, 0).axes
    assert np.asarray(left.collections[0].get_array()).all()
    assert right.get_title() == "training 0.900, validation 0.800"
    assert np.allclose(np.asarray(right.lines[0].get_ydata()), losses[0])


def test_widget_opens_at_the_best_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[dict[str, Any]] = []

    def note(draw: Any, alt: str, **controls: Any) -> None:
        calls.append(controls)
        assert isinstance(draw(epoch=2.0), Figure)

    monkeypatch.setattr("course.regularization.maps.explore", note)
    losses = (np.array([0.9, 0.3, 0.1]), np.array([0.8, 0.6, 0.7]))
    explore_epochs(forward, [shifted(0.0)] * 3, losses, TRAIN, VAL)
    assert calls == [{"epoch": (0, 2, 1, 1)}]


def test_split_tells_the_parts_apart() -> None:
    figure = draw_split({"mine": (TRAIN[0], VAL[0], TRAIN[1], VAL[1])})
    filled = [line for line in figure.axes[0].lines if line.get_markerfacecolor() != "none"]
    hollow = [line for line in figure.axes[0].lines if line.get_markerfacecolor() == "none"]
    assert sum(len(np.asarray(line.get_xdata())) for line in filled) == 3
    assert sum(len(np.asarray(line.get_xdata())) for line in hollow) == 2
    assert "0%" in figure.axes[0].get_title()


def test_share_of_wrong_points_is_that_of_the_signs() -> None:
    assert share_wrong(forward, shifted(0.0), VAL) == 0.5
    assert share_wrong(forward, shifted(9.0), VAL) == 0
