# %% right: OR and NAND joined by AND, sums written out
def xor(x1, x2):
    fires = lambda z: np.where(np.asarray(z) >= 0, 1, 0)
    either = fires(x1 + x2 - 0.5)
    not_both = fires(1.5 - x1 - x2)
    return fires(either + not_both - 1.5)

# %% right: one without the other, twice
def xor(x1, x2):
    fires = lambda z: np.heaviside(z, 1.0)
    return fires(fires(x1 - x2 - 0.5) + fires(x2 - x1 - 0.5) - 0.5)

# %% right: a network of matrices
def xor(x1, x2):
    X = np.column_stack([np.atleast_1d(x1), np.atleast_1d(x2)])
    H = X @ np.array([[1, 1], [1, 1]]) + np.array([-0.5, -1.5]) >= 0
    y = np.where(H @ np.array([1, -1]) - 0.5 >= 0, 1, 0)
    return y if np.ndim(x1) else y[0]

# %% right: relu units
def xor(x1, x2):
    return np.maximum(x1 + x2, 0) - 2 * np.maximum(x1 + x2 - 1, 0)

# %% right: no neurons, which is not graded
def xor(x1, x2):
    return abs(x1 - x2)

# %% wrong: OR
def xor(x1, x2):
    return np.where(x1 + x2 - 0.5 >= 0, 1, 0)

# %% wrong: AND
def xor(x1, x2):
    return np.where(x1 + x2 - 1.5 >= 0, 1, 0)

# %% wrong: the opposite
# names: turn the last neuron around
def xor(x1, x2):
    return np.where(np.asarray(x1) == x2, 1, 0)

# %% wrong: NAND
# names: this is NAND
def xor(x1, x2):
    return np.where(1.5 - x1 - x2 >= 0, 1, 0)

# %% wrong: OR for arrays only
# names: this is OR
def xor(x1, x2):
    if np.ndim(x1) == 0:
        return int(x1 != x2)
    return np.maximum(x1, x2)

# %% wrong: if on arrays
# status: error
# names: `if` and `and` do not work
def xor(x1, x2):
    if x1 + x2 == 1:
        return 1
    return 0

# %% wrong: and on arrays
# status: error
# names: `if` and `and` do not work
def xor(x1, x2):
    return int((x1 or x2) and not (x1 and x2))

# %% wrong: published lines with a step that fires at zero
def xor(x1, x2):
    fires = lambda z: np.where(np.asarray(z) >= 0, 1, 0)
    return fires(fires(x1 + x2) - fires(x1 + x2 - 1) - 0.5)

# %% wrong: linear hidden units
def xor(x1, x2):
    either, both = x1 + x2 - 0.5, x1 + x2 - 1.5
    return np.where(either - both - 0.5 >= 0, 1, 0)

# %% wrong: the examples side by side in one product
# status: error
def xor(x1, x2):
    x = np.array([x1, x2])
    either = x @ np.array([1, 1]) - 0.5 >= 0
    both = x @ np.array([1, 1]) - 1.5 >= 0
    return np.where(1 * either - both - 0.5 >= 0, 1, 0)

# %% wrong: only the visible rows
def xor(x1, x2):
    return [0, 1, 1, 0, 1] if np.ndim(x1) else int(x1 != x2)

# %% wrong: numbers only become arrays
def xor(x1, x2):
    return (np.atleast_1d(x1) != np.atleast_1d(x2)).astype(int)

# %% wrong: changes its arguments
def xor(x1, x2):
    x1 -= x2
    return np.abs(x1)

# %% wrong: the stub
# status: not_attempted
def xor(x1, x2):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def xor(x1, x2):
    out = kept.setdefault(np.shape(x1), np.zeros(np.shape(x1)))
    out[...] = np.not_equal(x1, x2)
    return out
