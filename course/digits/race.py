"""Several classifiers on the same images: how good, and how long they take to learn."""

import time
import warnings
from collections.abc import Callable, Mapping
from typing import Any

from sklearn.exceptions import ConvergenceWarning
from threadpoolctl import threadpool_limits

from course.digits.images import Labels
from course.layer import Array, Function
from course.texts import _

Split = tuple[Array, Array, Labels, Labels]


def race(learners: Mapping[str, Callable[[Array, Labels], Any]], split: Split, accuracy: Function) -> str:
    """Train each classifier, and write a table of its accuracy on unseen images and its training time.

    Args:
        learners: for each name a function that takes images and labels and returns a trained model with ``predict``.
        split: training images, test images, training labels, test labels.
        accuracy: the student's ``accuracy(y, y_hat)``.

    Returns:
        The table, one line for each classifier.
    """
    X_train, X_test, y_train, y_test = split
    width = max(map(len, learners))
    right, long = _("accuracy"), _("training")
    lines = [f"{'':{width}}  {right}  {long}"]
    for name, learn in learners.items():
        # One thread each: matrices as small as these are slower with several.
        with warnings.catch_warnings(), threadpool_limits(1):
            # A fixed number of epochs is meant; scikit-learn would warn that more of them could help.
            warnings.simplefilter("ignore", ConvergenceWarning)
            start = time.perf_counter()
            model = learn(X_train, y_train)
            seconds = time.perf_counter() - start
        share = accuracy(y_test, model.predict(X_test))
        lines.append(f"{name:{width}}  {share:{len(right)}.3f}  {seconds:{len(long) - 2}.2f} s")
    return "\n".join(lines)
