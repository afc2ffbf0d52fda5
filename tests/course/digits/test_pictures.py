"""The pictures of what a network learned show what the functions and arrays handed over hold."""

from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from course import Layer
from course.digits.filters import draw_filters, slide
from course.digits.pictures import draw_confusion, draw_curves, draw_loss_gradient, draw_weights, first_weights
from course.figures import png
from tests.course.digits.test_images import picture


def test_slopes_are_those_of_the_function() -> None:
    figure = draw_loss_gradient(lambda Z, Y: (Z.sum() + 10 * Y[0, 1], 3 * Z - Y), [1.0, 2.0, 4.0], 1)
    heights = [[bar.get_height() for bar in axes.patches if isinstance(bar, Rectangle)] for axes in figure.axes]
    assert heights == [[1.0, 2.0, 4.0], [3.0, 5.0, 12.0]]
    assert "17.000" in figure.axes[1].get_title()
    assert [bool(bar.get_hatch()) for bar in figure.axes[0].patches] == [False, True, False]


def test_curves_begin_with_the_first_epoch() -> None:
    (axes,) = draw_curves({"a": [0.5, 0.75], "b": [0.25, 0.5]}).axes
    assert np.asarray(axes.lines[0].get_xydata()).tolist() == [[1, 0.5], [2, 0.75]]
    assert [text.get_text() for text in axes.texts] == ["0.750", "0.500"]
    assert axes.get_legend_handles_labels()[1] == ["a", "b"]


def test_confusions_are_colored_and_the_diagonal_is_not() -> None:
    counts = np.array([[30, 0, 2], [5, 20, 0], [0, 0, 9]])
    (axes,) = draw_confusion(counts).axes
    assert picture(axes).tolist() == [[0, 0, 2], [5, 0, 0], [0, 0, 0]]
    written = {text.get_position(): text.get_text() for text in axes.texts}
    assert written == {(0, 0): "30", (2, 0): "2", (0, 1): "5", (1, 1): "20", (2, 2): "9"}
    assert (axes.get_ylabel(), axes.get_xlabel()) == ("truth", "read as")


@pytest.mark.parametrize(
    "kept",
    [
        {"layers": [Layer(np.full((64, 5), 7.0), np.zeros(5), np.tanh), Layer(np.ones((5, 2)), np.ones(2), np.tanh)]},
        {"biases": [np.zeros(5), np.zeros(2)], "weights": [np.full((64, 5), 7.0), np.ones((5, 2))]},
        {"parameters": {"b1": np.zeros(5), "W1": np.full((64, 5), 7.0)}},
        {"W1": np.full((5, 64), 7.0), "sizes": [64, 5, 2]},
    ],
)
def test_first_weights_are_found_in_whatever_way_they_are_kept(kept: dict[str, object]) -> None:
    assert np.array_equal(first_weights(SimpleNamespace(**kept)), np.full((64, 5), 7.0))


def test_a_network_without_such_weights_gets_a_sentence() -> None:
    with pytest.raises(ValueError, match="no array with 64 rows"):
        first_weights(SimpleNamespace(W=np.ones((3, 2))))


def test_units_with_the_largest_weights_come_first() -> None:
    weights = np.random.default_rng(1).normal(size=(64, 4)) * [1, 5, 2, 9]
    figure = draw_weights(SimpleNamespace(W=weights), count=3, columns=2)
    assert [axes.get_title() for axes in figure.axes] == ["unit 3", "unit 1", "unit 2", ""]
    assert np.array_equal(picture(figure.axes[1]), weights[:, 1].reshape(8, 8))


def test_a_filter_is_laid_on_every_place() -> None:
    pixels = np.random.default_rng(2).normal(size=(6, 7))
    kernel = np.random.default_rng(3).normal(size=(3, 2))
    found = slide(pixels, kernel)
    assert found.shape == (4, 6)
    for row, column in np.ndindex(found.shape):
        assert np.isclose(found[row, column], np.sum(pixels[row : row + 3, column : column + 2] * kernel))


def test_filters_show_image_weights_and_sums() -> None:
    image, kernel = np.arange(64.0), np.arange(9.0).reshape(3, 3) - 4
    figure = draw_filters(image, {"one": kernel, "two": -kernel}, corner=(2, 3))
    left, middle, right = figure.axes[3:]
    assert np.array_equal(picture(left), image.reshape(8, 8))
    assert middle.get_title() == "two"
    assert np.allclose(picture(right), slide(image.reshape(8, 8), -kernel))
    frame, place = left.patches[0], right.patches[0]
    assert isinstance(frame, Rectangle)
    assert isinstance(place, Rectangle)
    assert (frame.get_xy(), frame.get_width(), frame.get_height()) == ((2.5, 1.5), 3, 3)
    assert (place.get_xy(), place.get_width(), place.get_height()) == ((2.5, 1.5), 1, 1)
    assert len(png(figure)) > 1000
