"""A JupyterLab server for tests, and what a person does in it with mouse and keyboard."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import matplotlib
import nbformat
from nbformat import NotebookNode
from playwright.sync_api import Locator, Page, expect

from autograder.units import grade_id, is_test
from tests.collection import ROOT

START_SECONDS, STOP_SECONDS = 120, 30
RUN_MILLISECONDS = 240_000  # a deadline for a whole notebook on a busy machine
TOKEN = "for-tests-only"
HAS_RUN = re.compile(r"\[\d+\]:")
QUIET = '{"fetchNews": "false", "checkForUpdates": false}'  # no question about news over the page


@dataclass(frozen=True)
class Lab:
    """A running server: its address, and the folder that it shows."""

    address: str
    folder: Path

    def url(self, path: str) -> str:
        """Return the address of a page, with the token."""
        return f"{self.address}{path}?token={TOKEN}"


@contextmanager
def running_lab(folder: Path, home: Path) -> Iterator[Lab]:
    """Start JupyterLab in a folder, with settings of its own, and stop it with its kernels at the end."""
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(QUIET, encoding="utf-8")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    command.append(f"--IdentityProvider.token={TOKEN}")
    with (home / "log.txt").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=_environment(home), stdout=log, stderr=subprocess.STDOUT)
        try:
            yield Lab(_address(server, home), folder)
        finally:
            _stop(server)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()  # it then ends its kernels
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:  # now and then it has ended them, and waits for a thread of its own for ever
        server.kill()
        server.wait()


def _environment(home: Path) -> dict[str, str]:
    own = {name: str(home / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    own |= {"HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    own |= {"JUPYTERLAB_SETTINGS_DIR": str(home / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces")}
    own |= {"MPLCONFIGDIR": matplotlib.get_cachedir()}  # its list of fonts takes seconds to make
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return os.environ | own | {"PATH": path, "PYTHONPATH": str(ROOT)}


def _address(server: subprocess.Popen[bytes], home: Path) -> str:
    """Wait for the file in which a server that is up says where it listens; it looks for a free port itself."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        for path in (home / "runtime").glob("jpserver-*.json"):
            text = path.read_text(encoding="utf-8")
            if text.endswith("}"):
                return str(json.loads(text)["url"])
        time.sleep(0.05)
    raise RuntimeError("JupyterLab did not start:\n" + (home / "log.txt").read_text(encoding="utf-8"))


class OpenNotebook:
    """A notebook in the browser, seen as its reader sees it: by what cells hold and show.

    Args:
        page: of the browser.
        lab: the server.
        path: of the notebook in the server's folder.
    """

    def __init__(self, page: Page, lab: Lab, path: str) -> None:
        self._page = page
        self._cells = nbformat.read(lab.folder / path, as_version=4).cells
        page.goto(lab.url(f"lab/tree/{path}") + "&reset")
        # The circle beside the kernel's name says idle before there is a kernel, and what is run then is not run.
        page.locator(".jp-StatusBar-TextItem", has_text="(ipykernel) | Idle").wait_for(timeout=RUN_MILLISECONDS)
        # On a busy machine it takes a while until the last cell is on the page.
        expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(self._cells), timeout=RUN_MILLISECONDS)
        page.keyboard.press("Control+b")  # the file browser would take a third of the width

    def cell(self, begins: str) -> Locator:
        """Return the one cell whose source begins with (or whose nbgrader id is) this."""
        return self._nth(self._number(begins))

    def write(self, begins: str, code: str) -> None:
        """Replace what stands in a cell."""
        self.cell(begins).locator(".cm-content").click()
        self._page.keyboard.press("Control+a")
        self._page.keyboard.insert_text(code)

    def run(self, begins: str) -> Locator:
        """Run a cell, wait for its end, and return its output."""
        cell = self.cell(begins)
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.text_content() or ""
        prompt.click()
        self._page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(before, timeout=RUN_MILLISECONDS)
        expect(prompt).to_have_text(HAS_RUN, timeout=RUN_MILLISECONDS)
        return cell.locator(".jp-OutputArea").first

    def output(self, begins: str) -> Locator:
        """Return what a cell shows."""
        return self.cell(begins).locator(".jp-OutputArea").first

    def tests(self) -> list[str]:
        """List the names of the test cells."""
        return [grade_id(cell) for cell in self._cells if is_test(cell)]

    def menu(self, menu: str, command: str) -> None:
        """Choose a command from a menu."""
        self._page.locator(".lm-MenuBar-itemLabel").get_by_text(menu, exact=True).click()
        self._page.locator(".lm-Menu:visible").get_by_text(command, exact=True).click()

    def run_all_above(self, begins: str) -> None:
        """Run all cells above one, and wait for the last of them."""
        self.cell(begins).locator(".jp-InputPrompt").click()
        self.menu("Run", "Run All Above Selected Cell")
        self._wait_for_run(self._number(begins))

    def wait_for_the_last_cell(self) -> None:
        """Wait until the last code cell has run: cells run one after the other."""
        self._wait_for_run(len(self._cells))

    def _wait_for_run(self, before: int) -> None:
        last = max(number for number, cell in enumerate(self._cells[:before]) if cell.cell_type == "code")
        expect(self._nth(last).locator(".jp-InputPrompt")).to_have_text(HAS_RUN, timeout=RUN_MILLISECONDS)

    def _number(self, begins: str) -> int:
        found = [number for number, cell in enumerate(self._cells) if _is(cell, begins)]
        assert len(found) == 1, f"{len(found)} cells begin with {begins!r}"
        return found[0]

    def _nth(self, number: int) -> Locator:
        return self._page.locator(".jp-Notebook .jp-Cell").nth(number)


def _is(cell: NotebookNode, begins: str) -> bool:
    return grade_id(cell) == begins or str(cell.source).startswith(begins)
