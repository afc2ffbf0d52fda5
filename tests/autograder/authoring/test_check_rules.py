"""The rules for checks modules: each is broken once, in a module that is otherwise as it should be."""

from pathlib import Path

import pytest

from autograder.authoring.check_rules import CHECK_RULES
from autograder.authoring.lint import lint
from autograder.units import Unit

MODULE = '''"""The checks of a tiny unit."""

import numpy as np

from course.checks import Mistake, check, expect

SQUARED = Mistake("squared", "the number is squared")
WORDS = ("one", "two")


@check
def double(double: object) -> None:
    """Try one number."""
    expect(double, 2.0, gives=4.0, mistakes={SQUARED: 4.5})


@check
def slope(slope: object) -> None:
    """Try the value."""
'''
BROKEN = [
    ("no-state", "holds more than a text", 'WORDS = ("one", "two")', "WORDS = np.zeros(3)"),
    ("no-state", "holds more than a text", 'WORDS = ("one", "two")', 'WORDS = ["one"]'),
    ("no-state", "holds more than a text", 'WORDS = ("one", "two")', 'words = "one"'),
    ("no-state", "neither a text nor a function", 'WORDS = ("one", "two")', "np.random.seed(1)"),
    ("no-state", "neither a text nor a function", 'WORDS = ("one", "two")', "class Words:\n    said = []"),
    ("mistake-keys", "has the key 'square'", '"squared"', '"square"'),
    ("mistake-keys", "stands twice", 'WORDS = ("one", "two")', 'SQUARED = Mistake("squared", "again")'),
    ("has-check", "has no function in checks.py", "@check\ndef slope", "def slope"),
    ("has-check", "has no docstring", '    """Try one number."""\n', ""),
]


def breaches(unit: Unit, text: str) -> list[tuple[str, str]]:
    path = unit.root / "course" / "tiny" / "checks.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")
    return [(one.rule, one.text) for one in lint(unit)]


def test_module_as_it_should_be_has_no_breach(tiny: Unit) -> None:
    assert breaches(tiny, MODULE) == []


@pytest.mark.parametrize(("rule", "words", "old", "new"), BROKEN)
def test_breach_is_found(tiny: Unit, rule: str, words: str, old: str, new: str) -> None:
    assert old in MODULE
    found = breaches(tiny, MODULE.replace(old, new))
    assert [one[0] for one in found] == [rule], found
    assert words in found[0][1]


def test_every_rule_is_broken_once() -> None:
    assert {rule for rule, *_ in BROKEN} == {*CHECK_RULES}
