"""The student's own answers of earlier units: taken where they pass, and said so."""

import json
import sys
from pathlib import Path
from types import ModuleType

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.units import Unit
from course import own_answers
from course.texts import language_in_use
from tests.submissions import filled, reference
from tests.tiny import tiny_notebook

NOTHING = "Runs on the support file: no earlier notebook with answers that pass their checks lies beside this one."


def double(x: float) -> float:
    return 2 * x


def triple(x: float) -> float:
    return 3 * x


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "02_next"
    folder.mkdir()
    return folder


def hand_over(here: Path, answer: str | None = None) -> None:
    """Put the notebook of the tiny unit, with an answer to `double`, beside the folder."""
    notebook = tiny_notebook()
    if answer is not None:
        notebook.cells[2].source = answer
    (here.parent / "01_tiny").mkdir()
    nbformat.write(notebook, here.parent / "01_tiny" / "tiny.ipynb")


def test_own_answer_is_taken_where_its_check_passes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hand_over(here, "def double(x):\n    mine = x + x\n    return mine")
    answers = own_answers(double, triple, beside=here)
    assert answers.own == ("double",)
    assert answers.functions["double"] is not double
    assert answers.functions["double"](4.0) == 8.0
    assert answers.functions["triple"] is triple
    assert answers.sentence == "Runs on your own answers of the earlier units."
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "answer",
    [
        "def double(x):\n    return x**2 + 1",
        "def double(x):\n    raise NotImplementedError",
        "def double(:",
        "",
        "exit()",
    ],
    ids=["wrong", "untouched", "syntax error", "deleted", "exits"],
)
def test_given_function_is_taken_where_the_check_does_not_pass(here: Path, answer: str) -> None:
    hand_over(here, answer)
    answers = own_answers(double, beside=here)
    assert answers.own == ()
    assert answers.functions["double"] is double
    assert answers.sentence == NOTHING


def test_sentence_names_both_where_they_are_mixed(here: Path) -> None:
    hand_over(here)
    second = new_notebook(
        cells=[
            new_code_cell(
                "def triple(x):\n    return x", metadata={"nbgrader": {"grade_id": "triple", "solution": True}}
            ),
            new_code_cell("assert triple(1) == 3", metadata={"nbgrader": {"grade_id": "test_triple", "grade": True}}),
        ]
    )
    folder = here.parent / "01_tinz"
    folder.mkdir()
    nbformat.write(second, folder / "tinz.ipynb")
    answers = own_answers(double, triple, beside=here)
    assert answers.sentence == "Runs on your own double; from the support file: triple."


def test_checks_of_other_functions_are_not_waited_for(here: Path) -> None:
    hand_over(here)
    notebook = nbformat.read(here.parent / "01_tiny" / "tiny.ipynb", as_version=4)
    ran = here / "ran"
    check = f"assert triple(1) == 3\nopen({str(ran)!r}, 'w').close()"
    for source, mark in (("def triple(x):\n    return 3 * x", "solution"), (check, "grade")):
        name = "test_triple" if mark == "grade" else "triple"
        notebook.cells.append(new_code_cell(source, metadata={"nbgrader": {"grade_id": name, mark: True}}))
    nbformat.write(notebook, here.parent / "01_tiny" / "tiny.ipynb")
    assert own_answers(double, beside=here).own == ("double",)
    assert not ran.exists()
    assert own_answers(triple, beside=here).own == ("triple",)
    assert ran.exists()


def test_no_or_a_broken_notebook_leaves_the_support_file(here: Path) -> None:
    assert own_answers(double, beside=here).sentence == NOTHING
    (here.parent / "01_tiny").mkdir()
    (here.parent / "01_tiny" / "tiny.ipynb").write_text(json.dumps([1, 2]), encoding="utf-8")
    assert own_answers(double, beside=here).sentence == NOTHING


def test_later_units_are_not_looked_at(here: Path) -> None:
    hand_over(here)
    (here.parent / "01_tiny").rename(here.parent / "03_tiny")
    assert own_answers(double, beside=here).sentence == NOTHING


def test_whole_unit_runs_anew_with_its_own_support_file(here: Path, tmp_path: Path) -> None:
    folder = tmp_path / "01_forward"
    folder.mkdir()
    unit = Unit("02_forward", Path(__file__).parents[2])
    nbformat.write(filled(unit.name, reference(unit.name)), folder / "forward.ipynb")
    (folder / "given.py").write_text((unit.source.parent / "given.py").read_text(encoding="utf-8"), encoding="utf-8")

    def forward(X: object, layers: object) -> None:
        """Stand for the support file's."""

    before = sys.modules["given"] = ModuleType("given")
    answers = own_answers(forward, beside=here)
    assert answers.own == ("forward",)
    assert sys.modules.pop("given") is before


def test_language_of_an_earlier_notebook_stays_there(here: Path) -> None:
    hand_over(here, "from course.texts import use_language\nuse_language('es')\ndef double(x):\n    return x + x")
    assert own_answers(double, beside=here).own == ("double",)
    assert language_in_use() == "en"
