# %% right: one logarithm for each example
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return np.mean(-np.log(np.where(y == 1, p, 1 - p)))

# %% right: loop
def binary_cross_entropy(p, y):
    total = 0
    for p_i, y_i in zip(p, y):
        p_i = min(max(p_i, 1e-12), 1 - 1e-12)
        total += y_i * np.log(p_i) + (1 - y_i) * np.log(1 - p_i)
    return -total / len(p)

# %% right: dot products
def binary_cross_entropy(p, y):
    p = np.minimum(np.maximum(p, 1e-12), 1 - 1e-12)
    return -(y @ np.log(p) + (1 - y) @ np.log(1 - p)) / y.size

# %% right: p and 1 - p clipped apart
def binary_cross_entropy(p, y):
    yes, no = np.clip(p, 1e-12, 1 - 1e-12), np.clip(1 - p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(yes) + (1 - y) * np.log(no))

# %% right: with log1p
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -(y * np.log(p) + (1 - y) * np.log1p(-p)).mean()

# %% wrong: sum
# names: the losses of the examples are summed, not averaged
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% wrong: log2
# names: the logarithm has the base 2
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log2(p) + (1 - y) * np.log2(1 - p))

# %% wrong: log10
# names: the logarithm has the base 10
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log10(p) + (1 - y) * np.log10(1 - p))

# %% wrong: sign
# names: the minus sign in front is missing
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% wrong: one term only
# names: the examples of class 0 add nothing
def binary_cross_entropy(p, y):
    return -np.mean(y * np.log(np.clip(p, 1e-12, 1 - 1e-12)))

# %% wrong: terms exchanged
# names: the two terms have changed places
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean((1 - y) * np.log(p) + y * np.log(1 - p))

# %% wrong: no mean
# names: there is one number for each example
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% wrong: not clipped
# names: the probabilities are not clipped
def binary_cross_entropy(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% wrong: clipped elsewhere
# names: the probabilities are clipped, but not at 1e-12
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% wrong: clipped far too early
# names: the probabilities are clipped, but not at 1e-12
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-3, 1 - 1e-3)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% wrong: clipped below only
# names: the probabilities are not clipped
def binary_cross_entropy(p, y):
    p = np.maximum(p, 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% wrong: a little added instead of clipped, at class 1 only
# names: the probabilities are not clipped
def binary_cross_entropy(p, y):
    return -np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p))

# %% wrong: nan put to zero
def binary_cross_entropy(p, y):
    with np.errstate(all="ignore"):
        return -np.mean(np.nan_to_num(y * np.log(p)) + np.nan_to_num((1 - y) * np.log(1 - p)))

# %% wrong: clips in place
# not told: not at 1e-12
# names: changed its argument
def binary_cross_entropy(p, y):
    np.clip(p, 1e-12, 1 - 1e-12, out=p)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% wrong: squared error
# names: this is the squared error
def binary_cross_entropy(p, y):
    return np.mean((p - y) ** 2)

# %% wrong: the mean taken twice
# names: divided by the number of examples once more
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(p)

# %% wrong: added instead of clipped
# names: 1e-12 is added
def binary_cross_entropy(p, y):
    return -np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))


# %% wrong: the logarithm of a product
# names: the probabilities are multiplied
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.log(np.prod(np.where(y == 1, p, 1 - p))) / len(p)


# %% wrong: rounded
# names: small values are lost
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return round(float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))), 9)


# %% right: p and 1 - p clipped from below
def binary_cross_entropy(p, y):
    return -np.mean(y * np.log(np.maximum(p, 1e-12)) + (1 - y) * np.log(np.maximum(1 - p, 1e-12)))


# %% wrong: the same logarithm twice
# names: of one part, 1 minus it is needed
def binary_cross_entropy(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(p))
