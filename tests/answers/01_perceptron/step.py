# %% right: comparison turned into whole numbers
def step(z):
    return (np.asarray(z) >= 0).astype(int)

# %% right: truth values are 0 and 1
def step(z):
    return z >= 0

# %% right: numpy's own step with its value at zero
def step(z):
    return np.heaviside(z, 1)

# %% right: a loop over the elements
def step(z):
    z = np.asarray(z)
    out = np.zeros(z.shape)
    for index, value in np.ndenumerate(z):
        out[index] = 1 if value >= 0 else 0
    return out

# %% right: vectorized if
def step(z):
    return np.vectorize(lambda value: 1 if value >= 0 else 0)(z)

# %% wrong: does not fire at the threshold
# names: stays quiet at exactly z = 0
def step(z):
    return np.where(z > 0, 1, 0)

# %% wrong: heaviside with 0 at zero
# names: stays quiet at exactly z = 0
def step(z):
    return np.heaviside(z, 0)

# %% wrong: sign instead of step
# names: a quiet neuron gives -1
def step(z):
    return np.where(z >= 0, 1, -1)

# %% wrong: a half at zero
# names: zero counts as a half
def step(z):
    return np.heaviside(z, 0.5)

# %% wrong: comparison reversed
# names: the two answers have changed places
def step(z):
    return np.where(z >= 0, 0, 1)

# %% wrong: below instead of above
# names: wrong way round
def step(z):
    return np.where(z <= 0, 1, 0)

# %% wrong: if on an array
# status: error
# names: `if` cannot decide about a whole array
def step(z):
    if z >= 0:
        return 1
    return 0

# %% wrong: prints instead of returning
# status: not_attempted
def step(z):
    print(np.where(z >= 0, 1, 0))

# %% wrong: the stub
# status: not_attempted
def step(z):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: threshold at a half
def step(z):
    return np.where(z >= 0.05, 1, 0)

# %% wrong: tolerance around zero
def step(z):
    return np.where(z > -1e-8, 1, 0)

# %% wrong: rounds a sigmoid
def step(z):
    return np.round(1 / (1 + np.exp(-np.asarray(z))))

# %% wrong: only the visible data
def step(z):
    return [0, 0, 1, 1, 1] if np.size(z) == 5 else 1

# %% wrong: changes its argument
# names: changed its argument
def step(z):
    if np.ndim(z) == 0:
        return int(z >= 0)
    z[z >= 0] = 1
    z[z < 0] = 0
    return z

# %% wrong: one axis only
def step(z):
    return np.array([1 if value >= 0 else 0 for value in np.ravel(z)])

# %% wrong: a tolerance at zero
# names: very close to 0 is taken for 0
def step(z):
    return np.where(np.asarray(z) >= -1e-12, 1, 0)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def step(z):
    z = np.asarray(z)
    out = kept.setdefault(z.shape, np.zeros(z.shape))
    out[...] = z >= 0
    return out


# %% right: one division
def step(z):
    return np.add(np.sign(np.sign(z) + 0.5), 1) / 2
