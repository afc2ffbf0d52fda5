"""Which packages Python in the browser loads for an import of the course, and from where."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from autograder.browser_edition import packages
from autograder.browser_edition.core import Pyodide
from autograder.browser_edition.words import words
from course.files import package
from course.texts import LANGUAGES

ADDRESS = "https://packages.invalid/full"
COMPILED = ("numpy", "matplotlib", "pillow", "pandas", "scikit-learn")
PURE = ("micropip", "jedi", "ipython", "traitlets", "packaging", "threadpoolctl")
COURSE = {
    "course/__init__.py": "from course import widgets",
    "course/widgets.py": "import ipywidgets",
    "course/digits/images.py": "from sklearn.datasets import load_digits",
}


def wheel(folder: Path, name: str, files: dict[str, str] | None = None) -> Path:
    path = folder / f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for file, code in (files or {"empty.py": ""}).items():
            archive.writestr(file, code)
    return path


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[list[str]]]:
    """Write the packages of a small Pyodide; what pip would fetch is made here."""
    core = tmp_path / "core"
    core.mkdir()
    endings = dict.fromkeys(COMPILED, "cp314-wasm32.whl") | dict.fromkeys(PURE, "py3-none-any.whl")
    entries = {
        name: {"name": name, "version": "1.0", "file_name": f"{name.replace('-', '_')}-1.0-{ending}", "depends": []}
        | {"imports": ["sklearn" if name == "scikit-learn" else name], "sha256": "of another build"}
        for name, ending in endings.items()
    }
    (core / "pyodide-lock.json").write_text(json.dumps({"info": {}, "packages": entries}), encoding="utf-8")
    (core / "pyodide.asm.wasm").write_bytes(b"python")
    monkeypatch.setattr(
        packages, "fetch_wheels", lambda wanted: {name: wheel(tmp_path / "pip", name) for name in wanted}
    )
    for name in packages.OF_THE_KERNEL:
        wheel(tmp_path / "kernel", name)
    course = wheel(tmp_path / "dist", package(), COURSE)
    pins = "# The students' part.\ncomm==1.0\nipycanvas==1.0\nipywidgets==1.0 ; python_version > '3'\n"
    site = tmp_path / "site"
    return site, packages.write_packages(Pyodide(core, ADDRESS), course, tmp_path / "kernel", pins, site)


def test_import_of_the_course_loads_all_that_it_needs(made: tuple[Path, list[list[str]]]) -> None:
    site, (first, later) = made
    lock: dict[str, dict[str, Any]] = json.loads((site / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    assert lock[package()]["imports"] == ["course"]
    assert {"numpy", "matplotlib", "ipywidgets", "ipycanvas"} <= set(lock[package()]["depends"])
    assert lock["scikit-learn"]["imports"] == ["sklearn", "course.digits"]
    assert lock["pandas"]["imports"] == ["pandas"]
    assert first[0] == "pyodide.asm.wasm"
    assert first.index(lock["numpy"]["file_name"]) < first.index(lock["matplotlib"]["file_name"])
    assert later == [lock[name]["file_name"] for name in ("pandas", "scikit-learn", "threadpoolctl")]


def test_all_but_compiled_packages_is_served_from_the_site(made: tuple[Path, list[list[str]]]) -> None:
    site, _files = made
    for name, one in json.loads((site / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"].items():
        if name in COMPILED:
            assert one["file_name"].startswith(f"{ADDRESS}/")
        else:
            assert one["sha256"] == hashlib.sha256((site / one["file_name"]).read_bytes()).hexdigest()


def test_words_of_the_page_are_there_in_each_language() -> None:
    assert words().keys() == LANGUAGES.keys()
    assert words()["es"] != words()["en"]
    assert "{megabytes}" in words()["es"]["loading"]
