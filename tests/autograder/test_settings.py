"""The course's settings: what course.toml may hold, what a mistake in it says, and what follows from each setting."""

from pathlib import Path

import nbformat
import pytest

from autograder.authoring.lint import lint
from autograder.authoring.support import support_file
from autograder.points import NOTE, scale, scaled_texts
from autograder.problems import UserError
from autograder.settings import FILE, CourseSettings, read_settings
from autograder.units import Unit, earlier_units, exercises, find_units, read_source
from tests.collection import ROOT
from tests.tiny import DOUBLE, HINTS, tiny_notebook

PLAIN = ("assert double(2) == 4", "### BEGIN HIDDEN TESTS", "assert double(3) == 6", "### END HIDDEN TESTS")


def settings(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_a_course_without_the_file_has_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == CourseSettings()


def test_addresses_are_those_of_pages_on_the_web_without_a_slash_at_their_end() -> None:
    ours = read_settings(ROOT)
    for address in (ours.address, ours.repository, *ours.students.values()):
        assert address.startswith("https://")
        assert not address.endswith("/")


BAD = {
    "pionts = 10": "there is no setting 'pionts'. The settings are: title, languages, units, points",
    "[late]\npolice = 'none'": "there is no setting 'late.police'",
    "late = 3": "there is no setting 'late'",
    "points = 'ten'": "points is 'ten', but must be a number above 0.",
    "points = 0": "points is 0, but must be a number above 0.",
    "points = nan": "points is nan, but",
    "house_rules = 'no'": "house_rules is 'no', but must be true or false.",
    "languages = ['de']": "languages is ['de'], but must be a list of some of en, es, each once.",
    "languages = []": "languages is [], but",
    "languages = [['en']]": "languages is [['en']], but",
    "units = ['a', 'a']": "units is ['a', 'a'], but must be a list of folders in source/, each once.",
    "title = {}": "title is {}, but must be a text, or a table",
    "title = { de = 'Netze' }": "title is {'de': 'Netze'}, but",
    "[late]\npolicy = ['none']": "late.policy is ['none'], but must be one of none, share, cut-off.",
    "[late]\nshare = 2": "late.share is 2, but must be a number from 0 to 1.",
    "canvas = 3": "canvas is 3, but must be a column's title for each unit.",
    "[site]\naddress = 3": "site.address is 3, but must be an address that begins with https://.",
    "[site.students]\nen = 'here'": "site.students is {'en': 'here'}, but must be a table with an address",
    "[site": "cannot be read: ",
}


@pytest.mark.parametrize(("text", "words"), BAD.items(), ids=BAD)
def test_a_mistake_is_one_sentence_with_the_file_and_what_is_allowed(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UserError) as caught:
        read_settings(settings(tmp_path, text))
    assert str(caught.value).startswith(FILE)
    assert words in str(caught.value)


def course_of(folder: Path, text: str, *units: str) -> Path:
    for name in units:
        (folder / "source" / name).mkdir(parents=True)
    return settings(folder, text)


def test_units_are_those_of_the_list_in_its_order(tmp_path: Path) -> None:
    root = course_of(tmp_path, "units = ['03_c', '01_a', '04_d']", "01_a", "02_b", "03_c", "04_d")
    assert [unit.name for unit in find_units(root)] == ["03_c", "01_a", "04_d"]
    with pytest.raises(UserError, match=r"02_b is not in use: add it to units in course\.toml"):
        find_units(root, ["2"])
    # What is not in use gives its code to those with a higher number.
    earlier = {unit.name: [one.name for one in earlier_units(unit)] for unit in find_units(root)}
    assert earlier == {"03_c": ["02_b"], "01_a": ["03_c"], "04_d": ["01_a", "02_b", "03_c"]}


@pytest.mark.parametrize("text", ["units = ['9_x']", "canvas = { 9_x = 'Unit 9' }"])
def test_a_unit_that_is_not_there_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError, match="names '9_x', but source/ has these alone: 01_a"):
        find_units(course_of(tmp_path, text, "01_a"))


def test_code_of_a_unit_that_is_not_in_use_still_comes_along(tmp_path: Path) -> None:
    (tmp_path / "source").symlink_to(ROOT / "source")
    unit = Unit("02_forward", tmp_path)
    whole = support_file(unit)
    settings(tmp_path, "units = ['02_forward']")
    assert support_file(unit) == whole


def test_other_points_are_those_of_cells_headlines_and_grading_by_degree(tiny: Unit) -> None:
    notebook = tiny_notebook()
    notebook.cells[0].source = "# Tiny\n\n### Exercise 1: `double` (10 points)"
    by_degree = '_ = by_degree(1, all_at=1, points=6, what="x")'
    notebook.cells[6].source = by_degree + "\n" + by_degree.removeprefix("_ = ")
    scale(notebook, 2)
    assert [one.points for one in exercises(notebook)] == [1.0, 0.6, 0.4]
    assert notebook.cells[0].source.endswith("`double` (1 point)")
    assert notebook.cells[6].source.count("points=0.6,") == 2
    note = NOTE.format(factor="0.1")
    assert notebook.cells[9].source == f"Why? 4 points.\n\n{note}"
    # A translation finds these texts.
    found = scaled_texts({"`double` (10 points)": "`double` (10 puntos)", NOTE: "Cuenta {factor}."}, 2)
    assert (found["`double` (1 point)"], found[note]) == ("`double` (1 punto)", "Cuenta 0.1.")


def test_lint_wants_the_points_of_the_course_where_a_unit_is_not_written_for_20(tiny: Unit) -> None:
    settings(tiny.root, "points = 10")
    assert lint(tiny) == []
    assert sum(one.points for one in exercises(read_source(tiny))) == 10
    notebook = tiny_notebook()
    notebook.cells[3].metadata["nbgrader"]["points"] = 11
    nbformat.write(notebook, tiny.source)
    assert [one.text for one in lint(tiny)] == ["the points sum to 21 instead of 10"]


def test_own_units_are_free_from_house_rules_where_the_course_says_so(tmp_path: Path) -> None:
    unit = Unit("08_own", tmp_path)
    unit.source.parent.mkdir(parents=True)
    notebook = tiny_notebook()
    notebook.cells = [cell for cell in notebook.cells if cell.source != HINTS]
    notebook.cells[2].source = DOUBLE.replace("Args:", "Takes:")
    notebook.cells[3].source = "\n".join(PLAIN)
    notebook.cells[3].metadata["nbgrader"]["points"] = 1
    nbformat.write(notebook, unit.source)
    assert {one.rule for one in lint(unit)} == {"complete", "points", "docstring", "hints"}
    settings(tmp_path, "house_rules = false")
    assert lint(unit) == []
