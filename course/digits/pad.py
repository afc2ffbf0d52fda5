"""A pad to draw digits on: the student's own network reads them while they are drawn, and can be taught."""

import time
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
from ipycanvas import Canvas, hold_canvas

from course.digits import chart
from course.digits.reader import Reader, Reading
from course.digits.rescale import rescale
from course.digits.still import ALT, draw_still
from course.digits.strokes import Drawing, Point
from course.earlier import Answers
from course.figures import are_described, describe, png
from course.layer import Array
from course.widgets import show_widget

SIDE = 280  # of the pad, in pixels
PEN = 16  # the width of the line, in pixels
PAUSE = 0.1  # seconds between two readings while the pen moves, at least


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
        describe(ALT)
        return
    reader = Reader(make_network, images, labels, earlier, eta=eta, epochs=epochs)
    show_widget(Pad(reader).box, png(draw_still(reader)), ALT)


class Pad:
    """Join the canvas, the buttons and the texts; ``box`` is the widget that holds them all."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.drawing = reader, Drawing()
        self._next_reading = 0.0  # the time before which the moving pen asks for no reading
        self.canvas = Canvas(width=SIDE, height=SIDE, layout={"width": f"{SIDE}px", "height": f"{SIDE}px"})
        self.small, self.bars, self.message = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.bars.layout.width, self.bars.layout.flex = "280px", "1 1 260px"
        self.bars.layout.max_width = "420px"
        self.undo_button = widgets.Button(description="Undo", icon="undo", tooltip="Take the last stroke back")
        self.clear_button = widgets.Button(description="Clear", icon="trash-o", tooltip="Take all strokes back")
        self.labels = widgets.ToggleButtons(options=range(10), value=None, style={"button_width": "2.3em"})
        self.teach_button = widgets.Button(description="Teach it", icon="graduation-cap", button_style="primary")
        self.box = self._arrange()
        self._listen()
        self._wipe()

    def _arrange(self) -> widgets.VBox:
        wrap = {"flex_flow": "row wrap", "align_items": "flex-start", "grid_gap": "24px"}
        for button in (self.undo_button, self.clear_button):
            button.layout.width = "136px"
        buttons = widgets.HBox([self.undo_button, self.clear_button], layout={"width": f"{SIDE}px"})
        frame = widgets.Box([self.canvas], layout={"border": "1px solid #8c8c8c", "overflow": "hidden"})
        paper = widgets.VBox([frame, buttons], layout={"grid_gap": "6px", "overflow": "hidden"})
        seen = widgets.VBox([widgets.HTML(chart.sentence("The network sees this:")), self.small])
        question = widgets.HTML(chart.sentence("Read wrongly? Choose what you drew, and teach it:"))
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
        # ipycanvas keeps every key from the page while its canvas has the focus, so the first key gives the focus back.
        self.canvas.on_key_down(lambda *_key: self.canvas.blur())
        self.undo_button.on_click(lambda _button: self.undo())
        self.clear_button.on_click(lambda _button: self.clear())
        self.teach_button.on_click(lambda _button: self.teach())
        self.labels.observe(lambda _change: self._update_buttons(), names="value")

    def pen_down(self, point: Point) -> None:
        """Begin a stroke."""
        is_first = not self.drawing
        self.drawing.pen_down(point)
        if is_first:
            self._wipe()
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

    def undo(self) -> None:
        """Take the last stroke back."""
        self.drawing.undo()
        self._redraw()

    def clear(self) -> None:
        """Take all strokes back."""
        self.drawing.clear()
        self._redraw()

    def teach(self) -> None:
        """Add the drawing with the label that is chosen to the training set, train on, and read again."""
        if not self.drawing or self.labels.value is None:
            return
        label = int(self.labels.value)
        self.teach_button.disabled = True
        self.message.value = chart.sentence("Training ...")
        before, after = self.reader.teach(rescale(self.drawing.strokes), label)
        self._show(after, before)
        self.message.value = chart.lesson(label, self.reader.added, before, after, is_own=self.reader.is_own)

    def _redraw(self) -> None:
        self._wipe()
        with hold_canvas():
            for stroke in self.drawing.strokes:
                self._ink([*stroke.tolist(), stroke[-1].tolist()])
        if self.drawing:
            self._read()

    def _wipe(self) -> None:
        """Empty the paper and everything that is said about a drawing."""
        with hold_canvas():
            self.canvas.fill_style, self.canvas.stroke_style = "white", "black"
            self.canvas.line_width, self.canvas.line_cap, self.canvas.line_join = PEN, "round", "round"
            self.canvas.fill_rect(0, 0, SIDE, SIDE)
            if not self.drawing:
                self.canvas.fill_style, self.canvas.font = "#8c8c8c", "16px sans-serif"
                self.canvas.text_align = "center"
                self.canvas.fill_text("draw a digit here", SIDE / 2, SIDE / 2)
        self.labels.value = None
        self.message.value = ""
        self._show(None)

    def _ink(self, points: list[Any]) -> None:
        self.canvas.stroke_lines(points)

    def _read(self) -> None:
        started = time.monotonic()
        self._show(self.reader.read(rescale(self.drawing.strokes)))
        ended = time.monotonic()
        # A slow network gets fewer questions, or the line would lag behind the pen.
        self._next_reading = ended + max(PAUSE, 3 * (ended - started))

    def _show(self, reading: Reading | None, before: Reading | None = None) -> None:
        self.small.value = chart.small_image(rescale(self.drawing.strokes))
        self.bars.value = chart.bars(reading, before)
        self._update_buttons()

    def _update_buttons(self) -> None:
        self.undo_button.disabled = self.clear_button.disabled = not self.drawing
        self.teach_button.disabled = not self.drawing or self.labels.value is None
