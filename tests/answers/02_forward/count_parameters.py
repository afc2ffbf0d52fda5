# %% right: loop over neighbors
def count_parameters(sizes):
    total = 0
    for before, after in zip(sizes, sizes[1:]):
        total += before * after + after
    return total

# %% right: weights and biases apart
def count_parameters(sizes):
    sizes = np.array(sizes)
    return np.sum(sizes[:-1] * sizes[1:]) + np.sum(sizes[1:])

# %% right: builds the arrays and counts them
def count_parameters(sizes):
    shapes = [(sizes[k], sizes[k + 1]) for k in range(len(sizes) - 1)]
    return sum(np.zeros(shape).size + np.zeros(shape[1]).size for shape in shapes)

# %% right: recursion, and a float
def count_parameters(sizes):
    if len(sizes) == 1:
        return 0.0
    return (1 + sizes[0]) * sizes[1] + count_parameters(sizes[1:])

# %% wrong: no biases
# names: the biases are left out
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:]))

# %% wrong: one bias for each layer
# names: one bias is counted for each layer
def count_parameters(sizes):
    return sum(a * b + 1 for a, b in zip(sizes, sizes[1:]))

# %% wrong: input units have biases
# names: the input units are given biases too
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + sum(sizes)

# %% wrong: the last layer left out
# names: the last layer is left out
def count_parameters(sizes):
    return sum((sizes[k] + 1) * sizes[k + 1] for k in range(len(sizes) - 2))

# %% wrong: only four layers
def count_parameters(sizes):
    if len(sizes) == 2:
        return (sizes[0] + 1) * sizes[1]
    if len(sizes) == 3:
        return (sizes[0] + 1) * sizes[1] + (sizes[1] + 1) * sizes[2]
    return (sizes[0] + 1) * sizes[1] + (sizes[1] + 1) * sizes[2] + (sizes[2] + 1) * sizes[3]

# %% wrong: the visible answers by heart
# only hidden: it knows the numbers that are shown
def count_parameters(sizes):
    return {(3, 2, 2, 1): 17, (4, 3): 15, (2, 5, 3): 33, (4, 3, 5, 2, 6): 65, (3, 3, 3): 24}.get(tuple(sizes), 266610)

# %% wrong: bias counted with the sending layer
# names: a bias is counted for each unit that sends
def count_parameters(sizes):
    return sum(a * b + a for a, b in zip(sizes, sizes[1:]))

# %% wrong: empties the list it was given
# names: in-place operation
def count_parameters(sizes):
    total = 0
    while len(sizes) > 1:
        total += (sizes.pop(0) + 1) * sizes[0]
    return total

# %% wrong: one count for each layer
# names: there is one count for each layer
def count_parameters(sizes):
    return [(a + 1) * b for a, b in zip(sizes, sizes[1:])]

# %% wrong: prints instead of returning
# status: not_attempted
# names: end it with a line that returns it
def count_parameters(sizes):
    print(sum((a + 1) * b for a, b in zip(sizes, sizes[1:])))

# %% wrong: runs past the end of the list
# status: error
# names: IndexError
def count_parameters(sizes):
    return sum((sizes[k] + 1) * sizes[k + 1] for k in range(len(sizes)))

# %% wrong: counted in sixteen bits
# names: starts again from 0
def count_parameters(sizes):
    sizes = np.array(sizes, dtype=np.int16)
    return int(np.sum((sizes[:-1] + 1) * sizes[1:], dtype=np.int16))


# %% wrong: equal layers counted once
# names: layers of the same size are taken for one
def count_parameters(sizes):
    return sum({(n_in + 1) * n_out for n_in, n_out in zip(sizes, sizes[1:])})


# %% wrong: sizes added
# not told: one bias is counted for each layer
def count_parameters(sizes):
    return sum(n_in + 1 + n_out for n_in, n_out in zip(sizes, sizes[1:]))


# %% wrong: biases from the third layer on
# not told: one bias is counted for each layer
def count_parameters(sizes):
    return sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:])) + sum(sizes[2:])
