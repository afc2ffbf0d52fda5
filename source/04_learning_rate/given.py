"""04_learning_rate: working code of the earlier units.

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


def d_tanh(z):
    """Compute the derivative of the hyperbolic tangent.

    Args:
        z: sums, any shape or a plain number.

    Returns:
        The derivative at each element, the same shape.

    Example:
        >>> float(d_tanh(0.0))
        1.0
    """
    return 1 - tanh(z) ** 2


def d_relu(z):
    """Compute the derivative of ReLU, taken as 0 at z = 0.

    Args:
        z: sums, any shape or a plain number.

    Returns:
        1 where z is positive, else 0, the same shape.

    Example:
        >>> d_relu(np.array([-2.0, 3.0]))
        array([0., 1.])
    """
    return np.where(z > 0, 1.0, 0.0)


def d_linear(z):
    """Compute the derivative of the linear activation f(z) = z: 1 everywhere."""
    return np.ones_like(np.asarray(z, dtype=float))


def forward_cache(X, layers):
    """Compute a network's output and keep everything on the way.

    Args:
        X: inputs, shape (n, d).
        layers: list of Layer(W, b, f, df), the first one taking d inputs.

    Returns:
        The pair (Zs, As) of two lists. Zs holds each layer's sums, shape (n, n_out); As begins with X and goes on
        with each layer's activations, so it is longer by one.

    Example:
        >>> Zs, As = forward_cache(np.array([[3.0]]), [Layer(np.array([[-2.0]]), np.array([1.0]), relu, d_relu)])
        >>> Zs[0].tolist(), As[0].tolist(), As[1].tolist()
        ([[-5.0]], [[3.0]], [[0.0]])
    """
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    return Zs, As


def backward(X, Y, layers):
    """Compute the gradient of the mean squared error with respect to every weight and bias.

    Args:
        X: inputs, shape (n, d).
        Y: targets, shape (n, k).
        layers: list of Layer(W, b, f, df), the last one with k units.

    Returns:
        List of pairs (dW, db) in the order of the layers; dW has the shape of that layer's W, db that of its b.

    Example:
        >>> layer = Layer(np.array([[2.0]]), np.array([1.0]), linear, d_linear)
        >>> [(dW, db)] = backward(np.array([[3.0]]), np.array([[5.0]]), [layer])
        >>> dW.tolist(), db.tolist()
        ([[12.0]], [4.0])
    """
    Zs, As = forward_cache(X, layers)
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for number in reversed(range(len(layers))):
        grads.insert(0, (As[number].T @ delta, delta.sum(axis=0)))
        if number > 0:
            delta = (delta @ layers[number].W.T) * layers[number - 1].df(Zs[number - 1])
    return grads


def gradient_step(layers, grads, eta):
    """Take one step of gradient descent.

    Args:
        layers: list of Layer(W, b, f, df); they stay as they are.
        grads: list of pairs (dW, db), one for each layer.
        eta: learning rate.

    Returns:
        A new list of Layers, with new weights and biases and the same functions.

    Example:
        >>> layer = Layer(np.array([[2.0]]), np.array([1.0]), linear, d_linear)
        >>> [stepped] = gradient_step([layer], [(np.array([[12.0]]), np.array([4.0]))], 0.1)
        >>> stepped.W.round(6).tolist(), stepped.b.round(6).tolist()
        ([[0.8]], [0.6])
    """
    return [
        layer._replace(W=layer.W - eta * dW, b=layer.b - eta * db)
        for layer, (dW, db) in zip(layers, grads, strict=True)
    ]
