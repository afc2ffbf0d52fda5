"""A course that is adapted by a line of its settings: it is released, packed and graded, and its quick tests pass."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.settings import FILE
from autograder.units import Unit
from tests.collection import ROOT
from tests.tiny import marks

pytestmark = pytest.mark.exhaustive
LEFT_OUT = {".git", ".venv", "dist", "demo", "submitted", "autograded", "feedback", "gradebook.db"}  # of the root alone
# Those that know units, points and names; the others are about one module each.
QUICK = """
test_docs.py test_no_answers.py test_notebooks.py test_wrong_programs.py
test_floors.py test_adapting.py autograder/authoring autograder/test_languages.py autograder/test_site.py
autograder/test_settings.py autograder/test_browser_edition.py autograder/judging/test_needed.py
autograder/reading/test_misconceptions.py course/test_notebook.py course/bookings
"""
OWN = "08_own"
TRIPLE = "def triple(x):\n    ### BEGIN SOLUTION\n    return x * 3\n    ### END SOLUTION"
ASSERTS = "assert triple(2) == 6\n### BEGIN HIDDEN TESTS\nassert triple(-1) == -3\n### END HIDDEN TESTS"


def replace(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def without_unit_7(root: Path) -> None:
    replace(root, FILE, '    "07_bookings",\n', "")


def with_unit_8(root: Path) -> None:
    """Add a unit as plain nbgrader has it: an answer and a cell of asserts, no hints, no checks module, no Spanish."""
    cells = [
        new_markdown_cell("# 8 · My own"),
        new_code_cell(TRIPLE, metadata=marks("triple", solution=True)),
        new_code_cell(ASSERTS, metadata=marks("test_triple", grade=True, locked=True, points=5)),
    ]
    for cell in cells[1:]:
        cell.execution_count = 1
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    unit = Unit(OWN, root)
    unit.source.parent.mkdir()
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), unit.source)
    replace(root, FILE, '"07_bookings",\n', f'"07_bookings",\n    "{OWN}",\n')
    replace(root, FILE, "house_rules = true", "house_rules = false")


def renamed(root: Path) -> None:
    """Give the course another title, and its package another name, under which it is then installed."""
    replace(root, FILE, "Neural Networks from Scratch", "Neurons for All")
    replace(root, "pyproject.toml", 'name = "neural-networks-from-scratch"', 'name = "neurons-for-all"')
    installed = root / "neurons_for_all-0.1.0.dist-info"
    installed.mkdir()
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [f"Requires-Dist: {one}" for one in project["dependencies"]]
    head = ["Name: neurons-for-all", "Version: 0.1.0", "Requires-Python: >=3.11", *lines]
    (installed / "METADATA").write_text("\n".join(head) + "\n", encoding="utf-8")


def ten_points(root: Path) -> None:
    replace(root, FILE, "points = 20", "points = 10")


def run(root: Path, *arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(root), "COLUMNS": "200"}
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def hand_in_released(unit: Unit, **answers: str) -> None:
    notebook = nbformat.read(unit.release, as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""), cell.source)
    unit.submitted("ada").parent.mkdir(parents=True)
    nbformat.write(notebook, unit.submitted("ada"))


SIGN = "def sign(z):\n    return np.where(z >= 0, 1, -1)"
CASES = {
    "unit 7 dropped": (without_unit_7, "01_perceptron", {"sign": SIGN}, "1 of 20", "1-to-6.zip"),
    "unit 8 added": (with_unit_8, OWN, {"triple": "def triple(x):\n    return 3 * x"}, "5 of 5", "1-to-8.zip"),
    "renamed": (renamed, "01_perceptron", {"sign": SIGN}, "1 of 20", "neurons-for-all-units-1-to-7.zip"),
    "ten points": (ten_points, "01_perceptron", {"sign": SIGN}, "0.5 of 10", "1-to-7.zip"),
}


@pytest.mark.parametrize(("change", "name", "answers", "score", "packed"), CASES.values(), ids=CASES)
def test_a_line_of_the_settings_is_enough(
    change: Callable[[Path], None], name: str, answers: dict[str, str], score: str, packed: str, tmp_path: Path
) -> None:
    root = tmp_path / "course"
    shutil.copytree(ROOT, root, ignore=lambda folder, _names: LEFT_OUT if Path(folder) == ROOT else ())
    change(root)
    assert run(root, "autograder", "lint") == ""
    run(root, "autograder", "release")
    assert packed in run(root, "autograder", "bundle")
    hand_in_released(Unit(name, root), **answers)
    assert re.search(rf"ada .* {score}\b", run(root, "autograder", "grade", name))
    shutil.rmtree(root / "submitted")
    files = [f"tests/{file}" for file in QUICK.split()]
    run(root, "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow and not exhaustive", *files)
