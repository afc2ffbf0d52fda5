"""The widget without a browser: buttons, controls, and what it says when something goes wrong."""

import asyncio
import warnings
from collections.abc import Iterator
from typing import Any

import ipywidgets as widgets
import numpy as np
import pytest

from course.layer import Array
from course.playground import Settings, Training, playground, widget
from course.playground.geometry import WIDTH, across
from course.playground.widget import Playground
from tests.course.playground.network import FUNCTIONS, NETWORK, with_functions
from tests.course.playground.waiting import until


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning)  # ipywidgets' own
        yield
    if Playground._playing is not None:
        Playground._playing.pause()


def make(**settings: Any) -> Playground:
    return Playground(NETWORK, Settings(**settings), seed=0)


def training_of(one: Playground) -> Training:
    assert one.training is not None
    return one.training


def weights(one: Playground) -> Array:
    assert one.training is not None
    return np.concatenate([layer.W.ravel() for layer in one.training.layers])


def play(one: Playground, seconds: float) -> None:
    async def go() -> None:
        one.play_button.click()
        await asyncio.sleep(seconds)
        if one.playing:
            one.play_button.click()

    asyncio.run(go())


def test_it_starts_paused_with_a_picture_and_the_sentence_about_the_functions() -> None:
    one = make()
    assert not one.playing
    assert one.play_button.description == "Play"
    assert one.picture.value[:2] == b"\xff\xd8"
    assert "Epoch <b>0</b>" in one.status.value
    assert "the tests&#x27; functions" in one.widget.children[-1].value


def test_play_trains_and_draws_until_paused() -> None:
    one = make()
    before = one.picture.value
    play(one, 0.8)
    assert len(one.losses) > 3
    assert one.picture.value != before
    assert not one.playing
    assert one.play_button.description == "Play"
    assert one.losses[-1] != one.losses[0]


def test_pause_is_heard_between_two_epochs() -> None:
    one = make()

    async def go() -> int:
        one.play()
        while len(one.losses) < 3:
            await asyncio.sleep(0)
        one.pause()
        epochs = len(one.losses)
        assert one.task is not None
        await one.task
        return epochs

    assert asyncio.run(go()) == len(one.losses)


def test_only_one_plays_at_a_time() -> None:
    one, other = make(), make()

    async def go() -> None:
        one.play()
        await asyncio.sleep(0.05)
        other.play()
        await asyncio.sleep(0.05)
        assert not one.playing
        assert one.play_button.description == "Play"
        assert other.playing
        other.pause()

    asyncio.run(go())


def test_a_forgotten_playground_pauses_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widget, "PLAY_SECONDS", 0.2)
    one = make()
    play(one, 1.0)
    assert "Paused after" in one.message.value
    assert not one.playing


def test_step_trains_one_epoch_and_pauses() -> None:
    one = make()
    one.step()
    one.step()
    assert len(one.losses) == 3
    assert "Epoch <b>2</b>" in one.status.value


def test_reset_starts_with_other_weights_on_the_same_points() -> None:
    one = make()
    assert one.training is not None
    before, points = weights(one).copy(), one.training.train.points
    one.step()
    one.reset()
    assert len(one.losses) == 1
    assert not np.array_equal(weights(one), before)
    assert one.training.train.points is points


def test_regenerate_keeps_the_network_and_its_epochs() -> None:
    one = make()
    one.step()
    assert one.training is not None
    before, points, losses = weights(one).copy(), one.training.train.points, one.losses[-1]
    one.regenerate()
    assert np.array_equal(weights(one), before)
    assert one.training.train.points is not points
    assert len(one.losses) == 2
    assert one.losses[-1] != losses


@pytest.mark.parametrize(("name", "value"), [("learning_rate", 0.3), ("show_test", True), ("discretize", True)])
def test_what_is_live_leaves_the_network_alone(name: str, value: Any) -> None:
    one = make()
    one.step()
    before, picture = weights(one).copy(), one.picture.value
    one.controls.by_name[name].value = value
    assert len(one.losses) == 2
    assert np.array_equal(weights(one), before)
    assert one.training is not None
    assert getattr(one.training.settings, name) == value
    assert (one.picture.value != picture) == (name != "learning_rate")


def test_a_new_learning_rate_counts_from_the_next_epoch() -> None:
    slow, fast = make(), make()
    fast.controls.by_name["learning_rate"].value = 0.3
    start = weights(slow).copy()
    slow.step()
    fast.step()
    assert np.abs(weights(fast) - start).max() > 3 * np.abs(weights(slow) - start).max()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("activation", "ReLU"), ("regularization", "L1"), ("regularization_rate", 0.1), ("data", "xor"),
        ("train_share", 70), ("noise", 20), ("batch_size", 3),
    ],
)  # fmt: skip
def test_every_other_control_starts_the_network_anew(name: str, value: Any) -> None:
    one = make()
    one.step()
    before = weights(one).copy()
    one.controls.by_name[name].value = value
    assert len(one.losses) == 1
    assert not np.array_equal(weights(one), before)
    assert one.training is not None
    assert getattr(one.training.settings, name) == value


def test_a_control_pauses_play() -> None:
    one = make()

    async def go() -> None:
        one.play()
        await asyncio.sleep(0.05)
        one.controls.by_name["noise"].value = 10
        assert not one.playing

    asyncio.run(go())


def test_features_layers_and_units_shape_the_network() -> None:
    one = make()
    one.controls.features["xy"].value = True
    one.controls.more.click()
    one.controls.units[0].value = 5
    assert one.training is not None
    assert [layer.W.shape for layer in one.training.layers] == [(3, 5), (5, 2), (2, 2), (2, 1)]
    for _ in range(4):
        one.controls.fewer.click()
    assert [layer.W.shape for layer in one.training.layers] == [(3, 1)]
    assert one.controls.fewer.disabled
    for _ in range(7):
        one.controls.more.click()
    assert len(one.training.layers) == 7
    assert one.controls.more.disabled


def test_the_problem_changes_the_data_sets_on_offer() -> None:
    one = make()
    one.controls.problem.value = "Regression"
    assert one.training is not None
    assert one.training.settings.data == "plane"
    assert [value for _label, value in one.controls.data.options] == ["plane", "multi-gauss"]
    assert len(one.training.train.points) == 600
    one.controls.problem.value = "Classification"
    assert one.training.settings.data == "circle"


@pytest.mark.usefixtures("translated")
def test_names_of_data_sets_stay_in_the_language_when_the_problem_changes() -> None:
    one = make()
    one.controls.problem.value = "Regression"
    assert one.controls.data.options[0] == ("⟦plane⟧", "plane")


def test_loss_that_explodes_leaves_room_for_the_message_beside_it() -> None:
    one = make()
    one.losses.append((3e277, 0.25))
    one.controls.by_name["show_test"].value = True  # which draws anew
    assert "training loss <b>3e+277</b>" in one.status.value
    assert "test loss <b>0.250</b>" in one.status.value


def test_presets_stand_in_the_controls() -> None:
    settings = Settings(
        learning_rate=0.1, activation="ReLU", regularization="L2", regularization_rate=0.01, data="multi-gauss",
        train_share=60, noise=25, batch_size=30, features=("x", "sin y"), hidden=(8, 1, 3), show_test=True,
        discretize=True,
    )  # fmt: skip
    one = Playground(NETWORK, settings, seed=0)
    assert one.controls.settings == settings
    assert one.controls.problem.value == "Regression"


def test_the_first_run_is_that_without_a_picture() -> None:
    from course.playground import train_playground

    one = make(data="xor")
    one.step()
    assert one.losses == list(zip(*train_playground(NETWORK, 1, data="xor"), strict=True))


def test_divergence_stops_play_in_words_and_reset_goes_on() -> None:
    one = make(data="plane", learning_rate=10, activation="ReLU", features=("x", "x²"))
    picture = one.picture.value
    play(one, 0.6)
    assert not one.playing
    assert "diverged" in one.message.value
    assert "learning rate of 10" in one.message.value
    assert "nan" not in one.status.value
    epochs = len(one.losses)
    play(one, 0.1)
    one.step()
    one.regenerate()
    assert len(one.losses) == epochs
    assert "diverged" in one.message.value
    one.controls.by_name["learning_rate"].value = 0.001
    one.reset()
    assert one.message.value == ""
    one.step()
    assert len(one.losses) == 2
    assert one.picture.value != picture


def test_an_error_in_the_students_function_is_one_line() -> None:
    calls = []

    def backward(X: Array, Y: Array, layers: Any) -> Any:
        calls.append(1)
        if len(calls) > 30:
            raise IndexError("list index <out> of range")
        return FUNCTIONS["backward"](X, Y, layers)

    one = Playground(with_functions(backward=backward), Settings(), seed=0)
    play(one, 0.3)
    assert "`backward` stopped with IndexError: list index &lt;out&gt; of range" in one.message.value
    assert not one.playing
    assert len(one.losses) == 2


def test_a_network_that_cannot_start_says_so() -> None:
    def forward_cache(*_arguments: Any) -> Any:
        raise NotImplementedError

    one = Playground(with_functions(forward_cache=forward_cache), Settings(), seed=0)
    assert "`forward_cache` is not answered yet." in one.message.value
    one.step()
    one.controls.by_name["discretize"].value = True
    assert not one.playing


def test_shown_with_a_picture_for_readers_without_a_kernel(capsys: pytest.CaptureFixture[str]) -> None:
    playground(NETWORK, data="gauss", hidden=[1])
    assert "The playground: a network" in capsys.readouterr().out
    with pytest.raises(ValueError, match="no setting"):
        playground(NETWORK, layer=3)


def labels(widget: Any) -> Iterator[tuple[Any, str]]:
    """List all controls of a widget with what names them for screen readers."""
    for child in getattr(widget, "children", ()):
        yield from labels(child)
    if isinstance(widget, widgets.Button | widgets.Dropdown | widgets.Checkbox | widgets.Text | widgets.FloatText):
        yield widget, widget.description or widget.tooltip
    if isinstance(widget, widgets.BoundedIntText):
        yield widget, widget.description


def test_every_control_has_a_name_of_its_own() -> None:
    named = list(labels(make().widget))
    names = [name for _control, name in named]
    assert len(names) == 4 + 2 + 6 * 3 + 9 + 7 + 2 + 4 + 1
    assert all(names)
    assert len(set(names)) == len(names)


def test_the_controls_above_the_picture_take_two_rows() -> None:
    above = make().widget.children[1]
    assert [type(row) for row in above.children] == [widgets.HBox, widgets.HBox]


def test_buttons_above_each_layer_add_and_remove_units() -> None:
    one = make(hidden=(7, 2))
    (fewer, more), (fewer_of_second, _) = one.controls.unit_buttons[:2]
    more.click()
    assert [layer.W.shape for layer in training_of(one).layers] == [(2, 8), (8, 2), (2, 1)]
    assert more.disabled
    more.click()
    assert one.controls.units[0].value == 8
    fewer.click()
    assert not more.disabled
    for _ in range(3):
        fewer_of_second.click()
    assert fewer_of_second.disabled
    assert [layer.W.shape for layer in training_of(one).layers] == [(2, 7), (7, 1), (1, 1)]


def test_the_buttons_stand_above_their_layers() -> None:
    one = make(hidden=(4,))

    def shown() -> list[str]:
        return [box.layout.left for box in one.controls.by_layer if box.layout.display != "none"]

    for layers in (1, 2, 3, 6):
        while len(one.controls.settings.hidden) < layers:
            one.controls.more.click()
        assert shown() == [f"{100 * x / WIDTH:.2f}%" for x in across(layers)[1:]]


def test_more_units_than_eight_on_request() -> None:
    one = make(hidden=(44,), most_units=44)
    assert training_of(one).layers[0].W.shape == (2, 44)
    one.controls.units[0].value = 9
    one.controls.units[0].value = 50
    assert training_of(one).layers[0].W.shape == (2, 44)
    one.step()
    assert len(one.losses) == 2


def test_saturation_is_told_while_it_lasts_and_play_goes_on() -> None:
    one = make()
    one.step()
    assert one.message.value == ""
    training_of(one).layers[-1].b[0] = 20  # the output is 1 at all points, and half of them are to be -1

    async def go() -> None:
        one.play()
        await until(lambda: one.message.value or len(one.losses) > 60)
        assert one.playing
        one.pause()

    asyncio.run(go())
    assert "The output is saturated" in one.message.value
    assert "press Reset" in one.message.value.replace("Press", "press")
    training_of(one).layers[-1].b[0] = 0
    one.step()
    assert one.message.value == ""


def test_a_rate_of_ten_is_told_to_be_too_high() -> None:
    one = make(learning_rate=10)
    for _ in range(10):
        one.step()
    assert "saturated" in one.message.value
    assert "Lower the learning rate, for instance to 0.3, and press Reset." in one.message.value
    one.controls.by_name["learning_rate"].value = 0.03
    one.reset()
    assert one.message.value == ""


def test_the_picture_is_described_in_words() -> None:
    one = make(hidden=(3, 5))
    assert "features x, y and hidden layers of 3, 5 units; the map of output" in one.words.value
    for _ in range(2):
        one.controls.fewer.click()
    one.controls.features["x"].value = False
    assert "features y and no hidden layer" in one.words.value
