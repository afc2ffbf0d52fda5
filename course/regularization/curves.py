"""Loss curves: training against validation, and the epoch at which to stop."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, VERMILLION, new_figure, title_size
from course.layer import Array, Function
from course.texts import _


def draw_curves(runs: Mapping[str, tuple[Array, Array]]) -> Figure:
    """Draw the training and the validation loss of each run, epoch by epoch, side by side.

    Args:
        runs: by the name of a run, its training losses and its validation losses, shape (epochs,) each.

    Returns:
        The figure, one panel a run, all with the same scale.

    Example:
        >>> figure = draw_curves({"a run": (np.array([0.9, 0.4]), np.array([0.9, 0.6]))})
    """
    figure, axes = new_figure(max(6.5, 3.4 * len(runs)), 3.4, columns=len(runs))
    top = max(float(np.max(losses)) for run in runs.values() for losses in run)
    for ax, (name, (train_losses, val_losses)) in zip(axes, runs.items(), strict=True):
        draw_losses(ax, train_losses, val_losses)
        ax.set(title=name, xlabel=_("epoch"), ylim=(-0.02 * top, 1.05 * top))
    axes[0].set_ylabel(_("loss"))
    axes[0].legend(frameon=False)
    return figure


def draw_stop(early_stopping: Function, val_losses: Sequence[float] | Array, patiences: Sequence[int]) -> Figure:
    """Draw a validation curve with the epoch kept and the epoch of the stop, for some values of patience.

    Args:
        early_stopping: the student's ``early_stopping(val_losses, patience)``.
        val_losses: validation loss after each epoch, shape (epochs,).
        patiences: one panel is drawn for each.

    Returns:
        The figure.
    """
    figure, axes = new_figure(4.2 * len(patiences), 3.4, columns=len(patiences))
    losses = np.asarray(val_losses, dtype=float)
    for ax, patience in zip(axes, patiences, strict=True):
        best, stop = (int(epoch) for epoch in early_stopping(losses, patience))
        ax.plot(losses, color=GRAY, linewidth=0.7, alpha=0.6, label=_("never trained"))
        ax.plot(losses[: stop + 1], color=VERMILLION, label=_("validation loss"))
        ax.plot(best, losses[best], "*", color=BLACK, markersize=13, label=_("best: its weights are kept"))
        ax.plot(stop, losses[stop], "s", color=BLACK, markersize=7, label=_("stop"))
        title = _("patience {patience}: best {best}, stop {stop}").format(patience=patience, best=best, stop=stop)
        ax.set_title(title, fontsize=title_size(title, 3.7))
        ax.set_xlabel(_("epoch"))
    axes[0].set_ylabel(_("validation loss"))
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False, fontsize=9)
    return figure


def draw_runs(runs: Mapping[str, Array], level: float) -> Figure:
    """Draw the loss of several runs over each other, with a dashed line at a level to get below.

    Args:
        runs: by name, the losses of a run, shape (epochs,).
        level: where to draw the line.

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(8.5, 3.6)
    for (name, losses), style in zip(runs.items(), (":", "-.", "--", "-"), strict=False):
        ax.plot(losses, style, label=name)
    ax.axhline(level, color=BLACK, linewidth=0.8, linestyle=(0, (8, 4)))
    ax.annotate(f"{level:g}", (0, level), xytext=(2, 3), textcoords="offset points", fontsize=9)
    ax.set(xlabel=_("epoch"), ylabel=_("test loss"), ylim=(0, None))
    figure.legend(loc="outside right upper", frameon=False, fontsize=9)
    return figure


def draw_losses(ax: Axes, train_losses: Array, val_losses: Array) -> None:
    """Plot the two curves of one run."""
    ax.plot(train_losses, color=BLUE, label=_("training"))
    ax.plot(val_losses, "--", color=VERMILLION, label=_("validation"))
