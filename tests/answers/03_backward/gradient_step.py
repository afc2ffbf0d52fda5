# %% right: new layers written out
def gradient_step(layers, grads, eta):
    new = []
    for layer, grad in zip(layers, grads):
        new.append(Layer(layer.W - eta * grad[0], layer.b - eta * grad[1], layer.f, layer.df))
    return new

# %% right: by index, a tuple
def gradient_step(layers, grads, eta):
    return tuple(layers[k]._replace(W=layers[k].W - eta * grads[k][0], b=layers[k].b - eta * grads[k][1]) for k in range(len(layers)))

# %% right: on copies in place
def gradient_step(layers, grads, eta):
    new = []
    for (W, b, f, df), (dW, db) in zip(layers, grads):
        W, b = W.copy(), b.copy()
        W -= eta * dW
        b -= eta * db
        new.append(Layer(W=W, b=b, f=f, df=df))
    return new

# %% right: minus eta added
def gradient_step(layers, grads, eta):
    move = lambda old, slope: old + (-eta) * slope
    return [layer._replace(W=move(layer.W, dW), b=move(layer.b, db)) for layer, (dW, db) in zip(layers, grads)]

# %% wrong: ascending
# names: the step goes uphill
def gradient_step(layers, grads, eta):
    return [l._replace(W=l.W + eta * dW, b=l.b + eta * db) for l, (dW, db) in zip(layers, grads)]

# %% wrong: no eta
# names: the learning rate is missing
def gradient_step(layers, grads, eta):
    return [l._replace(W=l.W - dW, b=l.b - db) for l, (dW, db) in zip(layers, grads)]

# %% wrong: biases forgotten
# names: these have not moved
def gradient_step(layers, grads, eta):
    return [l._replace(W=l.W - eta * dW) for l, (dW, db) in zip(layers, grads)]

# %% wrong: weights forgotten
# names: these have not moved
def gradient_step(layers, grads, eta):
    return [l._replace(b=l.b - eta * db) for l, (dW, db) in zip(layers, grads)]

# %% wrong: result of _replace thrown away
# names: these have not moved
def gradient_step(layers, grads, eta):
    for l, (dW, db) in zip(layers, grads):
        l._replace(W=l.W - eta * dW, b=l.b - eta * db)
    return layers

# %% wrong: divided
def gradient_step(layers, grads, eta):
    return [l._replace(W=l.W - dW / eta, b=l.b - db / eta) for l, (dW, db) in zip(layers, grads)]

# %% wrong: only the step
# names: this is the step itself
def gradient_step(layers, grads, eta):
    return [l._replace(W=eta * dW, b=eta * db) for l, (dW, db) in zip(layers, grads)]

# %% wrong: in place
# names: changed its argument
def gradient_step(layers, grads, eta):
    for l, (dW, db) in zip(layers, grads):
        l.W[...] -= eta * dW
        l.b[...] -= eta * db
    return layers

# %% wrong: df lost
# names: a function is lost
def gradient_step(layers, grads, eta):
    return [Layer(l.W - eta * dW, l.b - eta * db, l.f) for l, (dW, db) in zip(layers, grads)]

# %% wrong: df is f
# names: mixed up
def gradient_step(layers, grads, eta):
    return [Layer(l.W - eta * dW, l.b - eta * db, l.f, l.f) for l, (dW, db) in zip(layers, grads)]

# %% wrong: pairs, not layers
# names: `layer._replace(...)` makes them
def gradient_step(layers, grads, eta):
    return [(l.W - eta * dW, l.b - eta * db) for l, (dW, db) in zip(layers, grads)]

# %% wrong: only the first layer returned
# names: one for each old one
def gradient_step(layers, grads, eta):
    for l, (dW, db) in zip(layers, grads):
        return [l._replace(W=l.W - eta * dW, b=l.b - eta * db)]

# %% wrong: a fixed rate
def gradient_step(layers, grads, eta):
    return [l._replace(W=l.W - 0.1 * dW, b=l.b - 0.1 * db) for l, (dW, db) in zip(layers, grads)]

# %% wrong: only the last layer moves
# names: only the last layer has moved
def gradient_step(layers, grads, eta):
    dW, db = grads[-1]
    return list(layers[:-1]) + [layers[-1]._replace(W=layers[-1].W - eta * dW, b=layers[-1].b - eta * db)]

# %% wrong: assigns to a layer
# status: error
def gradient_step(layers, grads, eta):
    for l, (dW, db) in zip(layers, grads):
        l.W = l.W - eta * dW
    return layers

# %% wrong: large gradients cut off
# names: a large gradient is cut off
def gradient_step(layers, grads, eta):
    pairs = zip(layers, grads)
    return [l._replace(W=l.W - eta * np.clip(dW, -5, 5), b=l.b - eta * np.clip(db, -5, 5)) for l, (dW, db) in pairs]


# %% wrong: rounded
# names: small values are lost
def gradient_step(layers, grads, eta):
    pairs = zip(layers, grads)
    return [l._replace(W=np.round(l.W - eta * dW, 9), b=np.round(l.b - eta * db, 9)) for l, (dW, db) in pairs]


# %% wrong: a list kept between calls
# names: the calls share one array
moved = []


def gradient_step(layers, grads, eta):
    moved[:] = [l._replace(W=l.W - eta * dW, b=l.b - eta * db) for l, (dW, db) in zip(layers, grads)]
    return moved
