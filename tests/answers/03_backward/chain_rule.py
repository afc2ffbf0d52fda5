# %% right: multiplied out
def chain_rule(x):
    return 40 * x

# %% right: as gears
def chain_rule(x):
    df_dg = 20.0
    dg_dx = 2 * x
    return df_dg * dg_dx

# %% right: numpy
def chain_rule(x):
    return np.multiply(40.0, x)

# %% right: sum of the square's two factors
def chain_rule(x):
    return 20 * (x + x)

# %% wrong: the function itself
# names: this is f itself
def chain_rule(x):
    return 20 * x**2

# %% wrong: outer slope only
# names: only the outer slope
def chain_rule(x):
    return 20.0 + 0 * x

# %% wrong: inner slope only
# names: only the inner slope
def chain_rule(x):
    return 2 * x

# %% wrong: added
# names: the slopes are added
def chain_rule(x):
    return 20 + 2 * x

# %% wrong: x lost
# names: has lost its x
def chain_rule(x):
    return 20 * 2

# %% wrong: f times the inner slope
# names: the factors are two slopes
def chain_rule(x):
    return 20 * x**2 * 2 * x

# %% wrong: 20 squared
# names: the 20 is squared too
def chain_rule(x):
    return 2 * 20**2 * x

# %% wrong: absolute value
def chain_rule(x):
    return 40 * np.abs(x)

# %% wrong: numbers only
def chain_rule(x):
    return 40 * x if np.ndim(x) == 0 else [40 * one for one in x][0]

# %% wrong: forward difference with a large h
def chain_rule(x):
    h = 0.001
    return (20 * (x + h) ** 2 - 20 * x**2) / h

# %% wrong: changes its argument
# names: changed its argument
def chain_rule(x):
    x *= 40
    return x

# %% wrong: visible answers
# only hidden: learnt by heart, it fits the visible numbers alone
def chain_rule(x):
    seen = {3.0: 120.0, 1e-12: 4e-11}
    if np.ndim(x) == 0:
        return seen.get(float(x), 0.0)
    return np.array([[40.0, -80.0, 0.0], [20.0, 400.0, -4.0]])

# %% wrong: prints
# status: not_attempted
def chain_rule(x):
    print(40 * x)

# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}


def chain_rule(x):
    x = np.asarray(x, dtype=float)
    out = kept.setdefault(x.shape, np.zeros(x.shape))
    out[...] = 40 * x
    return out


# %% wrong: rounded
# names: small values are lost
def chain_rule(x):
    return np.round(40 * np.asarray(x), 9)


# %% wrong: three times x
# not told: f itself
def chain_rule(x):
    return 20 * 3 * x
