"""The widget of section 5: a neuron whose weights and bias the student moves until it is a gate.

It runs on the student's own functions. Beside the picture stand z of each row, and the pair (w, b) as code to copy.
"""

import html

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from course.figures import are_described, describe, new_figure, png
from course.layer import Array, Function
from course.perceptron.lines import TABLES, add_key, draw_points_of_gate
from course.texts import _, marked
from course.widgets import NAME_WIDTH, image_html, number_box, show_widget, with_slider

NEAREST = 0.25  # no row of a gate may be closer to the threshold
CORRECT, WRONG, TOO_NEAR = marked("correct"), marked("wrong"), marked("too near")  # "right" could be a direction
FIRST = {"w1": 1.0, "w2": -0.5, "b": -0.25}


def explore_gate(neuron: Function, step: Function) -> None:
    """Show a widget: the line of a neuron, moved by its weights and bias, over the four points of a gate you choose.

    Args:
        neuron: the student's neuron.
        step: the student's step.
    """
    gate = next(iter(TABLES))
    first = (gate, np.array([FIRST["w1"], FIRST["w2"]]), FIRST["b"])
    alt = gate_in_words(neuron, step, *first)
    if are_described():
        describe(alt)
        return
    names = [(_(name), name) for name in TABLES]
    choice = widgets.Dropdown(options=names, description=_("gate"), style={"description_width": NAME_WIDTH})
    boxes = [number_box(name, -2.0, 2.0, 0.25, value) for name, value in FIRST.items()]
    picture, numbers = widgets.HTML(), widgets.HTML(layout={"margin": "1em 0 0 2em"})

    def redraw(_change: object = None) -> None:
        w1, w2, b = (box.value for box in boxes)
        now = (choice.value, np.array([w1, w2]), b)
        try:
            picture.value = image_html(png(draw_gate(neuron, step, *now)), gate_in_words(neuron, step, *now))
            numbers.value = gate_html(neuron, step, *now)
        except Exception as error:  # the student's own function may raise anything
            stopped = _("This picture stopped: {error}").format(error=f"{type(error).__name__}: {error}")
            picture.value = f"<p>{html.escape(stopped)}</p>"
            numbers.value = ""

    for control in (choice, *boxes):
        control.observe(redraw, names="value")
    redraw()
    rows = [choice, *map(with_slider, boxes), widgets.HBox([picture, numbers])]
    show_widget(widgets.VBox(rows), png(draw_gate(neuron, step, *first)), alt)


def draw_gate(neuron: Function, step: Function, gate: str, w: Array, b: float) -> Figure:
    """Draw the line of one neuron over the four points of a gate.

    Args:
        neuron: the student's neuron.
        step: the student's step.
        gate: AND, OR, NAND or XOR.
        w: the neuron's weights, shape (2,).
        b: its bias.

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(4.6, 4.4)
    wrong = draw_points_of_gate(ax, neuron, step, w, b, TABLES[gate])
    ax.set_title(_("{gate}: {wrong} of 4 rows wrong").format(gate=_(gate), wrong=wrong))
    add_key(figure)
    return figure


def gate_rows(
    neuron: Function, step: Function, gate: str, w: Array, b: float
) -> list[tuple[int, int, float, int, str]]:
    """List a gate's rows with what a neuron makes of them.

    Args:
        neuron: the student's neuron.
        step: the student's step.
        gate: AND, OR, NAND or XOR.
        w: the neuron's weights, shape (2,).
        b: its bias.

    Returns:
        For each row x1, x2, z, y, and "correct", "wrong" or "too near", which is correct but closer to the threshold
        than a gate may be.
    """
    points, labels = TABLES[gate][:, :2], TABLES[gate][:, 2]
    heights = np.asarray(neuron(points, w, b, lambda z: z), dtype=np.float64).tolist()
    outputs = np.asarray(neuron(points, w, b, step)).tolist()
    rows = []
    for (x1, x2), z, output, y in zip(points.tolist(), heights, outputs, labels.tolist(), strict=True):
        word = WRONG if output != y else CORRECT if abs(z) >= NEAREST else TOO_NEAR
        rows.append((x1, x2, z, y, word))
    return rows


def gate_in_words(neuron: Function, step: Function, gate: str, w: Array, b: float) -> str:
    """Say what the widget shows, for those who cannot see it: the arguments are those of `gate_rows`."""
    rows = gate_rows(neuron, step, gate, w, b)
    at = _("{z:g} at ({x1}, {x2})")
    heights = ", ".join(at.format(z=z, x1=x1, x2=x2) for x1, x2, z, _y, _word in rows)
    wrong = ", ".join(f"({x1}, {x2})" for x1, x2, _z, _y, word in rows if word == WRONG)
    picture = _(
        "The four points of {gate}, the line of a neuron with w = ({w1:g}, {w2:g}) and b = {b:g}, and the side "
        "where it fires. z is {heights}."
    ).format(gate=_(gate), w1=w[0], w2=w[1], b=b, heights=heights)
    cross = _("A cross marks what is wrong: {rows}.").format(rows=wrong) if wrong else _("No row is wrong.")
    return f"{picture} {cross}"


def gate_html(neuron: Function, step: Function, gate: str, w: Array, b: float) -> str:
    """Write the table of a gate's rows and the pair (w, b) as code: the arguments are those of `gate_rows`."""
    cell = '<td style="padding: 0.15em 0.7em; text-align: right">'
    head = "".join(f"<th style='padding: 0.15em 0.7em'>{name}</th>" for name in ("x1", "x2", "z", "y", ""))
    copy = _("This neuron, as code to copy:")
    rows = "".join(
        "<tr>" + "".join(f"{cell}{value}</td>" for value in (x1, x2, f"{z:g}", y, _(word))) + "</tr>"
        for x1, x2, z, y, word in gate_rows(neuron, step, gate, w, b)
    )
    return (
        f"<table><tr>{head}</tr>{rows}</table>"
        f"<p style='margin: 1em 0 0'>{copy}</p>"
        f'<code style="user-select: all">{gate} = {pair_as_code(w, b)}</code>'
    )


def pair_as_code(w: Array, b: float) -> str:
    """Write a neuron as Python.

    Args:
        w: its weights, shape (2,).
        b: its bias.

    Returns:
        The pair (w, b), for a cell where numpy is `np`.

    Example:
        >>> pair_as_code(np.array([0.5, -2]), 1)
        '(np.array([0.5, -2.0]), 1.0)'
    """
    return f"(np.array({[float(weight) for weight in w]}), {float(b)})"
