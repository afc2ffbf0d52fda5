"""Where catalogs and editions lie in a course's folder."""

from pathlib import Path

from autograder.settings import read_settings
from autograder.units import Unit
from course.texts import FIRST

PACKAGE = "course"


def unit_path(unit: Unit, language: str) -> Path:
    """Return where a unit's catalog lies."""
    return unit.root / "locales" / language / f"{unit.name}.po"


def has_edition(unit: Unit, language: str) -> bool:
    """Tell whether a unit is to have an edition: the course has that language, and somebody began to translate it."""
    return language == FIRST or (language in read_settings(unit.root).languages and unit_path(unit, language).is_file())


def package_path(root: Path, language: str) -> Path:
    """Return where the package's catalog lies."""
    return root / "locales" / language / f"{PACKAGE}.po"


def compiled_path(root: Path, language: str) -> Path:
    """Return where the package's catalog lies for `gettext`: in the package, and so in the students' wheel."""
    return root / "course" / "locales" / language / "LC_MESSAGES" / f"{PACKAGE}.mo"


def released_folder(unit: Unit, language: str) -> Path:
    """Return where the students' notebook of a unit lies in a language."""
    return unit.release.parent if language == FIRST else edition_folder(unit, language)


def edition_folder(unit: Unit, language: str) -> Path:
    """Return where the students' notebook of a unit lies in a language other than the source's."""
    return unit.root / f"release-{language}" / unit.name
