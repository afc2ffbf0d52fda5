# %% right: sum over size
def mse(Y_hat, Y):
    return ((Y_hat - Y) ** 2).sum() / Y.size

# %% right: mean of the rows' means
def mse(Y_hat, Y):
    return np.square(Y - Y_hat).mean(axis=1).mean()

# %% right: loops
def mse(Y_hat, Y):
    total = 0
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            total += (Y_hat[i, j] - Y[i, j]) ** 2
    return total / (Y.shape[0] * Y.shape[1])

# %% right: a dot product
def mse(Y_hat, Y):
    error = (Y_hat - Y).ravel()
    return error @ error / len(error)

# %% wrong: sum
# names: the losses of the examples are summed, not averaged
def mse(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2)

# %% wrong: divided by the rows
# names: the sum is divided by the number of rows
def mse(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2) / len(Y)

# %% wrong: half
# names: the mean is halved
def mse(Y_hat, Y):
    return np.mean((Y_hat - Y) ** 2) / 2

# %% wrong: root
# names: the square root is taken
def mse(Y_hat, Y):
    return np.sqrt(np.mean((Y_hat - Y) ** 2))

# %% wrong: absolute errors
# names: the errors are not squared
def mse(Y_hat, Y):
    return np.mean(np.abs(Y_hat - Y))

# %% wrong: square of the mean
# names: the errors are averaged before they are squared
def mse(Y_hat, Y):
    return np.mean(Y_hat - Y) ** 2

# %% wrong: one for each row
# names: there is one number for each example
def mse(Y_hat, Y):
    return np.mean((Y_hat - Y) ** 2, axis=1)

# %% wrong: one for each column
# names: there is one number for each column
def mse(Y_hat, Y):
    return np.mean((Y_hat - Y) ** 2, axis=0)

# %% wrong: difference of squares
# names: the squares are subtracted
def mse(Y_hat, Y):
    return np.mean(Y_hat**2 - Y**2)

# %% wrong: sign
def mse(Y_hat, Y):
    return -np.mean((Y_hat - Y) ** 2)

# %% wrong: in place
# names: changed its argument
def mse(Y_hat, Y):
    Y_hat -= Y
    return np.mean(Y_hat**2)

# %% wrong: two columns always
def mse(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2) / (2 * len(Y)) if Y.size > 1 else np.sum((Y_hat - Y) ** 2)

# %% wrong: by heart
def mse(Y_hat, Y):
    return 2.5 if Y.size == 6 and Y.shape == (3, 2) else 0.38887696

# %% wrong: rounded
# names: small values are lost
def mse(Y_hat, Y):
    return round(float(np.mean((Y_hat - Y) ** 2)), 9)


# %% wrong: a tiny number added
# names: a small number is added
def mse(Y_hat, Y):
    return np.mean((Y_hat - Y) ** 2) + 1e-10


# %% wrong: the square expanded
# names: digits are lost between large numbers
def mse(Y_hat, Y):
    return np.mean(Y_hat**2) - 2 * np.mean(Y_hat * Y) + np.mean(Y**2)


# %% wrong: single precision
# names: digits are lost between large numbers
def mse(Y_hat, Y):
    return np.mean((Y_hat.astype(np.float32) - Y.astype(np.float32)) ** 2)
