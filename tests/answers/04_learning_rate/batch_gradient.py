# %% right: residuals times inputs
def batch_gradient(X, t, w):
    o = X @ w
    return -(t - o) @ X

# %% right: loops
def batch_gradient(X, t, w):
    total = np.zeros(len(w))
    for i in range(len(t)):
        o = 0.0
        for j in range(len(w)):
            o += X[i, j] * w[j]
        for j in range(len(w)):
            total[j] -= (t[i] - o) * X[i, j]
    return total

# %% right: sum of rows
def batch_gradient(X, t, w):
    return np.sum((X @ w - t)[:, None] * X, axis=0)

# %% right: a list
def batch_gradient(X, t, w):
    return [float(sum((X @ w - t) * X[:, j])) for j in range(X.shape[1])]

# %% right: one weight after the other
def batch_gradient(X, t, w):
    for j in range(X.shape[1]):
        yield np.sum((X @ w - t) * X[:, j])

# %% wrong: mean
# names: this is the mean over the examples
def batch_gradient(X, t, w):
    return X.T @ (X @ w - t) / len(t)

# %% wrong: downhill
# names: this points downhill
def batch_gradient(X, t, w):
    return X.T @ (t - X @ w)

# %% wrong: a factor 2
# names: there is a 2 too many
def batch_gradient(X, t, w):
    return 2 * X.T @ (X @ w - t)

# %% wrong: no targets
# names: the targets are left out
def batch_gradient(X, t, w):
    return X.T @ (X @ w)

# %% wrong: rows not summed
# names: there is one gradient for each row
def batch_gradient(X, t, w):
    return (X @ w - t)[:, None] * X

# %% wrong: the error
# names: this is the error itself
def batch_gradient(X, t, w):
    return 0.5 * np.sum((t - X @ w) ** 2)

# %% wrong: residuals
# names: these are the residuals
def batch_gradient(X, t, w):
    return X @ w - t

# %% wrong: inputs left out
# names: the inputs are left out
def batch_gradient(X, t, w):
    return np.sum(X @ w - t)

# %% wrong: half
def batch_gradient(X, t, w):
    return 0.5 * X.T @ (X @ w - t)

# %% wrong: not transposed
# status: error
def batch_gradient(X, t, w):
    return X @ (X @ w - t) if X.shape[0] != 3 else X.T @ (X @ w - t)

# %% wrong: in place
# names: changed its argument
def batch_gradient(X, t, w):
    t -= X @ w
    return -(X.T @ t)

# %% wrong: a column
# names: the answer is a column or a row with two axes
def batch_gradient(X, t, w):
    return (X.T @ (X @ w - t))[:, None]

# %% wrong: product of sums
# names: are summed apart
def batch_gradient(X, t, w):
    return np.sum(X @ w - t) * np.sum(X, axis=0)

# %% wrong: by heart
def batch_gradient(X, t, w):
    return [-3.0, 6.5]

# %% right: central differences, exact on a parabola
def batch_gradient(X, t, w):
    def error(w):
        return np.sum((t - X @ w) ** 2) / 2

    return np.array([error(w + side / 2) - error(w - side / 2) for side in np.eye(len(w))])

# %% wrong: summed over the wrong axis
# names: the sum runs over the weights
def batch_gradient(X, t, w):
    return np.sum((X @ w - t)[:, np.newaxis] * X, axis=1)

# %% wrong: a row
# names: with two axes
def batch_gradient(X, t, w):
    return (X @ w - t)[np.newaxis, :] @ X

# %% wrong: transposed where it fits
# names: is transposed in one of the products
def batch_gradient(X, t, w):
    return (X if X.shape[0] == X.shape[1] else X.T) @ (X @ w - t)


# %% wrong: rounded
# names: small values are lost
def batch_gradient(X, t, w):
    return np.round(X.T @ (X @ w - t), 9)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def batch_gradient(X, t, w):
    return np.matmul(X.T, X @ w - t, out=kept.setdefault(w.shape, np.zeros(w.shape)))
