"""Slopes to look at: two functions chained, and an activation above its derivative.

The derivatives come from the student's own functions, handed over as arguments.
"""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, VERMILLION, new_figure
from course.layer import Array, Function
from course.texts import _, marked
from course.widgets import explore

REACH = 5.0  # the sums shown run from -REACH to REACH


def draw_chain(x: float, inner_slope: float, outer_slope: float, chain_rule: Function) -> Figure:
    """Draw g = x^2, then f = 20 g, then f over x, each with its tangent.

    Args:
        x: where to look.
        inner_slope: the slope of g over x there.
        outer_slope: the slope of f over g there.
        chain_rule: the student's ``chain_rule(x)``, which gives the slope in the last panel.

    Returns:
        A figure of three panels.

    Example:
        >>> figure = draw_chain(1.0, 2.0, 20.0, lambda x: 40.0)
    """
    along = np.linspace(0.0, 3.0, 121)
    figure, (inner, outer, whole) = new_figure(11, 3.6, columns=3)
    _draw_tangent(inner, along, along**2, (x, x**2), inner_slope)
    _draw_tangent(outer, along**2, 20 * along**2, (x**2, 20 * x**2), outer_slope)
    _draw_tangent(whole, along, 20 * along**2, (x, 20 * x**2), float(chain_rule(x)))
    inner.set(xlabel="$x$", ylabel="$g = x^2$")
    outer.set(xlabel="$g$", ylabel="$f = 20\\,g$")
    whole.set(xlabel="$x$", ylabel="$f$")
    return figure


def draw_derivatives(pairs: Mapping[str, tuple[Function, Function]]) -> Figure:
    """Draw each activation with its derivative.

    Args:
        pairs: for each name the activation and the student's derivative of it, both elementwise.

    Returns:
        A figure with one panel for each pair.
    """
    z = np.linspace(-REACH, REACH, 401)
    figure, axes = new_figure(11, 3.4, columns=len(pairs))
    for ax, (name, (f, df)) in zip(axes, pairs.items(), strict=True):
        ax.axhline(0, color=GRAY, linewidth=0.8)
        ax.plot(z, f(z), color=BLUE, label=_("activation $f$"))
        ax.plot(z, np.asarray(df(z), dtype=float), "--", color=VERMILLION, label=_("derivative $f'$"))
        ax.set(title=name, xlabel="$z$", ylim=(-1.15, 2.1))
    axes[0].legend(fontsize=9, loc="upper left")
    return figure


def draw_slope(f: Function, df: Function, z: float, name: str) -> Figure:
    """Draw an activation with its tangent at one place, and beside it where that slope lies on the derivative.

    Args:
        f: the activation.
        df: the student's derivative of it.
        z: the place.
        name: what the activation is called.

    Returns:
        A figure of two panels.
    """
    along = np.linspace(-REACH, REACH, 401)
    slope = float(df(z))
    figure, (left, right) = new_figure(9.5, 3.6, columns=2)
    curve = np.asarray(f(along), dtype=float)
    _draw_tangent(left, along, curve, (z, float(f(z))), slope)
    limits = {"xlim": (-REACH - 0.4, REACH + 0.4), "ylim": (-1.6, max(2.0, 1.1 * float(curve.max())))}
    title = _("{name}: slope {slope:.3f}").format(name=name, slope=slope)
    left.set(xlabel="$z$", ylabel="$f(z)$", title=title, **limits)
    right.axhline(0, color=GRAY, linewidth=0.8)
    right.plot(along, np.asarray(df(along), dtype=float), color=BLUE)
    right.plot([z], [slope], "o", color=VERMILLION, markersize=9)
    right.set(xlabel="$z$", ylabel="$f'(z)$", title=_("the derivative"), ylim=(-0.15, 1.25))
    return figure


def explore_slope(pairs: Mapping[str, tuple[Function, Function]]) -> None:
    """Show `draw_slope` with a choice of the activation and a slider for the place.

    Args:
        pairs: for each name the activation and the student's derivative of it.
    """

    def draw(activation: str, z: float) -> Figure:
        return draw_slope(*pairs[activation], z, activation)

    alt = _("Left: an activation with its tangent at z. Right: its derivative, with a dot at the slope of the tangent.")
    explore(draw, alt, **{marked("activation"): list(pairs)}, z=(-REACH, REACH, 0.25, 1.0))


def _draw_tangent(ax: Axes, x: Array, y: Array, point: tuple[float, float], slope: float) -> None:
    """Draw a curve, a dot on it, and through the dot a line of the slope given."""
    ax.plot(x, y, color=BLUE)
    reach = 0.3 * (x.max() - x.min())
    ends = np.array([-reach, reach])
    ax.plot(point[0] + ends, point[1] + slope * ends, "--", color=VERMILLION)
    ax.plot(*point, "o", color=BLACK, markersize=7, zorder=3)
    ax.set_title(_("slope {slope:g}").format(slope=slope))
