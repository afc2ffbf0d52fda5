"""07_bookings: working code of the earlier units.

Generated from their notebooks: edit those, then run `autograder release`.
"""

import numpy as np


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


def binary_cross_entropy(p, y):
    """Compute the mean cross-entropy of a two-class problem.

    Args:
        p: predicted probabilities of class 1, shape (n,), clipped to [1e-12, 1 - 1e-12] before use.
        y: the classes 0 or 1, shape (n,).

    Returns:
        The mean loss, one number.

    Example:
        >>> round(float(binary_cross_entropy(np.array([0.5, 0.5]), np.array([1.0, 0.0]))), 4)
        0.6931
    """
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


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


def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """Take one step of Adam.

    Args:
        w: weights, an array of any shape or a number.
        g: gradient at `w`, of the same shape.
        state: what Adam remembers, (m, v, t); (0, 0, 0) before the first step.
        eta: learning rate, a number.
        beta1: the share of the mean gradient `m` that is kept.
        beta2: the share of the mean squared gradient `v` that is kept.
        eps: keeps the quotient finite where `v` is 0.

    Returns:
        The new weights and the new state, (w, (m, v, t)).

    Example:
        >>> w, (m, v, t) = adam_step(1.0, 4.0, (0, 0, 0), 0.25, 0.5, 0.75)
        >>> print(round(w, 6), m, v, t)
        0.75 2.0 4.0 1
    """
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, t)


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


def l2_gradient(W, lam, m):
    """Compute the gradient of the L2 penalty for one layer's weights.

    Args:
        W: weights of one layer, shape (n_in, n_out).
        lam: regularization rate, a number of at least 0.
        m: number of training examples.

    Returns:
        The gradient, same shape as W.

    Example:
        >>> l2_gradient(np.array([[2.0, 0.0], [-0.5, 4.0]]), 0.5, 5)
        array([[ 0.2 ,  0.  ],
               [-0.05,  0.4 ]])
    """
    return lam / m * W


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


def early_stopping(val_losses, patience):
    """Find the epoch whose weights to keep, and the epoch at which training stops.

    Args:
        val_losses: validation loss after each epoch, shape (epochs,), at least one.
        patience: how many epochs in a row without a new minimum end the training, at least 1.

    Returns:
        The pair (best_epoch, stop_epoch), counted from 0.

    Example:
        >>> early_stopping(np.array([0.9, 0.5, 0.6, 0.7, 0.4]), 2)
        (1, 3)
    """
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, len(val_losses) - 1


def standardize(train, other):
    """Scale columns to mean 0 and deviation 1, as measured on the training set.

    Args:
        train: the training set, shape (n, d).
        other: further examples, shape (m, d).

    Returns:
        The pair (train, other), both scaled by the statistics of the training set; a column that is constant in the
        training set is zero in `train`, and finite in `other`.

    Example:
        >>> standardize(np.array([[1.0, 7.0], [3.0, 7.0]]), np.array([[5.0, 7.0]]))
        (array([[-1.,  0.],
               [ 1.,  0.]]), array([[3., 0.]]))
    """
    constant = np.all(train == train[0], axis=0)
    mean = train.mean(axis=0)
    deviation = np.where(constant, 1.0, train.std(axis=0))
    return np.where(constant, 0.0, (train - mean) / deviation), np.where(constant, 0.0, (other - mean) / deviation)
