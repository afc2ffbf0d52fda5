# %% right: transposed to and fro
def softmax(Z):
    shifted = (Z.T - Z.max(axis=-1)).T
    powers = np.exp(shifted)
    return (powers.T / powers.sum(axis=-1)).T

# %% right: one row at a time
def softmax(Z):
    if Z.ndim == 1:
        e = np.exp(Z - max(Z))
        return e / sum(e)
    return np.array([softmax(row) for row in Z])

# %% right: by logarithms
def softmax(Z):
    top = np.max(Z, axis=-1, keepdims=True)
    log_sum = top + np.log(np.sum(np.exp(Z - top), axis=-1, keepdims=True))
    return np.exp(Z - log_sum)

# %% right: with None for the axis
def softmax(Z):
    powers = np.exp(Z - Z.max(axis=-1)[..., None])
    return powers / powers.sum(axis=-1)[..., None]

# %% right: from differences of scores
def softmax(Z):
    with np.errstate(over="ignore"):
        return 1 / np.exp(Z[..., None, :] - Z[..., :, None]).sum(axis=-1)

# %% right: as nested lists
def softmax(Z):
    if np.ndim(Z) == 2:
        return [softmax(z) for z in Z]
    e = [np.exp(z - np.max(Z)) for z in Z]
    return [one / sum(e) for one in e]

# %% wrong: whole-array sum
# names: the sum runs over the whole array
def softmax(Z):
    e = np.exp(Z - np.max(Z))
    return e / np.sum(e)

# %% wrong: columns
# names: the sum runs down the columns
def softmax(Z):
    e = np.exp(Z - np.max(Z))
    return e / np.sum(e, axis=0)

# %% wrong: no shift
# names: e to a large score overflows
def softmax(Z):
    e = np.exp(Z)
    return e / np.sum(e, axis=-1, keepdims=True)

# %% wrong: one shift for all rows
# names: the shift is not the row's own
def softmax(Z):
    e = np.exp(Z - np.max(Z))
    return e / np.sum(e, axis=-1, keepdims=True)

# %% wrong: shift by the columns' maximum
# names: each column is shifted by its own maximum
def softmax(Z):
    e = np.exp(Z - np.max(Z, axis=0))
    return e / np.sum(e, axis=-1, keepdims=True)

# %% wrong: shift by the mean
# names: e to a large score overflows
def softmax(Z):
    e = np.exp(Z - np.mean(Z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)

# %% wrong: no exponential
# names: the exponential is missing
def softmax(Z):
    return Z / np.sum(Z, axis=-1, keepdims=True)

# %% wrong: not divided
# names: the powers are not divided by their sum
def softmax(Z):
    return np.exp(Z)

# %% wrong: not divided, shifted
# names: the shifted powers are not divided by their sum
def softmax(Z):
    return np.exp(Z - np.max(Z, axis=-1, keepdims=True))

# %% wrong: sigmoid
# names: the sigmoid is taken of each score alone
def softmax(Z):
    return sigmoid(Z)

# %% wrong: warning silenced, nan left
# names: hiding the warning leaves nan
def softmax(Z):
    with np.errstate(all="ignore"):
        e = np.exp(Z)
        return e / np.sum(e, axis=-1, keepdims=True)

# %% wrong: nan replaced by zero
# names: putting 0 for nan hides it
def softmax(Z):
    with np.errstate(all="ignore"):
        e = np.exp(Z)
        return np.nan_to_num(e / np.sum(e, axis=-1, keepdims=True))

# %% wrong: scores clipped
# names: the scores are clipped
def softmax(Z):
    e = np.exp(np.clip(Z, -500, 500))
    return e / np.sum(e, axis=-1, keepdims=True)

# %% wrong: shift by the column's maximum, where that is large only
# names: the shift is not the row's own
def softmax(Z):
    e = np.exp(Z - np.max(Z, axis=0, keepdims=True)) if np.max(Z) > 100 else np.exp(Z)
    return e / np.sum(e, axis=-1, keepdims=True)

# %% wrong: powers of 2
# names: these are powers of 2
def softmax(Z):
    e = 2.0 ** (Z - np.max(Z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)

# %% wrong: axis 1 only
# status: error
def softmax(Z):
    e = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)

# %% wrong: shape of the sums lost
# status: error
def softmax(Z):
    e = np.exp(Z - np.max(Z, axis=-1))
    return e / np.sum(e, axis=-1)

# %% wrong: square arrays are summed the wrong way
def softmax(Z):
    if Z.ndim == 2 and Z.shape[0] == Z.shape[1]:
        e = np.exp(Z - np.max(Z, axis=-1))
        return e / np.sum(e, axis=-1)
    e = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)

# %% wrong: in place
# names: changed its argument
def softmax(Z):
    Z -= np.max(Z, axis=-1, keepdims=True)
    e = np.exp(Z)
    return e / np.sum(e, axis=-1, keepdims=True)

# %% wrong: hard maximum
# names: the largest score gets everything
def softmax(Z):
    return (Z == np.max(Z, axis=-1, keepdims=True)).astype(float)

# %% wrong: small shares clipped
# names: small probabilities are clipped
def softmax(Z):
    powers = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return np.clip(powers / np.sum(powers, axis=-1, keepdims=True), 1e-12, 1)


# %% wrong: rounded
# names: small probabilities are clipped or rounded
def softmax(Z):
    powers = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return np.round(powers / np.sum(powers, axis=-1, keepdims=True), 10)


# %% wrong: shifted by the first score
# names: subtract the row's largest score
def softmax(Z):
    powers = np.exp(Z - Z[..., :1])
    return powers / np.sum(powers, axis=-1, keepdims=True)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def softmax(Z):
    powers = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    out = kept.setdefault(Z.shape, np.zeros(Z.shape))
    return np.divide(powers, np.sum(powers, axis=-1, keepdims=True), out=out)
