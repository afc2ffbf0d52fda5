"""One look for every picture: colors, size, and a way to show a figure with its description."""

import base64
import html
import os
from io import BytesIO
from typing import TYPE_CHECKING

from IPython.display import display

from course.texts import _

if TYPE_CHECKING:  # imported where something is drawn: most of the grader's processes draw nothing
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PICTURES_VARIABLE = "COURSE_PICTURES"  # "described": pictures are described instead of drawn

# Okabe and Ito's palette, which people with any common color blindness can tell apart.
# Color never carries a meaning alone: markers, labels or line styles repeat it.
BLUE = "#0072B2"
ORANGE = "#E69F00"
GREEN = "#009E73"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"
SKY = "#56B4E9"
BLACK = "#000000"
GRAY = "#8C8C8C"
CYCLE = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK)


def new_figure(width: float = 6.0, height: float = 4.0, columns: int = 1) -> "tuple[Figure, list[Axes]]":
    """Make an empty figure with axes side by side.

    Args:
        width: in inches.
        height: in inches.
        columns: how many axes.

    Returns:
        The figure and its list of axes.

    Example:
        >>> figure, (left, right) = new_figure(columns=2)
    """
    from matplotlib.figure import Figure

    # A Figure of its own, not pyplot's: nothing is shown twice and no global state is left behind.
    figure = Figure(figsize=(width, height), dpi=100, layout="constrained")
    axes = [figure.add_subplot(1, columns, column + 1) for column in range(columns)]
    for ax in axes:
        ax.set_prop_cycle(color=CYCLE)
        ax.spines[["top", "right"]].set_visible(False)
    return figure, axes


def title_size(words: str, inches: float, largest: float = 12.0) -> float:
    """Choose the size, in points, in which the longest line of a title fits a width: in some languages it is longer.

    Example:
        >>> title_size("a short title", 3.5), round(title_size("a title that is long for its panel", 2.0), 1)
        (12.0, 7.7)
    """
    longest = max(len(line) for line in words.split("\n"))
    return min(largest, 72 * inches / (0.55 * max(longest, 1)))  # a letter is a little over half as wide as its size


def png(figure: "Figure") -> bytes:
    """Draw a figure as the bytes of a PNG picture of 256 colors, which keeps notebooks small.

    It is drawn once; `savefig` draws it twice, and with all colors the file is three times as large.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    picture = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")
    buffer = BytesIO()
    picture.quantize(256, method=Image.Quantize.FASTOCTREE).save(buffer, format="png")
    return buffer.getvalue()


def show(figure: "Figure", alt: str) -> None:
    """Show a figure in the notebook, together with a description for those who cannot see it.

    Args:
        figure: what to show.
        alt: one or two sentences that say what the picture shows.
    """
    if are_described():
        describe(alt)
    else:
        # As HTML, since JupyterLab gives a picture that comes as image/png no description.
        display({"text/html": image_html(png(figure), alt), "text/plain": alt}, raw=True)


def image_html(picture: bytes, alt: str) -> str:
    """Write a picture (PNG bytes) as HTML that holds it, with its description for those who cannot see it."""
    data = base64.b64encode(picture).decode()
    return f'<img src="data:image/png;base64,{data}" alt="{html.escape(alt)}" style="max-width: 100%">'


def are_described() -> bool:
    """Tell whether pictures are only described: while a class is graded, since drawing takes most of the time."""
    return os.environ.get(PICTURES_VARIABLE) == "described"


def describe(alt: str) -> None:
    """Say what a picture would show."""
    print(_("[A picture, not drawn while grading: {alt}]").format(alt=alt))
