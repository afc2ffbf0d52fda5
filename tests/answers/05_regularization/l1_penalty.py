# %% right: one flat array
def l1_penalty(Ws, lam, m):
    return lam * np.abs(np.concatenate([W.ravel() for W in Ws])).sum() / (2 * m)

# %% right: a loop over the layers
def l1_penalty(Ws, lam, m):
    total = 0.0
    for W in Ws:
        total += np.abs(W).sum()
    return lam / 2 / m * total

# %% right: plain Python
def l1_penalty(Ws, lam, m):
    return sum(abs(float(w)) for W in Ws for row in W for w in row) * lam * 0.5 / m

# %% right: weights times their signs
def l1_penalty(Ws, lam, m):
    return np.array([np.sum(W * np.sign(W)) for W in Ws]).sum() * lam / (2 * m)

# %% wrong: no 2
# names: the factor is lam / m
def l1_penalty(Ws, lam, m):
    return lam / m * sum(np.sum(np.abs(W)) for W in Ws)

# %% wrong: squares
# names: that is the L2 penalty
def l1_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(np.sum(W**2) for W in Ws)

# %% wrong: no absolute values
# names: the signs are kept
def l1_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(np.sum(W) for W in Ws)

# %% wrong: absolute value of the sums
# names: the absolute value is taken of the sum of each layer
def l1_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(abs(np.sum(W)) for W in Ws)

# %% wrong: first layer
# names: only the first layer
def l1_penalty(Ws, lam, m):
    return lam / (2 * m) * np.sum(np.abs(Ws[0]))

# %% wrong: returns in the loop
# names: only the first layer
def l1_penalty(Ws, lam, m):
    for W in Ws:
        total = np.sum(np.abs(W))
        return lam / (2 * m) * total

# %% wrong: total overwritten
# names: only the last layer
def l1_penalty(Ws, lam, m):
    for W in Ws:
        total = np.sum(np.abs(W))
    return lam / (2 * m) * total

# %% wrong: one for each layer
# names: one number for each layer
def l1_penalty(Ws, lam, m):
    return [lam / (2 * m) * np.sum(np.abs(W)) for W in Ws]

# %% wrong: no factor
# names: the factor lam / (2 m) is missing
def l1_penalty(Ws, lam, m):
    return sum(np.sum(np.abs(W)) for W in Ws)

# %% wrong: no m
# names: `m` is not used
def l1_penalty(Ws, lam, m):
    return lam / 2 * sum(np.sum(np.abs(W)) for W in Ws)

# %% wrong: brackets of the factor
def l1_penalty(Ws, lam, m):
    return lam / 2 * m * sum(np.sum(np.abs(W)) for W in Ws)

# %% wrong: no lam
# names: `lam` is not used
def l1_penalty(Ws, lam, m):
    return sum(np.sum(np.abs(W)) for W in Ws) / (2 * m)

# %% wrong: mean
# names: the mean over the weights
def l1_penalty(Ws, lam, m):
    return lam / (2 * m) * np.mean(np.concatenate([np.abs(W).ravel() for W in Ws]))

# %% wrong: one big array
# status: error
def l1_penalty(Ws, lam, m):
    return lam / (2 * m) * np.sum(np.abs(np.array(Ws)))

# %% wrong: nothing returned
# names: gave None
# status: not_attempted
def l1_penalty(Ws, lam, m):
    penalty = lam / (2 * m) * sum(np.sum(np.abs(W)) for W in Ws)

# %% wrong: half of lam times m
# names: multiplies by m
def l1_penalty(Ws, lam, m):
    return lam / 2 * m * sum(np.sum(np.abs(W)) for W in Ws)

# %% wrong: NumPy's 1-norm of a matrix, which takes the largest column
# names: takes one column
def l1_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(np.linalg.norm(W, 1) for W in Ws)

# %% wrong: rounded
# names: small values are lost
def l1_penalty(Ws, lam, m):
    return round(float(lam / (2 * m) * sum(np.sum(np.abs(W)) for W in Ws)), 9)


# %% wrong: equal layers counted once
# names: layers with equal weights are taken for one
def l1_penalty(Ws, lam, m):
    return lam / (2 * m) * sum({W.tobytes(): np.sum(np.abs(W)) for W in Ws}.values())
