"""The playground in JupyterLab, with the mouse, with the keyboard, and as a screen reader is told of it."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from course.playground.geometry import WIDTH, ends, place
from tests.browser.lab import Lab, OpenNotebook

pytestmark = pytest.mark.slow
Shoot = Callable[[Page, str], None]
IMPORTS = "from tests.course.playground.network import NETWORK as network\nfrom course.playground import playground"
CONTROLS = {"button", "checkbox", "combobox", "spinbutton", "textbox", "slider", "image", "Canvas"}


def show(page: Page, lab: Lab, call: str) -> Locator:
    """Open a notebook with one playground on a small screen, run it, and return its output."""
    page.set_viewport_size({"width": 1280, "height": 800})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in (IMPORTS, call)])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path = Path(mkdtemp(dir=lab.folder)) / "play.ipynb"
    nbformat.write(notebook, path)
    opened = OpenNotebook(page, lab, path.relative_to(lab.folder).as_posix())
    prompt = opened.cell("playground(").locator(".jp-InputPrompt")
    while (prompt.text_content() or "").strip() == "[ ]:":  # what comes before the kernel is connected is lost
        opened.menu("Run", "Run All Cells")
        page.wait_for_timeout(1000)
    opened.wait_for_the_last_cell()
    output = opened.output("playground(")
    expect(output.get_by_label("Settings to copy")).to_have_value(call)
    expect(output.locator(".playground-stage > img")).to_be_visible()
    opened.cell("playground(").evaluate("cell => cell.scrollIntoView({block: 'start'})")
    return output


def point(output: Locator, x: float, y: float) -> tuple[float, float]:
    """Say where a place of the picture is on the page."""
    box = output.locator(".playground-stage").bounding_box()
    assert box is not None
    scale = box["width"] / WIDTH
    return box["x"] + x * scale, box["y"] + y * scale


@pytest.mark.exhaustive
@pytest.mark.parametrize("with_files", [False, True])
def test_all_of_it_fits_a_small_screen(page: Page, lab: Lab, shoot: Shoot, with_files: bool) -> None:
    output = show(page, lab, "playground(network, hidden=[8, 8, 8, 8, 8, 8])")
    if with_files:
        page.keyboard.press("Control+b")
        expect(page.locator(".jp-DirListing")).to_be_visible()
        output.evaluate("output => output.closest('.jp-Cell').scrollIntoView({block: 'start'})")
    shoot(page, "fits")
    panel = page.locator(".jp-WindowedPanel-outer").first.bounding_box()
    assert panel is not None
    for control in output.locator("button, select, input:visible, .playground-stage > img").all():
        box = control.bounding_box()
        if box is not None:
            assert box["y"] >= panel["y"]
            assert box["y"] + box["height"] <= panel["y"] + panel["height"]
            assert box["x"] + box["width"] <= panel["x"] + panel["width"]
    rows = {
        round(row["y"])
        for select in output.locator(".playground-upright select").all()
        if (row := select.bounding_box())
    }
    assert len(rows) == 2
    buttons = [box for one in output.locator(".playground-units").all() if (box := one.bounding_box())]
    assert len(buttons) == 6
    for left, right in pairwise(buttons):
        assert left["x"] + left["width"] <= right["x"]


@pytest.mark.exhaustive
def test_each_control_has_its_name_for_a_screen_reader(page: Page, lab: Lab) -> None:
    output = show(page, lab, "playground(network)")
    expect(output.locator("canvas")).to_have_attribute("tabindex", "-1")
    session = page.context.new_cdp_session(page)
    session.send("DOM.getDocument")
    root = session.send("Runtime.evaluate", {"expression": "document.querySelector('.playground')"})["result"]
    tree = session.send("Accessibility.queryAXTree", {"objectId": root["objectId"]})["nodes"]
    names: list[tuple[str, Any]] = [
        (node["role"]["value"], node["name"]["value"])
        for node in tree
        if not node["ignored"] and node["role"]["value"] in CONTROLS
    ]
    assert all(name.strip() and name.isprintable() for _role, name in names), names
    assert len(set(names)) == len(names)
    wanted = [
        ("button", "Play"), ("button", "Regenerate"), ("button", "Add a hidden layer"),
        ("button", "Remove a unit from hidden layer 2"), ("spinbutton", "Units in hidden layer 1"),
        ("combobox", "Learning rate"), ("combobox", "Batch size"), ("checkbox", "Feature sin x"),
        ("combobox", "Map of"), ("combobox", "Line from"), ("spinbutton", "Weight"), ("textbox", "Settings to copy"),
    ]  # fmt: skip
    assert set(wanted) <= set(names)
    images = [name for role, name in names if role == "image"]
    assert len(images) == 1
    assert images[0].startswith("Picture: a network with the features x, y")


@pytest.mark.exhaustive
def test_the_mouse_enlarges_a_map_and_finds_a_line(page: Page, lab: Lab, shoot: Shoot) -> None:
    output = show(page, lab, "playground(network)")
    image, columns = output.locator(".playground-stage > img"), place([2, 4, 2])
    page.mouse.move(*point(output, *columns[1].middles[2]))
    expect(image).to_have_attribute("alt", "Picture: a network with the features x, y and hidden layers of 4, 2 units; "
                                    "the map of layer 1, unit 3; the loss curve.")  # fmt: skip
    shoot(page, "enlarged")
    starts, stops = ends(columns, 0)
    page.mouse.click(*point(output, *((starts[0, 1] + stops[0, 1]) / 2)))
    weight = output.get_by_label("Weight")
    expect(weight).to_be_enabled()
    expect(output.get_by_label("Line to").locator("option:checked")).to_have_text("layer 1, unit 2")
    expect(output.get_by_label("Line from").locator("option:checked")).to_have_text("x")
    status = output.get_by_text("Epoch ")
    before = status.text_content() or ""
    weight.fill("-3.5")
    weight.press("Enter")
    expect(status).not_to_have_text(before)
    shoot(page, "set")


@pytest.mark.exhaustive
def test_the_wheel_over_the_network_scrolls_the_page(page: Page, lab: Lab) -> None:
    output = show(page, lab, "playground(network)")
    canvas = output.locator("canvas")
    top = output.evaluate("output => output.getBoundingClientRect().top")
    page.mouse.move(*point(output, 300, 80))
    page.mouse.wheel(0, -20)
    expect(canvas).to_have_css("pointer-events", "none")
    page.mouse.wheel(0, -20)
    page.wait_for_function("top => document.querySelector('.playground').getBoundingClientRect().top > top", arg=top)
    expect(canvas).to_have_css("pointer-events", "auto")


def test_the_keyboard_reaches_the_lists_and_the_buttons(page: Page, lab: Lab, shoot: Shoot) -> None:
    output = show(page, lab, "playground(network)")
    expect(output.locator("canvas")).to_have_attribute("tabindex", "-1")
    line = output.get_by_label("Settings to copy")
    output.get_by_label("Noise").focus()
    page.keyboard.press("ArrowDown")
    expect(line).to_have_value("playground(network, restarts=1, noise=5)")
    output.get_by_role("button", name="Add a unit to hidden layer 2").focus()
    page.keyboard.press("Enter")
    expect(line).to_have_value("playground(network, restarts=2, noise=5, hidden=[4, 3])")
    output.get_by_label("Feature xy").focus()
    page.keyboard.press("Space")
    expect(line).to_have_value("playground(network, restarts=3, noise=5, features=['x', 'y', 'xy'], hidden=[4, 3])")
    output.get_by_label("Map of").focus()
    page.keyboard.press("ArrowDown")
    expect(output.locator(".playground-stage > img")).to_have_attribute("alt", "Picture: a network with the features "
                                                                        "x, y, xy and hidden layers of 4, 3 units; "
                                                                        "the map of x; the loss curve.")  # fmt: skip
    page.keyboard.press("x")  # which the notebook would take for "cut this cell"
    expect(output).to_be_visible()
    shoot(page, "keys")
