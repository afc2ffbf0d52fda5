"""The picture in words, for those who cannot see it."""

from collections.abc import Iterable

from course.playground.features import FEATURES
from course.playground.parts import Look, NetworkUnit, name_start, name_unit
from course.playground.training import Training
from course.texts import _


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
    layers, shown = _("no hidden layer"), _("the map of output")
    if settings.hidden:
        layers = _("hidden layers of {numbers} units").format(numbers=_join(map(str, settings.hidden)))
    if look.unit is not None:
        shown = _("the map of {unit}").format(unit=name_unit(look.unit, settings))
    words = _("Picture: a network with the features {features} and {hidden_layers}; {map}; the loss curve.").format(
        features=_join(features), hidden_layers=layers, map=shown
    )
    if look.line is None:
        return words
    line = look.line
    into = name_unit(NetworkUnit(line.depth + 1, line.end), settings)
    told = _("From {start} into {end}: {weight:.3g}.")
    return f"{words} {told.format(start=name_start(line, settings), end=into, weight=training.get_weight(line))}"


def _join(names: Iterable[str]) -> str:
    return ", ".join(names) or _("(none)")
