"""What a trained model must do: the check of `digits_model`."""

from typing import Any

import numpy as np

from course.checks import Mistake, expect, require
from course.digits.images import Labels, load_images
from course.layer import Array, Function
from course.texts import _

UNSEEN = 449  # images, a quarter
NO_PREDICT = Mistake(
    "no_predict", "the model needs a method `predict`: return an object that has one, not labels or a function"
)
ROW_FOR_LABEL = Mistake("row_for_label", "`predict` must return one label for each image, not a row of probabilities")
NOT_A_LABEL = Mistake(
    "not_a_label", "labels are whole numbers, those of the training set; are these probabilities, or one-hot rows?"
)
ALWAYS_THE_SAME = Mistake(
    "always_the_same",
    "it gives the same answer for every image: train it, and scale in `predict` exactly as for the training",
)
OTHER_LABELS = Mistake(
    "other_labels", "the labels it gives are not those of `y`: something is moved, or counted from 1"
)
NO_BETTER_THAN_CHANCE = Mistake(
    "no_better_than_chance",
    "this is close to guessing: train it, on scaled images, and scale in `predict` exactly as for the training",
)
KNOWS_THE_DISK = Mistake(
    "knows_the_disk",
    "it relies on where the pixels lie, or on what the labels are called: learn both from `X` and `y` alone",
)


def learns_from_images() -> str:
    """Say what must hold for a model that is no look-up."""
    return _("it learns from the images it is given")


def accuracy_on_unseen(digits_model: Function) -> float:
    """Train on three quarters of the images, see that the model tells the others apart, and return its accuracy."""
    images, labels = load_images()
    order = np.random.default_rng(60).permutation(len(images))
    answers = trained_and_asked(digits_model, images, labels, order)
    score = share_right(answers, labels, order)
    require(len(np.unique(answers)) > 1, _("it tells images apart"), cause=ALWAYS_THE_SAME)
    require(score > 0.02, _("it uses the labels of `y`"), cause=OTHER_LABELS)
    require(score > 0.3, _("it is better than guessing"), cause=NO_BETTER_THAN_CHANCE)
    return score


def trained_and_asked(digits_model: Function, images: Array, labels: Labels, order: Labels) -> Array:
    """Train a model on all images but the first 449 of this order, and return the labels that it gives to those.

    Args:
        digits_model: the student's function.
        images: shape (n, 64).
        labels: shape (n,).
        order: row numbers, shape (n,).

    Returns:
        Labels, shape (449,).
    """

    def run(X: Array, y: Labels, new: Array) -> Any:
        return digits_model(X, y).predict(new)

    run.__name__ = "digits_model(X, y).predict"
    seen, unseen = order[UNSEEN:], order[:UNSEEN]
    mistakes = {NO_PREDICT: AttributeError, ROW_FOR_LABEL: lambda answer: answer.ndim == 2}
    data = images[seen], labels[seen], images[unseen]
    answer = expect(run, *data, like=np.zeros(UNSEEN), mistakes=mistakes, exercise="digits_model")
    answers = np.asarray(answer)
    require(np.isin(answers, np.arange(10)).all(), _("it predicts labels"), cause=NOT_A_LABEL)
    return answers


def share_right(answers: Array, labels: Labels, order: Labels) -> float:
    """Return the share of the first 449 images of this order whose label was given."""
    return float(np.mean(answers == labels[order[:UNSEEN]]))
