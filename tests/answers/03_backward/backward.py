# %% right: usual loop
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% right: appended and reversed
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.append((As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads[::-1]

# %% right: lists for pairs and einsum
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, [np.einsum('ij,ik->jk', As[k], delta), np.einsum('ik->k', delta)])
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% right: recursion
def backward(X, Y, layers):
    def go(A, rest):
        if not rest:
            return 2 * (A - Y) / Y.size, []
        layer = rest[0]
        Z = A @ layer.W + layer.b
        dA, grads = go(layer.f(Z), rest[1:])
        delta = dA * layer.df(Z)
        return delta @ layer.W.T, [(A.T @ delta, delta.sum(0))] + grads

    return go(X, list(layers))[1]

# %% right: example by example
def backward(X, Y, layers):
    total = [(np.zeros_like(l.W), np.zeros_like(l.b)) for l in layers]
    for x, y in zip(X, Y):
        zs, hs = [], [x]
        for l in layers:
            zs.append(hs[-1] @ l.W + l.b)
            hs.append(l.f(zs[-1]))
        d = 2 * (hs[-1] - y) / Y.size * layers[-1].df(zs[-1])
        for k in reversed(range(len(layers))):
            total[k] = (total[k][0] + np.outer(hs[k], d), total[k][1] + d)
            if k:
                d = layers[k].W @ d * layers[k - 1].df(zs[k - 1])
    return total

# %% right: columns for examples
def backward(X, Y, layers):
    Hs, Us = [X.T], []
    for l in layers:
        Us.append(l.W.T @ Hs[-1] + l.b[:, None])
        Hs.append(l.f(Us[-1]))
    delta = 2 / Y.size * (Hs[-1] - Y.T) * layers[-1].df(Us[-1])
    grads = [None] * len(layers)
    for k in range(len(layers))[::-1]:
        grads[k] = ((delta @ Hs[k].T).T, delta.sum(axis=1))
        delta = layers[k].W @ delta
        if k:
            delta = delta * layers[k - 1].df(Us[k - 1])
    return grads

# %% wrong: no 1/n
# names: the 1/n of the mean is missing
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: no 2
# names: the 2 of the square is missing
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: neither
# names: are both missing
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = (As[-1] - Y) * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: only rows counted
# names: only the rows are counted
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / len(Y) * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: only outputs counted
# names: only the outputs are counted
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.shape[1] * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: residual reversed
# names: the residual is the wrong way round
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (Y - As[-1]) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: output df left out
# names: f' of the output layer is left out
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: hidden df left out
# names: f' of the hidden layer is left out
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = delta @ layers[k].W.T
    return grads

# %% wrong: df of the wrong layer
# names: f' of the wrong layer
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k].df(Zs[k - 1])
    return grads

# %% wrong: df at the activation
# names: f' is taken at the activation
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(As[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(As[k])
    return grads

# %% wrong: hidden df at the activation
# names: f' is taken at the activation
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(As[k])
    return grads

# %% wrong: f for df
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].f(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].f(Zs[k - 1])
    return grads

# %% wrong: hidden f for df
# names: `f` stands where `df` should be
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].f(Zs[k - 1])
    return grads

# %% wrong: W not transposed where it is square
# names: `W` is not transposed
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ (layers[k].W if layers[k].W.shape[0] == layers[k].W.shape[1] else layers[k].W.T)) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: W not transposed
# names: `W` is not transposed
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: not carried back
# names: delta is not carried back
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = delta * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: db not summed
# names: not summed for db
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: db averaged
# names: averaged for db
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.mean(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: db summed over the outputs
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=1)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: db with an extra axis
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0, keepdims=True)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: db one number
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum()))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: reverse order
# names: reverse order
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.append((As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: dW averaged once more
# names: averaged over the rows once more
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta / len(X), delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: activation after instead of before
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k + 1].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: dW transposed
# names: transposed
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (delta.T @ As[k], delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: two flat lists
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, As[k].T @ delta)
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: db before dW
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (delta.sum(axis=0), As[k].T @ delta))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: changes the layers
# names: changed its argument
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return [(dW, db) for dW, db in grads if layers[0].b.__iadd__(1) is not None]

# %% wrong: stops before the first layer
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads[1:]

# %% wrong: relu's derivative everywhere
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * (Zs[k - 1] > 0)
    return grads

# %% wrong: linear output assumed
# names: f' of the output layer is left out
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[k].T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: single precision
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, ((As[k].T @ delta).astype(np.float16).astype(float), delta.sum(axis=0)))
        if k > 0:
            delta = (delta @ layers[k].W.T) * layers[k - 1].df(Zs[k - 1])
    return grads

# %% wrong: forward differences with a coarse h
def backward(X, Y, layers):
    grads = []
    for k, layer in enumerate(layers):
        pair = []
        for part in ("W", "b"):
            value = getattr(layer, part)
            slope = np.zeros_like(value)
            for i in np.ndindex(value.shape):
                moved = value.copy()
                moved[i] += 1e-3
                changed = layers[:k] + [layer._replace(**{part: moved})] + layers[k + 1 :]
                slope[i] = (mse(forward(X, changed), Y) - mse(forward(X, layers), Y)) / 1e-3
            pair.append(slope)
        grads.append(tuple(pair))
    return grads

# %% wrong: slopes at the next layer's sums
# names: another layer's sums
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for l in range(len(layers) - 1, -1, -1):
        grads.insert(0, (As[l].T @ delta, delta.sum(axis=0)))
        if l:
            delta = delta @ layers[l].W.T * layers[l - 1].df(Zs[l])
    return grads

# %% wrong: two layers at most
# status: error
def backward(X, Y, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = [(As[-2].T @ delta, delta.sum(axis=0))]
    if len(layers) > 1:
        delta = delta @ layers[-1].W.T * layers[0].df(Zs[0])
        grads.insert(0, (X.T @ delta, delta.sum(axis=0)))
    return grads

# %% wrong: a list kept between calls
# names: the calls share one array
grads = []


def backward(X, Y, layers):
    Zs, As = forward_cache(X, layers)
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads.clear()
    for l in reversed(range(len(layers))):
        grads.insert(0, (As[l].T @ delta, delta.sum(axis=0)))
        if l:
            delta = delta @ layers[l].W.T * layers[l - 1].df(Zs[l - 1])
    return grads


# %% wrong: large gradients cut off
# names: large gradients are cut off
def backward(X, Y, layers):
    Zs, As = forward_cache(X, layers)
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for l in reversed(range(len(layers))):
        grads.insert(0, (np.clip(As[l].T @ delta, -1000, 1000), np.clip(delta.sum(axis=0), -1000, 1000)))
        if l:
            delta = delta @ layers[l].W.T * layers[l - 1].df(Zs[l - 1])
    return grads


# %% wrong: rounded
# names: small values are lost
def backward(X, Y, layers):
    Zs, As = forward_cache(X, layers)
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for l in reversed(range(len(layers))):
        grads.insert(0, (np.round(As[l].T @ delta, 9), np.round(delta.sum(axis=0), 9)))
        if l:
            delta = delta @ layers[l].W.T * layers[l - 1].df(Zs[l - 1])
    return grads


# %% wrong: only the last four layers
# names: the way back stops before all layers had their turn
def backward(X, Y, layers):
    Zs, As = forward_cache(X, layers)
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for l in reversed(range(len(layers))):
        grads.insert(0, (As[l].T @ delta, delta.sum(axis=0)))
        if l and l > len(layers) - 4:
            delta = delta @ layers[l].W.T * layers[l - 1].df(Zs[l - 1])
        elif l:
            delta = np.zeros_like(Zs[l - 1]) + delta.mean() / 2
    return grads

# %% wrong: db with a minus
# names: the sign is the wrong way round
def backward(X, Y, layers):
    Zs, As = forward_cache(X, layers)
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for i in reversed(range(len(layers))):
        grads.insert(0, (As[i].T @ delta, -delta.sum(axis=0)))
        if i > 0:
            delta = delta @ layers[i].W.T * layers[i - 1].df(Zs[i - 1])
    return grads
