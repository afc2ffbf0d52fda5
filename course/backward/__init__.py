"""What unit 3 shows: slopes, the walk back, a batch in numbers, gradients compared, their cost, steps, and training."""

from course.backward.batch import draw_batch
from course.backward.compare import compare_gradients
from course.backward.cost import draw_costs, measure_costs
from course.backward.losses import draw_scalings, draw_step
from course.backward.slopes import draw_chain, draw_derivatives, explore_slope
from course.backward.training import explore_training
from course.backward.walk import explore_walk

__all__ = [
    "compare_gradients",
    "draw_batch",
    "draw_chain",
    "draw_costs",
    "draw_derivatives",
    "draw_scalings",
    "draw_step",
    "explore_slope",
    "explore_training",
    "explore_walk",
    "measure_costs",
]
