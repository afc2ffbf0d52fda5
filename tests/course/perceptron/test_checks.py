"""The check of the step before XOR, which has no collection of answers, and the messages about gates."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from course.checks import CheckFailed, NotAttempted
from course.layer import Array
from course.perceptron import checks

Units = Callable[[Array, Array], Any]


def fires(z: Array) -> Array:
    return np.heaviside(z, 1.0)


RIGHT: dict[str, Units] = {
    "OR and AND": lambda x1, x2: (fires(x1 + x2 - 0.5), fires(x1 + x2 - 1.5)),
    "OR and NAND, a list": lambda x1, x2: [fires(x1 + x2 - 0.5), fires(1.5 - x1 - x2)],
    "one without the other": lambda x1, x2: (fires(x1 - x2 - 0.5), fires(x2 - x1 - 0.5)),
    "AND and OR, truth values": lambda x1, x2: (x1 + x2 > 1.5, x1 + x2 > 0.5),
}
WRONG: dict[str, tuple[Units, str]] = {
    "copies": (lambda x1, x2: (fires(x1 - 0.5), fires(x2 - 0.5)), "still_a_square"),
    "copies turned around": (lambda x1, x2: (fires(0.5 - x2), fires(x1 - 0.5)), "still_a_square"),
    "OR twice": (lambda x1, x2: (fires(x1 + x2 - 0.5), fires(x1 + x2 - 0.5)), "same_place"),
    "AND and NAND": (lambda x1, x2: (fires(x1 + x2 - 1.5), fires(1.5 - x1 - x2)), "same_place"),
    "no activation": (lambda x1, x2: (x1 + x2 - 0.5, x1 + x2 - 1.5), "not_0_or_1"),
    "if": (lambda x1, x2: (1 if x1 + x2 >= 1 else 0, 1 if x1 + x2 >= 2 else 0), "misfit"),
    "one output": (lambda x1, x2: fires(x1 + x2 - 0.5), ""),
    "side by side": (
        lambda x1, x2: np.stack([fires(x1 + x2 - 0.5), fires(x1 + x2 - 1.5)], axis=-1),
        "general.transposed",
    ),
    "arrays only": (lambda x1, x2: (fires(x1 + x2 - 0.5)[:], fires(x1 + x2 - 1.5)[:]), ""),
}


@pytest.mark.parametrize("units", RIGHT.values(), ids=RIGHT)
def test_any_right_pair_of_hidden_units_passes(units: Units) -> None:
    checks.hidden_units(units)


@pytest.mark.parametrize(("units", "mistake"), WRONG.values(), ids=WRONG)
def test_pair_from_which_no_neuron_can_go_on_is_named(units: Units, mistake: str) -> None:
    with pytest.raises(CheckFailed) as caught:
        checks.hidden_units(units)
    assert caught.value.mistake == mistake


@pytest.mark.slow
def test_every_pair_passes_exactly_where_some_neuron_computes_xor_from_it() -> None:
    """All 256 pairs of truth tables, against a search among neurons."""
    side = np.linspace(-2, 2, 9)
    neurons = [(v1, v2, c) for v1 in side for v2 in side for c in side]
    y = np.array([0, 1, 1, 0])
    for pair in range(256):
        h1, h2 = ((pair >> np.arange(4)) & 1).astype(float), ((pair >> np.arange(4, 8)) & 1).astype(float)
        possible = any(np.array_equal(fires(v1 * h1 + v2 * h2 + c - 0.125), y) for v1, v2, c in neurons)

        def units(x1: Array, x2: Array, h1: Array = h1, h2: Array = h2) -> tuple[Array, Array]:
            row = np.asarray(2 * x1 + x2, dtype=int)
            return h1[row], h2[row]

        if possible:
            checks.hidden_units(units)
        else:
            with pytest.raises(CheckFailed):
                checks.hidden_units(units)


def test_step_that_was_left_out_is_not_attempted() -> None:
    def hidden_units(x1: Array, x2: Array) -> Any:
        raise NotImplementedError("Replace this line with your answer.")

    with pytest.raises(NotAttempted, match="`hidden_units` is not answered yet"):
        checks.hidden_units(hidden_units)


def test_gate_on_a_point_is_told_to_move_off_it() -> None:
    right = (np.array([1.0, 1.0]), -0.5)
    with pytest.raises(CheckFailed, match=r"wrong at \(0, 1\) and \(1, 0\)") as caught:
        checks.gates((np.array([1.0, 1.0]), -1.0), right, (np.array([-1.0, -1.0]), 1.5))
    assert caught.value.mistake == "on_a_point"
    assert "-1.0, 0.0, 0.0, 1.0" in str(caught.value)
