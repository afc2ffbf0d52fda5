"""Searching hyperparameters: where a grid and random trials look, and what a grid costs."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from course.figures import BLACK, BLUE, GRAY, VERMILLION, new_figure
from course.layer import Function
from course.texts import _, ngettext

Results = Sequence[tuple[Mapping[str, Any], float]]


def draw_searches(searches: Mapping[str, Results], score: Function) -> Figure:
    """Draw the trials of some searches over x and y from 0 to 1, and above them the score along x.

    Args:
        searches: by name, the (params, score) pairs of a search.
        score: the function that was searched, ``score(x, y)``; x is what matters.

    Returns:
        The figure, one panel a search.
    """
    figure, axes = new_figure(4.6 * len(searches), 4.2, columns=len(searches))
    ticks = np.linspace(0, 1, 301)
    profile = np.array([score(x=tick, y=0.5) for tick in ticks])
    hill = 1.1 + 0.5 * profile / profile.max()
    for ax, (name, results) in zip(axes, searches.items(), strict=True):
        spots = np.array([[params["x"], params["y"]] for params, _score in results])
        ax.plot(ticks, hill, color=BLUE)
        ax.fill_between(ticks, 1.1, hill, color=BLUE, alpha=0.2)
        ax.vlines(spots[:, 0], spots[:, 1], np.interp(spots[:, 0], ticks, hill), color=GRAY, linewidth=0.8, zorder=0)
        ax.plot(*spots.T, "o", color=VERMILLION, markeredgecolor=BLACK, markersize=8)
        values, best = len(np.unique(spots[:, 0].round(9))), max(value for _params, value in results)
        title = _("{name}: {trials} trials, {values} values of x\nbest score {best:.2f}")
        ax.set_title(title.format(name=name, trials=len(results), values=values, best=best))
        ax.set(xlabel=_("x (matters)"), ylabel=_("y (hardly matters)"), xlim=(-0.03, 1.03), ylim=(-0.05, 1.7))
        ax.set_yticks([0, 0.5, 1])
    return figure


def draw_costs(values: Sequence[int], most: int) -> Figure:
    """Draw how many trainings a full grid needs, against the number of hyperparameters.

    Args:
        values: how many values of each hyperparameter are tried, a line for each.
        most: the largest number of hyperparameters.

    Returns:
        The figure, with a logarithmic scale.
    """
    figure, (ax,) = new_figure(6.5, 3.4)
    counts = np.arange(1, most + 1)
    for number, style in zip(values, ("o-", "s--", "^:", "d-."), strict=False):
        label = ngettext("{count} value each", "{count} values each", number).format(count=number)
        ax.semilogy(counts, float(number) ** counts, style, label=label)
    ax.axhline(20, color=BLACK, linewidth=1, linestyle="--")
    ax.text(most, 20 / 1.3, _("20 random trials, however many parameters"), ha="right", va="top", fontsize=9)
    ax.set(xlabel=_("number of hyperparameters"), ylabel=_("trainings"), xticks=counts)
    ax.legend(frameon=False, fontsize=9)
    return figure


def draw_trials(results: Results, across: str, up: str) -> Figure:
    """Draw the trials in the plane of two parameters, each with its loss, minus its score, beside it.

    Args:
        results: the (params, score) pairs of a search.
        across: the parameter on the horizontal axis, which is logarithmic.
        up: the parameter on the vertical axis, likewise.

    Returns:
        The figure, the best trial marked by a star.
    """
    figure, (ax,) = new_figure(6.5, 3.8)
    best = int(np.argmax([score for _params, score in results]))
    for number, (params, score) in enumerate(results):
        marker, size = ("*", 15) if number == best else ("o", 7)
        ax.plot(params[across], params[up], marker, color=BLACK if number == best else BLUE, markersize=size)
        spot = (params[across], params[up])
        ax.annotate(f"{-score:.2f}", spot, xytext=(8, 3), textcoords="offset points", fontsize=9)
    ax.set(xlabel=across, ylabel=up, xscale="log", yscale="log")
    ax.margins(0.1)
    return figure


def draw_sweep(results: Results, along: str, apart: str) -> Figure:
    """Draw the loss, minus the score, against the values of one parameter, with a line for each value of another.

    Args:
        results: the (params, score) pairs of a grid search.
        along: the parameter on the horizontal axis; its values stand at equal distances.
        apart: the parameter with a line for each value.

    Returns:
        The figure, the lowest point of each line marked by a star.
    """
    figure, (ax,) = new_figure(7.5, 3.8)
    ticks = list(dict.fromkeys(params[along] for params, _score in results))
    styles = zip(dict.fromkeys(params[apart] for params, _score in results), ("o-", "s--", "^:", "d-."), strict=False)
    for value, style in styles:
        losses = np.array([-score for params, score in results if params[apart] == value])
        (line,) = ax.plot(losses, style, label=f"{apart} = {value:g}")
        ax.plot(losses.argmin(), losses.min(), "*", color=line.get_color(), markeredgecolor=BLACK, markersize=15)
    ax.set(xlabel=along, ylabel=_("validation loss at the end"), xticks=range(len(ticks)), ylim=(0, None))
    ax.set_xticklabels([f"{tick:g}" for tick in ticks])
    ax.legend(frameon=False, fontsize=9)
    return figure
