"""What unit 4 shows: a ball on a curve, limits, four optimizers, batches, first weights, loss curves, and a film."""

from course.learning_rate.answers import as_array, as_layers, with_arrays
from course.learning_rate.ball import explore_ball, plot_starts
from course.learning_rate.batches import plot_batch_sizes
from course.learning_rate.curves import (
    fitted_slope,
    plot_directions,
    plot_distance_to_minimum,
    plot_distances,
    plot_losses,
    plot_three_curves,
)
from course.learning_rate.data import hills, hills_slope, two_columns, wave
from course.learning_rate.paths import Steps, explore_optimizers, plot_arrows
from course.learning_rate.watch import watch_training
from course.learning_rate.weights import plot_fits, plot_signals, plot_units, signal_sizes

__all__ = [
    "Steps",
    "as_array",
    "as_layers",
    "explore_ball",
    "explore_optimizers",
    "fitted_slope",
    "hills",
    "hills_slope",
    "plot_arrows",
    "plot_batch_sizes",
    "plot_directions",
    "plot_distance_to_minimum",
    "plot_distances",
    "plot_fits",
    "plot_losses",
    "plot_signals",
    "plot_starts",
    "plot_three_curves",
    "plot_units",
    "signal_sizes",
    "two_columns",
    "watch_training",
    "wave",
    "with_arrays",
]
