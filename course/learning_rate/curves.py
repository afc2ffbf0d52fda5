"""Curves that are read on logarithmic axes: losses over steps, and distances over learning rates."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, GREEN, VERMILLION, new_figure
from course.layer import Array, Function
from course.learning_rate.answers import as_array
from course.learning_rate.recorded import THREE_CURVES
from course.texts import _, marked

STEP = marked("step")
STYLES = ("-o", "--s", ":^", "-.d", "-x", "--v")


def draw_losses(
    runs: Mapping[str, Sequence[float]], step: str = STEP, first: int = 0, ylim: tuple[float, float] | None = None
) -> Figure:
    """Draw how the loss of several runs changes, on a logarithmic axis.

    Args:
        runs: by the name of a run, its losses.
        step: what the losses are counted in.
        first: the number of the first loss.
        ylim: the lowest and the highest loss shown.

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(7.6, 3.8)
    for (name, losses), style in zip(runs.items(), STYLES, strict=False):
        numbers = range(first, first + len(losses))
        ax.semilogy(numbers, losses, style, label=name, markersize=5, markevery=1 + len(losses) // 12)
    ax.set(xlabel=_(step), ylabel=_("loss"), ylim=ylim)
    figure.legend(loc="outside right upper", frameon=False)
    return figure


def fitted_slope(x: Sequence[float], y: Sequence[float]) -> float:
    """Fit the slope of the line through points on two logarithmic axes.

    Args:
        x: positive numbers, n of them.
        y: positive numbers, n of them.

    Returns:
        The slope: the power of x that y goes with.

    Example:
        >>> print(round(fitted_slope([1.0, 2.0, 4.0], [3.0, 12.0, 48.0]), 6))
        2.0
    """
    return float(np.polyfit(np.log(x), np.log(y), 1)[0])


def draw_power_laws(ax: Axes, x: Sequence[float], series: Mapping[str, Sequence[float]]) -> None:
    """Draw series of points on two logarithmic axes, each with its fitted line and slope.

    Args:
        ax: where to draw.
        x: positive numbers, n of them.
        series: by name, n positive numbers.
    """
    for (name, y), mark, color in zip(series.items(), "os^", (BLUE, VERMILLION, GREEN), strict=False):
        slope, height = np.polyfit(np.log(x), np.log(y), 1)
        ax.plot(x, np.exp(height) * np.power(x, slope), "-", color=color, linewidth=1)
        label = _("{name}: slope {slope:.2f}").format(name=name, slope=slope)
        ax.plot(x, y, mark, color=color, markersize=6, label=label)
    ax.set(xscale="log", yscale="log")
    ax.grid(alpha=0.3)


def draw_distances(etas: Sequence[float], distances: Mapping[str, Sequence[float]]) -> Figure:
    """Draw how far incremental descent stays from batch descent, against the learning rate.

    Args:
        etas: learning rates, n of them.
        distances: by what was compared, n distances.

    Returns:
        The figure, with the fitted slopes.
    """
    figure, (ax,) = new_figure(7.4, 4.2)
    draw_power_laws(ax, etas, distances)
    ax.set(xlabel=_("learning rate {eta}").format(eta="$\\eta$"), ylabel=_("distance between the weights"))
    ax.legend(frameon=False)
    return figure


def draw_directions(H: Array) -> Figure:
    """Draw where a symmetric matrix turns directions: most of them to the side, its eigenvectors not at all.

    Args:
        H: curvatures, shape (2, 2), symmetric and positive definite.

    Returns:
        The figure: contour lines of 1/2 x^T H x, and from points of a circle arrows along H x.
    """
    figure, (ax,) = new_figure(5.2, 4.6)
    x1, x2 = np.meshgrid(np.linspace(-2.2, 2.2, 121), np.linspace(-1.9, 1.9, 121))
    ax.contour(x1, x2, (H[0, 0] * x1**2 + 2 * H[0, 1] * x1 * x2 + H[1, 1] * x2**2) / 2, levels=6, colors=["0.8"])
    values, vectors = np.linalg.eigh(H)
    angle = np.arctan2(vectors[1, -1], vectors[0, -1]) + np.arange(16) * np.pi / 8
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    eigenvector = _("eigenvector, eigenvalue {value:.4g}")
    for at, color, width, text in (
        (np.arange(16) % 4 != 0, GRAY, 0.005, _("turned by H")),
        (np.arange(16) % 8 == 0, VERMILLION, 0.009, eigenvector.format(value=values[-1])),
        (np.arange(16) % 8 == 4, BLUE, 0.009, eigenvector.format(value=values[0])),
    ):
        arrows = circle[at] @ H
        ax.quiver(
            *circle[at].T, *arrows.T, color=color, width=width, angles="xy", scale_units="xy", scale=4, label=text
        )
    ax.plot(*np.stack([0 * circle, circle]).transpose(2, 0, 1), ":", color="0.6", linewidth=1)
    ax.plot(0, 0, "*", color=BLACK, markersize=14)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    figure.legend(loc="outside lower center", frameon=False)
    return figure


def draw_distance_to_minimum(descend: Function, H: Array, limit: float, shares: Sequence[float]) -> Figure:
    """Draw the distance to the minimum of 1/2 x^T H x, step by step, for rates around the predicted limit.

    Args:
        descend: the student's descend.
        H: curvatures, shape (d, d).
        limit: the learning rate at which descent should stop converging.
        shares: the learning rates to try, as shares of the limit.

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(7.6, 3.8)
    for share, style in zip(shares, STYLES, strict=False):
        path = as_array(descend(lambda x: H @ x, np.ones(len(H)), share * limit, 60))
        label = _("{share:g} × limit").format(share=share)
        ax.semilogy(np.linalg.norm(path, axis=1), style, markersize=5, markevery=6, label=label)
    ax.set(xlabel=_("step"), ylabel=_("distance to the minimum"))
    figure.legend(loc="outside right upper", frameon=False, title=_("learning rate"))
    return figure


def draw_three_curves() -> Figure:
    """Draw three recorded loss curves of one network, which differ in the learning rate alone.

    Returns:
        The figure; the curves are called A, B and C.
    """
    return draw_losses(THREE_CURVES, marked("epoch"), first=1)
