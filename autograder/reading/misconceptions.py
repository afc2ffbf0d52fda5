"""Mistakes in words: results file them by key, and their texts stand with the checks that name them."""

import importlib
import re
from functools import cache
from types import ModuleType

from autograder.authoring.check_rules import check_modules
from autograder.units import Unit
from course.checks import causes, decisions, degree
from course.checks.mistakes import Mistake


def words(unit: Unit, key: str) -> str:
    """Return a mistake's text, with dots for values; what no check knows, such as an older result's text, as it is.

    Args:
        unit: the unit whose check named it.
        key: what the result holds.
    """
    return re.sub(r"\{\w+\}", "…", _texts(unit).get(key, key))


@cache
def _texts(unit: Unit) -> dict[str, str]:
    topic = unit.name.split("_", 1)[1]
    names = [f"course.{topic}.{path.stem}" for path in check_modules(unit)]
    found = [
        mistake
        for module in (causes, decisions, degree, *map(importlib.import_module, names))
        for mistake in _mistakes(module)
    ]
    return {one.key: one.text for one in found}


def _mistakes(module: ModuleType) -> list[Mistake]:
    return [value for value in vars(module).values() if isinstance(value, Mistake)]
