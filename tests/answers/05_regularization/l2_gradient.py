# %% right: from the formula before simplifying
def l2_gradient(W, lam, m):
    return lam / (2 * m) * (2 * W)

# %% right: divided last
def l2_gradient(W, lam, m):
    return lam * W / m

# %% right: W plus W
def l2_gradient(W, lam, m):
    return (W + W) * lam / 2 / m

# %% right: nested lists
def l2_gradient(W, lam, m):
    return [[w * lam / m for w in row] for row in W]

# %% wrong: the 2 of the square
# names: the 2 of the square is forgotten
def l2_gradient(W, lam, m):
    return lam / (2 * m) * W

# %% wrong: the 2 of the factor
# names: the 2 in front of the m is forgotten
def l2_gradient(W, lam, m):
    return 2 * lam / m * W

# %% wrong: the gradient of L1
# names: this is the gradient of L1
def l2_gradient(W, lam, m):
    return lam / (2 * m) * np.sign(W)

# %% wrong: absolute values
# names: the sizes of the weights are taken
def l2_gradient(W, lam, m):
    return lam / m * np.abs(W)

# %% wrong: still squared
# names: the weights are still squared
def l2_gradient(W, lam, m):
    return lam / m * W**2

# %% wrong: the penalty of each weight
# names: this is the penalty of each weight
def l2_gradient(W, lam, m):
    return lam / (2 * m) * W**2

# %% wrong: the penalty
# names: the gradient has the shape of `W`
def l2_gradient(W, lam, m):
    return lam / (2 * m) * np.sum(W**2)

# %% wrong: no m
# names: `m` is not used
def l2_gradient(W, lam, m):
    return lam * W

# %% wrong: m is the number of rows
# names: divided by the number of rows
def l2_gradient(W, lam, m):
    return lam / len(W) * W

# %% wrong: no lam
# names: `lam` is not used
def l2_gradient(W, lam, m):
    return W / m

# %% wrong: decayed weights
# names: the weights are returned decayed already
def l2_gradient(W, lam, m):
    return W - lam / m * W

# %% wrong: in place
# names: changed its argument
def l2_gradient(W, lam, m):
    W *= lam / m
    return W

# %% wrong: transposed
# names: transposed
def l2_gradient(W, lam, m):
    return lam / m * W.T

# %% wrong: descends
# names: the sign is the wrong way round
def l2_gradient(W, lam, m):
    return -lam / m * W

# %% wrong: rounded
# names: small values are lost
def l2_gradient(W, lam, m):
    return np.round(lam / m * W, 9)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def l2_gradient(W, lam, m):
    return np.multiply(lam / m, W, out=kept.setdefault(W.shape, np.zeros(W.shape)))


# %% wrong: divided by the number of weights
# not told: the 2 of the square is forgotten
def l2_gradient(W, lam, m):
    return lam / W.size * W
