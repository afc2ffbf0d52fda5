# %% right: the given code with one word changed
buggy = "b2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.sum(axis=0))]

# %% right: from outside
buggy = "b2"


def mended_backward(X, Y, layers):
    (dW1, db1), (dW2, db2) = given_backward(X, Y, layers)
    return [(dW1, db1), (dW2, db2 * X.shape[0])]

# %% right: the general backward
buggy = "b2"


def mended_backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in (1, 0):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        delta = delta @ layers[1].W.T * layers[0].df(Zs[0]) if k else None
    return grads

# %% right: a product with ones, and lists
buggy = "b2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [[X.T @ delta1, delta1.sum(axis=0)], [A1.T @ delta2, np.ones(len(X)) @ delta2]]

# %% right: name written after the function
buggy = ...


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.sum(axis=0))]


buggy = "b" + str(2)

# %% wrong: not mended
# names: nothing is fixed yet
buggy = "b2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.mean(axis=0))]

# %% wrong: right name, given function
# names: nothing is fixed yet
buggy = "b2"
mended_backward = given_backward

# %% wrong: wrong name, right mend
# names: another gradient than the one that you have fixed
buggy = "b1"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.sum(axis=0))]

# %% wrong: W2 accused, right mend
# names: another gradient than the one that you have fixed
buggy = "W2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.sum(axis=0))]

# %% wrong: the gradient's name
# names: written in another way
buggy = "db2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.sum(axis=0))]

# %% wrong: a number
buggy = 2


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.sum(axis=0))]

# %% wrong: two names
buggy = ["b1", "b2"]


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.sum(axis=0))]

# %% wrong: capital letter
# names: written in another way
buggy = "B2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.sum(axis=0))]

# %% wrong: no name
# status: not_attempted
buggy = ...


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.sum(axis=0))]

# %% wrong: the other bias averaged too
# names: this one was right before
buggy = "b2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.mean(axis=0)), (A1.T @ delta2, delta2.sum(axis=0))]

# %% wrong: the other bias averaged instead
# names: this one was right before
buggy = "b1"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.mean(axis=0)), (A1.T @ delta2, delta2.mean(axis=0))]

# %% wrong: mended twice
# names: it is too large now
buggy = "b2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.sum(axis=0) * len(X))]

# %% wrong: 1/n taken from delta
buggy = "b2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.mean(axis=0))]

# %% wrong: W2 averaged
buggy = "b2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2 / len(X), delta2.sum(axis=0))]

# %% wrong: summed over the outputs
buggy = "b2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.sum(axis=1))]

# %% wrong: for three rows only
buggy = "b2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, delta2.mean(axis=0) * 3)]

# %% wrong: for one output only
buggy = "b2"


def mended_backward(X, Y, layers):
    first, second = layers
    Z1 = X @ first.W + first.b
    A1 = first.f(Z1)
    Z2 = A1 @ second.W + second.b
    delta2 = 2 * (second.f(Z2) - Y) / Y.size * second.df(Z2)
    delta1 = delta2 @ second.W.T * first.df(Z1)
    return [(X.T @ delta1, delta1.sum(axis=0)), (A1.T @ delta2, np.array([delta2.sum()]))]

# %% wrong: measured, by coarse forward differences
buggy = "b2"


def mended_backward(X, Y, layers):
    (dW1, db1), (dW2, db2) = given_backward(X, Y, layers)
    b = layers[1].b
    loss = lambda b: mse(forward(X, [layers[0], layers[1]._replace(b=b)]), Y)
    h = 1e-3
    return [(dW1, db1), (dW2, np.array([(loss(b + h * e) - loss(b)) / h for e in np.eye(len(b))]))]

# %% wrong: no function
# status: error
buggy = "b2"

# %% wrong: an array kept between calls
# names: the calls share one array
buggy = "b2"
kept = {}


def mended_backward(X, Y, layers):
    first, (dW2, db2) = given_backward(X, Y, layers)
    out = kept.setdefault(db2.shape, np.zeros(db2.shape))
    out[:] = len(X) * db2
    return [first, (dW2, out)]
