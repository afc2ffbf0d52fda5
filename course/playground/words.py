"""The picture in words, for those who cannot see it."""

from collections.abc import Iterable

from course.playground.features import FEATURES
from course.playground.parts import Look, Unit, name_start, name_unit
from course.playground.training import Training


def describe_picture(training: Training, look: Look) -> str:
    """Describe the network, and what is looked at.

    Args:
        training: holds the network.
        look: what is looked at.

    Returns:
        A few sentences.
    """
    settings = training.settings
    features = [name for name in FEATURES if name in settings.features]
    layers = f"hidden layers of {_join(map(str, settings.hidden))} units" if settings.hidden else "no hidden layer"
    shown = "output" if look.unit is None else name_unit(look.unit, settings)
    words = f"Picture: a network with the features {_join(features)} and {layers}; the map of {shown}; the loss curve."
    if look.line is None:
        return words
    line = look.line
    into = name_unit(Unit(line.depth + 1, line.end), settings)
    return f"{words} From {name_start(line, settings)} into {into}: {training.get_weight(line):.3g}."


def _join(names: Iterable[str]) -> str:
    return ", ".join(names) or "(none)"
