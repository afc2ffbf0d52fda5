"""Figures and widgets: a picture with its description, also where no widget runs."""

import base64
from pathlib import Path
from typing import Any

import pytest
from ipywidgets import BoundedIntText, HBox
from ipywidgets.widgets import widget
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from autograder.sandbox.choice import environment
from course import explore, new_figure, show
from course.figures import CYCLE, GRAY, ORANGE, PICTURES_VARIABLE, SKY, png

PNG = b"\x89PNG"
VIEW = "application/vnd.jupyter.widget-view+json"


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


def shown_html(displayed: list[Any]) -> str:
    bundle, options = displayed[0]
    assert options["raw"]
    return str(bundle["text/html"])


def html_of(picture: bytes) -> str:
    return f'src="data:image/png;base64,{base64.b64encode(picture).decode()}"'


def test_show_gives_a_png_with_its_description(displayed: list[Any]) -> None:
    show(line(), 'A "line" < 1.')
    assert png(line()).startswith(PNG)
    assert html_of(png(line())) in shown_html(displayed)
    assert 'alt="A &quot;line&quot; &lt; 1."' in shown_html(displayed)
    assert displayed[0][0]["text/plain"] == 'A "line" < 1.'
    assert len(displayed) == 1


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


def test_widget_comes_with_a_still_picture_and_a_sentence_how_to_wake_it(displayed: list[Any]) -> None:
    explore(line, "A line.", slope=(-2, 2, 0.1, 1))
    html = shown_html(displayed)
    assert html.count(html_of(png(line(1.0)))) == 1
    assert 'alt="A line."' in html
    assert "<p>Run this cell to move it;" in html
    assert "<script" not in html
    assert displayed[0][0]["text/plain"] == "A line."
    assert list(displayed[1][0]) == [VIEW, "text/plain"]
    assert displayed[1][0]["text/plain"] == ""  # it leaves no trace where no widget runs


def test_style_knows_the_class_of_the_widget(displayed: list[Any]) -> None:
    explore(line, "A line.", slope=(-2, 2, 0.1, 1))
    (live,) = box(displayed)._dom_classes
    still = live.replace("live", "still")
    html = shown_html(displayed)
    assert f"body:has(.{live}:not(.jupyter-widgets-disconnected)) .{still} {{ display: none; }}" in html
    assert f'<div class="{still}">' in html


def box(displayed: list[Any]) -> Any:
    return widget._instances[displayed[1][0][VIEW]["model_id"]]


def controls(displayed: list[Any]) -> tuple[dict[str, Any], Any]:
    """Return what has a label, by its label, and the picture."""
    *rows, picture = box(displayed).children
    labeled = [row.children[0] if isinstance(row, HBox) else row for row in rows]
    return {child.description: child for child in labeled}, picture


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


@pytest.mark.usefixtures("translated")
def test_controls_show_their_names_in_the_language_and_choices_as_they_are(displayed: list[Any]) -> None:
    explore(line, "A line.", slope=(-2, 2, 0.1, 1), kind=["line", "curve"], dots=False)
    boxes, _picture = controls(displayed)
    assert list(boxes) == ["⟦slope⟧", "⟦kind⟧", "⟦dots⟧"]
    assert boxes["⟦kind⟧"].options == ("line", "curve")
    assert "<p>⟦Run this cell to move it;" in shown_html(displayed)


def test_slider_of_whole_numbers_gives_whole_numbers(displayed: list[Any]) -> None:
    explore(line, "A line.", slope=(-2, 2, 1, 1))
    boxes, _ = controls(displayed)
    boxes["slope"].value = 2
    assert isinstance(boxes["slope"], BoundedIntText)


def test_slider_and_its_number_move_each_other(displayed: list[Any]) -> None:
    explore(line, "A line.", slope=(-2, 2, 0.1, 1))
    number, slider = box(displayed).children[0].children
    slider.value = 3 * 0.1
    assert number.value == 0.3  # as a person would write it
    assert base64.b64encode(png(line(0.3))).decode() in controls(displayed)[1].value
    number.value = -1.5
    assert slider.value == -1.5
    number.value = 7
    assert (number.value, slider.value) == (2, 2)


def test_each_control_has_a_label_and_the_slider_without_one_is_for_the_mouse_alone(displayed: list[Any]) -> None:
    explore(line, "A line.", slope=(-2, 2, 0.1, 1), kind=["line", "curve"], dots=False)
    assert set(controls(displayed)[0]) == {"slope", "kind", "dots"}
    assert "mouse-only" in box(displayed).children[0].children[1]._dom_classes
    assert ".mouse-only .noUi-handle { visibility: hidden; }" in shown_html(displayed)


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


# Fills, rings and points, which a number, a label or a shape repeats; on white they are too pale for a thin line.
FILLS = {ORANGE, SKY}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors as the Web Content Accessibility Guidelines count it."""
    light, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in to_rgb(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_lines_stand_out_from_the_paper() -> None:
    assert contrast("black", "white") == pytest.approx(21)
    assert {color for color in (*CYCLE, GRAY) if contrast(color, "white") < 3} == FILLS
