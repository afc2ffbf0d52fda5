"""The pad: drawing, undoing, clearing and teaching, without a browser; what it writes; its still picture."""

import base64
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from course.digits import chart, digit_pad
from course.digits.pad import PEN, SIDE, Pad
from course.digits.reader import Reader, Reading
from course.digits.rescale import bitmap, counts, rescale, unprepared
from course.digits.still import ALT, draw_still, example
from course.digits.strokes import Drawing
from course.layer import Array
from tests.course.digits.test_reader import BROKEN, EARLIER, Memory, X, Y, answering, raising

UP = [(100.0, 40.0), (100.0, 120.0), (102.0, 240.0)]
ACROSS = [(60.0, 150.0), (180.0, 150.0)]


@pytest.fixture
def pad(monkeypatch: pytest.MonkeyPatch) -> Pad:
    monkeypatch.setattr("course.digits.pad.PAUSE", 0.0)
    monkeypatch.setattr("course.digits.pad.time", SimpleNamespace(monotonic=lambda: 0.0))
    return Pad(Reader(Memory, X, Y, BROKEN))


def mouse(pad: Pad, event: str, point: tuple[float, float]) -> None:
    """Do what the browser does at the canvas."""
    pad.canvas._handle_frontend_event(None, {"event": f"mouse_{event}", "x": point[0], "y": point[1]}, [])


def touch(pad: Pad, event: str, *points: tuple[float, float]) -> None:
    touches = [{"x": x, "y": y} for x, y in points]
    pad.canvas._handle_frontend_event(None, {"event": f"touch_{event}", "touches": touches}, [])


def draw(pad: Pad, points: list[tuple[float, float]], end: str = "up") -> None:
    mouse(pad, "down", points[0])
    for point in points[1:]:
        mouse(pad, "move", point)
    mouse(pad, end, points[-1])


def test_drawing_keeps_strokes_and_takes_the_last_one_back() -> None:
    drawing = Drawing()
    drawing.undo()
    assert drawing.pen_to((1, 1)) is None
    assert not drawing
    drawing.pen_down((0, 1))
    assert drawing.pen_to((2, 3)) == (0, 1)
    drawing.pen_up()
    assert drawing.pen_to((9, 9)) is None
    drawing.pen_down((5, 5))
    assert [stroke.tolist() for stroke in drawing.strokes] == [[[0, 1], [2, 3]], [[5, 5]]]
    drawing.undo()
    assert [stroke.tolist() for stroke in drawing.strokes] == [[[0, 1], [2, 3]]]
    assert not drawing.pen_is_down
    drawing.clear()
    assert drawing.strokes == []


def test_drawing_is_read_while_it_is_drawn(pad: Pad) -> None:
    assert "Draw a digit" in pad.bars.value
    empty = pad.small.value
    mouse(pad, "move", (10, 10))
    mouse(pad, "out", (10, 10))
    assert not pad.drawing
    assert "Draw a digit" in pad.bars.value
    mouse(pad, "down", UP[0])
    mouse(pad, "move", UP[1])
    assert "It reads a" in pad.bars.value
    early = pad.small.value
    assert early != empty
    mouse(pad, "move", ACROSS[1])
    assert pad.small.value not in (early, empty)
    mouse(pad, "up", ACROSS[1])
    mouse(pad, "move", (10, 10))
    assert len(pad.drawing.strokes) == 1
    assert chart.small_image(rescale(pad.drawing.strokes)) in pad.small.value
    assert chart.black_dots(bitmap(pad.drawing.strokes)) in pad.dots.value


def test_moving_pen_does_not_ask_for_a_reading_at_every_point(pad: Pad, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.digits.pad.PAUSE", 1000.0)
    asked: list[Array] = []

    def read(image: Array) -> Reading:
        asked.append(image)
        return Reading(np.full(10, 0.1))

    monkeypatch.setattr(pad.reader, "read", read)
    draw(pad, UP + ACROSS + UP)
    assert len(asked) == 2  # at the first move and at the end
    assert np.array_equal(asked[-1], rescale(pad.drawing.strokes))


def test_finger_draws_as_the_mouse_does(pad: Pad) -> None:
    draw(pad, UP)
    by_mouse = pad.small.value
    pad.clear()
    touch(pad, "start", UP[0])
    for point in UP[1:]:
        touch(pad, "move", point)
    touch(pad, "end")
    assert pad.small.value == by_mouse
    touch(pad, "start", UP[0])
    touch(pad, "cancel")
    assert not pad.drawing.pen_is_down


def test_pen_that_leaves_the_paper_ends_its_stroke(pad: Pad) -> None:
    draw(pad, UP, end="out")
    assert not pad.drawing.pen_is_down
    assert "It reads a" in pad.bars.value


def test_undo_takes_one_stroke_back_and_reads_again(pad: Pad) -> None:
    draw(pad, UP)
    first = pad.small.value, pad.bars.value
    draw(pad, ACROSS)
    assert (pad.small.value, pad.bars.value) != first
    pad.undo_button.click()
    assert (pad.small.value, pad.bars.value) == first
    pad.undo_button.click()
    assert "Draw a digit" in pad.bars.value


def test_clear_takes_everything_back(pad: Pad) -> None:
    empty = pad.small.value
    draw(pad, UP)
    draw(pad, ACROSS)
    pad.labels.value = 4
    pad.clear_button.click()
    assert pad.small.value == empty
    assert pad.labels.value is None
    assert "Draw a digit" in pad.bars.value


def test_buttons_can_be_pressed_when_there_is_something_to_do(pad: Pad) -> None:
    assert pad.undo_button.disabled
    assert pad.clear_button.disabled
    pad.labels.value = 0
    assert pad.teach_button.disabled
    draw(pad, UP)
    assert not pad.undo_button.disabled
    assert not pad.clear_button.disabled
    assert pad.teach_button.disabled  # a new drawing has no label yet
    pad.labels.value = 0
    assert not pad.teach_button.disabled


def test_teaching_adds_the_drawing_and_shows_before_and_after(pad: Pad) -> None:
    draw(pad, UP)
    was = pad.reader.read(rescale(pad.drawing.strokes)).digit
    assert was is not None
    label = (was + 1) % 10
    pad.labels.value = label
    pad.teach_button.click()
    assert pad.reader.added == 1
    assert f"Probability of {label}: 2.0% before, 82.0% after." in pad.message.value
    assert f"It used to read a {was}; now it reads a {label}." in pad.message.value
    assert "(1 drawing so far)" in pad.message.value
    assert f"It reads a {label}" in pad.bars.value
    assert "before the lesson" in pad.bars.value
    pad.teach_button.click()
    assert "(2 drawings so far)" in pad.message.value
    pad.clear()
    assert pad.message.value == ""
    assert "before the lesson" not in pad.bars.value


def press(pad: Pad, *keys: str, shift: bool = False) -> None:
    for key in keys:
        others = {"shift_key": shift, "ctrl_key": False, "meta_key": False}
        pad.canvas._handle_frontend_event(None, {"event": "key_down", "key": key, **others}, [])


def test_preparation_can_be_switched_off(pad: Pad) -> None:
    draw(pad, UP)
    prepared = pad.small.value
    assert "upright, in the middle" in pad.dots.value
    pad.prepare.value = False
    raw = counts(unprepared(pad.drawing.strokes, (), SIDE, PEN))
    assert chart.small_image(raw) in pad.small.value
    assert "nothing is moved" in pad.dots.value
    pad.labels.value = 3
    pad.teach_button.click()
    assert np.array_equal(pad.reader._X[-1] * 16, raw.ravel())
    pad.prepare.value = True
    assert pad.small.value == prepared


def test_keyboard_sets_and_clears_squares(pad: Pad) -> None:
    pad.prepare.value = False
    press(pad, "ArrowUp")  # the first key shows where one is
    assert "Row 5, column 5: empty" in pad.place.value
    press(pad, " ", "ArrowUp", "ArrowLeft", " ")
    assert pad.drawing.squares == {(4, 4), (3, 3)}
    assert "Row 4, column 4: ink" in pad.place.value
    assert chart.small_image(counts(unprepared([], {(4, 4), (3, 3)}, SIDE, PEN))) in pad.small.value
    assert "It reads a" in pad.bars.value
    press(pad, " ")
    assert pad.drawing.squares == {(4, 4)}
    pad.undo_button.click()
    assert pad.drawing.squares == {(4, 4), (3, 3)}
    press(pad, *["ArrowLeft"] * 20, *["ArrowUp"] * 20)
    assert pad.cursor == (0, 0)
    press(pad, *["ArrowRight"] * 20, *["ArrowDown"] * 20)
    assert pad.cursor == (7, 7)
    pad.clear_button.click()
    assert not pad.drawing


def test_keyboard_is_given_back(pad: Pad, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    for name in ("canvas", "undo_button", "prepare"):
        widget = getattr(pad, name)
        monkeypatch.setattr(widget, "focus", lambda name=name: told.append(f"focus {name}"))
        monkeypatch.setattr(widget, "blur", lambda name=name: told.append(f"blur {name}"))
    press(pad, "ArrowUp")
    assert told == []
    press(pad, "Escape", "a", "Tab", "Enter")
    assert told == ["blur canvas", "blur canvas", "focus prepare", "blur canvas"]
    press(pad, " ", "Tab")  # something can be undone now
    press(pad, "Tab", shift=True)
    press(pad, "ArrowUp", shift=True)
    assert told[4:] == ["focus undo_button", "blur canvas", "blur canvas"]
    assert pad.cursor is None
    assert pad.place.value == ""


def test_leaving_the_pad_keeps_label_and_message(pad: Pad) -> None:
    draw(pad, UP)
    pad.labels.value = 4
    pad.teach_button.click()
    press(pad, "ArrowUp", "Escape")
    assert pad.labels.value == 4
    assert "was added" in pad.message.value


def test_mouse_takes_over_from_the_keyboard(pad: Pad) -> None:
    press(pad, " ")
    draw(pad, UP)
    assert pad.cursor is None
    assert pad.drawing.squares == {(4, 4)}
    assert len(pad.drawing.strokes) == 1
    assert chart.small_image(rescale(pad.drawing.paths(SIDE))) in pad.small.value


def test_controls_have_names(pad: Pad) -> None:
    assert "Arrows move" in pad.canvas.tooltip
    assert "Arrows move" in "".join(
        getattr(part, "value", "") for part in walk(pad.box) if part.__class__.__name__ == "HTML"
    )
    assert pad.prepare.description == "Prepare the drawing"
    assert len(pad.labels.tooltips) == 10


def walk(widget: Any) -> list[Any]:
    return [widget, *(inner for child in getattr(widget, "children", ()) for inner in walk(child))]


def test_faults_are_sentences_in_the_widget() -> None:
    class Fragile(Memory):
        def predict_proba(self, X: Any) -> Any:
            if len(X) == 1:
                raise ValueError("<not> two-dimensional")
            return super().predict_proba(X)

    pad = Pad(Reader(Fragile, X, Y, BROKEN))
    draw(pad, UP)
    assert "No reading" in pad.bars.value
    assert "It stopped with ValueError: &lt;not&gt; two-dimensional." in pad.bars.value
    pad.labels.value = 1
    pad.teach_button.click()
    assert "Then this went wrong: It stopped with ValueError" in pad.message.value
    assert "Run this cell again" in pad.message.value


def test_pad_says_whose_network_reads() -> None:
    for make_network, words in ((Memory, "Your own network reads here"), (raising(ValueError()), "does not work yet")):
        pad = Pad(Reader(make_network, X, Y, EARLIER))
        assert words in pad.box.children[0].value


def test_winner_is_marked_by_more_than_its_color() -> None:
    chances = np.full(10, 0.01)
    chances[7] = 0.91
    rows = chart.bars(Reading(chances)).split("height: 22px")
    assert ["◀" in row for row in rows[1:]] == [digit == 7 for digit in range(10)]
    assert ["font-weight: bold" in row for row in rows[1:]] == [digit == 7 for digit in range(10)]
    assert 'aria-label="It reads a 7, probability 91%."' in rows[0]
    assert "◀" not in chart.bars(None)


def test_bars_mark_the_earlier_probabilities_that_have_changed() -> None:
    before, after = np.full(10, 0.1), np.full(10, 0.1)
    before[3], before[5], after[3], after[5] = 0.15, 0.05, 0.05, 0.15
    shown = chart.bars(Reading(after), Reading(before))
    assert shown.count("position: absolute") == 2
    assert "left: 15.0%" in shown
    assert "width: 15.0%" in shown


def test_unsure_reading_names_two_digits() -> None:
    chances = np.full(10, 0.01)
    chances[[4, 9]] = 0.47, 0.45
    assert chart.headline(Reading(chances)) == "Unsure: 4, or perhaps 9"
    assert chart.headline(Reading(None, "no")) == "No reading"


def test_small_image_is_dark_where_there_is_ink() -> None:
    image = np.zeros((8, 8))
    image[2, 5], image[0, 1] = 16, 8
    shown = chart.small_image(image)
    assert 'x="5" y="2" width="1" height="1" fill="rgb(0,0,0)"' in shown
    assert 'x="1" y="0" width="1" height="1" fill="rgb(128,128,128)"' in shown
    assert shown.count("rgb(255,255,255)") == 62


def test_lesson_that_was_not_enough_says_what_to_do() -> None:
    before, after = np.full(10, 0.02), np.full(10, 0.02)
    before[3] = after[3] = 0.82
    own = chart.lesson(8, 1, Reading(before), Reading(after), is_own=True)
    assert "It still reads a 3: teach it once more" in own
    assert "cross-entropy" not in own
    assert "cross-entropy" in chart.lesson(8, 1, Reading(before), Reading(after), is_own=False)


def test_widget_comes_with_a_still_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("course.widgets.display", lambda bundle, **options: shown.append((bundle, options)))
    digit_pad(Memory, X, Y, EARLIER)
    (still, _), (bundle, _) = shown
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert 'src="data:image/png;base64,' + base64.b64encode(b"\x89PNG").decode()[:4] in still["text/html"]
    assert f'alt="{ALT}"' in still["text/html"]
    assert still["text/plain"] == ALT


def test_still_picture_shows_the_example_and_its_reading() -> None:
    figure = draw_still(Reader(Memory, X, Y, BROKEN))
    pad, dots, small, bars = figure.axes
    assert np.array_equal(pad.lines[0].get_xydata(), example()[0])
    assert np.array_equal(np.asarray(dots.images[0].get_array()), bitmap(example()))
    assert np.array_equal(np.asarray(small.images[0].get_array()), rescale(example()))
    assert sorted(bar.get_width() for bar in bars.patches if isinstance(bar, Rectangle)) == [0.02] * 9 + [0.82]
    assert bars.get_title() == "It reads a 3"
    nothing = draw_still(Reader(answering(ValueError()), X, Y, BROKEN))
    assert nothing.axes[3].get_title() == "No reading"


def test_where_ipycanvas_is_missing_the_pad_is_a_still_picture(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("course.digits.pad.HAS_CANVAS", False)
    monkeypatch.setattr("course.digits.pad.show", lambda _figure, alt: print(alt))
    digit_pad(Memory, X, Y, BROKEN)
    assert "ipycanvas" in capsys.readouterr().out
