# %% right: a dictionary
def output_unit(problem):
    choices = {
        "regression": ("linear", "mse"),
        "binary": ("sigmoid", "binary_cross_entropy"),
        "multiclass": ("softmax", "cross_entropy"),
    }
    if problem not in choices:
        raise ValueError(f"{problem} is none of {list(choices)}")
    return choices[problem]

# %% right: match, and lists
def output_unit(problem):
    match problem:
        case "regression":
            return ["linear", "mse"]
        case "binary":
            return ["sigmoid", "binary_cross_entropy"]
        case "multiclass":
            return ["softmax", "cross_entropy"]
        case _:
            raise ValueError("unknown problem")

# %% right: KeyError turned into ValueError
def output_unit(problem):
    try:
        return {
            "regression": ("linear", "mse"),
            "binary": ("sigmoid", "binary_cross_entropy"),
            "multiclass": ("softmax", "cross_entropy"),
        }[problem]
    except KeyError:
        raise ValueError(problem) from None

# %% right: positions in lists
def output_unit(problem):
    k = ["regression", "binary", "multiclass"].index(problem)
    return ("linear", "sigmoid", "softmax")[k], ("mse", "binary_cross_entropy", "cross_entropy")[k]

# %% wrong: loss first
# names: the activation comes first and the loss second
def output_unit(problem):
    if problem == "regression":
        return "mse", "linear"
    if problem == "binary":
        return "binary_cross_entropy", "sigmoid"
    if problem == "multiclass":
        return "cross_entropy", "softmax"
    raise ValueError(problem)

# %% wrong: softmax for one unit
# names: softmax gives probabilities that sum to 1
def output_unit(problem):
    if problem == "regression":
        return "linear", "mse"
    if problem == "binary":
        return "softmax", "binary_cross_entropy"
    if problem == "multiclass":
        return "softmax", "cross_entropy"
    raise ValueError(problem)

# %% wrong: sigmoid for many classes
# names: sigmoid gives one probability
def output_unit(problem):
    if problem == "regression":
        return "linear", "mse"
    if problem == "binary":
        return "sigmoid", "binary_cross_entropy"
    if problem == "multiclass":
        return "sigmoid", "cross_entropy"
    raise ValueError(problem)

# %% wrong: mse for all
# names: mse reads any number
def output_unit(problem):
    activations = {"regression": "linear", "binary": "sigmoid", "multiclass": "softmax"}
    if problem not in activations:
        raise ValueError(problem)
    return activations[problem], "mse"

# %% wrong: one cross-entropy for both
# names: cross_entropy reads probabilities that sum to 1
def output_unit(problem):
    if problem == "regression":
        return "linear", "mse"
    if problem == "binary":
        return "sigmoid", "cross_entropy"
    if problem == "multiclass":
        return "softmax", "cross_entropy"
    raise ValueError(problem)

# %% wrong: relu for a price
# names: spelled in another way
def output_unit(problem):
    if problem == "regression":
        return "relu", "mse"
    if problem == "binary":
        return "sigmoid", "binary_cross_entropy"
    return "softmax", "cross_entropy"

# %% wrong: anything else is multiclass
# names: does not test its arguments
def output_unit(problem):
    if problem == "regression":
        return "linear", "mse"
    if problem == "binary":
        return "sigmoid", "binary_cross_entropy"
    return "softmax", "cross_entropy"

# %% wrong: KeyError
# names: must raise ValueError
def output_unit(problem):
    return {
        "regression": ("linear", "mse"),
        "binary": ("sigmoid", "binary_cross_entropy"),
        "multiclass": ("softmax", "cross_entropy"),
    }[problem]

# %% wrong: returns the error
# names: the error is returned
def output_unit(problem):
    return {
        "regression": ("linear", "mse"),
        "binary": ("sigmoid", "binary_cross_entropy"),
        "multiclass": ("softmax", "cross_entropy"),
    }.get(problem, ValueError("unknown"))

# %% wrong: returns nothing for the unknown
# names: ends without an error
def output_unit(problem):
    if problem == "regression":
        return "linear", "mse"
    if problem == "binary":
        return "sigmoid", "binary_cross_entropy"
    if problem == "multiclass":
        return "softmax", "cross_entropy"

# %% wrong: part of a name will do
def output_unit(problem):
    for name, pair in {
        "regression": ("linear", "mse"),
        "binary": ("sigmoid", "binary_cross_entropy"),
        "multiclass": ("softmax", "cross_entropy"),
    }.items():
        if problem in name:
            return pair
    raise ValueError(problem)

# %% wrong: does not mind capitals
def output_unit(problem):
    problem = problem.lower().strip()
    if problem == "regression":
        return "linear", "mse"
    if problem == "binary":
        return "sigmoid", "binary_cross_entropy"
    if problem == "multiclass":
        return "softmax", "cross_entropy"
    raise ValueError(problem)

# %% wrong: only the error for one word
def output_unit(problem):
    if problem == "clustering":
        raise ValueError(problem)
    if problem == "regression":
        return "linear", "mse"
    if problem == "binary":
        return "sigmoid", "binary_cross_entropy"
    return "softmax", "cross_entropy"

# %% wrong: one string
def output_unit(problem):
    return {"regression": "linear, mse", "binary": "sigmoid, binary_cross_entropy"}.get(problem, "softmax, cross_entropy")

# %% wrong: functions instead of names
# status: error
def output_unit(problem):
    return {"regression": (linear, mean_squared_error)}[problem]

# %% wrong: the first letters decide
# names: does not test its arguments
def output_unit(problem):
    known = {
        "reg": ("linear", "mse"),
        "bin": ("sigmoid", "binary_cross_entropy"),
        "mul": ("softmax", "cross_entropy"),
    }
    if problem[:3] not in known:
        raise ValueError(problem)
    return known[problem[:3]]


# %% wrong: spaces forgiven
# names: does not test its arguments
def output_unit(problem):
    known = {
        "regression": ("linear", "mse"),
        "binary": ("sigmoid", "binary_cross_entropy"),
        "multiclass": ("softmax", "cross_entropy"),
    }
    if problem.strip() not in known:
        raise ValueError(problem)
    return known[problem.strip()]
