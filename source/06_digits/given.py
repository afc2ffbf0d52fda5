"""06_digits: working code of the earlier units.

Generated from their notebooks: edit those, then run `autograder release`.
"""

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


def softmax(Z):
    """Turn scores into probabilities, over the last axis.

    Args:
        Z: scores, shape (n, k), or one example (k,).

    Returns:
        Probabilities of the same shape; each row sums to 1.

    Example:
        >>> softmax(np.array([0.0, np.log(3.0)]))
        array([0.25, 0.75])
    """
    powers = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)


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


def d_sigmoid(z):
    """Compute the derivative of the sigmoid.

    Args:
        z: sums, any shape or a plain number, |z| up to 1e4.

    Returns:
        The derivative at each element, the same shape.

    Example:
        >>> float(d_sigmoid(0.0))
        0.25
    """
    s = sigmoid(z)
    return s * (1 - s)


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


def numerical_gradient(f, x, h=1e-5):
    """Measure a gradient by central differences.

    Args:
        f: function that takes an array like x and returns a number.
        x: where to measure, any shape; it is left as it was.
        h: how far to move each entry, to both sides.

    Returns:
        The slope of f along each entry of x, the shape of x.

    Example:
        >>> numerical_gradient(lambda x: np.sum(x**2), np.array([1.0, -3.0])).round(6)
        array([ 2., -6.])
    """
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        move = np.zeros(x.shape)
        move[i] = h
        gradient[i] = (f(x + move) - f(x - move)) / (2 * h)
    return gradient


def relative_error(a, b):
    """Compute the largest element-wise relative error between two arrays.

    Args:
        a: numbers, any shape.
        b: numbers, the same shape.

    Returns:
        The largest |a - b| / max(1e-8, |a| + |b|), one number.

    Example:
        >>> float(relative_error(np.array([1.0, 3.0]), np.array([1.0, 1.0])))
        0.5
    """
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


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


def minibatches(X, Y, size, rng):
    """Cut the examples into small batches, in a new random order at each call.

    Args:
        X: inputs, shape (n, d).
        Y: right outputs, shape (n, k); row i belongs to row i of `X`.
        size: rows in a batch, a whole number; the last batch may be smaller.
        rng: numpy random Generator, the only source of randomness.

    Returns:
        The batches, one after the other (`yield`, or a list): pairs (X_batch, Y_batch) that hold every row once.

    Raises:
        ValueError: `size` is below 1.

    Example:
        >>> X, Y = np.zeros((5, 3)), np.zeros((5, 1))
        >>> [X_batch.shape for X_batch, Y_batch in minibatches(X, Y, 2, np.random.default_rng(0))]
        [(2, 3), (2, 3), (1, 3)]
    """
    if size < 1:
        raise ValueError(f"the size of a batch must be at least 1, not {size}")
    order = rng.permutation(len(X))
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], Y[rows]


def momentum_step(w, g, v, eta, beta):
    """Take one step of gradient descent with momentum.

    Args:
        w: weights, an array of any shape or a number.
        g: gradient at `w`, of the same shape.
        v: velocity so far, of the same shape, or 0 before the first step.
        eta: learning rate, a number.
        beta: the share of the velocity that is kept, a number from 0 to below 1.

    Returns:
        The new weights and the new velocity, (w, v).

    Example:
        >>> momentum_step(1.0, 2.0, 4.0, 0.25, 0.5)
        (0.0, 4.0)
    """
    v = beta * v + g
    return w - eta * v, v


def init_weights(n_in, n_out, kind, rng):
    """Draw the first weights of a layer.

    Args:
        n_in: how many units the layer receives from, a whole number.
        n_out: how many units it has, a whole number.
        kind: "xavier" or "he".
        rng: numpy random Generator, the only source of randomness.

    Returns:
        The weights, shape (n_in, n_out).

    Raises:
        ValueError: `kind` is neither of the two.

    Example:
        >>> init_weights(3, 2, "he", np.random.default_rng(0)).shape
        (3, 2)
    """
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return rng.uniform(-limit, limit, size=(n_in, n_out))
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
    raise ValueError(f"unknown kind {kind!r}: choose xavier or he")


def train(layers, X, Y, eta, epochs, batch_size, rng):
    """Train a network by mini-batch gradient descent on the mean squared error.

    Args:
        layers: list of Layer(W, b, f, df), left as it is.
        X: inputs, shape (n, d).
        Y: right outputs, shape (n, k).
        eta: learning rate, a number.
        epochs: how often to go through all examples, a whole number, at least 1.
        batch_size: rows in a batch, a whole number.
        rng: numpy random Generator, the only source of randomness.

    Returns:
        The trained layers, a new list, and the losses: for each epoch the mean squared error over all of `X` after
        its last step.

    Example:
        >>> network = [Layer(np.zeros((1, 1)), np.zeros(1), linear, d_linear)]
        >>> X, Y = np.array([[-1.0], [1.0]]), np.array([[-2.0], [2.0]])
        >>> network, losses = train(network, X, Y, 0.25, 3, 2, np.random.default_rng(0))
        >>> print(network[0].W, np.round(losses, 6))
        [[1.75]] [1.     0.25   0.0625]
    """
    losses = []
    for _ in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses


def train_val_split(X, Y, fraction, rng):
    """Split examples at random into a training set and a validation set.

    Args:
        X: inputs, shape (n, d).
        Y: targets, shape (n, k); row i belongs to row i of X.
        fraction: validation's share, between 0 and 1; round(n * fraction) rows go there.
        rng: numpy.random.Generator that the order is drawn from.

    Returns:
        X_train, X_val, Y_train, Y_val: arrays whose rows are those of X and Y, every row once.

    Example:
        >>> X_train, X_val, Y_train, Y_val = train_val_split(np.eye(10), np.eye(10), 0.3, np.random.default_rng(0))
        >>> X_train.shape, Y_val.shape
        ((7, 10), (3, 10))
    """
    order = rng.permutation(len(X))
    n_val = round(len(X) * fraction)
    val, train = order[:n_val], order[n_val:]
    return X[train], X[val], Y[train], Y[val]
