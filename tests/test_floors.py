"""The course runs on the lowest versions that pyproject.toml allows, and on Colab's, without ipycanvas.

It comes there as it does in Colab: each notebook's own first cell installs it, from a site on this machine.
"""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from autograder.authoring.bundle import pack
from autograder.authoring.colab import colab_cell
from autograder.site.colab import write_colab
from autograder.units import find_units
from course.files import package
from course.texts import FIRST
from tests.browser.edition import served
from tests.collection import ROOT

COLAB = [
    "ipython==7.34.0", "ipywidgets==7.7.1", "numpy==2.0.2", "matplotlib==3.10.0", "pandas==2.2.2", "scikit-learn==1.6.1"
]  # fmt: skip
SETS = {"lowest": ["--resolution", "lowest-direct", str(ROOT)], "colab": COLAB}
IN_COLAB = "import sys, types\nsys.modules['google.colab'] = types.ModuleType('google.colab')"
PACKAGES = {"IPython": "ipython", "PIL": "pillow", "mpl_toolkits": "matplotlib", "sklearn": "scikit-learn"}


def test_what_the_course_imports_is_among_what_it_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["lab"]]
    known = {re.split("[<>!=]", one)[0] for one in asked} | {*sys.stdlib_module_names, "course", "given"}
    known |= {"nbclient", "nbformat"}  # come with jupyterlab; course/summary.py alone imports them, where it has work
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "course").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    imported = {name.partition(".")[0] for name in names}
    assert {PACKAGES.get(name, name) for name in imported} - known == set()


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", SETS)
def test_every_notebook_runs_without_an_error(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uv = (sys.executable, "-m", "uv")
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, tmp_path / "venv"], check=True)
    install = [*uv, "pip", "install", "--quiet", "--python", str(python), "pip>=24", "ipykernel>=6.17", *SETS[name]]
    installed = subprocess.run(install, cwd=tmp_path, capture_output=True, text=True, check=False)
    if installed.returncode:
        pytest.skip(f"no packages can be downloaded here: {installed.stderr.strip().splitlines()[-1]}")
    subprocess.run([*uv, "pip", "uninstall", "--quiet", "--python", str(python), package()], check=True)
    missing = "from importlib.util import find_spec as find; print(find('course'), find('ipycanvas'))"
    run = subprocess.run([python, "-c", missing], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout == "None None\n"
    _make_kernel(tmp_path, python)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    units, home, site = find_units(ROOT), tmp_path / "content", tmp_path / "site"
    for folder in (home, site):
        folder.mkdir()
    with served(site) as address:
        packed = pack(units, [unit.source.parent for unit in units], FIRST)
        write_colab(packed, f"{address}colab", site / "colab")
        for unit in units:
            notebook = nbformat.read(unit.source, as_version=4)
            notebook.cells[:0] = [new_code_cell(IN_COLAB), colab_cell(unit.name, address.rstrip("/"))]
            where = {"metadata": {"path": str(home)}}
            NotebookClient(notebook, kernel_name="floors", timeout=300, resources=where).execute()
            texts = [text for cell in notebook.cells for text in _said(cell)]
            assert not [text for text in texts if "Warning" in text], unit.name
            assert any("Everything is in place." in text for text in texts), (unit.name, texts[:4])


def _make_kernel(folder: Path, python: Path) -> None:
    """Write a kernel of that Python, which sees none of the packages of the one that tests."""
    spec = folder / "kernels" / "floors" / "kernel.json"
    spec.parent.mkdir(parents=True)
    command = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    clean = {"PYTHONPATH": "", "IPYTHONDIR": str(folder), "MPLCONFIGDIR": str(folder)}
    spec.write_text(json.dumps({"argv": command, "display_name": "floors", "language": "python", "env": clean}))


def _said(cell: nbformat.NotebookNode) -> list[str]:
    """List what a cell wrote as text."""
    return [output.text for output in cell.get("outputs", ()) if output.output_type == "stream"]
