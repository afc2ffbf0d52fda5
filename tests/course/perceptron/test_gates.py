"""The truth tables hold what their names say."""

from collections.abc import Callable

import numpy as np
import pytest

from course.layer import Array
from course.perceptron.gates import AND_TABLE, NAND_TABLE, OR_TABLE, XOR_TABLE

GATES: list[tuple[Array, Callable[[int, int], bool]]] = [
    (AND_TABLE, lambda a, b: a == b == 1),
    (OR_TABLE, lambda a, b: a + b > 0),
    (NAND_TABLE, lambda a, b: a + b < 2),
    (XOR_TABLE, lambda a, b: a != b),
]


@pytest.mark.parametrize(("table", "gate"), GATES)
def test_table_has_each_input_once_and_the_right_output(table: Array, gate: Callable[[int, int], bool]) -> None:
    assert table[:, :2].tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert table[:, 2].tolist() == [int(gate(*row)) for row in table[:, :2].tolist()]
    assert np.issubdtype(table.dtype, np.integer)
