"""07_bookings: código que funciona, de las unidades anteriores.

Generado a partir de sus notebooks: modifica esos y ejecuta `autograder release`.
"""

import numpy as np


def sigmoid(z):
    """Lleva la entrada suavemente al intervalo entre 0 y 1: 1 / (1 + e^-z).

    Argumentos:
        z: la suma de las entradas, un arreglo de cualquier forma o un número, de hasta 1e4 en valor absoluto.

    Devuelve:
        Un número entre 0 y 1 por cada elemento, con la misma forma que z.

    Ejemplo:
        >>> sigmoid(np.array([-800.0, 0.0, 800.0]))
        array([0. , 0.5, 1. ])
    """
    e = np.exp(-np.abs(z))  # nunca más de 1
    return np.where(z >= 0, 1, e) / (1 + e)


def relu(z):
    """Deja pasar lo positivo y calla el resto: el mayor entre 0 y z.

    Argumentos:
        z: la suma de las entradas, un arreglo de cualquier forma o un número.

    Devuelve:
        Un número no negativo por cada elemento, con la misma forma que z.

    Ejemplo:
        >>> relu(np.array([-2.0, 0.5]))
        array([0. , 0.5])
    """
    return np.maximum(z, 0)


def binary_cross_entropy(p, y):
    """Calcula la entropía cruzada promedio de un problema de dos clases.

    Argumentos:
        p: probabilidades predichas de la clase 1, forma (n,), recortadas a [1e-12, 1 - 1e-12] antes de usarlas.
        y: las clases, 0 o 1, forma (n,).

    Devuelve:
        La pérdida promedio, un solo número.

    Ejemplo:
        >>> round(float(binary_cross_entropy(np.array([0.5, 0.5]), np.array([1.0, 0.0]))), 4)
        0.6931
    """
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def minibatches(X, Y, size, rng):
    """Corta los ejemplos en lotes pequeños, en un orden nuevo y aleatorio en cada llamada.

    Argumentos:
        X: entradas, forma (n, d).
        Y: salidas correctas, forma (n, k); la fila i corresponde a la fila i de `X`.
        size: filas por lote, un número entero; el último lote puede ser más pequeño.
        rng: Generator aleatorio de numpy, la única fuente de azar.

    Devuelve:
        Los lotes, uno después del otro (`yield`, o una lista): pares (X_batch, Y_batch) que contienen cada fila una
        vez.

    Errores:
        ValueError: `size` es menor que 1.

    Ejemplo:
        >>> X, Y = np.zeros((5, 3)), np.zeros((5, 1))
        >>> [X_batch.shape for X_batch, Y_batch in minibatches(X, Y, 2, np.random.default_rng(0))]
        [(2, 3), (2, 3), (1, 3)]
    """
    if size < 1:
        raise ValueError(f"el tamaño de un lote debe ser al menos 1, no {size}")
    order = rng.permutation(len(X))
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], Y[rows]


def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """Da un paso de Adam.

    Argumentos:
        w: pesos, un arreglo de cualquier forma o un número.
        g: gradiente en `w`, con la misma forma.
        state: lo que Adam recuerda, (m, v, t); (0, 0, 0) antes del primer paso.
        eta: tasa de aprendizaje, un número.
        beta1: la fracción que se conserva de `m`, el promedio del gradiente.
        beta2: la fracción que se conserva de `v`, el promedio del gradiente al cuadrado.
        eps: mantiene finito el cociente donde `v` es 0.

    Devuelve:
        Los nuevos pesos y el nuevo estado, (w, (m, v, t)).

    Ejemplo:
        >>> w, (m, v, t) = adam_step(1.0, 4.0, (0, 0, 0), 0.25, 0.5, 0.75)
        >>> print(round(w, 6), m, v, t)
        0.75 2.0 4.0 1
    """
    m, v, t = state
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, t)


def init_weights(n_in, n_out, kind, rng):
    """Sortea los primeros pesos de una capa.

    Argumentos:
        n_in: de cuántas unidades recibe la capa, un número entero.
        n_out: cuántas unidades tiene, un número entero.
        kind: "xavier" o "he".
        rng: Generator aleatorio de numpy, la única fuente de azar.

    Devuelve:
        Los pesos, forma (n_in, n_out).

    Errores:
        ValueError: `kind` no es ninguno de los dos.

    Ejemplo:
        >>> init_weights(3, 2, "he", np.random.default_rng(0)).shape
        (3, 2)
    """
    if kind == "xavier":
        limit = np.sqrt(6 / (n_in + n_out))
        return rng.uniform(-limit, limit, size=(n_in, n_out))
    if kind == "he":
        return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
    raise ValueError(f"tipo desconocido {kind!r}: elige xavier o he")


def l2_gradient(W, lam, m):
    """Calcula el gradiente de la penalización L2 para los pesos de una capa.

    Argumentos:
        W: pesos de una capa, forma (n_in, n_out).
        lam: tasa de regularización, un número mayor o igual que 0.
        m: número de ejemplos de entrenamiento.

    Devuelve:
        El gradiente, con la misma forma que W.

    Ejemplo:
        >>> l2_gradient(np.array([[2.0, 0.0], [-0.5, 4.0]]), 0.5, 5)
        array([[ 0.2 ,  0.  ],
               [-0.05,  0.4 ]])
    """
    return lam / m * W


def train_val_split(X, Y, fraction, rng):
    """Divide ejemplos al azar en un conjunto de entrenamiento y uno de validación.

    Argumentos:
        X: entradas, forma (n, d).
        Y: objetivos, forma (n, k); la fila i corresponde a la fila i de X.
        fraction: la parte de la validación, entre 0 y 1; le tocan round(n * fraction) filas.
        rng: numpy.random.Generator con el que se sortea el orden.

    Devuelve:
        X_train, X_val, Y_train, Y_val: arreglos cuyas filas son las de X e Y, cada fila una sola vez.

    Ejemplo:
        >>> X_train, X_val, Y_train, Y_val = train_val_split(np.eye(10), np.eye(10), 0.3, np.random.default_rng(0))
        >>> X_train.shape, Y_val.shape
        ((7, 10), (3, 10))
    """
    order = rng.permutation(len(X))
    n_val = round(len(X) * fraction)
    val, train = order[:n_val], order[n_val:]
    return X[train], X[val], Y[train], Y[val]


def early_stopping(val_losses, patience):
    """Encuentra la época cuyos pesos se guardan y la época en la que se detiene el entrenamiento.

    Argumentos:
        val_losses: pérdida de validación después de cada época, forma (épocas,), al menos una.
        patience: cuántas épocas seguidas sin un nuevo mínimo ponen fin al entrenamiento, al menos 1.

    Devuelve:
        El par (best_epoch, stop_epoch); las épocas se cuentan desde 0.

    Ejemplo:
        >>> early_stopping(np.array([0.9, 0.5, 0.6, 0.7, 0.4]), 2)
        (1, 3)
    """
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, len(val_losses) - 1


def standardize(train, other):
    """Lleva las columnas a promedio 0 y desviación 1, medidos en el conjunto de entrenamiento.

    Argumentos:
        train: el conjunto de entrenamiento, forma (n, d).
        other: otros ejemplos, forma (m, d).

    Devuelve:
        El par (train, other), los dos escalados con las estadísticas del conjunto de entrenamiento; una columna
        constante en el conjunto de entrenamiento es cero en `train` y finita en `other`.

    Ejemplo:
        >>> standardize(np.array([[1.0, 7.0], [3.0, 7.0]]), np.array([[5.0, 7.0]]))
        (array([[-1.,  0.],
               [ 1.,  0.]]), array([[3., 0.]]))
    """
    constant = np.all(train == train[0], axis=0)
    mean = train.mean(axis=0)
    deviation = np.where(constant, 1.0, train.std(axis=0))
    return np.where(constant, 0.0, (train - mean) / deviation), np.where(constant, 0.0, (other - mean) / deviation)
