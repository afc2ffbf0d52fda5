"""`autograder lite`: JupyterLite with Python, the course and the notebooks of all languages, into one folder."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader

from autograder.authoring.bundle import build_wheel, read_project
from autograder.browser_edition.core import Pyodide, fetch_pyodide
from autograder.browser_edition.packages import PRELOADED, write_packages
from autograder.browser_edition.words import words
from autograder.languages.places import edition_folder, has_edition
from autograder.problems import UserError
from autograder.settings import read_settings
from autograder.units import Unit
from course.texts import FIRST, LANGUAGES

HERE = Path(__file__).parent
EXTENSIONS = ("@jupyterlite/pyodide-kernel-extension", "@jupyter-widgets/jupyterlab-manager", "ipycanvas")
KERNEL = "@jupyterlite/pyodide-kernel-extension"
LATER = r"(import|from) (pandas|sklearn)\b"  # the units that need these load them as well
ADDED = ("page.js", "page.css")
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # progress() and later units read what is saved.
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 10},
}
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", ".made")


def build(units: list[Unit], site: Path, pyodide: Pyodide | None = None, python: Path = Path(sys.executable)) -> None:
    """Write the browser edition of released units into a folder, which any web server can hand out.

    Args:
        units: of the course; their release is taken as it is.
        site: the folder, written anew.
        pyodide: Python for the browser; by default that which the kernel was made for, fetched once.
        python: of the environment that has JupyterLite.

    Raises:
        UserError: something could not be fetched or built.
    """
    root = units[0].root
    labextensions = python.parent.parent / "share" / "jupyter" / "labextensions"
    with tempfile.TemporaryDirectory() as scratch:
        lite = Path(scratch) / "lite"
        course = build_wheel(root, read_project(root), Path(scratch))
        files = write_packages(
            pyodide or fetch_pyodide(),
            course,
            labextensions / KERNEL / "static" / "pypi",
            (root / "requirements-students.txt").read_text(encoding="utf-8"),
            lite / "static" / "pyodide",
        )
        _write_contents(units, lite / "files")
        _write_settings(lite, labextensions)
        shutil.rmtree(site, ignore_errors=True)
        _run_jupyterlite(python, lite, site)
    _add_page(units, site, *files)


def _write_contents(units: list[Unit], folder: Path) -> None:
    """Put the released units of all languages where Python finds those of one language beside each other."""
    for language in read_settings(units[0].root).languages:
        for unit in (one for one in units if has_edition(one, language)):
            released = unit.release.parent if language == FIRST else edition_folder(unit, language)
            if not released.is_dir():
                raise UserError(f"{unit.name} is not released in {language!r}: run `make release` first.")
            shutil.copytree(released, (folder / _path(unit, language)).parent, ignore=LEFT_OUT)


def _write_settings(lite: Path, labextensions: Path) -> None:
    """Say which parts of JupyterLab the page has, and what Python loads before it is ready."""
    build_settings = {
        "LiteBuildConfig": {
            "apps": ["lab"],
            "contents": ["files"],
            "federated_extensions": [str(labextensions / name) for name in EXTENSIONS],
            "ignore_sys_prefix": ["federated_extensions"],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        }
    }
    page_settings = {"litePluginSettings": {f"{KERNEL}:kernel": {"loadPyodideOptions": {"packages": PRELOADED}}}}
    (lite / "jupyter_lite_config.json").write_text(json.dumps(build_settings), encoding="utf-8")
    page = {"jupyter-lite-schema-version": 0, "jupyter-config-data": page_settings}
    (lite / "jupyter-lite.json").write_text(json.dumps(page), encoding="utf-8")
    (lite / "overrides.json").write_text(json.dumps(SETTINGS), encoding="utf-8")


def _run_jupyterlite(python: Path, lite: Path, site: Path) -> None:
    command = [str(python), "-m", "jupyterlite_core", "build", "--lite-dir", str(lite), "--output-dir", str(site)]
    environment = os.environ | {"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        command, cwd=lite, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise UserError(f"JupyterLite could not be built:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def _add_page(units: list[Unit], site: Path, first: list[str], later: list[str]) -> None:
    """Add what fetches Python early and says where work is kept, and open unit 1 where the site is opened."""
    for name in ADDED:
        shutil.copy(HERE / name, site / name)
    needing = [unit.name for unit in units if re.search(LATER, unit.release.read_text(encoding="utf-8"))]
    about = {"words": words(), "first": first, "later": later, "units": needing}
    (site / "browser_edition.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    lab = site / "lab" / "index.html"
    added = '<link rel="stylesheet" href="../page.css"><script defer src="../page.js"></script></head>'
    lab.write_text(lab.read_text(encoding="utf-8").replace("</head>", added, 1), encoding="utf-8")
    template = Environment(loader=PackageLoader("autograder", "browser_edition"), autoescape=True)
    settings = read_settings(units[0].root)
    starts = {one: f"lab/index.html?path={quote(_path(units[0], one))}" for one in settings.languages}
    title = settings.title_in(settings.languages[0])
    page = template.get_template("index.html").render(title=title, starts=starts, names=LANGUAGES)
    (site / "index.html").write_text(page, encoding="utf-8")


def _path(unit: Unit, language: str) -> str:
    """Return where a notebook is in the browser edition: units of another language have a folder of their own."""
    return f"{'' if language == FIRST else language + '/'}{unit.name}/{unit.notebook_name}"
