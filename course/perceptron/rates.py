"""Pictures of activation functions: the firing rate of a neuron against its input.

Every picture calls the student's own functions, handed over as arguments.
"""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, GREEN, VERMILLION, new_figure
from course.layer import Array, Function
from course.texts import _, marked
from course.widgets import explore


def draw_activations(functions: Mapping[str, Function], largest: float = 4.0) -> Figure:
    """Draw activation functions side by side, on axes with the same limits.

    Args:
        functions: the student's functions by name.
        largest: the inputs z run from minus this to this.

    Returns:
        A figure with one panel for each function, three in a row.

    Example:
        >>> figure = draw_activations({"abs": np.abs, "sin": np.sin})
    """
    rows = -(-len(functions) // 3)
    figure = new_figure(9, 2.6 * rows)[0]
    figure.clear()
    for number, (name, function) in enumerate(functions.items(), start=1):
        ax = figure.add_subplot(rows, 3, number)
        ax.spines[["top", "right"]].set_visible(False)
        _draw_curve(ax, function, largest)
        ax.set(title=name, xlim=(-largest, largest), ylim=(-1.6, 2.6), yticks=[-1, 0, 1, 2])
        ax.set_xlabel("z" if number > len(functions) - 3 else "")
    return figure


def _draw_curve(ax: Axes, function: Function, largest: float) -> None:
    """Draw one function with a dot at its value at zero, and a gap instead of a slope where it jumps."""
    z = np.linspace(-largest, largest, 801)
    values = _rates(function, z)
    ax.axhline(0, color=GRAY, linewidth=0.8)
    ax.axvline(0, color=GRAY, linewidth=0.8)
    jumps = np.abs(np.diff(values, prepend=values[0])) > 0.5
    ax.plot(z, np.where(jumps, np.nan, values), color=BLUE, linewidth=2.2)
    ax.plot(0, float(function(0.0)), "o", color=BLUE)


def draw_rate(f: Function, name: str, w: float, b: float, x: float) -> Figure:
    """Draw the rate f(w x + b) of a neuron with one input against that input, with a dot at one x.

    Args:
        f: the student's activation function.
        name: what it is called.
        w: the weight of the one input.
        b: the bias.
        x: the input to mark, between -4 and 4.

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(6.6, 3.8)
    inputs = np.linspace(-4, 4, 801)
    rate = float(f(w * x + b))
    ax.plot(inputs, _rates(f, inputs), color=GRAY, linestyle="--", label="w = 1, b = 0")
    ax.plot(inputs, _rates(f, w * inputs + b), color=BLUE, linewidth=2.2, label=f"w = {w:g}, b = {b:g}")
    ax.plot([x, x, -4], [-1.6, rate, rate], color=VERMILLION, linewidth=1.2, linestyle=":")
    ax.plot(x, rate, "o", color=VERMILLION, zorder=3)
    ax.set(xlim=(-4, 4), ylim=(-1.6, 4.2), xlabel=_("input x"), ylabel=_("firing rate"))
    title = _("{name}: x = {x:g}, z = {z:g}, rate = {rate:.3f}").format(name=name, x=x, z=w * x + b, rate=rate)
    ax.set_title(title, fontsize=11)
    ax.legend(loc="upper left", frameon=False)
    return figure


def explore_activations(functions: Mapping[str, Function]) -> None:
    """Show a widget: the firing rate of a neuron with one input, for the activation, weight and bias you choose.

    Args:
        functions: the student's functions by name; the last one is shown first, and in the static picture.
    """

    def draw(activation: str, w: float, b: float, x: float) -> Figure:
        return draw_rate(functions[activation], activation, w, b, x)

    explore(
        draw,
        _(
            "The firing rate of a neuron with one input, drawn against that input: a dashed curve for w = 1 and b = 0, "
            "a solid curve for the chosen weight and bias, and a dot at the chosen input."
        ),
        **{marked("activation"): list(functions)[::-1]},
        w=(-3, 3, 0.25, 2),
        b=(-3, 3, 0.25, -1),
        x=(-4, 4, 0.25, 1),
    )


def draw_regressions(neuron: Function, linear: Function, sigmoid: Function, x: Array, y: Array) -> Figure:
    """Draw the same two-class data with a linear neuron, and with sigmoid neurons that have and lack a bias.

    Args:
        neuron: the student's neuron.
        linear: the linear activation.
        sigmoid: the student's sigmoid.
        x: the one input of each example, shape (n,).
        y: the classes, 0 or 1, shape (n,).

    Returns:
        The figure.
    """
    figure, (left, right) = new_figure(9.5, 3.7, columns=2)
    grid = np.linspace(-0.5, 8.5, 400)
    slope, intercept = np.polyfit(x, y, 1)
    for ax in (left, right):
        for kind, marker, face in ((0, "s", "white"), (1, "o", BLACK)):
            name = _("class {number}").format(number=kind)
            ax.plot(x[y == kind], y[y == kind], marker, color=BLACK, markerfacecolor=face, label=name)
        ax.set(xlabel="x", xlim=(-0.5, 8.5), ylim=(-0.45, 1.55), yticks=[0, 0.5, 1])
        ax.axhline(0.5, color=GRAY, linewidth=0.8, linestyle=":")
    left.plot(grid, neuron(grid[:, None], np.array([slope]), intercept, linear), color=BLUE, linewidth=2.2)
    left.set(title=_("linear neuron = linear regression"), ylabel=_("output"))
    left.legend(frameon=False, loc="upper left")
    for w, style in ((0.5, ":"), (2.0, "--")):
        curve = neuron(grid[:, None], np.array([w]), 0.0, sigmoid)
        right.plot(grid, curve, color=VERMILLION, linestyle=style, label=_("w = {w:g}, no b").format(w=w))
    curve = neuron(grid[:, None], np.array([2.0]), -8.0, sigmoid)
    right.plot(grid, curve, color=GREEN, linewidth=2.2, label="w = 2, b = -8")
    right.set_title(_("sigmoid neuron = logistic regression"))
    right.legend(frameon=False, loc="lower right", fontsize=9)
    return figure


def _rates(f: Function, z: Array) -> Array:
    return np.asarray(f(z), dtype=np.float64)
