"""The playground as a widget: it trains while the notebook stays free for other work."""

import asyncio
import html
import time
from collections.abc import Callable
from typing import Any, ClassVar

import ipywidgets as widgets
import numpy as np
from PIL import Image

from course.figures import are_described, describe
from course.playground.controls import STYLE, Controls
from course.playground.explain import explain_divergence, explain_error
from course.playground.picture import WIDTH, draw_picture, draw_points
from course.playground.settings import Settings, make_settings
from course.playground.still import STILL_EPOCHS, draw_still
from course.playground.training import Network, Training
from course.widgets import show_widget

FRAME_SECONDS = 0.1  # between two pictures
EPOCHS_PER_FRAME = 6  # as fast as the web page; a slow machine does fewer
PLAY_SECONDS = 600  # a forgotten playground does not run all night
ALT = (
    "The playground: a network whose lines show its weights, a small map of the plane for each unit, the map of its "
    f"output with the data points, and the curves of training and test loss, after {STILL_EPOCHS} epochs."
)


class Playground:
    """Drive a network, its controls and its picture.

    Args:
        network: the student's functions, and a sentence about them.
        settings: what the controls show at first.
        seed: of data and weights.
    """

    _playing: ClassVar["Playground | None"] = None  # only one plays at a time

    def __init__(self, network: Network, settings: Settings, seed: int) -> None:
        self._network, self._settings, self._rng = network, settings, np.random.default_rng(seed)
        self.training: Training | None = None
        self.losses: list[tuple[float, float]] = []
        self.task: asyncio.Task[None] | None = None
        self._diverged = False
        self._points: Image.Image | None = None
        self.controls = Controls(settings, self._change)
        self.picture = widgets.Image(
            format="jpeg", width=WIDTH, layout={"display": "none", "max_width": "100%", "height": "auto"}
        )
        self.status, self.message = widgets.HTML(), widgets.HTML()
        self.play_button = _button("Play", "play", self._toggle)
        self.widget = self._lay_out()
        self._restart()

    @property
    def playing(self) -> bool:
        """Say whether training goes on by itself."""
        return Playground._playing is self

    def play(self) -> None:
        """Train until paused; needs a running event loop, which a notebook has."""
        if Playground._playing is not None:
            Playground._playing.pause()
        if not self._diverged:
            self.message.value = ""
            Playground._playing = self
            self.play_button.description, self.play_button.icon = "Pause", "pause"
            self.task = asyncio.get_running_loop().create_task(self._play())

    def pause(self) -> None:
        """Stop training where it is."""
        if self.playing:
            Playground._playing = None
        self.play_button.description, self.play_button.icon = "Play", "play"

    def step(self) -> None:
        """Pause, and train for one epoch."""
        self.pause()
        if not self._diverged:
            self.message.value = ""
            if self._advance():
                self._redraw()

    def reset(self) -> None:
        """Pause, and start anew with other weights on the same points."""
        self.pause()
        self._restart()

    def regenerate(self) -> None:
        """Draw new points for the network as it is."""

        def draw(training: Training) -> None:
            training.make_data()
            self.losses[-1] = training.losses()

        if not self._diverged and self._attempt(draw):
            self._points = None
            self._redraw()

    async def _play(self) -> None:
        end = time.perf_counter() + PLAY_SECONDS
        while self.playing:
            started = time.perf_counter()
            if started > end:
                self._say(f"Paused after {PLAY_SECONDS // 60} minutes. Press Play to go on.")
                return
            for _ in range(EPOCHS_PER_FRAME):
                if not self._advance():
                    return
                await asyncio.sleep(0)  # so that a click on pause is heard at once
                if not self.playing or time.perf_counter() - started > FRAME_SECONDS:
                    break
            self._redraw()
            await asyncio.sleep(max(0.005, FRAME_SECONDS - (time.perf_counter() - started)))

    def _change(self, settings: Settings, anew: bool) -> None:
        """Take over what a control says."""
        self._settings, self._points = settings, None
        if anew:
            self.reset()
        elif self.training is not None:
            self.training.settings = settings
            self._redraw()

    def _restart(self) -> None:
        self._diverged, self._points, self.message.value = False, None, ""

        def start(training: Training | None) -> None:
            if training is None:
                self.training = training = Training(self._network.functions, self._settings, self._rng)
            else:
                training.restart(self._settings)
            self.losses = [training.losses()]

        if self._attempt(start):
            self._redraw()

    def _advance(self) -> bool:
        """Train for one epoch; return whether it went well."""

        def train(training: Training) -> None:
            training.run_epoch()
            self.losses.append(training.losses())
            reason = explain_divergence(training, self.losses[-1])
            if reason is not None:
                self._diverged = True
                self._say(reason)

        return self._attempt(train) and not self._diverged

    def _attempt(self, action: Callable[[Any], None]) -> bool:
        """Do what calls the student's functions; stop with one line where they raise something."""
        try:
            with np.errstate(all="ignore"):  # overflow is explained in words
                action(self.training)
        except Exception as error:  # a student's function may raise anything
            self._say(explain_error(error, self._network.functions))
            return False
        return True

    def _redraw(self) -> None:
        def draw(training: Training) -> None:
            if self._points is None:
                self._points = draw_points(training)
            canvas = draw_picture(training, self.losses, self._points)
            self.picture.value = canvas.encode("jpeg")
            self.picture.layout.display = ""

        if not self._diverged and self._attempt(draw):
            train, test = self.losses[-1]
            self.status.value = (
                f"Epoch <b>{len(self.losses) - 1:,}</b> &emsp; training loss <b>{train:.3f}</b> &emsp; "
                f"test loss <b>{test:.3f}</b>"
            )

    def _say(self, words: str) -> None:
        self.pause()
        self.message.value = (
            '<div role="status" style="border-left: 4px solid #d55e00; padding: 2px 10px; line-height: 1.5">'
            f"{html.escape(words)}</div>"
        )

    def _toggle(self) -> None:
        if self.playing:
            self.pause()
        else:
            self.play()

    def _lay_out(self) -> widgets.VBox:
        reset, step = _button("Reset", "refresh", self.reset), _button("Step", "step-forward", self.step)
        regenerate = _button("Regenerate", "random", self.regenerate, "116px")
        above = self.controls.above(widgets.HBox([reset, self.play_button, step]), regenerate)
        about = widgets.HTML(f'<span style="color: #666">{html.escape(self._network.sentence)}</span>')
        style = widgets.HTML(STYLE, layout={"display": "none"})
        parts = [style, above, self.message, self.status, self.picture, self.controls.below(), about]
        return widgets.VBox(parts, _dom_classes=["playground"])


def playground(network: Network, seed: int = 0, **presets: Any) -> None:
    """Show the playground: a network in training on points of the plane.

    Args:
        network: what `own_answers` returns for forward_cache, backward, and the activations with their derivatives.
        seed: of data and weights.
        **presets: what the controls show at first, see Settings.

    Raises:
        SettingsError: a preset's name or value is none of the options.

    Example, with the functions of `own_answers`::

        playground(network, data="spiral", noise=25, hidden=[8])
    """
    settings = make_settings(**presets)
    if are_described():
        describe(ALT)
        return
    show_widget(Playground(network, settings, seed).widget, draw_still(network, settings, seed), ALT)


def _button(title: str, icon: str, action: Callable[[], None], width: str = "84px") -> widgets.Button:
    button = widgets.Button(description=title, icon=icon, layout={"width": width})
    button.on_click(lambda _: action())
    return button
