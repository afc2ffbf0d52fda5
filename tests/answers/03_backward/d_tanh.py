# %% right: numpy's tanh
def d_tanh(z):
    return 1 - np.tanh(z) ** 2

# %% right: two factors
def d_tanh(z):
    a = tanh(z)
    return (1 - a) * (1 + a)

# %% right: by cosh
def d_tanh(z):
    return 1 / np.cosh(z) ** 2

# %% right: by the sigmoid
def d_tanh(z):
    s = sigmoid(2 * np.asarray(z))
    return 4 * s * (1 - s)

# %% wrong: in terms of the activation
# names: the formula 1 - a^2 is used on z itself
def d_tanh(z):
    return 1 - z**2

# %% wrong: tanh twice
# names: tanh is taken twice
def d_tanh(z):
    return 1 - tanh(tanh(z)) ** 2

# %% wrong: no square
# names: the square is missing
def d_tanh(z):
    return 1 - tanh(z)

# %% wrong: plus
# names: the sign between 1 and the square
def d_tanh(z):
    return 1 + tanh(z) ** 2

# %% wrong: tanh itself
# names: this is tanh itself
def d_tanh(z):
    return tanh(z)

# %% wrong: that of the sigmoid
# names: derivative of the sigmoid
def d_tanh(z):
    return sigmoid(z) * (1 - sigmoid(z))

# %% wrong: bracket squared
# names: the bracket is squared
def d_tanh(z):
    return (1 - tanh(z)) ** 2

# %% wrong: the other sign
# names: the sign is the wrong way round
def d_tanh(z):
    return tanh(z) ** 2 - 1

# %% wrong: arrays of one axis only
# status: error
def d_tanh(z):
    return np.array([1 - float(tanh(one)) ** 2 for one in z])

# %% wrong: rounded
def d_tanh(z):
    return np.round(1 - tanh(z) ** 2, 3)

# %% wrong: flattened
def d_tanh(z):
    return 1 - np.ravel(tanh(z)) ** 2

# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def d_tanh(z):
    z = np.asarray(z, dtype=float)
    out = kept.setdefault(z.shape, np.zeros(z.shape))
    out[...] = 1 - np.tanh(z) ** 2
    return out


# %% wrong: the input squared
# names: put together in the wrong order
def d_tanh(z):
    return 1 - np.tanh(z**2)
