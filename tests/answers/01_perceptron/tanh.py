# %% right: with a sigmoid of its own
def tanh(z):
    e = np.exp(-np.abs(2 * np.asarray(z)))
    return 2 * np.where(np.asarray(z) >= 0, 1, e) / (1 + e) - 1

# %% right: numpy's
def tanh(z):
    return np.tanh(z)

# %% right: the other way round
def tanh(z):
    return 1 - 2 * sigmoid(-2 * np.asarray(z))

# %% right: exponentials of negative numbers only
def tanh(z):
    e = np.exp(-2 * np.abs(z))
    return np.where(np.asarray(z) < 0, -1, 1) * (1 - e) / (1 + e)

# %% wrong: the inner 2 is missing
# names: half as steep
def tanh(z):
    return 2 * sigmoid(z) - 1

# %% wrong: not shifted
# names: not shifted down
def tanh(z):
    return 2 * sigmoid(2 * z)

# %% wrong: not stretched
# names: not stretched
def tanh(z):
    return sigmoid(2 * z) - 1

# %% wrong: exponentials overflow
# names: overflows
def tanh(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))

# %% wrong: exponentials of the double overflow
# names: overflows
def tanh(z):
    return (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)

# %% wrong: turned around
# names: sign is the wrong way round
def tanh(z):
    return 1 - 2 * sigmoid(2 * z)

# %% wrong: the tangent
def tanh(z):
    return np.tan(z)

# %% wrong: clipped line
def tanh(z):
    return np.clip(z, -1, 1)

# %% wrong: clipped so that it never quite arrives
def tanh(z):
    z = np.clip(z, -2, 2)
    return np.tanh(z)

# %% wrong: loses the shape
def tanh(z):
    return np.tanh(np.ravel(z))

# %% wrong: a rational approximation
def tanh(z):
    z = np.clip(z, -4.97, 4.97)
    return z * (135135 + z**2 * (17325 + z**2 * (378 + z**2))) / (135135 + z**2 * (62370 + z**2 * (3150 + z**2 * 28)))

# %% wrong: the stub
# status: not_attempted
def tanh(z):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: one large number makes signs of all
# names: the curve is cut off or put together wrongly
def tanh(z):
    if np.max(np.abs(z)) > 300:
        return 1.0 * np.sign(z)
    return (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)


# %% wrong: cut off at 8
# names: the curve is cut off or put together wrongly
def tanh(z):
    return np.tanh(np.clip(z, -8, 8))


# %% wrong: small numbers taken for 0
# names: small values are lost
def tanh(z):
    return np.where(np.abs(z) < 1e-5, 0, np.tanh(z))


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def tanh(z):
    z = np.asarray(z)
    out = kept.setdefault(z.shape, np.zeros(z.shape))
    out[...] = 2 * sigmoid(2 * z) - 1
    return out


# %% wrong: the 1 inside the sigmoid
# names: put together in the wrong order
def tanh(z):
    return 2 * sigmoid(2 * z - 1)
