"""What ipywidgets has no option for: rules of CSS, and a line of JavaScript that makes the page easier to use.

Where a page allows no such JavaScript, all controls work all the same; only the keys of the notebook's command mode
then reach the notebook while a list has the focus, and the picture's description stands beside it.
"""

import json
from html import escape

from course.drawing_area import HAS_CANVAS
from course.playground.geometry import HEIGHT, TOP, WIDTH
from course.texts import _

POINTER = (0, TOP, 594, HEIGHT - TOP)  # the part of the picture that listens to the mouse: left, top, width, height

ASLEEP = "playground-asleep"  # it does not, for a while

SHOWN_WIDTH = 900  # of the picture, at most, so that all fits a page 800 pixels high

# The buttons' icons, which screen readers are not to read out.
_ICONS = "\n".join(
    f'.playground .fa-{name}::before {{content: "{sign}"; content: "{sign}" / ""}}'
    for name, sign in {
        "plus": "+", "minus": "−", "refresh": r"\f021", "play": r"\f04b", "pause": r"\f04c", "step-forward": r"\f051",
        "random": r"\f074",
    }.items()
)  # fmt: skip


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.3f}%"


# Names stand above their controls, to the left. What is `quiet` has a name for screen readers only.
STYLE = f"""<style>
.playground .widget-inline-hbox .widget-label {{text-align: left; margin: 0; font-size: 12px; line-height: 15px}}
.playground .playground-upright .widget-label {{height: 15px}}
.playground .playground-inline .widget-label {{width: auto; margin-right: 4px; line-height: 28px}}
.playground .widget-inline-hbox, .playground .widget-button, .playground .widget-checkbox {{margin: 2px 0}}
.playground .widget-button {{padding: 0; overflow: hidden}}
.playground .widget-checkbox label {{font-size: 12px; display: flex; align-items: center; white-space: nowrap}}
.playground .widget-checkbox input {{margin: 0 4px 0 0}}
.playground .playground-quiet .widget-label, .playground-unseen {{
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap}}
.playground-stage {{position: relative; width: 100%; max-width: {SHOWN_WIDTH}px; overflow: hidden}}
.playground-stage > .widget-image {{display: block; width: 100%; height: auto; margin: 0}}
.playground-stage > canvas {{position: absolute; margin: 0; left: {_percent(POINTER[0], WIDTH)};
  top: {_percent(POINTER[1], HEIGHT)}; width: {_percent(POINTER[2], WIDTH)};
  height: {_percent(POINTER[3], HEIGHT)}; outline-offset: -2px; cursor: pointer}}
.playground-stage > canvas.{ASLEEP} {{pointer-events: none}}
.playground-units {{position: absolute; top: 2px; transform: translateX(-50%); overflow: visible}}
.playground-units > *, .playground-units input {{margin: 0; padding: 0; min-width: 0}}
.playground-units .widget-text {{width: 26px}}
.playground-units input {{text-align: center; padding: 0 !important; appearance: textfield; -moz-appearance: textfield}}
.playground-units input::-webkit-inner-spin-button {{display: none}}
{_ICONS}
</style>"""

# It runs when the browser has taken over the rule beside it: JupyterLab leaves the keys to the controls (an "x" in a
# list would cut the cell), the picture gets its description, and the Tab key passes the canvas by.
_READY = """
const root = this.closest('.playground'), words = this.parentElement;
const ready = () => {
  const stage = root.querySelector('.playground-stage') || root;
  const image = stage.querySelector('img'), canvas = stage.querySelector('canvas');
  if (!image || HAS_CANVAS && !canvas) return setTimeout(ready, 200);
  image.alt = words.textContent.trim();
  words.setAttribute('aria-hidden', 'true');
  if (!canvas) return;
  canvas.tabIndex = -1;
  canvas.setAttribute('aria-label', CANVAS_LABEL);
};
if (root) {
  root.addEventListener('focusin', event => event.target.setAttribute('data-lm-suppress-shortcuts', ''));
  ready();
}
"""


def describe_to_page(words: str) -> str:
    """Write the picture's description as HTML that also makes the page ready for the keyboard."""
    ready = _READY.replace("CANVAS_LABEL", json.dumps(_("For the mouse: the lists below do the same")))
    ready = ready.replace("HAS_CANVAS", json.dumps(HAS_CANVAS))
    return f'{escape(words)}<style onload="{escape(ready)}"></style>'
