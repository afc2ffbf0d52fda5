# %% right: loops
def random_search(score, space, n, rng):
    results, best, top = [], None, None
    for _ in range(n):
        params = {}
        for name in space:
            params[name] = space[name](rng)
        value = score(**params)
        results.append((params, value))
        if top is None or value > top:
            best, top = params, value
    return best, results

# %% right: trials first, scores after
def random_search(score, space, n, rng):
    trials = [{name: draw(rng) for name, draw in space.items()} for _ in range(n)]
    scores = [score(**params) for params in trials]
    return trials[int(np.argmax(scores))], list(zip(trials, scores))

# %% right: dict of pairs
def random_search(score, space, n, rng):
    results = []
    while len(results) < n:
        trial = dict((key, function(rng)) for key, function in space.items())
        results.append([trial, score(**trial)])
    return sorted(results, key=lambda one: -one[1])[0][0], results

# %% right: from minus infinity
def random_search(score, space, n, rng):
    best_score, best, results = -np.inf, None, []
    for trial in range(n):
        params = dict(zip(space, [draw(rng) for draw in space.values()]))
        s = score(**params)
        if s > best_score:
            best_score, best = s, params
        results.append((params, s))
    return [best, results]

# %% wrong: lowest wins
# names: the lowest score wins
def random_search(score, space, n, rng):
    results = [(p, score(**p)) for p in ({k: d(rng) for k, d in space.items()} for _ in range(n))]
    return min(results, key=lambda r: r[1])[0], results

# %% wrong: last of equals
# names: the last of equal scores wins
def random_search(score, space, n, rng):
    results = [(p, score(**p)) for p in ({k: d(rng) for k, d in space.items()} for _ in range(n))]
    return max(reversed(results), key=lambda r: r[1])[0], results

# %% wrong: parameter by parameter
# names: finish one trial first
def random_search(score, space, n, rng):
    columns = {k: [d(rng) for _ in range(n)] for k, d in space.items()}
    trials = [{k: column[i] for k, column in columns.items()} for i in range(n)]
    results = [(p, score(**p)) for p in trials]
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: another order
# names: in another order than that of `space`
def random_search(score, space, n, rng):
    results = []
    for _ in range(n):
        p = {k: space[k](rng) for k in reversed(list(space))}
        results.append((p, score(**p)))
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: drawn once
# names: the parameters are drawn once
def random_search(score, space, n, rng):
    p = {k: d(rng) for k, d in space.items()}
    results = [(p, score(**p)) for _ in range(n)]
    return p, results

# %% wrong: one trial too few
# names: there is one trial too few
def random_search(score, space, n, rng):
    results = []
    for _ in range(1, n):
        p = {k: d(rng) for k, d in space.items()}
        results.append((p, score(**p)))
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: one trial too many
# names: there is one trial too many
def random_search(score, space, n, rng):
    results = []
    for _ in range(n + 1):
        p = {k: d(rng) for k, d in space.items()}
        results.append((p, score(**p)))
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: sorted
# names: the results are sorted
def random_search(score, space, n, rng):
    results = [(p, score(**p)) for p in ({k: d(rng) for k, d in space.items()} for _ in range(n))]
    results = sorted(results, key=lambda r: r[1], reverse=True)
    return results[0][0], results

# %% wrong: a generator of its own
# names: call each function with `rng`
def random_search(score, space, n, rng):
    rng = np.random.default_rng(0)
    results = [(p, score(**p)) for p in ({k: d(rng) for k, d in space.items()} for _ in range(n))]
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: functions not called
# names: called in another way than it wants
# status: error
def random_search(score, space, n, rng):
    results = [(space, score(**space)) for _ in range(n)]
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: drawn without rng
# names: called in another way than it wants
# status: error
def random_search(score, space, n, rng):
    results = [(p, score(**p)) for p in ({k: d() for k, d in space.items()} for _ in range(n))]
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: the score is returned
# names: the best score is returned
def random_search(score, space, n, rng):
    results = [(p, score(**p)) for p in ({k: d(rng) for k, d in space.items()} for _ in range(n))]
    return max(s for _, s in results), results

# %% wrong: scores alone
# names: the results hold the scores alone
def random_search(score, space, n, rng):
    trials = [{k: d(rng) for k, d in space.items()} for _ in range(n)]
    scores = [score(**p) for p in trials]
    return trials[int(np.argmax(scores))], scores

# %% wrong: one dict for all
# names: all results hold the same dict
def random_search(score, space, n, rng):
    params, results = {}, []
    for _ in range(n):
        for k, d in space.items():
            params[k] = d(rng)
        results.append((params, score(**params)))
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: handed over by place
# names: called in another way than it wants
# status: error
def random_search(score, space, n, rng):
    results = [(p, score(*p.values())) for p in ({k: d(rng) for k, d in space.items()} for _ in range(n))]
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: starts at 0
# names: starts at 0
def random_search(score, space, n, rng):
    best, top, results = None, 0, []
    for _ in range(n):
        p = {k: d(rng) for k, d in space.items()}
        s = score(**p)
        results.append((p, s))
        if s > top:
            best, top = p, s
    return best, results

# %% wrong: equal trials left out
# names: is left out
def random_search(score, space, n, rng):
    results = []
    for _ in range(n):
        p = {k: d(rng) for k, d in space.items()}
        if p not in [q for q, _ in results]:
            results.append((p, score(**p)))
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: drawn again for the score
# names: other parameters than those noted
def random_search(score, space, n, rng):
    results = []
    for _ in range(n):
        params = {name: draw(rng) for name, draw in space.items()}
        results.append((params, score(**{name: draw(rng) for name, draw in space.items()})))
    return max(results, key=lambda result: result[1])[0], results

# %% wrong: what was tried before is left out
# names: is left out
def random_search(score, space, n, rng):
    results = []
    for _ in range(n):
        params = {name: draw(rng) for name, draw in space.items()}
        if params not in [tried for tried, _ in results]:
            results.append((params, score(**params)))
    return max(results, key=lambda result: result[1])[0], results

# %% wrong: the list of results kept between calls
# names: the calls share one array
results = []


def random_search(score, space, n, rng):
    results.clear()
    for _ in range(n):
        params = {name: draw(rng) for name, draw in space.items()}
        results.append((params, score(**params)))
    return max(results, key=lambda one: one[1])[0], results


# %% wrong: the last one tried
# names: the last parameters that were tried
def random_search(score, space, n, rng):
    results = []
    for _ in range(n):
        params = {name: draw(rng) for name, draw in space.items()}
        s = score(**params)
        results.append((params, s))
        best = params
    return best, results


# %% wrong: nothing is kept as the best
# names: no trial was kept
def random_search(score, space, n, rng):
    results, best, best_score = [], None, np.inf
    for _ in range(n):
        params = {name: draw(rng) for name, draw in space.items()}
        value = score(**params)
        results.append((params, value))
        if value > best_score:
            best, best_score = params, value
    return best, results
