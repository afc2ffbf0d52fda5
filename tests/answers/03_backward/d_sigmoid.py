# %% right: one line
def d_sigmoid(z):
    return sigmoid(z) * (1 - sigmoid(z))

# %% right: by symmetry
def d_sigmoid(z):
    return sigmoid(z) * sigmoid(-np.asarray(z))

# %% right: own stable formula
def d_sigmoid(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2

# %% right: by tanh
def d_sigmoid(z):
    return 0.25 * (1 - np.tanh(np.asarray(z) / 2) ** 2)

# %% right: squares
def d_sigmoid(z):
    s = sigmoid(z)
    return s - s**2

# %% wrong: in terms of the activation
# names: the formula a (1 - a) is used on z itself
def d_sigmoid(z):
    return z * (1 - z)

# %% wrong: sigmoid taken twice
# names: the sigmoid is taken twice
def d_sigmoid(z):
    a = sigmoid(sigmoid(z))
    return a * (1 - a)

# %% wrong: the sigmoid
# names: this is the sigmoid itself
def d_sigmoid(z):
    return sigmoid(z)

# %% wrong: plus
# names: the sign between
def d_sigmoid(z):
    s = sigmoid(z)
    return s * (1 + s)

# %% wrong: one factor
# names: only 1 minus the sigmoid
def d_sigmoid(z):
    return 1 - sigmoid(z)

# %% wrong: that of tanh
# names: derivative of tanh
def d_sigmoid(z):
    return 1 - tanh(z) ** 2

# %% wrong: overflows
# names: a power of e overflows
def d_sigmoid(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2

# %% wrong: overflows on one side only
# names: a power of e overflows
def d_sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)

# %% wrong: quiet, but nan
# names: nan
def d_sigmoid(z):
    with np.errstate(all="ignore"):
        return np.exp(-z) / (1 + np.exp(-z)) ** 2

# %% wrong: clipped too early
def d_sigmoid(z):
    z = np.clip(z, -3, 3)
    s = sigmoid(z)
    return s * (1 - s)

# %% wrong: rounded
def d_sigmoid(z):
    s = sigmoid(z)
    return np.round(s * (1 - s), 4)

# %% wrong: forward difference
def d_sigmoid(z):
    return (sigmoid(z + 1e-4) - sigmoid(z)) / 1e-4

# %% wrong: one number for an array
def d_sigmoid(z):
    s = sigmoid(z)
    return np.sum(s * (1 - s))

# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def d_sigmoid(z):
    z = np.asarray(z, dtype=float)
    out = kept.setdefault(z.shape, np.zeros(z.shape))
    out[...] = sigmoid(z) * (1 - sigmoid(z))
    return out


# %% wrong: one large sum decides about all
# names: one large sum decides about all of them
def d_sigmoid(z):
    if np.max(np.abs(z)) > 700:
        return np.zeros_like(z)
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


# %% wrong: rounded
# names: small values are lost
def d_sigmoid(z):
    s = sigmoid(z)
    return np.round(s * (1 - s), 10)


# %% wrong: no parentheses around 1 - s
# names: put together in the wrong order
def d_sigmoid(z):
    s = sigmoid(z)
    return s * 1 - s
