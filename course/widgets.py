"""Widgets: a picture that is drawn again whenever a control is moved.

A widget lives as long as its kernel. So a still picture stands above it in the notebook, with a sentence that says how
to get the widget. Where the widget is alive, the still picture is hidden by a style, without a script: a notebook that
JupyterLab does not trust has neither widget nor style, and shows the picture. What a picture is said to show names the
two, so that a widget hides its own still picture only.

A slider's handle has no name that a screen reader could say, and ipywidgets has no way to give it one. So beside each
slider stands a number in a box of its own, which has a label and obeys the arrow keys; the handle is for the mouse
alone, and screen readers and the Tab key pass it by.
"""

import html
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from zlib import crc32

import ipywidgets as widgets
from IPython.display import display

from course.figures import are_described, describe, image_html, png
from course.texts import _, marked

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["NAME_WIDTH", "explore", "image_html", "number_box", "player", "show_widget", "with_slider"]

Control = tuple[float, float, float, float] | list[str] | bool

WAKE = marked("Run this cell to move it; after a restart, run the cells above it first.")
NAME_WIDTH = "9.5em"  # of a control: room for two words in each language
DECIMALS = 9  # which hide that 3 * 0.1 is not 0.3, and nothing else
# ipywidgets gives the buttons of a film no names: here a screen reader says these words for the signs.
FILM = {"play": (r"\f04b", marked("Play")), "pause": (r"\f04c", marked("Pause")), "stop": (r"\f04d", marked("Stop"))}
# The handle itself is neither seen, nor said, nor reached with Tab; the area inside it, which the mouse drags, is seen.
STYLE = """
body:has(LIVE) .still-KEY { display: none; }
.jp-OutputArea-child:has(.still-KEY) + .jp-OutputArea-child:not(:has(LIVE)) { display: none; }
.mouse-only .noUi-handle { visibility: hidden; }
.mouse-only .noUi-touch-area { visibility: visible; box-sizing: border-box; border: 1px solid #616161;
  border-radius: 50%; background: white; }
""".replace("LIVE", ".live-KEY:not(.jupyter-widgets-disconnected)")


def explore(draw: "Callable[..., Figure]", alt: str, **controls: Control) -> None:
    """Show the picture that ``draw`` makes, with a control for each of its arguments.

    Where no widget can run (a page on the web, a PDF, a notebook read without a kernel) the picture for
    the first values is shown instead.

    Args:
        draw: called with one value for each control, by name; returns a figure.
        alt: describes the picture for those who cannot see it.
        controls: for each argument of ``draw`` either (lowest, highest, step, first value) for a number with a slider
            (whole numbers, where all four are),
            a list of strings for a choice (the first one is chosen), or True or False for a check box. A name is
            looked up to be shown; a string is shown as it is, since it may be a name in code.

    Example, for a function `draw_line(slope)` that returns a figure::

        explore(draw_line, "A line of the slope you choose.", slope=(-2, 2, 0.1, 1))
    """
    if are_described():
        describe(alt)
        return
    boxes = {name: _box(name, control) for name, control in controls.items()}
    first = png(draw(**{name: box.value for name, box in boxes.items()}))
    picture = widgets.HTML(image_html(first, alt))

    def redraw(_change: object) -> None:
        try:
            picture.value = image_html(png(draw(**{name: box.value for name, box in boxes.items()})), alt)
        except Exception as error:  # the student's own function may raise anything
            stopped = _("This picture stopped: {error}").format(error=f"{type(error).__name__}: {error}")
            picture.value = f"<p>{html.escape(stopped)}</p>"

    for box in boxes.values():
        box.observe(redraw, names="value")
    rows = [with_slider(box) if isinstance(controls[name], tuple) else box for name, box in boxes.items()]
    show_widget(widgets.VBox([*rows, picture]), first, alt)


def show_widget(widget: widgets.DOMWidget, still: bytes, alt: str, wake: str = WAKE) -> None:
    """Show a widget, with a still picture for readers that cannot run it.

    Args:
        widget: what to show.
        still: the picture, PNG bytes.
        alt: describes it for those who cannot see it.
        wake: says below the still picture how to get the widget.
    """
    key = f"{crc32(alt.encode()):08x}"
    widget.add_class(f"live-{key}")
    picture = f'<div class="still-{key}">{image_html(still, alt)}<p>{html.escape(_(wake))}</p></div>'
    display({"text/html": f"<style>{STYLE.replace('KEY', key)}</style>{picture}", "text/plain": alt}, raw=True)
    view = "application/vnd.jupyter.widget-view+json"
    # Where no widget runs, this second output is empty.
    data = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}  # as ipywidgets 7 and 8 write it
    display({view: data, "text/plain": ""}, raw=True)


def number_box(name: str, lowest: float, highest: float, step: float, value: float) -> Any:
    """Make a labeled box for a number, which the arrow keys change by a step.

    Args:
        name: its label.
        lowest: a smaller number becomes this one.
        highest: a larger number becomes this one.
        step: of the arrow keys.
        value: the first number; where all four are whole, so are all numbers of the box.

    Returns:
        The widget; `with_slider` puts a slider beside it.
    """
    whole = all(isinstance(number, int) for number in (lowest, highest, step, value))
    box = widgets.BoundedIntText if whole else widgets.BoundedFloatText
    style, layout = {"description_width": NAME_WIDTH}, {"width": "15.5em"}
    return box(value, min=lowest, max=highest, step=step, description=name, style=style, layout=layout)


def with_slider(box: Any) -> widgets.HBox:
    """Put a slider for the mouse beside the box of a number; each moves the other."""
    slider = widgets.IntSlider if isinstance(box, widgets.BoundedIntText) else widgets.FloatSlider
    track = slider(box.value, min=box.min, max=box.max, step=box.step, readout=False, layout={"width": "18em"})
    track.add_class("mouse-only")

    def to_box(change: Any) -> None:
        box.value = round(change.new, DECIMALS)

    def to_track(change: Any) -> None:
        if round(track.value, DECIMALS) != change.new:  # else a slider that is being dragged would get its own place
            track.value = change.new

    track.observe(to_box, names="value")
    box.observe(to_track, names="value")
    return widgets.HBox([box, track])


def player(name: str, last: int, step: int, milliseconds: int, first: int = 0) -> tuple[widgets.HBox, Any]:
    """Make the row of controls of a film: buttons that play it, and the number and slider of its pictures.

    Args:
        name: what is counted from one picture to the next, such as epochs.
        last: the number of the last picture; the film begins at 0.
        step: from one picture to the next.
        milliseconds: between two pictures.
        first: the number of the picture that is shown before it plays.

    Returns:
        The row, and its number box, whose `value` is observed.
    """
    play = widgets.Play(min=0, max=last, step=step, interval=milliseconds, description=_("play"), show_repeat=False)
    box = number_box(name, 0, last, step, first)
    widgets.jslink((play, "value"), (box, "value"))
    names = "".join(
        f'.widget-play .fa-{name}::before {{content: "{sign}"; content: "{sign}" / "{_(word)}"}}'
        for name, (sign, word) in FILM.items()
    )
    style = widgets.HTML(f"<style>{names}</style>", layout={"display": "none"})
    return widgets.HBox([widgets.Label(_("play, pause, stop:")), play, *with_slider(box).children, style]), box


def _box(name: str, control: Control) -> Any:
    style = {"description_width": NAME_WIDTH}
    if isinstance(control, bool):
        return widgets.Checkbox(control, description=_(name), style=style)
    if isinstance(control, list):
        # Not ToggleButtons: they do not tell a screen reader which one is chosen, nor of what.
        return widgets.Dropdown(options=control, description=_(name), style=style)
    return number_box(_(name), *control)
