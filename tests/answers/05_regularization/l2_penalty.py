# %% right: one flat array times itself
def l2_penalty(Ws, lam, m):
    w = np.concatenate([W.ravel() for W in Ws])
    return lam * (w @ w) / (2 * m)

# %% right: norms
def l2_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(np.linalg.norm(W) ** 2 for W in Ws)

# %% right: plain Python
def l2_penalty(Ws, lam, m):
    total = 0
    for W in Ws:
        for row in W:
            for w in row:
                total += w * w
    return total * lam / m / 2

# %% right: np.square
def l2_penalty(Ws, lam, m):
    return np.sum([np.square(W).sum() for W in Ws]) * (0.5 * lam / m)

# %% wrong: no 2
# names: the factor is lam / m
def l2_penalty(Ws, lam, m):
    return lam / m * sum(np.sum(W**2) for W in Ws)

# %% wrong: no square
# names: the square is forgotten
def l2_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(np.sum(W) for W in Ws)

# %% wrong: absolute values
# names: that is the L1 penalty
def l2_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(np.sum(np.abs(W)) for W in Ws)

# %% wrong: square of each layer's sum
# names: the sum of a layer is squared
def l2_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(np.sum(W) ** 2 for W in Ws)

# %% wrong: square of the whole sum
# names: the sum of all weights is squared
def l2_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(np.sum(W) for W in Ws) ** 2

# %% wrong: the norm itself
# names: the square root is taken
def l2_penalty(Ws, lam, m):
    return lam / (2 * m) * np.sqrt(sum(np.sum(W**2) for W in Ws))

# %% wrong: matrix product
# names: `W @ W` is a matrix product
# status: error
def l2_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(np.sum(W @ W) for W in Ws)

# %% wrong: first layer
# names: only the first layer
def l2_penalty(Ws, lam, m):
    return lam / (2 * m) * np.sum(Ws[0] ** 2)

# %% wrong: one for each layer
# names: one number for each layer
def l2_penalty(Ws, lam, m):
    return np.array([lam / (2 * m) * np.sum(W**2) for W in Ws])

# %% wrong: no factor
# names: the factor lam / (2 m) is missing
def l2_penalty(Ws, lam, m):
    return sum(np.sum(W**2) for W in Ws)

# %% wrong: no m
# names: `m` is not used
def l2_penalty(Ws, lam, m):
    return lam / 2 * sum(np.sum(W**2) for W in Ws)

# %% wrong: divided by the number of weights
# names: divided by the number of weights
def l2_penalty(Ws, lam, m):
    return lam / (2 * sum(W.size for W in Ws)) * sum(np.sum(W**2) for W in Ws)

# %% wrong: squares in place
# names: changed its argument
def l2_penalty(Ws, lam, m):
    total = 0
    for W in Ws:
        W **= 2
        total += W.sum()
    return lam / (2 * m) * total

# %% wrong: half of lam times m
# names: multiplies by m
def l2_penalty(Ws, lam, m):
    return lam / 2 * m * sum(np.sum(W**2) for W in Ws)

# %% wrong: doubled
# names: doubled, not squared
def l2_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(np.sum(W * 2) for W in Ws)

# %% wrong: a matrix product that exists
# names: is a matrix product
def l2_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(np.sum(W @ W.T) for W in Ws)

# %% wrong: norms not squared
# names: is not squared
def l2_penalty(Ws, lam, m):
    return lam / (2 * m) * sum(np.linalg.norm(W) for W in Ws)

# %% wrong: squared in place
def l2_penalty(Ws, lam, m):
    for W in Ws:
        W **= 2
    return lam / (2 * m) * sum(np.sum(W) for W in Ws)

# %% wrong: rounded
# names: small values are lost
def l2_penalty(Ws, lam, m):
    return round(float(lam / (2 * m) * sum(np.sum(W**2) for W in Ws)), 9)


# %% wrong: equal layers counted once
# names: layers with equal weights are taken for one
def l2_penalty(Ws, lam, m):
    return lam / (2 * m) * sum({W.tobytes(): np.sum(W**2) for W in Ws}.values())
