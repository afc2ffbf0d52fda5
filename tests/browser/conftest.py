"""What the browser tests share: Chromium, JupyterLab, a page, and a picture of each step."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.lab import Lab, running_lab
from tests.collection import ROOT

WAIT_MILLISECONDS = 90_000  # for what takes a moment on an idle machine
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# Nothing but this machine is to be reached, and no names are looked up.
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
OPTIONS += ["--disable-background-networking", "--disable-component-update", "--disable-sync", OFFLINE]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium once for a module; Playwright's event loop must have ended when another module's tests begin."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("no Chromium here: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Serve a folder in which each test puts what it opens."""
    with running_lab(tmp_path_factory.mktemp("students"), tmp_path_factory.mktemp("home")) as lab:
        yield lab


@pytest.fixture
def page(browser: Browser, shoot: Callable[[Page, str], None]) -> Iterator[Page]:
    """Open a new window; keep a picture of how it looked at the end of the test, however it ended."""
    expect.set_options(timeout=WAIT_MILLISECONDS)
    with browser.new_context(viewport={"width": 1100, "height": 1000}) as context:
        context.set_default_timeout(WAIT_MILLISECONDS)
        page = context.new_page()
        yield page
        shoot(page, "end")


@pytest.fixture
def shoot(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Give a function that keeps a picture of a page: in .pytest_artifacts/, or in the folder ARTIFACTS."""
    folder = Path(os.environ.get("ARTIFACTS", ROOT / ".pytest_artifacts"))
    test = re.sub(r"\W+", "-", request.node.name)
    steps: list[str] = []

    def shoot(page: Page, step: str) -> None:
        steps.append(step)
        page.screenshot(path=folder / f"{test}-{len(steps)}-{step}.png")

    return shoot
