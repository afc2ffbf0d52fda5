"""06_digits: código que funciona, de las unidades anteriores.

Generado a partir de sus notebooks: modifica esos y ejecuta `autograder release`.
"""

import numpy as np


def linear(z):
    """Devuelve la entrada misma: la activación que no cambia nada."""
    return z


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


def forward(X, layers):
    """Calcula la salida de una red.

    Argumentos:
        X: entradas, forma (n, d), o un solo ejemplo (d,).
        layers: lista de Layer(W, b, f); la primera recibe d entradas.

    Devuelve:
        Las activaciones de la última capa, forma (n, k), o (k,) para un solo ejemplo.

    Ejemplo:
        >>> hidden = Layer(np.array([[1.0, -1.0]]), np.array([0.0, 0.5]), relu)
        >>> output = Layer(np.array([[2.0], [3.0]]), np.array([-1.0]), linear)
        >>> forward(np.array([[1.0], [-1.0]]), [hidden, output])
        array([[1. ],
               [3.5]])
    """
    for layer in layers:
        X = layer.f(X @ layer.W + layer.b)
    return X


def softmax(Z):
    """Convierte puntajes en probabilidades, sobre el último eje.

    Argumentos:
        Z: puntajes, forma (n, k), o un solo ejemplo (k,).

    Devuelve:
        Probabilidades de la misma forma; cada fila suma 1.

    Ejemplo:
        >>> softmax(np.array([0.0, np.log(3.0)]))
        array([0.25, 0.75])
    """
    powers = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)


def mse(Y_hat, Y):
    """Calcula el error cuadrático medio.

    Argumentos:
        Y_hat: predicciones, forma (n, k).
        Y: valores verdaderos, forma (n, k).

    Devuelve:
        El promedio de los errores al cuadrado sobre todos los elementos, un solo número.

    Ejemplo:
        >>> float(mse(np.array([[1.0, 2.0]]), np.array([[0.0, 4.0]])))
        2.5
    """
    return np.mean((Y_hat - Y) ** 2)


def d_sigmoid(z):
    """Calcula la derivada de la sigmoide.

    Argumentos:
        z: sumas: un arreglo de cualquier forma o un número, con |z| hasta 1e4.

    Devuelve:
        La derivada en cada elemento, con la misma forma.

    Ejemplo:
        >>> float(d_sigmoid(0.0))
        0.25
    """
    s = sigmoid(z)
    return s * (1 - s)


def d_relu(z):
    """Calcula la derivada de ReLU, que en z = 0 se toma como 0.

    Argumentos:
        z: sumas: un arreglo de cualquier forma o un número.

    Devuelve:
        1 donde z es positiva, 0 en el resto, con la misma forma.

    Ejemplo:
        >>> d_relu(np.array([-2.0, 3.0]))
        array([0., 1.])
    """
    return np.where(z > 0, 1.0, 0.0)


def d_linear(z):
    """Calcula la derivada de la activación lineal f(z) = z: 1 en todas partes."""
    return np.ones_like(np.asarray(z, dtype=float))


def forward_cache(X, layers):
    """Calcula la salida de una red y guarda todo lo que aparece en el camino.

    Argumentos:
        X: entradas, forma (n, d).
        layers: lista de Layer(W, b, f, df); la primera recibe d entradas.

    Devuelve:
        El par (Zs, As) de dos listas. Zs contiene las sumas de cada capa, de forma (n, n_out); As empieza con X y
        sigue con las activaciones de cada capa, así que tiene un elemento más.

    Ejemplo:
        >>> Zs, As = forward_cache(np.array([[3.0]]), [Layer(np.array([[-2.0]]), np.array([1.0]), relu, d_relu)])
        >>> Zs[0].tolist(), As[0].tolist(), As[1].tolist()
        ([[-5.0]], [[3.0]], [[0.0]])
    """
    Zs, As = [], [X]
    for layer in layers:
        Zs.append(As[-1] @ layer.W + layer.b)
        As.append(layer.f(Zs[-1]))
    return Zs, As


def backward(X, Y, layers):
    """Calcula el gradiente del error cuadrático medio con respecto a cada peso y cada sesgo.

    Argumentos:
        X: entradas, forma (n, d).
        Y: objetivos, forma (n, k).
        layers: lista de Layer(W, b, f, df); la última tiene k unidades.

    Devuelve:
        Lista de pares (dW, db) en el orden de las capas; dW tiene la forma de la W de esa capa, y db la de su b.

    Ejemplo:
        >>> layer = Layer(np.array([[2.0]]), np.array([1.0]), linear, d_linear)
        >>> [(dW, db)] = backward(np.array([[3.0]]), np.array([[5.0]]), [layer])
        >>> dW.tolist(), db.tolist()
        ([[12.0]], [4.0])
    """
    Zs, As = forward_cache(X, layers)
    delta = 2 * (As[-1] - Y) / Y.size * layers[-1].df(Zs[-1])
    grads = []
    for number in reversed(range(len(layers))):
        grads.insert(0, (As[number].T @ delta, delta.sum(axis=0)))
        if number > 0:
            delta = (delta @ layers[number].W.T) * layers[number - 1].df(Zs[number - 1])
    return grads


def numerical_gradient(f, x, h=1e-5):
    """Mide un gradiente con diferencias centrales.

    Argumentos:
        f: función que recibe un arreglo como x y devuelve un número.
        x: dónde medir: un arreglo de cualquier forma; queda como estaba.
        h: cuánto mover cada elemento, hacia ambos lados.

    Devuelve:
        La pendiente de f a lo largo de cada elemento de x, con la forma de x.

    Ejemplo:
        >>> numerical_gradient(lambda x: np.sum(x**2), np.array([1.0, -3.0])).round(6)
        array([ 2., -6.])
    """
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        move = np.zeros(x.shape)
        move[i] = h
        gradient[i] = (f(x + move) - f(x - move)) / (2 * h)
    return gradient


def relative_error(a, b):
    """Calcula el mayor error relativo, elemento por elemento, entre dos arreglos.

    Argumentos:
        a: números, de cualquier forma.
        b: números, con la misma forma.

    Devuelve:
        El mayor |a - b| / max(1e-8, |a| + |b|), un número.

    Ejemplo:
        >>> float(relative_error(np.array([1.0, 3.0]), np.array([1.0, 1.0])))
        0.5
    """
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


def gradient_step(layers, grads, eta):
    """Da un paso de descenso del gradiente.

    Argumentos:
        layers: lista de Layer(W, b, f, df); quedan como están.
        grads: lista de pares (dW, db), uno por capa.
        eta: tasa de aprendizaje.

    Devuelve:
        Una lista nueva de Layer, con pesos y sesgos nuevos y las mismas funciones.

    Ejemplo:
        >>> layer = Layer(np.array([[2.0]]), np.array([1.0]), linear, d_linear)
        >>> [stepped] = gradient_step([layer], [(np.array([[12.0]]), np.array([4.0]))], 0.1)
        >>> stepped.W.round(6).tolist(), stepped.b.round(6).tolist()
        ([[0.8]], [0.6])
    """
    return [
        layer._replace(W=layer.W - eta * dW, b=layer.b - eta * db)
        for layer, (dW, db) in zip(layers, grads, strict=True)
    ]


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


def momentum_step(w, g, v, eta, beta):
    """Da un paso de descenso del gradiente con momentum.

    Argumentos:
        w: pesos, un arreglo de cualquier forma o un número.
        g: gradiente en `w`, con la misma forma.
        v: velocidad hasta ahora, con la misma forma, o 0 antes del primer paso.
        eta: tasa de aprendizaje, un número.
        beta: la fracción de la velocidad que se conserva, un número entre 0 y 1, sin llegar a 1.

    Devuelve:
        Los nuevos pesos y la nueva velocidad, (w, v).

    Ejemplo:
        >>> momentum_step(1.0, 2.0, 4.0, 0.25, 0.5)
        (0.0, 4.0)
    """
    v = beta * v + g
    return w - eta * v, v


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


def train(layers, X, Y, eta, epochs, batch_size, rng):
    """Entrena una red con descenso del gradiente por minilotes sobre el error cuadrático medio.

    Argumentos:
        layers: lista de Layer(W, b, f, df), que queda como está.
        X: entradas, forma (n, d).
        Y: salidas correctas, forma (n, k).
        eta: tasa de aprendizaje, un número.
        epochs: cuántas veces recorrer todos los ejemplos, un número entero, al menos 1.
        batch_size: filas por lote, un número entero.
        rng: Generator aleatorio de numpy, la única fuente de azar.

    Devuelve:
        Las capas entrenadas, una lista nueva, y las pérdidas: para cada época, el error cuadrático medio sobre todo
        `X` después de su último paso.

    Ejemplo:
        >>> network = [Layer(np.zeros((1, 1)), np.zeros(1), linear, d_linear)]
        >>> X, Y = np.array([[-1.0], [1.0]]), np.array([[-2.0], [2.0]])
        >>> network, losses = train(network, X, Y, 0.25, 3, 2, np.random.default_rng(0))
        >>> print(network[0].W, np.round(losses, 6))
        [[1.75]] [1.     0.25   0.0625]
    """
    losses = []
    for _ in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            layers = gradient_step(layers, backward(X_batch, Y_batch, layers), eta)
        losses.append(mse(forward(X, layers), Y))
    return layers, losses


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
