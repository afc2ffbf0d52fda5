"""What each notebook does first: see that everything is in place, and keep messages short."""

import os
import platform
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from course.checks import shell
from course.files import PACKAGE, is_older, version_of
from course.texts import use_language

GIVEN = "given.py"


def check_setup(unit: str = "", *files: str, language: str = "en") -> None:
    """See that the notebook can run here: print one line, and where something is off, it says what to do.

    Also has the kernel show one line, instead of a traceback, where a cell uses an exercise that is still open.

    Args:
        unit: the unit that the notebook belongs to, for example 02_forward; "" leaves the folder unchecked.
        *files: what must lie beside the notebook, for example given.py.
        language: that of the notebook, in which checks, pictures and messages speak, too.

    Raises:
        ValueError: there is no edition in this language.
    """
    use_language(language)
    shell.install()
    problems = _problems_of_python() or [*_problems_of_folder(unit, files, Path.cwd()), *_older_course(unit)]
    print(problems[0] if problems else "Everything is in place.")


@cache  # until the kernel is restarted, as the messages say
def _problems_of_python() -> list[str]:
    """Compare this Python and its packages with what the installed course says that it needs."""
    install = (
        f"In the course's folder run `{sys.executable} -m pip install -r requirements.txt`, then restart the kernel."
    )
    try:
        course = distribution(PACKAGE)
    except PackageNotFoundError:
        return [f"The course is not installed in {sys.prefix}, where this notebook runs. {install}"]
    problems = []
    needed = SpecifierSet(course.metadata["Requires-Python"])
    if not needed.contains(platform.python_version(), prereleases=True):
        problems.append(
            f"Python {platform.python_version()} does not fit, {needed} is needed: install it, then the course in it."
        )
    unfit = [text for text in map(_unfit, _requirements(course)) if text]
    if unfit:
        problems.append(f"{', '.join(unfit)}. {install}")
    return problems


def _older_course(unit: str) -> Iterator[str]:
    """See that the installed course is not older than the one that the notebook came with."""
    wanted = version_of(Path.cwd() / f"{unit.partition('_')[2]}.ipynb") if unit else ""
    if wanted and is_older(found := version(PACKAGE), wanted):
        yield (
            f"This notebook came with version {wanted} of the course, but {found} is installed, and its checks may "
            "differ from those of the grade: take requirements.txt and the .whl file out of the newest zip. "
            f"Then, in the course's folder, run `{sys.executable} -m pip install -r requirements.txt`, and restart the "
            "kernel."
        )


def _requirements(course: Distribution) -> list[Requirement]:
    """List what students need on this system; what a marker leaves out here, or keeps for instructors, is missing."""
    requirements = map(Requirement, course.requires or ())
    return [one for one in requirements if one.marker is None or one.marker.evaluate({"extra": ""})]


def _unfit(requirement: Requirement) -> str:
    """Say what is wrong with an installed package, or nothing."""
    try:
        found = version(requirement.name)
    except PackageNotFoundError:
        return f"{requirement.name} is missing"
    fits = requirement.specifier.contains(found, prereleases=True)
    return "" if fits else f"{requirement.name} {found} does not fit, {requirement.specifier} is needed"


def _problems_of_folder(unit: str, files: tuple[str, ...], folder: Path) -> Iterator[str]:
    """See that what came with the notebook lies beside it."""
    notebook = f"{unit.partition('_')[2]}.ipynb"
    for name in files:
        if not (folder / name).is_file():
            yield (
                f"{name} is not beside this notebook, in {folder}: unpack the whole zip first, "
                f"and open {notebook} in its own folder {unit}."
            )
        elif name == GIVEN and unit not in _first_line(folder / name):
            yield f"{name} in {folder} belongs to another unit: put the one that came with {notebook} in its place."
    opened = Path(os.environ.get("JPY_SESSION_NAME", "")).name  # set by Jupyter's server
    others = sorted(path.name for path in folder.glob("*.ipynb")) if unit else []
    if folder.name == unit and notebook not in others and others:
        yield (
            f"{notebook} is not in {folder}. Was it renamed to {others[0]}? Give it its name again: grading, progress "
            "and later units look for it."
        )
    elif folder.name == unit and opened in others and opened != notebook:
        yield f"This is {opened}, a copy: grading, progress and later units look for {notebook}. Work in that one."
    if (folder / notebook).is_file() and folder.name != unit:
        yield (
            f"The folder {folder.name} was called {unit}: give it that name again, "
            "so that your other notebooks find the answers in it."
        )


def _first_line(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
