"""A drawing becomes an image like the training images, whatever its place, size and slant."""

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.neural_network import MLPClassifier

from course.digits.rescale import INK, bitmap, counts, rescale, unprepared
from course.digits.strokes import joined
from course.layer import Array
from tests.course.digits.digit_paths import HARD, NARROW, PATHS, line, varied, with_points_between

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
    assert 0 < typical.mean() - ink.mean() < 1.5 * typical.std()  # a little thinner, so that holes stay open
    # Along a straight line whole columns of pixels are equally far: all of them are black, or none.
    straight = [all(len(stroke) == 2 and stroke[0, 0] == stroke[1, 0] for stroke in strokes) for _, strokes in PATHS]
    assert np.all(np.abs(ink - INK) <= np.where(straight, 28, 12))
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


def test_hole_of_a_narrow_digit_stays_open() -> None:
    for across in (0.15, 0.25, 0.4):
        angle = np.linspace(0, 2 * np.pi, 60)
        black = bitmap([np.stack([across * np.cos(angle), 0.75 * np.sin(angle)], axis=1)])
        assert not black[10:22, 15:17].any(), across


def test_top_in_two_pieces_begins_with_the_left_one_even_if_it_is_lower() -> None:
    arm, stroke = line((0.1, 0.1), (0.05, 0.8), (0.9, 0.8)), line((0.85, 0), (0.85, 1.5))
    level = rescale([arm - [0, 0.1], stroke])
    assert np.abs(rescale([arm, stroke]) - level).mean() < 2


def test_without_preparation_place_and_size_matter() -> None:
    small = [line((30, 20), (30, 80))]
    image = counts(unprepared(small, (), 280, 16))
    assert not image[:, 2:].any()
    assert not image[3:].any()
    moved = counts(unprepared([small[0] + [35, 0]], (), 280, 16))
    assert np.array_equal(moved[:, 1:], image[:, :-1])
    assert counts(unprepared([small[0] * 2], (), 280, 16)).sum() > image.sum()


def test_squares_of_the_keyboard_are_the_image_without_preparation_and_lines_with_it() -> None:
    squares = {(row, 3) for row in range(2, 6)}
    image = counts(unprepared([], squares, 280, 16))
    assert {(int(row), int(column)) for row, column in np.argwhere(image == 16)} == squares
    assert image.sum() == 16 * len(squares)
    assert np.array_equal(rescale(joined(squares, 280)), rescale([line((122.5, 87.5), (122.5, 192.5))]))


def test_squares_are_joined_by_lines() -> None:
    corner = joined({(0, 0), (0, 1), (1, 1), (5, 5)}, 8)
    assert [one.tolist() for one in corner] == [[[0.5, 0.5], [1.5, 0.5]], [[1.5, 0.5], [1.5, 1.5]], [[5.5, 5.5]]]
    assert len(joined({(0, 1), (1, 0)}, 8)) == len(joined({(0, 0), (1, 1)}, 8)) == 1


@pytest.mark.slow
def test_network_trained_on_the_training_images_reads_what_is_drawn() -> None:
    rng = np.random.default_rng(1)
    sets = {
        "plain": (PATHS, 0.95),
        "by other hands": (hands(PATHS, 8, rng), 0.95),
        "hard": (HARD, 0.85),
        "hard, by other hands": (hands(HARD, 8, rng), 0.85),
        "narrow, by other hands": (hands(NARROW, 4, rng), 0.85),
    }
    networks = [trained(seed) for seed in range(3)]
    for name, (drawings, least) in sets.items():
        share = np.mean([share_read(network, drawings) for network in networks])
        assert share >= least, f"{name}: {share:.3f}"


Drawings = list[tuple[int, list[Array]]]


def hands(drawings: Drawings, count: int, rng: np.random.Generator) -> Drawings:
    return [(digit, varied(strokes, rng)) for digit, strokes in drawings for _ in range(count)]


def trained(seed: int) -> MLPClassifier:
    network = MLPClassifier((32,), random_state=seed, max_iter=1000, tol=1e-2, learning_rate_init=0.01)
    return network.fit(DIGITS.data / 16, DIGITS.target)


def share_read(network: MLPClassifier, drawings: Drawings) -> float:
    images = np.stack([rescale(strokes).ravel() / 16 for _, strokes in drawings])
    return float(np.mean(network.predict(images) == [digit for digit, _ in drawings]))
