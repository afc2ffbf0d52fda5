# %% right: training rows first
def train_val_split(X, Y, fraction, rng):
    n = len(X)
    order = rng.permutation(n)
    n_train = n - round(n * fraction)
    train, val = order[:n_train], order[n_train:]
    return X[train], X[val], Y[train], Y[val]

# %% right: shuffled row numbers, as a list
def train_val_split(X, Y, fraction, rng):
    rows = np.arange(len(X))
    rng.shuffle(rows)
    k = int(round(fraction * X.shape[0]))
    return [X[rows[k:]], X[rows[:k]], Y[rows[k:]], Y[rows[:k]]]

# %% right: sorted by random keys
def train_val_split(X, Y, fraction, rng):
    order = np.argsort(rng.random(len(X)))
    X, Y = X[order], Y[order]
    k = round(len(X) * fraction)
    return X[k:], X[:k], Y[k:], Y[:k]

# %% right: glued together, shuffled, cut apart
def train_val_split(X, Y, fraction, rng):
    both = rng.permutation(np.hstack([X, Y]))
    k, d = round(len(X) * fraction), X.shape[1]
    return both[k:, :d], both[:k, :d], both[k:, d:], both[:k, d:]

# %% right: rows chosen without repetition
def train_val_split(X, Y, fraction, rng):
    n = len(X)
    chosen = rng.choice(n, size=round(n * fraction), replace=False)
    rest = rng.permutation(np.setdiff1d(np.arange(n), chosen))
    return X[rest], X[chosen], Y[rest], Y[chosen]

# %% wrong: not shuffled
# names: the rows are not shuffled at all
def train_val_split(X, Y, fraction, rng):
    k = round(len(X) * fraction)
    return X[k:], X[:k], Y[k:], Y[:k]

# %% wrong: shuffled apart
# names: X and Y are shuffled apart
def train_val_split(X, Y, fraction, rng):
    k = round(len(X) * fraction)
    X, Y = rng.permutation(X), rng.permutation(Y)
    return X[k:], X[:k], Y[k:], Y[:k]

# %% wrong: only X is shuffled
# names: X and Y are shuffled apart
def train_val_split(X, Y, fraction, rng):
    k = round(len(X) * fraction)
    X = rng.permutation(X)
    return X[k:], X[:k], Y[k:], Y[:k]

# %% wrong: the share of training
# names: `fraction` is taken for training's share
def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X))
    k = round(len(X) * fraction)
    return X[order[:k]], X[order[k:]], Y[order[:k]], Y[order[k:]]

# %% wrong: another order of the four
# names: the four are in another order
def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X))
    k = round(len(X) * fraction)
    train, val = order[k:], order[:k]
    return X[train], Y[train], X[val], Y[val]

# %% wrong: two pairs
# names: return X_train, X_val, Y_train, Y_val
def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X))
    k = round(len(X) * fraction)
    return (X[order[k:]], Y[order[k:]]), (X[order[:k]], Y[order[:k]])

# %% wrong: cut off
# names: cut off or rounded up
def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X))
    k = int(len(X) * fraction)
    return X[order[k:]], X[order[:k]], Y[order[k:]], Y[order[:k]]

# %% wrong: rounded up
# names: cut off or rounded up
def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X))
    k = int(np.ceil(len(X) * fraction - 1e-9))
    return X[order[k:]], X[order[:k]], Y[order[k:]], Y[order[:k]]

# %% wrong: with repetition
# names: rows were drawn with repetition
def train_val_split(X, Y, fraction, rng):
    order = rng.integers(0, len(X), size=len(X))
    k = round(len(X) * fraction)
    return X[order[k:]], X[order[:k]], Y[order[k:]], Y[order[:k]]

# %% wrong: validation rows stay in training
# names: rows are lost or taken twice
def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X))
    k = round(len(X) * fraction)
    return X[order], X[order[:k]], Y[order], Y[order[:k]]

# %% wrong: a row lost between
# names: rows are lost or taken twice
def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X))
    k = round(len(X) * fraction)
    return X[order[k + 1 :]], X[order[:k]], Y[order[k + 1 :]], Y[order[:k]]

# %% wrong: numpy's global generator
# names: random numbers come from elsewhere than `rng`
def train_val_split(X, Y, fraction, rng):
    order = np.random.permutation(len(X))
    k = round(len(X) * fraction)
    return X[order[k:]], X[order[:k]], Y[order[k:]], Y[order[:k]]

# %% wrong: a generator of its own
# names: by a generator other than `rng`
def train_val_split(X, Y, fraction, rng):
    order = np.random.default_rng(0).permutation(len(X))
    k = round(len(X) * fraction)
    return X[order[k:]], X[order[:k]], Y[order[k:]], Y[order[:k]]

# %% wrong: cut first, shuffled after
# names: not shuffled by `rng` before they are split
def train_val_split(X, Y, fraction, rng):
    k = round(len(X) * fraction)
    train, val = k + rng.permutation(len(X) - k), rng.permutation(k)
    return X[train], X[val], Y[train], Y[val]

# %% wrong: counted from the end
# names: takes everything
def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X))
    k = round(len(X) * fraction)
    return X[order[:-k]], X[order[-k:]], Y[order[:-k]], Y[order[-k:]]

# %% wrong: shuffles the caller's arrays
# names: changed its argument
def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X))
    X[:], Y[:] = X[order], Y[order]
    k = round(len(X) * fraction)
    return X[k:].copy(), X[:k].copy(), Y[k:].copy(), Y[:k].copy()

# %% wrong: Y flattened
# names: has lost its columns
def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X))
    k = round(len(X) * fraction)
    return X[order[k:]], X[order[:k]], Y[order[k:], 0], Y[order[:k], 0]

# %% right: lists of rows, empty where there are none
def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X))
    k = round(len(X) * fraction)
    parts = (X, order[k:]), (X, order[:k]), (Y, order[k:]), (Y, order[:k])
    return [[rows[i] for i in chosen] for rows, chosen in parts]

# %% right: a mask of the rows chosen
def train_val_split(X, Y, fraction, rng):
    is_val = np.zeros(len(X), dtype=bool)
    is_val[rng.choice(len(X), size=round(len(X) * fraction), replace=False)] = True
    return X[~is_val], X[is_val], Y[~is_val], Y[is_val]

# %% wrong: the list begins somewhere else, but its order stays
# names: stay together
def train_val_split(X, Y, fraction, rng):
    order = np.roll(np.arange(len(X)), rng.integers(0, len(X)))
    k = round(len(X) * fraction)
    return X[order[k:]], X[order[:k]], Y[order[k:]], Y[order[:k]]

# %% wrong: each row goes to validation by the toss of a coin
# names: round(n * fraction)
def train_val_split(X, Y, fraction, rng):
    is_val = rng.random(len(X)) < fraction
    return X[~is_val], X[is_val], Y[~is_val], Y[is_val]

# %% wrong: row numbers in eight bits
# names: rows were drawn with repetition
def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X)).astype(np.uint8)
    n_val = round(len(X) * fraction)
    val, train = order[:n_val], order[n_val:]
    return X[train], X[val], Y[train], Y[val]


# %% wrong: arrays kept between calls
# names: the calls share one array
kept = {}


def train_val_split(X, Y, fraction, rng):
    order = rng.permutation(len(X))
    n_val = round(len(X) * fraction)
    inputs = kept.setdefault(X.shape, np.zeros(X.shape))
    inputs[:], targets = X[order], Y[order]
    return inputs[n_val:], inputs[:n_val], targets[n_val:], targets[:n_val]
