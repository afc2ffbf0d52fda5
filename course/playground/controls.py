"""The controls of the playground."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import ipywidgets as widgets

from course.playground.features import FEATURES
from course.playground.geometry import WIDTH, across
from course.playground.settings import MOST_LAYERS, OPTIONS, PROBLEMS, Settings
from course.texts import _

NEW_UNITS = 2  # of a hidden layer that was just added
LIVE = ("learning_rate", "show_test", "discretize")  # what changes at once, without a new network


class Controls:
    """Hold the controls.

    Args:
        settings: what they show at first.
        changed: called with the new settings, and whether the network has to start anew.
    """

    def __init__(self, settings: Settings, changed: Callable[[Settings, bool], None]) -> None:
        self._changed, self._first = changed, settings
        self._layers = len(settings.hidden)
        self.problem = choice(_("Problem"), tuple(PROBLEMS), settings.problem, "106px")
        self.data = choice(_("Data set"), PROBLEMS[settings.problem], settings.data, "100px")
        self.by_name: dict[str, Any] = {
            "data": self.data,
            "learning_rate": choice(_("Learning rate"), OPTIONS["learning_rate"], settings.learning_rate, "84px"),
            "activation": choice(_("Activation"), OPTIONS["activation"], settings.activation, "80px"),
            "regularization": choice(_("Regularization"), OPTIONS["regularization"], settings.regularization, "86px"),
            "regularization_rate": choice(
                _("Regularization rate"), OPTIONS["regularization_rate"], settings.regularization_rate, "116px"
            ),
            "train_share": choice(_("Training"), OPTIONS["train_share"], settings.train_share, "66px", " %"),
            "noise": choice(_("Noise"), OPTIONS["noise"], settings.noise, "54px"),
            "batch_size": choice(_("Batch size"), OPTIONS["batch_size"], settings.batch_size, "62px"),
            "show_test": check(_("Show test data"), settings.show_test),
            "discretize": check(_("Discretize output"), settings.discretize),
        }
        feature = _("Feature")
        unseen = f'<span class="playground-unseen">{feature} </span>'  # for screen readers
        self.features = {name: check(unseen + name, name in settings.features) for name in FEATURES}
        self.units = [
            widgets.BoundedIntText(
                value, min=1, max=settings.most_units,
                description=_("Units in hidden layer {number}").format(number=number),
                _dom_classes=["playground-quiet"],
            )
            for number, value in enumerate([*settings.hidden, *[NEW_UNITS] * MOST_LAYERS][:MOST_LAYERS], 1)
        ]  # fmt: skip
        self.fewer = _small("minus", _("Remove a hidden layer"), lambda: self._change_layers(-1))
        self.more = _small("plus", _("Add a hidden layer"), lambda: self._change_layers(1))
        fewer, more = _("Remove a unit from hidden layer {number}"), _("Add a unit to hidden layer {number}")
        self.unit_buttons = [
            (
                _small("minus", fewer.format(number=number), partial(_add, units, -1), "18px"),
                _small("plus", more.format(number=number), partial(_add, units, 1), "18px"),
            )
            for number, units in enumerate(self.units, 1)
        ]
        self.by_layer = [
            widgets.HBox([fewer, units, more], _dom_classes=["playground-units"])
            for units, (fewer, more) in zip(self.units, self.unit_buttons, strict=True)
        ]
        self._layers_label = widgets.HTML()
        self._show_layers()
        self._watch()

    @property
    def settings(self) -> Settings:
        """Read the settings off the controls."""
        values = {name: control.value for name, control in self.by_name.items()}
        values["features"] = tuple(name for name, box in self.features.items() if box.value)
        values["hidden"] = tuple(units.value for units in self.units[: self._layers])
        return replace(self._first, **values)

    def above(self, buttons: list[widgets.Widget], regenerate: widgets.Button) -> widgets.VBox:
        """Lay out the two rows above the picture."""
        named = self.by_name
        training = ("learning_rate", "activation", "regularization", "regularization_rate")
        sample = ("train_share", "noise", "batch_size")
        layers = row(self.fewer, self._layers_label, self.more)
        features = _titled(_("Features"), row(*self.features.values()))
        return widgets.VBox(
            [
                row(row(*buttons), *(named[name] for name in training), self.problem),
                row(
                    self.data,
                    *(named[name] for name in sample),
                    regenerate,
                    features,
                    _titled(_("Hidden layers"), layers),
                ),
            ]
        )

    def below(self) -> tuple[widgets.Checkbox, ...]:
        """Give what stands below the picture."""
        return self.by_name["show_test"], self.by_name["discretize"]

    def _watch(self) -> None:
        for name, control in self.by_name.items():
            control.observe(self._live if name in LIVE else self._restart, names="value")
        for control in (*self.features.values(), *self.units):
            control.observe(self._restart, names="value")
        self.problem.observe(self._change_problem, names="value")

    def _live(self, _change: object) -> None:
        self._changed(self.settings, False)

    def _restart(self, _change: object) -> None:
        self._show_layers()
        self._changed(self.settings, True)

    def _change_problem(self, _change: object) -> None:
        self.data.options = _labels(PROBLEMS[self.problem.value])  # chooses the first of them, which starts anew

    def _change_layers(self, by: int) -> None:
        if 0 <= self._layers + by <= MOST_LAYERS:
            self._layers += by
            self._show_layers()
            self._changed(self.settings, True)

    def _show_layers(self) -> None:
        """Put each layer's buttons above its units, and switch off those that can do no more."""
        self.fewer.disabled, self.more.disabled = self._layers == 0, self._layers == MOST_LAYERS
        self._layers_label.value = f'<b style="padding: 0 4px">{self._layers}</b>'
        for number, (box, x) in enumerate(zip(self.by_layer, across(self._layers)[1:], strict=False)):
            box.layout.left = f"{100 * x / WIDTH:.2f}%"
            fewer, more = self.unit_buttons[number]
            fewer.disabled, more.disabled = (self.units[number].value == end for end in (1, self._first.most_units))
        for number, box in enumerate(self.by_layer):
            box.layout.display = "" if number < self._layers else "none"


def choice(title: str, options: Any, value: Any, width: str, unit: str = "") -> widgets.Dropdown:
    """Make a choice with its name above it."""
    return widgets.Dropdown(
        description=title,
        options=_labels(options, unit),
        value=value,
        layout={"flex_flow": "column", "align_items": "stretch", **at_least(width), "height": "46px"},
        style={"description_width": "initial"},
        _dom_classes=["playground-upright"],
    )


def at_least(width: str) -> dict[str, str]:
    """Give the layout of a control that is wider where its name is longer, as in another language."""
    return {"width": "max-content", "min_width": width}


def check(title: str, value: bool) -> widgets.Checkbox:
    """Make a box to tick, as wide as its name."""
    return widgets.Checkbox(
        value, description=title, description_allow_html=True, indent=False, layout={"width": "max-content"}
    )


def row(*controls: widgets.Widget) -> widgets.HBox:
    """Lay controls out beside each other; where there is no room they go on below."""
    return widgets.HBox(controls, layout={"flex_flow": "row wrap", "align_items": "flex-end", "grid_gap": "0 9px"})


def _labels(options: Any, unit: str = "") -> list[tuple[str, Any]]:
    return [(_write(option) + unit, option) for option in options]


def _write(option: Any) -> str:
    return _(option) if isinstance(option, str) else f"{option:f}".rstrip("0").rstrip(".")


def _small(icon: str, title: str, action: Callable[[], None], width: str = "26px") -> widgets.Button:
    button = widgets.Button(icon=icon, tooltip=title, layout={"width": width})
    button.on_click(lambda _button: action())
    return button


def _add(units: widgets.BoundedIntText, by: int) -> None:
    units.value += by  # which stops at its bounds


def _titled(title: str, control: widgets.Widget) -> widgets.VBox:
    name = widgets.HTML(f'<div style="font-size: 12px; line-height: 15px">{title}</div>', layout={"height": "15px"})
    return widgets.VBox([name, control], layout={"height": "50px"})
