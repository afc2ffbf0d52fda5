"""What a check shows on a notebook's page, and what the kernel does around it, in a real kernel."""

import os
import signal
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from course.checks import AnswerRaised, CheckFailed, expect, page, stale, step_check, still_running
from course.files import SHOWN_ERROR

UNIT = """
from course.checks import check, expect, step_check

@check
def double(double):
    expect(double, 1.25, case="one number", gives=2.5)
    expect(double, 3.0, case="another", gives=6.0)

@check
def half(half):
    expect(half, 1.0, case="one", gives=0.5)

@step_check
def warm_up(warm_up):
    expect(warm_up, 1.0, case="one", gives=1.0)
"""
CHECKS = f"""
import sys, types
checks = sys.modules["unit_checks"] = types.ModuleType("unit_checks")
exec({UNIT!r}, vars(checks))
"""
RIGHT = "def double(x):\n    return 2 * x"


def outputs_of(*cells: str) -> list[list[nbformat.NotebookNode]]:
    """Run cells in a real kernel that has a unit's checks, and return what each shows."""
    sheet = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (CHECKS, *cells)])
    NotebookClient(sheet, allow_errors=True).execute()
    return [cell.outputs for cell in sheet.cells[1:]]


@pytest.fixture(scope="module")
def shown() -> dict[str, list[nbformat.NotebookNode]]:
    """Run the steps of one student in one kernel."""
    cells = {
        "before": "checks.double(double)",
        "define": RIGHT,
        "right": "checks.double(double)",
        "step": "checks.warm_up(lambda x: x)",
        "broken": "def double(x)\n    return 3 * x",
        "stale": "checks.double(double)",
        "no such name": "factor = number_that_is_not_there\ndef double(x):\n    return factor * x",
        "stale again": "checks.double(double)",
        "wrong at the second": "def double(x):\n    return 2.5 if x == 1.25 else 0",
        "second fails": "checks.double(double)",
        "open": "def train(x):\n    raise NotImplementedError('Replace this line with your answer.')",
        "stops": "runs = train(1)",
        "goes on": "len(runs)",
        "use": "double(1)\nnot_there",
        "interrupted": "raise KeyboardInterrupt",
        "to the browser": "from course.checks import shell\nshell.ERRORS_STOP = True",
        "in the browser": "checks.double(double)",
        "an error there": "1 / 0",
    }
    return dict(zip(cells, outputs_of(*cells.values()), strict=True))


def test_what_holds_is_one_line_with_the_rest_folded(shown: dict[str, list[Any]]) -> None:
    (right,) = shown["right"]
    lines = right.data["text/plain"].splitlines()
    assert lines[0] == "✓ double: 2 checks hold · 1 of 3 exercises done since the kernel started"
    assert lines[1:] == ["  one number: double(1.25) gives 2.5", "  another: double(3.0) gives 6.0"]
    assert right.data["text/html"].startswith("<details><summary")
    assert "<li>another: double(3.0) gives 6.0</li>" in right.data["text/html"]


def test_message_in_a_browsers_own_python_is_shown_and_not_raised(shown: dict[str, list[Any]]) -> None:
    message = shown["in the browser"][0]
    assert message.output_type == "display_data"
    assert message.data["text/plain"].splitlines() == shown["second fails"][0].traceback
    assert message.data[SHOWN_ERROR] == "CheckFailed"
    assert shown["an error there"][0].output_type == "error"


def test_step_does_not_count(shown: dict[str, list[Any]]) -> None:
    assert shown["step"][0].data["text/plain"].splitlines()[0] == "✓ warm_up: 1 check holds"


def test_check_after_a_restart_says_what_to_run(shown: dict[str, list[Any]]) -> None:
    assert shown["before"][0].traceback == [
        "`double` does not exist yet: run the cells above first (Kernel > Restart Kernel and Run up to",
        "    Selected Cell), then this check.",
    ]


def test_answer_whose_cell_did_not_run_is_not_judged(shown: dict[str, list[Any]]) -> None:
    assert shown["stale"][0].traceback == [
        "✗ The cell of `double` did not run: SyntaxError: expected ':', in line 1.",
        "  Next step: fix that cell, run it, then run this one again.",
    ]
    assert shown["stale again"][0].traceback[:2] == [
        "✗ The cell of `double` did not run: NameError: name 'number_that_is_not_there' is not defined, in",
        "    line 1.",
    ]


def test_failure_comes_first_and_what_held_is_folded_below(shown: dict[str, list[Any]]) -> None:
    error, held = shown["second fails"]
    assert error.output_type == "error"
    assert error.traceback[0] == "✗ double(3.0) (another): the answer has the wrong value."
    assert held.data["text/plain"].splitlines() == [
        "1 check held before that",
        "  one number: double(1.25) gives 2.5",
    ]


def test_later_cell_that_needs_what_did_not_run_says_so(shown: dict[str, list[Any]]) -> None:
    assert shown["goes on"][0].traceback[0] == "✗ The cell of `runs` did not run: `train` is not answered yet."


def test_error_of_the_students_own_keeps_its_traceback(shown: dict[str, list[Any]]) -> None:
    assert "Traceback" in "".join(shown["use"][0].traceback)


def test_interrupted_cell_shows_one_line(shown: dict[str, list[Any]]) -> None:
    assert shown["interrupted"][0].traceback == [
        "You stopped this cell. If it did not end by itself, look for a loop that never ends."
    ]


def test_cell_that_defines_the_name_and_then_fails_is_not_stale() -> None:
    namespace: dict[str, Any] = {"f": abs}
    stale.begin_cell("def f(x):\n    return x\nf(undefined)", namespace)
    namespace["f"] = max
    stale.end_cell(NameError("name 'undefined' is not defined"), namespace)
    stale.refuse_stale_answers(["f"])


def test_plain_nbgrader_scores_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    namespace: dict[str, Any] = {"f": abs}
    stale.begin_cell("f = 1 / 0", namespace)
    stale.end_cell(ZeroDivisionError("division by zero"), namespace)
    with pytest.raises(AnswerRaised, match="The cell of `f` did not run: ZeroDivisionError: division by zero"):
        stale.refuse_stale_answers(["f"])
    monkeypatch.setitem(os.environ, "NBGRADER_EXECUTION", "autograde")
    stale.refuse_stale_answers(["f"])
    stale.begin_cell("f = 1", namespace)
    stale.end_cell(None, namespace)
    monkeypatch.delitem(os.environ, "NBGRADER_EXECUTION")
    stale.refuse_stale_answers(["f"])


def test_without_a_notebook_the_lines_are_printed_or_kept_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    @step_check
    def same(same: Any) -> None:
        expect(same, 1.0, case="one", gives=1.0)

    same(lambda x: x)
    assert capsys.readouterr().out == "✓ same: 1 check holds\n  one: your function(1.0) gives 1.0\n"
    with page.nothing_shown():
        same(lambda x: x)
    assert capsys.readouterr().out == ""


def test_failed_check_tells_what_had_held() -> None:
    @step_check
    def same(same: Any) -> None:
        expect(same, 1.0, case="one", gives=1.0)
        expect(same, 2.0, case="two", gives=1.0)

    with pytest.raises(CheckFailed) as caught:
        same(lambda x: x)
    assert caught.value.held == ("one: your function(1.0) gives 1.0",)


def test_long_check_says_that_it_is_still_running(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer ends when the line is there, and not before."""
    monkeypatch.setattr(still_running, "SECONDS", 0.01)
    monkeypatch.setattr(still_running, "get_ipython", lambda: True)
    said: list[Any] = []
    monkeypatch.setattr(still_running, "display", lambda shown, raw: said.append(shown["text/plain"]))
    with still_running.told_when_long("train"):
        while not said:
            pass
    assert "`train` is still running" in said[0]
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_outside_a_notebook_no_signal_is_set() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with still_running.told_when_long("train"):
        assert signal.getsignal(signal.SIGALRM) is before


def test_in_a_browser_an_open_or_wrong_answer_is_shown_and_no_error_stops_the_next_cells() -> None:
    cells = outputs_of(
        "from course.checks import shell; shell.ERRORS_STOP = True",
        "def double(x):\n    return 3 * x",
        "checks.double(double)",
        "from course.checks.page import nothing_shown\nright = True\nwith nothing_shown():\n"
        "    try:\n        checks.double(double)\n    except Exception:\n        right = False\nprint(right)",
        "def train(x):\n    raise NotImplementedError('Replace this line with your answer.')\ntrain(1)",
        "value = ...\nvalue + 1",
        "1 / 0",
    )
    _platform, _define, wrong, silent, stub, dots, own_error = cells
    assert [output.output_type for shown in (wrong, stub, dots) for output in shown] == ["display_data"] * 3
    assert wrong[0].data["text/plain"].startswith("✗ double(1.25) (one number)")
    assert wrong[0].data["text/html"].startswith('<pre role="alert"')
    assert silent[0].text == "False\n"
    assert "`train` is not answered yet" in stub[0].data["text/plain"]
    assert "still `...`" in dots[0].data["text/plain"]
    assert own_error[0].output_type == "error"
