"""What each unit says about the plane, as colors: orange for -1, gray for 0, blue for +1."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from course.layer import Array
from course.playground.parts import NetworkUnit
from course.playground.training import Training

Pixels = NDArray[np.uint8]

EDGE = 6  # the maps show the square from -6 to 6
DENSITY = 100  # points along each side of the output's map
COARSE = 10  # and of the other units' maps
STOPS = (-1, 0, 1)
# These two are told apart by people with any common color blindness.
ORANGE, GRAY, BLUE = COLORS = ("#f59322", "#e8eaeb", "#0877bd")
RGB = np.array([[int(color[i : i + 2], 16) for i in (1, 3, 5)] for color in COLORS])


def _grid() -> Array:
    """Return the points of the map, the top row first, shape (DENSITY^2, 2)."""
    along = np.linspace(-EDGE, EDGE, DENSITY)
    x, y = np.meshgrid(along, along[::-1])
    return np.stack([x.ravel(), y.ravel()], axis=1)


GRID = _grid()
BLAS = ThreadpoolController().select(user_api="blas")


def shade(values: Any) -> Pixels:
    """Turn values into colors; what is beyond -1 or 1 gets their colors.

    Args:
        values: numbers of any shape.

    Returns:
        Red, green and blue, 0 to 255, of the same shape with 3 added.

    Example:
        >>> shade([-5.0, 0.0])
        array([[245, 147,  34],
               [232, 234, 235]], dtype=uint8)
    """
    channels = [np.interp(values, STOPS, RGB[:, channel]) for channel in range(3)]
    return np.stack(channels, axis=-1).round().astype(np.uint8)


def draw_maps(training: Training, enlarged: NetworkUnit | None = None) -> tuple[list[list[Pixels]], Pixels]:
    """Color the plane by what each unit puts out there.

    Args:
        training: holds the network, and whether to show signs only.
        enlarged: the unit whose large map is wanted; if None, the output.

    Returns:
        The maps of the features and of the units of each hidden layer, (10, 10, 3) each, and the large map,
        (100, 100, 3).
    """
    discretize = training.settings.discretize
    with BLAS.limit(limits=1):  # its threads cost more than they save on matrices as small as these
        *earlier, output = training.outputs(GRID)
    large = output[:, 0] if enlarged is None else [*earlier, output][enlarged.depth][:, enlarged.number]
    block = DENSITY // COARSE
    units = []
    for values in earlier:
        means = values.reshape(COARSE, block, COARSE, block, -1).mean(axis=(1, 3))
        units.append([shade(_signs(means[..., unit], discretize)) for unit in range(means.shape[-1])])
    return units, shade(_signs(large.reshape(DENSITY, DENSITY), discretize))


def _signs(values: Array, discretize: bool) -> Array:
    return np.where(values >= 0, 1.0, -1.0) if discretize else values
