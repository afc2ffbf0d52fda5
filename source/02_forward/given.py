"""02_forward: working code of the earlier units.

Generated from their notebooks: edit those, then run `autograder release`.
"""

import numpy as np


def linear(z):
    """Return the input itself: the activation that changes nothing."""
    return z


def sigmoid(z):
    """Squash the input smoothly between 0 and 1: 1 / (1 + e^-z).

    Args:
        z: the summed input, an array of any shape or a number, as large as 1e4 in size.

    Returns:
        A number between 0 and 1 for each element, same shape as z.

    Example:
        >>> sigmoid(np.array([-800.0, 0.0, 800.0]))
        array([0. , 0.5, 1. ])
    """
    e = np.exp(-np.abs(z))  # never above 1
    return np.where(z >= 0, 1, e) / (1 + e)


def relu(z):
    """Pass what is positive and silence the rest: the larger of 0 and z.

    Args:
        z: the summed input, an array of any shape or a number.

    Returns:
        A number of at least 0 for each element, same shape as z.

    Example:
        >>> relu(np.array([-2.0, 0.5]))
        array([0. , 0.5])
    """
    return np.maximum(z, 0)
