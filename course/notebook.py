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
from course.files import is_older, package, version_of
from course.texts import FIRST, LANGUAGES, _, use_language

GIVEN = "given.py"


def check_setup(unit: str = "", *files: str, language: str = FIRST) -> None:
    """See that the notebook can run here: print one line, and where something is off, it says what to do.

    Also has the kernel show one line, instead of a traceback, where a cell uses an exercise that is still open.

    Args:
        unit: the unit that the notebook belongs to, for example 02_forward; "" leaves the folder unchecked.
        *files: what must lie beside the notebook, for example given.py.
        language: that of the notebook, in which checks, pictures and messages speak, too; where there is no such
            edition, it is English.
    """
    use_language(language if language in LANGUAGES else FIRST)
    shell.install()
    problems = _problems_of_python() or [
        *_problems_of_folder(unit, files, Path.cwd()),
        *_older_course(unit),
        *_problems_of_language(language),
    ]
    print(problems[0] if problems else _("Everything is in place."))


def _problems_of_python() -> list[str]:
    """Compare this Python and its packages with what the installed course says that it needs."""
    install = _(
        "In the course's folder run `{python} -m pip install -r requirements.txt`, then restart the kernel."
    ).format(python=sys.executable)
    found = _installed()
    if found is None:
        missing = _("The course is not installed in {folder}, where this notebook runs.").format(folder=sys.prefix)
        return [f"{missing} {install}"]
    problems = []
    needed, packages = found
    if not needed.contains(platform.python_version(), prereleases=True):
        problems.append(
            _("Python {found} does not fit, {needed} is needed: install it, then the course in it.").format(
                found=platform.python_version(), needed=needed
            )
        )
    unfit = [text for requirement, found_version in packages if (text := _unfit(requirement, found_version))]
    if unfit:
        problems.append(f"{', '.join(unfit)}. {install}")
    return problems


@cache  # until the kernel is restarted, as the messages say
def _installed() -> tuple[SpecifierSet, list[tuple[Requirement, str]]] | None:
    """Read which Python the installed course needs, and which packages, each with the version found or ""."""
    try:
        course = distribution(package())
    except PackageNotFoundError:
        return None
    packages = [(one, _version_found(one.name)) for one in _requirements(course)]
    return SpecifierSet(course.metadata["Requires-Python"]), packages


def _older_course(unit: str) -> Iterator[str]:
    """See that the installed course is not older than the one that the notebook came with."""
    wanted = version_of(Path.cwd() / f"{unit.partition('_')[2]}.ipynb") if unit else ""
    if wanted and is_older(found := version(package()), wanted):
        yield _(
            "This notebook came with version {wanted} of the course, but {found} is installed, and its checks may "
            "differ from those of the grade: take requirements.txt and the .whl file out of the newest zip. "
            "Then, in the course's folder, run `{python} -m pip install -r requirements.txt`, and restart the "
            "kernel."
        ).format(wanted=wanted, found=found, python=sys.executable)


def _requirements(course: Distribution) -> list[Requirement]:
    """List what students need on this system; what a marker leaves out here, or keeps for instructors, is missing."""
    requirements = map(Requirement, course.requires or ())
    return [one for one in requirements if one.marker is None or one.marker.evaluate({"extra": ""})]


def _version_found(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _unfit(requirement: Requirement, found: str) -> str:
    """Say what is wrong with an installed package, or nothing."""
    if not found:
        return _("{package} is missing").format(package=requirement.name)
    if requirement.specifier.contains(found, prereleases=True):
        return ""
    return _("{package} {found} does not fit, {needed} is needed").format(
        package=requirement.name, found=found, needed=requirement.specifier
    )


def _problems_of_folder(unit: str, files: tuple[str, ...], folder: Path) -> Iterator[str]:
    """See that what came with the notebook lies beside it."""
    notebook = f"{unit.partition('_')[2]}.ipynb"
    for name in files:
        if not (folder / name).is_file():
            yield _(
                "{file} is not beside this notebook, in {folder}: unpack the whole zip first, "
                "and open {notebook} in its own folder {unit}."
            ).format(file=name, folder=folder, notebook=notebook, unit=unit)
        elif name == GIVEN and unit not in _first_line(folder / name):
            yield _(
                "{file} in {folder} belongs to another unit: put the one that came with {notebook} in its place."
            ).format(file=name, folder=folder, notebook=notebook)
    opened = Path(os.environ.get("JPY_SESSION_NAME", "")).name  # set by Jupyter's server
    others = sorted(path.name for path in folder.glob("*.ipynb")) if unit else []
    if folder.name == unit and notebook not in others and others:
        yield _(
            "{notebook} is not in {folder}. Was it renamed to {other}? Give it its name again: grading, progress "
            "and later units look for it."
        ).format(notebook=notebook, folder=folder, other=others[0])
    elif folder.name == unit and opened in others and opened != notebook:
        yield _(
            "This is {copy}, a copy: grading, progress and later units look for {notebook}. Work in that one."
        ).format(copy=opened, notebook=notebook)
    if (folder / notebook).is_file() and folder.name != unit:
        yield _(
            "The folder {folder} was called {unit}: give it that name again, "
            "so that your other notebooks find the answers in it."
        ).format(folder=folder.name, unit=unit)


def _problems_of_language(language: str) -> Iterator[str]:
    """See that there is an edition in the language that the first cell names."""
    if language not in LANGUAGES:
        yield (
            f"There is no edition in the language {language!r}, so this notebook goes on in English. "
            f"There are: {', '.join(LANGUAGES)}."
        )


def _first_line(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
