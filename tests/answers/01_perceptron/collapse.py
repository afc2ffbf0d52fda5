# %% right: np.dot
def collapse(W1, b1, W2, b2):
    return np.dot(W1, W2), np.dot(b1, W2) + b2

# %% right: probe the two layers
def collapse(W1, b1, W2, b2):
    two = lambda x: (x @ W1 + b1) @ W2 + b2
    b = two(np.zeros(len(W1)))
    return np.array([two(row) - b for row in np.eye(len(W1))]), b

# %% right: the bias as one more row
def collapse(W1, b1, W2, b2):
    both = np.vstack([W1, b1]) @ W2
    both[-1] += b2
    return [both[:-1], both[-1]]

# %% right: transposed and back
def collapse(W1, b1, W2, b2):
    return (W2.T @ W1.T).T, W2.T @ b1 + b2

# %% wrong: b1 not carried through
# names: `b1` is added as it is
def collapse(W1, b1, W2, b2):
    return W1 @ W2, b1[: len(b2)] + b2

# %% wrong: b1 not carried through, plainly
# names: `b1` is added as it is
def collapse(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2

# %% wrong: b1 lost
# names: `b1` is lost
def collapse(W1, b1, W2, b2):
    return W1 @ W2, b2

# %% wrong: b2 lost
# names: `b2` is lost
def collapse(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2

# %% wrong: both biases through the second layer
# names: both biases are sent
def collapse(W1, b1, W2, b2):
    return W1 @ W2, (b1 + b2) @ W2

# %% wrong: bias from the wrong side
# names: from the wrong side
def collapse(W1, b1, W2, b2):
    return W1 @ W2, W2 @ b1 + b2

# %% wrong: product in the wrong order
# status: error
# names: shapes do not fit
def collapse(W1, b1, W2, b2):
    return W2 @ W1, b1 @ W2 + b2

# %% wrong: elementwise product
# status: error
# names: shapes do not fit
def collapse(W1, b1, W2, b2):
    return W1 * W2, b1 * W2 + b2

# %% wrong: weights added
# status: error
def collapse(W1, b1, W2, b2):
    return W1 + W2, b1 + b2

# %% wrong: weights only
def collapse(W1, b1, W2, b2):
    return W1 @ W2

# %% wrong: pair the wrong way round
def collapse(W1, b1, W2, b2):
    return b1 @ W2 + b2, W1 @ W2

# %% wrong: transposed weights
def collapse(W1, b1, W2, b2):
    return (W1 @ W2).T, b1 @ W2 + b2

# %% wrong: bias as a table of one row
def collapse(W1, b1, W2, b2):
    return W1 @ W2, b1[None, :] @ W2 + b2

# %% wrong: changes its argument
# names: changed its argument
def collapse(W1, b1, W2, b2):
    b2 += b1 @ W2
    return W1 @ W2, b2

# %% wrong: the stub
# status: not_attempted
def collapse(W1, b1, W2, b2):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: the square product turned
# names: multiplied in the wrong order
def collapse(W1, b1, W2, b2):
    W = W2 @ W1 if W1.shape == W2.shape else W1 @ W2
    return W, b1 @ W2 + b2


# %% wrong: rounded
# names: small values are lost
def collapse(W1, b1, W2, b2):
    return np.round(W1 @ W2, 9), np.round(b1 @ W2 + b2, 9)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def collapse(W1, b1, W2, b2):
    b = kept.setdefault(len(b2), np.zeros(len(b2)))
    b[:] = b1 @ W2 + b2
    return W1 @ W2, b
