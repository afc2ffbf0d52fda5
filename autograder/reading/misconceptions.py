"""Mistakes in words: results file them by key, and their texts stand with the checks that name them."""

import importlib
import pkgutil
import re
from functools import cache
from types import ModuleType

from autograder.units import Unit
from course import checks
from course.checks.mistakes import Mistake
from course.texts import _


def words(unit: Unit, key: str) -> str:
    """Return a mistake's text in the language in use, with dots for values.

    What no check knows, such as an older result's text, stays as it is.

    Args:
        unit: the unit whose check named it.
        key: what the result holds.
    """
    return re.sub(r"\{\w+\}", "…", _(mistakes_of(unit).get(key, key)))


@cache
def mistakes_of(unit: Unit) -> dict[str, str]:
    """Return the text of each mistake that the checks of a unit can name, by its key."""
    general = [importlib.import_module(f"course.checks.{one.name}") for one in pkgutil.iter_modules(checks.__path__)]
    modules = [*general, *_check_modules(unit.word)]
    return {one.key: one.text for module in modules for one in vars(module).values() if isinstance(one, Mistake)}


def _check_modules(topic: str) -> list[ModuleType]:
    """Import the installed modules that hold a unit's checks; a class may lie in a folder without the course's code."""
    try:
        package = importlib.import_module(f"course.{topic}")
    except ModuleNotFoundError:
        return []
    names = [one.name for one in pkgutil.iter_modules(package.__path__) if one.name.startswith("check")]
    return [importlib.import_module(f"course.{topic}.{name}") for name in names]
