# %% right: np.dot
def neuron(x, w, b, f):
    return f(np.dot(x, w) + b)

# %% right: sum over the last axis
def neuron(x, w, b, f):
    return f(np.sum(x * w, axis=-1) + b)

# %% right: loops
def neuron(x, w, b, f):
    if np.ndim(x) == 2:
        return np.array([neuron(row, w, b, f) for row in x])
    total = b
    for value, weight in zip(x, w):
        total += value * weight
    return f(total)

# %% right: w on the left of the transpose
def neuron(x, w, b, f):
    return f(w @ x.T + b)

# %% right: bias as the weight of a 1
def neuron(x, w, b, f):
    ones = np.ones(x.shape[:-1] + (1,))
    return f(np.concatenate([x, ones], axis=-1) @ np.append(w, b))

# %% wrong: no bias
# names: the bias `b` is left out
def neuron(x, w, b, f):
    return f(x @ w)

# %% wrong: bias inside the product, at the weights
# names: the bias is inside the product
def neuron(x, w, b, f):
    return f(x @ (w + b))

# %% wrong: bias inside the sum
# names: the bias is inside
def neuron(x, w, b, f):
    return f(np.sum(x * (w + b), axis=-1))

# %% wrong: bias at the inputs
# names: added to every input
def neuron(x, w, b, f):
    return f((x + b) @ w)

# %% wrong: bias multiplied
# names: the bias multiplies the sum
def neuron(x, w, b, f):
    return f(x @ w * b)

# %% wrong: no activation
# names: activation `f` is not applied
def neuron(x, w, b, f):
    return x @ w + b

# %% wrong: bias after the activation
# names: the bias is added after the activation
def neuron(x, w, b, f):
    return f(x @ w) + b

# %% wrong: sum over the wrong axis
# names: the sum runs over the examples
def neuron(x, w, b, f):
    return f(np.sum(x * w, axis=0) + b)

# %% wrong: sum over everything
# names: all rows are summed into one number
def neuron(x, w, b, f):
    return f(np.sum(x * w) + b)

# %% wrong: not summed
# names: not summed
def neuron(x, w, b, f):
    return f(x * w + b)

# %% wrong: axis 1 even for one example
# status: error
# names: has no axis 1
def neuron(x, w, b, f):
    return f(np.sum(x * w, axis=1) + b)

# %% wrong: w on the left
# status: error
# names: `x` stands on the left
def neuron(x, w, b, f):
    return f(w @ x + b)

# %% wrong: bias subtracted, as a threshold
# names: the bias is subtracted
def neuron(x, w, b, f):
    return f(x @ w - b)

# %% wrong: its own activation
# names: another activation is used
def neuron(x, w, b, f):
    return np.tanh(x @ w + b)

# %% wrong: a column
def neuron(x, w, b, f):
    return f(np.reshape(x, (-1, len(w))) @ w + b)

# %% wrong: only the first row
# names: or only one row is used
def neuron(x, w, b, f):
    return f(np.atleast_2d(x)[0] @ w + b)

# %% wrong: changes its argument
def neuron(x, w, b, f):
    x *= w
    return f(x.sum(axis=-1) + b)

# %% wrong: the stub
# status: not_attempted
def neuron(x, w, b, f):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: rounded
# names: small values are lost
def neuron(x, w, b, f):
    return np.round(f(x @ w + b), 9)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def neuron(x, w, b, f):
    if x.ndim == 1:
        return f(x @ w + b)
    out = kept.setdefault(len(x), np.zeros(len(x)))
    out[:] = f(x @ w + b)
    return out


# %% wrong: mean instead of sum
# not told: signs are lost
# names: another function belongs there
def neuron(x, w, b, f):
    return f(np.mean(x * w, axis=-1) + b)
