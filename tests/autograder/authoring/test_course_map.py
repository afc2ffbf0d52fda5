"""The map of the course: what it says, and that the files in the repository are what it writes."""

from pathlib import Path

import pytest

from autograder.authoring.course_map import BEGIN, END, PAGE, map_page, read_facts, table, with_table, write_map
from autograder.authoring.syllabus import EXERCISES
from autograder.units import Unit, find_units
from tests.collection import ROOT, unit_in_use

FACTS = [read_facts(unit) for unit in find_units(ROOT)]


def test_every_unit_says_how_long_it_takes() -> None:
    assert [one.unit.name for one in FACTS if one.unit.name in EXERCISES and one.minutes < 60] == []


def test_what_a_unit_takes_is_filed_under_where_it_comes_from() -> None:
    assert set(read_facts(unit_in_use("02_forward")).builds_on["01_perceptron"]) >= {"relu", "sigmoid"}
    assert all(origin < one.unit.name for one in FACTS for origin in one.builds_on)


def test_arrows_that_follow_from_others_are_left_out() -> None:
    page = map_page([read_facts(unit_in_use(name)) for name in ("01_perceptron", "02_forward", "03_backward")])
    assert "u1 --> u2" in page
    assert "u2 --> u3" in page
    assert "u1 --> u3" not in page


def test_map_in_the_repository_is_up_to_date() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_table(readme, find_units(ROOT)) == readme, "run `make release`"
    assert table(FACTS) in readme
    assert (ROOT / PAGE).read_text(encoding="utf-8") == map_page(FACTS), "run `make release`"


@pytest.mark.usefixtures("tiny")
def test_only_the_part_between_the_markers_is_written(tmp_path: Path, tiny: Unit) -> None:
    (tmp_path / "README.md").write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    write_map([tiny], tmp_path)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert text.startswith(f"before\n{BEGIN}\n| Unit |")
    assert text.endswith(f"{END}\nafter\n")
    assert "| [Tiny](release/01_tiny/tiny.ipynb) | 3 | 0 | 20 | none |" in text
    assert not (tmp_path / PAGE).exists()
