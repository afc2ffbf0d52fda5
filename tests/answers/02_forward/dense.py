# %% right: with np.dot
def dense(X, W, b, f):
    u = np.dot(X, W) + b
    return f(u)

# %% right: the bias as a unit fixed at 1
def dense(X, W, b, f):
    X = np.asarray(X)
    ones = np.ones(X.shape[:-1] + (1,))
    return f(np.concatenate([ones, X], axis=-1) @ np.vstack([b, W]))

# %% right: einsum
def dense(X, W, b, f):
    return f(np.einsum("...j,jk->...k", X, W) + b)

# %% right: the sums of one neuron after another
def dense(X, W, b, f):
    return f(np.stack([X @ W[:, k] + b[k] for k in range(len(b))], axis=-1))

# %% right: loops over numbers, lists returned
def dense(X, W, b, f):
    if np.ndim(X) == 2:
        return [dense(x, W, b, f) for x in X]
    out = []
    for k in range(W.shape[1]):
        u = b[k]
        for j in range(W.shape[0]):
            u = u + X[j] * W[j, k]
        out.append(float(u))
    return list(f(np.array(out)))

# %% right: in the column orientation
def dense(X, W, b, f):
    if X.ndim == 1:
        return f(W.T @ X + b)
    return f((W.T @ X.T + b[:, None]).T)

# %% wrong: bias missing
# names: the biases are not added
def dense(X, W, b, f):
    return f(X @ W)

# %% wrong: activation forgotten
# names: the activation is forgotten
def dense(X, W, b, f):
    return X @ W + b

# %% wrong: bias after the activation
# names: the biases are added after
def dense(X, W, b, f):
    return f(X @ W) + b

# %% wrong: transposed
# names: `W` is transposed
def dense(X, W, b, f):
    return f(X @ W.T + b)

# %% wrong: transposed only where the shapes allow it
# names: `W` is transposed
def dense(X, W, b, f):
    return f(X @ (W.T if W.shape[0] == W.shape[1] else W) + b)

# %% wrong: column orientation, copied from a book
# names: `W` is transposed
def dense(X, W, b, f):
    return f(W @ X + b)

# %% wrong: always two axes
# names: so its answer has one axis, without an extra one
def dense(X, W, b, f):
    return f(np.atleast_2d(X) @ W + b)

# %% wrong: only the first row
# names: only the first row is worked out
def dense(X, W, b, f):
    return f(np.atleast_2d(X)[0] @ W + b)

# %% wrong: relu whatever f is
# names: relu is used whatever `f` is
def dense(X, W, b, f):
    return relu(X @ W + b) if f is not linear else X @ W + b

# %% wrong: changes the biases
# names: changed its argument
def dense(X, W, b, f):
    b += X @ W if X.ndim == 1 else 0
    return f(b) if X.ndim == 1 else f(X @ W + b)

# %% wrong: changes the inputs
# names: changed its argument
def dense(X, W, b, f):
    out = f(X @ W + b)
    X *= 0
    return out

# %% wrong: elementwise product
# names: `*` multiplies element by element
def dense(X, W, b, f):
    return f(X * W + b)

# %% wrong: rounds
def dense(X, W, b, f):
    return np.round(f(X @ W + b), 3)

# %% wrong: single precision
def dense(X, W, b, f):
    return f((X @ W + b).astype(np.float16).astype(float))

# %% wrong: returns the function's name
def dense(X, W, b, f):
    return f

# %% wrong: bias subtracted
# names: the biases are subtracted
def dense(X, W, b, f):
    return f(X @ W - b)

# %% wrong: the activation twice
# names: the activation is applied twice
def dense(X, W, b, f):
    return f(f(X @ W + b))

# %% right: row by row
def dense(X, W, b, f):
    if X.ndim == 1:
        return f(X @ W + b)
    return np.array([f(x @ W + b) for x in X])


# %% wrong: one element at a time
# names: softmax must see whole rows
def dense(X, W, b, f):
    return np.vectorize(lambda z: float(f(z)))(X @ W + b)


# %% wrong: one unit at a time
# names: softmax must see whole rows
def dense(X, W, b, f):
    return np.stack([f(X @ W[:, k] + b[k]) for k in range(len(b))], axis=-1)


# %% wrong: the bias down the rows of a square batch
# names: the biases run down the rows
def dense(X, W, b, f):
    Z = X @ W
    if Z.ndim == 2 and len(Z) == len(b):
        return f(Z + b.reshape(-1, 1))
    return f(Z + b)


# %% wrong: the product turned where all is square
# names: the product is the wrong way round
def dense(X, W, b, f):
    return f((W @ X if X.shape == W.shape else X @ W) + b)


# %% wrong: rounded
# names: small values are lost
def dense(X, W, b, f):
    return np.round(f(X @ W + b), 9)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def dense(X, W, b, f):
    A = f(X @ W + b)
    out = kept.setdefault(A.shape, np.zeros(A.shape))
    out[...] = A
    return out
