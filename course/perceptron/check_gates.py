"""What the checks of unit 1 ask of gates and of hidden units: relations, since many answers are right."""

from typing import Any

import numpy as np

from course.checks import Mistake, expect_value, require
from course.layer import Array
from course.texts import _

NOT_FINITE = Mistake("not_finite", "a weight or the bias is infinite")
SIDES_SWAPPED = Mistake(
    "sides_swapped",
    "every row is wrong, so the line is right and its sides are swapped: turn the sign of `w` and of `b`",
)
ON_A_POINT = Mistake(
    "on_a_point",
    "wrong at {rows}; z is {z} for the inputs {inputs}, and where z is exactly 0 this course's step fires: "
    "move the line off the points with `b`",
)
WRONG_ROWS = Mistake("wrong_rows", "wrong at {rows}; z is {z} for the inputs {inputs}")
TOO_NEAR = Mistake(
    "too_near", "z is {z}, and one of these is too near 0: shift `b`, or make `w` and `b` larger together"
)

NOT_0_OR_1 = Mistake("not_0_or_1", "a hidden neuron gives {value}: give both neurons the activation `step`")
SAME_PLACE = Mistake(
    "same_place",
    "the inputs {fires} and {quiet} both go to {place}, but the next neuron must fire for one and not for the other",
)
STILL_A_SQUARE = Mistake(
    "still_a_square",
    "the four inputs still go to the four corners of a square, with the same answer at opposite corners: XOR again",
)


def check_gate(name: str, gate: Any, table: Array) -> None:
    """Check one gate's four rows with a step that fires at zero, and their distance from the threshold.

    Args:
        name: of the gate.
        gate: the student's pair (w, b).
        table: rows (x1, x2, y), shape (4, 3).
    """
    expect_value(name, gate, like=(np.array([0.0, 0.0]), 0.0))
    w, b = np.asarray(gate[0], dtype=float), float(gate[1])
    step = _("change `{name}` in its cell, run that cell, then run this check again").format(name=name)
    finite = _("{name} is made of finite numbers").format(name=name)
    if not np.all(np.isfinite([*w, b])):
        require(False, finite, cause=NOT_FINITE, step=step)
    z = (w[0] * table[:, 0] + w[1] * table[:, 1] + b).round(4)
    y = table[:, 2] == 1
    wrong = [f"({x1}, {x2})" for (x1, x2, _y), right in zip(table.tolist(), (z >= 0) == y, strict=True) if not right]
    seen = {"rows": _listed(wrong), "z": z.tolist(), "inputs": table[:, :2].tolist()}
    cause = WRONG_ROWS.format(**seen)
    if len(wrong) == 4:
        cause = SIDES_SWAPPED
    elif np.all((z > 0) == y):
        cause = ON_A_POINT.format(**seen)
    require(not wrong, _("{name} fires where y is 1 and nowhere else").format(name=name), cause=cause, step=step)
    far = _("no row of {name} is closer to the threshold than 0.25").format(name=name)
    require(np.min(np.abs(z)) >= 0.25, far, cause=TOO_NEAR.format(z=z.tolist()), step=step)


def _listed(rows: list[str]) -> str:
    return _(" and ").join(filter(None, [", ".join(rows[:-1]), *rows[-1:]]))


def check_places(rows: list[tuple[int, int]], h1: Array, h2: Array) -> None:
    """Check that one neuron which sees two hidden outputs can tell where exactly one input is 1.

    Args:
        rows: the four inputs (x1, x2).
        h1: the first hidden output of each row, shape (4,).
        h2: the second one.
    """
    outputs = np.concatenate([h1, h2])
    other = outputs[(outputs != 0) & (outputs != 1)]
    cause = NOT_0_OR_1.format(value=f"{other[0]:g}") if other.size else NOT_0_OR_1
    step = _("change `hidden_units` in its cell, run that cell, then run this check again")
    require(not other.size, _("both hidden neurons give 0 or 1"), cause=cause, step=step)
    places = dict(zip(rows, zip(h1.astype(int).tolist(), h2.astype(int).tolist(), strict=True), strict=True))
    step = _("choose other gates in the cell of `hidden_units`, run that cell, then run this check again")
    fires = [row for row in rows if row[0] != row[1]]
    quiet = [row for row in rows if row[0] == row[1]]
    claim = _("in the plane of (h1, h2), one line separates the points that should fire from the others")
    for one in fires:
        for other_row in quiet:
            if places[one] == places[other_row]:
                cause = SAME_PLACE.format(fires=one, quiet=other_row, place=places[one])
                require(False, claim, cause=cause, step=step)
    opposite = places[fires[0]][0] != places[fires[1]][0] and places[fires[0]][1] != places[fires[1]][1]
    require(not opposite or len(set(places.values())) < 4, claim, cause=STILL_A_SQUARE, step=step)
