"""The controls of the playground."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import ipywidgets as widgets

from course.playground.features import FEATURES
from course.playground.settings import MOST_LAYERS, MOST_UNITS, OPTIONS, PROBLEMS, Settings

NEW_UNITS = 2  # of a hidden layer that was just added
# Names stand above their controls, to the left.
STYLE = "<style>.playground .widget-inline-hbox .widget-label {text-align: left; margin: 0}</style>"
LIVE = ("learning_rate", "show_test", "discretize")  # what changes at once, without a new network


class Controls:
    """Hold the controls.

    Args:
        settings: what they show at first.
        changed: called with the new settings, and whether the network has to start anew.
    """

    def __init__(self, settings: Settings, changed: Callable[[Settings, bool], None]) -> None:
        self._changed = changed
        self._layers = len(settings.hidden)
        self.problem = _choice("Problem", tuple(PROBLEMS), settings.problem, "122px")
        self.data = widgets.ToggleButtons(
            options=PROBLEMS[settings.problem], value=settings.data, style={"button_width": "max-content"}
        )
        self.by_name: dict[str, Any] = {
            "data": self.data,
            "learning_rate": _choice("Learning rate", OPTIONS["learning_rate"], settings.learning_rate, "100px"),
            "activation": _choice("Activation", OPTIONS["activation"], settings.activation, "88px"),
            "regularization": _choice("Regularization", OPTIONS["regularization"], settings.regularization, "100px"),
            "regularization_rate": _choice(
                "Regularization rate", OPTIONS["regularization_rate"], settings.regularization_rate, "130px"
            ),
            "train_share": _slider("Training", " %", OPTIONS["train_share"], settings.train_share),
            "noise": _slider("Noise", "", OPTIONS["noise"], settings.noise),
            "batch_size": _slider("Batch size", "", OPTIONS["batch_size"], settings.batch_size),
            "show_test": _check("Show test data", settings.show_test),
            "discretize": _check("Discretize output", settings.discretize),
        }
        self.features = {
            name: widgets.ToggleButton(name in settings.features, description=name, layout={"width": "3.9em"})
            for name in FEATURES
        }
        self.units = [
            widgets.BoundedIntText(value, min=1, max=MOST_UNITS, layout={"width": "50px"})
            for value in [*settings.hidden, *[NEW_UNITS] * MOST_LAYERS][:MOST_LAYERS]
        ]
        self.fewer = widgets.Button(description="−", tooltip="Remove a hidden layer", layout={"width": "34px"})
        self.more = widgets.Button(description="+", tooltip="Add a hidden layer", layout={"width": "34px"})
        self._layers_label = widgets.HTML()
        self._show_layers()
        self._watch()

    @property
    def settings(self) -> Settings:
        """Read the settings off the controls."""
        values = {name: control.value for name, control in self.by_name.items()}
        values["features"] = tuple(name for name, button in self.features.items() if button.value)
        values["hidden"] = tuple(units.value for units in self.units[: self._layers])
        return Settings(**{field.name: values[field.name] for field in fields(Settings)})

    def above(self, buttons: widgets.Widget, regenerate: widgets.Button) -> widgets.VBox:
        """Lay out what stands above the picture."""
        named = self.by_name
        training = ("learning_rate", "activation", "regularization", "regularization_rate")
        sample = ("train_share", "noise", "batch_size")
        layers = _row(self._layers_label, self.fewer, self.more, *self.units)
        return widgets.VBox(
            [
                _row(buttons, *(named[name] for name in training), self.problem),
                _row(_titled("Data set", self.data), *(named[name] for name in sample), regenerate),
                _row(_titled("Features", _row(*self.features.values())), _titled("Hidden layers", layers)),
            ]
        )

    def below(self) -> widgets.HBox:
        """Lay out what stands below the picture."""
        return _row(self.by_name["show_test"], self.by_name["discretize"])

    def _watch(self) -> None:
        for name, control in self.by_name.items():
            control.observe(self._live if name in LIVE else self._restart, names="value")
        for control in (*self.features.values(), *self.units):
            control.observe(self._restart, names="value")
        self.problem.observe(self._change_problem, names="value")
        self.fewer.on_click(lambda _: self._change_layers(-1))
        self.more.on_click(lambda _: self._change_layers(1))

    def _live(self, _change: object) -> None:
        self._changed(self.settings, False)

    def _restart(self, _change: object) -> None:
        self._changed(self.settings, True)

    def _change_problem(self, _change: object) -> None:
        self.data.options = PROBLEMS[self.problem.value]  # chooses the first of them, which starts anew

    def _change_layers(self, by: int) -> None:
        if 0 <= self._layers + by <= MOST_LAYERS:
            self._layers += by
            self._show_layers()
            self._changed(self.settings, True)

    def _show_layers(self) -> None:
        self.fewer.disabled, self.more.disabled = self._layers == 0, self._layers == MOST_LAYERS
        self._layers_label.value = f"<b>{self._layers}</b>" + (", with units:" if self._layers else "")
        for number, units in enumerate(self.units):
            units.layout.display = "" if number < self._layers else "none"


def _choice(title: str, options: Any, value: Any, width: str) -> widgets.VBox:
    labels = [
        (option if isinstance(option, str) else f"{option:f}".rstrip("0").rstrip("."), option) for option in options
    ]
    return widgets.Dropdown(description=title, options=labels, value=value, **_upright(width))


def _slider(title: str, unit: str, options: Any, value: int) -> widgets.SelectionSlider:
    slider = widgets.SelectionSlider(options=options, value=value, readout=False, **_upright("144px"))

    def name(_change: object = None) -> None:
        slider.description = f"{title}: {slider.value}{unit}"

    name()
    slider.observe(name, names="value")
    return slider


def _check(title: str, value: bool) -> widgets.Checkbox:
    return widgets.Checkbox(value, description=title, indent=False, layout={"width": "160px"})


def _upright(width: str) -> dict[str, Any]:
    """Return the look of a control with its name above it."""
    return {
        "layout": {"flex_flow": "column", "align_items": "stretch", "width": width, "height": "58px"},
        "style": {"description_width": "initial"},
    }


def _titled(title: str, control: widgets.Widget) -> widgets.VBox:
    return widgets.VBox([widgets.HTML(title), control])


def _row(*controls: widgets.Widget) -> widgets.HBox:
    return widgets.HBox(controls, layout={"flex_flow": "row wrap", "align_items": "flex-end", "grid_gap": "0 10px"})
