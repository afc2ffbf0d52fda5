# %% right: a running copy, put back
def numerical_gradient(f, x, h=1e-5):
    gradient = np.empty(x.shape)
    for i in np.ndindex(*x.shape):
        e = np.zeros(x.shape)
        e[i] = 1
        gradient[i] = (f(x + h * e) - f(x - h * e)) / 2 / h
    return gradient

# %% right: flat copies
def numerical_gradient(f, x, h=1e-5):
    slopes = []
    for k in range(x.size):
        up, down = x.flatten(), x.flatten()
        up[k] += h
        down[k] -= h
        slopes.append((f(up.reshape(x.shape)) - f(down.reshape(x.shape))) / (2 * h))
    return np.reshape(slopes, x.shape)

# %% right: rows of the identity
def numerical_gradient(f, x, h=1e-5):
    moves = np.eye(x.size).reshape(-1, *x.shape) * h
    return np.array([(f(x + move) - f(x - move)) / (2 * h) for move in moves]).reshape(x.shape)

# %% right: nditer
def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        ix = it.multi_index
        plus = x.copy()
        minus = x.copy()
        plus[ix] = x[ix] + h
        minus[ix] = x[ix] - h
        grad[ix] = (f(plus) - f(minus)) / (2 * h)
        it.iternext()
    return grad

# %% right: one copy, moved and put back
def numerical_gradient(f, x, h=1e-5):
    x = x.copy()
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = f(x)
        x[i] = old - h
        below = f(x)
        x[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient

# %% right: the caller's array, put back to the last bit
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = f(x)
        x[i] = old - h
        below = f(x)
        x[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient

# %% wrong: the caller's array, put back with rounding
# names: changed its argument
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        below = f(x)
        x[i] += h
        gradient[i] = (above - below) / (2 * h)
    return gradient

# %% wrong: forward differences
# names: these are forward differences
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up = x.copy()
        up[i] += h
        gradient[i] = (f(up) - f(x)) / h
    return gradient

# %% wrong: forward differences with a tiny step of their own
# names: `h` is not used
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up = x.copy()
        up[i] += 1e-8
        gradient[i] = round((f(up) - f(x)) / 1e-8, 5)
    return gradient

# %% wrong: backward differences
# names: these are backward differences
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        down = x.copy()
        down[i] -= h
        gradient[i] = (f(x) - f(down)) / h
    return gradient

# %% wrong: divided by h
# names: divided by h, but the two places are 2h apart
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / h
    return gradient

# %% wrong: precedence
# names: multiplied by h instead of divided
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / 2 * h
    return gradient

# %% wrong: not divided
# names: not divided by the distance
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = f(up) - f(down)
    return gradient

# %% wrong: all entries at once
# names: all entries are moved at once
def numerical_gradient(f, x, h=1e-5):
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))

# %% wrong: h of its own
# names: `h` is not used
def numerical_gradient(f, x, h=1e-5):
    h = 1e-5
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient

# %% wrong: half steps
# names: the places are h apart
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h / 2
        down[i] -= h / 2
        gradient[i] = (f(up) - f(down)) / h
    return gradient

# %% wrong: sign
# names: in the wrong order
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(down) - f(up)) / (2 * h)
    return gradient

# %% wrong: the caller's array is moved and not put back
# names: changed its argument
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        gradient[i] = (up - f(x)) / (2 * h)
    return gradient

# %% wrong: earlier entries stay moved
def numerical_gradient(f, x, h=1e-5):
    x = x.copy()
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        gradient[i] = (up - f(x)) / (2 * h)
    return gradient

# %% wrong: one axis
# names: it needs the shape of `x`
def numerical_gradient(f, x, h=1e-5):
    slopes = []
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    return np.array(slopes)

# %% wrong: rows only
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient

# %% wrong: two axes at most
def numerical_gradient(f, x, h=1e-5):
    rows = np.atleast_2d(x)
    gradient = np.zeros(rows.shape)
    for j in range(rows.shape[0]):
        for k in range(rows.shape[1]):
            e = np.zeros(rows.shape)
            e[j, k] = h
            e = e.reshape(x.shape)
            gradient[j, k] = (f(x + e) - f(x - e)) / (2 * h)
    return gradient.reshape(x.shape)

# %% wrong: rounded
# names: small values are lost
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        move = np.zeros(x.shape)
        move[i] = h
        gradient[i] = round((f(x + move) - f(x - move)) / (2 * h), 9)
    return gradient


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def numerical_gradient(f, x, h=1e-5):
    gradient = kept.setdefault(x.shape, np.zeros(x.shape))
    for i in np.ndindex(x.shape):
        move = np.zeros(x.shape)
        move[i] = h
        gradient[i] = (f(x + move) - f(x - move)) / (2 * h)
    return gradient
