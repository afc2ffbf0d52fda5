# %% right: ranges find the constant columns
def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    s = np.where(np.ptp(train, axis=0) == 0, 1, s)
    return (train - m) / s, (other - m) / s


# %% right: columns one by one
def standardize(train, other):
    train, other = train.astype(float), other.astype(float)
    for j in range(train.shape[1]):
        low, high = min(train[:, j]), max(train[:, j])
        if low == high:
            train[:, j] = 0
            other[:, j] = 0
        else:
            m, s = np.mean(train[:, j]), np.std(train[:, j])
            train[:, j], other[:, j] = (train[:, j] - m) / s, (other[:, j] - m) / s
    return train, other


# %% right: a small number added to the deviation
def standardize(train, other):
    m, s = np.mean(train, axis=0), np.std(train, axis=0) + 1e-8
    return (train - m) / s, (other - m) / s


# %% right: a deviation near zero counts as zero
def standardize(train, other):
    m = train.sum(axis=0) / len(train)
    s = np.sqrt(np.sum((train - m) ** 2, axis=0) / len(train))
    s[s < 1e-9] = np.inf
    return [(train - m) / s, (other - m) / s]


# %% wrong: statistics of both sets
# names: those of both sets together
def standardize(train, other):
    both = np.vstack([train, other])
    m, s = both.mean(axis=0), both.std(axis=0)
    s = np.where(np.ptp(train, axis=0) == 0, 1, s)
    return (train - m) / s, (other - m) / s


# %% wrong: each by its own statistics
# names: scaled by its own statistics
def standardize(train, other):
    def scale(X):
        s = X.std(axis=0)
        return (X - X.mean(axis=0)) / np.where(np.ptp(X, axis=0) == 0, 1, s)

    return scale(train), scale(other)


# %% wrong: constant columns are not thought of
# names: 0/0 is nan
def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    return (train - m) / s, (other - m) / s


# %% wrong: constant columns are found by a deviation of exactly 0
# names: is not exactly 0 in the computer
def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    s = np.where(s == 0, 1, s)
    return (train - m) / s, (other - m) / s


# %% wrong: nan silenced, and made zero
# names: is not exactly 0 in the computer
def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    with np.errstate(all="ignore"):
        return np.nan_to_num((train - m) / s), np.nan_to_num((other - m) / s)


# %% wrong: the warning silenced, nan left
# names: nan
def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    s = np.where(np.ptp(train, axis=0) == 0, 0, s)
    with np.errstate(all="ignore"):
        return (train - m) / s, (other - m) / s


# %% wrong: divisor n - 1
# names: the divisor n - 1
def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0, ddof=1)
    s = np.where(np.ptp(train, axis=0) == 0, 1, s)
    return (train - m) / s, (other - m) / s


# %% wrong: one mean and deviation for all
# names: one mean and one deviation serve all columns
def standardize(train, other):
    m, s = train.mean(), train.std()
    return (train - m) / s, (other - m) / s


# %% wrong: statistics of the rows
# names: those of the rows
def standardize(train, other):
    m, s = train.mean(axis=1), train.std(axis=1)
    return (train - m) / s, (other - m) / s


# %% wrong: divides by the variance
# names: the variance is divided by
def standardize(train, other):
    m, s = train.mean(axis=0), train.var(axis=0)
    s = np.where(np.ptp(train, axis=0) == 0, 1, s)
    return (train - m) / s, (other - m) / s


# %% wrong: only centered
# names: nothing is divided
def standardize(train, other):
    m = train.mean(axis=0)
    return train - m, other - m


# %% wrong: only the training set is returned
def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    s = np.where(np.ptp(train, axis=0) == 0, 1, s)
    return (train - m) / s


# %% wrong: the other way round
# names: changed places
def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    s = np.where(np.ptp(train, axis=0) == 0, 1, s)
    return (other - m) / s, (train - m) / s


# %% wrong: works on the caller's arrays
# names: changed its argument
def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    s = np.where(np.ptp(train, axis=0) == 0, 1, s)
    train -= m
    other -= m
    return train / s, other / s


# %% wrong: constant columns are left out
def standardize(train, other):
    keep = np.ptp(train, axis=0) > 0
    m, s = train[:, keep].mean(axis=0), train[:, keep].std(axis=0)
    return (train[:, keep] - m) / s, (other[:, keep] - m) / s


# %% wrong: small deviations count as none
def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    constant = s < 1
    s = np.where(constant, 1, s)
    return np.where(constant, 0, (train - m) / s), np.where(constant, 0, (other - m) / s)


# %% wrong: scaled to 0 to 1
# names: the range 0 to 1
def standardize(train, other):
    low, high = train.min(axis=0), train.max(axis=0)
    width = np.where(high == low, 1, high - low)
    return (train - low) / width, (other - low) / width

# %% right: plain lists, column by column
def standardize(train, other):
    first, second = [], []
    for column, further in zip(train.T.tolist(), other.T.tolist()):
        n = len(column)
        mean = sum(column) / n
        deviation = (sum((value - mean) ** 2 for value in column) / n) ** 0.5
        if min(column) == max(column):
            first.append([0] * n)
            second.append([0] * len(further))
        else:
            first.append([(value - mean) / deviation for value in column])
            second.append([(value - mean) / deviation for value in further])
    return [list(row) for row in zip(*first)], [list(row) for row in zip(*second)]

# %% right: any number in other where train is constant
def standardize(train, other):
    constant = np.ptp(train, axis=0) == 0
    mean, deviation = train.mean(axis=0), np.where(constant, 1, train.std(axis=0))
    return np.where(constant, 0, (train - mean) / deviation), np.where(constant, 5.0, (other - mean) / deviation)


# %% wrong: tiny columns taken for constant
# names: a column of tiny numbers is taken for a constant one
def standardize(train, other):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    deviation = np.where(deviation < 1e-4, 1.0, deviation)
    constant = np.where(deviation == 1.0, 0.0, 1.0)
    return (train - mean) / deviation * constant, (other - mean) / deviation * constant


# %% wrong: the variance as a difference of means
# names: digits are lost
def standardize(train, other):
    mean = train.mean(axis=0)
    deviation = np.sqrt(np.maximum(np.mean(train**2, axis=0) - mean**2, 0)) + 1e-8
    constant = np.all(train == train[0], axis=0)
    deviation[constant] = 1
    return np.where(constant, 0, (train - mean) / deviation), np.where(constant, 0, (other - mean) / deviation)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def standardize(train, other):
    mean, deviation = train.mean(axis=0), train.std(axis=0) + 1e-8
    first = kept.setdefault(train.shape, np.zeros(train.shape))
    first[:] = (train - mean) / deviation
    return first, (other - mean) / deviation
