"""What unit 5 shows: overfitting and its cures, dropped units, weights under a penalty, and searches."""

from course.regularization.clouds import four_clouds, mislabel
from course.regularization.curves import draw_curves, draw_runs, draw_stop
from course.regularization.draws import draw_draws
from course.regularization.maps import draw_maps, draw_split, explore_epochs
from course.regularization.search import draw_costs, draw_searches, draw_sweep, draw_trials
from course.regularization.spiral import count_parameters, draw_pairs
from course.regularization.units import draw_dropout
from course.regularization.watch import watch_cures
from course.regularization.weights import draw_paths, draw_weights, explore_penalties

__all__ = [
    "count_parameters",
    "draw_costs",
    "draw_curves",
    "draw_draws",
    "draw_dropout",
    "draw_maps",
    "draw_pairs",
    "draw_paths",
    "draw_runs",
    "draw_searches",
    "draw_split",
    "draw_stop",
    "draw_sweep",
    "draw_trials",
    "draw_weights",
    "explore_epochs",
    "explore_penalties",
    "four_clouds",
    "mislabel",
    "watch_cures",
]
