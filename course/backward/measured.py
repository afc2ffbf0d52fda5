"""Measure how the loss of a network follows each number in it.

The number is moved a little, the `forward` function that was handed over works out the rest, and a parabola is laid
through the losses: its slope in the middle is the derivative. For the squared error of a network of straight pieces,
such as ReLU and the linear activation, the loss is a parabola, so nothing is lost but rounding.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from course.backward.drawing import Key
from course.layer import Array, Function, Layer

NUDGES = np.array([-0.01, 0.0, 0.01])


class Values(NamedTuple):
    """Hold the numbers of one forward pass, by layer, the input layer first: sums, activations; and the target."""

    sums: list[Array]
    activations: list[Array]
    target: float


def forward_values(layers: Sequence[Layer], x: Array, y: float, forward: Function) -> Values:
    """Ask for every unit's sum and activation; the inputs count as both.

    Args:
        layers: the network.
        x: one example, shape (d,).
        y: its target.
        forward: computes ``forward(X, layers)``.

    Returns:
        The values.
    """
    sums, activations = [x], [x]
    for depth, layer in enumerate(layers, start=1):
        before = list(layers[: depth - 1])
        sums.append(forward(x, [*before, layer._replace(f=lambda z: z)]))
        activations.append(forward(x, [*before, layer]))
    return Values(sums, activations, y)


def measure(layers: Sequence[Layer], values: Values, forward: Function) -> dict[Key, float]:
    """Measure how the loss follows each activation, sum, weight and bias.

    Args:
        layers: the network.
        values: its forward pass.
        forward: computes ``forward(X, layers)``.

    Returns:
        The derivative for each: ("h", depth, unit), ("u", depth, unit), ("W", depth, from, to), ("b", depth, unit).
    """

    def loss(h: Array, rest: Sequence[Layer]) -> float:
        output = forward(h, list(rest)) if rest else h
        return float((output[0] - values.target) ** 2)

    def onward(before: Array, layer: Layer, part: str) -> Callable[[Array], Array]:
        def run(changed: Array) -> Array:
            parts: dict[str, Any] = {part: changed}
            return np.asarray(forward(before, [layer._replace(**parts)]))

        return run

    def loss_after(change: Callable[[Array], Array], rest: Sequence[Layer]) -> Callable[[Array], float]:
        return lambda place: loss(change(place), rest)

    found: dict[Key, float] = {}
    for depth, layer in enumerate(layers, start=1):
        before = values.activations[depth - 1]
        ways: dict[str, tuple[Array, Callable[[Array], Array]]] = {
            "h": (values.activations[depth], np.array),
            "u": (values.sums[depth], layer.f),
            "W": (layer.W, onward(before, layer, "W")),
            "b": (layer.b, onward(before, layer, "b")),
        }
        for kind, (at, change) in ways.items():
            measured = slopes(loss_after(change, layers[depth:]), at)
            found |= {(kind, depth, *index): float(slope) for index, slope in np.ndenumerate(measured)}
    return found


def slopes(loss: Callable[[Array], float], at: Array) -> Array:
    """Measure how a loss follows each entry of an array.

    Args:
        loss: a number for each array like `at`.
        at: where to measure, any shape.

    Returns:
        The derivatives, the shape of `at`.

    Example:
        >>> slopes(lambda x: float(x[0] ** 2 + 3 * x[1]), np.array([2.0, 5.0])).round(6).tolist()
        [4.0, 3.0]
    """
    at = np.asarray(at, dtype=float)
    along = [[loss(moved(at, index, nudge)) for nudge in NUDGES] for index in np.ndindex(at.shape)]
    return np.asarray([np.polyfit(NUDGES, losses, 2)[1] for losses in along]).reshape(at.shape)


def moved(at: Array, index: tuple[int, ...], nudge: float) -> Array:
    """Return a copy in which one entry is moved.

    Args:
        at: numbers, any shape.
        index: which of them to move.
        nudge: how far.

    Returns:
        The copy, the shape of `at`.
    """
    at = np.asarray(at, dtype=float)
    return at + nudge * (np.arange(at.size) == np.ravel_multi_index(index, at.shape)).reshape(at.shape)
