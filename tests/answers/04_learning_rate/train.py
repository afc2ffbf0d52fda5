# %% right: shuffles by itself
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            grads = backward(X[rows], Y[rows], layers)
            layers = gradient_step(layers, grads, eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% right: steps written out, an array of losses
def train(layers, X, Y, eta, epochs, batch_size, rng):
    layers = list(layers)
    losses = np.zeros(epochs)
    order = np.arange(len(X))
    for epoch in range(epochs):
        rng.shuffle(order)
        for rows in np.split(order, range(batch_size, len(X), batch_size)):
            for i, (dW, db) in enumerate(backward(X[rows], Y[rows], layers)):
                old = layers[i]
                layers[i] = Layer(old.W - eta * dW, old.b - eta * db, old.f, old.df)
        losses[epoch] = np.mean((forward(X, layers) - Y) ** 2)
    return layers, losses

# %% right: shuffled data, a list
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    while len(losses) < epochs:
        order = np.argsort(rng.random(len(X)))
        A, B = X[order], Y[order]
        while len(A):
            layers = gradient_step(layers, backward(A[:batch_size], B[:batch_size], layers), eta)
            A, B = A[batch_size:], B[batch_size:]
        losses.append(mse(forward(X, layers), Y))
    return [layers, losses]

# %% right: a tuple of layers that hold lists, and losses as an array
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return tuple(Layer(W.tolist(), b.tolist(), f, df) for W, b, f, df in layers), np.array(losses)

# %% wrong: loss before the epoch
# names: each loss belongs after the epoch's last step
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        losses.append(mse(forward(X, layers), Y))
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            layers = gradient_step(layers, backward(X[rows], Y[rows], layers), eta)
    return layers, losses

# %% wrong: one loss too many
# names: there is one loss too many
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = [mse(forward(X, layers), Y)]
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            layers = gradient_step(layers, backward(X[rows], Y[rows], layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% wrong: only the last loss
# names: only the last loss is returned
def train(layers, X, Y, eta, epochs, batch_size, rng):
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            layers = gradient_step(layers, backward(X[rows], Y[rows], layers), eta)
        loss = mse(forward(X, layers), Y)
    return layers, loss

# %% wrong: new layers thrown away
# names: the network was not trained
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            gradient_step(layers, backward(X[rows], Y[rows], layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% wrong: starts again in each epoch
# names: only the first epoch counts
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        trained = layers
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            trained = gradient_step(trained, backward(X[rows], Y[rows], trained), eta)
        losses.append(mse(forward(X, trained), Y))
    return trained, losses

# %% wrong: layers alone
# names: the losses are not returned
def train(layers, X, Y, eta, epochs, batch_size, rng):
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            layers = gradient_step(layers, backward(X[rows], Y[rows], layers), eta)
    return layers

# %% wrong: swapped
# names: the pair is the wrong way round
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            layers = gradient_step(layers, backward(X[rows], Y[rows], layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return losses, layers

# %% wrong: tail dropped
# names: the last, smaller batch is left out
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X) - batch_size + 1, batch_size):
            rows = order[k : k + batch_size]
            layers = gradient_step(layers, backward(X[rows], Y[rows], layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% wrong: whole batch
# names: there is only one step in each epoch
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        layers = gradient_step(layers, backward(X, Y, layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% wrong: a loss for each batch
# names: there is a loss for each batch
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            layers = gradient_step(layers, backward(X[rows], Y[rows], layers), eta)
            losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% wrong: generator used up
# names: a generator of batches is used up after one pass
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    order = rng.permutation(len(X))
    batches = ((X[order[k : k + batch_size]], Y[order[k : k + batch_size]]) for k in range(0, len(X), batch_size))
    for epoch in range(epochs):
        for A, B in batches:
            layers = gradient_step(layers, backward(A, B, layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% wrong: shuffled once
# names: the second epoch repeats the order of the first
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    order = rng.permutation(len(X))
    for epoch in range(epochs):
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            layers = gradient_step(layers, backward(X[rows], Y[rows], layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% wrong: never shuffled
# names: `minibatches` must get `rng`
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        for k in range(0, len(X), batch_size):
            A, B = X[k : k + batch_size], Y[k : k + batch_size]
            layers = gradient_step(layers, backward(A, B, layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% wrong: a seed of its own in each epoch
# names: `minibatches` must get `rng`
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        order = np.random.default_rng(epoch).permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            layers = gradient_step(layers, backward(X[rows], Y[rows], layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% wrong: batches drawn with replacement
# names: rows are left out or come twice
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        for k in range(0, len(X), batch_size):
            rows = rng.integers(0, len(X), size=min(batch_size, len(X) - k))
            if len(rows) == len(X):
                rows = np.arange(len(X))
            layers = gradient_step(layers, backward(X[rows], Y[rows], layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% wrong: the loss of the last batch
# names: the loss is that of one batch
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            layers = gradient_step(layers, backward(X[rows], Y[rows], layers), eta)
        losses.append(mse(forward(X[rows], layers), Y[rows]))
    return layers, losses

# %% wrong: changes the layers handed over
# names: changed its argument
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            for layer, (dW, db) in zip(layers, backward(X[rows], Y[rows], layers)):
                layer.W[:] -= eta * dW
                layer.b[:] -= eta * db
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% right: a generator of its own for each epoch
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for child in rng.spawn(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, child):
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% wrong: stops when the loss rises
# names: training stopped early
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
        losses.append(mse(forward(X, layers), Y))
        if len(losses) > 1 and losses[-1] > losses[-2]:
            break
    return layers, losses

# %% wrong: stops when the loss no longer falls
# names: training stopped early
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
        losses.append(mse(forward(X, layers), Y))
        if len(losses) > 1 and losses[-2] - losses[-1] < 1e-9:
            break
    return layers, losses

# %% wrong: stops at a target
# names: training stopped early
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
        losses.append(mse(forward(X, layers), Y))
        if losses[-1] < 1e-8:
            break
    return layers, losses

# %% wrong: mean loss of the batches
# names: the loss is a mean over the batches
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        seen = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
            seen.append(mse(forward(X_batch, layers), Y_batch))
        losses.append(np.mean(seen))
    return layers, losses

# %% wrong: mean loss of the batches, before each step
# names: each loss belongs after the epoch's last step
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        seen = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            seen.append(mse(forward(X_batch, layers), Y_batch))
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
        losses.append(np.mean(seen))
    return layers, losses

# %% wrong: losses alone
# names: the layers are not returned
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return losses

# %% wrong: gradient of all rows in each step
# names: a step used other rows than those of its batch
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            layers = gradient_step(layers, backward(X, Y, layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses

# %% wrong: the loss by rows
# names: the loss is divided by the number of rows
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
        losses.append(np.sum((forward(X, layers) - Y) ** 2) / len(X))
    return layers, losses


# %% wrong: losses rounded
# names: small values are lost
def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
        losses.append(round(float(mse(forward(X, layers), Y)), 9))
    return layers, losses


# %% wrong: the list of losses kept between calls
# names: the calls share one array
losses = []


def train(layers, X, Y, eta, epochs, batch_size, rng):
    losses.clear()
    for _ in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses
