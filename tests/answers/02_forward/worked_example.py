# %% right: rows of the table, transposed
def worked_example():
    first = Layer(np.array([[0.1, 0.2, 0.4], [0.3, 0.1, 0.2]]).T, np.array([0.1, 0.1]), relu)
    second = Layer(np.array([[0.2, 0.1], [0.3, 0.2]]).T, np.array([0.2, 1.0]), relu)
    third = Layer(np.array([[0.1, 0.2]]).T, np.array([0.1]), linear)
    return [first, second, third]

# %% right: the bias computed
def worked_example():
    W1, b1 = np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.full(2, 0.1)
    W2 = np.array([[0.2, 0.3], [0.1, 0.2]])
    b2 = np.array([0.2, 1.217 - np.array([0.43, 0.44]) @ W2[:, 1]])
    return [Layer(W1, b1, relu), Layer(W2, b2, relu), Layer(np.array([[0.1], [0.2]]), np.array([0.1]), linear)]

# %% right: activations of one's own, by keyword
def worked_example():
    return [
        Layer(W=np.array([[1, 3], [2, 1], [4, 2]]) / 10, b=np.array([1, 1]) / 10, f=lambda z: np.maximum(z, 0)),
        Layer(W=np.array([[2, 3], [1, 2]]) / 10, b=np.array([0.2, 1]), f=lambda z: z * (z > 0)),
        Layer(W=np.array([[1], [2]]) / 10, b=np.array([1]) / 10, f=lambda z: z),
    ]

# %% right: plain lists in the layers
def worked_example():
    return [
        Layer([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]], [0.1, 0.1], relu),
        Layer([[0.2, 0.3], [0.1, 0.2]], [0.2, 1.0], relu),
        Layer([[0.1], [0.2]], [0.1], linear),
    ]

# %% wrong: the bias as printed
# names: the bias is taken as printed
def worked_example():
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.1, 0.1]), relu),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 0.1]), relu),
        Layer(np.array([[0.1], [0.2]]), np.array([0.1]), linear),
    ]

# %% wrong: rows of the table as rows of W
# names: a row of the table is one unit
def worked_example():
    return [
        Layer(np.array([[0.1, 0.2, 0.4], [0.3, 0.1, 0.2]]), np.array([0.1, 0.1]), relu),
        Layer(np.array([[0.2, 0.1], [0.3, 0.2]]), np.array([0.2, 1.0]), relu),
        Layer(np.array([[0.1, 0.2]]), np.array([0.1]), linear),
    ]

# %% wrong: only the square matrix transposed
# names: a row of the table is one unit
def worked_example():
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.1, 0.1]), relu),
        Layer(np.array([[0.2, 0.1], [0.3, 0.2]]), np.array([0.2, 1.0]), relu),
        Layer(np.array([[0.1], [0.2]]), np.array([0.1]), linear),
    ]

# %% wrong: the last W transposed
# names: a row of the table is one unit
def worked_example():
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.1, 0.1]), relu),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 1.0]), relu),
        Layer(np.array([[0.1, 0.2]]), np.array([0.1]), linear),
    ]

# %% wrong: relu on the output
# names: the output has an activation
def worked_example():
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.1, 0.1]), relu),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 1.0]), relu),
        Layer(np.array([[0.1], [0.2]]), np.array([0.1]), relu),
    ]

# %% wrong: no relu in the second layer
# names: a hidden layer has no ReLU
def worked_example():
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.1, 0.1]), relu),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 1.0]), linear),
        Layer(np.array([[0.1], [0.2]]), np.array([0.1]), linear),
    ]

# %% wrong: two layers
# names: every layer is one `Layer(W, b, f)`
def worked_example():
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.1, 0.1]), relu),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 1.0]), relu),
    ]

# %% wrong: a list of numbers per layer, no Layer
# names: every layer is one `Layer(W, b, f)`
def worked_example():
    return [[[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]], [[0.2, 0.3], [0.1, 0.2]], [[0.1], [0.2]]]

# %% wrong: returns the output
# names: every layer is one `Layer(W, b, f)`
def worked_example():
    return 0.3764

# %% wrong: a slip in the first layer
def worked_example():
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.3]]), np.array([0.1, 0.1]), relu),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 1.0]), relu),
        Layer(np.array([[0.1], [0.2]]), np.array([0.1]), linear),
    ]

# %% wrong: the sums are right, the weights are not
def worked_example():
    return [
        Layer(np.array([[0.0, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.17, 0.1]), relu),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 1.0]), relu),
        Layer(np.array([[0.1], [0.2]]), np.array([0.1]), linear),
    ]

# %% wrong: the two biases of layer 2 exchanged
def worked_example():
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.1, 0.1]), relu),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([1.0, 0.2]), relu),
        Layer(np.array([[0.1], [0.2]]), np.array([0.1]), linear),
    ]

# %% wrong: one bias for the whole layer
def worked_example():
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), 0.1, relu),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 1.0]), relu),
        Layer(np.array([[0.1], [0.2]]), 0.1, linear),
    ]

# %% wrong: the layers in one array of weights, no bias
# status: error
def worked_example():
    return [Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]])), Layer(np.ones((2, 2))), Layer(np.ones((2, 1)))]

# %% wrong: nothing returned
# status: not_attempted
def worked_example():
    layers = [Layer(np.ones((3, 2)), np.ones(2), relu)]

# %% wrong: leaky relu
def worked_example():
    leaky = lambda z: np.where(z > 0, z, 0.01 * z)
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.1, 0.1]), leaky),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 1.0]), leaky),
        Layer(np.array([[0.1], [0.2]]), np.array([0.1]), linear),
    ]

# %% wrong: a ReLU that is cut off
# names: leaves the others
def worked_example():
    def capped(z):
        return np.clip(z, 0, 6)

    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.1, 0.1]), capped),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 1.0]), capped),
        Layer(np.array([[0.1], [0.2]]), np.array([0.1]), linear),
    ]

# %% wrong: bias and activation have changed places
# names: look at the order of what is handed over
def worked_example():
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), relu, np.array([0.1, 0.1])),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), relu, np.array([0.2, 1.0])),
        Layer(np.array([[0.1], [0.2]]), linear, np.array([0.1])),
    ]
