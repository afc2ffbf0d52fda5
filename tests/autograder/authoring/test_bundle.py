"""The students' zip: what is in it, and that it suffices on a machine that has nothing but Python."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import nbformat
import pytest
from packaging.requirements import Requirement

from autograder.authoring.bundle import bundle
from autograder.units import find_units, grade_id
from tests.collection import ROOT

PARTS = (
    "source",
    "release",
    "course",
    "docs",
    "course.toml",
    "pyproject.toml",
    "requirements-students.txt",
    "LICENSE",
    "nbgrader_config.py",
)
NOTEBOOKS = ["01_perceptron/perceptron.ipynb", "02_forward/forward.ipynb"]
WHEEL = "neural_networks_from_scratch-{version}-py3-none-any.whl"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pins(path: Path) -> list[str]:
    """Return the packages and versions of a lock, without the platforms that they are for."""
    found: list[str] = re.findall(r"^[\w.-]+==[\w.]+", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return found


@pytest.fixture(scope="module")
def course_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the course, since packing generates the release anew."""
    folder = tmp_path_factory.mktemp("course")
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb*"))
        else:
            shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture(scope="module")
def unpacked(course_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pack units 1 and 2, and give the folder as it lies on a student's machine."""
    folder = tmp_path_factory.mktemp("student")
    path = bundle(find_units(course_folder)[:2])
    assert path.stat().st_size < 1_000_000
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder / path.stem


@pytest.mark.slow
def test_bundle_is_the_release_up_to_its_unit_and_nothing_else(unpacked: Path) -> None:
    files = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    released = {*NOTEBOOKS, "02_forward/given.py"}
    wheel = WHEEL.format(version=PROJECT["version"])
    assert files == {*released, wheel, "START.html", "requirements.txt", "LICENSE.txt"}
    for name in released:  # tests/test_no_answers.py shows that these hold no answer
        assert (unpacked / name).read_bytes() == (ROOT / "release" / name).read_bytes()


@pytest.mark.slow
def test_wheel_is_course_alone_with_the_projects_metadata(unpacked: Path) -> None:
    with zipfile.ZipFile(next(unpacked.glob("*.whl"))) as wheel:
        names = [name for name in wheel.namelist() if not name.endswith("/")]
        metadata = next(name for name in names if name.endswith("/METADATA"))
        head = HeaderParser().parsestr(wheel.read(metadata).decode())
        modules = {name: wheel.read(name) for name in names if not name.startswith(metadata.split("/")[0])}
    assert f'name = "{PROJECT["name"]}"' in modules.pop("course/pyproject.toml").decode()
    assert modules == {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in (ROOT / "course").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert (head["Name"], head["Version"]) == (PROJECT["name"], PROJECT["version"])
    assert head["Requires-Python"] == PROJECT["requires-python"]
    lab = PROJECT["optional-dependencies"]["lab"]  # for `pip install "THE.whl[lab]"`
    assert [Requirement(one) for one in head.get_all("Requires-Dist", [])] == [
        *map(Requirement, PROJECT["dependencies"]),
        *(Requirement(f"{one}; extra == 'lab'") for one in lab),
    ]


@pytest.mark.slow
def test_same_course_gives_the_same_bytes(course_folder: Path, unpacked: Path) -> None:
    path = course_folder / "dist" / f"{unpacked.name}.zip"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.unlink()
    assert hashlib.sha256(bundle(find_units(course_folder)[:2]).read_bytes()).hexdigest() == before


@pytest.mark.slow
def test_requirements_and_start_page_name_no_host(unpacked: Path) -> None:
    requirements = (unpacked / "requirements.txt").read_text(encoding="utf-8")
    assert requirements.startswith(f"./{WHEEL.format(version=PROJECT['version'])}\n")
    start = (unpacked / "START.html").read_text(encoding="utf-8")
    assert "pip install -r requirements.txt" in start
    for text in (requirements, start):
        assert not re.search(r"://|index-url|find-links", text)


def test_students_lock_is_a_part_of_the_full_one() -> None:
    students, full = pins(ROOT / "requirements-students.txt"), pins(ROOT / "requirements.txt")
    assert set(students) < set(full)
    names = {pin.split("==")[0] for pin in students}
    assert {
        Requirement(one).name for one in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["lab"]]
    } <= names


@pytest.mark.exhaustive
def test_requirements_and_jupyter_suffice_in_an_empty_environment(unpacked: Path, tmp_path: Path) -> None:
    """Install as START.html says, and run the notebooks there, untouched, to their end."""
    private = {"IPYTHONDIR": str(tmp_path), "JUPYTER_DATA_DIR": str(tmp_path), "JUPYTER_CONFIG_DIR": str(tmp_path)}
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")} | private

    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=unpacked, env=clean, capture_output=True, text=True, check=False)

    run(sys.executable, "-m", "venv", ".venv")
    python = unpacked / ".venv" / "bin" / "python"
    pip = (python, "-m", "pip", "--disable-pip-version-check", "--retries=0")
    probe = run(*pip, "download", "--no-deps", "--dest", tmp_path, pins(ROOT / "requirements-students.txt")[0])
    if probe.returncode:
        pytest.skip(f"no packages can be downloaded here: {probe.stderr.strip().splitlines()[-1]}")
    installed = run(*pip, "install", "--no-compile", "-r", "requirements.txt")  # compiling all takes half the time
    assert installed.returncode == 0, installed.stderr
    find = "import importlib.util, json; print(json.dumps([bool(importlib.util.find_spec(n)) for n in {}]))"
    assert json.loads(run(python, "-c", find.format(["course", "autograder", "nbgrader"])).stdout) == [
        True,
        False,
        False,
    ]
    jupyter = (python, "-m", "jupyter", "nbconvert", "--to=notebook", "--execute", "--inplace")
    done = run(*jupyter, *NOTEBOOKS)
    assert done.returncode == 0, done.stderr
    for name in NOTEBOOKS:
        setup = next(
            one for one in nbformat.read(unpacked / name, as_version=4).cells if grade_id(one) == "check_setup"
        )
        assert setup.outputs[0].text == "Everything is in place.\n"
