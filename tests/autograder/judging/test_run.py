"""One submission: every status, with its points and its message."""

import copy
import json
import os
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from autograder.judging.apart import TooLateError
from autograder.judging.results import NotebookResult, result_from_dict
from autograder.judging.run import AS_HANDED_IN, grade_file
from autograder.sandbox.choice import works
from autograder.sandbox.limits import Limits
from autograder.units import Unit, grade_id, read_source
from course.figures import image_html
from tests.tiny import DOUBLE, tiny_notebook

SANDBOX = "bwrap" if works("bwrap") else "none"
LIMITS = Limits(cell_seconds=3, notebook_seconds=60)


def run(unit: Unit, answers: dict[str, str], change: Callable[[NotebookNode], None] | None = None) -> NotebookResult:
    notebook = tiny_notebook()
    for cell in notebook.cells:
        if grade_id(cell) in answers:
            cell.source = answers[grade_id(cell)]
    if change:
        change(notebook)
    path = unit.root / "submission.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")  # as it is: nbformat would repair it
    return grade_file(path, unit, LIMITS, SANDBOX)[0]


def statuses(result: NotebookResult) -> list[tuple[str, str, float]]:
    return [(one.name, str(one.status), one.points) for one in result.exercises]


def test_instructors_own_gets_full_marks_and_written_answers_wait_for_a_person(tiny: Unit) -> None:
    result = run(tiny, {})
    assert statuses(result) == [("double", "passed", 10), ("slope", "passed", 6), ("reflect_why", "manual", 0)]
    assert (result.status, result.score, result.max_score, result.sandbox) == ("graded", 16, 20, SANDBOX)


def test_wrong_answer_fails_with_the_mistakes_name(tiny: Unit) -> None:
    result = run(tiny, {"slope": "slope = 1 / 3"})
    assert statuses(result)[:2] == [("double", "passed", 10), ("slope", "failed", 0)]
    assert "Likely cause: rise and run are swapped." in result.exercises[1].message
    assert "Expected" not in result.exercises[1].message
    double, slope, _ = result.exercises
    assert (slope.mistake, slope.only_hidden) == ("rise and run are swapped", True)
    assert (double.mistake, double.only_hidden) == ("", False)
    assert result.seconds is not None
    assert result.seconds > 0


def test_mistake_seen_on_visible_data_is_told_apart_and_a_crash_names_none(tiny: Unit) -> None:
    result = run(tiny, {"double": "def double(x):\n    return x * x + 0.5", "slope": "slope = oops"})
    double, slope, _ = result.exercises
    assert (double.mistake, double.only_hidden) == ("the number is squared", False)
    assert (slope.mistake, slope.only_hidden) == ("", False)


# What the student's function does with hidden data, of which "sesame" stands for the values.
TELLING = {
    "the text of an error": "raise ValueError('sesame')",
    "the name of an error": "raise type('sesame', (ValueError,), {})",
    "the text of a warning": "import warnings as w; w.warn('overflow encountered in sesame', RuntimeWarning)",
    "the text of any warning": "import warnings; warnings.warn('sesame encountered in a', RuntimeWarning); x = 2 * x",
    "the name of a type": "return type('sesame', (), {})()",
    "the key of a dictionary": "return {'sesame': 1}",
    "a line of code": "raise ValueError  # sesame",
    "what is printed": "print('sesame')",
}


@pytest.mark.parametrize("test", ["expect(double, np.ones(2), gives=0.0)", "assert double(np.ones(2)).mean() == 0.0"])
@pytest.mark.parametrize("way", TELLING)
def test_message_carries_no_hidden_data(tiny: Unit, way: str, test: str) -> None:
    notebook = read_source(tiny)
    notebook.cells[3].source = f"### BEGIN HIDDEN TESTS\nwith hidden_data():\n    {test}\n### END HIDDEN TESTS"
    nbformat.write(notebook, tiny.source)
    result = run(tiny, {"double": f"def double(x):\n    {TELLING[way]}\n    return x"}).exercises[0]
    assert result.points == 0
    assert "sesame" not in result.message


def test_stubs_are_not_attempted(tiny: Unit) -> None:
    stub = "def double(x):\n    raise NotImplementedError"
    result = run(tiny, {"double": stub, "slope": "slope = ...", "reflect_why": "*Write your answer here.*"})
    assert [one.status for one in result.exercises] == ["not_attempted"] * 3
    assert result.score == 0


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("def double(x):\n    return x.twice", "error", "AttributeError: 'float' object has no attribute 'twice'"),
        (
            "def double(x:\n    return x",
            "error",
            "The cell of `double` stopped with SyntaxError: '(' was never closed (line 1).",
        ),
        ("raise ValueError('no idea')", "error", "The cell of `double` stopped with ValueError: no idea."),
        ("def other(x):\n    return x", "error", "The check stopped with NameError: name 'double' is not defined."),
        ("def double(x):\n    while True:\n        pass", "timeout", "stopped after 3 s"),
        ("while True:\n    pass", "timeout", "The cell of `double` was stopped after 3 s"),
        ("def double(x):\n    return np.zeros(10**10)", "memory", "needed more memory than it may have"),
        ("def double(x):\n    return np.ones(2)", "failed", "the shape (2,)"),
    ],
)
def test_status_says_what_happened(tiny: Unit, code: str, status: str, words: str) -> None:
    result = run(tiny, {"double": code})
    assert statuses(result)[:2] == [("double", status, 0), ("slope", "passed", 6)]
    assert words in result.exercises[0].message
    assert result.status == "graded"


def test_process_that_ends_itself_loses_what_came_after_it(tiny: Unit) -> None:
    result = run(tiny, {"slope": "import os\nos._exit(0)"})
    assert statuses(result)[:2] == [("double", "passed", 10), ("slope", "crashed", 0)]
    assert (result.status, result.score) == ("crashed", 10)
    assert "first at slope" in result.message


def test_stray_output_costs_nothing(tiny: Unit) -> None:
    noisy = "import sys\ndef double(x):\n    print('hm', file=sys.stderr)\n    print(0)\n    return 2 * x"
    assert run(tiny, {"double": noisy}).exercises[0].points == 10


def test_forged_output_earns_nothing(tiny: Unit) -> None:
    forged = "from IPython.display import display\ndef double(x):\n    display({'text/plain': '10'}, raw=True)"
    assert run(tiny, {"double": forged}).exercises[0].points == 0


def test_edited_test_is_the_instructors_again(tiny: Unit) -> None:
    def no_test(notebook: NotebookNode) -> None:
        notebook.cells[3].source = "pass"
        notebook.cells[3].metadata["nbgrader"]["points"] = 1000

    result = run(tiny, {"double": "def double(x):\n    return 3 * x"}, no_test)
    assert statuses(result)[0] == ("double", "failed", 0)
    assert result.max_score == 20


def test_deleted_test_comes_back(tiny: Unit) -> None:
    result = run(tiny, {}, lambda notebook: notebook.cells.pop(3))
    assert statuses(result)[0] == ("double", "passed", 10)
    assert result.repairs == ("the deleted test cell test_double was put back",)


def test_copied_cells_count_once_and_are_named(tiny: Unit) -> None:
    def copy_cells(notebook: NotebookNode) -> None:
        copies = [copy.deepcopy(notebook.cells[position]) for position in (2, 3)]
        stranger = copy.deepcopy(notebook.cells[2])
        stranger.metadata["nbgrader"]["grade_id"] = "bonus"
        notebook.cells[4:4] = [*copies, stranger]

    result = run(tiny, {}, copy_cells)
    assert result.score == 16
    assert result.repairs == (
        "3 cells had the id of another cell",
        "a second cell, double, is run as an ordinary cell",
        "a copy of the locked cell test_double was left out",
        "a cell that the unit does not have, bonus, is run as an ordinary cell",
    )


LOOKING = (
    new_code_cell("print(double(3), 'anew')", outputs=[new_output("stream", text=["as it ", "was\n"])]),
    new_code_cell(
        "show(draw(double), alt='a line')",
        outputs=[
            new_output("display_data", {"text/html": [image_html(b"PNG", "a line")], "text/plain": "a line"}),
            new_output("display_data", {"text/html": "<script>alert(1)</script>"}),
            new_output("error", ename="\x1b]0;title\x07Error", evalue="", traceback=["\x1b[2Jlines"]),
        ],
    ),
    new_code_cell("slope = slope + 0\nprint('anew')", outputs=[new_output("stream", text="as it was")]),
)


def test_cells_that_only_look_keep_what_was_handed_in_made_harmless(tiny: Unit) -> None:
    notebook = tiny_notebook()
    notebook.cells[6:6] = copy.deepcopy(LOOKING)
    path = tiny.root / "submission.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    result, ran = grade_file(path, tiny, LIMITS, SANDBOX)
    assert ran is not None
    assert (result.score, result.skipped) == (16, 2)  # the last one looks at what the third has defined anew
    text, picture, needed = (cell.outputs for cell in ran.cells[6:9])
    assert [one.text for one in text] == [AS_HANDED_IN + "\n", "as it was\n"]
    assert picture[1].data == {"image/png": b64encode(b"PNG").decode(), "text/plain": "a line"}
    assert picture[2].data == {"text/plain": "[Not shown here: text/html]"}
    assert (picture[3].ename, picture[3].traceback) == ("Error", ["lines"])
    assert [one.text for one in needed] == ["anew\n"]
    nbformat.validate(ran)
    result, ran = grade_file(path, tiny, replace(LIMITS, all_cells=True), SANDBOX)
    assert ran is not None
    assert (result.score, result.skipped) == (16, None)
    assert [one.text for one in ran.cells[6].outputs] == ["6 anew\n"]


def test_missing_answer_cell_is_not_attempted(tiny: Unit) -> None:
    result = run(tiny, {}, lambda notebook: notebook.cells.pop(2))
    assert statuses(result)[0] == ("double", "not_attempted", 0)
    assert statuses(result)[1] == ("slope", "passed", 6)


def test_seed_is_recorded_and_decides_the_hidden_data(tiny: Unit) -> None:
    """The printed numbers are those of the hidden test, which the same file meets again, and another file does not."""
    path = tiny.root / "submission.ipynb"
    printed, seeds = [], []
    for answer in (DOUBLE, DOUBLE, DOUBLE + "\n"):
        notebook = tiny_notebook()
        notebook.cells[2].source = answer.replace("twice_as_much = x * 2", "print(x); twice_as_much = x * 2")
        nbformat.write(notebook, path)
        result, ran = grade_file(path, tiny, LIMITS, SANDBOX)
        assert ran is not None
        printed.append(ran.cells[3].outputs[0].text)
        seeds.append(result.seed)
    assert seeds[0] == seeds[1] != seeds[2]
    assert "COURSE_SEED" not in os.environ
    assert printed[0] == printed[1] != printed[2]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"not json", "it is broken JSON (line 1)"),
        (b'{"a": 1}', "JSON, but not a notebook"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b'{"nbformat": 9, "nbformat_minor": 0, "metadata": {}, "cells": []}', "newer than this grader knows"),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}', "none of the unit's cells"),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": 3}', "damaged"),
        (b"[" * 100_000, "broken JSON"),
    ],
)
def test_broken_file_is_rejected_with_the_reason(tiny: Unit, content: bytes, reason: str) -> None:
    path = tiny.root / "broken.ipynb"
    path.write_bytes(content)
    result, ran = grade_file(path, tiny, LIMITS, SANDBOX)
    assert (result.status, result.score, result.exercises, ran) == ("rejected", 0, (), None)
    assert reason in result.message


@pytest.mark.parametrize(
    ("content", "to_student", "to_teacher"),
    [
        ("cut off", "es JSON dañado", "it is broken JSON"),
        (
            "import os\nos._exit(3)",
            "Esto apareció primero",
            "The notebook ended its Python process. This came up first",
        ),
        ("late", "El notebook", "The notebook kept the grader busy"),
    ],
)
def test_the_class_report_is_told_in_its_own_language(
    tiny: Unit, monkeypatch: pytest.MonkeyPatch, content: str, to_student: str, to_teacher: str
) -> None:
    notebook, path = tiny_notebook(), tiny.root / "spanish.ipynb"
    notebook.cells[1].source = notebook.cells[1].source.replace("check_setup()", "check_setup(language='es')")
    nbformat.write(notebook, tiny.source)
    notebook.cells[2].source = content
    text = nbformat.writes(notebook)
    path.write_text(text[:-9] if content == "cut off" else text, encoding="utf-8")
    if content == "late":
        monkeypatch.setattr("autograder.judging.run.apart", Mock(side_effect=TooLateError))
    result, _ = grade_file(path, tiny, LIMITS, SANDBOX)
    assert to_student in result.message
    assert to_teacher in result.reason
    assert (result.told_in("en"), result.told_in("es")) == (result.reason, result.message)


def test_file_that_is_too_large_is_rejected(tiny: Unit) -> None:
    path = tiny.root / "large.ipynb"
    path.write_bytes(b" " * 3_000_000)
    result, _ = grade_file(path, tiny, replace(LIMITS, submission_megabytes=2), SANDBOX)
    assert "larger than 2 MB" in result.message


@pytest.mark.parametrize("version", ["3", "4.4"])
def test_old_format_is_read(tiny: Unit, version: str) -> None:
    old = read_source(tiny)
    if version == "3":
        old = nbformat.convert(old, 3)
    else:
        old.nbformat_minor = 4
        for cell in old.cells:
            del cell["id"]
    path = tiny.root / "old.ipynb"
    path.write_text(json.dumps(old), encoding="utf-8")
    assert grade_file(path, tiny, LIMITS, SANDBOX)[0].score == 16


@pytest.mark.skipif(SANDBOX == "none", reason="bubblewrap does not work on this machine")
def test_sandbox_hides_the_course_and_the_network(tiny: Unit) -> None:
    secret = tiny.root / "gradebook.db"
    secret.write_text("secret", encoding="utf-8")
    look = (
        "import os, socket\n"
        "def double(x):\n"
        f"    assert not os.path.exists({str(tiny.source)!r}) and not os.path.exists({str(secret)!r})\n"
        "    try:\n"
        "        socket.create_connection(('192.0.2.1', 80), timeout=1)\n"
        "    except OSError as error:\n"
        "        assert error.errno == 101  # network is unreachable\n"
        "        return 2 * x\n"
    )
    assert run(tiny, {"double": look}).exercises[0].message == ""


def test_result_survives_json(tiny: Unit) -> None:
    result = run(tiny, {"slope": "slope = 2"})
    assert result_from_dict(json.loads(json.dumps(result.as_dict()))) == result


def test_result_from_before_seconds_and_mistakes_were_kept_still_reads() -> None:
    exercise = {"name": "double", "points": 0.0, "max_points": 10.0, "status": "failed", "message": "no"}
    old = {"unit": "01_tiny", "score": 0.0, "max_score": 20.0, "status": "graded", "exercises": [exercise],
           "message": "", "repairs": [], "seed": 1, "sandbox": "none"}  # fmt: skip
    result = result_from_dict(old)
    assert (result.seconds, result.exercises[0].mistake, result.exercises[0].only_hidden) == (None, "", False)


def test_missing_file_is_rejected(tiny: Unit) -> None:
    assert "There is no file gone.ipynb" in grade_file(Path("gone.ipynb"), tiny, LIMITS, SANDBOX)[0].message


BY_DEGREE = """share = slope
require(True, "the slope is there", cause="");
### BEGIN HIDDEN TESTS
by_degree(share, none_at=0.5, all_at=0.9, points=6, what="the share")
### END HIDDEN TESTS"""


@pytest.mark.parametrize(
    ("share", "status", "points"),
    [
        ("0.9", "passed", 6),
        ("0.7", "failed", 3),
        ("np.mean([0.6, 0.8])", "failed", 3),
        ("0.5", "failed", 0),
        ("float('nan')", "failed", 0),
        ("...", "error", 0),
    ],
)
def test_cell_that_ends_with_by_degree_earns_in_proportion(tiny: Unit, share: str, status: str, points: float) -> None:
    grade_slope_by_degree(tiny)
    result = run(tiny, {"slope": f"slope = {share}"}).exercises[1]
    assert (result.status, result.points) == (status, points)
    assert bool(result.message) == (status != "passed")


def grade_slope_by_degree(unit: Unit) -> None:
    notebook = tiny_notebook()
    cells = {grade_id(cell): cell for cell in notebook.cells}
    cells["setup"].source += "\nfrom course import by_degree, require"
    cells["test_slope"].source = BY_DEGREE
    nbformat.write(notebook, unit.source)
