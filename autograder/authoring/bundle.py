"""The students' zip for the LMS: notebooks up to a unit, and all that is needed to work on them.

Everything in it is made from what the repository says once: the notebooks from source/, the package `course` as a
wheel with pyproject.toml's metadata, the requirements from the lock, and the start page from docs/students.md. The
same repository gives the same bytes.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import mistune
from jinja2 import Environment, PackageLoader

from autograder.authoring.editions import write_edition
from autograder.authoring.release import release
from autograder.languages.places import edition_folder
from autograder.languages.update import unit_faults
from autograder.problems import UserError
from autograder.settings import read_settings
from autograder.units import Unit
from course.files import PROJECT
from course.texts import FIRST

LEFT_OUT = ("__pycache__", ".ipynb_checkpoints")
METADATA = ("name", "version", "description", "requires-python", "dependencies")
EXTRA = "lab"  # what a student needs besides on a machine of their own
# uv brings this backend with it, so that building needs no network.
BUILD = """
[build-system]
requires = ["uv_build"]
build-backend = "uv_build"

[tool.uv.build-backend]
module-name = "course"
module-root = ""
"""


def bundle(units: list[Unit], language: str = FIRST) -> Path:
    """Generate the release of these units anew and pack it, with all that it needs, into one zip in dist/.

    Args:
        units: in order, from the first one on.
        language: of the notebooks and the start page, one of LANGUAGES.

    Returns:
        The zip.

    Raises:
        UserError: there is no edition of the units in this language, they cannot be released, or the wheel cannot be
            built.
    """
    return pack(units, released(units, language), language)


def pack(units: list[Unit], folders: list[Path], language: str) -> Path:
    """Pack these folders with released units, and all that is needed to work on them.

    Returns:
        The zip.

    Raises:
        UserError: the wheel cannot be built.
    """
    root = units[0].root
    project = read_project(root)
    files = students_files(root, folders)
    files["START.html"] = start_page(root, read_settings(root).title_in(language), language)
    first, last = (unit.number for unit in (units[0], units[-1]))
    edition = "" if language == FIRST else f"{language}-"
    path = root / "dist" / f"{project['name']}-{edition}units-{first}-to-{last}.zip"
    _write_zip(path, files)
    return path


def read_project(root: Path) -> dict[str, Any]:
    """Read what pyproject.toml says of the course."""
    project: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def students_files(root: Path, folders: list[Path]) -> dict[str, bytes]:
    """Return what students need to work on these folders with released units, by the files' names.

    Raises:
        UserError: the wheel cannot be built.
    """
    with tempfile.TemporaryDirectory() as scratch:
        wheel = build_wheel(root, read_project(root), Path(scratch))
        pinned = (root / "requirements-students.txt").read_text(encoding="utf-8").partition("\n")[2]
        files = {
            "LICENSE.txt": (root / "LICENSE").read_bytes(),
            "requirements.txt": f"./{wheel.name}\n{pinned}".encode(),
            wheel.name: wheel.read_bytes(),
        }
    for folder in folders:
        files |= _files_in(folder)
    return files


def released(units: list[Unit], language: str) -> list[Path]:
    """Release the units in a language, and return their folders."""
    release(units)
    if language == FIRST:
        return [unit.release.parent for unit in units]
    for unit in units:
        if faults := unit_faults(unit, language):
            raise UserError(
                f"{unit.name} has no edition in {language!r}: {len(faults)} of its texts are to be translated. "
                "`autograder translations` lists them."
            )
        write_edition(unit, language)
    return [edition_folder(unit, language) for unit in units]


def _files_in(folder: Path) -> dict[str, bytes]:
    """Read what was released of a unit, by the names that the files have in the zip."""
    paths = [path for path in folder.rglob("*") if path.is_file() and not set(LEFT_OUT) & set(path.parts)]
    return {path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in paths}


def build_wheel(root: Path, project: dict[str, Any], scratch: Path) -> Path:
    """Build the wheel of `course` alone: pyproject.toml's own metadata, without the grader and its extra."""
    shutil.copytree(root / "course", scratch / "course", ignore=shutil.ignore_patterns(*LEFT_OUT))
    # JSON's strings and lists are TOML's too.
    lines = [f"{key} = {json.dumps(project[key])}" for key in METADATA]
    extra = f"{EXTRA} = {json.dumps(project['optional-dependencies'][EXTRA])}"
    text = "\n".join(["[project]", *lines, "[project.optional-dependencies]", extra, BUILD])
    for folder in (scratch, scratch / "course"):  # in the package, it says under which name the course is installed
        (folder / PROJECT).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "uv", "build", "--wheel", "--offline", "--quiet", "--out-dir", "dist"]
    done = subprocess.run(command, cwd=scratch, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise UserError(
            f"The wheel of course/ could not be built. Is uv installed (`make install`)? {done.stderr.strip()}"
        )
    return next((scratch / "dist").glob("*.whl"))


def start_page(root: Path, title: str, language: str) -> bytes:
    """Turn the students' guide into a page that any browser opens with a double click."""
    folder = root / "docs" if language == FIRST else root / "docs" / language
    guide = (folder / "students.md").read_text(encoding="utf-8")
    template = Environment(loader=PackageLoader("autograder"), autoescape=True).get_template("start.html")
    body = mistune.create_markdown(plugins=["table"])(guide)
    return template.render(title=title, body=body, language=language).encode()


def _write_zip(path: Path, files: dict[str, bytes]) -> None:
    """Write files into one folder of a zip, with a fixed date, so that the same files give the same bytes."""
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{path.stem}/{name}")
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED)
