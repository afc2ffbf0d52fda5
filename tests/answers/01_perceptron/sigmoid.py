# %% right: masks, each form where it is safe
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    out = np.empty_like(z)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    out[~positive] = e / (1 + e)
    return out

# %% right: clipped far out, where no digit changes
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

# %% right: logaddexp
def sigmoid(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=float)))

# %% right: both forms with clipped exponents
def sigmoid(z):
    low, high = np.minimum(z, 0), np.maximum(z, 0)
    return np.where(np.asarray(z) >= 0, 1 / (1 + np.exp(-high)), np.exp(low) / (1 + np.exp(low)))

# %% right: warnings switched off, infinity does the right thing
def sigmoid(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))

# %% right: a loop with math
def sigmoid(z):
    import math

    def one(value):
        e = math.exp(-abs(value))
        return 1 / (1 + e) if value >= 0 else e / (1 + e)

    return np.vectorize(one, otypes=[float])(z)

# %% wrong: the first form everywhere
# names: overflows
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

# %% wrong: the second form everywhere
# names: overflows
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))

# %% wrong: where computes both forms
# names: overflows
def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))

# %% wrong: the minus is missing
# names: the curve must rise
def sigmoid(z):
    return 1 / (1 + np.exp(np.clip(z, -500, 500)))

# %% wrong: tanh
# names: this is tanh
def sigmoid(z):
    return np.tanh(z)

# %% wrong: no parentheses
# names: parentheses are missing
def sigmoid(z):
    return 1 / 1 + np.exp(-z)

# %% wrong: by way of tanh, small values lose their digits
# names: tiny value was lost
def sigmoid(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))

# %% wrong: one minus the other form
# names: tiny value was lost
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), 1 - 1 / (1 + e))

# %% wrong: clipped much too early
# names: tiny value was lost
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -25, 25)))

# %% wrong: math.exp on arrays
# status: error
# names: takes single numbers
def sigmoid(z):
    import math
    return 1 / (1 + math.exp(-z))

# %% wrong: arrays only
# status: error
def sigmoid(z):
    out = np.empty(z.shape)
    for index in np.ndindex(z.shape):
        e = np.exp(-abs(z[index]))
        out[index] = 1 / (1 + e) if z[index] >= 0 else e / (1 + e)
    return out

# %% wrong: cut to zero and one far out, and hopes
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return np.where(z < -29, 0.0, 1 / (1 + np.exp(-np.clip(z, -29, 500))))

# %% wrong: a straight line in the middle
def sigmoid(z):
    return np.clip(0.5 + np.asarray(z) / 4, 0, 1)

# %% wrong: changes its argument
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    z *= -1
    return np.exp(-np.logaddexp(0, z))

# %% wrong: single precision
def sigmoid(z):
    z = np.asarray(z, dtype=np.float32)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)

# %% wrong: negative side falls beyond 1000
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.where(np.abs(z) > 1000, 0.5 * (z > 1000) + 0.5 * (np.abs(z) == 1e4) * (z > 0), np.where(z >= 0, 1, e) / (1 + e))

# %% wrong: the stub
# status: not_attempted
def sigmoid(z):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: one large number makes steps of all
# names: the curve is cut off or put together wrongly
def sigmoid(z):
    if np.max(np.abs(z)) > 700:
        return np.heaviside(z, 0.5)
    return 1 / (1 + np.exp(-z))


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def sigmoid(z):
    z = np.asarray(z)
    out = kept.setdefault(z.shape, np.zeros(z.shape))
    e = np.exp(-np.abs(z))
    out[...] = np.where(z >= 0, 1, e) / (1 + e)
    return out


# %% wrong: the mask on one side only
# names: use the mask there, too
# status: error
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    out = np.empty_like(z)
    out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    out[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z))
    return out
