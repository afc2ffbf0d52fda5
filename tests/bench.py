"""Measure what has to be fast: run as `python -m tests.bench`, or `make bench`.

Machines differ and are shared, so what is compared is measured alternately in one run and shown as a ratio.
`python -m tests.bench CHECKOUT` compares the playground with that of another checkout of the course.
"""

import asyncio
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from course import own_answers
from course.digits.images import load_images
from course.playground import Settings
from course.playground.widget import Playground
from tests.collection import ROOT, Classroom

HIDDEN, ETA, EPOCHS, BATCH = 64, 0.1, 30, 32
# What answers, in one of two checkouts, how many CPU seconds ten pictures or ten epochs of its playground take.
TIMER = """
import sys, time
from course.playground import Settings
from course.playground.widget import Playground
from tests.course.playground.network import NETWORK
one = Playground(NETWORK, Settings(), seed=0)
actions = {"picture": one._redraw, "epoch": one._advance}
for line in sys.stdin:
    start = time.thread_time()
    for _ in range(10):
        actions[line.strip()]()
    print(time.thread_time() - start, flush=True)
"""
PLAYED = ("forward_cache", "backward", "relu", "d_relu", "tanh", "d_tanh", "sigmoid", "d_sigmoid", "linear", "d_linear")


def main() -> None:
    """Measure everything, and print a line for each; with another checkout, compare the playgrounds only."""
    if len(sys.argv) > 1:
        for what in ("picture", "epoch"):
            ratio = playground_ratio(Path(sys.argv[1]), what)
            print(f"playground: CPU seconds of a {what} here over those in the other checkout, median: {ratio:.2f}")
        return
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


def playground_ratio(before: Path, what: str, rounds: int = 30) -> float:
    """Measure the playground here and in another checkout alternately, each in a process of its own.

    Args:
        before: the other checkout.
        what: "picture" or "epoch".
        rounds: how often each of the two is measured.

    Returns:
        The median of the CPU seconds here over those there in the same round: below 1 where it is faster here.
    """
    with ExitStack() as stack:
        here, there = (stack.enter_context(_timer(folder)) for folder in (ROOT, before.resolve()))

        def ask(timer: subprocess.Popen[str]) -> float:
            assert timer.stdin is not None
            assert timer.stdout is not None
            print(what, file=timer.stdin, flush=True)
            return float(timer.stdout.readline())

        for timer in (here, there):
            ask(timer)  # the first ones pay for caches
        return median(ask(here) / ask(there) for _ in range(rounds))


def _timer(folder: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(folder)}
    command = [sys.executable, "-W", "ignore", "-c", TIMER]
    return subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


if __name__ == "__main__":
    main()
