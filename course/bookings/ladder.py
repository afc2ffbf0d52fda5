"""What is reachable on made-up bookings: measured AUCs, from one column up to the chances that made the bookings.

Each rung was measured on ten draws of 4,000 bookings to learn from and 4,000 others, with effects drawn anew, by
tests/course/bookings/ladder.py; a test measures them again.
"""

from matplotlib.figure import Figure

from course.figures import BLUE, GRAY, new_figure
from course.texts import _, marked

# By the name of the rung: the lowest AUC of the ten draws, the mean, the highest.
LADDER = {
    marked("best single column"): (0.658, 0.675, 0.696),
    marked("logistic regression"): (0.815, 0.833, 0.849),
    marked("network, no penalty"): (0.873, 0.886, 0.905),
    marked("network, L2 penalty"): (0.881, 0.892, 0.907),
    marked("gradient boosting"): (0.891, 0.899, 0.910),
    marked("the true chances"): (0.904, 0.912, 0.920),
}


def draw_ladder() -> Figure:
    """Draw the mean AUC of each rung as a dot, and a line from the lowest to the highest draw.

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(7.5, 2.9)
    for place, (name, (lowest, mean, highest)) in enumerate(LADDER.items()):
        color = GRAY if name == list(LADDER)[-1] else BLUE
        ax.plot([lowest, highest], [place, place], color=color, linewidth=5, alpha=0.4, solid_capstyle="butt")
        ax.plot([mean], [place], "o", color=color, markersize=8)
        ax.text(highest + 0.006, place, f"{mean:.3f}", va="center", fontsize=9)
    ax.axvline(0.5, color="black", linewidth=1)
    ax.text(0.504, len(LADDER) - 0.6, _("a coin"), fontsize=9, va="center")
    ax.set_yticks(range(len(LADDER)), [_(name) for name in LADDER])
    ax.set(xlabel=_("AUC on bookings not used for training"), xlim=(0.49, 1.0), ylim=(-0.6, len(LADDER) - 0.3))
    return figure
