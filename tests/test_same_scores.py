"""Honest work earns the same here and under plain `nbgrader autograde`; tests/same_scores.py can compare all of it."""

from pathlib import Path

import pytest

from tests.collection import units_with_answers
from tests.same_scores import all_answers, class_work, compare

pytestmark = pytest.mark.exhaustive
UNITS = units_with_answers()


@pytest.mark.parametrize("unit", UNITS)
def test_answers_earn_what_plain_nbgrader_gives(unit: str, tmp_path: Path) -> None:
    """Take one notebook of right answers and one of wrong ones from each unit."""
    right, wrong = all_answers(unit, right=True), all_answers(unit, right=False)
    some = {"right0": right["right0"], "wrong0": wrong["wrong0"]}
    found = list(compare(unit, some, tmp_path))
    assert [one for one in found if one.unexplained] == []
    assert len(found) == 2 * len({one.exercise for one in found})
    assert sum(one.plain for one in found) > 0


def test_sample_class_earns_what_plain_nbgrader_gives(tmp_path: Path) -> None:
    work = class_work("01_perceptron")
    some = {student: work[student] for student in ("alan", "frances", "ida")}
    found = list(compare("01_perceptron", some, tmp_path))
    assert [one for one in found if one.unexplained] == []
