"""03_backward: working code of the earlier units.

Generated from their notebooks: edit those, then run `autograder release`.
"""

from course import Layer
import numpy as np


def linear(z):
    """Return the input itself: the activation that changes nothing."""
    return z


def sigmoid(z):
    """Squash the input smoothly between 0 and 1: 1 / (1 + e^-z).

    Args:
        z: the summed input, an array of any shape or a number, as large as 1e4 in size.

    Returns:
        A number between 0 and 1 for each element, same shape as z.

    Example:
        >>> sigmoid(np.array([-800.0, 0.0, 800.0]))
        array([0. , 0.5, 1. ])
    """
    e = np.exp(-np.abs(z))  # never above 1
    return np.where(z >= 0, 1, e) / (1 + e)


def tanh(z):
    """Squash the input smoothly between -1 and 1, by way of `sigmoid`.

    Args:
        z: the summed input, an array of any shape or a number.

    Returns:
        A number between -1 and 1 for each element, same shape as z.

    Example:
        >>> tanh(np.array([-800.0, 0.0, 800.0]))
        array([-1.,  0.,  1.])
    """
    return 2 * sigmoid(2 * z) - 1


def relu(z):
    """Pass what is positive and silence the rest: the larger of 0 and z.

    Args:
        z: the summed input, an array of any shape or a number.

    Returns:
        A number of at least 0 for each element, same shape as z.

    Example:
        >>> relu(np.array([-2.0, 0.5]))
        array([0. , 0.5])
    """
    return np.maximum(z, 0)


def forward(X, layers):
    """Compute the output of a network.

    Args:
        X: inputs, shape (n, d), or one example (d,).
        layers: list of Layer(W, b, f), the first one taking d inputs.

    Returns:
        The activations of the last layer, shape (n, k), or (k,) for one example.

    Example:
        >>> hidden = Layer(np.array([[1.0, -1.0]]), np.array([0.0, 0.5]), relu)
        >>> output = Layer(np.array([[2.0], [3.0]]), np.array([-1.0]), linear)
        >>> forward(np.array([[1.0], [-1.0]]), [hidden, output])
        array([[1. ],
               [3.5]])
    """
    for layer in layers:
        X = layer.f(X @ layer.W + layer.b)
    return X


def worked_example():
    """Build the 3-2-2-1 network of the worked example.

    Returns:
        List of three Layer(W, b, f): two with relu, the last one linear.

    Example:
        >>> [layer.W.shape for layer in worked_example()]
        [(3, 2), (2, 2), (2, 1)]
    """
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.1, 0.1]), relu),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 1.0]), relu),
        Layer(np.array([[0.1], [0.2]]), np.array([0.1]), linear),
    ]


def mse(Y_hat, Y):
    """Compute the mean squared error.

    Args:
        Y_hat: predictions, shape (n, k).
        Y: truth, shape (n, k).

    Returns:
        The mean of the squared errors over all elements, one number.

    Example:
        >>> float(mse(np.array([[1.0, 2.0]]), np.array([[0.0, 4.0]])))
        2.5
    """
    return np.mean((Y_hat - Y) ** 2)
