"""Draw the pad as a still picture, for readers that run no widgets: an example digit and how it is read."""

import numpy as np
from matplotlib.figure import Figure

from course.digits.chart import headline
from course.digits.reader import Reader
from course.digits.rescale import bitmap, counts
from course.figures import BLACK, BLUE, SKY, new_figure
from course.layer import Array
from course.texts import _, marked

ALT = marked(
    "The pad, with a 3 drawn on it: the line as drawn; the drawing prepared, upright and in the middle, in 32 by 32 "
    "black and white dots; the 8 by 8 image that counts them; and ten bars with the probability that the network gives "
    "each digit. In JupyterLab you draw on it yourself."
)


def example() -> list[Array]:
    """Return the strokes of a 3, x to the right and y down."""
    turn = np.linspace(-2.6, 1.5, 40)
    top = np.stack([45 + 38 * np.cos(turn), 38 + 38 * np.sin(turn)], axis=1)
    turn = np.linspace(-1.5, 2.6, 40)
    bottom = np.stack([45 + 46 * np.cos(turn), 113 + 37 * np.sin(turn)], axis=1)
    return [np.concatenate([top, bottom])]


def draw_still(reader: Reader) -> Figure:
    """Draw the example on the pad, as the network sees it, and its probabilities."""
    (stroke,), black = example(), bitmap(example())
    image = counts(black)
    reading = reader.read(image)
    figure, (pad, dots, small, bars) = new_figure(11.5, 3.2, columns=4)
    pad.plot(*stroke.T, color=BLACK, linewidth=9, solid_capstyle="round")
    pad.set(title=_("drawn on the pad"), aspect="equal", xlim=(-45, 135), ylim=(165, -15))
    dots.imshow(black, cmap="gray_r", vmin=0, vmax=1)
    dots.set(title=_("prepared"))
    small.imshow(image, cmap="gray_r", vmin=0, vmax=16)
    small.set(title=_("what the network sees"))
    for ax in (pad, dots, small):
        ax.set(xticks=[], yticks=[])
        ax.spines[["top", "right"]].set_visible(True)
    chances = np.zeros(10) if reading.probabilities is None else reading.probabilities
    best = reading.digit
    drawn = bars.barh(range(10), chances, color=[BLUE if digit == best else SKY for digit in range(10)])
    bars.bar_label(drawn, [f"{p:.0%}{' ◀' if digit == best else ''}" for digit, p in enumerate(chances)], padding=3)
    bars.set(title=headline(reading), yticks=range(10), ylim=(9.6, -0.6), xlim=(0, 1.25), xticks=[0, 0.5, 1])
    return figure
