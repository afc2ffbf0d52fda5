"""Loss curves show the numbers handed over, and the stop that the student's function finds."""

import numpy as np
import pytest

from course.figures import png
from course.layer import Array
from course.regularization.curves import draw_curves, draw_runs, draw_stop

TRAIN, VAL = np.array([0.9, 0.5, 0.2]), np.array([0.8, 0.6, 0.7])


def test_each_run_has_a_panel_with_both_curves() -> None:
    figure = draw_curves({"first": (TRAIN, VAL), "second": (VAL, TRAIN)})
    for axes, name, losses in zip(figure.axes, ("first", "second"), ((TRAIN, VAL), (VAL, TRAIN)), strict=True):
        assert axes.get_title() == name
        assert [line.get_label() for line in axes.lines] == ["training", "validation"]
        for line, values in zip(axes.lines, losses, strict=True):
            assert np.allclose(np.asarray(line.get_ydata()), values)
    assert figure.axes[0].get_ylim() == figure.axes[1].get_ylim()
    assert len(png(figure)) > 1000


def test_stop_is_the_one_of_the_function() -> None:
    def fake(val_losses: Array, patience: int) -> tuple[int, int]:
        return patience, patience + 3

    losses = np.linspace(2, 1, 20)
    figure = draw_stop(fake, losses, [4, 9])
    for axes, patience in zip(figure.axes, (4, 9), strict=True):
        lines = {str(line.get_label()).split(":")[0]: np.asarray(line.get_ydata()) for line in axes.lines}
        assert np.allclose(lines["never trained"], losses)
        assert np.allclose(lines["validation loss"], losses[: patience + 4])
        assert lines["best"] == pytest.approx(losses[patience])
        assert lines["stop"] == pytest.approx(losses[patience + 3])
        assert axes.get_title() == f"patience {patience}: best {patience}, stop {patience + 3}"


def test_runs_stand_over_each_other_with_a_level() -> None:
    (axes,) = draw_runs({"one": TRAIN, "two": VAL}, level=0.4).axes
    assert np.allclose(np.asarray(axes.lines[0].get_ydata()), TRAIN)
    assert np.allclose(np.asarray(axes.lines[1].get_ydata()), VAL)
    assert set(np.asarray(axes.lines[2].get_ydata())) == {0.4}
    assert axes.lines[0].get_linestyle() != axes.lines[1].get_linestyle()
