"""A student's day in JupyterLab."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import nbformat
import numpy as np
import pytest
from nbformat import NotebookNode
from numpy.typing import NDArray
from playwright.sync_api import Locator, Page, expect

from autograder.units import Unit
from course.digits.still import example
from tests.browser.lab import RUN_MILLISECONDS, Lab, OpenNotebook
from tests.collection import ROOT, Answer, read_answers
from tests.submissions import filled, reference, untouched, without_figures

pytestmark = pytest.mark.slow
FORWARD = "02_forward"
Shoot = Callable[[Page, str], None]


def open_notebook(page: Page, lab: Lab, unit: str, notebook: NotebookNode) -> OpenNotebook:
    """Put a student's notebook beside the unit's support file, in a new folder, and open it."""
    folder = Path(mkdtemp(dir=lab.folder)) / unit
    shutil.copytree(ROOT / "release" / unit, folder)
    path = folder / Unit(unit, ROOT).notebook_name
    nbformat.write(notebook, path)
    return OpenNotebook(page, lab, path.relative_to(lab.folder).as_posix())


def answers(unit: str, *exercises: str) -> NotebookNode:
    """Return the students' notebook with the instructor's answers to some exercises."""
    model = reference(unit)
    return filled(unit, {name: model[name] for name in exercises})


def picture(output: Locator) -> str:
    """Return the picture that an output shows."""
    image = output.locator("img:visible")
    expect(image).to_have_count(1)
    return image.get_attribute("src") or ""


def test_named_mistake_is_read_and_mended_and_a_slider_changes_the_picture(page: Page, lab: Lab, shoot: Shoot) -> None:
    notebook = open_notebook(page, lab, FORWARD, answers(FORWARD, "softmax"))
    expect(notebook.run("check_setup")).to_contain_text("Everything is in place")
    notebook.run("setup")
    notebook.write("dense", mistake().code)
    notebook.run("dense")
    output = notebook.run("test_dense")
    expect(output).to_contain_text("the biases are not added: add `b` to the weighted sum, before `f`")
    expect(output).not_to_contain_text("Traceback")
    shoot(page, "wrong")
    notebook.write("dense", reference(FORWARD)["dense"])
    notebook.run("dense")
    expect(notebook.run("test_dense")).not_to_contain_text("biases")
    shoot(page, "right")
    notebook.run("softmax")
    output = notebook.run('names = ["cat", "dog", "owl"]')
    before = picture(output)
    output.get_by_role("spinbutton").first.focus()
    page.keyboard.press("ArrowUp")
    expect(output.locator("img:visible")).not_to_have_attribute("src", before)
    shoot(page, "slider")


@pytest.mark.exhaustive
def test_restart_and_run_all_goes_to_the_end_of_a_half_finished_notebook(page: Page, lab: Lab, shoot: Shoot) -> None:
    notebook = open_notebook(page, lab, FORWARD, answers(FORWARD, "count_parameters", "forward", "mse"))
    notebook.menu("Kernel", "Restart Kernel and Run All Cells…")
    page.locator(".jp-Dialog").get_by_role("button", name="Confirm Kernel Restart").click()
    notebook.wait_for_the_last_cell()
    expect(notebook.output("test_dense")).to_contain_text("`dense` is not answered yet")
    expect(notebook.output("test_forward")).not_to_contain_text("✗")
    expect(notebook.output("test_output_unit")).to_contain_text("`output_unit` is not answered yet")


@pytest.mark.exhaustive
def test_playground_plays_and_pauses(page: Page, lab: Lab, shoot: Shoot) -> None:
    notebook = open_notebook(page, lab, "05_regularization", untouched("05_regularization"))
    notebook.run("setup")
    output = notebook.run("network = own_answers(")
    status, image = output.get_by_text("Epoch "), output.locator("img.widget-image")

    def epoch() -> int:
        return int((status.text_content() or "").split()[1].replace(",", ""))

    expect(status).to_contain_text("Epoch 0 ")
    before = image.screenshot()
    output.get_by_role("button", name="Play").click()
    expect(status).to_contain_text(re.compile(r"Epoch \d{2}"))
    output.get_by_role("button", name="Pause").click()
    expect(output.get_by_role("button", name="Play")).to_be_visible()
    notebook.run("setup")  # what was on its way when it was paused has arrived then
    paused = epoch()
    assert paused >= 10
    assert image.screenshot() != before
    shoot(page, "paused")
    notebook.run("setup")
    assert epoch() == paused


def test_drawn_digit_is_read_by_the_students_own_network(page: Page, lab: Lab, shoot: Shoot) -> None:
    unit = "06_digits"
    notebook = open_notebook(page, lab, unit, filled(unit, reference(unit)))
    notebook.run_all_above("def make_network")
    output = notebook.run("def make_network")
    expect(output).to_contain_text("Your own network reads here")
    expect(output).to_contain_text("Draw a digit")
    canvas = output.locator("canvas").first
    shoot(page, "empty")
    draw(page, canvas, example()[0])
    expect(output).to_contain_text("It reads a 3")
    expect(canvas).to_be_focused()
    page.keyboard.press("Escape")  # the pad does not keep the keyboard
    expect(canvas).not_to_be_focused()
    shoot(page, "read")
    output.get_by_role("button", name="Clear").click()
    expect(output).to_contain_text("Draw a digit")


@pytest.mark.exhaustive
def test_digit_is_drawn_with_the_keyboard_alone(page: Page, lab: Lab, shoot: Shoot) -> None:
    unit = "06_digits"
    notebook = open_notebook(page, lab, unit, filled(unit, reference(unit)))
    notebook.run_all_above("def make_network")
    output = notebook.run("def make_network")
    expect(output).to_contain_text("Draw a digit")
    canvas = output.locator("canvas").first
    assert "Arrows move" in (canvas.get_attribute("title") or "")
    for _ in range(40):  # from the cell to the pad
        page.keyboard.press("Tab")
        if canvas.evaluate("element => element === document.activeElement"):
            break
    expect(canvas).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(output).to_contain_text("Row 5, column 5: empty")
    for key in [*["ArrowUp"] * 4, *["Space", "ArrowDown"] * 7, "Space"]:
        page.keyboard.press(key)
    expect(output).to_contain_text("Row 8, column 5: ink")
    expect(output).to_contain_text("It reads a 1")
    shoot(page, "drawn")
    page.keyboard.press("Tab")
    expect(output.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Tab")
    expect(output.get_by_role("button", name="Clear")).to_be_focused()
    page.keyboard.press("Tab")
    preparation = output.get_by_role("checkbox", name="Prepare the drawing")
    expect(preparation).to_be_focused()
    page.keyboard.press("Space")
    expect(output).to_contain_text("As drawn: nothing is moved or resized")
    expect(preparation).not_to_be_checked()
    shoot(page, "unprepared")


@pytest.mark.exhaustive
@pytest.mark.parametrize("right", [True, False])
def test_validate_button_agrees_with_the_checks(page: Page, lab: Lab, shoot: Shoot, right: bool) -> None:
    model = reference(FORWARD)
    if not right:
        model["dense"] = mistake().code
    notebook = open_notebook(page, lab, FORWARD, without_figures(filled(FORWARD, model)))
    notebook.menu("Run", "Run All Cells")
    notebook.wait_for_the_last_cell()
    failed = [name for name in notebook.tests() if "✗" in (notebook.output(name).text_content() or "")]
    page.get_by_role("button", name="Validate").click()
    dialog = page.locator(".jp-Dialog")
    expect(dialog).to_contain_text("Validation Results", timeout=RUN_MILLISECONDS)
    shoot(page, "validated")
    if right:
        assert not failed
        expect(dialog).to_contain_text("Success! Your notebook passes all the tests.")
    else:
        assert failed == ["test_dense"]
        expect(dialog.get_by_text("The following cell failed")).to_have_count(1)
        expect(dialog).to_contain_text("the biases are not added")


def mistake() -> Answer:
    """Return the answer to `dense` that forgets the biases."""
    return next(one for one in read_answers(FORWARD) if one.exercise == "dense" and "biases are not" in one.names)


def draw(page: Page, canvas: Locator, stroke: NDArray[np.float64]) -> None:
    """Draw with the mouse, a stroke of shape (n, 2), in the middle of the canvas."""
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    middle = np.array([box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
    (first, *points) = (stroke - stroke.mean(axis=0) + middle).tolist()
    page.mouse.move(*first)
    page.mouse.down()
    for point in points:
        page.mouse.move(*point)
    page.mouse.up()
