"""The comparison of depth and width counts parameters, and shows what it is given."""

import numpy as np

from course.regularization.spiral import count_parameters, draw_pairs


def test_parameters_are_counted_with_biases() -> None:
    assert count_parameters([]) == 3
    assert count_parameters([4, 3]) == (2 * 4 + 4) + (4 * 3 + 3) + (3 + 1)
    assert count_parameters([8, 8]) == count_parameters([26])
    assert count_parameters([8, 8, 8]) == count_parameters([44])


def test_pairs_join_what_belongs_to_one_repetition() -> None:
    left, right = draw_pairs({"small": {"wide": [0.5, 0.4], "deep": [0.2, 0.1]}, "large": {"one": [0.3]}}, 0.4).axes
    assert np.allclose([np.asarray(line.get_ydata()) for line in left.lines[:2]], [[0.5, 0.2], [0.4, 0.1]])
    assert set(np.asarray(left.lines[2].get_ydata())) == {0.4}
    assert [label.get_text() for label in left.get_xticklabels()] == ["wide", "deep"]
    assert left.get_title() == "small"
    assert right.get_title() == "large"
