"""Figures and widgets: a picture with its description, also where no widget runs."""

import base64
from pathlib import Path
from typing import Any

import pytest
from IPython.display import Image
from ipywidgets import IntSlider
from ipywidgets.widgets import widget
from matplotlib.figure import Figure

from autograder.wall.sandbox import environment
from course import explore, new_figure, show
from course.figures import CYCLE, PICTURES_VARIABLE, png

PNG = b"\x89PNG"


@pytest.fixture
def displayed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    shown: list[Any] = []

    def display(thing: Any, **options: Any) -> None:
        shown.append((thing, options))

    monkeypatch.setattr("course.widgets.display", display)
    monkeypatch.setattr("course.figures.display", display)
    return shown


def line(slope: float = 1.0, kind: str = "line", dots: bool = False) -> Figure:
    figure, (ax,) = new_figure(2, 2)
    ax.plot([0, 1], [0, slope], "o-" if dots else "-", label=kind)
    return figure


def test_show_gives_a_png_with_its_description(displayed: list[Any]) -> None:
    show(line(), "A line.")
    (image, _options) = displayed[0]
    assert isinstance(image, Image)
    data, metadata = image._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(PNG)
    assert metadata["image/png"]["alt"] == "A line."


def test_grader_asks_for_descriptions_by_the_name_that_the_course_reads(tmp_path: Path) -> None:
    assert environment(tmp_path)[PICTURES_VARIABLE] == "described"


def test_pictures_are_described_and_not_drawn_while_grading(
    displayed: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PICTURES_VARIABLE, "described")
    show(line(), "A line.")
    explore(line, "A line to move.", slope=(-2, 2, 0.1, 1))
    assert displayed == []
    assert capsys.readouterr().out.splitlines() == [
        "[A picture, not drawn while grading: A line.]",
        "[A picture, not drawn while grading: A line to move.]",
    ]


def test_widget_comes_with_a_still_picture(displayed: list[Any]) -> None:
    explore(line, "A line.", slope=(-2, 2, 0.1, 1))
    bundle, options = displayed[0]
    assert options["raw"]
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert base64.b64decode(bundle["image/png"]) == png(line(1.0))
    assert bundle["text/plain"] == "A line."
    assert options["metadata"]["image/png"]["alt"] == "A line."


def controls(displayed: list[Any]) -> tuple[dict[str, Any], Any]:
    model = displayed[0][0]["application/vnd.jupyter.widget-view+json"]["model_id"]
    box = widget._instances[model]
    return {child.description: child for child in box.children[:-1]}, box.children[-1]


def test_moving_a_control_draws_the_picture_anew(displayed: list[Any]) -> None:
    explore(line, "A line.", slope=(-2, 2, 0.1, 1), kind=["line", "curve"], dots=False)
    boxes, picture = controls(displayed)
    before = picture.value
    boxes["slope"].value = -1.0
    assert picture.value != before
    assert base64.b64encode(png(line(-1.0))).decode() in picture.value
    assert 'alt="A line."' in picture.value
    boxes["dots"].value = True
    assert base64.b64encode(png(line(-1.0, dots=True))).decode() in picture.value


def test_slider_of_whole_numbers_gives_whole_numbers(displayed: list[Any]) -> None:
    explore(line, "A line.", slope=(-2, 2, 1, 1))
    boxes, _ = controls(displayed)
    boxes["slope"].value = 2
    assert isinstance(boxes["slope"], IntSlider)


def test_function_that_stops_leaves_a_sentence_in_place_of_the_picture(displayed: list[Any]) -> None:
    def fragile(x: float) -> Figure:
        if x > 0:
            raise ValueError("<too large>")
        return line()

    explore(fragile, "A line.", x=(-1, 1, 1, 0))
    boxes, picture = controls(displayed)
    boxes["x"].value = 1.0
    assert picture.value == "<p>This picture stopped: ValueError: &lt;too large&gt;</p>"


def test_colors_differ_in_lightness_for_those_who_see_no_hue() -> None:
    """Neighbors in the cycle, which share most pictures, differ in perceived lightness as well."""

    def lightness(color: str) -> float:
        red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2

    assert len(set(CYCLE)) == len(CYCLE)
    assert abs(lightness(CYCLE[0]) - lightness(CYCLE[1])) > 0.02
