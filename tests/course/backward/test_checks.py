"""The checks of the steps before `backward`, which the collection of answers does not cover."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from course.backward import check_backward, checks
from course.checks import CheckFailed, Mistake
from course.layer import Array, Function

WRONG_DELTAS: dict[Mistake, Callable[..., Any]] = {
    checks.ONLY_RESIDUAL: lambda Y_hat, Y, Z, df: Y_hat - Y,
    checks.NO_SLOPES: lambda Y_hat, Y, Z, df: 2 * (Y_hat - Y) / Y.size,
    checks.SLOPES_AT_OUTPUT: lambda Y_hat, Y, Z, df: 2 * (Y_hat - Y) / Y.size * df(Y_hat),
    check_backward.NO_N: lambda Y_hat, Y, Z, df: 2 * (Y_hat - Y) * df(Z),
    check_backward.NO_TWO: lambda Y_hat, Y, Z, df: (Y_hat - Y) / Y.size * df(Z),
    check_backward.NEITHER: lambda Y_hat, Y, Z, df: (Y_hat - Y) * df(Z),
    check_backward.ONLY_ROWS: lambda Y_hat, Y, Z, df: 2 * (Y_hat - Y) / len(Y) * df(Z),
    check_backward.ONLY_OUTPUTS: lambda Y_hat, Y, Z, df: 2 * (Y_hat - Y) / Y.shape[1] * df(Z),
    check_backward.RESIDUAL_TURNED: lambda Y_hat, Y, Z, df: 2 * (Y - Y_hat) / Y.size * df(Z),
}
WRONG_STEPS: dict[Mistake, Callable[..., Any]] = {
    checks.NOT_TURNED: lambda delta, W, Z, df: delta @ W * df(Z),
    checks.NO_SLOPES: lambda delta, W, Z, df: delta @ W.T,
}


@pytest.mark.parametrize(("mistake", "program"), WRONG_DELTAS.items(), ids=lambda one: getattr(one, "key", ""))
def test_a_wrong_output_delta_is_named(mistake: Mistake, program: Function) -> None:
    with pytest.raises(CheckFailed) as failed:
        checks.output_delta(program)
    assert failed.value.mistake == mistake.key, str(failed.value)


@pytest.mark.parametrize(("mistake", "program"), WRONG_STEPS.items(), ids=lambda one: getattr(one, "key", ""))
def test_a_wrong_step_back_is_named(mistake: Mistake, program: Function) -> None:
    with pytest.raises(CheckFailed) as failed:
        checks.step_back(program)
    assert failed.value.mistake == mistake.key, str(failed.value)


def test_w_that_is_turned_only_where_it_must_be_is_named() -> None:
    def step(delta: Array, W: Array, Z: Array, df: Function) -> Any:
        return delta @ (W if W.shape[0] == W.shape[1] else W.T) * df(Z)

    with pytest.raises(CheckFailed) as failed:
        checks.step_back(step)
    assert failed.value.mistake == "not_turned"


def test_right_steps_hold(capsys: pytest.CaptureFixture[str]) -> None:
    checks.output_delta(lambda Y_hat, Y, Z, df: df(Z) * (Y_hat - Y) * 2 / np.size(Y))
    checks.step_back(lambda delta, W, Z, df: np.einsum("ik,jk->ij", delta, W) * df(Z))
    assert capsys.readouterr().out.count("✓") == 2
