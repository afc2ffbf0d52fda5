# %% right: where
def dropout_backward(dA, mask, rate):
    return np.where(mask, dA / (1 - rate), 0.0)

# %% right: a copy with holes
def dropout_backward(dA, mask, rate):
    out = dA.copy()
    out[np.asarray(mask) == 0] = 0
    return out / (1 - rate)

# %% right: a scaled mask
def dropout_backward(dA, mask, rate):
    scale = np.asarray(mask, dtype=float) * (1 / (1 - rate))
    return scale * dA

# %% right: loops
def dropout_backward(dA, mask, rate):
    return [[g / (1 - rate) if on else 0 for g, on in zip(*rows)] for rows in zip(dA, mask)]

# %% wrong: no scaling
# names: the scaling is forgotten
def dropout_backward(dA, mask, rate):
    return dA * mask

# %% wrong: no mask
# names: the mask is forgotten
def dropout_backward(dA, mask, rate):
    return dA / (1 - rate)

# %% wrong: nothing done
# names: mask and scaling are forgotten
def dropout_backward(dA, mask, rate):
    return dA

# %% wrong: the rate is the share kept
# names: the rate is taken for the share kept
def dropout_backward(dA, mask, rate):
    return dA * mask / rate

# %% wrong: multiplied
# names: multiplied by 1 - rate
def dropout_backward(dA, mask, rate):
    return dA * mask * (1 - rate)

# %% wrong: the wrong way round
# names: the mask is the wrong way round
def dropout_backward(dA, mask, rate):
    return dA * (1 - mask) / (1 - rate)

# %% wrong: scaled twice
# names: the scaling is done twice
def dropout_backward(dA, mask, rate):
    return dA * mask / (1 - rate) ** 2

# %% wrong: the passed ones only
# names: keep the shape of `dA`
def dropout_backward(dA, mask, rate):
    return dA[np.asarray(mask, dtype=bool)] / (1 - rate)

# %% wrong: a new mask
def dropout_backward(dA, mask, rate):
    mask = np.random.default_rng(0).random(dA.shape) >= rate
    return dA * mask / (1 - rate)

# %% wrong: in place
# not told: other units than
# names: changed its argument
def dropout_backward(dA, mask, rate):
    dA *= mask
    return dA / (1 - rate)

# %% wrong: transposed
# names: transposed
def dropout_backward(dA, mask, rate):
    return (dA * mask / (1 - rate)).T

# %% wrong: rounded
# names: small values are lost
def dropout_backward(dA, mask, rate):
    return np.round(dA * mask / (1 - rate), 9)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def dropout_backward(dA, mask, rate):
    out = kept.setdefault(dA.shape, np.zeros(dA.shape))
    out[:] = dA * mask / (1 - rate)
    return out
