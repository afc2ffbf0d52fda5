# %% right: a running value
def forward_cache(X, layers):
    A, Zs, As = X, [], [X]
    for layer in layers:
        Z = A @ layer.W + layer.b
        A = layer.f(Z)
        Zs += [Z]
        As += [A]
    return Zs, As

# %% right: unpacked layers and tuples
def forward_cache(X, layers):
    Zs, As = (), (X.copy(),)
    for W, b, f, df in layers:
        Zs = Zs + (np.dot(As[-1], W) + b,)
        As = As + (f(Zs[-1]),)
    return Zs, As

# %% right: each from the start
def forward_cache(X, layers):
    As = [forward(X, layers[:k]) if k else X for k in range(len(layers) + 1)]
    Zs = [A @ layer.W + layer.b for A, layer in zip(As, layers)]
    return [Zs, As]

# %% right: recursion
def forward_cache(X, layers):
    if not layers:
        return [], [X]
    Z = X @ layers[0].W + layers[0].b
    Zs, As = forward_cache(layers[0].f(Z), layers[1:])
    return [Z] + Zs, [X] + As

# %% right: relies on every layer's df being there
def forward_cache(X, layers):
    assert all(callable(layer.df) for layer in layers)
    Zs, As = [], [X]
    for W, b, f, df in layers:
        Zs += [np.dot(As[-1], W) + b]
        As += [f(Zs[-1])]
    return Zs, As

# %% wrong: X missing
# names: `X` is missing
def forward_cache(X, layers):
    Zs, As = [], []
    A = X
    for layer in layers:
        Z = A @ layer.W + layer.b
        A = layer.f(Z)
        Zs.append(Z)
        As.append(A)
    return Zs, As

# %% wrong: X in Zs too
# names: stands at the beginning of Zs
def forward_cache(X, layers):
    Zs, As = [X], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    return Zs, As

# %% wrong: order of the pair
# names: changed places
def forward_cache(X, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    return As, Zs

# %% wrong: no activation
# names: As holds the sums
def forward_cache(X, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(Zs[-1])
    return Zs, As

# %% wrong: sums are activations
# names: Zs holds the activations
def forward_cache(X, layers):
    Zs, As = [], [X]
    for layer in layers:
        A = layer.f(As[-1] @ layer.W + layer.b)
        Zs.append(A)
        As.append(A)
    return Zs, As

# %% wrong: output missing
# names: the output is missing
def forward_cache(X, layers):
    Zs, As, A = [], [], X
    for layer in layers:
        As.append(A)
        Zs.append(A @ layer.W + layer.b)
        A = layer.f(Zs[-1])
    return Zs, As

# %% wrong: sums handed on
# names: the sums are handed on
def forward_cache(X, layers):
    Zs, As, Z = [], [X], X
    for layer in layers:
        Z = Z @ layer.W + layer.b
        Zs.append(Z)
        As.append(layer.f(Z))
    return Zs, As

# %% wrong: no biases
# names: the biases are not added
def forward_cache(X, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W)
        As.append(layer.f(Zs[-1]))
    return Zs, As

# %% wrong: only the output
def forward_cache(X, layers):
    return forward(X, layers)

# %% wrong: one array for all
def forward_cache(X, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    return np.concatenate(Zs, axis=1), np.concatenate(As, axis=1)

# %% wrong: relu everywhere
def forward_cache(X, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(relu(Zs[-1]) if layer is not layers[-1] else Zs[-1])
    return Zs, As

# %% wrong: activation in place
def forward_cache(X, layers):
    Zs, As = [], [X]
    for layer in layers:
        Z = As[-1] @ layer.W + layer.b
        Zs.append(Z)
        Z[...] = layer.f(Z)
        As.append(Z)
    return Zs, As

# %% wrong: stops at two layers
def forward_cache(X, layers):
    Z1 = X @ layers[0].W + layers[0].b
    A1 = layers[0].f(Z1)
    if len(layers) == 1:
        return [Z1], [X, A1]
    Z2 = A1 @ layers[1].W + layers[1].b
    return [Z1, Z2], [X, A1, layers[1].f(Z2)]

# %% wrong: one element at a time
# names: softmax must see whole rows
def forward_cache(X, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(np.vectorize(lambda z: float(layer.f(z)))(Zs[-1]))
    return Zs, As


# %% wrong: rounded
# names: small values are lost
def forward_cache(X, layers):
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(np.round(As[-1] @ layer.W + layer.b, 9))
        As.append(layer.f(Zs[-1]))
    return Zs, As


# %% wrong: lists kept between calls
# names: the calls share one array
Zs, As = [], []


def forward_cache(X, layers):
    Zs.clear()
    As[:] = [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    return Zs, As
