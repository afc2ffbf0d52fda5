"""Record what is drawn: with the pen, stroke by stroke, or with the keyboard, square by square."""

import numpy as np

from course.layer import Array

Point = tuple[float, float]
Square = tuple[int, int]  # the row and the column
SQUARES = 8  # along each side of the paper
# Right, down and the two diagonals: each pair of neighbors is met once.
AROUND = ((0, 1), (1, 0), (1, 1), (1, -1))


class Drawing:
    """Hold the strokes and the inked squares of a drawing, in the order in which they were drawn."""

    def __init__(self) -> None:
        self._marks: list[list[Point] | Square] = []
        self.pen_is_down = False

    @property
    def strokes(self) -> list[Array]:
        """The strokes of the pen, each of shape (n, 2) with n at least 1."""
        return [np.array(mark, dtype=float) for mark in self._marks if isinstance(mark, list)]

    @property
    def squares(self) -> set[Square]:
        """The squares with ink: those that were switched an odd number of times."""
        squares: set[Square] = set()
        for mark in self._marks:
            if isinstance(mark, tuple):
                squares ^= {mark}
        return squares

    def paths(self, side: float) -> list[Array]:
        """Return the strokes, and lines along the inked squares, for paper of this width and height."""
        return self.strokes + joined(self.squares, side)

    def __bool__(self) -> bool:
        return any(isinstance(mark, list) for mark in self._marks) or bool(self.squares)

    def pen_down(self, point: Point) -> None:
        """Begin a stroke."""
        self._marks.append([point])
        self.pen_is_down = True

    def pen_to(self, point: Point) -> Point | None:
        """Draw on to a point; return where the pen came from, or None where it is not on the paper."""
        stroke = self._marks[-1] if self.pen_is_down else None
        if not isinstance(stroke, list):
            return None
        start = stroke[-1]
        stroke.append(point)
        return start

    def pen_up(self) -> None:
        """End the stroke."""
        self.pen_is_down = False

    def switch(self, square: Square) -> None:
        """Set the ink of a square, or clear it where it has ink."""
        self.pen_up()
        self._marks.append(square)

    def undo(self) -> None:
        """Take back the last stroke, or the last switch of a square, if there is one."""
        self.pen_up()
        del self._marks[-1:]

    def clear(self) -> None:
        """Take everything back."""
        self.pen_up()
        self._marks.clear()


def joined(squares: set[Square], side: float) -> list[Array]:
    """Draw lines between the middles of neighboring squares, and a dot in a square that has no neighbor.

    Two squares that touch at a corner are joined only where no third square joins them already.

    Args:
        squares: rows and columns from 0 to 7.
        side: the width and height of the paper.

    Returns:
        Lines of shape (2, 2) and dots of shape (1, 2), x to the right and y down.

    Example:
        >>> [line.tolist() for line in joined({(0, 0), (0, 1)}, 80)]
        [[[5.0, 5.0], [15.0, 5.0]]]
    """
    pairs = [
        ((row, column), (row + down, column + right))
        for row, column in sorted(squares)
        for down, right in AROUND
        if (row + down, column + right) in squares
        and not (down and right and {(row, column + right), (row + down, column)} & squares)
    ]
    alone = sorted(squares - {square for pair in pairs for square in pair})
    middles = [np.array([[column, row] for row, column in line]) + 0.5 for line in [*pairs, *([one] for one in alone)]]
    return [line * side / SQUARES for line in middles]
