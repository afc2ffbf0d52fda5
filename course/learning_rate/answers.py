"""Read a student's right answer in any form that the check accepts: an array, a list, or items one by one."""

from collections.abc import Iterable, Iterator
from functools import wraps
from typing import Any

import numpy as np

from course.layer import Array, Function, Layer


def as_array(answer: Any) -> Array:
    """Read an answer as an array.

    Args:
        answer: an array, a number, a list (of lists), or items that are handed out one by one (`yield`).

    Returns:
        A new array of float64.

    Example:
        >>> as_array(2 * k for k in range(3))
        array([0., 2., 4.])
    """
    return np.array(list(answer) if isinstance(answer, Iterator) else answer, dtype=np.float64)


def with_arrays(function: Function) -> Function:
    """Let a function that computes with arrays take lists as well, for example batches that hold lists.

    Args:
        function: called with inputs, right outputs and more.

    Returns:
        A function that reads the first two arguments as arrays and hands them on with the others.

    Example:
        >>> with_arrays(lambda X, Y: X - Y)([3.0], [1.0])
        array([2.])
    """

    @wraps(function)
    def reading(X: Any, Y: Any, *others: Any) -> Any:
        return function(as_array(X), as_array(Y), *others)

    return reading


def as_layers(answer: Iterable[Any]) -> list[Layer]:
    """Read a network as a list of layers that hold arrays.

    Args:
        answer: layers, or tuples (W, b, f, df) in place of them.

    Returns:
        A new list of Layer(W, b, f, df).

    Example:
        >>> as_layers([([[1.0, 2.0]], [0.0, 0.0], np.tanh)])[0].W.shape
        (1, 2)
    """
    return [Layer(as_array(W), as_array(b), *functions) for W, b, *functions in answer]


def as_batches(
    minibatches: Function, X: Array, t: Array, size: int, rng: np.random.Generator
) -> list[tuple[Array, Array]]:
    """Cut examples with one target each into batches.

    Args:
        minibatches: the student's minibatches.
        X: examples, shape (n, d).
        t: targets, shape (n,).
        size: rows in a batch.
        rng: the source of randomness.

    Returns:
        For each batch its rows, shape (m, d), and their targets, shape (m,).
    """
    pairs = minibatches(X, t[:, np.newaxis], size, rng)
    return [(as_array(rows), as_array(targets)[:, 0]) for rows, targets in pairs]
