"""What can be set in the playground, and to what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from course.playground.data import CLASSIFICATION, REGRESSION
from course.playground.features import FEATURES
from course.texts import _, marked

PROBLEMS: Mapping[str, Sequence[str]] = MappingProxyType(
    {marked("Classification"): tuple(CLASSIFICATION), marked("Regression"): tuple(REGRESSION)}
)
OPTIONS: Mapping[str, Sequence[Any]] = MappingProxyType(
    {
        "learning_rate": (0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
        "activation": ("ReLU", "Tanh", marked("Sigmoid"), marked("Linear")),
        "regularization": (marked("None"), "L1", "L2"),
        "regularization_rate": (0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
        "data": (*CLASSIFICATION, *REGRESSION),
        "train_share": tuple(range(10, 100, 10)),
        "noise": tuple(range(0, 55, 5)),
        "batch_size": tuple(range(1, 31)),
        "show_test": (False, True),
        "discretize": (False, True),
    }
)
MOST_LAYERS = 6
MOST_UNITS = 8  # unless most_units says otherwise
HIGHEST_MOST_UNITS = 64  # more cannot be told apart in the picture


class SettingsError(ValueError):
    """Say which setting is none of the options; notebooks show the message alone."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@dataclass(frozen=True)
class Settings:
    """Hold the state of every control; the defaults are those of the web page.

    Args:
        learning_rate: from 0.00001 to 10.
        activation: of the hidden units: "ReLU", "Tanh", "Sigmoid" or "Linear".
        regularization: "None", "L1" or "L2".
        regularization_rate: from 0 to 10.
        data: "circle", "xor", "gauss" or "spiral" for classification, "plane" or "multi-gauss" for regression.
        train_share: percent of the points to train on, from 10 to 90.
        noise: from 0 to 50.
        batch_size: from 1 to 30.
        features: what the network is given of a point, any of "x", "y", "x²", "y²", "xy", "sin x", "sin y".
        hidden: the number of units, 1 to 8 (or to most_units), in each of 0 to 6 hidden layers.
        show_test: whether the points for testing are drawn too.
        discretize: whether the map shows signs only.
        most_units: how many units a hidden layer may have, from 1 to 64.

    Raises:
        SettingsError: a value is none of the options; the message lists them.

    Example:
        >>> Settings(data="plane").problem
        'Regression'
    """

    learning_rate: float = 0.03
    activation: str = "Tanh"
    regularization: str = "None"
    regularization_rate: float = 0
    data: str = "circle"
    train_share: int = 50
    noise: int = 0
    batch_size: int = 10
    features: Sequence[str] = ("x", "y")
    hidden: Sequence[int] = (4, 2)
    show_test: bool = False
    discretize: bool = False
    most_units: int = MOST_UNITS

    def __post_init__(self) -> None:
        for name, options in OPTIONS.items():
            value = getattr(self, name)
            if value not in options:
                known = ", ".join(map(repr, options))
                raise SettingsError(
                    _("{setting} is not one of {known}.").format(setting=f"{name}={value!r}", known=known)
                )
            self._keep(name, options[options.index(value)])  # 10.0 is taken as 10
        names = list(FEATURES)
        if not isinstance(self.features, list | tuple) or not all(one in names for one in self.features):
            raise SettingsError(
                _("{setting} is not a list of some of {known}.").format(
                    setting=f"features={self.features!r}", known=", ".join(map(repr, names))
                )
            )
        self._keep("features", tuple(name for name in names if name in self.features))
        caps = range(1, HIGHEST_MOST_UNITS + 1)
        if self.most_units not in caps:
            raise SettingsError(
                _("{setting} is not a whole number from 1 to {highest}.").format(
                    setting=f"most_units={self.most_units!r}", highest=caps[-1]
                )
            )
        self._keep("most_units", caps[caps.index(self.most_units)])
        sizes = caps[: self.most_units]
        hidden: Sequence[Any] = self.hidden if isinstance(self.hidden, list | tuple) else [None]
        if len(hidden) > MOST_LAYERS or not all(units in sizes for units in hidden):
            raise SettingsError(
                _(
                    "{setting} is not a list such as [4, 2]: it has the number of units, 1 to "
                    "{most_units}, in each hidden layer, of which there are 0 to {most_layers}. "
                    "For more units in a layer say, for instance, most_units=44."
                ).format(setting=f"hidden={self.hidden!r}", most_units=self.most_units, most_layers=MOST_LAYERS)
            )
        self._keep("hidden", tuple(sizes[sizes.index(units)] for units in hidden))

    def _keep(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)  # as a frozen dataclass does it

    @property
    def problem(self) -> str:
        """Say which problem the data set poses: "Classification" or "Regression"."""
        return next(problem for problem, names in PROBLEMS.items() if self.data in names)


def make_settings(**presets: Any) -> Settings:
    """Make settings; a name that is none of them is an error that lists them.

    Args:
        **presets: settings by name; the others keep their defaults.

    Returns:
        The settings.

    Raises:
        SettingsError: a name or a value is none of the options.

    Example:
        >>> make_settings(noise=25).noise
        25
    """
    names = [field.name for field in fields(Settings)]
    for name in presets:
        if name not in names:
            raise SettingsError(
                _("The playground has no setting {setting!r}. It has {known}.").format(
                    setting=name, known=", ".join(names)
                )
            )
    return Settings(**presets)
