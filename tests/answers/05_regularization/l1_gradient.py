# %% right: two comparisons
def l1_gradient(W, lam, m):
    return lam / (2 * m) * ((W > 0).astype(float) - (W < 0))

# %% right: where in where
def l1_gradient(W, lam, m):
    slope = lam / (2 * m)
    return np.where(W > 0, slope, np.where(W < 0, -slope, 0))

# %% right: loops
def l1_gradient(W, lam, m):
    out = np.zeros(W.shape)
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            if W[i, j] > 0:
                out[i, j] = lam / (2 * m)
            elif W[i, j] < 0:
                out[i, j] = -lam / (2 * m)
    return out

# %% right: nested lists
def l1_gradient(W, lam, m):
    return [[0.5 * lam / m * ((w > 0) * 1 - (w < 0) * 1) for w in row] for row in W]

# %% wrong: no 2
# names: the factor is lam / m
def l1_gradient(W, lam, m):
    return lam / m * np.sign(W)

# %% wrong: the sign of unit 1
# names: the sign of 0 is taken as +1
def l1_gradient(W, lam, m):
    return lam / (2 * m) * np.where(W >= 0, 1, -1)

# %% wrong: the sign of 0 is -1
# names: the sign of 0 is taken as -1
def l1_gradient(W, lam, m):
    return lam / (2 * m) * np.where(W > 0, 1, -1)

# %% wrong: absolute values
# names: the sizes of the weights are returned
def l1_gradient(W, lam, m):
    return lam / (2 * m) * np.abs(W)

# %% wrong: the gradient of L2
# names: this is the gradient of L2
def l1_gradient(W, lam, m):
    return lam / m * W

# %% wrong: the weights
# names: the weights themselves are returned
def l1_gradient(W, lam, m):
    return lam / (2 * m) * W

# %% wrong: constant
# names: the signs are missing
def l1_gradient(W, lam, m):
    return np.full(W.shape, lam / (2 * m))

# %% wrong: all positive
# names: negative weights get a positive slope
def l1_gradient(W, lam, m):
    return lam / (2 * m) * (W != 0)

# %% wrong: a number
# names: the gradient has the shape of `W`
def l1_gradient(W, lam, m):
    return lam / (2 * m) * np.sum(np.sign(W))

# %% wrong: the penalty
# names: the gradient has the shape of `W`
def l1_gradient(W, lam, m):
    return lam / (2 * m) * np.sum(np.abs(W))

# %% wrong: division by the size
# names: divides by 0
def l1_gradient(W, lam, m):
    return lam / (2 * m) * W / np.abs(W)

# %% wrong: an if on a matrix
# names: asks a whole matrix at once
# status: error
def l1_gradient(W, lam, m):
    if W > 0:
        return lam / (2 * m)
    return -lam / (2 * m)

# %% wrong: descends
# names: the sign is the wrong way round
def l1_gradient(W, lam, m):
    return -lam / (2 * m) * np.sign(W)

# %% wrong: no m
# names: `m` is not used
def l1_gradient(W, lam, m):
    return lam / 2 * np.sign(W)

# %% right: divided where the weight is not 0
def l1_gradient(W, lam, m):
    signs = np.divide(W, np.abs(W), out=np.zeros_like(W), where=W != 0)
    return lam * signs / m / 2

# %% wrong: a steep but smooth step
# names: however small a weight is
def l1_gradient(W, lam, m):
    return lam / (2 * m) * np.tanh(1e3 * W)

# %% wrong: half of lam times m
# names: multiplies by m
def l1_gradient(W, lam, m):
    return lam / 2 * m * np.sign(W)

# %% wrong: a tolerance at zero
# names: small weights get a smaller slope, or none
def l1_gradient(W, lam, m):
    return lam / (2 * m) * np.where(np.isclose(W, 0), 0, np.sign(W))


# %% wrong: rounded
# names: small values are lost
def l1_gradient(W, lam, m):
    return np.round(lam / (2 * m) * np.sign(W), 9)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def l1_gradient(W, lam, m):
    return np.multiply(lam / (2 * m), np.sign(W), out=kept.setdefault(W.shape, np.zeros(W.shape)))
