"""Keys of mistakes in words, also in a folder that holds a class and not the course's code."""

from pathlib import Path

import pytest

from autograder.reading.misconceptions import mistakes_of, words
from autograder.units import Unit, find_units
from tests.collection import ROOT


@pytest.mark.parametrize(
    ("unit", "key", "part"),
    [
        ("01_perceptron", "quiet_at_zero", "the neuron stays quiet at exactly z = 0"),
        ("01_perceptron", "general.sign", "the sign is the wrong way round"),
        ("01_perceptron", "general.too_large", "too large by a factor of …"),
        ("01_perceptron", "the text of an older result", "the text of an older result"),
        ("08_unknown", "general.transposed", "the answer is transposed"),
    ],
)
def test_key_is_put_into_words(unit: str, key: str, part: str, tmp_path: Path) -> None:
    assert part in words(Unit(unit, tmp_path), key)


@pytest.mark.parametrize("unit", find_units(ROOT), ids=lambda unit: unit.name)
def test_words_say_something_without_the_values(unit: Unit) -> None:
    """The report adds up mistakes whose values differ, so it shows dots for them."""
    for key in mistakes_of(unit):
        text = words(unit, key)
        assert not text.startswith("…"), text
        assert len([word for word in text.split() if "…" not in word]) >= 3, text
