# %% right: product with a truth value
def relu(z):
    return z * (z > 0)

# %% right: where
def relu(z):
    return np.where(z < 0, 0, z)

# %% right: clip
def relu(z):
    return np.clip(z, 0, None)

# %% right: half the sum with the size
def relu(z):
    return (z + np.abs(z)) / 2

# %% right: a copy with zeros
def relu(z):
    out = np.array(z, dtype=float)
    out[out < 0] = 0
    return out

# %% wrong: Python's max
# status: error
# names: Python's `max`
def relu(z):
    return max(0, z)

# %% wrong: numpy's max of one array
# names: one number, the largest of all
def relu(z):
    return np.max(z, 0)

# %% wrong: numpy's max with an axis that is none
# status: error
# names: `np.max` looks for the largest
def relu(z):
    return np.max(0, z)

# %% wrong: the size
# names: gives the size of z
def relu(z):
    return np.abs(z)

# %% wrong: one instead of the value
# names: keep its value
def relu(z):
    return np.where(z > 0, 1, 0)

# %% wrong: the minimum
# names: the smaller of the two
def relu(z):
    return np.minimum(z, 0)

# %% wrong: leaky
# names: leak through
def relu(z):
    return np.where(z > 0, z, 0.01 * z)

# %% wrong: changes its argument
# names: changed its argument
def relu(z):
    z[z < 0] = 0
    return z

# %% wrong: capped at six
def relu(z):
    return np.clip(z, 0, 6)

# %% wrong: softplus
def relu(z):
    return np.logaddexp(0, z)

# %% wrong: drops the negative elements
def relu(z):
    z = np.asarray(z)
    return z[z >= 0]

# %% wrong: whole numbers
def relu(z):
    return np.where(z > 0.25, z, 0)

# %% wrong: the stub
# status: not_attempted
def relu(z):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: small numbers silenced
# names: small values are lost
def relu(z):
    return np.where(np.asarray(z) > 1e-3, z, 0)


# %% wrong: cut off at a large number
# names: large inputs are cut off
def relu(z):
    return np.clip(z, 0, 1e5)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def relu(z):
    z = np.asarray(z)
    return np.maximum(z, 0, out=kept.setdefault(z.shape, np.zeros(z.shape)))
