"""Draw a small batch on its way through two layers and back, each matrix with its numbers and its shape.

No formula of the backward pass is used here: the derivatives are measured (measured.py).
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from course.backward.drawing import long_text
from course.backward.measured import slopes
from course.figures import BLACK, GRAY, new_figure
from course.layer import Array, Function, Layer
from course.texts import _

CELL, HEIGHT, GAP = 1.0, 0.62, 1.15  # the size of an entry, and the room between two matrices
TINTS = ("#CFE6F5", "#FBE3B4", "#D5EFE3")  # one for each example: light blue, orange, green
PLAIN = "#F2F2F2"
PARTS = ("forward", "output", "back", "gradients")


class Matrix(NamedTuple):
    """Hold a matrix to draw: its name, its numbers, where its examples are, and the sign before it."""

    name: str
    values: Array
    examples: str = ""  # "rows", "columns", or "" where its entries belong to no single example
    sign: str = ""
    room: float = GAP  # that the sign takes


def draw_batch(
    X: Array, Y: Array, layers: Sequence[Layer], forward: Function, loss: Callable[..., float], part: str
) -> Figure:
    """Draw one part of the way of a batch through a network of two layers, and back.

    Args:
        X: inputs, shape (n, d), at most three examples.
        Y: targets, shape (n, k).
        layers: two layers, of straight pieces such as ReLU and the linear activation, each with its derivative.
        forward: computes ``forward(X, layers)``.
        loss: computes ``loss(Y_hat, Y)``.
        part: "forward" (sums and activations), "output" (the error of the output layer), "back" (the error of the
            hidden layer) or "gradients" (of the weights and biases).

    Returns:
        A figure of one or two rows of matrices.
    """
    first, second = layers
    Z1, A1 = (forward(X, [first._replace(f=f)]) for f in (_same, first.f))
    Z2, Y_hat = (forward(A1, [second._replace(f=f)]) for f in (_same, second.f))
    delta_2 = slopes(lambda Z: loss(second.f(Z), Y), Z2)
    delta_1 = slopes(lambda Z: loss(forward(first.f(Z), [second]), Y), Z1)
    rows = {
        "forward": [
            [
                Matrix("$X$", X, "rows"),
                Matrix("$Z_1$", Z1, "rows", "→"),
                Matrix("$A_1$", A1, "rows", "→"),
                Matrix(r"$Z_2 = \hat Y$" if np.allclose(Z2, Y_hat) else "$Z_2$", Z2, "rows", "→"),
                Matrix("$Y$", Y, "rows", _("target:"), room=2.0),
            ]
        ],
        "output": [
            [
                Matrix(r"$\hat Y - Y$", Y_hat - Y, "rows", rf"$\frac{{2}}{{{Y.size}}}\;\times$", room=1.6),
                Matrix("$f_2'(Z_2)$", _slopes_of(second, Z2), "rows", "⊙"),
                Matrix(r"$\delta_2$", delta_2, "rows", "="),
            ]
        ],
        "back": [
            [
                Matrix(r"$\delta_2$", delta_2, "rows"),
                Matrix(r"$W_2^{\mathsf{T}}$", second.W.T, "", "@"),
                Matrix("$f_1'(Z_1)$", _slopes_of(first, Z1), "rows", "⊙"),
                Matrix(r"$\delta_1$", delta_1, "rows", "="),
            ]
        ],
        "gradients": [
            _gradient_row(A1, "A_1", delta_2, second, lambda layer: loss(forward(A1, [layer]), Y), 2),
            _gradient_row(X, "X", delta_1, first, lambda layer: loss(forward(X, [layer, second]), Y), 1),
        ],
    }
    return _draw_rows(rows[part])


def _gradient_row(
    before: Array, name: str, delta: Array, layer: Layer, loss_with: Callable[[Layer], float], number: int
) -> list[Matrix]:
    dW = slopes(lambda W: loss_with(layer._replace(W=W)), layer.W)
    db = slopes(lambda b: loss_with(layer._replace(b=b)), layer.b)
    summed = _("rows of {matrix} summed:").format(matrix=rf"$\delta_{number}$")
    return [
        Matrix(rf"${name}^{{\mathsf{{T}}}}$", before.T, "columns"),
        Matrix(rf"$\delta_{number}$", delta, "rows", "@"),
        Matrix(rf"$\partial L/\partial W_{number}$", dW, "", "="),
        Matrix(rf"$\partial L/\partial b_{number}$", db, "", summed, room=4.4),
    ]


def _same(Z: Array) -> Array:
    return Z


def _slopes_of(layer: Layer, Z: Array) -> Array:
    """Measure the slope of a layer's activation at each of its sums."""
    return slopes(lambda place: float(np.sum(layer.f(place))), Z)


def _draw_rows(rows: Sequence[Sequence[Matrix]]) -> Figure:
    """Draw rows of matrices, one below the other."""
    widths = [sum(_room(matrix) + CELL * np.atleast_2d(matrix.values).shape[1] for matrix in row) for row in rows]
    heights = [HEIGHT * max(len(np.atleast_2d(matrix.values)) for matrix in row) + 1.5 for row in rows]
    wide, high = max(widths) + 0.3, sum(heights)
    figure, (ax,) = new_figure(0.62 * wide, 0.62 * high)
    ax.set(xlim=(-0.15, wide - 0.15), ylim=(-high, 0), aspect="equal")
    ax.axis("off")
    top = 0.0
    for row, height in zip(rows, heights, strict=True):
        place = 0.0
        for matrix in row:
            place = _draw_matrix(ax, matrix, place, top - height / 2)
        top -= height
    return figure


def _room(matrix: Matrix) -> float:
    """Give the room before a matrix."""
    return matrix.room if matrix.sign else 0.15


def _draw_matrix(ax: Axes, matrix: Matrix, left: float, middle: float) -> float:
    """Draw a sign, then a matrix as a grid of numbers with its name above and its shape below; return its right end."""
    table = np.atleast_2d(matrix.values)
    ax.text(left + _room(matrix) / 2, middle, matrix.sign, ha="center", va="center", fontsize=13)
    left += _room(matrix)
    top = middle + HEIGHT * len(table) / 2
    for (row, column), value in np.ndenumerate(table):
        example = {"rows": row, "columns": column}.get(matrix.examples)
        corner = (left + CELL * column, top - HEIGHT * (row + 1))
        tint = PLAIN if example is None else TINTS[example]
        ax.add_patch(Rectangle(corner, CELL, HEIGHT, facecolor=tint, edgecolor=GRAY, linewidth=0.8))
        text = long_text(value)
        ax.text(corner[0] + CELL / 2, corner[1] + HEIGHT / 2, text, ha="center", va="center", fontsize=11)
    center = left + CELL * table.shape[1] / 2
    ax.text(center, top + 0.12, matrix.name, ha="center", va="bottom", fontsize=13)
    shape = str(np.shape(matrix.values))
    ax.text(center, top - HEIGHT * len(table) - 0.12, shape, ha="center", va="top", fontsize=9.5, color=BLACK)
    return left + CELL * table.shape[1]
