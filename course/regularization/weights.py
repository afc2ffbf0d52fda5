"""Weights under a penalty: the loss of one weight, the paths of several, the histogram of a whole network."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, GREEN, VERMILLION, new_figure
from course.layer import Array, Function, Layer
from course.texts import _
from course.widgets import explore

BOTTOM = 1.5  # where the loss of the one weight is lowest without a penalty
STEPS, ETA = 400, 0.05  # of the descent behind a path
TRUTH = np.array([2.0, -1.5, 1.0, 0.0, 0.0, 0.0])  # what the inputs of draw_paths are worth


def explore_penalties(l1_penalty: Function, l2_penalty: Function) -> None:
    """Show a widget: one weight's loss with each penalty, and where its lowest point moves.

    Args:
        l1_penalty: the student's ``l1_penalty(Ws, lam, m)``.
        l2_penalty: the student's ``l2_penalty(Ws, lam, m)``.
    """

    def draw(lam: float) -> Figure:
        return draw_penalties(l1_penalty, l2_penalty, lam)

    explore(
        draw,
        _("Two panels, L1 and L2: the loss of one weight, the penalty, and their sum with its lowest point marked."),
        lam=(0.0, 8.0, 0.25, 2.0),
    )


def draw_penalties(l1_penalty: Function, l2_penalty: Function, lam: float) -> Figure:
    """Draw loss, penalty (with m = 1) and their sum over one weight, for both penalties."""
    figure, axes = new_figure(9, 3.6, columns=2)
    w = np.linspace(-1, 2.5, 701)
    loss = (w - BOTTOM) ** 2
    for ax, name, penalty in zip(axes, ("L1", "L2"), (l1_penalty, l2_penalty), strict=True):
        cost = np.array([float(penalty([np.array([[one]])], lam, 1)) for one in w])
        lowest = int(np.argmin(loss + cost))
        ax.plot(w, loss, ":", color=GRAY, label=_("loss without penalty"))
        ax.plot(w, cost, "--", color=VERMILLION, label=_("penalty"))
        ax.plot(w, loss + cost, color=BLUE, label=_("sum"))
        ax.plot(w[lowest], (loss + cost)[lowest], "ko", markersize=8, label=_("lowest point"))
        ax.axvline(0, color=GRAY, linewidth=0.6)
        title = _("{penalty}: lowest at w = {weight:.2f}").format(penalty=name, weight=w[lowest] + 0.0)
        ax.set(title=title, xlabel="$w$", ylim=(-0.2, 6))
    axes[1].legend(frameon=False, fontsize=9)
    return figure


def draw_paths(l1_gradient: Function, l2_gradient: Function, lams: Sequence[float]) -> Figure:
    """Draw the weights that a linear unit of six inputs learns, three of them useless, as the penalty grows.

    Args:
        l1_gradient: the student's ``l1_gradient(W, lam, m)``.
        l2_gradient: the student's ``l2_gradient(W, lam, m)``.
        lams: regularization rates, in rising order, not 0.

    Returns:
        A figure of two panels, a line for each weight, dashed for a useless input.
    """
    rng = np.random.default_rng(1)
    X = rng.normal(size=(40, len(TRUTH)))
    t = X @ TRUTH + rng.normal(size=40)
    figure, axes = new_figure(9.5, 3.8, columns=2)
    for ax, name, gradient in zip(axes, ("L1", "L2"), (l1_gradient, l2_gradient), strict=True):
        paths = np.array([descend_penalized(X, t, gradient, lam) for lam in lams])
        for path, worth in zip(paths.T, TRUTH, strict=True):
            ax.plot(lams, path, "-" if worth else "--", color=BLUE if worth else VERMILLION)
        ax.axhline(0, color=BLACK, linewidth=0.6)
        ax.set(title=name, xlabel=r"$\lambda$", xscale="log", ylim=(-2.2, 2.6))
    axes[0].set_ylabel(_("weight"))
    axes[1].plot([], [], color=BLUE, label=_("useful input"))
    axes[1].plot([], [], "--", color=VERMILLION, label=_("useless input"))
    axes[1].legend(frameon=False, fontsize=9)
    return figure


def descend_penalized(X: Array, t: Array, gradient: Callable[..., Array], lam: float) -> Array:
    """Descend on a linear unit's squared error with a penalty; a weight that the penalty carries across 0 stops there.

    Args:
        X: inputs, shape (m, d).
        t: targets, shape (m,).
        gradient: the penalty's gradient, called as ``gradient(W, lam, m)``.
        lam: regularization rate.

    Returns:
        The weights, shape (d,).
    """
    w = np.zeros((X.shape[1], 1))
    curvature, pull = X.T @ X / len(X), X.T @ t[:, None] / len(X)
    for _step in range(STEPS):
        free = w + ETA * (pull - curvature @ w)
        moved = free - ETA * np.asarray(gradient(free, lam, len(X)))
        w = np.where(free * moved < 0, 0.0, moved)
    return w[:, 0]


def draw_weights(networks: Mapping[str, Sequence[Layer]], off: float) -> Figure:
    """Draw how the weights of each network are spread, and how many are as good as 0.

    Args:
        networks: by name, lists of layers.
        off: a weight of at most this size counts as turned off.

    Returns:
        The figure, one histogram a network.
    """
    figure, axes = new_figure(3.4 * len(networks), 3.4, columns=len(networks))
    for ax, (name, layers) in zip(axes, networks.items(), strict=True):
        _draw_histogram(ax, np.concatenate([np.ravel(layer.W) for layer in layers]), off)
        ax.set(title=name, xlabel=_("weight"), xlim=(-2.6, 2.6))
    top = max(ax.get_ylim()[1] for ax in axes)
    for ax in axes:
        ax.set_ylim(0, top)
    axes[0].set_ylabel(_("how many"))
    return figure


def _draw_histogram(ax: Axes, weights: Array, off: float) -> None:
    ax.hist(np.clip(weights, -2.6, 2.6), bins=45, range=(-2.6, 2.6), color=GREEN, edgecolor=BLACK, linewidth=0.3)
    share = float(np.mean(np.abs(weights) <= off))
    words = _("turned off: {share:.0%}\nlargest: {largest:.1f}").format(share=share, largest=np.abs(weights).max())
    ax.text(0.03, 0.95, words, transform=ax.transAxes, va="top")
