# %% right: with arrays
true_bias = 1.217 - np.array([0.43, 0.44]) @ np.array([0.3, 0.2])
printed_output = np.array([0.33, relu(0.217 + 0.1)]) @ np.array([0.1, 0.2]) + 0.1

# %% right: by hand
true_bias = 1.0
printed_output = 0.1964

# %% right: a whole number, and from the difference
true_bias = 1
printed_output = 0.3764 - 0.2 * 0.9

# %% right: the network run
h = relu(np.array([0.43, 0.44]) @ np.array([0.3, 0.2]) + 0.1)
true_bias = 0.1 + (1.217 - h)
printed_output = np.array([0.33, h]) @ np.array([0.1, 0.2]) + 0.1

# %% wrong: the printed bias
# names: the bias is taken as printed
true_bias = 0.1
printed_output = 0.1964

# %% wrong: the weighted sum
# names: this is what the weights and inputs give
true_bias = 0.217
printed_output = 0.1964

# %% wrong: the difference to the printed bias
# names: the distance from the printed bias to the true one
true_bias = 0.9
printed_output = 0.1964

# %% wrong: the published output
# names: this is the output with the true bias
true_bias = 1.0
printed_output = 0.3764

# %% wrong: the unit, not the output
# names: this is the second unit of layer 2
true_bias = 1.0
printed_output = 0.317

# %% wrong: output bias missing
# names: the bias of the output unit is missing
true_bias = 1.0
printed_output = 0.0964

# %% wrong: half answered
# status: not_attempted
true_bias = 1.0
printed_output = ...

# %% wrong: two slips that agree with each other
true_bias = 0.1
printed_output = 0.3764

# %% wrong: rounded
true_bias = 1.0
printed_output = 0.2

# %% wrong: a text
# names: the text '1.0'
true_bias = "1.0"
printed_output = "0.1964"

# %% wrong: a list
true_bias = [1.0]
printed_output = [0.1964]

# %% wrong: nearly
true_bias = 1.00001
printed_output = 0.1964

# %% wrong: not a number
true_bias = float("nan")
printed_output = float("nan")
