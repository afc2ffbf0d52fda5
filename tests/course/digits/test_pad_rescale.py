"""A drawing becomes an image like the training images, whatever its place, size and slant."""

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.neural_network import MLPClassifier

from course.digits.rescale import INK, bitmap, rescale
from course.layer import Array
from tests.course.digits.digit_paths import PATHS, line, varied, with_points_between

DIGITS = load_digits()
BY_DIGIT = pytest.mark.parametrize(("digit", "strokes"), PATHS)


@BY_DIGIT
def test_image_has_the_form_of_the_training_images(digit: int, strokes: list[Array]) -> None:
    image = rescale(strokes)
    assert image.shape == (8, 8)
    assert image.dtype == float
    assert image.min() >= 0
    assert image.max() <= 16
    assert image.sum() == bitmap(strokes).sum()
    # As in the training images: ink from the first row to the last, next to none in the outer columns.
    assert image[0].any()
    assert image[-1].any()
    assert image[:, [0, 7]].sum() <= 4


@BY_DIGIT
def test_place_size_and_number_of_points_do_not_matter(digit: int, strokes: list[Array]) -> None:
    image = rescale(strokes)
    assert np.abs(rescale([64 * stroke + [16, -128] for stroke in strokes]) - image).mean() < 0.1
    assert np.abs(rescale([with_points_between(stroke) for stroke in strokes]) - image).mean() < 0.3
    assert np.abs(rescale([0.37 * stroke + 5 for stroke in strokes]) - image).mean() < 0.1


@BY_DIGIT
def test_slant_is_taken_out(digit: int, strokes: list[Array]) -> None:
    upright = rescale(strokes)
    slanted = [stroke - np.stack([0.4 * stroke[:, 1], 0 * stroke[:, 1]], axis=1) for stroke in strokes]
    assert np.abs(rescale(slanted) - upright).mean() < 1.5  # of 16


def test_weight_is_that_of_the_training_images() -> None:
    typical = DIGITS.images.sum(axis=(1, 2))
    ink = np.array([rescale(strokes).sum() for _, strokes in PATHS])
    assert abs(ink.mean() - typical.mean()) < typical.std()
    assert np.all(np.abs(ink - INK) <= 12)
    drawn = np.mean([rescale(strokes) for _, strokes in PATHS], axis=0)
    means = DIGITS.images.mean(axis=0)
    assert np.corrcoef(drawn.ravel(), means.ravel())[0, 1] > 0.95


def test_digit_is_in_the_middle() -> None:
    black = bitmap([line((3, 7), (40, 7), (40, 90), (3, 90), (3, 7))])
    across, down = np.flatnonzero(black.any(axis=0)), np.flatnonzero(black.any(axis=1))
    assert across[0] + across[-1] == down[0] + down[-1] == 31
    assert len(across) <= 20
    assert len(down) == 32


@pytest.mark.parametrize(
    "strokes",
    [[], [np.zeros((0, 2))], [line((5, 5))], [line((5, 5), (5, 5))], [line((0, 9), (80, 9))], [line((9, 0), (9, 80))]],
    ids=["nothing", "no points", "a dot", "a dot twice", "a dash", "an upright line"],
)
def test_drawings_without_width_or_height_are_images_too(strokes: list[Array]) -> None:
    image = rescale(strokes)
    assert image.shape == (8, 8)
    assert np.all(np.isfinite(image))
    assert image.any() == (sum(map(len, strokes)) > 0)


def test_upright_line_is_a_bold_one_in_the_middle() -> None:
    image = rescale([line((9, 0), (9, 80))])
    assert np.all(image[1:-1, 3:5] == 16)
    assert not image[:, [0, 1, 6, 7]].any()


def test_network_trained_on_the_training_images_reads_what_is_drawn() -> None:
    rng = np.random.default_rng(1)
    hands = [(digit, varied(strokes, rng)) for digit, strokes in PATHS for _ in range(8)]
    upright, slanted = [], []
    for seed in range(3):
        network = MLPClassifier((32,), random_state=seed, max_iter=1000, tol=1e-2, learning_rate_init=0.01)
        network.fit(DIGITS.data / 16, DIGITS.target)
        upright.append(share_read(network, PATHS))
        slanted.append(share_read(network, hands))
    assert np.mean(upright) >= 0.9
    assert np.mean(slanted) >= 0.9


def share_read(network: MLPClassifier, drawings: list[tuple[int, list[Array]]]) -> float:
    images = np.stack([rescale(strokes).ravel() / 16 for _, strokes in drawings])
    return float(np.mean(network.predict(images) == [digit for digit, _ in drawings]))
