"""The one data structure of the course: a layer of a network."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Function = Callable[..., Any]


class Layer(NamedTuple):
    """Hold what one dense layer needs; a network is a list of layers.

    Args:
        W: weights, shape (n_in, n_out).
        b: biases, shape (n_out,).
        f: activation function, applied to each element of ``X @ W + b``.
        df: derivative of ``f``, needed from the backward pass on.

    Example:
        >>> layer = Layer(W=np.zeros((3, 2)), b=np.zeros(2), f=np.tanh)
        >>> layer.W.shape
        (3, 2)
    """

    W: Array
    b: Array
    f: Function
    df: Function | None = None
