"""03_backward: código que funciona, de las unidades anteriores.

Generado a partir de sus notebooks: modifica esos y ejecuta `autograder release`.
"""

from course import Layer
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


def tanh(z):
    """Lleva la entrada suavemente al intervalo entre -1 y 1, por medio de `sigmoid`.

    Argumentos:
        z: la suma de las entradas, un arreglo de cualquier forma o un número.

    Devuelve:
        Un número entre -1 y 1 por cada elemento, con la misma forma que z.

    Ejemplo:
        >>> tanh(np.array([-800.0, 0.0, 800.0]))
        array([-1.,  0.,  1.])
    """
    return 2 * sigmoid(2 * z) - 1


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


def worked_example():
    """Construye la red 3-2-2-1 del ejemplo resuelto.

    Devuelve:
        Lista de tres Layer(W, b, f): dos con relu y la última lineal.

    Ejemplo:
        >>> [layer.W.shape for layer in worked_example()]
        [(3, 2), (2, 2), (2, 1)]
    """
    return [
        Layer(np.array([[0.1, 0.3], [0.2, 0.1], [0.4, 0.2]]), np.array([0.1, 0.1]), relu),
        Layer(np.array([[0.2, 0.3], [0.1, 0.2]]), np.array([0.2, 1.0]), relu),
        Layer(np.array([[0.1], [0.2]]), np.array([0.1]), linear),
    ]


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
