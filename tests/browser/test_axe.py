"""What keeps people out of the course's own output in JupyterLab, in its light and its dark theme."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from autograder.units import Unit
from tests.browser.lab import RUN_MILLISECONDS, Lab, OpenNotebook, running_lab
from tests.collection import ROOT
from tests.submissions import filled, reference

pytestmark = pytest.mark.exhaustive
Shoot = Callable[[Page, str], None]
# Each unit's notebook, with a cell far down that shows the playground or the pad, and an answer that is wrong.
SHOWN = {"02_forward": "dense", "05_regularization": "", "06_digits": ""}
OUTPUT, FILM = ".jp-Cell-outputArea", ".widget-play"


@pytest.fixture(scope="module", params=["JupyterLab Light", "JupyterLab Dark"])
def lab(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    home = tmp_path_factory.mktemp("home")
    with running_lab(tmp_path_factory.mktemp("readers"), home) as lab:
        theme = home / "settings" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
        theme.write_text(json.dumps({"theme": request.param}), encoding="utf-8")
        yield lab


@pytest.mark.parametrize("unit", SHOWN)
def test_nothing_serious_in_what_the_course_shows(page: Page, lab: Lab, shoot: Shoot, unit: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    wrong = {SHOWN[unit]: "def dense(x, W, b, f):\n    return f(x @ W)"} if SHOWN[unit] else {}
    folder = Path(mkdtemp(dir=lab.folder)) / unit
    shutil.copytree(ROOT / "release" / unit, folder)
    path = folder / Unit(unit, ROOT).notebook_name
    notebook = filled(unit, reference(unit) | wrong)
    notebook.cells.append(nbformat.v4.new_code_cell("from course import progress\nprogress()"))
    nbformat.write(notebook, path)
    opened = OpenNotebook(page, lab, path.relative_to(lab.folder).as_posix())
    opened.menu("Run", "Run All Cells")
    opened.wait_for_the_last_cell()
    expect(page.locator(OUTPUT).last).to_contain_text("As last saved", timeout=RUN_MILLISECONDS)
    found = []
    # Axe does not know of names that a style gives.
    for fault in Axe().run(page, context={"include": [[OUTPUT]], "exclude": [[FILM]]}).response["violations"]:
        for node in fault["nodes"]:
            found.append(f"{fault['impact']} {fault['id']}: {node['html'][:300]} {node['failureSummary'][:300]}")
    shoot(page, "end")
    for film in page.locator(FILM).all():
        expect(film.get_by_role("button", name="play")).to_have_count(1)
        expect(film.get_by_role("button", name="stop")).to_have_count(1)
    assert found == [], "\n".join(found)
