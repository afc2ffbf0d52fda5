"""What unit 2 shows: networks with their numbers, folded planes, output units and losses."""

from course.forward.fold import draw_fold, explore_fold
from course.forward.network import draw_network, draw_sizes, explore_network
from course.forward.pictures import draw_losses, draw_output_units, draw_softmax

__all__ = [
    "draw_fold",
    "draw_losses",
    "draw_network",
    "draw_output_units",
    "draw_sizes",
    "draw_softmax",
    "explore_fold",
    "explore_network",
]
