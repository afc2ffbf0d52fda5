"""Walk backwards through a network, one local derivative a click.

No formula of the backward pass is used here. The derivatives are measured (measured.py), and each step writes its own
as the chain rule explains it: what has arrived from the side of the loss, times one local derivative.
"""

from collections.abc import Sequence

import ipywidgets as widgets
import numpy as np

from course.backward.drawing import Key, Stage, draw_stage, long_text
from course.backward.measured import NUDGES, Values, forward_values, measure, moved
from course.figures import are_described, describe, png
from course.layer import Array, Function, Layer
from course.texts import _, marked
from course.widgets import image_html, number_box, show_widget, with_slider

ALT = marked(
    "The worked example's network with its loss as the last node, values in black. The derivatives found so far are "
    "red, at the units and on the lines; a line that the latest step goes along shows its weight, too. Below is the "
    "calculation of that step."
)


def explore_walk(layers: Sequence[Layer], x: Array, y: float, forward: Function) -> None:
    """Show the walk back with buttons to go on and back; the still picture shows where it ends.

    Args:
        layers: the network; its last layer has one unit, and its activations are made of straight pieces.
        x: one example, shape (d,).
        y: its target.
        forward: computes ``forward(X, layers)``.
    """
    if are_described():
        describe(_(ALT))
        return
    values = forward_values(layers, np.asarray(x, dtype=float), y, forward)
    stages = walk(layers, values, forward)
    held = [*values.activations, (values.activations[-1] - y) ** 2]
    pictures: dict[int, bytes] = {}

    def picture(number: int) -> bytes:
        if number not in pictures:
            pictures[number] = png(draw_stage(layers, held, stages[: number + 1]))
        return pictures[number]

    def html(number: int) -> str:
        here = _("This is step {number}: {what}.").format(number=number, what=stages[number].title)
        return image_html(picture(number), f"{_(ALT)} {here}")

    step = number_box(_("step"), 0, len(stages) - 1, 1, 0)
    onward = widgets.Button(description=_("One step back"), icon="arrow-left", button_style="primary")
    undo = widgets.Button(description=_("Undo"), icon="undo")
    shown = widgets.HTML(html(0))

    def go(by: int) -> None:
        step.value = min(max(step.value + by, 0), len(stages) - 1)

    def redraw(_change: object) -> None:
        shown.value = html(step.value)
        onward.disabled = step.value == len(stages) - 1

    onward.on_click(lambda _button: go(1))
    undo.on_click(lambda _button: go(-1))
    step.observe(redraw, names="value")
    box = widgets.VBox([widgets.HBox([onward, undo, *with_slider(step).children]), shown])
    show_widget(box, picture(len(stages) - 1), _(ALT))


def walk(layers: Sequence[Layer], values: Values, forward: Function) -> list[Stage]:
    """List the steps from the loss back to the first layer's weights.

    Args:
        layers: the network.
        values: its forward pass.
        forward: computes ``forward(X, layers)``.

    Returns:
        The steps in order; together they find the derivative of the loss for every unit, weight and bias.
    """
    measured = measure(layers, values, forward)
    difference = f"{long_text(values.activations[-1][0])} - {long_text(values.target)}"
    slope = long_text(measured["h", len(layers), 0])
    derivative = (
        r"$\partial L\,/\,\partial\hat y = 1 \times 2\,(\hat y - y) = "
        rf"1 \times 2\,({difference}) = {slope}$"
    )
    stages = [
        Stage(
            _("start"),
            _("{formula}, where every walk begins").format(formula=r"$\partial L\,/\,\partial L = 1$"),
            {("L",): 1.0},
        ),
        Stage(
            _("back through the loss"),
            _("{loss}, so {derivative}").format(loss=r"$L = (\hat y - y)^2$", derivative=derivative),
            {("h", len(layers), 0): measured["h", len(layers), 0]},
            (("L",),),
        ),
    ]
    for depth in range(len(layers), 0, -1):
        units = range(layers[depth - 1].W.shape[1])
        if depth < len(layers):
            stages += [_through_weights(layers, measured, depth, unit) for unit in units]
        stages += [_through_activation(layers, values, measured, depth, unit) for unit in units]
        stages += [_to_weights(values, measured, depth, unit) for unit in units]
    return stages


def _through_weights(layers: Sequence[Layer], measured: dict[Key, float], depth: int, unit: int) -> Stage:
    """Go from the sums of the layer after it to one activation, through the weights in between."""
    W = layers[depth].W
    after = range(W.shape[1])
    terms = [rf"{_signed(measured['u', depth + 1, k])} \times {long_text(W[unit, k])}" for k in after]
    symbols = rf"\delta^{{({depth + 1})}} \times W_{depth + 1}[{unit}]"
    found = measured["h", depth, unit]
    title = _("through the weights of layer {layer} to unit {unit} of hidden layer {hidden}")
    return Stage(
        title.format(layer=depth + 1, unit=unit + 1, hidden=depth),
        _("{formula}, summed: {numbers}").format(
            formula=rf"$\partial L\,/\,\partial h = {symbols}$",
            numbers=f"${' + '.join(terms)} = {long_text(found)}$",
        ),
        {("h", depth, unit): found},
        tuple(("W", depth + 1, unit, k) for k in after),
    )


def _through_activation(
    layers: Sequence[Layer], values: Values, measured: dict[Key, float], depth: int, unit: int
) -> Stage:
    """Go from one activation to its sum, through the activation function."""
    sums, f = values.sums[depth], layers[depth - 1].f
    slope = float(np.polyfit(NUDGES, [f(moved(sums, (unit,), nudge))[unit] for nudge in NUDGES], 1)[0])
    found = measured["u", depth, unit]
    title = _("through the activation of unit {unit} of hidden layer {hidden}").format(unit=unit + 1, hidden=depth)
    if depth == len(layers):
        title = _("through the activation of the output unit")
    product = rf"{_signed(measured['h', depth, unit])} \times {long_text(slope)} = {long_text(found)}"
    return Stage(
        title,
        rf"$\delta = \partial L\,/\,\partial u = \partial L\,/\,\partial h \times f'(u) = {product}$",
        {("u", depth, unit): found},
    )


def _to_weights(values: Values, measured: dict[Key, float], depth: int, unit: int) -> Stage:
    """Go from one unit's sum to the weights and the bias in it."""
    before = values.activations[depth - 1]
    keys: list[Key] = [("W", depth, j, unit) for j in range(len(before))] + [("b", depth, unit)]
    delta = _signed(measured["u", depth, unit])
    activations = ",\\ ".join(long_text(value) for value in before)
    results = ",\\ ".join(long_text(measured[key]) for key in keys[:-1])
    return Stage(
        _("to the weights and the bias of unit {unit}, layer {layer}").format(unit=unit + 1, layer=depth),
        _("{times} what came in: {weights};  bias: {bias}").format(
            times=r"$\delta \times$",
            weights=rf"${delta} \times ({activations}) = ({results})$",
            bias=rf"${delta} \times 1$",
        ),
        {key: measured[key] for key in keys},
        tuple(keys),
    )


def _signed(value: float) -> str:
    return f"({long_text(value)})" if value < 0 else long_text(value)
