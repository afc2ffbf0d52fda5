"""What unit 4 shows: a ball on a curve, limits, four optimizers, batches, first weights, loss curves, and a film."""

from course.learning_rate.answers import as_array, as_layers, with_arrays
from course.learning_rate.ball import draw_starts, explore_ball
from course.learning_rate.batches import draw_batch_sizes
from course.learning_rate.curves import (
    draw_directions,
    draw_distance_to_minimum,
    draw_distances,
    draw_losses,
    draw_three_curves,
    fitted_slope,
)
from course.learning_rate.data import hills, hills_slope, two_columns, wave
from course.learning_rate.paths import Steps, draw_arrows, explore_optimizers
from course.learning_rate.watch import watch_training
from course.learning_rate.weights import draw_fits, draw_signals, draw_units, signal_sizes

__all__ = [
    "Steps",
    "as_array",
    "as_layers",
    "draw_arrows",
    "draw_batch_sizes",
    "draw_directions",
    "draw_distance_to_minimum",
    "draw_distances",
    "draw_fits",
    "draw_losses",
    "draw_signals",
    "draw_starts",
    "draw_three_curves",
    "draw_units",
    "explore_ball",
    "explore_optimizers",
    "fitted_slope",
    "hills",
    "hills_slope",
    "signal_sizes",
    "two_columns",
    "watch_training",
    "wave",
    "with_arrays",
]
