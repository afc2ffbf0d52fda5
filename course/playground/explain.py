"""Sentences for what may go wrong while the playground plays."""

from collections.abc import Container
from traceback import extract_tb

import numpy as np

from course.checks.call import is_a_stub, not_answered
from course.layer import Array
from course.playground.settings import OPTIONS, Settings
from course.playground.training import OUTPUTS, Training
from course.texts import _

FLAT_SHARE = 0.99  # of the training points
GOOD_LOSS = 0.1  # below it a unit may well be saturated: it is sure, and right
MILD_RATE = 0.03
LARGEST_LOSS = 1e6
LARGEST_WEIGHT = 1e8
LARGE_FEATURES = ("x²", "y²", "xy")


def explain_divergence(training: Training, losses: tuple[float, float]) -> str | None:
    """Say why the numbers have grown without end, and what to do.

    Args:
        training: after an epoch.
        losses: its losses.

    Returns:
        A few sentences, or None where the numbers are sound.
    """
    sound = np.isfinite(losses).all() and max(losses) < LARGEST_LOSS
    if sound and all(np.abs(part).max(initial=0) < LARGEST_WEIGHT for layer in training.layers for part in layer[:2]):
        return None
    settings = training.settings
    product = settings.learning_rate * settings.regularization_rate
    if settings.regularization == "L2" and product > 2:
        why = _(
            "L2 at this rate multiplies each weight by 1 − {learning_rate:g} · {regularization_rate:g} = {factor:g} in "
            "every update, so the weights grow without end. Choose rates whose product is below 1, then press Reset."
        ).format(
            learning_rate=settings.learning_rate, regularization_rate=settings.regularization_rate, factor=1 - product
        )
    else:
        why = _explain_rate(settings)
    stopped = _("Stopped in epoch {epoch}: the network diverged.").format(epoch=training.epoch)
    return f"{stopped} {why}"


def explain_saturation(training: Training, loss: float) -> str | None:
    """Say that training stands still because all units of a layer are flat at practically all points.

    Args:
        training: after an epoch.
        loss: on the points to train on.

    Returns:
        A sentence, or None where there is a slope to follow or little left to learn.
    """
    if training.epoch == 0 or loss < GOOD_LOSS:
        return None
    settings, values = training.settings, training.hidden_and_output()
    kinds = [*[settings.activation] * len(settings.hidden), OUTPUTS[settings.problem]]
    flat = [_is_flat(A, kind) for A, kind in zip(values, kinds, strict=True)]
    if not any(flat):
        return None
    rates = OPTIONS["learning_rate"]
    lower = rates[max(0, rates.index(settings.learning_rate) - 3)]
    cure = _("Press Reset.")
    if settings.learning_rate > MILD_RATE:
        cure = _("Lower the learning rate, for instance to {rate:g}, and press Reset.").format(rate=lower)
    symptom = _(
        "{flat_units}: there the activation is flat at practically every training point, so training hardly moves."
    ).format(flat_units=_name_flat(flat, kinds))
    return f"{symptom} {cure}"


def _is_flat(A: Array, kind: str) -> bool:
    """Tell whether the slope of an activation is almost 0 for all units at practically all points, A: (n, units)."""
    if kind == "Linear":
        return False
    flat = A <= 0 if kind == "ReLU" else (1 - np.abs(A) < 0.005 if kind == "Tanh" else np.abs(A - 0.5) > 0.4975)
    return bool(flat.mean(axis=0).min() >= FLAT_SHARE)


def _name_flat(flat: list[bool], kinds: list[str]) -> str:
    if all(flat):
        return _("Every unit is saturated")
    depth = flat.index(True)
    if depth == len(flat) - 1:
        return _("The output is saturated")
    if kinds[depth] == "ReLU":
        return _("Every unit of hidden layer {number} puts out 0").format(number=depth + 1)
    return _("Every unit of hidden layer {number} is saturated").format(number=depth + 1)


def _explain_rate(settings: Settings) -> str:
    rates = OPTIONS["learning_rate"]
    smaller = rates[max(0, rates.index(settings.learning_rate) - 2)]
    large = [name for name in settings.features if name in LARGE_FEATURES]
    jumps = _(
        "At a learning rate of {rate:g} each update jumps across the valley of the loss and lands "
        "higher on its other side; the slope there is steeper, so the next jump is larger."
    ).format(rate=settings.learning_rate)
    cure = _("Choose a smaller learning rate, for instance {rate:g}, then press Reset.").format(rate=smaller)
    if not large:
        return f"{jumps} {cure}"
    squares = _("Features such as {feature} reach 36 and make the jumps larger still.").format(feature=large[0])
    return f"{jumps} {squares} {cure}"


def explain_error(error: Exception, names: Container[str]) -> str:
    """Say in one line which of the student's functions stopped, and how.

    Args:
        error: what was raised.
        names: of the student's functions.

    Returns:
        The line.
    """
    frames = [frame.name for frame in extract_tb(error.__traceback__) if frame.name in names]
    text = f"{type(error).__name__}: {error}"
    if not frames:
        if is_a_stub(error):
            return _("The network is not answered yet.")
        return _("The network stopped with {error}").format(error=text)
    if is_a_stub(error):
        return not_answered(frames[-1])
    return _("`{name}` stopped with {error}").format(name=frames[-1], error=text)
