"""The picture for readers who have no kernel, and for pages on the web."""

from textwrap import wrap

import numpy as np

from course.playground.canvas import Canvas
from course.playground.explain import explain_divergence, explain_error
from course.playground.picture import HEIGHT, WIDTH, draw_picture, draw_points
from course.playground.settings import Settings
from course.playground.training import Network, Training

STILL_EPOCHS = 100


def draw_still(network: Network, settings: Settings, seed: int) -> bytes:
    """Draw the playground after some epochs.

    Args:
        network: the student's functions.
        settings: of the playground.
        seed: of data and weights.

    Returns:
        A PNG picture; where the network stops, its message.
    """
    try:
        with np.errstate(all="ignore"):
            canvas = _draw(Training(network.functions, settings, np.random.default_rng(seed)))
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
