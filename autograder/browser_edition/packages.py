"""Which packages Python in the browser loads for an import, and from where: `pyodide-lock.json`.

The course and what it needs beyond Pyodide's own packages are written into that file. So `from course import ...` loads
them all, and the notebooks are the same as everywhere.
"""

import ast
import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from autograder.browser_edition.core import Pyodide, fetch_wheels
from course.files import package

COURSE = package()
LOCK = "pyodide-lock.json"
# What the kernel would otherwise look for one after the other.
PRELOADED = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython")
# What these need of each other in the browser, where widgets' own frontends are part of the page.
ADDED = {
    "comm": [],
    "ipywidgets": ["comm", "ipython", "traitlets"],
    "ipycanvas": ["ipywidgets", "numpy", "pillow"],
    COURSE: ["numpy", "matplotlib", "pillow", "packaging", "ipywidgets", "ipycanvas"],
}
OF_THE_KERNEL = {"piplite": ["micropip"], "pyodide-kernel": ["comm", "ipython"], "ipykernel": ["pyodide-kernel"]}
LATER = ("pandas", "scikit-learn", "threadpoolctl")  # some of the course's units alone need these
CORE = ("pyodide.mjs", "pyodide.js", "pyodide.asm.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
ANYWHERE = "-none-any.whl"


def write_packages(pyodide: Pyodide, course: Path, kernel: Path, pins: str, folder: Path) -> list[list[str]]:
    """Fill a folder with Python for the browser and all packages that are served from here.

    Args:
        pyodide: the core, and where the compiled packages are.
        course: the wheel of the course.
        kernel: a folder with the kernel's own wheels.
        pins: the students' requirements, whose versions of the widgets are taken.
        folder: what is written.

    Returns:
        What the browser fetches before the first cell can run, in order, and what some units need besides: addresses
        as seen from the folder.
    """
    folder.mkdir(parents=True)
    for name in CORE:
        if (pyodide.folder / name).exists():
            shutil.copy(pyodide.folder / name, folder)
    lock = json.loads((pyodide.folder / LOCK).read_text(encoding="utf-8"))
    packages: dict[str, dict[str, Any]] = lock["packages"]
    wheels = _own_wheels(course, kernel, pins)
    for name, wheel in wheels.items():
        packages[name] = _entry(name, wheel)
    needed = [_with_needs(packages, names) for names in (PRELOADED, [COURSE], LATER)]
    _name_imports(packages, course)
    pure = {name: packages[name] for names in needed for name in names if _is_pure(packages[name])}
    here = [name for name in pure if name not in wheels and not (pyodide.folder / pure[name]["file_name"]).exists()]
    wheels |= fetch_wheels({name: pure[name]["version"] for name in here})
    for name, one in packages.items():
        _place(one, wheels.get(name, pyodide.folder / one["file_name"]), folder, pyodide.address)
    (folder / LOCK).write_text(json.dumps(lock), encoding="utf-8")
    first = [name for name in CORE[2:] if (folder / name).exists()]
    first += [packages[name]["file_name"] for name in dict.fromkeys(needed[0] + needed[1])]
    return [first, [address for name in needed[2] if (address := packages[name]["file_name"]) not in first]]


def _own_wheels(course: Path, kernel: Path, pins: str) -> dict[str, Path]:
    """Find the wheels that are no part of Pyodide."""
    wheels = {COURSE: course}
    for path in sorted(kernel.glob("*.whl")):
        if (name := _name(path)) in OF_THE_KERNEL:
            wheels[name] = path
    pinned = {one.name: next(iter(one.specifier)).version for one in map(Requirement, _lines(pins))}
    return wheels | fetch_wheels({name: pinned[name] for name in ADDED if name in pinned})


def _lines(pins: str) -> list[str]:
    return [line for line in pins.splitlines() if line and not line.startswith("#")]


def _name(wheel: Path) -> str:
    return str(parse_wheel_filename(wheel.name)[0])


def _entry(name: str, wheel: Path) -> dict[str, Any]:
    return {
        "name": name,
        "version": str(parse_wheel_filename(wheel.name)[1]),
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": "",
        "package_type": "package",
        "imports": ["course" if name == COURSE else name.replace("-", "_")],
        "depends": (ADDED | OF_THE_KERNEL)[name],
        "unvendored_tests": False,
    }


def _with_needs(packages: dict[str, dict[str, Any]], names: Any) -> list[str]:
    """List packages, each after what it needs."""
    found: dict[str, None] = {}
    for name in map(canonicalize_name, names):
        found |= dict.fromkeys([*_with_needs(packages, packages[name]["depends"]), name])
    return list(found)


def _is_pure(entry: dict[str, Any]) -> bool:
    return str(entry["file_name"]).endswith(ANYWHERE)


def _name_imports(packages: dict[str, dict[str, Any]], course: Path) -> None:
    """Let an import of a part of the course load what that part alone needs, such as scikit-learn."""
    for name in LATER:
        module = packages[name]["imports"][0]
        packages[name]["imports"] += [f"course.{part}" for part in _parts_that_import(module, course)]


def _parts_that_import(module: str, course: Path) -> list[str]:
    parts = set()
    with zipfile.ZipFile(course) as archive:
        for path in map(Path, archive.namelist()):
            if path.suffix == ".py" and path.parts[0] == "course" and len(path.parts) == 3:
                tree = ast.parse(archive.read(path.as_posix()))
                if module in _imported(tree):
                    parts.add(path.parts[1])
    return sorted(parts)


def _imported(tree: ast.Module) -> set[str]:
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return {name.partition(".")[0] for name in names}


def _place(entry: dict[str, Any], file: Path, folder: Path, address: str) -> None:
    """Serve a file from here where it is at hand; else it comes from Pyodide's own address."""
    if file.is_file():
        shutil.copy(file, folder)
        entry["file_name"] = file.name
        entry["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    else:
        entry["file_name"] = f"{address}/{entry['file_name']}"
