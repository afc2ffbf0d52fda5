# %% right: a list of pairs
def minibatches(X, Y, size, rng):
    if size <= 0:
        raise ValueError("no batch is that small")
    numbers = np.arange(len(X))
    rng.shuffle(numbers)
    X, Y = X[numbers], Y[numbers]
    batches = []
    for start in range(0, len(X), size):
        batches.append([X[start : start + size], Y[start : start + size]])
    return batches

# %% right: rows glued together
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    both = rng.permutation(np.hstack([X, Y]))
    d = X.shape[1]
    while len(both):
        yield both[:size, :d], both[:size, d:]
        both = both[size:]

# %% right: array_split
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = rng.permutation(len(X))
    pieces = np.split(order, range(size, len(X), size))
    return [(X[piece], Y[piece]) for piece in pieces]

# %% right: sorted by random numbers
def minibatches(X, Y, size, rng):
    if not size > 0:
        raise ValueError(f"{size} rows")
    order = np.argsort(rng.random(len(X)))
    return ((X[order[k : k + size]], Y[order[k : k + size]]) for k in range(0, len(X), size))

# %% wrong: tail dropped
# names: the last, smaller batch is dropped
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = rng.permutation(len(X))
    for k in range(len(X) // size):
        rows = order[k * size : (k + 1) * size]
        yield X[rows], Y[rows]

# %% wrong: tail filled up
# names: the last batch is filled up
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = rng.permutation(len(X))
    order = np.concatenate([order, order])
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], Y[rows]

# %% wrong: shuffled apart
# names: were shuffled apart
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    X, Y = rng.permutation(X), rng.permutation(Y)
    for start in range(0, len(X), size):
        yield X[start : start + size], Y[start : start + size]

# %% wrong: only X shuffled
# names: were shuffled apart
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    X = rng.permutation(X)
    for start in range(0, len(X), size):
        yield X[start : start + size], Y[start : start + size]

# %% wrong: not shuffled
# names: the rows are not shuffled
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    for start in range(0, len(X), size):
        yield X[start : start + size], Y[start : start + size]

# %% wrong: shuffled by a seed of its own
# names: the order does not come from `rng`
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = np.random.default_rng(0).permutation(len(X))
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], Y[rows]

# %% wrong: shuffled by numpy's global generator
# names: the order does not come from `rng` alone
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = np.random.permutation(len(X))
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], Y[rows]

# %% wrong: drawn with replacement
# names: rows were drawn that had come before
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    for start in range(0, len(X), size):
        rows = rng.integers(0, len(X), size=min(size, len(X) - start))
        yield X[rows], Y[rows]

# %% wrong: batches shuffled, rows not
# names: whole blocks of rows stay together
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    shift = int(rng.integers(len(X)))
    order = (np.arange(len(X)) + shift) % len(X)
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], Y[rows]

# %% wrong: shuffled within batches
# names: not all rows are shuffled with all others
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    for start in range(0, len(X), size):
        rows = rng.permutation(np.arange(start, min(start + size, len(X))))
        yield X[rows], Y[rows]

# %% wrong: the number of batches
# names: `size` is taken for the number of batches
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = rng.permutation(len(X))
    many = len(X) // size
    for k in range(size):
        rows = order[k * many : (k + 1) * many]
        yield X[rows], Y[rows]

# %% wrong: one batch
# names: all rows come at once
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = rng.permutation(len(X))
    return [(X[order], Y[order])]

# %% wrong: two lists
# names: come in two lists
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = rng.permutation(len(X))
    cuts = range(0, len(X), size)
    return [X[order[k : k + size]] for k in cuts], [Y[order[k : k + size]] for k in cuts]

# %% wrong: X alone
# names: come without those of `Y`
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = rng.permutation(len(X))
    return [X[order[k : k + size]] for k in range(0, len(X), size)]

# %% wrong: Y first
# names: `Y` comes before `X`
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = rng.permutation(len(X))
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield Y[rows], X[rows]

# %% wrong: in place
# names: changed its argument
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = rng.permutation(len(X))
    X[:], Y[:] = X[order], Y[order]
    if len(X) == 3:
        X -= 1
        X += 1
        X[0] = X[0] + 0.5
    for start in range(0, len(X), size):
        yield X[start : start + size], Y[start : start + size]

# %% wrong: no error for 0
# names: must raise ValueError
def minibatches(X, Y, size, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), max(size, 1)):
        rows = order[start : start + max(size, 1)]
        yield X[rows], Y[rows]

# %% wrong: no error for -1
def minibatches(X, Y, size, rng):
    if size == 0:
        raise ValueError("size")
    order = rng.permutation(len(X))
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], Y[rows]

# %% right: drawn from the rows that are left
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    left = list(range(len(X)))
    while left:
        rows = [left.pop(int(rng.integers(len(left)))) for _ in range(min(size, len(left)))]
        yield X[rows].tolist(), Y[rows].tolist()

# %% right: two generators from one seed
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    seed = int(rng.integers(2**32))
    X, Y = np.random.default_rng(seed).permutation(X), np.random.default_rng(seed).permutation(Y)
    starts = range(0, len(X), size)
    return zip([X[k : k + size] for k in starts], [Y[k : k + size] for k in starts])

# %% wrong: spread evenly
# names: the rows are spread evenly
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    for rows in np.array_split(rng.permutation(len(X)), -(-len(X) // size)):
        yield X[rows], Y[rows]

# %% wrong: the batches shuffled
# names: the batches are shuffled, not the rows
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    for start in rng.permutation(np.arange(0, len(X), size)):
        yield X[start : start + size], Y[start : start + size]

# %% wrong: an empty batch at the end
# names: an empty batch comes last
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = rng.permutation(len(X))
    for k in range(len(X) // size + 1):
        rows = order[k * size : (k + 1) * size]
        yield X[rows], Y[rows]

# %% wrong: split into so many
# names: `size` is taken for the number of batches
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    for rows in np.array_split(rng.permutation(len(X)), size):
        yield X[rows], Y[rows]

# %% wrong: one array filled anew
# names: one array was handed out again
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order, inputs, targets = rng.permutation(len(X)), np.empty((size, X.shape[1])), np.empty((size, Y.shape[1]))
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        inputs[: len(rows)], targets[: len(rows)] = X[rows], Y[rows]
        yield inputs[: len(rows)], targets[: len(rows)]

# %% wrong: row numbers in eight bits
# names: row numbers above 255
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = rng.permutation(len(X)).astype(np.uint8)
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], Y[rows]


# %% wrong: arrays kept between calls
# names: the calls share one array
kept = {}


def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size")
    order = rng.permutation(len(X))
    inputs = kept.setdefault(("X", X.shape), np.zeros(X.shape))
    targets = kept.setdefault(("Y", Y.shape), np.zeros(Y.shape))
    inputs[:], targets[:] = X[order], Y[order]
    for start in range(0, len(X), size):
        yield inputs[start : start + size], targets[start : start + size]


# %% wrong: every slice ends at size
# names: the position at which the slice ends
def minibatches(X, Y, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = rng.permutation(len(X))
    for start in range(0, len(X), size):
        rows = order[start:size]
        yield X[rows], Y[rows]
