"""The browser edition in a browser: every notebook from top to bottom, checks, widgets, and where work is kept."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Page, expect

from autograder.browser_edition.build import build
from autograder.units import find_units
from course.digits.still import example
from course.files import SHOWN_ERROR
from tests.browser.edition import build_old, expose, run_all, save, served
from tests.browser.test_student import draw
from tests.collection import ROOT, read_answers
from tests.submissions import filled, reference

pytestmark = pytest.mark.exhaustive
Shoot = Callable[[Page, str], None]
START = 120_000  # milliseconds, on a busy machine
UNITS = find_units(ROOT)
NAMES = [unit.name for unit in UNITS]
PATHS = {unit.name: f"{unit.name}/{unit.notebook_name}" for unit in UNITS}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the edition with the older Python, whose packages are all at hand."""
    folder = tmp_path_factory.mktemp("old")
    build_old(folder / "site", folder)
    with served(folder / "site") as address:
        yield address


def opened(page: Page, address: str) -> Page:
    """Open the edition without a notebook, and wait until all is loaded."""
    page.goto(f"{address}lab/index.html")
    expect(page.get_by_text("Your work is kept in this browser")).to_be_visible(timeout=START)
    page.wait_for_function("window.jupyterapp", timeout=START)
    page.evaluate("jupyterapp.restored")
    return page


def shown(cell: dict[str, Any]) -> list[str]:
    """Return the name of each error that a cell shows, or "" for other output."""
    return [one.get("ename") or one.get("data", {}).get(SHOWN_ERROR, "") for one in cell["outputs"]]


def text(cell: dict[str, Any]) -> str:
    """Return what a cell shows, as plain text."""
    return "\n".join("".join(one.get("data", {}).get("text/plain", "")) for one in cell["outputs"])


def check_cells(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the cells that check an exercise."""
    marks = [(cell, cell["metadata"].get("nbgrader", {})) for cell in cells]
    return [cell for cell, mark in marks if mark.get("grade") and not mark.get("solution")]


@pytest.mark.parametrize("unit", NAMES)
def test_untouched_notebook_runs_to_its_end(page: Page, old: str, unit: str) -> None:
    cells = run_all(opened(page, old), PATHS[unit])
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(cell["execution_count"] for cell in code)
    raised = [(cell["source"], one) for cell in code for one in cell["outputs"] if one["output_type"] == "error"]
    assert raised == []
    assert all({"NotAttempted", "NameError"} & set(shown(cell)) for cell in check_cells(cells))


@pytest.mark.parametrize("unit", NAMES)
def test_filled_in_notebook_holds(page: Page, old: str, unit: str) -> None:
    opened(page, old)
    save(page, PATHS[unit], nbformat.writes(filled(unit, reference(unit))))
    cells = run_all(page, PATHS[unit])
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [(cell["source"], shown(cell), cell["outputs"]) for cell in code if any(shown(cell))] == []
    assert all("✓" in text(cell) for cell in check_cells(cells))


def test_first_visit(page: Page, old: str, shoot: Shoot) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(old)
    expect(page.get_by_text("Python is loading into this browser")).to_be_visible()
    shoot(page, "loading")
    expect(page.get_by_role("heading", name="The perceptron and logic gates")).to_be_visible(timeout=START)
    expect(page.get_by_text("Your work is kept in this browser")).to_be_visible(timeout=START)
    shoot(page, "started")
    page.get_by_role("button", name="Understood").click()
    page.reload()
    expect(page.get_by_text("Python is loading into this browser")).to_be_visible()
    expect(page.locator("#browser-edition")).to_have_count(0, timeout=START)


def test_wrong_answer_gets_its_message_and_progress_tells_of_it(page: Page, old: str, shoot: Shoot) -> None:
    answer = next(
        one for one in read_answers("02_forward") if one.exercise == "dense" and "biases are not" in one.names
    )
    opened(page, old)
    save(page, PATHS["02_forward"], nbformat.writes(filled("02_forward", {"dense": answer.code})))
    (dense,) = [cell for cell in check_cells(run_all(page, PATHS["02_forward"])) if "dense" in cell["source"]]
    assert "the biases are not added" in text(dense)
    shoot(page, "wrong")
    last = nbformat.v4.new_code_cell("from course import own_answers, progress\nfrom given import linear\nprogress()")
    asked = nbformat.v4.new_code_cell("print(own_answers(linear).sentence)")
    kernel = {"kernelspec": {"name": "python", "display_name": "Python"}}
    save(
        page, "03_backward/asked.ipynb", nbformat.writes(nbformat.v4.new_notebook(cells=[last, asked], metadata=kernel))
    )
    table, sentence = run_all(page, "03_backward/asked.ipynb")
    assert "✗ not right yet: dense" in text(table)
    assert sentence["outputs"][0]["text"].startswith("Runs on ")
    shoot(page, "progress")


def test_slider_moves_in_spanish(page: Page, old: str, shoot: Shoot) -> None:
    path = f"es/{PATHS['02_forward']}"
    opened(page, old)
    save(page, path, nbformat.writes(filled("02_forward", reference("02_forward"), "es")))
    run_all(page, path)
    slider = page.locator(".jp-OutputArea").get_by_role("spinbutton").first
    slider.scroll_into_view_if_needed()
    picture = (
        slider.locator("xpath=ancestor::*[contains(@class,'jp-OutputArea-output')][1]").locator("img:visible").first
    )
    before = picture.get_attribute("src") or ""
    slider.focus()
    page.keyboard.press("ArrowUp")
    expect(picture).not_to_have_attribute("src", before)
    shoot(page, "slider")


def test_drawn_digit_is_read(page: Page, old: str, shoot: Shoot) -> None:
    unit = "06_digits"
    opened(page, old)
    save(page, PATHS[unit], nbformat.writes(filled(unit, reference(unit))))
    run_all(page, PATHS[unit])
    canvas = page.locator(".jp-OutputArea canvas").first
    draw(page, canvas, example()[0])
    expect(page.get_by_text(re.compile("It reads a 3")).first).to_be_visible()
    shoot(page, "digit")


def test_newest_python_starts_with_the_files_of_the_site(page: Page, tmp_path: Path, shoot: Shoot) -> None:
    build(UNITS, tmp_path / "site")
    expose(tmp_path / "site")
    with served(tmp_path / "site") as address:
        page.goto(f"{address}lab/index.html?path=small.ipynb")
        expect(page.get_by_text("cannot be reached from here")).to_be_visible(timeout=START)  # numpy's address
        page.wait_for_function("window.jupyterapp")
        page.evaluate("jupyterapp.restored")
        code = nbformat.v4.new_code_cell(
            "import ipykernel, IPython, traitlets\nimport sys; print(sys.version_info[:2])"
        )
        kernel = {"kernelspec": {"name": "python", "display_name": "Python"}}
        save(page, "small.ipynb", nbformat.writes(nbformat.v4.new_notebook(cells=[code], metadata=kernel)))
        (cell,) = run_all(page, "small.ipynb")
    assert cell["outputs"][0]["text"] == "(3, 14)\n"
