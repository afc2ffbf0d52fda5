# %% right: standard draws, scaled
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        return (2 * rng.random((n_in, n_out)) - 1) * (6 / (n_in + n_out)) ** 0.5
    elif kind == "he":
        return rng.standard_normal((n_in, n_out)) * (2 / n_in) ** 0.5
    raise ValueError(kind)

# %% right: a dictionary
def init_weights(n_in, n_out, kind, rng):
    r = np.sqrt(6.0) / np.sqrt(n_in + n_out)
    draws = {
        "xavier": lambda: rng.uniform(-r, r, (n_in, n_out)),
        "he": lambda: rng.normal(0.0, np.sqrt(2.0 / n_in), (n_in, n_out)),
    }
    if kind not in draws:
        raise ValueError("kind")
    return draws[kind]()

# %% right: loops and lists
def init_weights(n_in, n_out, kind, rng):
    if kind not in ("xavier", "he"):
        raise ValueError("choose xavier or he")
    limit, deviation = np.sqrt(6 / (n_in + n_out)), np.sqrt(2 / n_in)
    W = []
    for _ in range(n_in):
        W.append(rng.uniform(-limit, limit, n_out) if kind == "xavier" else rng.normal(0, deviation, n_out))
    return W

# %% right: drawn by columns
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return rng.uniform(-limit, limit, (n_out, n_in)).T
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)).T
    raise ValueError("kind")

# %% wrong: transposed
# names: the shape is (n_out, n_in)
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return rng.uniform(-limit, limit, (n_out, n_in))
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in))
    raise ValueError("kind")

# %% wrong: no root in xavier
# names: the root is missing
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = 6 / (n_in + n_out)
        return rng.uniform(-limit, limit, (n_in, n_out))
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
    raise ValueError("kind")

# %% wrong: n_in alone in xavier
# names: both sizes belong under it
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(6 / n_in)
        return rng.uniform(-limit, limit, (n_in, n_out))
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
    raise ValueError("kind")

# %% wrong: 2 for 6
# names: there is a 2 in place of the 6
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(2 / (n_in + n_out))
        return rng.uniform(-limit, limit, (n_in, n_out))
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
    raise ValueError("kind")

# %% wrong: one-sided xavier
# names: the draws are all on one side of 0
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        return rng.random((n_in, n_out)) * np.sqrt(6 / (n_in + n_out))
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
    raise ValueError("kind")

# %% wrong: normal xavier
# names: the weights are not uniform
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        return rng.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out))
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
    raise ValueError("kind")

# %% wrong: variance for deviation
# names: 2 / n_in is the variance
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return rng.uniform(-limit, limit, (n_in, n_out))
    if kind == "he":
        return rng.normal(0, 2 / n_in, (n_in, n_out))
    raise ValueError("kind")

# %% wrong: he with n_out
# names: n_out stands under the root
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return rng.uniform(-limit, limit, (n_in, n_out))
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_out), (n_in, n_out))
    raise ValueError("kind")

# %% wrong: 1 for 2 in he
# names: there is a 1 in place of the 2
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return rng.uniform(-limit, limit, (n_in, n_out))
    if kind == "he":
        return rng.normal(0, np.sqrt(1 / n_in), (n_in, n_out))
    raise ValueError("kind")

# %% wrong: he not scaled
# names: scale them
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return rng.uniform(-limit, limit, (n_in, n_out))
    if kind == "he":
        return rng.normal(size=(n_in, n_out))
    raise ValueError("kind")

# %% wrong: uniform he
# names: the weights are not normal
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return rng.uniform(-limit, limit, (n_in, n_out))
    if kind == "he":
        limit = np.sqrt(6 / n_in)
        return rng.uniform(-limit, limit, (n_in, n_out))
    raise ValueError("kind")

# %% wrong: global generator
# names: the draws do not come from `rng` alone
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return np.random.uniform(-limit, limit, (n_in, n_out))
    if kind == "he":
        return np.random.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
    raise ValueError("kind")

# %% wrong: a seed of its own
# names: from a seed of their own
def init_weights(n_in, n_out, kind, rng):
    rng = np.random.default_rng(42)
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return rng.uniform(-limit, limit, (n_in, n_out))
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
    raise ValueError("kind")

# %% wrong: one draw for each unit
# names: numbers are repeated
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return np.tile(np.linspace(-limit, limit, n_in)[rng.permutation(n_in)], (n_out, 1)).T
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
    raise ValueError("kind")

# %% wrong: he for everything else
# names: must raise ValueError
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return rng.uniform(-limit, limit, (n_in, n_out))
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))

# %% wrong: zeros
# names: all weights are equal
def init_weights(n_in, n_out, kind, rng):
    if kind not in ("xavier", "he"):
        raise ValueError("kind")
    return np.zeros((n_in, n_out))

# %% wrong: parentheses missing in xavier
# names: parentheses are missing
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        limit = np.sqrt(6 / n_in + n_out)
        return rng.uniform(-limit, limit, size=(n_in, n_out))
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
    raise ValueError(kind)

# %% wrong: the smaller of the two sizes
# names: n_out stands under the root
def init_weights(n_in, n_out, kind, rng):
    if kind == "xavier":
        return rng.uniform(-1, 1, size=(n_in, n_out)) * np.sqrt(6 / (n_in + n_out))
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / max(n_in, n_out)), size=(n_in, n_out))
    raise ValueError(kind)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def init_weights(n_in, n_out, kind, rng):
    W = kept.setdefault((n_in, n_out), np.zeros((n_in, n_out)))
    if kind == "xavier":
        W[:] = rng.uniform(-1, 1, size=(n_in, n_out)) * np.sqrt(6 / (n_in + n_out))
    elif kind == "he":
        W[:] = rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
    else:
        raise ValueError(kind)
    return W
