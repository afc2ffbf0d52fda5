"""The biology of unit 1: a simulated nerve cell that fires spikes, and the artificial neuron drawn beside its parts.

The cell is a leaky integrate-and-fire model. Its membrane voltage v follows tau dv/dt = drive - v; when v reaches the
threshold 1 the cell fires, v falls back to 0 and stays there for the refractory period. The drive is the current that
is injected into the cell, in units of the smallest current that brings v to the threshold.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch

from course.figures import BLACK, BLUE, GRAY, GREEN, VERMILLION, new_figure
from course.layer import Array
from course.texts import _, ngettext

THRESHOLD = 1.0
TAU_MS = 10.0
REFRACTORY_MS = 4.0
DT_MS = 0.02


def simulate(drive: float | Array, milliseconds: float) -> tuple[Array, Array, Array]:
    """Simulate one cell for each drive, from rest.

    Args:
        drive: the injected current, 1 where it just brings the voltage to the threshold; a number or shape (n,).
        milliseconds: how long to simulate.

    Returns:
        Times in ms, shape (steps,); membrane voltages, shape (steps, n); the number of spikes, shape (n,).

    Example:
        >>> simulate(np.array([0.9, 3.0]), 100)[2]
        array([ 0, 12])
    """
    drive = np.atleast_1d(np.asarray(drive, dtype=np.float64))
    times = np.arange(0, milliseconds, DT_MS)
    voltages = np.zeros((len(times), len(drive)))
    v, rest_until, spikes = np.zeros_like(drive), np.zeros_like(drive), np.zeros(len(drive), dtype=int)
    for number, time in enumerate(times):
        v = np.where(time >= rest_until, v + DT_MS / TAU_MS * (drive - v), 0.0)
        fires = v >= THRESHOLD
        voltages[number] = np.where(fires, 2.0, v)  # the spike itself, as tall as any other
        spikes += fires
        rest_until = np.where(fires, time + REFRACTORY_MS, rest_until)
        v = np.where(fires, 0.0, v)
    return times, voltages, spikes


def firing_rate(drive: Array, milliseconds: float = 300) -> Array:
    """Find the firing rate of a simulated cell between its first and its last spike.

    Args:
        drive: the injected currents, 1 where they just bring the voltage to the threshold, shape (n,).
        milliseconds: how long to simulate.

    Returns:
        Spikes per second, shape (n,); 0 for a cell that fires less than twice.

    Example:
        >>> firing_rate(np.array([0.9, 3.0])).round()
        array([  0., 124.])
    """
    times, voltages, spikes = simulate(drive, milliseconds)
    fired = voltages > THRESHOLD
    first, last = times[fired.argmax(axis=0)], times[len(times) - 1 - fired[::-1].argmax(axis=0)]
    return np.where(spikes > 1, 1000 * (spikes - 1) / np.maximum(last - first, DT_MS), 0.0)


def draw_spikes(drives: tuple[float, ...] = (0.9, 1.2, 3.0)) -> Figure:
    """Draw the voltage of a simulated cell for some currents, and its firing rate against the current.

    Args:
        drives: the injected currents of the traces on the left.

    Returns:
        The figure.
    """
    figure, (left, right) = new_figure(9.5, 3.8, columns=2)
    times, voltages, spikes = simulate(np.array(drives), 100)
    for row, (drive, voltage, count) in enumerate(zip(drives, voltages.T, spikes, strict=True)):
        base = 2.6 * (len(drives) - 1 - row)
        left.plot(times, voltage + base, color=BLUE, linewidth=1)
        left.plot([0, 100], [base + THRESHOLD] * 2, color=GRAY, linestyle=":", linewidth=1)
        text = ngettext("current {drive}\n{count} spike", "current {drive}\n{count} spikes", int(count))
        left.text(102, base + 0.7, text.format(drive=drive, count=count), va="center", fontsize=9)
    left.set(xlabel=_("time (ms)"), ylabel=_("membrane voltage"), yticks=[], xlim=(0, 128), xticks=range(0, 101, 20))
    left.set_title(_("Spikes: all or nothing"))
    grid = np.concatenate([np.linspace(0, 1.5, 61), np.linspace(1.6, 10, 85)])
    right.plot(grid, firing_rate(grid), color=BLUE)
    right.axhline(1000 / REFRACTORY_MS, color=VERMILLION, linestyle="--")
    limit = _("limit set by the refractory period")
    right.text(1.3, 1000 / REFRACTORY_MS - 4, limit, color=VERMILLION, va="top")
    right.axvline(THRESHOLD, color=GRAY, linestyle=":")
    right.text(THRESHOLD + 0.15, 8, _("threshold"), color="#5A5A5A")
    right.set(
        xlabel=_("injected current (1 = just reaches the threshold)"),
        ylabel=_("spikes per second"),
        xlim=(0, 10),
        ylim=(-5, 265),
    )
    right.set_title(_("The firing rate of the simulated cell"))
    return figure


def draw_neuron() -> Figure:
    """Draw the artificial neuron, each part labeled with the part of the cell it stands for."""
    figure, (ax,) = new_figure(9, 3.9)
    ax.set(xlim=(0, 12), ylim=(-0.7, 4.5), aspect="equal")
    ax.axis("off")
    links = [(3.4, BLUE, _("excites")), (2.0, GRAY, _("no link")), (0.6, VERMILLION, _("inhibits"))]
    for row, (height, color, word) in enumerate(links, 1):
        _unit(ax, 1.0, height, f"$x_{row}$")
        style = ":" if row == 2 else "-"
        ax.plot([1.45, 5.5], [height, 2.0 + (height - 2.0) * 0.22], color=color, linestyle=style, linewidth=2, zorder=1)
        sign = {1: "> 0", 2: "= 0", 3: "< 0"}[row]
        label_height = {1: 3.42, 2: 2.2, 3: 0.58}[row]
        align = "top" if row == 3 else "bottom"
        ax.text(3.1, label_height, f"$w_{row} {sign}$  {word}", color=color, ha="center", va=align, fontsize=10)
    _unit(ax, 6.1, 2.0, r"$\Sigma$", radius=0.62)
    ax.annotate("", (6.1, 2.62), (6.1, 3.5), arrowprops={"arrowstyle": "->", "color": GREEN, "linewidth": 2})
    ax.text(6.1, 3.55, _("bias $b$"), color=GREEN, ha="center", va="bottom")
    ax.annotate("", (8.25, 2.0), (6.75, 2.0), arrowprops={"arrowstyle": "->", "linewidth": 2})
    ax.text(7.5, 2.12, "$z$", ha="center", va="bottom")
    ax.add_patch(FancyBboxPatch((8.35, 1.55), 1.1, 0.9, boxstyle="round,pad=0.05", facecolor="white", edgecolor=BLACK))
    ax.text(8.9, 2.0, "$f$", ha="center", va="center", fontsize=14)
    ax.annotate("", (11.0, 2.0), (9.55, 2.0), arrowprops={"arrowstyle": "->", "linewidth": 2})
    ax.text(11.1, 2.0, "$f(z)$", ha="left", va="center", fontsize=12)
    parts = [
        (1.0, _("inputs from\nother cells")),
        (3.3, _("synapses on\nthe dendrites")),
        (6.1, _("cell body\n(soma)")),
        (8.9, _("firing rate")),
        (11.1, _("axon")),
    ]
    for x, words in parts:
        ax.text(x, -0.45, words, ha="center", va="center", fontsize=10, style="italic", color="#5A5A5A")
    return figure


def _unit(ax: Axes, x: float, y: float, text: str, radius: float = 0.45) -> None:
    ax.add_patch(Circle((x, y), radius, facecolor="white", edgecolor=BLACK, linewidth=1.5, zorder=2))
    ax.text(x, y, text, ha="center", va="center", fontsize=13, zorder=3)
