# %% right: a loop over the pairs
def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k))
    for i, j in zip(y, y_hat):
        counts[i, j] += 1
    return counts


# %% right: one number for each pair, counted
def confusion_matrix(y, y_hat, k):
    return np.bincount(k * y + y_hat, minlength=k * k).reshape(k, k)


# %% right: a product of one-hot rows
def confusion_matrix(y, y_hat, k):
    return np.eye(k)[y].T @ np.eye(k)[y_hat]


# %% right: by scikit-learn, which turns to the labels of its own
def confusion_matrix(y, y_hat, k):
    from sklearn import metrics

    return metrics.confusion_matrix(y, y_hat, labels=range(k))


# %% right: nested lists
def confusion_matrix(y, y_hat, k):
    return [[sum(1 for t, r in zip(y, y_hat) if (t, r) == (i, j)) for j in range(k)] for i in range(k)]


# %% wrong: rows are the prediction
# names: transposed
def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k))
    for i, j in zip(y, y_hat):
        counts[j, i] += 1
    return counts


# %% wrong: pairs that occur twice count once
# names: counts a pair once
def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k))
    counts[y, y_hat] += 1
    return counts


# %% wrong: only the classes that occur
# names: `k` says how many there are
def confusion_matrix(y, y_hat, k):
    k = max(y.max(), y_hat.max()) + 1
    counts = np.zeros((k, k))
    np.add.at(counts, (y, y_hat), 1)
    return counts


# %% wrong: shares of the row
# names: these are shares
def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k))
    np.add.at(counts, (y, y_hat), 1)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


# %% wrong: the diagonal alone
# names: only what was read correctly
def confusion_matrix(y, y_hat, k):
    return np.diag(np.bincount(y[y == y_hat], minlength=k))


# %% wrong: the mistakes alone
# names: only the mistakes are counted
def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k))
    np.add.at(counts, (y[y != y_hat], y_hat[y != y_hat]), 1)
    return counts


# %% wrong: shares of all examples
def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k))
    np.add.at(counts, (y, y_hat), 1)
    return counts / len(y)


# %% wrong: always ten classes
def confusion_matrix(y, y_hat, k):
    counts = np.zeros((10, 10))
    np.add.at(counts, (y, y_hat), 1)
    return counts


# %% wrong: labels counted from 1
# names: label 0 has row 0
def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k))
    np.add.at(counts, (y + 1, y_hat + 1), 1)
    return counts


# %% wrong: the last example forgotten
def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k))
    for i in range(len(y) - 1):
        counts[y[i], y_hat[i]] += 1
    return counts


# %% wrong: flat
def confusion_matrix(y, y_hat, k):
    return np.bincount(k * y + y_hat, minlength=k * k)


# %% wrong: a shared list for all rows
# names: one list stands in all rows
def confusion_matrix(y, y_hat, k):
    counts = [[0] * k] * k
    for i, j in zip(y, y_hat):
        counts[i][j] += 1
    return counts

# %% wrong: counted in eight bits
# names: counts above 255
def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k), dtype=np.uint8)
    np.add.at(counts, (y, y_hat), 1)
    return counts


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def confusion_matrix(y, y_hat, k):
    counts = kept.setdefault(k, np.zeros((k, k)))
    counts[:] = 0
    np.add.at(counts, (y, y_hat), 1)
    return counts
