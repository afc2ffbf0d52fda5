# %% right: a loop over the rows
def truth_table_errors(w, b, table, f):
    wrong = 0
    for x1, x2, y in table:
        if f(w[0] * x1 + w[1] * x2 + b) != y:
            wrong += 1
    return wrong

# %% right: a sum of truth values
def truth_table_errors(w, b, table, f):
    return np.sum(f(table[:, :2] @ w + b) != table[:, 2])

# %% right: count_nonzero of the difference
def truth_table_errors(w, b, table, f):
    return np.count_nonzero(f(table[:, :-1] @ w + b) - table[:, -1])

# %% right: absolute differences
def truth_table_errors(w, b, table, f):
    return np.abs(neuron(table[:, :2], w, b, f) - table[:, 2]).sum()

# %% wrong: counts the right rows
# names: counts the rows that are right
def truth_table_errors(w, b, table, f):
    return np.sum(f(table[:, :2] @ w + b) == table[:, 2])

# %% wrong: share instead of number
# names: share of wrong rows
def truth_table_errors(w, b, table, f):
    return np.mean(f(table[:, :2] @ w + b) != table[:, 2])

# %% wrong: the rows themselves
# names: count them
def truth_table_errors(w, b, table, f):
    return f(table[:, :2] @ w + b) != table[:, 2]

# %% wrong: totals compared
# names: compared in total
def truth_table_errors(w, b, table, f):
    return abs(np.sum(f(table[:, :2] @ w + b)) - np.sum(table[:, 2]))

# %% wrong: signed differences
# names: compared in total
def truth_table_errors(w, b, table, f):
    return np.sum(f(table[:, :2] @ w + b) - table[:, 2])

# %% wrong: no bias
# names: the bias `b` does not reach the neuron
def truth_table_errors(w, b, table, f):
    return np.sum(f(table[:, :2] @ w) != table[:, 2])

# %% wrong: its own threshold, at zero too
# names: must use the activation `f`
def truth_table_errors(w, b, table, f):
    return int(np.sum((table[:, :2] @ w + b >= 0) != table[:, 2]))

# %% wrong: its own threshold, above zero
# names: must use the activation `f`
def truth_table_errors(w, b, table, f):
    return int(np.sum((table[:, :2] @ w + b > 0) != table[:, 2]))

# %% wrong: the right output taken as an input
# names: only the first two columns are inputs
# status: error
def truth_table_errors(w, b, table, f):
    return np.sum(f(table @ w + b) != table[:, 2])

# %% wrong: inputs swapped
# names: x1 and x2 have changed places
def truth_table_errors(w, b, table, f):
    return np.sum(f(table[:, 1::-1] @ w + b) != table[:, 2])

# %% wrong: compares with the second input
def truth_table_errors(w, b, table, f):
    return np.sum(f(table[:, :2] @ w + b) != table[:, 1])

# %% wrong: knows the gates by heart
def truth_table_errors(w, b, table, f):
    return {1: 1, 3: 3, 2: 2}.get(int(table[:, 2].sum()), 0)

# %% wrong: returns at the first wrong row
# names: stops at the first wrong row
def truth_table_errors(w, b, table, f):
    for x1, x2, y in table:
        if f(w[0] * x1 + w[1] * x2 + b) != y:
            return 1
    return 0

# %% wrong: changes the table
def truth_table_errors(w, b, table, f):
    table[:, 2] -= f(table[:, :2] @ w + b).astype(table.dtype)
    return np.count_nonzero(table[:, 2])

# %% wrong: the stub
# status: not_attempted
def truth_table_errors(w, b, table, f):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: the rows in the usual order
# names: the inputs are taken in a fixed order
def truth_table_errors(w, b, table, f):
    inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    return int(np.sum(neuron(inputs, w, b, f) != table[:, 2]))


# %% wrong: bias subtracted
# not told: counts the rows that are right
def truth_table_errors(w, b, table, f):
    return np.sum(f(table[:, :2] @ w - b) != table[:, 2])


# %% wrong: the product is not summed
# not told: only the first two columns
# status: error
def truth_table_errors(w, b, table, f):
    return np.sum(f(table[:, :2] * w + b) != table[:, 2])


# %% wrong: the second input with a minus
# not told: taken in a fixed order
def truth_table_errors(w, b, table, f):
    return sum(f(w[0] * x1 - w[1] * x2 + b) != y for x1, x2, y in table)


# %% wrong: bias added after the activation
# names: put together in the wrong order
def truth_table_errors(w, b, table, f):
    out = f(table[:, :2] @ w) + b
    return int(np.sum(out != table[:, 2]))
