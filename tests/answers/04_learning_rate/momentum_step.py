# %% right: names for both
def momentum_step(w, g, v, eta, beta):
    v_new = g + beta * v
    w_new = w - eta * v_new
    return w_new, v_new

# %% right: a list
def momentum_step(w, g, v, eta, beta):
    v = np.multiply(beta, v) + g
    return [np.subtract(w, np.multiply(eta, v)), v]

# %% right: the step added
def momentum_step(w, g, v, eta, beta):
    v = beta * v + g
    step = -eta * v
    return w + step, v

# %% right: plain lists
def momentum_step(w, g, v, eta, beta):
    v_new = beta * np.asarray(v) + g
    return [(w - eta * v_new).tolist(), v_new.tolist()]

# %% wrong: old velocity
# names: the weights moved by the old velocity
def momentum_step(w, g, v, eta, beta):
    return w - eta * v, beta * v + g

# %% wrong: mean of gradients
# names: the gradient is weighted with 1 - beta
def momentum_step(w, g, v, eta, beta):
    v = beta * v + (1 - beta) * g
    return w - eta * v, v

# %% wrong: learning rate in the velocity
# names: `eta` is inside the velocity
def momentum_step(w, g, v, eta, beta):
    v = beta * v + eta * g
    return w - v, v

# %% wrong: no fading
# names: the velocity does not fade
def momentum_step(w, g, v, eta, beta):
    v = v + g
    return w - eta * v, v

# %% wrong: uphill
# names: the step goes uphill
def momentum_step(w, g, v, eta, beta):
    v = beta * v + g
    return w + eta * v, v

# %% wrong: swapped
# names: the pair is the wrong way round
def momentum_step(w, g, v, eta, beta):
    v = beta * v + g
    return v, w - eta * v

# %% wrong: no learning rate
# names: `eta` is not used
def momentum_step(w, g, v, eta, beta):
    v = beta * v + g
    return w - v, v

# %% wrong: plain descent
# names: the weights moved by the gradient alone
def momentum_step(w, g, v, eta, beta):
    v = beta * v + g
    return w - eta * g, v

# %% wrong: Nesterov
# names: Nesterov
def momentum_step(w, g, v, eta, beta):
    v = beta * v + g
    return w - eta * (g + beta * v), v

# %% wrong: weights alone
# names: the velocity is not returned
def momentum_step(w, g, v, eta, beta):
    return w - eta * (beta * v + g)

# %% wrong: in place
# names: changed its argument
def momentum_step(w, g, v, eta, beta):
    v *= beta
    v += g
    return w - eta * v, v

# %% wrong: beta on the gradient
# names: `beta` fades the old velocity
def momentum_step(w, g, v, eta, beta):
    v = v + beta * g
    return w - eta * v, v

# %% wrong: beta and eta swapped
# names: have changed places
def momentum_step(w, g, v, eta, beta):
    v = eta * v + g
    return w - beta * v, v

# %% wrong: the other common form
# names: this is the other common form
def momentum_step(w, g, v, eta, beta):
    v = beta * v - eta * g
    return w + v, v

# %% wrong: both signs turned
# names: the gradient enters the velocity with a minus
def momentum_step(w, g, v, eta, beta):
    v = beta * v - g
    return w + eta * v, v

# %% wrong: rounded
# names: small values are lost
def momentum_step(w, g, v, eta, beta):
    v = beta * v + g
    return np.round(w - eta * v, 9), np.round(v, 9)


# %% wrong: the velocity kept between calls
# names: the calls share one array
kept = {}


def momentum_step(w, g, v, eta, beta):
    new = kept.setdefault(np.shape(w), np.zeros(np.shape(w)))
    new[...] = beta * v + g
    return w - eta * new, new
