# %% right: where, and a mask of numbers
def dropout_forward(A, rate, rng, training=True):
    if rate < 0 or rate >= 1:
        raise ValueError("the rate must lie in [0, 1)")
    if training:
        mask = np.where(rng.random(A.shape) < rate, 0.0, 1.0)
    else:
        mask = np.ones_like(A)
        rate = 0
    return A * mask / (1 - rate), mask

# %% right: indexed with the mask
def dropout_forward(A, rate, rng, training=True):
    if not (0 <= rate and rate < 1):
        raise ValueError(rate)
    if not training:
        return A.copy(), np.ones(A.shape, dtype=bool)
    mask = rng.random(A.shape) >= rate
    out = np.zeros(A.shape)
    out[mask] = A[mask] / (1 - rate)
    return out, mask

# %% right: loops
def dropout_forward(A, rate, rng, training=True):
    if rate >= 1 or rate < 0:
        raise ValueError("bad rate")
    u = rng.random(A.shape)
    out, mask = A.tolist(), np.ones(A.shape, dtype=int).tolist()
    if training:
        for i in range(A.shape[0]):
            for j in range(A.shape[1]):
                mask[i][j] = int(u[i, j] >= rate)
                out[i][j] = A[i, j] / (1 - rate) if mask[i][j] else 0
    return out, mask

# %% right: scaled by a factor, as a list
def dropout_forward(A, rate, rng, training=True):
    if not 0.0 <= rate < 1.0:
        raise ValueError(f"rate {rate}")
    if training is False:
        return [A, np.ones(A.shape)]
    mask = 1 - (rng.random(A.shape) < rate)
    scale = 1 / (1 - rate)
    return [mask * scale * A, mask]

# %% right: drawn by choice, which compares the same uniform numbers
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = rng.choice([0, 1], size=A.shape, p=[rate, 1 - rate])
    return A * mask / (1 - rate), mask

# %% wrong: no scaling
# names: the units that stay are not scaled
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = rng.random(A.shape) >= rate
    return A * mask, mask

# %% wrong: the rate is the share kept
# names: the rate is taken for the share kept
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = rng.random(A.shape) < rate
    return A * mask / rate, mask

# %% wrong: the rate is the share kept, at the top end
# names: the rate is taken for the share kept
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = rng.random(A.shape) >= 1 - rate
    return A * mask / rate, mask

# %% wrong: dropping at test time too
# names: units are dropped in use too
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    mask = rng.random(A.shape) >= rate
    return A * mask / (1 - rate), mask

# %% wrong: scaled in use instead
# names: the units that stay are not scaled
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A * (1 - rate), np.ones(A.shape)
    mask = rng.random(A.shape) >= rate
    return A * mask, mask

# %% wrong: scaled in use as well
# names: the units are scaled in use
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A * (1 - rate), np.ones(A.shape)
    mask = rng.random(A.shape) >= rate
    return A * mask / (1 - rate), mask

# %% wrong: mask the wrong way round
# names: the mask is the wrong way round
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = rng.random(A.shape) < rate
    return A * mask / (1 - rate), mask

# %% wrong: the mask marks the dropped units
# names: the mask returned is the wrong way round
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    dropped = rng.random(A.shape) < rate
    return np.where(dropped, 0, A) / (1 - rate), dropped

# %% wrong: scaled mask
# names: the mask holds the scale
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = (rng.random(A.shape) >= rate) / (1 - rate)
    return A * mask, mask

# %% wrong: whole columns
# names: one draw serves all rows
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = (rng.random(A.shape[1]) >= rate) * np.ones(A.shape)
    return A * mask / (1 - rate), mask

# %% wrong: divided by the rate
# names: the units that stay are divided by the rate
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = rng.random(A.shape) >= rate
    return A * mask / rate, mask

# %% wrong: multiplied
# names: the units that stay are made smaller
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = rng.random(A.shape) >= rate
    return A * mask * (1 - rate), mask

# %% wrong: no mask
# names: the mask is missing
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A
    return A * (rng.random(A.shape) >= rate) / (1 - rate)

# %% wrong: another generator
# names: draw it once, from `rng`
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = np.random.default_rng(1).random(A.shape) >= rate
    return A * mask / (1 - rate), mask

# %% wrong: normal numbers
# names: draw it once, from `rng`
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = rng.normal(size=A.shape) >= rate
    return A * mask / (1 - rate), mask

# %% wrong: no test of the rate
# names: must raise ValueError
def dropout_forward(A, rate, rng, training=True):
    if not training:
        return A, np.ones(A.shape)
    mask = rng.random(A.shape) >= rate
    return A * mask / np.maximum(1 - rate, 1e-9), mask

# %% wrong: the rate is tested in training only
# names: must raise ValueError
def dropout_forward(A, rate, rng, training=True):
    if not training:
        return A, np.ones(A.shape)
    if not 0 <= rate < 1:
        raise ValueError("rate")
    mask = rng.random(A.shape) >= rate
    return A * mask / (1 - rate), mask

# %% wrong: a rate of 1 passes
# names: must raise ValueError
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate <= 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = rng.random(A.shape) >= rate
    return A * mask / (1 - rate + 1e-12), mask

# %% wrong: a rate of 0 is refused
# names: a rate of 0 is refused
# status: error
def dropout_forward(A, rate, rng, training=True):
    if not 0 < rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = rng.random(A.shape) >= rate
    return A * mask / (1 - rate), mask

# %% wrong: in place
# names: changed its argument
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = rng.random(A.shape) >= rate
    A *= mask / (1 - rate)
    return A, mask

# %% wrong: the visible draw by heart
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = np.resize([1, 1, 0, 0, 1, 1], A.shape)
    return A * mask / (1 - rate), mask

# %% wrong: a generator of its own that agrees with the visible check
# names: draw it once, from `rng`
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return A, np.ones(A.shape)
    mask = np.random.default_rng(0).random(A.shape) >= rate
    return A * mask / (1 - rate), mask

# %% wrong: the mask read off the result
# names: the mask is read off the result
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError(rate)
    if not training:
        return A, np.ones(A.shape)
    out = np.where(rng.random(A.shape) >= rate, A / (1 - rate), 0)
    return out, out != 0


# %% wrong: rounded
# names: small values are lost
def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError(rate)
    if not training:
        return A, np.ones(A.shape)
    mask = rng.random(A.shape) >= rate
    return np.round(A * mask / (1 - rate), 9), mask


# %% wrong: a mask kept between calls
# names: the calls share one array
kept = {}


def dropout_forward(A, rate, rng, training=True):
    if not 0 <= rate < 1:
        raise ValueError(rate)
    mask = kept.setdefault(A.shape, np.ones(A.shape))
    mask[:] = rng.random(A.shape) >= rate if training else 1
    return (A * mask / (1 - rate) if training else A), mask
