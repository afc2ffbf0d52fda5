# %% right: mean of the rows' sums
def cross_entropy(P, Y):
    P = np.clip(P, 1e-12, 1 - 1e-12)
    return np.mean(-np.sum(Y * np.log(P), axis=1))

# %% right: picks the right class
def cross_entropy(P, Y):
    right = np.argmax(Y, axis=1)
    p = np.clip(P[np.arange(len(P)), right], 1e-12, 1 - 1e-12)
    return -np.log(p).mean()

# %% right: loops
def cross_entropy(P, Y):
    total = 0.0
    for p, y in zip(P, Y):
        for p_j, y_j in zip(p, y):
            if y_j == 1:
                total -= np.log(min(max(p_j, 1e-12), 1 - 1e-12))
    return total / len(P)

# %% right: clips below only, which one-hot rows allow
def cross_entropy(P, Y):
    return -np.einsum("ij,ij->", Y, np.log(np.maximum(P, 1e-12))) / P.shape[0]

# %% wrong: mean over rows and classes
# names: the mean is over rows and classes
def cross_entropy(P, Y):
    return -np.mean(Y * np.log(np.clip(P, 1e-12, 1 - 1e-12)))

# %% wrong: sum
# names: the losses of the examples are summed, not averaged
def cross_entropy(P, Y):
    return -np.sum(Y * np.log(np.clip(P, 1e-12, 1 - 1e-12)))

# %% wrong: log2
# names: the logarithm has the base 2
def cross_entropy(P, Y):
    return -np.sum(Y * np.log2(np.clip(P, 1e-12, 1 - 1e-12))) / len(P)

# %% wrong: sign
# names: the minus sign in front is missing
def cross_entropy(P, Y):
    return np.sum(Y * np.log(np.clip(P, 1e-12, 1 - 1e-12))) / len(P)

# %% wrong: Y forgotten
# names: the wrong classes are counted too
def cross_entropy(P, Y):
    return -np.sum(np.log(np.clip(P, 1e-12, 1 - 1e-12))) / len(P)

# %% wrong: two-class formula
# names: the two-class formula is used
def cross_entropy(P, Y):
    P = np.clip(P, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / len(P)

# %% wrong: one number for each row
# names: there is one number for each example
def cross_entropy(P, Y):
    return -np.sum(Y * np.log(np.clip(P, 1e-12, 1 - 1e-12)), axis=1)

# %% wrong: not clipped
# names: the probabilities are not clipped
def cross_entropy(P, Y):
    return -np.sum(Y * np.log(P)) / len(P)

# %% wrong: clipped elsewhere
# names: the probabilities are clipped, but not at 1e-12
def cross_entropy(P, Y):
    return -np.sum(Y * np.log(np.clip(P, 1e-15, 1))) / len(P)

# %% wrong: clipped too early
# names: the probabilities are clipped, but not at 1e-12
def cross_entropy(P, Y):
    return -np.sum(Y * np.log(np.clip(P, 1e-6, 1 - 1e-6))) / len(P)

# %% wrong: mean over the columns
# names: the sum is divided by the number of classes
def cross_entropy(P, Y):
    return -np.sum(Y * np.log(np.clip(P, 1e-12, 1 - 1e-12))) / P.shape[1]

# %% wrong: the most probable class instead of the right one
# names: the most probable class is taken
def cross_entropy(P, Y):
    return -np.mean(np.log(np.clip(P.max(axis=1), 1e-12, 1 - 1e-12)))

# %% wrong: logarithm of the sum of errors
# names: the logarithm is taken of the mean
def cross_entropy(P, Y):
    return -np.log(np.clip(np.mean(np.sum(Y * P, axis=1)), 1e-12, 1 - 1e-12))

# %% wrong: P and Y exchanged
# names: `P` and `Y` have changed places
def cross_entropy(P, Y):
    return -np.sum(P * np.log(np.clip(Y, 1e-12, 1 - 1e-12))) / len(P)

# %% wrong: clips in place
# not told: not at 1e-12
# names: changed its argument
def cross_entropy(P, Y):
    P[P < 1e-12] = 1e-12
    return -np.sum(Y * np.log(P)) / len(P)

# %% wrong: softmax taken once more
# names: softmax is taken once more
def cross_entropy(P, Y):
    e = np.exp(P)
    return -np.sum(Y * np.log(e / e.sum(axis=1, keepdims=True))) / len(P)

# %% wrong: three classes always
def cross_entropy(P, Y):
    k = 3 if P.shape[1] == 3 else 2
    return -np.mean(Y * np.log(np.clip(P, 1e-12, 1 - 1e-12))) * k

# %% wrong: added instead of clipped
# names: 1e-12 is added
def cross_entropy(P, Y):
    return -np.sum(Y * np.log(P + 1e-12)) / len(P)


# %% wrong: the logarithm of a product
# names: the probabilities are multiplied
def cross_entropy(P, Y):
    P = np.clip(P, 1e-12, 1 - 1e-12)
    return -np.log(np.prod(np.sum(P * Y, axis=1))) / len(P)


# %% wrong: rounded
# names: small values are lost
def cross_entropy(P, Y):
    P = np.clip(P, 1e-12, 1 - 1e-12)
    return np.round(-np.sum(Y * np.log(P)) / len(P), 9)
