# %% right: a list of weights and one of biases, plain steps
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        n = len(X)
        Y = np.eye(self.bs[-1].size)[y]
        for _ in range(epochs):
            order = self.rng.permutation(n)
            for start in range(0, n, batch_size):
                rows = order[start : start + batch_size]
                As = [X[rows]]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(np.maximum(As[-1] @ W + b, 0))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y[rows]) / len(rows)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    if k:
                        delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db
        return self

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = np.maximum(X @ W + b, 0)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(1)


# %% right: momentum with the unit's own functions, velocities anew in each fit
class MLP:
    def __init__(self, sizes, rng):
        self.sizes, self.rng = list(sizes), rng
        self.layers = []
        for k in range(1, len(sizes)):
            last = k == len(sizes) - 1
            f, df = (linear, d_linear) if last else (relu, d_relu)
            self.layers.append(Layer(init_weights(sizes[k - 1], sizes[k], "he", rng), np.zeros(sizes[k]), f, df))

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.zeros((len(y), self.sizes[-1]))
        Y[np.arange(len(y)), y] = 1
        vs = [[np.zeros_like(layer.W), np.zeros_like(layer.b)] for layer in self.layers]
        for epoch in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                Zs, As = forward_cache(X_b, self.layers)
                delta = (softmax(Zs[-1]) - Y_b) / len(X_b)
                grads = []
                for k in reversed(range(len(self.layers))):
                    grads.append((As[k].T @ delta, np.sum(delta, axis=0)))
                    if k > 0:
                        delta = delta @ self.layers[k].W.T * d_relu(Zs[k - 1])
                grads = grads[::-1]
                new = []
                for k, layer in enumerate(self.layers):
                    W, vs[k][0] = momentum_step(layer.W, grads[k][0], vs[k][0], eta, 0.9)
                    b, vs[k][1] = momentum_step(layer.b, grads[k][1], vs[k][1], eta, 0.9)
                    new.append(layer._replace(W=W, b=b))
                self.layers = new

    def predict_proba(self, X):
        return softmax(forward(X, self.layers))

    def predict(self, X):
        return [int(np.argmax(row)) for row in self.predict_proba(X)]


# %% right: Adam, uniform weights of He's size, probabilities as lists
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.p = []
        for a, b in zip(sizes[:-1], sizes[1:]):
            limit = np.sqrt(6 / a)
            self.p += [rng.uniform(-limit, limit, size=(a, b)), np.zeros(b)]
        self.m = [np.zeros_like(p) for p in self.p]
        self.v = [np.zeros_like(p) for p in self.p]
        self.t = 0

    def _through(self, X):
        As = [X]
        for k in range(0, len(self.p), 2):
            Z = As[-1] @ self.p[k] + self.p[k + 1]
            As.append(np.maximum(Z, 0) if k < len(self.p) - 2 else Z)
        return As

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.p[-1]))[np.asarray(y, dtype=int)]
        for _ in range(epochs):
            order = np.arange(len(X))
            self.rng.shuffle(order)
            for i in range(0, len(X), batch_size):
                rows = order[i : i + batch_size]
                As = self._through(X[rows])
                delta = (softmax(As[-1]) - Y[rows]) / len(rows)
                grads = [None] * len(self.p)
                for k in range(len(self.p) - 2, -1, -2):
                    grads[k], grads[k + 1] = As[k // 2].T @ delta, delta.sum(0)
                    delta = delta @ self.p[k].T * (As[k // 2] > 0)
                self.t += 1
                for k, g in enumerate(grads):
                    self.m[k] = 0.9 * self.m[k] + 0.1 * g
                    self.v[k] = 0.999 * self.v[k] + 0.001 * g**2
                    m, v = self.m[k] / (1 - 0.9**self.t), self.v[k] / (1 - 0.999**self.t)
                    self.p[k] = self.p[k] - 0.1 * eta * m / (np.sqrt(v) + 1e-8)

    def predict_proba(self, X):
        return softmax(self._through(X)[-1]).tolist()

    def predict(self, X):
        return np.argmax(self._through(X)[-1], axis=-1)


# %% right: the weights changed in place, labels as floats
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.k = sizes[-1]
        self.weights = [init_weights(a, b, "he", rng) for a, b in zip(sizes, sizes[1:])]
        self.biases = [np.zeros((1, b)) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        for _ in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, self.rng):
                hidden = [Xb]
                for W, b in list(zip(self.weights, self.biases))[:-1]:
                    hidden.append(relu(hidden[-1] @ W + b))
                error = softmax(hidden[-1] @ self.weights[-1] + self.biases[-1])
                error[np.arange(len(yb)), yb.astype(int)] -= 1
                error /= len(yb)
                for layer in range(len(self.weights) - 1, -1, -1):
                    below = error @ self.weights[layer].T * (hidden[layer] > 0)
                    self.weights[layer] -= eta * hidden[layer].T @ error
                    self.biases[layer] -= eta * error.sum(axis=0, keepdims=True)
                    error = below

    def predict_proba(self, X):
        for W, b in list(zip(self.weights, self.biases))[:-1]:
            X = relu(X @ W + b)
        return softmax(X @ self.weights[-1] + self.biases[-1])

    def predict(self, X):
        return np.argmax(self.predict_proba(X), axis=1).astype(float)


# %% wrong: weights of standard deviation 1
# names: too large
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, 1.0, size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: the root of He's deviation is forgotten
# names: too small
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, 2 / a, size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: Xavier's weights
# names: too small
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [init_weights(a, b, "xavier", rng) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: weights of zero
# names: another `rng`
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [np.zeros((a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: He's deviation with the wrong number of units
# names: n_in
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / b), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: weights from numpy's global generator
# names: from no other generator
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [np.random.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: order from a generator of its own
# names: from no other generator
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, np.random.default_rng()):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: a fixed seed instead of rng
# names: another `rng`
class MLP:
    def __init__(self, sizes, rng):
        rng = np.random.default_rng(42)
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: no ReLU
# names: stays a linear one
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(As[-1] @ W + b)
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = X @ W + b
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: ascends
# names: the loss grows
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] + eta * dW
                    self.bs[k] = self.bs[k] + eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: every fit starts anew
# names: draw the weights in `__init__`
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        self.__init__([*(len(W) for W in self.Ws), len(self.bs[-1])], self.rng)
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: weights are drawn in fit only
# status: error
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.sizes = sizes
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        self.Ws = [init_weights(a, b, "he", self.rng) for a, b in zip(self.sizes[:-1], self.sizes[1:])]
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: fit forgets to keep the new weights
# names: leaves the weights as they were
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    W = self.Ws[k] - eta * dW
                    b = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: biases are not trained
# names: their biases do not
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: only the output bias is trained
# names: their biases do not
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    if k == len(self.Ws) - 1:
                        self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: only the last layer is trained
# names: hidden layers do not learn
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in [len(self.Ws) - 1]:
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: scores instead of probabilities
# names: softmax
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return X @ self.Ws[-1] + self.bs[-1]

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: sigmoid outputs
# names: softmax
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return sigmoid(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: predict gives probabilities
# names: the column of the largest probability
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X)


# %% wrong: predict takes the largest of all
# names: the column of the largest probability
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax()


# %% wrong: predict gives one-hot rows
# names: the column of the largest probability
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return np.eye(len(self.bs[-1]))[self.predict_proba(X).argmax(axis=1)]


# %% wrong: predict gives the least probable label
# names: most probable label
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmin(axis=1)


# %% wrong: k from the labels
# names: not what occurs in `y`
# status: error
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(y.max() + 1)[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: epochs ignored
# names: argument `epochs`
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(100):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: one epoch only
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        if True:
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: batch_size ignored: one batch
# names: does not use its argument `batch_size`
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, len(X), self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: batch_size ignored: ten rows
# names: does not use its argument `batch_size`
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, 10, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: eta ignored
# names: does not use its argument `eta`
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - 0.05 * dW
                    self.bs[k] = self.bs[k] - 0.05 * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: the tail of the data is dropped
# names: do not drop the rest
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                if len(X_b) < batch_size:
                    continue
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: weights shared by all networks
# names: belong to the object
class MLP:
    Ws, bs = [], []

    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws[:] = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs[:] = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: scales the images in place
# names: changed its argument
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        X -= X.mean()
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: gives nothing back
# names: counts as not answered
# status: not_attempted
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: the gradients of a batch are summed
# names: number of rows of this batch
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta / 8 * dW
                    self.bs[k] = self.bs[k] - eta / 8 * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: the output layer has a ReLU too
# names: the last layer has a ReLU
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(relu(As[-1] @ self.Ws[-1] + self.bs[-1])) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(relu(X @ self.Ws[-1] + self.bs[-1]))

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: softmax over the whole batch
# names: softmax
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T * (As[k] > 0)
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        Z = np.exp(X @ self.Ws[-1] + self.bs[-1])
        return Z / Z.sum()

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


# %% wrong: the derivative of ReLU is forgotten
# names: at rest
class MLP:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.Ws = [rng.normal(0, np.sqrt(2 / a), size=(a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros(b) for b in sizes[1:]]

    def fit(self, X, y, eta, epochs, batch_size):
        Y = np.eye(len(self.bs[-1]))[y]
        for _ in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, self.rng):
                As = [X_b]
                for W, b in zip(self.Ws[:-1], self.bs[:-1]):
                    As.append(relu(As[-1] @ W + b))
                delta = (softmax(As[-1] @ self.Ws[-1] + self.bs[-1]) - Y_b) / len(X_b)
                for k in range(len(self.Ws) - 1, -1, -1):
                    dW, db = As[k].T @ delta, delta.sum(axis=0)
                    delta = delta @ self.Ws[k].T
                    self.Ws[k] = self.Ws[k] - eta * dW
                    self.bs[k] = self.bs[k] - eta * db

    def predict_proba(self, X):
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            X = relu(X @ W + b)
        return softmax(X @ self.Ws[-1] + self.bs[-1])

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)

# %% right: velocities that hold the rate, kept from fit to fit
class MLP:
    def __init__(self, sizes, rng):
        self.rng, self.sizes = rng, list(sizes)
        self.W = [rng.normal(0, np.sqrt(2/i), size=(i,o)) for i, o in zip(sizes[:-1], sizes[1:])]
        self.b = [np.zeros(o) for o in sizes[1:]]
        self.vW = [np.zeros_like(w) for w in self.W]
        self.vb = [np.zeros_like(b) for b in self.b]
    def _run(self, X):
        A=[np.asarray(X,dtype=float)]; Z=[]
        for i,(w,b) in enumerate(zip(self.W,self.b)):
            z=A[-1]@w+b; Z.append(z)
            A.append(np.maximum(z,0) if i<len(self.W)-1 else z)
        return Z,A
    def predict_proba(self, X):
        z=self._run(X)[1][-1]
        e=np.exp(z-z.max(axis=1,keepdims=True))
        return e/e.sum(axis=1,keepdims=True)
    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)
    def fit(self, X, y, eta, epochs, batch_size):
        pass
        n=len(X); Y=np.eye(self.sizes[-1])[np.asarray(y).astype(int)]
        for e in range(epochs):
            p=self.rng.permutation(n)
            for s in range(0,n,batch_size):
                idx=p[s:s+batch_size]
                Z,A=self._run(X[idx])
                d=(self.predict_proba(X[idx])-Y[idx])/len(idx)
                for l in range(len(self.W)-1,-1,-1):
                    gW=A[l].T@d; gb=d.sum(axis=0)
                    if l>0: nd=(d@self.W[l].T)*(Z[l-1]>0)
                    self.vW[l]=0.9*self.vW[l]-eta*gW; self.vb[l]=0.9*self.vb[l]-eta*gb; self.W[l]=self.W[l]+self.vW[l]; self.b[l]=self.b[l]+self.vb[l]
                    if l>0: d=nd
        return None

# %% wrong: each batch is divided by the number of all examples
# names: number of rows of this batch
class MLP:
    def __init__(self, sizes, rng):
        self.rng, self.sizes = rng, list(sizes)
        self.W = [rng.normal(0, np.sqrt(2/i), size=(i,o)) for i, o in zip(sizes[:-1], sizes[1:])]
        self.b = [np.zeros(o) for o in sizes[1:]]
        self.vW = [np.zeros_like(w) for w in self.W]
        self.vb = [np.zeros_like(b) for b in self.b]
    def _run(self, X):
        A=[np.asarray(X,dtype=float)]; Z=[]
        for i,(w,b) in enumerate(zip(self.W,self.b)):
            z=A[-1]@w+b; Z.append(z)
            A.append(np.maximum(z,0) if i<len(self.W)-1 else z)
        return Z,A
    def predict_proba(self, X):
        z=self._run(X)[1][-1]
        e=np.exp(z-z.max(axis=1,keepdims=True))
        return e/e.sum(axis=1,keepdims=True)
    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)
    def fit(self, X, y, eta, epochs, batch_size):
        pass
        n=len(X); Y=np.eye(self.sizes[-1])[np.asarray(y).astype(int)]
        for e in range(epochs):
            p=self.rng.permutation(n)
            for s in range(0,n,batch_size):
                idx=p[s:s+batch_size]
                Z,A=self._run(X[idx])
                d=(self.predict_proba(X[idx])-Y[idx])/n
                for l in range(len(self.W)-1,-1,-1):
                    gW=A[l].T@d; gb=d.sum(axis=0)
                    if l>0: nd=(d@self.W[l].T)*(Z[l-1]>0)
                    self.W[l]-=eta*gW; self.b[l]-=eta*gb
                    if l>0: d=nd
        return None
