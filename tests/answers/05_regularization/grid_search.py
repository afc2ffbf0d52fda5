# %% right: a champion replaced by strictly better ones
def grid_search(score, grid):
    names = list(grid)
    results, best, best_score = [], None, None
    for values in product(*(grid[name] for name in names)):
        params = {name: value for name, value in zip(names, values)}
        value = score(**params)
        results.append((params, value))
        if best is None or value > best_score:
            best, best_score = params, value
    return best, results

# %% right: argmax of the scores
def grid_search(score, grid):
    trials = [dict(zip(grid.keys(), values)) for values in product(*grid.values())]
    scores = [score(**params) for params in trials]
    return trials[int(np.argmax(scores))], list(zip(trials, scores))

# %% right: built up parameter by parameter
def grid_search(score, grid):
    trials = [{}]
    for name, values in grid.items():
        trials = [{**params, name: value} for params in trials for value in values]
    results = [[params, score(**params)] for params in trials]
    top = max(value for _, value in results)
    return next(params for params, value in results if value == top), results

# %% right: recursion
def grid_search(score, grid):
    results = []

    def go(params, names):
        if not names:
            results.append((params, score(**params)))
            return
        for value in grid[names[0]]:
            go(dict(params, **{names[0]: value}), names[1:])

    go({}, list(grid))
    return max(results, key=lambda one: one[1])[0], results

# %% right: from minus infinity
def grid_search(score, grid):
    best_score, best_params, results = float("-inf"), {}, []
    for values in product(*grid.values()):
        params = dict(zip(grid, values))
        s = score(**params)
        if s > best_score:
            best_score, best_params = s, params
        results += [(params, s)]
    return best_params, tuple(results)

# %% wrong: lowest wins
# names: the lowest score wins
def grid_search(score, grid):
    results = [(p, score(**p)) for p in (dict(zip(grid, v)) for v in product(*grid.values()))]
    return min(results, key=lambda r: r[1])[0], results

# %% wrong: last of equals
# names: the last of equal scores wins
def grid_search(score, grid):
    best, top, results = None, float("-inf"), []
    for values in product(*grid.values()):
        params = dict(zip(grid, values))
        s = score(**params)
        results.append((params, s))
        if s >= top:
            best, top = params, s
    return best, results

# %% wrong: sorted
# names: the results are sorted
def grid_search(score, grid):
    results = [(p, score(**p)) for p in (dict(zip(grid, v)) for v in product(*grid.values()))]
    results.sort(key=lambda r: -r[1])
    return results[0][0], results

# %% wrong: first parameter fastest
# names: the first parameter runs fastest
def grid_search(score, grid):
    names = list(grid)[::-1]
    results = [(p, score(**p)) for p in (dict(zip(names, v)) for v in product(*(grid[n] for n in names)))]
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: paired off
# names: values are paired off
def grid_search(score, grid):
    results = [(p, score(**p)) for p in (dict(zip(grid, v)) for v in zip(*grid.values()))]
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: the score is returned
# names: the best score is returned
def grid_search(score, grid):
    results = [(p, score(**p)) for p in (dict(zip(grid, v)) for v in product(*grid.values()))]
    return max(s for _, s in results), results

# %% wrong: the pair is returned
# names: the best pair is returned
def grid_search(score, grid):
    results = [(p, score(**p)) for p in (dict(zip(grid, v)) for v in product(*grid.values()))]
    return max(results, key=lambda r: r[1]), results

# %% wrong: scores alone
# names: the results hold the scores alone
def grid_search(score, grid):
    trials = [dict(zip(grid, v)) for v in product(*grid.values())]
    scores = [score(**p) for p in trials]
    return trials[int(np.argmax(scores))], scores

# %% wrong: score first
# names: the results hold (score, params)
def grid_search(score, grid):
    trials = [dict(zip(grid, v)) for v in product(*grid.values())]
    scores = [score(**p) for p in trials]
    return trials[int(np.argmax(scores))], list(zip(scores, trials))

# %% wrong: one dict for all
# names: all results hold the same dict
def grid_search(score, grid):
    params, best, top, results = {}, None, float("-inf"), []
    for values in product(*grid.values()):
        params.update(zip(grid, values))
        s = score(**params)
        results.append((params, s))
        if s > top:
            best, top = params, s
    return best, results

# %% wrong: starts at 0
# names: starts at 0
def grid_search(score, grid):
    best, top, results = None, 0, []
    for values in product(*grid.values()):
        params = dict(zip(grid, values))
        s = score(**params)
        results.append((params, s))
        if s > top:
            best, top = params, s
    return best, results

# %% wrong: handed over by place
# names: call `score(**params)`
# status: error
def grid_search(score, grid):
    results = [(dict(zip(grid, v)), score(*v)) for v in product(*grid.values())]
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: handed over as a dict
# names: call `score(**params)`
# status: error
def grid_search(score, grid):
    results = [(p, score(p)) for p in (dict(zip(grid, v)) for v in product(*grid.values()))]
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: best only
# names: the results are missing
def grid_search(score, grid):
    results = [(p, score(**p)) for p in (dict(zip(grid, v)) for v in product(*grid.values()))]
    return max(results, key=lambda r: r[1])[0]

# %% wrong: values without names
# names: the parameters are lists of values
def grid_search(score, grid):
    results = [(list(v), score(**dict(zip(grid, v)))) for v in product(*grid.values())]
    return max(results, key=lambda r: r[1])[0], results

# %% wrong: two parameters only
# status: error
def grid_search(score, grid):
    (a, values_a), (b, values_b) = list(grid.items())[:2]
    results = [({a: x, b: y}, score(**{a: x, b: y})) for x in values_a for y in values_b]
    return max(results, key=lambda r: r[1])[0], results

# %% right: grown one parameter at a time
def grid_search(score, grid):
    combinations = [{}]
    for name, values in grid.items():
        combinations = [{**one, name: value} for one in combinations for value in values]
    scores = np.array([score(**one) for one in combinations])
    return combinations[np.argmax(scores)], list(zip(combinations, scores))

# %% wrong: the names sorted
# names: values got the names of other parameters
def grid_search(score, grid):
    results = []
    for values in product(*grid.values()):
        params = dict(zip(sorted(grid), values))
        results.append((params, score(**params)))
    return max(results, key=lambda result: result[1])[0], results

# %% wrong: the list of results kept between calls
# names: the calls share one array
from itertools import product

results = []


def grid_search(score, grid):
    results.clear()
    for values in product(*grid.values()):
        params = dict(zip(grid, values))
        results.append((params, score(**params)))
    return max(results, key=lambda one: one[1])[0], results


# %% wrong: the last one tried
# names: the last parameters that were tried
def grid_search(score, grid):
    results = []
    for values in product(*grid.values()):
        best = dict(zip(grid, values))
        results.append((best, score(**best)))
    return best, results


# %% wrong: nothing is kept as the best
# names: no trial was kept
def grid_search(score, grid):
    results, best, best_score = [], None, np.inf
    for values in product(*grid.values()):
        params = dict(zip(grid, values))
        value = score(**params)
        results.append((params, value))
        if value > best_score:
            best, best_score = params, value
    return best, results
