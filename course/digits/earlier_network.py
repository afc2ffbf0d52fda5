"""A network of digits out of the earlier units alone: one-hot targets, the squared error and unit 4's `train`."""

from collections.abc import Mapping

import numpy as np
from sklearn.preprocessing import label_binarize

from course.layer import Array, Function, Layer

HIDDEN = 32
RATE = 4.0  # the squared error is a mean over the ten outputs as well, so its gradient is small


class EarlierNetwork:
    """Read digits with 32 ReLU units and ten sigmoid outputs, trained by the squared error.

    The ten outputs lie between 0 and 1 each; divided by their sum they serve as probabilities.

    Args:
        functions: by name, the earlier units' forward, train, init_weights, relu, d_relu, sigmoid and d_sigmoid.
        rng: draws the weights and the batches.
    """

    def __init__(self, functions: Mapping[str, Function], rng: np.random.Generator) -> None:
        relu, d_relu = functions["relu"], functions["d_relu"]
        sigmoid, d_sigmoid = functions["sigmoid"], functions["d_sigmoid"]
        draw = functions["init_weights"]
        self._functions, self._rng = functions, rng
        self._layers = [
            Layer(draw(64, HIDDEN, "he", rng), np.zeros(HIDDEN), relu, d_relu),
            Layer(draw(HIDDEN, 10, "xavier", rng), np.zeros(10), sigmoid, d_sigmoid),
        ]

    def fit(self, X: Array, y: Array, eta: float, epochs: int, batch_size: int) -> None:
        """Go on training from the weights as they are."""
        targets = label_binarize(y, classes=range(10)).astype(float)
        self._layers, _ = self._functions["train"](self._layers, X, targets, eta, epochs, batch_size, self._rng)

    def predict_proba(self, X: Array) -> Array:
        """Return each output's share of their sum, shape (n, 10)."""
        outputs = np.asarray(self._functions["forward"](X, self._layers)) + 1e-9
        return np.asarray(outputs / outputs.sum(axis=1, keepdims=True))
