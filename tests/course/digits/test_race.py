"""The table of classifiers: what is unseen stays unseen, and the student's function does the counting."""

from types import SimpleNamespace
from typing import Any
from warnings import warn

import numpy as np
from sklearn.exceptions import ConvergenceWarning

from course.digits.images import Labels
from course.digits.race import race
from course.layer import Array


def test_each_learns_from_training_images_and_is_measured_on_the_others() -> None:
    X_train, X_test, y_train, y_test = np.zeros((5, 2)), np.ones((3, 2)), np.zeros(5, dtype=int), np.array([1, 0, 1])
    seen: list[Any] = []

    def learn(X: Array, y: Labels) -> Any:
        seen.append((X is X_train, y is y_train))
        warn("more epochs could help", ConvergenceWarning, stacklevel=1)
        return SimpleNamespace(predict=lambda X: X[:, 0] * 7)

    def share(y: Labels, y_hat: Array) -> float:
        seen.append((y.tolist(), y_hat.tolist()))
        return 0.25

    table = race({"first": learn, "second one": learn}, (X_train, X_test, y_train, y_test), share).splitlines()
    assert seen == [(True, True), ([1, 0, 1], [7.0, 7.0, 7.0])] * 2
    assert [line.split()[0] for line in table[1:]] == ["first", "second"]
    assert all("0.250" in line and line.endswith(" s") for line in table[1:])
    assert len({len(line) for line in table[1:]}) == 1
