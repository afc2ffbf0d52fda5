"""The images are those of scikit-learn, and each picture shows the numbers it was given."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage

from course.digits.images import draw_as_numbers, draw_images, draw_pixel_statistics, load_images, square
from course.figures import png
from course.layer import Array


def test_images_are_as_the_notebook_says() -> None:
    images, labels = load_images()
    assert images.shape == (1797, 64)
    assert images.dtype == np.float64
    assert (images.min(), images.max()) == (0, 16)
    assert labels.dtype == np.intp
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_rows_lie_line_after_line() -> None:
    assert square(np.arange(64.0))[1].tolist() == list(range(8, 16))
    assert square(np.zeros(784)).shape == (28, 28)


def test_every_image_has_its_title_and_place() -> None:
    X = np.arange(3 * 64.0).reshape(3, 64)
    figure = draw_images(X, ["a", 5, "c"], columns=2)
    assert len(figure.axes) == 4
    assert [axes.get_title() for axes in figure.axes] == ["a", "5", "c", ""]
    for axes, image in zip(figure.axes, X, strict=False):
        assert np.array_equal(picture(axes), image.reshape(8, 8))
    assert len(png(figure)) > 1000


def test_numbers_stand_on_their_pixels() -> None:
    figure = draw_as_numbers(np.arange(64.0), 7)
    left, right = figure.axes
    assert "7" in left.get_title()
    written = {text.get_position(): text.get_text() for text in right.texts}
    assert len(written) == 64
    assert written[(3, 1)] == "11"


def test_pixels_that_never_change_are_crossed_out() -> None:
    X = np.random.default_rng(0).random((5, 64))
    X[:, 10] = 0.1
    figure = draw_pixel_statistics(X)
    for axes, values in zip(figure.axes, (X.mean(axis=0), X.std(axis=0)), strict=False):
        assert np.allclose(picture(axes), values.reshape(8, 8))
        assert np.asarray(axes.lines[0].get_xydata()).tolist() == [[2.0, 1.0]]


def picture(axes: Axes) -> Array:
    (image,) = [child for child in axes.get_children() if isinstance(child, AxesImage)]
    return np.asarray(image.get_array())
