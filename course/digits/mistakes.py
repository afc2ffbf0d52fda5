"""A gallery of a network's worst mistakes: images it read wrongly, those it was surest about first."""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from course.digits.images import INK, Labels, show_image, square
from course.figures import BLACK, BLUE, GRAY, ORANGE, VERMILLION
from course.layer import Array
from course.texts import _, marked
from course.widgets import explore

SHOWN = 12


def worst_mistakes(chances: Array, labels: Labels) -> Labels:
    """List the images that were read wrongly, the least chance given to the truth first.

    Args:
        chances: a probability for each class, shape (n, k).
        labels: the truth, shape (n,).

    Returns:
        Row numbers, shape (number of mistakes,).

    Example:
        >>> worst_mistakes(np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]]), np.array([1, 1, 1])).tolist()
        [0, 2]
    """
    truth = np.asarray(chances)[range(len(labels)), labels]
    wrong = np.flatnonzero(truth < np.max(chances, axis=1))
    return wrong[np.argsort(truth[wrong], kind="stable")]


def explore_mistakes(network: Any, X: Array, images: Array, labels: Labels) -> None:
    """Show the worst mistakes of a network, with a slider that picks one of them.

    Args:
        network: the student's trained network; its ``predict_proba(X)`` gives (n, 10).
        X: what the network reads, shape (n, d).
        images: the same images as they look, shape (n, 64), values 0 to 16.
        labels: the truth, shape (n,).
    """
    chances = np.asarray(network.predict_proba(X))
    worst = worst_mistakes(chances, labels)[:SHOWN]
    if not len(worst):
        print(_("Not one of these images is read wrongly: there is nothing to show."))  # noqa: T201
        return

    def draw(mistake: float) -> Figure:
        return draw_mistake(images[worst], labels[worst], chances[worst], int(mistake) - 1)

    explore(
        draw,
        _(
            "A row of images that the network read wrongly; one of them is enlarged beside a bar for each digit's "
            "probability, the truth and the network's answer marked."
        ),
        **{marked("mistake"): (1, len(worst), 1, 1)},
    )


def draw_mistake(images: Array, labels: Labels, chances: Array, chosen: int) -> Figure:
    """Draw all mistakes in a row, and one of them enlarged with the probabilities it was given.

    Args:
        images: shape (n, 64), values 0 to 16.
        labels: the truth, shape (n,).
        chances: the network's probabilities, shape (n, k).
        chosen: which one to enlarge.

    Returns:
        The figure.
    """
    figure = Figure(figsize=(9.6, 4.4), dpi=100, layout="constrained")
    strip, below = figure.subfigures(2, 1, squeeze=False, height_ratios=(1, 3.2)).ravel()
    read = np.argmax(chances, axis=1)
    for number, ax in enumerate(strip.subplots(1, max(SHOWN, len(images)), squeeze=False)[0]):
        ax.axis("off")
        if number < len(images):
            show_image(ax, images[number])
            weight = "bold" if number == chosen else "normal"
            title = _("{truth} as {reading}").format(truth=labels[number], reading=read[number])
            ax.set_title(title, fontsize=8, pad=2, fontweight=weight)
        if number == chosen:
            ax.axis("on")
            ax.spines[:].set(edgecolor=VERMILLION, linewidth=2.5)
    left, right = below.subplots(1, 2, width_ratios=(1, 1.7))
    left.imshow(square(images[chosen]), cmap=INK, vmin=0, vmax=16, interpolation="nearest")
    title = _("mistake {number} of {count}").format(number=chosen + 1, count=len(images))
    left.set(xticks=[], yticks=[], title=title)
    _draw_chances(right, chances[chosen], int(labels[chosen]), int(read[chosen]))
    return figure


def _draw_chances(ax: Any, chances: Array, truth: int, read: int) -> None:
    colors = [ORANGE if k == truth else BLUE if k == read else GRAY for k in range(len(chances))]
    bars = ax.bar(range(len(chances)), chances, color=colors, edgecolor=BLACK, linewidth=0.6)
    bars[truth].set_hatch("//")
    words = {
        truth: _("truth\n{probability:.3f}").format(probability=chances[truth]),
        read: _("read as\n{probability:.3f}").format(probability=chances[read]),
    }
    ax.bar_label(bars, [words.get(k, "") for k in range(len(chances))], padding=2, fontsize=9)
    ax.spines[["top", "right"]].set_visible(False)
    ax.set(xticks=range(len(chances)), xlabel=_("digit"), ylabel=_("probability"), yticks=[0, 0.5, 1], ylim=(0, 1.25))
