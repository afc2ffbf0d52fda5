"""ipycanvas, where it is installed: the browser and Colab may have none, and it needs ipywidgets 8."""

from typing import TYPE_CHECKING

import ipywidgets as widgets

if TYPE_CHECKING:
    from ipycanvas import Canvas, hold_canvas

    HAS_CANVAS = True
else:
    try:
        from ipycanvas import Canvas, hold_canvas

        HAS_CANVAS = hasattr(widgets.DOMWidget, "blur")
    except ImportError:
        Canvas, hold_canvas, HAS_CANVAS = widgets.DOMWidget, None, False

__all__ = ["HAS_CANVAS", "Canvas", "hold_canvas"]
