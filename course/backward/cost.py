"""Measure what a gradient costs: by the walk back, and by moving every weight a little."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from course.figures import BLUE, VERMILLION, new_figure
from course.layer import Array, Function, Layer
from course.texts import _

INPUTS, OUTPUTS, EXAMPLES = 10, 3, 20
ENOUGH = 0.5  # seconds of timing for one gradient of one network
Gradient = Callable[[Array, Array, list[Layer]], Any]


class Cost(NamedTuple):
    """Hold the cost of one gradient of one network: its number of weights and biases, and seconds by both ways."""

    parameters: int
    walk_back: float
    measuring: float


def measure_costs(
    walk_back: Gradient, measuring: Gradient, f: Function, df: Function, widths: Sequence[int]
) -> list[Cost]:
    """Time two ways to compute a gradient, on networks with two hidden layers of growing width.

    Args:
        walk_back: computes the gradient from (X, Y, layers) in one go, as the student's ``backward`` does.
        measuring: computes it from differences, one parameter after another.
        f: activation of the hidden layers.
        df: its derivative.
        widths: units in each hidden layer, one network for each.

    Returns:
        One cost for each width.
    """
    costs = []
    for width in widths:
        rng = np.random.default_rng(0)
        X, Y = rng.normal(size=(EXAMPLES, INPUTS)), rng.normal(size=(EXAMPLES, OUTPUTS))
        sizes = [INPUTS, width, width, OUTPUTS]
        shapes = list(pairwise(sizes))
        layers = [Layer(rng.normal(size=shape) / 4, np.zeros(shape[1]), f, df) for shape in shapes]
        parameters = sum(layer.W.size + layer.b.size for layer in layers)
        costs.append(Cost(parameters, _least(walk_back, X, Y, layers), _least(measuring, X, Y, layers)))
    return costs


def draw_costs(costs: Sequence[Cost]) -> Figure:
    """Draw the time of both ways over the number of parameters, and how many times longer the slow one takes.

    Args:
        costs: what `measure_costs` returns.

    Returns:
        A figure of two panels.
    """
    parameters, walk_back, measuring = np.array(costs).T
    figure, (left, right) = new_figure(10.5, 4.0, columns=2)
    left.loglog(parameters, 1000 * measuring, "s--", color=VERMILLION, label=_("a difference for each parameter"))
    left.loglog(parameters, 1000 * walk_back, "o-", color=BLUE, label=_("backpropagation, all at once"))
    left.set(xlabel=_("weights and biases"), ylabel=_("milliseconds for one gradient"))
    left.legend(fontsize=9)
    right.loglog(parameters, measuring / walk_back, "D-", color=VERMILLION)
    right.set_xlabel(_("weights and biases"))
    right.set_ylabel(_("how many times longer the differences take"), fontsize=9)
    return figure


def _least(gradient: Gradient, X: Array, Y: Array, layers: list[Layer]) -> float:
    """Take the shortest of several runs, fewer where one takes long: what else the computer does only adds time."""
    spent: list[float] = []
    while len(spent) < 9 and sum(spent) < ENOUGH:
        start = perf_counter()
        gradient(X, Y, layers)
        spent.append(perf_counter() - start)
    return min(spent)
