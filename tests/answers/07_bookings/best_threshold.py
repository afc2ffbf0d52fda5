# %% right: a loop that remembers the cheapest
def best_threshold(y, p, cost_fp, cost_fn):
    best, lowest = None, None
    for t in sorted([*p, 1.01]):
        cost = 0
        for truth, chance in zip(y, p):
            if chance >= t and truth == 0:
                cost += cost_fp
            elif chance < t and truth == 1:
                cost += cost_fn
        if lowest is None or cost < lowest:
            best, lowest = t, cost
    return best

# %% right: a table of all candidates against all bookings
def best_threshold(y, p, cost_fp, cost_fn):
    candidates = np.unique(np.append(p, 1.01))
    flagged = p[None, :] >= candidates[:, None]
    cost = np.where(flagged, cost_fp * (y == 0), cost_fn * (y == 1)).sum(axis=1)
    return candidates[cost.argmin()]

# %% right: min with a key, ties by the threshold itself
def best_threshold(y, p, cost_fp, cost_fn):
    def cost(t):
        flagged = p >= t
        return cost_fp * int(np.sum(flagged & (y == 0))) + cost_fn * int(np.sum(~flagged & (y == 1)))

    return min({float(t) for t in p} | {1.01}, key=lambda t: (cost(t), t))

# %% right: cumulative counts of the sorted bookings
def best_threshold(y, p, cost_fp, cost_fn):
    ts = np.append(np.unique(p), 1.01)
    zeros, ones = np.sort(p[y == 0]), np.sort(p[y == 1])
    cost = cost_fp * (len(zeros) - np.searchsorted(zeros, ts)) + cost_fn * np.searchsorted(ones, ts)
    return float(ts[np.argmin(cost)])

# %% wrong: flags only above the threshold
# names: compare with `>=`
def best_threshold(y, p, cost_fp, cost_fn):
    ts = np.append(np.unique(p), 1.01)
    costs = [cost_fp * np.sum((p > t) & (y == 0)) + cost_fn * np.sum((p <= t) & (y == 1)) for t in ts]
    return ts[np.argmin(costs)]

# %% wrong: the costs have changed places
# names: changed places
def best_threshold(y, p, cost_fp, cost_fn):
    ts = np.append(np.unique(p), 1.01)
    costs = [cost_fn * np.sum((p >= t) & (y == 0)) + cost_fp * np.sum((p < t) & (y == 1)) for t in ts]
    return ts[np.argmin(costs)]

# %% wrong: the most expensive
# names: most expensive
def best_threshold(y, p, cost_fp, cost_fn):
    ts = np.append(np.unique(p), 1.01)
    costs = [cost_fp * np.sum((p >= t) & (y == 0)) + cost_fn * np.sum((p < t) & (y == 1)) for t in ts]
    return ts[np.argmax(costs)]

# %% wrong: the highest of equals
# names: the lowest is asked for
def best_threshold(y, p, cost_fp, cost_fn):
    ts = np.append(np.unique(p), 1.01)[::-1]
    costs = [cost_fp * np.sum((p >= t) & (y == 0)) + cost_fn * np.sum((p < t) & (y == 1)) for t in ts]
    return ts[np.argmin(costs)]

# %% wrong: the first of equals in the order of p
# names: the lowest is asked for
def best_threshold(y, p, cost_fp, cost_fn):
    ts = np.append(p, 1.01)
    costs = [cost_fp * np.sum((p >= t) & (y == 0)) + cost_fn * np.sum((p < t) & (y == 1)) for t in ts]
    return ts[np.argmin(costs)]

# %% wrong: without 1.01
# names: nothing is flagged
def best_threshold(y, p, cost_fp, cost_fn):
    ts = np.unique(p)
    costs = [cost_fp * np.sum((p >= t) & (y == 0)) + cost_fn * np.sum((p < t) & (y == 1)) for t in ts]
    return ts[np.argmin(costs)]

# %% wrong: all mistakes cost the same
# names: the costs are not used
def best_threshold(y, p, cost_fp, cost_fn):
    ts = np.append(np.unique(p), 1.01)
    costs = [np.sum((p >= t) & (y == 0)) + np.sum((p < t) & (y == 1)) for t in ts]
    return ts[np.argmin(costs)]

# %% wrong: the cost comes back, too
# names: return the threshold alone
def best_threshold(y, p, cost_fp, cost_fn):
    ts = np.append(np.unique(p), 1.01)
    costs = [cost_fp * np.sum((p >= t) & (y == 0)) + cost_fn * np.sum((p < t) & (y == 1)) for t in ts]
    return ts[np.argmin(costs)], min(costs)

# %% wrong: the cost instead of the threshold
# names: this is the cost
def best_threshold(y, p, cost_fp, cost_fn):
    ts = np.append(np.unique(p), 1.01)
    return min(cost_fp * np.sum((p >= t) & (y == 0)) + cost_fn * np.sum((p < t) & (y == 1)) for t in ts)

# %% wrong: a grid of hundredths
# names: wrong value
def best_threshold(y, p, cost_fp, cost_fn):
    ts = np.arange(0, 1.015, 0.01)
    costs = [cost_fp * np.sum((p >= t) & (y == 0)) + cost_fn * np.sum((p < t) & (y == 1)) for t in ts]
    return ts[np.argmin(costs)]

# %% wrong: the threshold for well-calibrated probabilities
# names: wrong value
def best_threshold(y, p, cost_fp, cost_fn):
    return cost_fp / (cost_fp + cost_fn)

# %% wrong: 1 instead of 1.01
# names: this is 1
def best_threshold(y, p, cost_fp, cost_fn):
    ts = np.append(np.unique(p), 1.0)
    costs = [cost_fp * np.sum((p >= t) & (y == 0)) + cost_fn * np.sum((p < t) & (y == 1)) for t in ts]
    return ts[np.argmin(costs)]

# %% wrong: sorts the caller's probabilities
# names: changed its argument
def best_threshold(y, p, cost_fp, cost_fn):
    y[:] = y[np.argsort(p)]
    p.sort()
    ts = np.append(p, 1.01)
    costs = [cost_fp * np.sum((p >= t) & (y == 0)) + cost_fn * np.sum((p < t) & (y == 1)) for t in ts]
    return ts[np.argmin(costs)]

# %% wrong: 0 among the candidates
# names: 0 is not among the candidates
def best_threshold(y, p, cost_fp, cost_fn):
    tried = np.unique(np.append(p, [0, 1.01]))
    costs = [cost_fp * np.sum((p >= t) & (y == 0)) + cost_fn * np.sum((p < t) & (y == 1)) for t in tried]
    return tried[np.argmin(costs)]

# %% wrong: rounded thresholds
# names: the thresholds are rounded
def best_threshold(y, p, cost_fp, cost_fn):
    candidates = np.unique(np.append(np.round(p, 6), 1.01))
    costs = [cost_fp * np.sum((p >= t) & (y == 0)) + cost_fn * np.sum((p < t) & (y == 1)) for t in candidates]
    return candidates[int(np.argmin(costs))]


# %% wrong: counted in eight bits
# names: counts above 255
def best_threshold(y, p, cost_fp, cost_fn):
    def count(where):
        return int(np.sum(where, dtype=np.uint8))

    candidates = np.unique(np.append(p, 1.01))
    costs = [cost_fp * count((p >= t) & (y == 0)) + cost_fn * count((p < t) & (y == 1)) for t in candidates]
    return candidates[int(np.argmin(costs))]


# %% wrong: empty rooms cost nothing
# not told: the lowest is asked for
def best_threshold(y, p, cost_fp, cost_fn):
    candidates = np.append(np.sort(p), 1.01)
    costs = [cost_fp * np.sum((p >= t) & (y == 0)) for t in candidates]
    return candidates[int(np.argmin(costs))]


# %% wrong: all costs summed into one
# not told: have changed places
def best_threshold(y, p, cost_fp, cost_fn):
    candidates = np.unique(np.append(p, 1.01))
    flagged = p >= candidates[:, None]
    cost = np.where(flagged, cost_fp * (y == 0), cost_fn * (y == 1)).sum()
    return candidates[int(np.argmin(cost))]
