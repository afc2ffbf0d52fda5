"""What reaches those who cannot see a picture, and what stays of a widget whose kernel is gone."""

from collections.abc import Callable

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, expect

from course.widgets import WAKE
from tests.browser.lab import Lab, OpenNotebook

pytestmark = pytest.mark.slow
Shoot = Callable[[Page, str], None]
LINE = """from course import explore, new_figure, show
def line(slope=1.0, kind="line", dots=False):
    figure, (ax,) = new_figure(3, 2)
    ax.plot([0, 1], [0, slope], "o-" if dots else "-", label=kind)
    return figure"""
SHOWN = "show(line(), 'A line at rest.')"
EXPLORED = "explore(line, 'A line to move.', slope=(-2, 2, 0.1, 0.2), kind=['line', 'curve'], dots=False)"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}


def open_cells(page: Page, lab: Lab, name: str, *cells: str) -> OpenNotebook:
    """Open a notebook of these cells."""
    nbformat.write(new_notebook(cells=list(map(new_code_cell, cells)), metadata=KERNEL), lab.folder / name)
    notebook = OpenNotebook(page, lab, name)
    # So small a notebook is there before its kernel is; a cell that is run in between waits forever.
    expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle")
    return notebook


def test_pictures_and_controls_have_names(page: Page, lab: Lab, shoot: Shoot) -> None:
    notebook = open_cells(page, lab, "named.ipynb", LINE, SHOWN, EXPLORED)
    notebook.run(LINE)
    expect(notebook.run(SHOWN).get_by_role("img", name="A line at rest.", exact=True)).to_be_visible()
    output = notebook.run(EXPLORED)
    picture = output.get_by_role("img", name="A line to move.", exact=True)
    expect(picture).to_have_count(1)  # for a screen reader, from whom the still picture is hidden too
    before = picture.get_attribute("src") or ""
    number = output.get_by_role("spinbutton", name="slope", exact=True)
    number.focus()
    page.keyboard.press("ArrowUp")
    expect(number).to_have_value("0.3")
    expect(picture).not_to_have_attribute("src", before)
    expect(output.get_by_role("combobox", name="kind", exact=True)).to_have_value("line")
    expect(output.get_by_role("checkbox", name="dots", exact=True)).not_to_be_checked()
    expect(output.get_by_role("slider")).to_have_count(0)  # ipywidgets gives it no name
    shoot(page, "named")


@pytest.mark.exhaustive
def test_mouse_moves_the_slider(page: Page, lab: Lab, shoot: Shoot) -> None:
    notebook = open_cells(page, lab, "mouse.ipynb", LINE, EXPLORED)
    notebook.run(LINE)
    output = notebook.run(EXPLORED)
    handle = output.locator(".noUi-touch-area")
    expect(handle).to_be_visible()
    box = handle.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 1000, box["y"], steps=5)
    page.mouse.up()
    expect(output.get_by_role("spinbutton")).to_have_value("2")
    shoot(page, "dragged")


@pytest.mark.exhaustive
def test_widget_whose_kernel_was_restarted_shows_its_still_picture(page: Page, lab: Lab, shoot: Shoot) -> None:
    notebook = open_cells(page, lab, "restarted.ipynb", LINE, EXPLORED)
    notebook.run(LINE)
    output = notebook.run(EXPLORED)
    expect(output.get_by_text(WAKE)).to_be_hidden()
    notebook.menu("Kernel", "Restart Kernel…")
    page.locator(".jp-Dialog").get_by_role("button", name="Confirm Kernel Restart").click()
    expect(output.get_by_text(WAKE)).to_be_visible()
    expect(output.get_by_role("img", name="A line to move.")).to_have_count(1)
    expect(output.get_by_role("spinbutton")).to_have_count(0)
    notebook.run(LINE)
    notebook.run(EXPLORED)
    expect(output.get_by_text(WAKE)).to_be_hidden()
    expect(output.get_by_role("spinbutton")).to_have_count(1)
    shoot(page, "awake")


@pytest.mark.exhaustive
def test_notebook_that_is_not_trusted_shows_the_still_picture(page: Page, lab: Lab, shoot: Shoot) -> None:
    opened = open_cells(page, lab, "saved.ipynb", LINE, SHOWN, EXPLORED)
    for cell in (LINE, SHOWN, EXPLORED):
        opened.run(cell)
    page.keyboard.press("Control+s")
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)
    saved = nbformat.read(lab.folder / "saved.ipynb", as_version=4)
    saved.cells[0].source += "  # which makes it another notebook, one that was never run here"
    nbformat.write(saved, lab.folder / "received.ipynb")
    received = OpenNotebook(page, lab, "received.ipynb")
    expect(received.output(SHOWN).get_by_role("img", name="A line at rest.", exact=True)).to_be_visible()
    output = received.output(EXPLORED)
    expect(output.get_by_role("img", name="A line to move.", exact=True)).to_be_visible()
    expect(output.get_by_text(WAKE)).to_be_visible()
    shoot(page, "received")


@pytest.mark.exhaustive
def test_notebook_opened_again_shows_the_still_picture_and_no_error(page: Page, lab: Lab, shoot: Shoot) -> None:
    opened = open_cells(page, lab, "first.ipynb", LINE, EXPLORED)
    opened.run(LINE)
    opened.run(EXPLORED)
    page.keyboard.press("Control+s")
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)
    opened.menu("Kernel", "Shut Down Kernel")
    again = OpenNotebook(page, lab, "first.ipynb")
    output = again.output(EXPLORED)
    expect(output.get_by_text(WAKE)).to_be_visible()
    expect(output.get_by_role("img", name="A line to move.", exact=True)).to_have_count(1)
    expect(output.get_by_text("widget", exact=False)).not_to_be_visible()
    shoot(page, "again")
