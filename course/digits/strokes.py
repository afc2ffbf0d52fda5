"""Record what a pen draws, stroke by stroke."""

import numpy as np

from course.layer import Array

Point = tuple[float, float]


class Drawing:
    """Hold the strokes of a drawing, in the order in which they were drawn."""

    def __init__(self) -> None:
        self._strokes: list[list[Point]] = []
        self.pen_is_down = False

    @property
    def strokes(self) -> list[Array]:
        """The strokes, each of shape (n, 2) with n at least 1."""
        return [np.array(stroke, dtype=float) for stroke in self._strokes]

    def __bool__(self) -> bool:
        return bool(self._strokes)

    def pen_down(self, point: Point) -> None:
        """Begin a stroke."""
        self._strokes.append([point])
        self.pen_is_down = True

    def pen_to(self, point: Point) -> Point | None:
        """Draw on to a point; return where the pen came from, or None where it is not on the paper."""
        if not self.pen_is_down:
            return None
        start = self._strokes[-1][-1]
        self._strokes[-1].append(point)
        return start

    def pen_up(self) -> None:
        """End the stroke."""
        self.pen_is_down = False

    def undo(self) -> None:
        """Take the last stroke back, if there is one."""
        self.pen_up()
        del self._strokes[-1:]

    def clear(self) -> None:
        """Take all strokes back."""
        self.pen_up()
        self._strokes.clear()
