# %% right: by row numbers
def incremental_epoch(X, t, w, eta):
    for i in range(len(X)):
        error = t[i] - np.dot(X[i], w)
        w = w + eta * error * X[i]
    return w

# %% right: a copy, changed in place
def incremental_epoch(X, t, w, eta):
    w = w.copy()
    for x, target in zip(X, t):
        w -= eta * (x @ w - target) * x
    return w

# %% right: plain loops
def incremental_epoch(X, t, w, eta):
    w = list(w)
    for i in range(X.shape[0]):
        o = sum(w[j] * X[i, j] for j in range(X.shape[1]))
        for j in range(X.shape[1]):
            w[j] = w[j] + eta * (t[i] - o) * X[i, j]
    return w

# %% right: one row of a batch at a time
def incremental_epoch(X, t, w, eta):
    for i in range(len(t)):
        row, target = X[i : i + 1], t[i : i + 1]
        w = w - eta * row.T @ (row @ w - target)
    return w

# %% wrong: old weights for every row
# names: every row met the weights from before the epoch
def incremental_epoch(X, t, w, eta):
    new = w.copy()
    for x, target in zip(X, t):
        new = new + eta * (target - x @ w) * x
    return new

# %% wrong: batch step
# names: every row met the weights from before the epoch
def incremental_epoch(X, t, w, eta):
    return w + eta * X.T @ (t - X @ w)

# %% wrong: divided by n
# names: the corrections are divided by the number of rows
def incremental_epoch(X, t, w, eta):
    for x, target in zip(X, t):
        w = w + eta / len(X) * (target - x @ w) * x
    return w

# %% wrong: averaged batch step
# names: this is one averaged step of batch descent
def incremental_epoch(X, t, w, eta):
    return w + eta * X.T @ (t - X @ w) / len(X)

# %% wrong: sign
# names: the corrections go the wrong way
def incremental_epoch(X, t, w, eta):
    for x, target in zip(X, t):
        w = w - eta * (target - x @ w) * x
    return w

# %% wrong: a factor 2
# names: there is a 2 too many
def incremental_epoch(X, t, w, eta):
    for x, target in zip(X, t):
        w = w + 2 * eta * (target - x @ w) * x
    return w

# %% wrong: no learning rate
# names: `eta` is not used
def incremental_epoch(X, t, w, eta):
    for x, target in zip(X, t):
        w = w + (target - x @ w) * x
    return w

# %% wrong: backwards
# names: from the last to the first
def incremental_epoch(X, t, w, eta):
    for x, target in zip(X[::-1], t[::-1]):
        w = w + eta * (target - x @ w) * x
    return w

# %% wrong: return in the loop
# names: only the first row is used
def incremental_epoch(X, t, w, eta):
    for x, target in zip(X, t):
        w = w + eta * (target - x @ w) * x
        return w

# %% wrong: last row left out
# names: the last row is left out
def incremental_epoch(X, t, w, eta):
    for i in range(len(X) - 1):
        w = w + eta * (t[i] - X[i] @ w) * X[i]
    return w

# %% wrong: all weights
# names: the weights after every row are returned
def incremental_epoch(X, t, w, eta):
    path = []
    for x, target in zip(X, t):
        w = w + eta * (target - x @ w) * x
        path.append(w)
    return np.array(path)

# %% wrong: in place
# names: changed its argument
def incremental_epoch(X, t, w, eta):
    for x, target in zip(X, t):
        w += eta * (target - x @ w) * x
    return w

# %% wrong: shuffled
def incremental_epoch(X, t, w, eta):
    for i in np.random.default_rng(3).permutation(len(X)):
        w = w + eta * (t[i] - X[i] @ w) * X[i]
    return w

# %% wrong: threshold unit
def incremental_epoch(X, t, w, eta):
    for x, target in zip(X, t):
        w = w + eta * (target - float(x @ w >= 0)) * x
    return w

# %% wrong: rounded
# names: small values are lost
def incremental_epoch(X, t, w, eta):
    for x, target in zip(X, t):
        w = w + eta * (target - x @ w) * x
    return np.round(w, 9)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def incremental_epoch(X, t, w, eta):
    new = kept.setdefault(w.shape, np.zeros(w.shape))
    new[:] = w
    for x, target in zip(X, t):
        new += eta * (target - x @ new) * x
    return new


# %% wrong: x left out of the correction
# names: must come in there, too
def incremental_epoch(X, t, w, eta):
    for x, target in zip(X, t):
        o = x @ w
        w = w + eta * (target - o)
    return w
