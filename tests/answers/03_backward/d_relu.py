# %% right: a comparison
def d_relu(z):
    return np.asarray(z) > 0

# %% right: whole numbers
def d_relu(z):
    return (np.asarray(z) > 0).astype(int)

# %% right: heaviside
def d_relu(z):
    return np.heaviside(z, 0.0)

# %% right: by its own relu
def d_relu(z):
    return np.sign(relu(z))

# %% right: vectorized if
def d_relu(z):
    return np.vectorize(lambda one: 1.0 if one > 0 else 0.0)(z)

# %% wrong: 1 at the kink
# names: at the kink, z = 0, the slope is taken as 1
def d_relu(z):
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)

# %% wrong: one half at the kink
# names: taken as 1/2
def d_relu(z):
    return np.heaviside(z, 0.5)

# %% wrong: relu itself
# names: this is ReLU itself
def d_relu(z):
    return relu(z)

# %% wrong: the sign
# names: negative sums have the slope -1
def d_relu(z):
    return np.where(np.asarray(z) <= 0, np.sign(z), 1.0)

# %% wrong: places changed
# names: 0 and 1 have changed places
def d_relu(z):
    return np.where(np.asarray(z) > 0, 0.0, 1.0)

# %% wrong: if on an array
# names: want a single yes or no
# status: error
def d_relu(z):
    return 1.0 if z > 0 else 0.0

# %% wrong: Python's max
# names: want a single yes or no
# status: error
def d_relu(z):
    return max(0, z) / z

# %% wrong: zero by zero
def d_relu(z):
    return relu(z) / z

# %% wrong: arrays only
# status: error
def d_relu(z):
    slopes = np.zeros(z.shape)
    slopes[z > 0] = 1
    return slopes

# %% wrong: changes its argument
# names: changed its argument
def d_relu(z):
    z = np.asarray(z)
    z[z > 0] = 1
    z[z < 0] = 0
    return z

# %% wrong: a threshold that is not 0
def d_relu(z):
    return np.where(np.asarray(z) > 1e-6, 1.0, 0.0)

# %% wrong: a large sum has a large slope
def d_relu(z):
    return np.where(np.asarray(z) > 0, np.where(np.asarray(z) > 10, 2.0, 1.0), 0.0)

# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def d_relu(z):
    z = np.asarray(z, dtype=float)
    out = kept.setdefault(z.shape, np.zeros(z.shape))
    out[...] = z > 0
    return out


# %% wrong: a tolerance at the kink
# names: small values are lost
def d_relu(z):
    return np.where(np.asarray(z) > 1e-12, 1.0, 0.0)
