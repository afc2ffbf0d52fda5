"""One look for every picture: colors, size, and a way to show a figure with its description."""

from io import BytesIO

from IPython.display import Image, display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image as Picture

# Okabe and Ito's palette, which people with any common color blindness can tell apart.
# Color never carries a meaning alone: markers, labels or line styles repeat it.
BLUE = "#0072B2"
ORANGE = "#E69F00"
GREEN = "#009E73"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"
SKY = "#56B4E9"
BLACK = "#000000"
GREY = "#8C8C8C"
CYCLE = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK)


def new_figure(width: float = 6.0, height: float = 4.0, columns: int = 1) -> tuple[Figure, list[Axes]]:
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
    # A Figure of its own, not pyplot's: nothing is shown twice and no global state is left behind.
    figure = Figure(figsize=(width, height), dpi=100, layout="constrained")
    axes = [figure.add_subplot(1, columns, column + 1) for column in range(columns)]
    for ax in axes:
        ax.set_prop_cycle(color=CYCLE)
        ax.spines[["top", "right"]].set_visible(False)
    return figure, axes


def png(figure: Figure) -> bytes:
    """Draw a figure as the bytes of a PNG picture."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png")
    return buffer.getvalue()


def with_fewer_colors(picture: bytes) -> bytes:
    """Write a PNG picture anew with 256 colors, a third of its size, for notebooks that keep it."""
    buffer = BytesIO()
    Picture.open(BytesIO(picture)).convert("RGB").quantize(256).save(buffer, format="png", optimize=True)
    return buffer.getvalue()


def show(figure: Figure, alt: str) -> None:
    """Show a figure in the notebook, together with a description for those who cannot see it.

    Args:
        figure: what to show.
        alt: one or two sentences that say what the picture shows.
    """
    display(Image(with_fewer_colors(png(figure)), alt=alt))
