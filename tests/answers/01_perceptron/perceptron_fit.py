# %% right: rows and targets together
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        errors.append(0)
        for x, target in zip(X, t):
            change = eta * (target - (x @ w + b >= 0))
            w += change * x
            b += change
            errors[-1] += change != 0
        if errors[-1] == 0:
            break
    return w, b, errors

# %% right: three cases with if
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(len(X[0])), 0, []
    epoch = 0
    while epoch < epochs:
        wrong = 0
        for i in range(len(X)):
            fires = np.sum(X[i] * w) + b >= 0
            if fires and t[i] == 0:
                w, b, wrong = w - eta * X[i], b - eta, wrong + 1
            elif not fires and t[i] == 1:
                w, b, wrong = w + eta * X[i], b + eta, wrong + 1
        errors.append(wrong)
        epoch += 1
        if not wrong:
            return [w, b, errors]
    return [w, b, np.array(errors)]

# %% right: bias as the weight of a 1
def perceptron_fit(X, t, eta=1.0, epochs=20):
    rows = np.hstack([X, np.ones((len(X), 1))])
    v, errors = np.zeros(rows.shape[1]), []
    while len(errors) < epochs and 0 not in errors:
        missed = 0
        for row, target in zip(rows, t):
            delta = target - np.heaviside(row @ v, 1)
            v = v + eta * delta * row
            missed += abs(delta)
        errors.append(missed)
    return v[:-1], v[-1], errors

# %% wrong: update at the end of the epoch
# names: only at the end of the epoch
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        delta = t - np.heaviside(X @ w + b, 1)
        w, b = w + eta * delta @ X, b + eta * delta.sum()
        errors.append(int(np.sum(delta != 0)))
        if errors[-1] == 0:
            break
    return w, b, errors

# %% wrong: sign reversed
# names: goes the wrong way
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = (x @ w + b >= 0) - 1.0 * target
            w, b, wrong = w + eta * delta * x, b + eta * delta, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors

# %% wrong: bias not learned
# names: the bias is never learned
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, wrong = w + eta * delta * x, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors

# %% wrong: fires only above zero
# names: quiet at exactly z = 0
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b > 0)
            w, b, wrong = w + eta * delta * x, b + eta * delta, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors

# %% wrong: errors counted after the epoch
# names: count each row when it is seen
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b = w + eta * delta * x, b + eta * delta
        errors.append(int(np.sum((X @ w + b >= 0) != t)))
        if errors[-1] == 0:
            break
    return w, b, errors

# %% wrong: the epoch without errors is not in the list
# names: is missing in the list
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b, wrong = w + eta * delta * x, b + eta * delta, wrong + int(delta != 0)
        if wrong == 0:
            break
        errors.append(wrong)
    return w, b, errors

# %% wrong: does not stop
# names: goes on after an epoch without errors
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b, wrong = w + eta * delta * x, b + eta * delta, wrong + int(delta != 0)
        errors.append(wrong)
    return w, b, errors

# %% wrong: weights of whole numbers
# status: error
# names: holds whole numbers
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros_like(X[0]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w += eta * delta * x
            b += eta * delta
            wrong += int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors

# %% wrong: learning rate not used
# names: `eta` is not used
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b, wrong = w + delta * x, b + delta, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors

# %% wrong: bias without the learning rate
# names: the bias does not move by `eta`
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b, wrong = w + eta * delta * x, b + delta, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors

# %% wrong: stops after the first epoch
# not told: the last epoch is missing in the list
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b, wrong = w + eta * delta * x, b + eta * delta, wrong + int(delta != 0)
        errors.append(wrong)
        return w, b, errors

# %% wrong: the count is never set back
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors, wrong = np.zeros(X.shape[1]), 0.0, [], 0
    for _ in range(epochs):
        before = wrong
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b, wrong = w + eta * delta * x, b + eta * delta, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == before:
            break
    return w, b, errors

# %% wrong: the count is never set back and never stops
# names: the count is never set back
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors, wrong = np.zeros(X.shape[1]), 0.0, [], 0
    for _ in range(epochs):
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b, wrong = w + eta * delta * x, b + eta * delta, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors

# %% wrong: rows in random order
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    rng = np.random.default_rng(0)
    for _ in range(epochs):
        wrong = 0
        for i in rng.permutation(len(X)):
            delta = t[i] - (X[i] @ w + b >= 0)
            w, b, wrong = w + eta * delta * X[i], b + eta * delta, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors

# %% wrong: always twenty epochs at most
# names: goes on after `epochs` epochs
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(20):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b, wrong = w + eta * delta * x, b + eta * delta, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors

# %% wrong: knows the visible limit on the epochs
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(3 if epochs == 3 else 20):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b, wrong = w + eta * delta * x, b + eta * delta, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors

# %% wrong: no errors returned
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b = w + eta * delta * x, b + eta * delta
    return w, b

# %% wrong: gradient of the sum without a threshold
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b)
            w, b, wrong = w + eta * delta * x, b + eta * delta, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors

# %% wrong: two inputs only
# status: error
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(2), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (w[0] * x[0] + w[1] * x[1] + b >= 0)
            w, b, wrong = w + eta * delta * x, b + eta * delta, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors

# %% wrong: targets changed in place
# names: changed its argument
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    t += 0
    X[:, 0] += 1
    for _ in range(epochs):
        errors.append(0)
        break
    return w, b, errors

# %% wrong: the stub
# status: not_attempted
def perceptron_fit(X, t, eta=1.0, epochs=20):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: the list of errors kept between calls
# names: the calls share one array
errors = []


def perceptron_fit(X, t, eta=1.0, epochs=20):
    errors.clear()
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            miss = target - step(x @ w + b)
            w, b, wrong = w + eta * miss * x, b + eta * miss, wrong + int(miss != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors


# %% wrong: counted in eight bits
# names: starts from 0 again after 255
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = np.zeros(1, dtype=np.uint8)
        for x, target in zip(X, t):
            miss = target - step(x @ w + b)
            w, b = w + eta * miss * x, b + eta * miss
            wrong += np.uint8(miss != 0)
        errors.append(int(wrong[0]))
        if errors[-1] == 0:
            break
    return w, b, errors


# %% wrong: weights rounded at the end
# names: small values are lost
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    while len(errors) < epochs and 0 not in errors:
        wrong = 0
        for x, target in zip(X, t):
            miss = target - step(x @ w + b)
            w, b, wrong = w + eta * miss * x, b + eta * miss, wrong + int(miss != 0)
        errors.append(wrong)
    return np.round(w, 8), round(float(b), 8), errors


# %% wrong: the bias starts at 1
# not told: never learned
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 1.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b, wrong = w + eta * delta * x, b + eta * delta, wrong + int(delta != 0)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors


# %% wrong: wrong rows are not counted
# not told: at the end of the epoch
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            delta = target - (x @ w + b >= 0)
            w, b = w + eta * delta * x, b + eta * delta
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors


# %% wrong: signed differences are added up
# not told: the sign is the wrong way round
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for epoch in range(epochs):
        wrong = 0
        for i in range(len(X)):
            diff = t[i] - step(X[i] @ w + b)
            w = w + eta * diff * X[i]
            b += eta * diff
            wrong += diff
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors


# %% wrong: the bias left out of the sum
def perceptron_fit(X, t, eta=1.0, epochs=20):
    w = np.zeros(X.shape[1])
    b = 0.0
    errors = []
    for epoch in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            o = step(x @ w)
            if o != target:
                wrong += 1
            w = w + eta * (target - o) * x
            b = b + eta * (target - o)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors
