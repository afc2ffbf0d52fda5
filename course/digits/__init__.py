"""What unit 6 shows: images, what a network learns from them and where it errs, and a pad to draw on."""

from course.digits.filters import draw_filters
from course.digits.images import draw_as_numbers, draw_images, draw_pixel_statistics, load_images
from course.digits.mistakes import explore_mistakes
from course.digits.mnist import load_mnist
from course.digits.pad import digit_pad
from course.digits.pictures import draw_confusion, draw_curves, draw_loss_gradient, draw_weights
from course.digits.race import race
from course.digits.shifts import explore_shifts
from course.digits.variants import turned_and_moved

__all__ = [
    "digit_pad",
    "draw_as_numbers",
    "draw_confusion",
    "draw_curves",
    "draw_filters",
    "draw_images",
    "draw_loss_gradient",
    "draw_pixel_statistics",
    "draw_weights",
    "explore_mistakes",
    "explore_shifts",
    "load_images",
    "load_mnist",
    "race",
    "turned_and_moved",
]
