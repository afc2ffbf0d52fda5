# %% right: thresholds in the middle
AND = (np.array([2.0, 2.0]), -3.0)
OR = (np.array([2.0, 2.0]), -1.0)
NAND = (np.array([-2.0, -2.0]), 3.0)

# %% right: unequal weights, plain lists
AND = ([3, 2], -4)
OR = [[1, 5], -0.5]
NAND = ([-1, -2], 2.5)

# %% right: just far enough
AND = (np.array([0.5, 0.5]), -0.75)
OR = (np.array([0.5, 0.5]), -0.25)
NAND = (np.array([-0.5, -0.5]), 0.75)

# %% right: computed from each other
AND = (np.array([10, 10]), -15)
OR = (AND[0], -5)
NAND = (-AND[0], -AND[1])

# %% wrong: the published lines
# names: where z is exactly 0
AND = (np.array([1.0, 1.0]), -1.0)
OR = (np.array([1.0, 1.0]), 0.0)
NAND = (np.array([-1.0, -1.0]), 1.5)

# %% wrong: AND and NAND confused
# names: sides are swapped
AND = (np.array([-1.0, -1.0]), 1.5)
OR = (np.array([1.0, 1.0]), -0.5)
NAND = (np.array([1.0, 1.0]), -1.5)

# %% wrong: the threshold with the wrong sign
# names: wrong at (0, 0), (0, 1) and (1, 0)
AND = (np.array([1.0, 1.0]), 1.5)
OR = (np.array([1.0, 1.0]), 0.5)
NAND = (np.array([-1.0, -1.0]), -1.5)

# %% wrong: right, but on the threshold
# names: closer to the threshold
AND = (np.array([1.0, 1.0]), -2.0)
OR = (np.array([1.0, 1.0]), -1.0)
NAND = (np.array([-1.0, -1.0]), 1.0)

# %% wrong: right, but too near
# names: too near 0
AND = (np.array([0.1, 0.1]), -0.15)
OR = (np.array([0.1, 0.1]), -0.05)
NAND = (np.array([-0.1, -0.1]), 0.15)

# %% wrong: NAND only half turned around
# names: NAND fires where y is 1
AND = (np.array([1.0, 1.0]), -1.5)
OR = (np.array([1.0, 1.0]), -0.5)
NAND = (np.array([-1.0, -1.0]), -1.5)

# %% wrong: pairs the wrong way round
AND = (-1.5, np.array([1.0, 1.0]))
OR = (-0.5, np.array([1.0, 1.0]))
NAND = (1.5, np.array([-1.0, -1.0]))

# %% wrong: three numbers in a row
AND = np.array([1.0, 1.0, -1.5])
OR = np.array([1.0, 1.0, -0.5])
NAND = np.array([-1.0, -1.0, 1.5])

# %% wrong: not a number
AND = (np.array([np.nan, 1.0]), -1.5)
OR = (np.array([1.0, 1.0]), -0.5)
NAND = (np.array([-1.0, -1.0]), 1.5)

# %% wrong: endlessly heavy
AND = (np.array([1.0, 1.0]), -1.5)
OR = (np.array([np.inf, np.inf]), -0.5)
NAND = (np.array([-1.0, -1.0]), 1.5)

# %% wrong: one gate missing
# status: not_attempted
AND = (np.array([1.0, 1.0]), -1.5)
OR = (np.array([1.0, 1.0]), -0.5)
NAND = ...

# %% wrong: the stub
# status: not_attempted
AND = ...
OR = ...
NAND = ...
