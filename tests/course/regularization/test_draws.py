"""The picture of several draws shows each draw and the means."""

import numpy as np

from course.regularization.draws import draw_draws


def test_each_draw_has_its_dots_and_each_column_its_mean() -> None:
    (axes,) = draw_draws([{"early": 0.4, "cure": 0.1}, {"early": 0.6, "cure": 0.05}]).axes
    dots = [np.asarray(line.get_ydata()) for line in axes.lines if line.get_marker() == "o"]
    assert np.allclose(dots, [[40, 10], [60, 5]])
    bars = [np.asarray(line.get_ydata())[0] for line in axes.lines if line.get_marker() != "o"]
    assert np.allclose(bars, [50, 7.5])
    assert [text.get_text() for text in axes.texts] == ["50 %", "8 %"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["early", "cure"]
