"""The widget that ends unit 1: a hidden layer moves the points of a gate, and a third neuron looks for a line.

It runs on the student's own functions. The slider says how far the points have moved, from the plane of the inputs (0)
to the plane of the hidden units (1); at each place `perceptron_fit` tries to learn the gate anew.
"""

import html
from collections.abc import Mapping, Sequence
from functools import cache

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from course.figures import BLUE, GRAY, are_described, describe, new_figure, png
from course.layer import Array, Function
from course.perceptron.lines import draw_points, shade_region
from course.texts import _
from course.widgets import NAME_WIDTH, image_html, player, show_widget

EPOCHS = 200
PERCENT = 5  # between two pictures
INTERVAL_MS = 300
Pair = tuple[Array, float]


def explore_hidden_layer(
    neuron: Function,
    fit: Function,
    step: Function,
    activations: Mapping[str, Function],
    hidden: Sequence[Pair],
    table: Array,
) -> None:
    """Show a widget that plays how a hidden layer moves a gate's points, for the activation you choose.

    Args:
        neuron: the student's neuron.
        fit: the student's perceptron_fit.
        step: the student's step.
        activations: those to choose from, by name; the first one is chosen at first.
        hidden: the (w, b) of two hidden units.
        table: the gate's rows (x1, x2, y), shape (4, 3).
    """

    def draw(name: str, share: float) -> Figure:
        return draw_moved(neuron, fit, step, activations[name], hidden, table, share, name)

    first = next(iter(activations))
    alt = _(
        "The four points of a gate and a net of small dots over the plane, on their way from where the inputs put "
        "them to where the two hidden units put them, and the side of a learned third neuron's line where it fires."
    )
    if are_described():
        describe(alt)
        return
    show_widget(_player(draw, list(activations), alt), png(draw(first, 1.0)), alt)


def _player(draw: Function, names: list[str], alt: str) -> widgets.VBox:
    """Lay out the choice, the play button, the slider and the picture; a picture is drawn once and then kept."""

    @cache
    def frame(name: str, percent: int) -> str:
        return image_html(png(draw(name, percent / 100)), alt)

    choice = widgets.Dropdown(options=names, description=_("activation"), style={"description_width": NAME_WIDTH})
    row, box = player(_("moved by (%)"), 100, PERCENT, INTERVAL_MS)
    picture = widgets.HTML(frame(names[0], 0))

    def redraw(_change: object) -> None:
        try:
            picture.value = frame(choice.value, box.value)
        except Exception as error:  # the student's own function may raise anything
            stopped = _("This picture stopped: {error}").format(error=f"{type(error).__name__}: {error}")
            picture.value = f"<p>{html.escape(stopped)}</p>"

    for control in (choice, box):
        control.observe(redraw, names="value")
    return widgets.VBox([choice, row, picture])


def move(points: Array, neuron: Function, f: Function, hidden: Sequence[Pair], share: float) -> Array:
    """Move points a part of the way to where two hidden units put them.

    Args:
        points: shape (n, 2).
        neuron: the student's neuron.
        f: the hidden units' activation.
        hidden: the (w, b) of the two hidden units.
        share: 0 leaves each point at (x1, x2), 1 puts it at (h1, h2).

    Returns:
        The moved points, shape (n, 2).

    Example:
        >>> add = lambda x, w, b, f: f(x @ w + b)
        >>> pairs = [(np.array([2.0, 0.0]), 0.0), (np.array([0.0, 2.0]), 0.0)]
        >>> move(np.array([[1.0, 3.0]]), add, lambda z: z, pairs, 0.5).tolist()
        [[1.5, 4.5]]
    """
    outputs = np.column_stack([neuron(points, np.asarray(w, dtype=np.float64), b, f) for w, b in hidden])
    return (1 - share) * points + share * outputs


def draw_moved(
    neuron: Function,
    fit: Function,
    step: Function,
    f: Function,
    hidden: Sequence[Pair],
    table: Array,
    share: float,
    name: str = "",
) -> Figure:
    """Draw a gate's points on their way to the plane of the hidden units, and the line that a third neuron learns.

    Args:
        neuron: the student's neuron.
        fit: the student's perceptron_fit.
        step: the student's step.
        f: the hidden units' activation.
        hidden: the (w, b) of the two hidden units.
        table: the gate's rows (x1, x2, y), shape (4, 3).
        share: how far the points have moved, from 0 to 1.
        name: of the activation, for the title.

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(5.4, 4.9)
    side = np.linspace(-0.25, 1.25, 16)
    net = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    ends = np.concatenate([net, move(net, neuron, f, hidden, 1.0)])
    low, high = float(ends.min()) - 0.35, float(ends.max()) + 0.35
    points, labels = move(table[:, :2].astype(np.float64), neuron, f, hidden, share), table[:, 2]
    w, b, errors = fit(points, labels, 1.0, EPOCHS)
    learned = errors[-1] == 0
    if learned:
        shade_region(ax, neuron, step, np.asarray(w, dtype=np.float64), float(b), low, high)
    ax.plot(*move(net, neuron, f, hidden, share).T, ".", color=GRAY, markersize=2.5, zorder=2)
    draw_points(ax, points, labels, ("y = 1", "y = 0"))
    title = _("{activation}, moved {share:.0%}: no line in {epochs} epochs")
    if learned:
        title = _("{activation}, moved {share:.0%}: a line, learned in epoch {epoch}")
    ax.plot([], [], color=BLUE, label=_("third neuron's line"))
    figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    ax.set_title(title.format(activation=name, share=share, epoch=len(errors), epochs=EPOCHS), fontsize=10)
    ax.set(xlabel=_("from $x_1$ to $h_1$"), ylabel=_("from $x_2$ to $h_2$"))
    ax.set(aspect="equal", xlim=(low, high), ylim=(low, high))
    return figure
