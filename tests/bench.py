"""Measure what has to be fast: run as `python -m tests.bench`, or `make bench`.

Machines differ and are shared, so what is compared is measured alternately in one run and shown as a ratio.
"""

import asyncio
import time
import warnings
from collections.abc import Callable
from statistics import median

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from course import own_answers
from course.digits.images import load_images
from course.playground import Settings
from course.playground.widget import Playground
from tests.collection import Classroom

HIDDEN, ETA, EPOCHS, BATCH = 64, 0.1, 30, 32
PLAYED = ("forward_cache", "backward", "relu", "d_relu", "tanh", "d_tanh", "sigmoid", "d_sigmoid", "linear", "d_linear")


def main() -> None:
    """Measure everything, and print a line for each."""
    print("digits: seconds of the course's network over those of scikit-learn's MLPClassifier, same shape, epochs and")
    print(f"        batch size, median of 5 rounds: {digits_ratio():.2f}")
    epochs, redraws = playground_speed()
    print(
        f"playground: {epochs:.0f} epochs and {redraws:.1f} redraws a second at the first settings (at least 20 and 5)"
    )


def digits_ratio(rounds: int = 5) -> float:
    """Measure both alternately in this process, one thread each.

    Args:
        rounds: how often each of the two is trained.

    Returns:
        The median of the seconds of the course's network over those of MLPClassifier in the same round: below 1 where
        the course's is faster.
    """
    images, labels = load_images()
    X, y = images[:1348] / 16, labels[:1348]
    network_class = Classroom("06_digits").namespace["MLP"]

    def ours(seed: int) -> None:
        network_class([64, HIDDEN, 10], np.random.default_rng(seed)).fit(X, y, ETA, EPOCHS, BATCH)

    def theirs(seed: int) -> None:
        MLPClassifier(
            (HIDDEN,),
            solver="sgd",
            momentum=0.9,
            nesterovs_momentum=False,
            learning_rate_init=ETA,
            max_iter=EPOCHS,
            n_iter_no_change=EPOCHS,
            batch_size=BATCH,
            alpha=0.0,
            random_state=seed,
        ).fit(X, y)

    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore", ConvergenceWarning)
        for run in (ours, theirs):
            run(0)  # the first one pays for imports and caches
        return median(_seconds(ours, seed) / _seconds(theirs, seed) for seed in range(1, rounds + 1))


def _seconds(run: Callable[[int], None], seed: int) -> float:
    start = time.perf_counter()
    run(seed)
    return time.perf_counter() - start


def playground_speed(seconds: float = 5.0) -> tuple[float, float]:
    """Play at the first settings, without a browser; return epochs and pictures in a second."""
    names = Classroom("05_regularization").namespace
    one = Playground(own_answers(*(names[name] for name in PLAYED)), Settings(), seed=0)
    pictures: list[object] = []
    one.picture.observe(pictures.append, names="value")

    async def play() -> None:
        one.play()
        await asyncio.sleep(seconds)
        one.pause()

    asyncio.run(play())
    return (len(one.losses) - 1) / seconds, len(pictures) / seconds


if __name__ == "__main__":
    main()
