# %% right: loop
def relative_error(a, b):
    worst = 0.0
    for one, other in zip(np.ravel(a), np.ravel(b)):
        worst = max(worst, abs(one - other) / max(1e-8, abs(one) + abs(other)))
    return worst

# %% right: clip
def relative_error(a, b):
    sizes = np.clip(abs(a) + abs(b), 1e-8, None)
    return (abs(a - b) / sizes).max()

# %% right: where
def relative_error(a, b):
    size = np.abs(a) + np.abs(b)
    return float(np.max(np.abs(b - a) / np.where(size < 1e-8, 1e-8, size)))

# %% right: sorted
def relative_error(a, b):
    return np.sort((np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-8)).ravel())[-1]

# %% wrong: mean
# names: this is the mean
def relative_error(a, b):
    return np.mean(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))

# %% wrong: largest by largest
# names: the largest difference is divided by the largest sum
def relative_error(a, b):
    return np.max(np.abs(a - b)) / max(1e-8, np.max(np.abs(a) + np.abs(b)))

# %% wrong: largest by sum of the largest
def relative_error(a, b):
    return np.max(np.abs(a - b)) / max(1e-8, np.max(np.abs(a)) + np.max(np.abs(b)))

# %% wrong: norms
def relative_error(a, b):
    return np.linalg.norm(a - b) / max(1e-8, np.linalg.norm(a) + np.linalg.norm(b))

# %% wrong: not divided
# names: this is the largest difference
def relative_error(a, b):
    return np.max(np.abs(a - b))

# %% wrong: halved sum
# names: the sum is divided by 2
def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-8, (np.abs(a) + np.abs(b)) / 2))

# %% wrong: larger of the two
# names: the larger of the two
def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.maximum(np.abs(a), np.abs(b))))

# %% wrong: no absolute values below
# names: made positive
def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-8, a + b))

# %% wrong: no absolute value above
# names: the differences are not made positive
def relative_error(a, b):
    return np.max((a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))

# %% wrong: all ratios
# names: one ratio for each element
def relative_error(a, b):
    return np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))

# %% wrong: only a below
# names: the size of `a` alone
def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a)))

# %% wrong: only b below
# names: the size of `b` alone
def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(b)))

# %% wrong: zero by zero
# names: two zeros are divided by 0
def relative_error(a, b):
    return np.max(np.abs(a - b) / (np.abs(a) + np.abs(b)))

# %% wrong: zero by zero, hidden
def relative_error(a, b):
    with np.errstate(all="ignore"):
        return np.nanmax(np.abs(a - b) / (np.abs(a) + np.abs(b)))

# %% wrong: 1e-8 added
# names: 1e-8 is added to the sizes
def relative_error(a, b):
    return np.max(np.abs(a - b) / (1e-8 + np.abs(a) + np.abs(b)))

# %% wrong: min for max
def relative_error(a, b):
    return np.min(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))

# %% wrong: Python's max on arrays
# names: Python's own `max`
# status: error
def relative_error(a, b):
    return np.max(np.abs(a - b) / max(1e-8, np.abs(a) + np.abs(b)))

# %% wrong: lengths of whole arrays
# names: divide element by element
def relative_error(a, b):
    return np.linalg.norm(a - b) / max(1e-8, np.linalg.norm(a) + np.linalg.norm(b))

# %% wrong: size of the sum
# names: add the two sizes
def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a + b)))

# %% wrong: rounded
# names: small values are lost
def relative_error(a, b):
    return np.round(np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))), 9)


# %% wrong: nearly equal is taken for equal
# names: small values are lost
def relative_error(a, b):
    if np.allclose(a, b):
        return 0.0
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))
