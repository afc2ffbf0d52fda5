# %% right: line by line
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t += 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w - eta * m_hat / (v_hat**0.5 + eps)
    return w, (m, v, t)

# %% right: differences, and lists
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m = state[0] + (1 - beta1) * (g - state[0])
    v = state[1] + (1 - beta2) * (np.square(g) - state[1])
    t = state[2] + 1
    root = np.sqrt(v / (1 - beta2**t))
    return [w - eta / (1 - beta1**t) * m / (root + eps), [m, v, t]]

# %% right: corrections folded into the rate
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    c1, c2 = 1 - beta1**t, np.sqrt(1 - beta2**t)
    return w - (eta * c2 / c1) * m / (np.sqrt(v) + eps * c2), (m, v, t)

# %% right: arrays throughout
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    w, g = np.asarray(w, dtype=float), np.asarray(g, dtype=float)
    m, v, t = np.asarray(state[0]), np.asarray(state[1]), int(state[2]) + 1
    m = np.add(np.multiply(beta1, m), np.multiply(1 - beta1, g))
    v = np.add(np.multiply(beta2, v), np.multiply(1 - beta2, g**2))
    return w - eta * (m / (1 - np.power(beta1, t))) / (np.sqrt(v / (1 - np.power(beta2, t))) + eps), (m, v, t)

# %% right: plain lists
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * np.asarray(m) + (1 - beta1) * np.asarray(g)
    v = beta2 * np.asarray(v) + (1 - beta2) * np.asarray(g) ** 2
    step = eta * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return [(w - step).tolist(), [m.tolist(), v.tolist(), t]]

# %% wrong: no correction
# names: the correction is missing
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - eta * m / (np.sqrt(v) + eps), (m, v, t + 1)

# %% wrong: eps inside the root
# names: eps stands inside the root
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - eta * (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t) + eps), (m, v, t)

# %% wrong: t from 0
# names: t is used before it is counted up
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, t + 1)

# %% wrong: t from 0, first step caught
# names: t is used before it is counted up
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    u = max(t, 1)
    m_hat, v_hat = m / (1 - beta1**u), v / (1 - beta2**u)
    return w - eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, t + 1)

# %% wrong: corrected means kept
# names: the state holds the corrected means
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = (beta1 * m + (1 - beta1) * g) / (1 - beta1**t)
    v = (beta2 * v + (1 - beta2) * g**2) / (1 - beta2**t)
    return w - eta * m / (np.sqrt(v) + eps), (m, v, t)

# %% wrong: only v corrected
# names: only v is corrected
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - eta * m / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)

# %% wrong: only m corrected
# names: only m is corrected
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - eta * (m / (1 - beta1**t)) / (np.sqrt(v) + eps), (m, v, t)

# %% wrong: betas swapped
# names: beta1 and beta2 have changed places
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta2 * m + (1 - beta2) * g
    v = beta1 * v + (1 - beta1) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, t)

# %% wrong: no root
# names: the root of v_hat is missing
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - eta * (m / (1 - beta1**t)) / (v / (1 - beta2**t) + eps), (m, v, t)

# %% wrong: weights of the mean swapped
# names: the old mean is weighted with 1 - beta
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = (1 - beta1) * m + beta1 * g
    v = (1 - beta2) * v + beta2 * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, t)

# %% wrong: uphill
# names: the step goes uphill
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w + eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, t)

# %% wrong: t not counted
# names: t is not counted up in the state
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1 ** (t + 1)), v / (1 - beta2 ** (t + 1))
    return w - eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, t)

# %% wrong: weights alone
# names: the state is not returned
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - eta * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)

# %% wrong: gradient not squared
# names: v takes the size of the gradient
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * np.abs(g)
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, t)

# %% wrong: t always 1
# names: t starts from 0 at every step
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1), v / (1 - beta2)
    return w - eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, 1)

# %% wrong: no eps
# names: eps is left out
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - eta * m_hat / np.sqrt(v_hat), (m, v, t)

# %% wrong: eps fixed
# names: eps is left out
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - eta * m_hat / (np.sqrt(v_hat) + 1e-8), (m, v, t)

# %% wrong: in place
# names: changed its argument
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m *= beta1
    m += (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, t)

# %% wrong: corrections gathered, eps before them
# names: eps is added before the correction
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - eta * np.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), (m, v, t)

# %% wrong: eps outside the quotient
# names: the denominator needs parentheses
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - eta * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t)) + eps, (m, v, t)

# %% wrong: no power
# names: the power is missing
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - eta * m / (1 - beta1) / (np.sqrt(v / (1 - beta2)) + eps), (m, v, t)

# %% wrong: rounded
# names: small values are lost
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t = t + 1
    m = np.round(beta1 * m + (1 - beta1) * g, 12)
    v = np.round(beta2 * v + (1 - beta2) * g**2, 12)
    m_hat, v_hat = (beta1 * state[0] + (1 - beta1) * g) / (1 - beta1**t), (beta2 * state[1] + (1 - beta2) * g**2) / (
        1 - beta2**t
    )
    return w - eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, t)


# %% wrong: the means kept between calls
# names: the calls share one array
kept = {}


def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m = kept.setdefault(("m", np.shape(w)), np.zeros(np.shape(w)))
    v = kept.setdefault(("v", np.shape(w)), np.zeros(np.shape(w)))
    m[...] = beta1 * state[0] + (1 - beta1) * g
    v[...] = beta2 * state[1] + (1 - beta2) * g**2
    t = state[2] + 1
    return w - eta * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)


# %% wrong: eps is 0 unless given
# not told: before it is counted up
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=0.0):
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - eta * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)
