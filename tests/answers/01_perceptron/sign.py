# %% right: step stretched and shifted
def sign(z):
    return 2 * np.heaviside(z, 1) - 1

# %% right: truth values stretched
def sign(z):
    return 1 - 2 * (np.asarray(z) < 0)

# %% right: numpy's sign with zero put right
def sign(z):
    return np.sign(z) + (np.asarray(z) == 0)

# %% right: vectorized if
def sign(z):
    return np.vectorize(lambda value: 1.0 if value >= 0 else -1.0)(z)

# %% right: copysign
def sign(z):
    return np.copysign(1, z)

# %% wrong: numpy's sign
# names: a third class
def sign(z):
    return np.sign(z)

# %% wrong: minus one at zero
# names: zero belongs to the upper half
def sign(z):
    return np.where(z > 0, 1, -1)

# %% wrong: step instead of sign
# names: this is `step`
def sign(z):
    return np.where(z >= 0, 1, 0)

# %% wrong: division by the size
# names: 0 / 0
def sign(z):
    return z / np.abs(z)

# %% wrong: if on an array
# status: error
# names: `if` cannot decide about a whole array
def sign(z):
    return 1 if z >= 0 else -1

# %% wrong: turned around
# names: sign is the wrong way round
def sign(z):
    return np.where(z >= 0, -1, 1)

# %% wrong: the stub
# status: not_attempted
def sign(z):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: safe division near zero
def sign(z):
    return np.where(np.abs(z) < 1e-8, 1.0, np.sign(z))

# %% wrong: a steep tanh
def sign(z):
    return np.where(z == 0, 1.0, np.tanh(1e6 * np.asarray(z)))

# %% wrong: lists only
# status: error
def sign(z):
    return [1 if value >= 0 else -1 for value in z]

# %% wrong: rounded before it is compared
# names: very close to 0 is taken for 0
def sign(z):
    return np.where(np.round(z, 14) >= 0, 1, -1)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def sign(z):
    z = np.asarray(z)
    out = kept.setdefault(z.shape, np.ones(z.shape))
    out[...] = 1
    out[z < 0] = -1
    return out


# %% wrong: twice the step
# not told: counted from 1
def sign(z):
    return 2 * step(z)
