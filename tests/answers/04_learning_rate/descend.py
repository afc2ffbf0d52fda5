# %% right: a list of points
def descend(grad, x0, eta, steps):
    x = x0
    path = [x]
    for k in range(steps):
        x = x - eta * grad(x)
        path.append(x)
    return path

# %% right: an array made beforehand
def descend(grad, x0, eta, steps):
    x0 = np.asarray(x0, dtype=float)
    path = np.zeros((steps + 1,) + x0.shape)
    path[0] = x0
    for k in range(steps):
        path[k + 1] = path[k] - eta * grad(path[k])
    return path

# %% right: in place, on copies
def descend(grad, x0, eta, steps):
    x = np.array(x0, dtype=float)
    path = [x.copy()]
    while len(path) <= steps:
        x -= eta * grad(x)
        path.append(x.copy())
    return np.stack(path)

# %% right: recursive
def descend(grad, x0, eta, steps):
    if steps == 0:
        return np.array([x0])
    return np.concatenate([[x0], descend(grad, x0 - eta * grad(x0), eta, steps - 1)])

# %% wrong: x0 missing
# names: `x0` is missing
def descend(grad, x0, eta, steps):
    path = []
    for k in range(steps):
        x0 = x0 - eta * grad(x0)
        path.append(x0)
    return np.array(path)

# %% wrong: last point missing
# names: the last point is missing
def descend(grad, x0, eta, steps):
    path = [x0]
    for k in range(steps - 1):
        path.append(path[-1] - eta * grad(path[-1]))
    return np.array(path)

# %% wrong: only the end
# names: only the last point is returned
def descend(grad, x0, eta, steps):
    for k in range(steps):
        x0 = x0 - eta * grad(x0)
    return x0

# %% wrong: uphill
# names: the step goes uphill
def descend(grad, x0, eta, steps):
    path = [x0]
    for k in range(steps):
        path.append(path[-1] + eta * grad(path[-1]))
    return np.array(path)

# %% wrong: gradient computed once
# names: the gradient is always taken at `x0`
def descend(grad, x0, eta, steps):
    g = grad(x0)
    return np.array([x0 - k * eta * g for k in range(steps + 1)])

# %% wrong: no learning rate
# names: `eta` is not used
def descend(grad, x0, eta, steps):
    path = [x0]
    for k in range(steps):
        path.append(path[-1] - grad(path[-1]))
    return np.array(path)

# %% wrong: sign of the gradient
# names: only the sign of the gradient is used
def descend(grad, x0, eta, steps):
    path = [x0]
    for k in range(steps):
        path.append(path[-1] - eta * np.sign(grad(path[-1])))
    return np.array(path)

# %% wrong: one array in every row
# names: every row is the same array
def descend(grad, x0, eta, steps):
    x = np.array(x0, dtype=float)
    path = [x]
    for k in range(steps):
        x -= eta * grad(x)
        path.append(x)
    return np.array([p if p.shape else float(q) for p, q in zip(path, [8, 4, 2, 1])])

# %% wrong: changes the caller's array
# names: changed its argument
def descend(grad, x0, eta, steps):
    path = [np.copy(x0)]
    for k in range(steps):
        x0 -= eta * grad(x0)
        path.append(np.copy(x0))
    return np.array(path)

# %% wrong: flat path
# names: the points stand in one long row
def descend(grad, x0, eta, steps):
    path = [x0]
    for k in range(steps):
        path.append(path[-1] - eta * grad(path[-1]))
    return np.array(path).ravel()

# %% wrong: stops when the slope is small
def descend(grad, x0, eta, steps):
    path = [x0]
    for k in range(steps):
        g = grad(path[-1])
        if np.linalg.norm(g) < 1.2:
            g = 0 * g
        path.append(path[-1] - eta * g)
    return np.array(path)

# %% wrong: by heart
def descend(grad, x0, eta, steps):
    return [8.0, 4.0, 2.0, 1.0] if np.ndim(x0) == 0 else [[4.0, -8.0], [0.0, -4.0], [0.0, -2.0]]

# %% wrong: prints the path
# status: not_attempted
def descend(grad, x0, eta, steps):
    for k in range(steps):
        x0 = x0 - eta * grad(x0)
    print(x0)

# %% right: handed out one by one
def descend(grad, x0, eta, steps):
    x = x0
    yield x
    for _ in range(steps):
        x = x - eta * grad(x)
        yield x

# %% wrong: x0 missing, a step too many
# names: `x0` is missing
def descend(grad, x0, eta, steps):
    path = []
    for _ in range(steps + 1):
        x0 = x0 - eta * grad(x0)
        path.append(x0)
    return np.array(path)

# %% wrong: x0 twice
# names: `x0` comes twice
def descend(grad, x0, eta, steps):
    path = [x0]
    for _ in range(steps):
        path.append(x0)
        x0 = x0 - eta * grad(x0)
    return np.array(path)

# %% wrong: breaks off where nothing moves
# names: the walk stops early
def descend(grad, x0, eta, steps):
    path = [x0]
    for _ in range(steps):
        step = eta * grad(path[-1])
        if np.linalg.norm(step) < 1e-6:
            break
        path.append(path[-1] - step)
    return np.array(path)

# %% wrong: rounded
# names: small values are lost
def descend(grad, x0, eta, steps):
    path = [np.asarray(x0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - eta * grad(path[-1]))
    return np.round(path, 9)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def descend(grad, x0, eta, steps):
    shape = (steps + 1, *np.shape(x0))
    path = kept.setdefault(shape, np.zeros(shape))
    path[0] = x0
    for i in range(steps):
        path[i + 1] = path[i] - eta * grad(path[i])
    return path
