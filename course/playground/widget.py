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
from course.playground.call import write_call
from course.playground.controls import Controls, at_least, row
from course.playground.explain import explain_divergence, explain_error, explain_saturation
from course.playground.geometry import WIDTH
from course.playground.looking import Looking
from course.playground.parts import Line
from course.playground.picture import draw_picture, draw_points
from course.playground.settings import MOST_UNITS, Settings, make_settings
from course.playground.still import STILL_EPOCHS, draw_still
from course.playground.style import SHOWN_WIDTH, STYLE, describe_to_page
from course.playground.training import Network, Training, redraw_weights, start_training
from course.playground.words import describe_picture
from course.texts import _, marked
from course.widgets import show_widget

FRAME_SECONDS = 0.1  # between two pictures
EPOCHS_PER_FRAME = 6  # as fast as the web page; a slow machine does fewer
POINT_SECONDS = 0.03  # between two pictures while the mouse moves
MOST_WRITTEN_OUT = 1e6  # of a loss: with all its digits, one that diverges would fill the line and more
PLAY_SECONDS = 600  # a forgotten playground does not run all night
ALT = marked(
    "The playground: a network whose lines show its weights, a small map of the plane for each unit, the map of its "
    "output with the data points, and the curves of training and test loss, after {epochs} epochs."
)


class Playground:
    """Drive a network, its controls and its picture.

    Args:
        network: the student's functions, and a sentence about them.
        settings: what the controls show at first.
        seed: of points and first weights.
        restarts: how many times the first weights have been drawn anew.
    """

    _playing: ClassVar["Playground | None"] = None  # only one plays at a time

    def __init__(self, network: Network, settings: Settings, seed: int, restarts: int = 0) -> None:
        self._network, self._settings, self._seed, self.restarts = network, settings, seed, restarts
        self.training: Training | None = None
        self.losses: list[tuple[float, float]] = []
        self.task: asyncio.Task[None] | None = None
        self._diverged = self._saturated = self._redraws_soon = False
        self._points: Image.Image | None = None
        self.controls = Controls(settings, self._change)
        self.looking = Looking(settings, self._look, self._set_weight)
        self.picture = widgets.Image(format="jpeg", width=WIDTH, layout={"display": "none"})
        # Beside each other, and with room for two lines, so that a message does not push the picture down.
        self.status = widgets.HTML(layout={"flex": "0 0 auto", "margin": "0 16px 0 0"})
        self.message = widgets.HTML(layout={"flex": "1 1 0"})
        self.words = widgets.HTML(_dom_classes=["playground-unseen"])
        self.call = widgets.Text(
            description=_("Settings to copy"), continuous_update=False, layout={"flex": "1 1 300px"},
            style={"description_width": "initial"}, _dom_classes=["playground-inline"],
        )  # fmt: skip
        self.call.observe(self._show_call, names="value")  # what is typed there is of no use
        self.play_button = _button(_("Play"), "play", self._toggle)
        self.widget = self._lay_out()
        self._begin()

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
            self.play_button.description, self.play_button.icon = _("Pause"), "pause"
            self.task = asyncio.get_running_loop().create_task(self._play())

    def pause(self) -> None:
        """Stop training where it is."""
        if self.playing:
            Playground._playing = None
        self.play_button.description, self.play_button.icon = _("Play"), "play"
        if self.training is not None:
            self.looking.show(self.training, playing=False)

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
            self._seed += 1
            training.rng = np.random.default_rng(self._seed)
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
                words = _("Paused after {minutes} minutes. Press Play to go on.")
                self._say(words.format(minutes=PLAY_SECONDS // 60))
                return
            for _epoch in range(EPOCHS_PER_FRAME):
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
        """Start anew with other weights; the points stay where their settings do."""
        if self.training is None:
            self._begin()
            return

        def start(training: Training) -> None:
            self.restarts += 1
            training.rng = np.random.default_rng(self._seed)  # for the points
            training.restart(self._settings)
            redraw_weights(training, self._seed, self.restarts)

        self._start(start)

    def _begin(self) -> None:
        def start(_training: None) -> None:
            self.training = start_training(self._network, self._settings, self._seed, self.restarts)

        self._start(start)

    def _start(self, start: Callable[[Any], None]) -> None:
        self._diverged, self._points, self.message.value = False, None, ""

        def start_and_judge(training: Training | None) -> None:
            start(training)
            assert self.training is not None
            self.losses = [self.training.losses()]
            self.looking.refresh(self._settings)

        if self._attempt(start_and_judge):
            self._redraw()

    def _look(self) -> None:
        """Draw what is looked at: at the next picture, or soon where none would come."""
        if self.playing or self._redraws_soon:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._redraw()
        else:
            self._redraws_soon = True
            loop.call_later(POINT_SECONDS, self._redraw)

    def _set_weight(self, line: Line, value: float) -> None:
        def change(training: Training) -> None:
            training.set_weight(line, value)
            self.losses[-1] = training.losses()

        if not self._diverged and self._attempt(change):
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
        self._redraws_soon = False
        self._show_call()

        def draw(training: Training) -> None:
            if self._points is None:
                self._points = draw_points(training)
            canvas = draw_picture(training, self.losses, self._points, self.looking.look)
            self.picture.value = canvas.encode("jpeg")
            self.picture.layout.display = ""
            self.looking.show(training, self.playing)
            self._tell_saturation(training)
            if not self.playing:
                self.words.value = describe_to_page(describe_picture(training, self.looking.look))

        if not self._diverged and self._attempt(draw):
            train, test = self.losses[-1]
            self.status.value = _(
                "Epoch <b>{epoch:,}</b> &emsp; training loss <b>{training_loss}</b> &emsp; test loss <b>{test_loss}</b>"
            ).format(epoch=len(self.losses) - 1, training_loss=_short(train), test_loss=_short(test))

    def _tell_saturation(self, training: Training) -> None:
        reason = explain_saturation(training, self.losses[-1][0])
        if reason is not None:
            self._write(reason)
        elif self._saturated:
            self.message.value = ""
        self._saturated = reason is not None

    def _say(self, words: str) -> None:
        self.pause()
        self._write(words)

    def _write(self, words: str) -> None:
        self.message.value = (
            '<div role="status" style="border-left: 4px solid #d55e00; padding: 1px 8px; font-size: 12px; '
            f'line-height: 1.4">{html.escape(words)}</div>'
        )

    def _show_call(self, _change: object = None) -> None:
        self.call.value = write_call(self._settings, self._seed, self.restarts)

    def _toggle(self) -> None:
        if self.playing:
            self.pause()
        else:
            self.play()

    def _lay_out(self) -> widgets.VBox:
        reset, step = _button(_("Reset"), "refresh", self.reset), _button(_("Step"), "step-forward", self.step)
        regenerate = _button(_("Regenerate"), "random", self.regenerate, "100px")
        looking = self.looking
        canvas = [] if looking.canvas is None else [looking.canvas]
        stage = widgets.Box([self.picture, *canvas, *self.controls.by_layer], _dom_classes=["playground-stage"])
        about = widgets.HTML(
            f'<span style="color: var(--jp-ui-font-color2, #595959)">{html.escape(self._network.sentence)}</span>'
        )
        parts = [
            widgets.HTML(STYLE, layout={"display": "none"}),
            self.controls.above([reset, self.play_button, step], regenerate),
            widgets.HBox([self.status, self.message], layout={"min_height": "40px", "align_items": "center"}),
            stage,
            self.words,
            row(looking.map_of, looking.into, looking.start, looking.weight),
            row(*self.controls.below(), self.call),
            about,
        ]
        return widgets.VBox(parts, layout={"max_width": f"{SHOWN_WIDTH}px"}, _dom_classes=["playground"])


def playground(
    network: Network, seed: int = 0, restarts: int = 0, most_units: int = MOST_UNITS, **presets: Any
) -> None:
    """Show the playground: a network in training on points of the plane.

    Args:
        network: what `own_answers` returns for forward_cache, backward, and the activations with their derivatives.
        seed: of points and first weights.
        restarts: how many times the first weights have been drawn anew; the line of settings under the picture says it.
        most_units: how many units a hidden layer may have, up to 64.
        **presets: what the controls show at first, see Settings.

    Raises:
        SettingsError: a preset's name or value is none of the options.

    Example, with the functions of `own_answers`::

        playground(network, data="spiral", noise=25, hidden=[8])
    """
    settings = make_settings(most_units=most_units, **presets)
    alt = _(ALT).format(epochs=STILL_EPOCHS)
    if are_described():
        describe(alt)
        return
    one = Playground(network, settings, seed, restarts)
    show_widget(one.widget, draw_still(network, settings, seed, restarts), alt)


def _short(loss: float) -> str:
    return f"{loss:.3f}" if loss < MOST_WRITTEN_OUT else f"{loss:.3g}"


def _button(title: str, icon: str, action: Callable[[], None], width: str = "64px") -> widgets.Button:
    button = widgets.Button(description=title, icon=icon, layout={**at_least(width), "padding": "0 3px"})
    button.on_click(lambda _button: action())
    return button
