"""The truth tables of four logic gates, each an array of rows (x1, x2, y)."""

import numpy as np

AND_TABLE = np.array([[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 1]])
OR_TABLE = np.array([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
NAND_TABLE = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 0]])
XOR_TABLE = np.array([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]])
