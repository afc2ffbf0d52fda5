"""A pad to draw digits on: the student's own network reads them while they are drawn, and can be taught.

The canvas is for the mouse, a pen or a finger, and for the keyboard: arrows move a frame over 8 x 8 squares, and the
space bar sets or clears the ink of a square. While ipycanvas's canvas has the focus, it keeps each key from the page.
So every key that the pad does not use, Escape and Tab among them, gives the focus away.
"""

import time
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
from traitlets import Unicode

from course.digits import chart
from course.digits.reader import Reader, Reading
from course.digits.rescale import bitmap, counts, unprepared
from course.digits.still import ALT, draw_still
from course.digits.strokes import SQUARES, Drawing, Point, Square
from course.drawing_area import HAS_CANVAS, Canvas, hold_canvas
from course.earlier import Answers
from course.figures import VERMILLION, are_described, describe, png, show
from course.layer import Array
from course.texts import _, marked
from course.widgets import show_widget

SIDE = 280  # of the pad, in pixels
SQUARE = SIDE // SQUARES
PEN = 16  # the width of the line, in pixels
PAUSE = 0.1  # seconds between two readings while the pen moves, at least
STEPS = {"ArrowUp": (-1, 0), "ArrowDown": (1, 0), "ArrowLeft": (0, -1), "ArrowRight": (0, 1)}
HELP = marked(
    "Keyboard: press Tab until the pad has a blue frame. Arrows move, Space sets or clears a square, "
    "Escape or Tab leaves the pad."
)
CAPTIONS = {
    True: marked("Prepared: upright, in the middle, full size"),
    False: marked("As drawn: nothing is moved or resized"),
}


def digit_pad(
    make_network: Callable[[], Any],
    images: Array,
    labels: Array,
    earlier: Answers,
    *,
    eta: float = 0.1,
    epochs: int = 30,
) -> None:
    """Show a pad on which digits are drawn and read by the network.

    Args:
        make_network: returns an untrained network with ``fit(X, y, eta, epochs, batch_size)``, y the labels, and
            ``predict_proba(X)``; it may fail, then ``earlier`` is used.
        images: training images, shape (n, 64), values from 0 to 16; the network gets them divided by 16.
        labels: the digits that they show, shape (n,).
        earlier: `own_answers(forward, train, init_weights, relu, d_relu, sigmoid, d_sigmoid)`.
        eta: the learning rate.
        epochs: how long to train before the first drawing.
    """
    if are_described():
        describe(_(ALT))
        return
    reader = Reader(make_network, images, labels, earlier, eta=eta, epochs=epochs)
    if not HAS_CANVAS:
        show(draw_still(reader), _(ALT))
        print(_("Here the pad is a still picture: to draw on it, open this notebook where ipycanvas is installed."))
        return
    show_widget(Pad(reader).box, png(draw_still(reader)), _(ALT))


class NamedCanvas(Canvas):
    """A canvas with a tooltip, which is its name for a screen reader.

    The browser's part of ipywidgets sets a tooltip only where there is an empty description, which ipycanvas lacks.
    """

    description = Unicode("").tag(sync=True)


class Pad:
    """Join the canvas, the buttons and the texts; ``box`` is the widget that holds them all."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.drawing = reader, Drawing()
        self.cursor: Square | None = None  # where the keyboard draws, once it was used
        self._next_reading = 0.0  # the time before which the moving pen asks for no reading
        size = {"width": f"{SIDE}px", "height": f"{SIDE}px"}
        tooltip = " ".join([_("Pad to draw a digit on."), _(HELP)])
        self.canvas = NamedCanvas(width=SIDE, height=SIDE, layout=size, tooltip=tooltip)
        self.dots, self.small, self.bars, self.message = (widgets.HTML() for _number in range(4))
        self.place = widgets.HTML()
        self.prepare = widgets.Checkbox(True, description=_("Prepare the drawing"), indent=False)
        self.bars.layout.width, self.bars.layout.flex = "280px", "1 1 260px"
        self.bars.layout.max_width = "420px"
        self.undo_button = widgets.Button(description=_("Undo"), icon="undo", tooltip=_("Take the last stroke back"))
        self.clear_button = widgets.Button(description=_("Clear"), icon="trash-o", tooltip=_("Take all strokes back"))
        self.labels = widgets.ToggleButtons(
            options=range(10),
            value=None,
            style={"button_width": "2.3em"},
            tooltips=[_("The drawing shows a {digit}").format(digit=digit) for digit in range(10)],
        )
        self.teach_button = widgets.Button(description=_("Teach it"), icon="graduation-cap", button_style="primary")
        self.box = self._arrange()
        self._listen()
        self._change()

    def _arrange(self) -> widgets.VBox:
        wrap = {"flex_flow": "row wrap", "align_items": "flex-start", "grid_gap": "24px"}
        for button in (self.undo_button, self.clear_button):
            button.layout.width = "136px"
        buttons = widgets.HBox([self.undo_button, self.clear_button], layout={"width": f"{SIDE}px"})
        frame = widgets.Box([self.canvas], layout={"border": "1px solid #8c8c8c", "overflow": "hidden"})
        self.prepare.layout.width = f"{SIDE}px"
        help_text = widgets.HTML(chart.sentence(_(HELP), faint=True), layout={"width": f"{SIDE}px"})
        parts = [frame, self.place, buttons, self.prepare, help_text]
        paper = widgets.VBox(parts, layout={"grid_gap": "6px", "overflow": "hidden"})
        seen = widgets.VBox([self.dots, self.small], layout={"grid_gap": "10px", "width": "170px"})
        question = widgets.HTML(chart.sentence(_("Read wrongly? Choose what you drew, and teach it:")))
        lesson = widgets.HBox([self.labels, self.teach_button], layout=wrap | {"grid_gap": "4px 12px"})
        top = widgets.HBox([paper, seen, self.bars], layout=wrap)
        about = widgets.HTML(chart.sentence(self.reader.sentence))
        return widgets.VBox([about, top, question, lesson, self.message], layout={"grid_gap": "6px"})

    def _listen(self) -> None:
        self.canvas.on_mouse_down(lambda x, y: self.pen_down((x, y)))
        self.canvas.on_mouse_move(lambda x, y: self.pen_to((x, y)))
        self.canvas.on_mouse_up(lambda x, y: self.pen_up())
        self.canvas.on_mouse_out(lambda x, y: self.pen_up())
        self.canvas.on_touch_start(lambda touches: self.pen_down(touches[0]))
        self.canvas.on_touch_move(lambda touches: self.pen_to(touches[0]))
        self.canvas.on_touch_end(lambda touches: self.pen_up())
        self.canvas.on_touch_cancel(lambda touches: self.pen_up())
        self.canvas.on_key_down(lambda key, shift, ctrl, meta: self.key(key, with_others=shift or ctrl or meta))
        self.prepare.observe(lambda _change: self._look(), names="value")
        self.undo_button.on_click(lambda _button: self.undo())
        self.clear_button.on_click(lambda _button: self.clear())
        self.teach_button.on_click(lambda _button: self.teach())
        self.labels.observe(lambda _change: self._update_buttons(), names="value")

    def pen_down(self, point: Point) -> None:
        """Begin a stroke."""
        is_first = not self.drawing
        self.drawing.pen_down(point)
        self._forget()
        if is_first or self.cursor:
            self.cursor = None
            self._paint()
        self._ink([point, point])

    def pen_to(self, point: Point) -> None:
        """Draw on to a point, and read what is there now and then."""
        start = self.drawing.pen_to(point)
        if start is not None:
            self._ink([start, point])
            if time.monotonic() >= self._next_reading:
                self._read()

    def pen_up(self) -> None:
        """End the stroke and read."""
        if self.drawing.pen_is_down:
            self.drawing.pen_up()
            self._read()

    def key(self, key: str, *, with_others: bool = False) -> None:
        """Move the frame, or set or clear a square; any other key gives the keyboard back.

        Args:
            key: its name in the browser, as "ArrowUp" or " ".
            with_others: whether Shift, Ctrl or Meta is held down.
        """
        if with_others or key not in (*STEPS, " "):
            self._leave(forward=key == "Tab" and not with_others)
            return
        middle = SQUARES // 2
        row, column = self.cursor or (middle, middle)
        if key in STEPS and self.cursor:
            row, column = row + STEPS[key][0], column + STEPS[key][1]
        self.cursor = min(max(row, 0), SQUARES - 1), min(max(column, 0), SQUARES - 1)
        if key == " ":
            self.drawing.switch(self.cursor)
            self._change()
        else:
            self._paint()

    def _leave(self, *, forward: bool) -> None:
        """Give the keyboard to the next control, or back to the page."""
        self.cursor = None
        self._paint()
        if forward:
            (self.prepare if self.undo_button.disabled else self.undo_button).focus()
        else:
            self.canvas.blur()

    def undo(self) -> None:
        """Take the last stroke back."""
        self.drawing.undo()
        self._change()

    def clear(self) -> None:
        """Take all strokes back."""
        self.drawing.clear()
        self._change()

    def teach(self) -> None:
        """Add the drawing with the label that is chosen to the training set, train on, and read again."""
        if not self.drawing or self.labels.value is None:
            return
        label = int(self.labels.value)
        self.teach_button.disabled = True
        self.message.value = chart.sentence(_("Training ..."))
        before, after = self.reader.teach(counts(self._dots()), label)
        self._show(after, before)
        self.message.value = chart.lesson(label, self.reader.added, before, after, is_own=self.reader.is_own)

    def _dots(self) -> Array:
        """Return the drawing in black and white, shape (32, 32), prepared or as it is."""
        if self.prepare.value:
            return bitmap(self.drawing.paths(SIDE))
        return unprepared(self.drawing.strokes, self.drawing.squares, SIDE, PEN)

    def _change(self) -> None:
        """Paint the drawing after a change, forget what was said about it, and read it anew."""
        self._forget()
        self._paint()
        self._look()

    def _look(self) -> None:
        if self.drawing:
            self._read()
        else:
            self._show(None)

    def _forget(self) -> None:
        self.labels.value = None
        self.message.value = ""

    def _paint(self) -> None:
        """Paint the paper, everything drawn on it, and the keyboard's frame."""
        with hold_canvas():
            self._wipe()
            self.canvas.fill_style = "black"
            for row, column in self.drawing.squares:
                self.canvas.fill_rect(column * SQUARE, row * SQUARE, SQUARE, SQUARE)
            for stroke in self.drawing.strokes:
                self._ink([*stroke.tolist(), stroke[-1].tolist()])
            if self.cursor:
                self._frame(*self.cursor)
        self._say_place()

    def _frame(self, row: int, column: int) -> None:
        """Draw faint squares, and a frame around one of them, white outside so that it is seen on ink."""
        self.canvas.line_width, self.canvas.stroke_style = 1, "#8c8c8c"
        for number in range(1, SQUARES):
            self.canvas.stroke_line(number * SQUARE, 0, number * SQUARE, SIDE)
            self.canvas.stroke_line(0, number * SQUARE, SIDE, number * SQUARE)
        for width, color in ((8, "white"), (4, VERMILLION)):
            self.canvas.line_width, self.canvas.stroke_style = width, color
            self.canvas.stroke_rect(column * SQUARE + 4, row * SQUARE + 4, SQUARE - 8, SQUARE - 8)
        self.canvas.line_width, self.canvas.stroke_style = PEN, "black"

    def _say_place(self) -> None:
        """Say in words where the frame is: for those who hear the page, and in the still text below the pad."""
        if self.cursor is None:
            self.place.value = ""
            return
        row, column = self.cursor
        has_ink = self.cursor in self.drawing.squares
        words = _("Row {row}, column {column}: ink") if has_ink else _("Row {row}, column {column}: empty")
        self.place.value = f'<div role="status">{words.format(row=row + 1, column=column + 1)}</div>'

    def _wipe(self) -> None:
        """Empty the paper, and invite to draw."""
        self.canvas.fill_style, self.canvas.stroke_style = "white", "black"
        self.canvas.line_width, self.canvas.line_cap, self.canvas.line_join = PEN, "round", "round"
        self.canvas.fill_rect(0, 0, SIDE, SIDE)
        if not self.drawing and self.cursor is None:
            self.canvas.fill_style, self.canvas.font = "#6e6e6e", "16px sans-serif"
            self.canvas.text_align = "center"
            self.canvas.fill_text(_("draw a digit here"), SIDE / 2, SIDE / 2)

    def _ink(self, points: list[Any]) -> None:
        self.canvas.stroke_lines(points)

    def _read(self) -> None:
        started = time.monotonic()
        self._show(self.reader.read(counts(self._dots())))
        ended = time.monotonic()
        # A slow network gets fewer questions, or the line would lag behind the pen.
        self._next_reading = ended + max(PAUSE, 3 * (ended - started))

    def _show(self, reading: Reading | None, before: Reading | None = None) -> None:
        dots = self._dots()
        self.dots.value = chart.sentence(_(CAPTIONS[self.prepare.value])) + chart.black_dots(dots)
        self.small.value = chart.sentence(_("The network sees this: 64 numbers")) + chart.small_image(counts(dots))
        self.bars.value = chart.bars(reading, before)
        self._update_buttons()

    def _update_buttons(self) -> None:
        self.undo_button.disabled = self.clear_button.disabled = not self.drawing
        self.teach_button.disabled = not self.drawing or self.labels.value is None
