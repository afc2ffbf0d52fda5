"""02_forward: código que funciona, de las unidades anteriores.

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
