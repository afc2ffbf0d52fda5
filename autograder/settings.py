"""The course's settings: course.toml, in which an instructor adapts the course without an edit of its code.

Each setting has a default, so a course needs no such file. What changes during a term or from student to student, due
dates and extensions, is not here: nbgrader's gradebook has it.
"""

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.problems import UserError
from course.texts import FIRST, LANGUAGES

FILE = "course.toml"
POLICIES = ("none", "share", "cut-off")
_TITLES = {"en": "Neural Networks from Scratch", "es": "Redes neuronales desde cero"}


@dataclass(frozen=True)
class CourseSettings:
    """Hold what course.toml says.

    Args:
        title: of the course, by language.
        languages: the editions that are made; the first is that of the zip and the report where no other is asked for.
        units: those in use, in their order; None for all that are in source/.
        points: what each unit is worth.
        house_rules: whether units that are not in the syllabus must follow the course's own rules, too.
        late_policy: what late work loses, one of POLICIES.
        late_share: the share of its points that late work loses for each day.
        canvas: the titles of Canvas's columns, by unit.
        address: where the site is published, without a slash at its end; empty where it is not.
        repository: where the repository is published.
        students: where the students' repositories are (`autograder publish`), by language.
    """

    title: Mapping[str, str] = field(default_factory=_TITLES.copy)
    languages: tuple[str, ...] = tuple(LANGUAGES)
    units: tuple[str, ...] | None = None
    points: float = 20
    house_rules: bool = True
    late_policy: str = "none"
    late_share: float = 0.1
    canvas: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    repository: str = ""
    students: Mapping[str, str] = field(default_factory=dict)

    def title_in(self, language: str) -> str:
        """Return the course's title in a language, or that in another one where it has none."""
        return self.title.get(language) or next(iter(self.title.values()))

    @property
    def other_languages(self) -> list[str]:
        """List the languages of the editions that are made from the release."""
        return [language for language in self.languages if language != FIRST]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_list_of(value: Any, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and bool(value) and all(map(fits, value)) and len(set(value)) == len(value)


def _is_table_of_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _is_title(value: Any) -> bool:
    return _is_text(value) or (_is_table_of_texts(value) and bool(value) and value.keys() <= LANGUAGES.keys())


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("https://")


def _is_table_of_addresses(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() <= LANGUAGES.keys() and all(map(_is_address, value.values()))


# Each setting as course.toml spells it: the field that takes it, whether a value fits, and what does.
_SETTINGS: dict[str, tuple[str, Callable[[Any], bool], str]] = {
    "title": (
        "title",
        _is_title,
        f"a text, or a table with a text for some of {', '.join(LANGUAGES)}",
    ),
    "languages": (
        "languages",
        lambda value: _is_list_of(value, lambda one: isinstance(one, str) and one in LANGUAGES),
        f"a list of some of {', '.join(LANGUAGES)}, each once",
    ),
    "units": ("units", lambda value: _is_list_of(value, _is_text), "a list of folders in source/, each once"),
    "points": ("points", lambda value: _is_number(value) and value > 0, "a number above 0"),
    "house_rules": ("house_rules", lambda value: isinstance(value, bool), "true or false"),
    "late.policy": (
        "late_policy",
        lambda value: isinstance(value, str) and value in POLICIES,
        f"one of {', '.join(POLICIES)}",
    ),
    "late.share": ("late_share", lambda value: _is_number(value) and 0 <= value <= 1, "a number from 0 to 1"),
    "canvas": ("canvas", _is_table_of_texts, "a column's title for each unit"),
    "site.address": ("address", _is_address, "an address that begins with https://"),
    "site.repository": ("repository", _is_address, "an address that begins with https://"),
    "site.students": (
        "students",
        _is_table_of_addresses,
        f"a table with an address that begins with https:// for some of {', '.join(LANGUAGES)}",
    ),
}
_TABLES = ("late", "site")


def read_settings(root: Path) -> CourseSettings:
    """Read course.toml; what it does not say, or all where it is missing, is as it is by default.

    Args:
        root: the course's folder.

    Raises:
        UserError: it cannot be read, has a setting that is unknown, or one with a value that does not fit.
    """
    try:
        found = tomllib.loads((root / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return CourseSettings()
    except (OSError, ValueError) as error:
        raise UserError(f"{FILE} cannot be read: {error}.") from error
    return CourseSettings(**dict(_setting(name, value) for name, value in _flat(found)))


def chosen_language(asked: str | None, root: Path) -> str:
    """Return the language that was asked for, or else the course's first one.

    Raises:
        UserError: the course has no edition in it, or course.toml cannot be read.
    """
    if asked is not None and asked not in LANGUAGES:
        raise UserError(f"There is no edition in the language {asked!r}. There are: {', '.join(LANGUAGES)}.")
    return asked or read_settings(root).languages[0]


def _flat(found: dict[str, Any]) -> list[tuple[str, Any]]:
    """List settings by the names that _SETTINGS has for them: those in a table as table.name."""
    flat = []
    for name, value in found.items():
        if name in _TABLES and isinstance(value, dict):
            flat += [(f"{name}.{key}", inner) for key, inner in value.items()]
        else:
            flat.append((name, value))
    return flat


def _setting(name: str, value: Any) -> tuple[str, Any]:
    """Return the field of CourseSettings that takes a setting, and its value.

    Raises:
        UserError: it is unknown, or the value does not fit.
    """
    if name not in _SETTINGS:
        raise UserError(f"{FILE}: there is no setting {name!r}. The settings are: {', '.join(_SETTINGS)}.")
    key, fits, allowed = _SETTINGS[name]
    if not fits(value):
        raise UserError(f"{FILE}: {name} is {value!r}, but must be {allowed}.")
    if name == "title" and isinstance(value, str):
        value = {FIRST: value}
    elif isinstance(value, list):
        value = tuple(value)
    elif name == "site.students":
        value = {language: address.rstrip("/") for language, address in value.items()}
    elif name.startswith("site."):
        value = value.rstrip("/")
    return key, value
