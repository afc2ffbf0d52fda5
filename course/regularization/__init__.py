"""What unit 5 shows: overfitting and its cures, dropped units, weights under a penalty, and searches."""

from course.regularization.curves import draw_curves, draw_runs, draw_stop
from course.regularization.maps import draw_maps, draw_split, explore_epochs
from course.regularization.moons import noisy_moons
from course.regularization.search import draw_costs, draw_searches, draw_trials
from course.regularization.units import draw_dropout
from course.regularization.weights import draw_paths, draw_weights, explore_penalties

__all__ = [
    "draw_costs",
    "draw_curves",
    "draw_dropout",
    "draw_maps",
    "draw_paths",
    "draw_runs",
    "draw_searches",
    "draw_split",
    "draw_stop",
    "draw_trials",
    "draw_weights",
    "explore_epochs",
    "explore_penalties",
    "noisy_moons",
]
