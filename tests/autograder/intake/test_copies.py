"""Cells that a notebook holds twice: copied, or split in two. The right one counts, and no written answer is lost."""

import json
import re
from typing import Any

import nbformat
import pytest

from autograder.intake.notebook_file import parse_notebook
from autograder.intake.restoring import know_by_id, restore_locked_cells
from autograder.stubs import WRITTEN_STUB
from autograder.units import grade_id
from tests.tiny import tiny_notebook

Cell = dict[str, Any]
NAMES = ["setup", "double", "test_double", "slope", "test_slope", "question_reflect_why", "reflect_why"]
ONE, BOTH = "the one with an answer was taken", "each has its own answer, shown together"


def restored(*cells: Cell) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the names and texts of what becomes of these cells, and the repairs."""
    notebook = json.loads(nbformat.writes(tiny_notebook()))
    repairs: list[str] = []
    notebook["cells"] = list(cells)
    parsed = parse_notebook(json.dumps(notebook).encode(), 1, repairs)
    know_by_id(parsed, tiny_notebook(), repairs)
    found = restore_locked_cells(parsed, tiny_notebook(), repairs)
    nbformat.validate(found)
    return [(grade_id(one), one.source) for one in found.cells], repairs


def cell(name: str, source: str | None = None, own_id: str | None = None) -> Cell:
    """Return a cell of the unit, with another text and another id where they are given."""
    one: Cell = next(one for one in json.loads(nbformat.writes(tiny_notebook()))["cells"] if named(one) == name)
    return one | ({} if source is None else {"source": source}) | ({"id": own_id} if own_id else {})


def named(one: Cell) -> str:
    return str(one["metadata"].get("nbgrader", {}).get("grade_id", ""))


def whole(*cells: Cell) -> list[Cell]:
    """Return the unit's cells in order, but these in place of those of their name."""
    names = {named(one) for one in cells}
    place = NAMES.index(named(cells[0]))
    kept = [[cell(name)] if name not in names else [] for name in NAMES]
    kept[place] = list(cells)
    return [one for group in kept for one in group]


@pytest.mark.parametrize(
    ("texts", "answer", "said"),
    [
        ((WRITTEN_STUB, "Because."), "Because.", ONE),
        (("Because.", WRITTEN_STUB), "Because.", ONE),
        (("Because.", ""), "Because.", ONE),
        (("Because.", "Because. "), "Because.", ONE),
        (("It bends.", "It is not straight."), "It bends.\n\nIt is not straight.", BOTH),
    ],
)
@pytest.mark.parametrize("own", [0, 1, None])
def test_written_answer_in_either_half_of_a_split_cell_is_what_a_person_sees(
    texts: tuple[str, str], answer: str, said: str, own: int | None
) -> None:
    halves = [cell("reflect_why", text, None if own == i else f"half{i}") for i, text in enumerate(texts)]
    cells, repairs = restored(*whole(*halves))
    found = dict(cells)["reflect_why"].strip()
    assert found == answer
    assert [name for name, _ in cells] == NAMES
    assert repairs == [f"of 2 cells of reflect_why {said}"]


@pytest.mark.parametrize("names", [("a.png", "b.png"), ("image.png", "image.png")])
def test_pictures_of_both_halves_are_kept(names: tuple[str, str]) -> None:
    halves = [cell("reflect_why", f"![{i}](attachment:{name})", f"half{i}") for i, name in enumerate(names)]
    for half, name, picture in zip(halves, names, ("AAAA", "BBBB"), strict=True):
        half["attachments"] = {name: {"image/png": picture}}
    data = json.dumps(json.loads(nbformat.writes(tiny_notebook())) | {"cells": whole(*halves)}).encode()
    found = restore_locked_cells(parse_notebook(data, 1, []), tiny_notebook(), [])
    answer = next(one for one in found.cells if grade_id(one) == "reflect_why")
    shown = [answer.attachments[name]["image/png"] for name in re.findall(r"attachment:([^)]+)", answer.source)]
    assert shown == ["AAAA", "BBBB"]


@pytest.mark.parametrize("own_ids", [True, False])
def test_test_cell_copied_above_its_answer_does_not_take_its_place(own_ids: bool) -> None:
    copy, test = cell("test_double", own_id="copied"), cell("test_double", own_id=None if own_ids else "new")
    cells, repairs = restored(*whole(copy, cell("double"), test))
    names = [name for name, _ in cells]
    assert names.count("test_double") == 1
    assert names.index("test_double") > names.index("double")
    assert repairs == ["a copy of the locked cell test_double was left out"]


def test_test_cell_copied_to_the_end_stays_where_it_was() -> None:
    later = cell("test_double", own_id="copied")
    names = [name for name, _ in restored(*whole(cell("double"), cell("test_double")), later)[0]]
    assert names[:3] == ["setup", "double", "test_double"]


@pytest.mark.parametrize(("ids", "counts"), [(("x", None), 1), ((None, "x"), 0), (("x", "y"), 1)])
def test_of_two_answers_in_code_the_one_with_the_id_of_the_release_counts_else_the_last(
    ids: tuple[str | None, str | None], counts: int
) -> None:
    """The other one still runs, as it does for the student."""
    texts = ("slope = 2", "slope = 3")
    cells, repairs = restored(*whole(*(cell("slope", text, own) for text, own in zip(texts, ids, strict=True))))
    assert dict(cells)["slope"] == texts[counts]
    assert ("", texts[1 - counts]) in cells
    assert repairs == ["a second cell, slope, is run as an ordinary cell"]


def test_original_that_lost_its_metadata_goes_before_its_copy() -> None:
    original = cell("test_double")
    original["metadata"] = {}
    cells, _ = restored(*whole(cell("test_double", own_id="copied"), cell("double")), original)
    names = [name for name, _ in cells]
    assert names.index("test_double") > names.index("double")
