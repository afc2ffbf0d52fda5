# %% right: largest eigenvalue
def stability_limit(H):
    return 2 / np.linalg.eigvalsh(H)[-1]

# %% right: eigenvalues of any matrix
def stability_limit(H):
    values, vectors = np.linalg.eig(H)
    return 2.0 / max(values)

# %% right: spectral norm
def stability_limit(H):
    return 2 / np.linalg.norm(H, 2)

# %% right: the smallest of the limits of all directions
def stability_limit(H):
    return min(2 / value for value in np.linalg.eigvalsh(H))

# %% right: power iteration
def stability_limit(H):
    x = np.arange(1.0, len(H) + 1)
    for _ in range(3000):
        x = H @ x
        x = x / np.linalg.norm(x)
    return 2 / (x @ H @ x)

# %% right: an array without axes
def stability_limit(H):
    return np.array(2 / max(np.linalg.eigvalsh(H)))

# %% wrong: one over the eigenvalue
# names: this is 1/λ
def stability_limit(H):
    return 1 / np.max(np.linalg.eigvalsh(H))

# %% wrong: smallest eigenvalue
# names: the smallest eigenvalue is used
def stability_limit(H):
    return 2 / np.linalg.eigvalsh(H)[0]

# %% wrong: one over the smallest
# names: this is 1 divided by the smallest eigenvalue
def stability_limit(H):
    return 1 / np.min(np.linalg.eigvalsh(H))

# %% wrong: diagonal
# names: the diagonal is taken for the eigenvalues
def stability_limit(H):
    return 2 / np.max(np.diag(H))

# %% wrong: upside down
# names: this is the inverse of the limit
def stability_limit(H):
    return np.max(np.linalg.eigvalsh(H)) / 2

# %% wrong: the eigenvalue
# names: this is the largest eigenvalue itself
def stability_limit(H):
    return np.max(np.linalg.eigvalsh(H))

# %% wrong: norm of the matrix
# names: the size of the whole matrix is used
def stability_limit(H):
    return 2 / np.linalg.norm(H)

# %% wrong: one for each direction
# names: there is one rate for each direction
def stability_limit(H):
    return 2 / np.linalg.eigvalsh(H)

# %% wrong: determinant
# names: the determinant is the product
def stability_limit(H):
    return 2 / np.linalg.det(H)

# %% wrong: largest entry
def stability_limit(H):
    return 2 / np.max(H)

# %% wrong: trace
def stability_limit(H):
    return 2 / np.trace(H)

# %% wrong: the first of unsorted eigenvalues
def stability_limit(H):
    return 2 / np.linalg.eig(H)[0][0]

# %% wrong: the last of unsorted eigenvalues
def stability_limit(H):
    return 2 / np.linalg.eigvals(H)[-1] if len(H) != 2 else 2 / np.linalg.norm(H, 2)

# %% wrong: power iteration from ones
# names: where it cannot find it
def stability_limit(H):
    v = np.ones(len(H))
    for _ in range(30):
        v = H @ v
        v = v / np.linalg.norm(v)
    return 2 / (v @ H @ v)


# %% wrong: power iteration from the first axis
# names: where it cannot find it
def stability_limit(H):
    v = np.eye(len(H))[0]
    for _ in range(30):
        v = H @ v
        v = v / np.linalg.norm(v)
    return 2 / (v @ H @ v)


# %% wrong: a small number added
# names: they may have any size
def stability_limit(H):
    return 2 / (np.max(np.linalg.eigvalsh(H)) + 1e-8)


# %% wrong: rounded
# names: they may have any size
def stability_limit(H):
    return np.round(2 / np.max(np.linalg.eigvalsh(H)), 8)


# %% right: the largest singular value
def stability_limit(H):
    return 2 / np.linalg.norm(H, 2)
