# %% right: the mean of the comparison
def accuracy(y, y_hat):
    return (y == y_hat).mean()


# %% right: counted in a loop
def accuracy(y, y_hat):
    hits = 0
    for truth, read in zip(y, y_hat):
        if truth == read:
            hits += 1
    return hits / len(y)


# %% right: by scikit-learn
def accuracy(y, y_hat):
    from sklearn.metrics import accuracy_score

    return accuracy_score(y, y_hat)


# %% right: from the wrong ones
def accuracy(y, y_hat):
    return 1 - np.count_nonzero(y - y_hat) / len(y)


# %% wrong: the count
# names: divide by how many there are
def accuracy(y, y_hat):
    return np.sum(y == y_hat)


# %% wrong: the error rate
# names: the share of the wrong ones
def accuracy(y, y_hat):
    return np.mean(y != y_hat)


# %% wrong: a percentage
# names: percentage
def accuracy(y, y_hat):
    return 100 * np.mean(y == y_hat)


# %% wrong: the comparison itself
# names: take the mean of it
def accuracy(y, y_hat):
    return y == y_hat


# %% wrong: equal in all places
# names: only where all labels agree
def accuracy(y, y_hat):
    return np.array_equal(y, y_hat)


# %% wrong: how far apart the labels are
# names: how far the labels are apart
def accuracy(y, y_hat):
    return np.mean(np.abs(y - y_hat))


# %% wrong: whole-number division
def accuracy(y, y_hat):
    return np.sum(y == y_hat) // len(y)


# %% wrong: divided by ten classes
def accuracy(y, y_hat):
    return np.sum(y == y_hat) / 10


# %% wrong: rounded
def accuracy(y, y_hat):
    return round(float(np.mean(y == y_hat)), 1)


# %% wrong: the labels compared as sets
def accuracy(y, y_hat):
    return len(set(y) & set(y_hat)) / len(set(y))

# %% wrong: counted in eight bits
# names: counts above 255
def accuracy(y, y_hat):
    return np.sum(y == y_hat, dtype=np.uint8) / len(y)


# %% wrong: rounded
# names: the share is rounded
def accuracy(y, y_hat):
    return round(float(np.mean(y == y_hat)), 4)
