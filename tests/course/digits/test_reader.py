"""The pad's network: the student's own where it works, else one of the earlier units; every fault is one sentence."""

import importlib.util
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import load_digits

from course.digits.earlier_network import RATE, EarlierNetwork
from course.digits.reader import BATCH, LESSON, Reader, wrong_with
from course.earlier import Answers
from course.layer import Array
from tests.collection import ROOT

IMAGES, LABELS = load_digits(return_X_y=True)
X, Y = IMAGES[:200], LABELS[:200]


def given(name: str) -> Any:
    """Return a function of the unit's support file."""
    spec = importlib.util.spec_from_file_location("given_of_digits", ROOT / "source" / "06_digits" / "given.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)


NAMES = ("forward", "train", "init_weights", "relu", "d_relu", "sigmoid", "d_sigmoid")
EARLIER = Answers({name: given(name) for name in NAMES}, (), "Runs on the support file.")
BROKEN = Answers({}, (), "")


class Memory:
    """Read an image as the label of the nearest one that it was fitted to, with 0.82 for it and 0.02 for others."""

    def __init__(self) -> None:
        self.fits: list[tuple[int, float, int, int]] = []

    def fit(self, X: Array, y: Array, eta: float, epochs: int, batch_size: int) -> None:
        self.X, self.y = X, y
        self.fits.append((len(X), eta, epochs, batch_size))

    def predict_proba(self, X: Array) -> Array:
        nearest = np.argmin(((X[:, None] - self.X[None]) ** 2).sum(axis=2), axis=1)
        return np.where(self.y[nearest][:, None] == np.arange(10), 0.82, 0.02)


def answering(answer: Any) -> Callable[[], Any]:
    """Return what makes a network whose probabilities are ``answer`` for each image, or raise it."""

    class Fixed(Memory):
        def predict_proba(self, X: Array) -> Any:
            if isinstance(answer, Exception):
                raise answer
            return answer if np.ndim(answer) != 1 else np.tile(answer, (len(X), 1))

    return Fixed


def test_own_network_is_trained_on_pixels_up_to_1_and_reads() -> None:
    network = Memory()
    reader = Reader(lambda: network, X, Y, BROKEN, eta=0.3, epochs=7)
    assert reader.is_own
    assert network.fits == [(200, 0.3, 7, BATCH)]
    assert network.X.max() == 1
    assert network.y.dtype.kind == "i"
    assert reader.sentence == (
        "Your own network reads here, trained by your own `fit`. It reads 100.0% of the 200 training images right."
    )
    reading = reader.read(X[5].reshape(8, 8))
    assert reading.digit == Y[5]
    assert reading.probabilities is not None
    assert reading.probabilities.shape == (10,)


def test_network_that_has_learned_nothing_is_the_students_own_with_a_word_about_it() -> None:
    reader = Reader(answering(np.full(10, 0.1)), X, Y, BROKEN)
    assert reader.is_own
    assert "That is little" in reader.sentence


def test_lesson_adds_the_drawing_and_goes_on_training() -> None:
    network = Memory()
    reader = Reader(lambda: network, X, Y, BROKEN, eta=0.3)
    image, other = X[5].reshape(8, 8) + 1, (Y[5] + 1) % 10
    before, after = reader.teach(image, other)
    assert (before.digit, after.digit) == (Y[5], other)
    assert network.fits[1:] == [(201, 0.3, LESSON, BATCH)]
    assert np.array_equal(network.X[-1], image.ravel() / 16)
    assert network.y[-1] == other
    reader.teach(image, other)
    assert reader.added == 2
    assert network.fits[2][0] == 202


def raising(error: Exception) -> Callable[[], Any]:
    def make_network() -> Any:
        raise error

    return make_network


def undefined_network() -> Any:
    return MLP([64, 10])  # type: ignore[name-defined]  # noqa: F821


@pytest.mark.parametrize(
    ("make_network", "says"),
    [
        (raising(NotImplementedError("Replace this line")), "`make_network` is not answered yet."),
        (undefined_network, "`MLP` is not defined yet: answer its exercise and run its cell."),
        (raising(ValueError("shapes (3,)\nand (4,).")), "It stopped with ValueError: shapes (3,) and (4,)."),
        (raising(RuntimeError()), "It stopped with RuntimeError."),
        (raising(ValueError("x" * 999)), "It stopped with ValueError: " + "x" * 160 + "."),
        (lambda: None, "It stopped with AttributeError: 'NoneType' object has no attribute 'fit'."),
        (answering(ZeroDivisionError("division by zero")), "It stopped with ZeroDivisionError: division by zero."),
        (answering(np.full(10, np.nan)), "Its probabilities are nan (not a number)"),
        (answering(np.full(9, 1 / 9)), "returns the shape (200, 9) for 200 images, where (200, 10) is expected."),
        (answering(None), "returns the shape () for 200 images"),
        (answering("seven"), "`predict_proba` does not return an array of numbers."),
        (
            answering(np.full(10, 0.3)),
            "Its ten outputs sum to 3.00, not to 1: `predict_proba` should end with softmax.",
        ),
        (answering(np.array([1.5, -0.5, *[0.0] * 8])), "One of its probabilities is negative (-0.50)"),
    ],
)
def test_network_of_earlier_units_reads_where_the_own_one_fails_and_says_so(
    make_network: Callable[[], Any], says: str
) -> None:
    reader = Reader(make_network, X, Y, EARLIER)
    assert not reader.is_own
    assert reader.sentence.startswith("Your own network does not work yet. ")
    assert says in reader.sentence
    assert "one made from the earlier units reads here" in reader.sentence
    assert EARLIER.sentence in reader.sentence
    assert "\n" not in reader.sentence
    assert reader.read(X[5].reshape(8, 8)).probabilities is not None


def test_network_of_earlier_units_is_trained_well() -> None:
    reader = Reader(raising(NotImplementedError()), IMAGES, LABELS, EARLIER, eta=0.1)
    right = re.search(r"It reads (.*)% of the 1,797", reader.sentence)
    assert right is not None
    assert float(right[1]) > 97


def test_where_no_network_works_the_pad_says_both_reasons() -> None:
    reader = Reader(raising(ValueError("too bad")), X, Y, BROKEN)
    assert "ValueError: too bad." in reader.sentence
    assert "so nothing is read here. It stopped with KeyError" in reader.sentence
    reading = reader.read(np.zeros((8, 8)))
    assert reading.probabilities is None
    assert reading.trouble


def test_network_that_fails_later_is_explained_when_it_reads_and_when_it_is_taught() -> None:
    class Fragile(Memory):
        def fit(self, X: Array, y: Array, eta: float, epochs: int, batch_size: int) -> None:
            if self.fits:
                raise OverflowError("too much")
            super().fit(X, y, eta, epochs, batch_size)

        def predict_proba(self, X: Array) -> Array:
            return super().predict_proba(X) if X.any(axis=1).all() else np.full((len(X), 10), np.inf)

    reader = Reader(Fragile, X, Y, BROKEN)
    assert reader.is_own
    assert reader.read(np.zeros((8, 8))).trouble.startswith("Its probabilities are nan")
    before, after = reader.teach(X[5], 3)
    assert before.digit == Y[5]
    assert after.trouble == "It stopped with OverflowError: too much."


def test_rounding_is_no_fault() -> None:
    assert wrong_with(np.full((3, 10), 0.1) + 1e-5, 3) == ""


def test_network_of_earlier_units_learns_to_read_and_goes_on_from_its_weights() -> None:
    network = EarlierNetwork(EARLIER.functions, np.random.default_rng(0))
    chances = network.predict_proba(IMAGES / 16)
    assert chances.shape == (1797, 10)
    assert np.allclose(chances.sum(axis=1), 1)
    shares = []
    for _ in range(2):
        network.fit(IMAGES / 16, LABELS, RATE, 8, BATCH)
        shares.append(np.mean(network.predict_proba(IMAGES / 16).argmax(axis=1) == LABELS))
    assert shares[0] > 0.9
    assert shares[1] > shares[0]
