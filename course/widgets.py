"""Widgets: a picture that is drawn again whenever a control is moved."""

import base64
import html
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
from IPython.display import display
from matplotlib.figure import Figure

from course.figures import are_described, describe, png

Control = tuple[float, float, float, float] | list[str] | bool


def explore(draw: Callable[..., Figure], alt: str, **controls: Control) -> None:
    """Show the picture that ``draw`` makes, with a control for each of its arguments.

    Where no widget can run (a page on the web, a PDF, a notebook read without a kernel) the picture for
    the first values is shown instead.

    Args:
        draw: called with one value for each control, by name; returns a figure.
        alt: describes the picture for those who cannot see it.
        controls: for each argument of ``draw`` either (lowest, highest, step, first value) for a slider (of
            whole numbers, where all four are),
            a list of strings for a choice (the first one is chosen), or True or False for a check box.

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
            picture.value = f"<p>This picture stopped: {html.escape(f'{type(error).__name__}: {error}')}</p>"

    for box in boxes.values():
        box.observe(redraw, names="value")
    show_widget(widgets.VBox([*boxes.values(), picture]), first, alt)


def show_widget(widget: widgets.DOMWidget, still: bytes, alt: str) -> None:
    """Show a widget, with a still picture (PNG bytes) for readers that cannot run it."""
    bundle = {
        **widget._repr_mimebundle_(),
        "image/png": base64.b64encode(still).decode(),
        "text/plain": alt,
    }
    display(bundle, raw=True, metadata={"image/png": {"alt": alt}})


def _box(name: str, control: Control) -> Any:
    style = {"description_width": "8em"}
    if isinstance(control, bool):
        return widgets.Checkbox(control, description=name, style=style)
    if isinstance(control, list):
        return widgets.ToggleButtons(options=control, description=name, style=style)
    lowest, highest, step, value = control
    slider = widgets.IntSlider if all(isinstance(number, int) for number in control) else widgets.FloatSlider
    return slider(value, min=lowest, max=highest, step=step, description=name, style=style, layout={"width": "30em"})


def image_html(picture: bytes, alt: str) -> str:
    """Write a picture (PNG bytes) as HTML, for a widget to hold."""
    data = base64.b64encode(picture).decode()
    return f'<img src="data:image/png;base64,{data}" alt="{html.escape(alt)}" style="max-width: 100%">'
