"""A unit's map is enlarged, and a line's weight shown and set: by mouse and by the lists."""

import asyncio
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from course.playground import Settings
from course.playground.geometry import ends, place
from course.playground.looking import NO_LINE
from course.playground.parts import BIAS, Line, Look, NetworkUnit
from course.playground.style import ASLEEP, POINTER
from course.playground.training import Training
from course.playground.widget import Playground
from tests.course.playground.network import NETWORK
from tests.course.playground.waiting import until

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # ipywidgets' own


@pytest.fixture
def one() -> Iterator[Playground]:
    one = Playground(NETWORK, Settings(), seed=0)
    yield one
    one.pause()


def training_of(one: Playground) -> Training:
    assert one.training is not None
    return one.training


def send(one: Playground, event: str, x: float = 0, y: float = 0, **more: Any) -> None:
    """Do as the browser does when the mouse is at a place of the picture."""
    content = {"event": event, "x": x - POINTER[0], "y": y - POINTER[1], **more}
    assert one.looking.canvas is not None
    one.looking.canvas._handle_frontend_event(one.looking.canvas, content, [])


def middle(unit: NetworkUnit) -> tuple[float, float]:
    x, y = place([2, 4, 2])[unit.depth].middles[unit.number]
    return float(x), float(y)


def on(line: Line) -> tuple[float, float]:
    starts, stops = ends(place([2, 4, 2]), line.depth)
    x, y = (starts[line.start, line.end] + stops[line.start, line.end]) / 2
    return float(x), float(y)


def test_hovering_a_unit_enlarges_its_map_until_the_mouse_leaves(one: Playground) -> None:
    output = one.picture.value
    send(one, "mouse_move", *middle(NetworkUnit(1, 2)))
    assert one.looking.look == Look(NetworkUnit(1, 2), None)
    assert "the map of layer 1, unit 3" in one.words.value
    enlarged = one.picture.value
    assert enlarged != output
    send(one, "mouse_move", *middle(NetworkUnit(1, 2)))  # nothing new, nothing drawn
    assert one.picture.value is enlarged
    send(one, "mouse_out")
    assert one.looking.look == Look()
    assert one.picture.value == output


def test_a_click_keeps_a_unit_and_a_second_one_goes_back(one: Playground) -> None:
    send(one, "mouse_down", *middle(NetworkUnit(0, 1)))
    send(one, "mouse_out")
    assert one.looking.map_of.value == NetworkUnit(0, 1)
    assert "the map of y" in one.words.value
    send(one, "mouse_down", *middle(NetworkUnit(0, 1)))
    assert one.looking.look == Look()


def test_the_list_enlarges_a_map_as_the_mouse_does(one: Playground) -> None:
    send(one, "mouse_move", *middle(NetworkUnit(2, 1)))
    hovered = one.picture.value
    send(one, "mouse_out")
    assert one.picture.value != hovered
    labels = [label for label, _unit in one.looking.map_of.options]
    assert labels[:3] == ["output", "x", "y"]
    assert labels[-1] == "layer 2, unit 2"
    one.looking.map_of.value = NetworkUnit(2, 1)
    assert one.picture.value == hovered


def test_a_click_on_a_line_shows_its_weight_which_can_be_set(one: Playground) -> None:
    line, losses = Line(0, 1, 3), one.losses[-1]
    send(one, "mouse_move", *on(line))
    assert one.looking.look.line == line
    assert one.looking.weight.disabled
    send(one, "mouse_down", *on(line))
    send(one, "mouse_out")
    weight = training_of(one).layers[0].W[1, 3]
    assert not one.looking.weight.disabled
    assert one.looking.weight.value == float(f"{weight:.4g}")
    assert (one.looking.into.label, one.looking.start.label) == ("layer 1, unit 4", "y")
    before = one.picture.value
    one.looking.weight.value = -2.5
    assert training_of(one).layers[0].W[1, 3] == -2.5
    assert one.picture.value != before
    assert one.losses[-1] != losses
    assert "From y into layer 1, unit 4: -2.5." in one.words.value


def test_the_lists_reach_every_weight_and_bias(one: Playground) -> None:
    looking, training = one.looking, training_of(one)
    wanted = 0.0
    for _label, into in looking.into.options[1:]:
        looking.into.value = into
        for _name, line in list(looking.start.options):
            wanted += 1
            looking.start.value = line
            looking.weight.value = wanted
    values = np.concatenate([part.ravel() for layer in training.layers for part in (layer.W, layer.b)])
    assert sorted(values.tolist()) == list(range(1, len(values) + 1))
    looking.into.value = NO_LINE
    assert looking.start.options == ()
    assert looking.weight.disabled
    assert looking.line is None


def test_choosing_a_line_does_not_change_it(one: Playground) -> None:
    before = [layer.W.copy() for layer in training_of(one).layers]
    for line in (Line(0, 0, 0), Line(1, 3, 1), Line(2, 1, 0)):
        send(one, "mouse_down", *on(line))
        one.step()
        one.reset()
        before = [layer.W.copy() for layer in training_of(one).layers]
        send(one, "mouse_down", *on(line))
        assert all(np.array_equal(W, layer.W) for W, layer in zip(before, training_of(one).layers, strict=True))


def test_a_number_without_bounds_is_not_taken(one: Playground) -> None:
    one.looking.into.value = NetworkUnit(3, 0)
    one.looking.start.value = Line(2, BIAS, 0)
    for value in (float("inf"), float("nan"), 1e9):
        one.looking.weight.value = value
        assert training_of(one).layers[2].b[0] == 0.1


def test_a_weight_that_l1_switched_off_can_be_switched_on() -> None:
    one = Playground(NETWORK, Settings(regularization="L1", regularization_rate=0.3, learning_rate=0.3), seed=0)
    for _ in range(10):
        one.step()
    start, end = np.argwhere(training_of(one).layers[0].W == 0)[0].tolist()
    one.looking.into.value = NetworkUnit(1, end)
    one.looking.start.value = Line(0, start, end)
    one.looking.weight.value = 3
    one.step()
    assert 0 < training_of(one).layers[0].W[start, end] < 3


def test_while_it_plays_the_weight_is_shown_but_not_set(one: Playground) -> None:
    one.looking.into.value = NetworkUnit(1, 0)
    seen: set[float] = set()

    async def go() -> None:
        one.play()
        one.picture.observe(lambda _: seen.add(one.looking.weight.value), names="value")
        await until(lambda: len(seen) > 2)
        assert one.looking.weight.disabled
        one.pause()
        assert not one.looking.weight.disabled

    asyncio.run(go())
    assert one.looking.weight.value == float(f"{training_of(one).layers[0].b[0]:.4g}")


def test_what_is_chosen_stays_where_the_new_network_has_it(one: Playground) -> None:
    one.looking.map_of.value = NetworkUnit(1, 3)
    one.looking.into.value = NetworkUnit(2, 1)
    one.controls.more.click()
    assert one.looking.look == Look(NetworkUnit(1, 3), Line(1, BIAS, 1))
    one.controls.units[0].value = 3
    assert one.looking.look == Look(None, Line(1, BIAS, 1))
    for _ in range(2):
        one.controls.fewer.click()
    assert one.looking.look == Look()
    assert one.looking.map_of.label == "output"
    one.controls.more.click()
    assert one.looking.look == Look()  # a hidden layer in the output's place is not what was chosen


def test_the_wheel_and_the_keys_are_given_back_to_the_page(one: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.playground.looking.ASLEEP_SECONDS", 0.05)
    given_back: list[str] = []
    canvas = one.looking.canvas
    assert canvas is not None
    monkeypatch.setattr(canvas, "blur", lambda: given_back.append("keys"))

    async def go() -> None:
        send(one, "mouse_move", *middle(NetworkUnit(1, 2)))
        send(one, "mouse_wheel", 0, 30)
        assert ASLEEP in canvas._dom_classes
        assert one.looking.hover is None
        send(one, "key_down", key="Tab", shift_key=False, ctrl_key=False, meta_key=False)
        await until(lambda: ASLEEP not in canvas._dom_classes)

    asyncio.run(go())
    assert given_back == ["keys"]


def test_many_places_of_the_mouse_are_one_picture(one: Playground) -> None:
    drawn: list[object] = []
    one.picture.observe(drawn.append, names="value")

    async def go() -> None:
        for number in range(4):
            send(one, "mouse_move", *middle(NetworkUnit(1, number)))
        assert not drawn
        await until(lambda: drawn)

    asyncio.run(go())
    assert len(drawn) == 1
    assert "layer 1, unit 4" in one.words.value


def test_where_ipycanvas_is_missing_the_lists_do_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.playground.looking.HAS_CANVAS", False)
    one = Playground(NETWORK, Settings(), seed=0)
    one.looking.map_of.value = NetworkUnit(1, 2)
    assert "the map of layer 1, unit 3" in one.words.value
