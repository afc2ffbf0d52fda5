"""What the student looks at: a unit whose map is enlarged, and a line whose weight is shown and can be set.

Both are chosen in lists, or with the mouse: a canvas that shows nothing lies over the picture's network, and tells
what the mouse does there. The canvas keeps the wheel and the keys from the page, so it steps aside as soon as it gets
one of them. Where there is no ipycanvas, the lists do all of this alone.
"""

import asyncio
from collections.abc import Callable
from math import isfinite
from typing import Any

import ipywidgets as widgets

from course.drawing_area import HAS_CANVAS, Canvas
from course.playground.explain import LARGEST_WEIGHT
from course.playground.geometry import find
from course.playground.parts import Line, Look, NetworkUnit, list_lines, list_units, name_start, name_unit
from course.playground.settings import Settings
from course.playground.style import ASLEEP, POINTER
from course.playground.training import Training
from course.texts import _

NO_LINE = "no line"
ASLEEP_SECONDS = 1.0  # how long the wheel scrolls the page before the mouse is heard again


class Looking:
    """Hold the lists, the field of the weight, and the canvas.

    Args:
        settings: of the playground.
        looked: called when something else is looked at.
        set_weight: called with a line and the number that it is to have.
    """

    def __init__(
        self, settings: Settings, looked: Callable[[], None], set_weight: Callable[[Line, float], None]
    ) -> None:
        self._settings, self._looked, self._set_weight = settings, looked, set_weight
        self._busy = False  # while it changes its own lists and field
        self.hover: NetworkUnit | Line | None = None
        self.map_of = _list(_("Map of"), "205px", [(_("output"), list_units(settings)[-1])])
        self.into = _list(_("Line to"), "190px", [("–", NO_LINE)])
        self.start = _list(_("Line from"), "210px", [])
        self.weight = widgets.FloatText(
            description=_("Weight"), step=0.1, disabled=True, layout={"width": "120px"}, **_inline()
        )
        left, top, width, height = POINTER
        self.canvas = Canvas(width=width, height=height) if HAS_CANVAS else None
        self._offset = left, top
        self.refresh(settings)
        self._watch()

    @property
    def unit(self) -> NetworkUnit | None:
        """Return the unit whose map is chosen, or None for the output."""
        unit: NetworkUnit = self.map_of.value
        return None if unit.depth > len(self._settings.hidden) else unit

    @property
    def line(self) -> Line | None:
        """Return the line that is chosen."""
        return None if self.into.value == NO_LINE else self.start.value

    @property
    def look(self) -> Look:
        """Return what is looked at; where the mouse is counts first."""
        unit = self.hover if isinstance(self.hover, NetworkUnit) else self.unit
        return Look(unit, self.hover if isinstance(self.hover, Line) else self.line)

    def refresh(self, settings: Settings) -> None:
        """Offer the units of another network; what was chosen stays so where it still exists."""
        unit, line = self.unit, self.line
        self.hover, self._busy = None, True
        self._settings = settings
        units = list_units(settings)
        named = [(name_unit(one, settings), one) for one in units]
        self.map_of.options = named[-1:] + named[:-1]
        self.map_of.value = unit if unit in units[:-1] else units[-1]
        self.into.options = [("–", NO_LINE), *(one for one in named if one[1].depth)]
        self._choose(line if line in [one for into in units for one in list_lines(settings, into)] else None)

    def show(self, training: Training, playing: bool) -> None:
        """Show the weight as it stands; while the network trains it cannot be set."""
        self.weight.disabled = playing or self.line is None
        if self.line is not None:
            self._busy = True
            self.weight.value = float(f"{training.get_weight(self.line):.4g}")
            self._busy = False

    def point(self, x: float, y: float) -> None:
        """Take notice of where the mouse is on the canvas."""
        hover = self._find(x, y)
        if hover != self.hover:
            self.hover = hover
            self._looked()

    def leave(self) -> None:
        """Take notice that the mouse is nowhere."""
        if self.hover is not None:
            self.hover = None
            self._looked()

    def click(self, x: float, y: float) -> None:
        """Choose the unit or the line at a place of the canvas; a second click on a unit goes back to the output."""
        found = self._find(x, y)
        if isinstance(found, NetworkUnit):
            self.map_of.value = self.map_of.options[0][1] if found == self.unit else found
        elif isinstance(found, Line):
            self._choose(found)
            self._looked()

    def step_aside(self) -> None:
        """Leave the wheel to the page for a while."""
        self.leave()
        canvas = self.canvas
        if canvas is not None:
            canvas.add_class(ASLEEP)
            asyncio.get_running_loop().call_later(ASLEEP_SECONDS, lambda: canvas.remove_class(ASLEEP))

    def _find(self, x: float, y: float) -> NetworkUnit | Line | None:
        sizes = [len(self._settings.features), *self._settings.hidden]
        return find(sizes, x + self._offset[0], y + self._offset[1])

    def _choose(self, line: Line | None) -> None:
        self._busy = True
        self.into.value = NO_LINE if line is None else NetworkUnit(line.depth + 1, line.end)
        self._offer_starts()
        if line is not None:
            self.start.value = line
        self._busy = False

    def _offer_starts(self) -> None:
        lines = [] if self.into.value == NO_LINE else list_lines(self._settings, self.into.value)
        self.start.options = [(name_start(line, self._settings), line) for line in lines]
        self.start.value = lines[0] if lines else None
        self.start.disabled = not lines

    def _watch(self) -> None:
        self.map_of.observe(self._look_changed, names="value")
        self.into.observe(self._into_changed, names="value")
        self.start.observe(self._look_changed, names="value")
        self.weight.observe(self._weight_changed, names="value")
        if self.canvas is not None:
            self._listen(self.canvas)

    def _listen(self, canvas: Canvas) -> None:
        canvas.on_mouse_move(self.point)
        canvas.on_mouse_out(lambda _x, _y: self.leave())
        canvas.on_mouse_down(self.click)
        canvas.on_touch_start(lambda touches: self.click(*touches[0]))
        canvas.on_mouse_wheel(lambda _x, _y: self.step_aside())
        canvas.on_key_down(lambda *_key: canvas.blur())

    def _look_changed(self, _change: object) -> None:
        if not self._busy:
            self._looked()

    def _into_changed(self, _change: object) -> None:
        if not self._busy:
            self._busy = True
            self._offer_starts()
            self._busy = False
            self._looked()

    def _weight_changed(self, change: Any) -> None:
        if not self._busy and self.line is not None and isfinite(change.new) and abs(change.new) < LARGEST_WEIGHT:
            self._set_weight(self.line, change.new)


def _list(title: str, width: str, options: list[tuple[str, Any]]) -> widgets.Dropdown:
    return widgets.Dropdown(options=options, description=title, layout={"width": width}, **_inline())


def _inline() -> dict[str, Any]:
    return {"style": {"description_width": "initial"}, "_dom_classes": ["playground-inline"]}
