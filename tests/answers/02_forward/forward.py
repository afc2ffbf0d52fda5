# %% right: loop over the tuple's parts
def forward(X, layers):
    H = X
    for W, b, f, _ in layers:
        H = f(np.dot(H, W) + b)
    return H

# %% right: recursion
def forward(X, layers):
    if not layers:
        return X
    first, *rest = layers
    return forward(first.f(X @ first.W + first.b), rest)

# %% right: reduce
def forward(X, layers):
    from functools import reduce
    return reduce(lambda H, layer: layer.f(H @ layer.W + layer.b), layers, X)

# %% right: one example at a time
def forward(X, layers):
    if X.ndim == 2:
        return np.array([forward(x, layers) for x in X])
    h = X
    for layer in layers:
        u = [sum(h[j] * layer.W[j, k] for j in range(len(h))) + layer.b[k] for k in range(len(layer.b))]
        h = layer.f(np.array(u))
    return h

# %% right: with a helper function
def one_layer(X, layer):
    return layer.f(X @ layer.W + layer.b)

def forward(X, layers):
    activations = [X]
    for layer in layers:
        activations.append(one_layer(activations[-1], layer))
    return activations[-1]

# %% wrong: relu everywhere
# names: relu serves all layers
def forward(X, layers):
    for layer in layers:
        X = np.maximum(0, X @ layer.W + layer.b)
    return X

# %% wrong: relu on the output, besides its own activation
# names: relu is applied to the output too
def forward(X, layers):
    for layer in layers:
        X = layer.f(X @ layer.W + layer.b)
    return relu(X) if len(layers) > 1 else X

# %% wrong: activations forgotten
# names: the activations are forgotten
def forward(X, layers):
    for layer in layers:
        X = X @ layer.W + layer.b
    return X if len(layers) > 1 else layers[0].f(X)

# %% wrong: biases forgotten
# names: the biases are forgotten
def forward(X, layers):
    if len(layers) == 1:
        return layers[0].f(X @ layers[0].W + layers[0].b)
    for layer in layers:
        X = layer.f(X @ layer.W)
    return X

# %% wrong: transposed where the shapes allow it
# names: `W` is transposed in the square layer
def forward(X, layers):
    for layer in layers:
        W = layer.W
        X = layer.f(X @ (W.T if W.shape[0] == W.shape[1] else W) + layer.b)
    return X

# %% wrong: transposed where the shapes allow it, in batches
# names: `W` is transposed in the square layer
def forward(X, layers):
    for layer in layers:
        W = layer.W
        X = layer.f(X @ (W.T if W.shape[0] == W.shape[1] and X.ndim == 2 else W) + layer.b)
    return X

# %% wrong: transposed square layers of single examples, larger than 2
# names: `W` is transposed in the square layer
def forward(X, layers):
    for layer in layers:
        W = layer.W
        X = layer.f(X @ (W.T if W.shape == (3, 3) and len(layers) == 1 else W) + layer.b)
    return X

# %% wrong: only the first layer
# names: only the first layer is worked out
def forward(X, layers):
    return layers[0].f(X @ layers[0].W + layers[0].b)

# %% wrong: returns inside the loop
# names: only the first layer is worked out
def forward(X, layers):
    for layer in layers:
        X = layer.f(X @ layer.W + layer.b)
        return X

# %% wrong: every layer sees the input
# names: the last layer received `X` itself
def forward(X, layers):
    for layer in layers:
        H = layer.f(X @ layer.W + layer.b)
    return H

# %% wrong: one activation for all layers
# names: one activation serves all layers
def forward(X, layers):
    f = layers[0].f if layers[0].f is not relu or len(layers) > 2 else None
    for layer in layers:
        X = (f or layer.f)(X @ layer.W + layer.b)
    return X

# %% wrong: two layers at most
def forward(X, layers):
    X = layers[0].f(X @ layers[0].W + layers[0].b)
    if len(layers) > 1:
        X = layers[-1].f(X @ layers[-1].W + layers[-1].b) if len(layers) == 2 else X
    return X

# %% wrong: hands back all activations
def forward(X, layers):
    out = [X]
    for layer in layers:
        out.append(layer.f(out[-1] @ layer.W + layer.b))
    return out

# %% wrong: empties the list of layers
# names: changed its argument
def forward(X, layers):
    while layers:
        layer = layers.pop(0)
        X = layer.f(X @ layer.W + layer.b)
    return X

# %% wrong: in place
# names: changed its argument
def forward(X, layers):
    H = X.copy()
    for layer in layers:
        H = layer.f(H @ layer.W + layer.b)
    X[...] = 0
    return H

# %% wrong: layers backwards
# status: error
def forward(X, layers):
    for layer in layers[::-1]:
        X = layer.f(X @ layer.W + layer.b)
    return X

# %% wrong: one example gets an extra axis
# names: so its answer has one axis, without an extra one
def forward(X, layers):
    X = np.atleast_2d(X)
    for layer in layers:
        X = layer.f(X @ layer.W + layer.b)
    return X

# %% wrong: the output always flattened
# names: the answer is flattened
def forward(X, layers):
    for layer in layers:
        X = layer.f(X @ layer.W + layer.b)
    return X.ravel()

# %% wrong: one element at a time
# names: softmax must see whole rows
def forward(X, layers):
    for layer in layers:
        X = np.vectorize(lambda z: float(layer.f(z)))(X @ layer.W + layer.b)
    return X


# %% wrong: one unit at a time
# names: softmax must see whole rows
def forward(X, layers):
    for W, b, f, *_ in layers:
        X = np.stack([f(X @ W[:, k] + b[k]) for k in range(len(b))], axis=-1)
    return X


# %% wrong: no more than four layers
# names: the loop does not reach the last layers
def forward(X, layers):
    for layer in layers[:4]:
        X = layer.f(X @ layer.W + layer.b)
    return X


# %% wrong: rounded
# names: small values are lost
def forward(X, layers):
    for layer in layers:
        X = layer.f(X @ layer.W + layer.b)
    return np.round(X, 9)


# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def forward(X, layers):
    for layer in layers:
        X = layer.f(X @ layer.W + layer.b)
    out = kept.setdefault(X.shape, np.zeros(X.shape))
    out[...] = X
    return out
