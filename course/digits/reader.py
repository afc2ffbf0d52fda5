"""Keep a network that reads drawings: train it, ask it, teach it, and say in a sentence what goes wrong.

The student's code may do anything: it is called through `_attempt` alone.
The network is the student's own; where it does not work yet, one made from the earlier units takes its place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.checks.call import is_a_stub, not_answered, raised_in
from course.digits.earlier_network import RATE, EarlierNetwork
from course.earlier import Answers
from course.layer import Array
from course.texts import _

DARKEST = 16.0  # the pixel value that becomes 1
BATCH = 32
POOR = 0.6  # of the training images read right: less than that is worth a word
LESSON = 10  # epochs of training after each drawing that is added


@dataclass(frozen=True)
class Reading:
    """Hold what the network makes of one image: ten probabilities, or else a sentence that says what is wrong."""

    probabilities: Array | None
    trouble: str = ""

    @property
    def digit(self) -> int | None:
        """The most probable digit."""
        return None if self.probabilities is None else int(self.probabilities.argmax())


class Reader:
    """Read images of digits, shape (8, 8), with the student's network or, where it fails, with an earlier one.

    Args:
        make_network: returns an untrained network with ``fit(X, y, eta, epochs, batch_size)`` and ``predict_proba(X)``.
        images: training images, shape (n, 64), values from 0 to 16.
        labels: the digits that they show, shape (n,).
        earlier: functions of earlier units, of which a network is made where the student's does not work.
        eta: the learning rate for the student's network, on pixels between 0 and 1.
        epochs: how long to train at first.
    """

    def __init__(
        self,
        make_network: Callable[[], Any],
        images: Array,
        labels: Array,
        earlier: Answers,
        *,
        eta: float = 0.1,
        epochs: int = 30,
    ) -> None:
        self._X, self._y = np.asarray(images, dtype=float) / DARKEST, np.array(labels, dtype=int)
        self._network: Any = None
        self._eta = eta
        self.added = 0
        trouble = self._start(make_network, epochs)
        self.is_own = not trouble
        if self.is_own:
            own = _("Your own network reads here, trained by your own `fit`.")
            self.sentence = f"{own} {self._skill()}"
        else:
            self._eta = RATE
            stopped = self._start(lambda: EarlierNetwork(earlier.functions, np.random.default_rng(0)), epochs)
            sentences = [_("Your own network does not work yet."), trouble]
            if stopped:
                nothing = _("Nor does the one made from the earlier units, so nothing is read here.")
                sentences += [nothing, stopped]
            else:
                other = _(
                    "Until it does, one made from the earlier units reads here, with the squared error and unit 4's "
                    "`train`."
                )
                sentences += [other, earlier.sentence, self._skill()]
            self.sentence = " ".join(sentences)

    def read(self, image: Array) -> Reading:
        """Ask the network for the ten probabilities of an image, shape (8, 8), values from 0 to 16."""
        probabilities, trouble = self._ask(np.asarray(image, dtype=float).reshape(1, 64) / DARKEST)
        return Reading(None, trouble) if trouble else Reading(probabilities[0])

    def teach(self, image: Array, label: int) -> tuple[Reading, Reading]:
        """Add an image with its label to the training set and go on training.

        Returns:
            The readings of the image before and after.
        """
        before = self.read(image)
        self._X = np.vstack([self._X, np.reshape(image, (1, 64)) / DARKEST])
        self._y = np.append(self._y, label)
        self.added += 1
        trouble = self._attempt(lambda: self._network.fit(self._X, self._y, self._eta, LESSON, BATCH))
        return before, Reading(None, trouble) if trouble else self.read(image)

    def _start(self, make_network: Callable[[], Any], epochs: int) -> str:
        """Make and train a network; return what is wrong with it, or nothing."""

        def make() -> None:
            self._network = make_network()
            self._network.fit(self._X, self._y, self._eta, epochs, BATCH)

        return self._attempt(make) or self._ask(self._X)[1]

    def _ask(self, X: Array) -> tuple[Array, str]:
        """Return the probabilities, shape (n, 10), and what is wrong with them."""
        answers: list[Any] = []
        trouble = self._attempt(lambda: answers.append(self._network.predict_proba(X)))
        trouble = trouble or wrong_with(answers[0], len(X))
        return np.zeros((len(X), 10)) if trouble else np.asarray(answers[0], dtype=float), trouble

    def _skill(self) -> str:
        """Say how many of the training images are read right."""
        right = np.mean(self._ask(self._X)[0].argmax(axis=1) == self._y)
        skill = _("It reads {share:.1%} of the {count:,} training images right.").format(
            share=right, count=len(self._y)
        )
        doubt = _("That is little: look at `fit` and its gradients.")
        return f"{skill} {doubt}" if right < POOR else skill

    @staticmethod
    def _attempt(action: Callable[[], object]) -> str:
        """Run the student's code; return one sentence where it stops."""
        try:
            with np.errstate(all="ignore"):  # nan is explained when it is read
                action()
        except Exception as error:  # the student's own code may raise anything
            return stopped(error)
        return ""


def stopped(error: Exception) -> str:
    """Say in one sentence why a student's code stopped.

    Example:
        >>> stopped(ValueError("shapes do not fit"))
        'It stopped with ValueError: shapes do not fit.'
    """
    if is_a_stub(error):
        return not_answered(raised_in(error))
    if isinstance(error, NameError):
        return _("`{name}` is not defined yet: answer its exercise and run its cell.").format(name=error.name)
    text = " ".join(str(error).split())
    told = f"{type(error).__name__}{': ' if text else ''}{text.rstrip('.')[:160]}"
    return _("It stopped with {error}.").format(error=told)


def wrong_with(answer: Any, rows: int) -> str:
    """Say in one sentence what is wrong with probabilities that should have shape (rows, 10), or nothing.

    Example:
        >>> wrong_with(np.full((1, 10), 0.1), 1)
        ''
        >>> wrong_with(np.full((1, 10), 1.0), 1)
        'Its ten outputs sum to 10.00, not to 1: `predict_proba` should end with softmax.'
    """
    try:
        P = np.asarray(answer, dtype=float)
    except (TypeError, ValueError):
        return _("`predict_proba` does not return an array of numbers.")
    if P.shape != (rows, 10):
        return _("`predict_proba` returns the shape {shape} for {rows} images, where ({rows}, 10) is expected.").format(
            shape=P.shape, rows=rows
        )
    if not np.all(np.isfinite(P)):
        return _(
            "Its probabilities are nan (not a number): a weight or a sum grew past what a float can hold. "
            "Look for a rate that is too large, an exp of large sums or a log of 0."
        )
    if P.min() < 0:
        return _(
            "One of its probabilities is negative ({lowest:.2f}): `predict_proba` should end with softmax."
        ).format(lowest=P.min())
    total = P.sum(axis=1)
    worst = total[np.argmax(np.abs(total - 1))]
    if abs(worst - 1) > 1e-3:
        return _("Its ten outputs sum to {total:.2f}, not to 1: `predict_proba` should end with softmax.").format(
            total=worst
        )
    return ""
