"""A sheet to draw on, measured in the pixels of the notebook and drawn twice as fine."""

from collections.abc import Sequence
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import matplotlib
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from course.layer import Array
from course.playground.maps import Pixels

FINE = 2  # so that lines are smooth, also on the screens of today's laptops
Point = tuple[float, float]


class Canvas:
    """Draw lines, boxes, maps and words.

    Args:
        width: in pixels of the notebook.
        height: likewise.
        start: a picture of this size to go on from, left as it is.
    """

    def __init__(self, width: int, height: int, start: Image.Image | None = None) -> None:
        self.image = start.copy() if start else Image.new("RGB", (width * FINE, height * FINE), "white")
        self._draw = ImageDraw.Draw(self.image)

    def line(self, points: Array | Sequence[Point], color: str | tuple[int, ...], width: float = 1) -> None:
        """Draw a line through points, shape (n, 2)."""
        path = (np.asarray(points) * FINE).ravel().tolist()
        self._draw.line(path, fill=color, width=max(1, round(width * FINE)))

    def dashed(self, points: Array, color: str, width: float = 1, dash: int = 4) -> None:
        """Draw a dashed line through many points close to each other."""
        for start in range(0, len(points) - 1, 2 * dash):
            self.line(points[start : start + dash + 1], color, width)

    def box(self, corner: Point, size: Point, fill: str | tuple[int, ...] | None, outline: str | None = None) -> None:
        """Draw a rectangle from its upper left corner."""
        x, y = corner
        ends = ((x + size[0]) * FINE - 1, (y + size[1]) * FINE - 1)
        self._draw.rectangle((x * FINE, y * FINE, *ends), fill=fill, outline=outline, width=FINE)

    def disc(self, middle: Point, radius: float, fill: str | tuple[int, ...]) -> None:
        """Draw a filled circle."""
        x, y, r = (FINE * length for length in (*middle, radius))
        self._draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)

    def pixels(self, corner: Point, size: int, pixels: Pixels, smooth: bool = False) -> None:
        """Draw a map as a square."""
        how = Image.Resampling.BILINEAR if smooth else Image.Resampling.NEAREST
        picture = Image.fromarray(pixels).resize((size * FINE, size * FINE), how)
        self.image.paste(picture, (round(corner[0] * FINE), round(corner[1] * FINE)))

    def layer(self, corner: Point, layer: Image.Image) -> None:
        """Lay a picture with transparent parts over this one."""
        self.image.paste(layer, (round(corner[0] * FINE), round(corner[1] * FINE)), layer)

    def text(
        self, place: Point, words: str, anchor: str = "lm", size: int = 12, color: str = "#333333", bold: bool = False
    ) -> float:
        """Write words, and return their width; the anchor is Pillow's: l, m or r across, a, m or s down."""
        mask, (left, top) = _write(words, anchor, size * FINE, bold)
        self.image.paste(color, (round(place[0] * FINE) + left, round(place[1] * FINE) + top), mask)
        return mask.width / FINE

    def encode(self, kind: str) -> bytes:
        """Return the picture as bytes: "jpeg" is fast, "png" exact."""
        buffer = BytesIO()
        if kind == "jpeg":
            self.image.save(buffer, "jpeg", quality=85, subsampling=0)
        else:
            self.image.reduce(FINE).save(buffer, "png")
        return buffer.getvalue()


def draw_markers(points: Array, labels: Array, dark: bool, colors: Pixels, size: int, edge: float) -> Image.Image:
    """Draw the points of a data set on a transparent square: round where the label is positive, else square.

    Args:
        points: shape (n, 2).
        labels: shape (n,).
        dark: whether the outlines are dark, else white.
        colors: of the points, shape (n, 3).
        size: of the square, in pixels of the notebook.
        edge: the square shows the plane from -edge to edge.

    Returns:
        The picture.
    """
    finer = 2 * FINE
    image = Image.new("RGBA", (size * finer, size * finer))
    draw = ImageDraw.Draw(image)
    outline = "#222222" if dark else "white"
    for (x, y), label, color in zip(points, labels, colors, strict=True):
        if max(abs(x), abs(y)) > edge:
            continue
        radius = (3.3 if label > 0 else 2.9) * finer
        column, row = (x + edge) / (2 * edge) * size * finer, (edge - y) / (2 * edge) * size * finer
        place = (column - radius, row - radius, column + radius, row + radius)
        shape = draw.ellipse if label > 0 else draw.rectangle
        shape(place, fill=tuple(color.tolist()), outline=outline, width=finer)
    return image.resize((size * FINE, size * FINE), Image.Resampling.BOX)


@lru_cache(512)  # most words of a picture stand in the one before it too
def _write(words: str, anchor: str, size: int, bold: bool) -> tuple[Image.Image, tuple[int, int]]:
    """Return words as a mask, and where it has its corner, seen from the anchor."""
    font = _font(size, bold)
    left, top, right, bottom = (round(side) for side in font.getbbox(words, anchor=anchor))
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(mask).text((-left, -top), words, fill=255, font=font, anchor=anchor)
    return mask, (left, top)


@cache
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    return ImageFont.truetype(str(folder / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")), size)
