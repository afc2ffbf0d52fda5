"""The parts of a network that can be pointed at: its units and its lines, with their names."""

from typing import NamedTuple

from course.playground.features import FEATURES
from course.playground.settings import Settings
from course.texts import _

BIAS = -1  # what a bias has as its start


class NetworkUnit(NamedTuple):
    """Name a unit: the features have depth 0, then come the hidden layers, and the output last."""

    depth: int
    number: int


class Line(NamedTuple):
    """Name a weight, W[start, end] of `layers[depth]`, or the bias b[end] where the start is BIAS."""

    depth: int
    start: int
    end: int


class Look(NamedTuple):
    """Say what is looked at: the unit whose map is enlarged (None: the output's), and a line or None."""

    unit: NetworkUnit | None = None
    line: Line | None = None


def list_units(settings: Settings) -> list[NetworkUnit]:
    """List all units, the features first and the output last."""
    sizes = [len(settings.features), *settings.hidden, 1]
    return [NetworkUnit(depth, number) for depth, size in enumerate(sizes) for number in range(size)]


def list_lines(settings: Settings, into: NetworkUnit) -> list[Line]:
    """List what leads into a unit: its bias first, then its weights; nothing leads into a feature."""
    if into.depth == 0:
        return []
    before = [len(settings.features), *settings.hidden][into.depth - 1]
    return [Line(into.depth - 1, start, into.number) for start in (BIAS, *range(before))]


def name_unit(unit: NetworkUnit, settings: Settings) -> str:
    """Name a unit in words.

    Example:
        >>> [name_unit(NetworkUnit(depth, 0), Settings()) for depth in range(4)]
        ['x', 'layer 1, unit 1', 'layer 2, unit 1', 'output']
    """
    if unit.depth == 0:
        return [name for name in FEATURES if name in settings.features][unit.number]
    if unit.depth > len(settings.hidden):
        return _("output")
    return _("layer {layer}, unit {unit}").format(layer=unit.depth, unit=unit.number + 1)


def name_start(line: Line, settings: Settings) -> str:
    """Name where a line comes from: a unit, or "bias"."""
    return _("bias") if line.start == BIAS else name_unit(NetworkUnit(line.depth, line.start), settings)
