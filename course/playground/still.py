"""The picture for readers who have no kernel, and for pages on the web."""

from textwrap import wrap

import numpy as np

from course.playground.canvas import Canvas
from course.playground.explain import explain_divergence, explain_error
from course.playground.geometry import HEIGHT, WIDTH
from course.playground.picture import draw_picture, draw_points
from course.playground.settings import Settings
from course.playground.training import Network, Training, start_training

STILL_EPOCHS = 100


def draw_still(network: Network, settings: Settings, seed: int, restarts: int = 0) -> bytes:
    """Draw the playground after some epochs.

    Args:
        network: the student's functions.
        settings: of the playground.
        seed: of points and first weights.
        restarts: how many times the first weights have been drawn anew.

    Returns:
        A PNG picture; where the network stops, its message.
    """
    try:
        with np.errstate(all="ignore"):
            canvas = _draw(start_training(network, settings, seed, restarts))
    except Exception as error:  # a student's function may raise anything
        canvas = _write(explain_error(error, network.functions))
    return canvas.encode("png")


def _draw(training: Training) -> Canvas:
    losses = [training.losses()]
    for _ in range(STILL_EPOCHS):
        training.run_epoch()
        losses.append(training.losses())
        reason = explain_divergence(training, losses[-1])
        if reason is not None:
            return _write(reason)
    points = draw_points(training)
    return draw_picture(training, losses, points)


def _write(words: str) -> Canvas:
    canvas = Canvas(WIDTH, HEIGHT)
    for number, line in enumerate(wrap(words, 110)):
        canvas.text((16, 24 + 22 * number), line, size=13)
    return canvas
