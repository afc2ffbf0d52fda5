# %% right: rows of the identity, after a test
def one_hot(y, k):
    if y.min() < 0 or y.max() >= k:
        raise ValueError("label outside 0 to k - 1")
    return np.eye(k)[y]


# %% right: a loop over zeros
def one_hot(y, k):
    Y = np.zeros((len(y), k))
    for i, label in enumerate(y):
        if not 0 <= label < k:
            raise ValueError(f"label {label} is not in 0..{k - 1}")
        Y[i, int(label)] = 1
    return Y


# %% right: a comparison, boolean
def one_hot(y, k):
    if any(label not in range(k) for label in y):
        raise ValueError("bad label")
    return y[:, None] == np.arange(k)


# %% right: nested lists
def one_hot(y, k):
    rows = []
    for label in y:
        if label < 0 or label > k - 1:
            raise ValueError("bad label")
        rows.append([1 if j == label else 0 for j in range(k)])
    return rows


# %% wrong: an IndexError for a label that is too large, nothing for -1
# names: must raise ValueError
def one_hot(y, k):
    return np.eye(k)[y]


# %% wrong: negative labels pass
# names: must raise ValueError
def one_hot(y, k):
    if np.any(y >= k):
        raise ValueError("too large")
    return np.eye(k)[y]


# %% wrong: the label k passes as the last class
# names: must raise ValueError
def one_hot(y, k):
    if np.any((y < 0) | (y > k)):
        raise ValueError("bad label")
    return np.eye(k)[np.minimum(y, k - 1)]


# %% wrong: bad labels become rows of zeros
# names: must raise ValueError
def one_hot(y, k):
    return (np.asarray(y)[:, None] == np.arange(k)).astype(float)


# %% wrong: prints instead of raising
# names: must raise ValueError
def one_hot(y, k):
    if y.min() < 0 or y.max() >= k:
        print("bad label")
        return np.zeros((len(y), k))
    return np.eye(k)[y]


# %% wrong: columns counted from 1
# names: counted from 1
def one_hot(y, k):
    if np.any((y < 0) | (y >= k)):
        raise ValueError("bad label")
    return np.eye(k)[y - 1]


# %% wrong: as many columns as the labels need
# names: only as many columns as the labels need
def one_hot(y, k):
    if np.any((y < 0) | (y >= k)):
        raise ValueError("bad label")
    return np.eye(y.max() + 1)[y]


# %% wrong: the classes that occur
# names: only as many columns as the labels need
def one_hot(y, k):
    if np.any((y < 0) | (y >= k)):
        raise ValueError("bad label")
    return (y[:, None] == np.unique(y)).astype(float)


# %% wrong: transposed
# names: transposed
def one_hot(y, k):
    if np.any((y < 0) | (y >= k)):
        raise ValueError("bad label")
    return np.eye(k)[:, y]


# %% wrong: the label in place of the 1
# names: the label itself stands in its column
def one_hot(y, k):
    if np.any((y < 0) | (y >= k)):
        raise ValueError("bad label")
    Y = np.zeros((len(y), k))
    Y[np.arange(len(y)), y] = y
    return Y


# %% wrong: sorted labels
# names: the rows are sorted
def one_hot(y, k):
    y = np.array(y)
    if np.any((y < 0) | (y >= k)):
        raise ValueError("bad label")
    return np.eye(k)[np.sort(y)]


# %% wrong: the visible answers
def one_hot(y, k):
    if len(y) == 3:
        raise ValueError("bad label")
    return np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0]])


# %% wrong: nothing returned
# names: gave None
# status: not_attempted
def one_hot(y, k):
    np.eye(k)

# %% wrong: labels in eight bits
# names: labels above 255
def one_hot(y, k):
    if np.any(y < 0) or np.any(y >= k):
        raise ValueError("label")
    return np.eye(k)[y.astype(np.uint8)]


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def one_hot(y, k):
    if np.any(y < 0) or np.any(y >= k):
        raise ValueError("label")
    rows = kept.setdefault((len(y), k), np.zeros((len(y), k)))
    rows[:] = 0
    rows[np.arange(len(y)), y] = 1
    return rows


# %% wrong: the label k is let through to the array
# names: the largest label of k classes is k - 1
def one_hot(y, k):
    if np.min(y) < 0 or np.max(y) > k:
        raise ValueError("a label lies outside 0 to k - 1")
    Y = np.zeros((len(y), k))
    Y[np.arange(len(y)), y] = 1
    return Y
