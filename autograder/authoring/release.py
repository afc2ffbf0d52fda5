"""Generate what students get: release/ and the units' support files, from source/ alone."""

import shutil
from pathlib import Path

from autograder.authoring.lint import lint
from autograder.authoring.support import SUPPORT_MODULE, support_file
from autograder.nbgrader_api import nbgrader_api, succeed
from autograder.problems import UserError
from autograder.settings import read_settings
from autograder.units import Unit, find_units
from course.texts import TRANSLATED


def release(units: list[Unit]) -> None:
    """Lint the units, write their support files, and let nbgrader make the students' notebooks.

    nbgrader also notes the units, their points and test cells in its gradebook.

    Args:
        units: in order; a unit's support file is made from the sources of the earlier ones.

    Raises:
        UserError: lint found something, or nbgrader could not do it.
    """
    prepare(units)
    with nbgrader_api(units[0].root) as api:
        for unit in units:
            succeed(api.generate_assignment(unit.name), f"make the release of {unit.name}")


def prepare(units: list[Unit]) -> None:
    """Lint units, and write their support files.

    Raises:
        UserError: lint found something.
    """
    breaches = [breach for unit in units for breach in lint(unit)]
    if breaches:
        raise UserError("\n".join([*map(str, breaches), "Fix this in source/ first; nothing has been done."]))
    for unit in units:
        write_support_file(unit)


def remove_unused(root: Path) -> list[Path]:
    """Remove what was released of units, and in languages, that course.toml no longer names; return these folders.

    nbgrader and the formgrader take each folder in release/ for a unit of the course.
    """
    units, languages = {unit.name for unit in find_units(root)}, read_settings(root).other_languages
    kept = {root / "release", *(root / f"release-{language}" for language in languages)}
    released = [root / "release", *(root / f"release-{language}" for language in TRANSLATED)]
    folders = [folder for one in released for folder in sorted(one.glob("[0-9][0-9]_*")) if folder.is_dir()]
    unused = [folder for folder in folders if folder.name not in units or folder.parent not in kept]
    for folder in unused:
        shutil.rmtree(folder)
    return unused


def write_support_file(unit: Unit) -> Path | None:
    """Write a unit's support file where it changed; remove one that is not asked for any more.

    Returns:
        The file, or None where the unit needs none.
    """
    path = unit.source.parent / f"{SUPPORT_MODULE}.py"
    text = support_file(unit)
    if text is None:
        path.unlink(missing_ok=True)
        return None
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return path
