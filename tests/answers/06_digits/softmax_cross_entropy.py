# %% right: shifted by the maximum
def softmax_cross_entropy(Z, Y):
    Z = Z - Z.max(axis=1, keepdims=True)
    P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    return -np.mean(np.sum(Y * np.log(P), axis=1)), (P - Y) / Z.shape[0]


# %% right: by the logarithm of the sum of exponentials
def softmax_cross_entropy(Z, Y):
    top = np.max(Z, axis=1, keepdims=True)
    log_P = Z - top - np.log(np.sum(np.exp(Z - top), axis=1, keepdims=True))
    loss = -(Y * log_P).sum() / len(Y)
    return loss, (np.exp(log_P) - Y) / len(Y)


# %% right: only the right classes' probabilities are read, rows in a loop
def softmax_cross_entropy(Z, Y):
    loss, dZ = 0.0, np.zeros_like(Z, dtype=float)
    for i in range(len(Z)):
        p = softmax(Z[i])
        loss -= np.log(p[np.argmax(Y[i])]) / len(Z)
        dZ[i] = (p - Y[i]) / len(Z)
    return [loss, dZ]


# %% right: probabilities clipped as in unit 2
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    n = len(P)
    return np.mean(-np.log(np.clip((P * Y).sum(axis=1), 1e-12, 1 - 1e-12))), P / n - Y / n


# %% wrong: no 1/n in dZ
# names: dZ lacks 1/n
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.sum(Y * np.log(P)) / len(Z), P - Y


# %% wrong: no 1/n anywhere
# names: the rows are summed, not averaged, in the loss and in dZ
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.sum(Y * np.log(P)), P - Y


# %% wrong: no 1/n in the loss
# names: the rows of the loss are summed
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.sum(Y * np.log(P)), (P - Y) / len(Z)


# %% wrong: the loss averaged over rows and classes
# names: the mean of the loss is over rows and classes
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.mean(Y * np.log(P)), (P - Y) / len(Z)


# %% wrong: both divided by rows and classes
# names: the mean is over rows and classes
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.mean(Y * np.log(P)), (P - Y) / Z.size


# %% wrong: the slope divided by rows and classes
# names: dZ is divided by rows and classes
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.sum(Y * np.log(P)) / len(Z), (P - Y) / Z.size


# %% wrong: truth minus prediction
# names: dZ has the wrong sign
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.sum(Y * np.log(P)) / len(Z), (Y - P) / len(Z)


# %% wrong: the sign of the loss
# names: the loss has the wrong sign
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return np.sum(Y * np.log(P)) / len(Z), (P - Y) / len(Z)


# %% wrong: binary logarithm
# names: base 2
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.sum(Y * np.log2(P)) / len(Z), (P - Y) / len(Z)


# %% wrong: the probabilities for the slope
# names: the second part is P
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.sum(Y * np.log(P)) / len(Z), P


# %% wrong: no shift
# names: subtracts the largest first
def softmax_cross_entropy(Z, Y):
    P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    return -np.sum(Y * np.log(P)) / len(Z), (P - Y) / len(Z)


# %% wrong: softmax over the whole batch
# names: the batch as a whole
def softmax_cross_entropy(Z, Y):
    P = np.exp(Z - Z.max())
    P = P / P.sum()
    return -np.sum(Y * np.log(P + 1e-300)) / len(Z), (P - Y) / len(Z)


# %% wrong: scores taken for probabilities
# names: warn
def softmax_cross_entropy(Z, Y):
    return -np.sum(Y * np.log(Z)) / len(Z), (Z - Y) / len(Z)


# %% wrong: the loss alone
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.sum(Y * np.log(P)) / len(Z)


# %% wrong: the order of the two
# names: changed places
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return (P - Y) / len(Z), -np.sum(Y * np.log(P)) / len(Z)


# %% wrong: a loss for each row
# names: one loss for each row
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.sum(Y * np.log(P), axis=1), (P - Y) / len(Z)


# %% wrong: the squared error's slope
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.sum(Y * np.log(P)) / len(Z), 2 * (P - Y) * P * (1 - P) / len(Z)


# %% wrong: changes Z
# names: changed its argument
def softmax_cross_entropy(Z, Y):
    Z -= Z.max(axis=1, keepdims=True)
    P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    return -np.sum(Y * np.log(P)) / len(Z), (P - Y) / len(Z)

# %% wrong: rounded
# names: small values are lost
def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    return -np.sum(Y * np.log(P)) / len(Z), np.where(np.abs(P - Y) < 1e-4, 0, P - Y) / len(Z)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def softmax_cross_entropy(Z, Y):
    P = softmax(Z)
    dZ = kept.setdefault(Z.shape, np.zeros(Z.shape))
    dZ[:] = (P - Y) / len(Z)
    return -np.sum(Y * np.log(P)) / len(Z), dZ
