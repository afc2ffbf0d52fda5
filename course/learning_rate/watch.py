"""Watch a network learn: its prediction and its loss, epoch by epoch, played like a film."""

from collections.abc import Iterable, Sequence
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from course.figures import BLUE, GRAY, VERMILLION, are_described, describe, new_figure, png
from course.layer import Array, Function, Layer
from course.learning_rate.answers import as_array, as_layers
from course.texts import _, ngettext
from course.widgets import image_html, player, show_widget

EPOCHS = 40
ROWS = 10  # in a batch
RATES = (0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1.1)
FIRST_RATE = 0.1
MILLISECONDS = 400  # between two pictures
GRID = np.linspace(-1, 1, 201)[:, np.newaxis]


def record_training(
    train: Function, layers: Iterable[Layer], X: Array, Y: Array, eta: float
) -> list[tuple[Array, float]]:
    """Train epoch by epoch, and note what the network predicts and how large its loss is.

    Args:
        train: the student's train.
        layers: the network, before its first step.
        X: inputs, shape (n, 1).
        Y: right outputs, shape (n, 1).
        eta: learning rate.

    Returns:
        For each epoch, and first for the network as it was, its predictions for `GRID`, shape (201, 1), and the loss.
    """
    layers, rng = list(layers), np.random.default_rng(5)
    film = [(_predict(layers, GRID), float(np.mean((_predict(layers, X) - Y) ** 2)))]
    for _epoch in range(EPOCHS):
        answer, losses = train(layers, X, Y, eta, 1, ROWS, rng)
        layers = as_layers(answer)
        film.append((_predict(layers, GRID), float(as_array(losses)[0])))
    return film


def _predict(layers: Sequence[Layer], X: Array) -> Array:
    for layer in layers:
        X = np.asarray(layer.f(X @ layer.W + layer.b))
    return X


def draw_film(film: Sequence[tuple[Array, float]], epoch: int, eta: float, X: Array, Y: Array) -> Figure:
    """Draw one picture of the film: the prediction after an epoch, and the losses up to it.

    Args:
        film: what `record_training` returned.
        epoch: how many epochs have passed.
        eta: learning rate, for the title.
        X: inputs, shape (n, 1).
        Y: right outputs, shape (n, 1).

    Returns:
        The figure.
    """
    figure, (left, right) = new_figure(8.0, 3.4, columns=2)
    predicted, loss = film[epoch]
    left.plot(X[:, 0], Y[:, 0], ".", color=GRAY, markersize=5)
    left.plot(GRID[:, 0], predicted[:, 0], color=BLUE, linewidth=2.4)
    left.set(xlabel="x", ylabel=_("prediction"), xlim=(-1.05, 1.05), ylim=(-1.6, 1.6))
    right.semilogy([loss for _predicted, loss in film[: epoch + 1]], "-o", color=VERMILLION, markersize=3)
    right.set(xlabel=_("epoch"), ylabel=_("loss"), xlim=(-1, EPOCHS + 1), ylim=(5e-3, 20))
    title = _("{eta}, epoch {epoch}: loss {loss:.3g}")
    figure.suptitle(title.format(eta=f"$\\eta$ = {eta:g}", epoch=epoch, loss=loss))
    return figure


class TrainingFilm:
    """Show how a network learns, with a choice of learning rates, a play button and a slider of epochs."""

    def __init__(self, train: Function, layers: Iterable[Layer], X: Array, Y: Array) -> None:
        self.train, self.layers, self.X, self.Y = train, list(layers), X, Y
        style: dict[str, Any] = {"description_width": "4em"}
        self.eta = widgets.Dropdown(options=RATES, value=FIRST_RATE, description="eta", style=style)
        self.row, self.epoch = player(_("epoch"), EPOCHS, 1, MILLISECONDS)
        self.picture = widgets.HTML()
        self.film = record_training(train, self.layers, X, Y, FIRST_RATE)
        self._draw()
        self.eta.observe(self._start_again, names="value")
        self.epoch.observe(self._draw, names="value")

    def show(self) -> None:
        """Show the widget; where no widget can run, its last picture."""
        show_widget(widgets.VBox([self.eta, self.row, self.picture]), png(self._figure(EPOCHS)), self._alt(EPOCHS))

    def _start_again(self, _change: object) -> None:
        self.film = record_training(self.train, self.layers, self.X, self.Y, self.eta.value)
        self.epoch.value = 0
        self._draw()

    def _draw(self, _change: object = None) -> None:
        self.picture.value = image_html(png(self._figure(self.epoch.value)), self._alt(self.epoch.value))

    def _figure(self, epoch: int) -> Figure:
        return draw_film(self.film, epoch, self.eta.value, self.X, self.Y)

    def _alt(self, epoch: int) -> str:
        shown = _("Left, the examples of a wave and the network's prediction. Right, the loss after each epoch so far.")
        numbers = ngettext(
            "The learning rate is {eta:g}, and the network has trained for {epoch} epoch; its loss is {loss:.3g}.",
            "The learning rate is {eta:g}, and the network has trained for {epoch} epochs; its loss is {loss:.3g}.",
            epoch,
        )
        return f"{shown} {numbers.format(eta=self.eta.value, epoch=epoch, loss=self.film[epoch][1])}"


def watch_training(train: Function, layers: Iterable[Layer], X: Array, Y: Array) -> None:
    """Show a widget: a network that learns a wave, epoch by epoch, with a learning rate that you choose.

    Args:
        train: the student's train.
        layers: the network, before its first step.
        X: inputs, shape (n, 1).
        Y: right outputs, shape (n, 1).
    """
    if are_described():
        describe(_("A network learns a wave, epoch by epoch: its prediction on the left, its loss on the right."))
        return
    TrainingFilm(train, layers, X, Y).show()
