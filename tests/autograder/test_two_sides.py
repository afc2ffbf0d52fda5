"""Student code and test code on two sides: what students' code can do to its own process changes no score."""

import nbformat
import numpy as np
import pytest
from nbformat import NotebookNode

from autograder.limits import Limits
from autograder.results import NotebookResult
from autograder.run import grade_file
from autograder.sandbox import works
from autograder.session import warm_worker
from autograder.units import Unit
from course import expect
from tests.tiny import DOUBLE, tiny_notebook

SANDBOX = "bwrap" if works("bwrap") else "none"
LIMITS = Limits(cell_seconds=5, notebook_seconds=60)
needs_wall = pytest.mark.skipif(SANDBOX == "none", reason="bubblewrap does not work here")


def hand_in(unit: Unit, answer: str, name: str = "one") -> tuple[NotebookResult, NotebookNode]:
    """Grade the tiny unit with this answer to `double`."""
    notebook = tiny_notebook()
    notebook.cells[2].source = answer
    path = unit.root / f"{name}.ipynb"
    nbformat.write(notebook, path)
    result, ran = grade_file(path, unit, LIMITS, SANDBOX)
    assert ran is not None
    return result, ran


CHEATS = {
    "numpy says yes": "np.allclose = np.array_equal = np.isclose = lambda *a, **k: True",
    "checks are replaced": (
        "import course, course.checks.decisions\n"
        "expect = course.expect = course.checks.decisions.expect = lambda *a, **k: None"
    ),
    "assertions are swallowed": "import builtins\nbuiltins.AssertionError = builtins.Warning",
    "checks are cut out of cells": (
        "from IPython import get_ipython\n"
        "get_ipython().input_transformers_cleanup.append(\n"
        "    lambda lines: [line for line in lines if not line.startswith('expect')]\n)"
    ),
    "the answer equals everything": (
        "class Yes(float):\n"
        "    __eq__ = __ge__ = __le__ = lambda *a: True\n"
        "    __array__ = lambda *a, **k: np.full(5, 4.0)\n"
        "    __hash__ = None\n"
        "def double(x):\n    return Yes(4.0)"
    ),
    "a pass is printed": "print('✓ double(2.0) gives 4.0')\ndef double(x):\n    print('✓ all')\n    return 0",
    "frames are walked": (
        "import sys, gc\n"
        "def double(x):\n"
        "    seen = [v for f in sys._current_frames().values() for v in f.f_globals.values()] + gc.get_objects()\n"
        "    found = [v for v in seen if isinstance(v, str) and 'BEGIN HIDDEN' + ' TESTS' in v]\n"
        "    return found and 2 * x"
    ),
}


@pytest.mark.parametrize("cheat", CHEATS.values(), ids=list(CHEATS))
def test_cheat_earns_nothing_and_the_honest_rest_keeps_its_points(tiny: Unit, cheat: str) -> None:
    answer = cheat if "def double" in cheat else cheat + "\ndef double(x):\n    return 0 * x"
    result, _ = hand_in(tiny, answer)
    assert [(one.name, one.points) for one in result.exercises[:2]] == [("double", 0), ("slope", 6)]


def test_teeth_the_same_cheat_works_where_both_sides_share_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain `nbgrader autograde` has both sides in one process, as here: with numpy patched, a wrong answer passes."""
    monkeypatch.setattr(np, "allclose", lambda *_, **__: True)
    expect(lambda _: 0.0, 2.0, gives=4.0)


def test_forged_message_ends_the_run_and_earns_nothing(tiny: Unit) -> None:
    forged = "import os\ndef double(x):\n    for fd in range(3, 64):\n        try: os.write(fd, b'\\x00' * 64)\n        except OSError: pass\n    return 0 * x"  # noqa: E501
    result, _ = hand_in(tiny, forged)
    assert result.exercises[0].points == 0
    assert result.status in ("crashed", "graded")


def test_seed_and_test_source_are_not_in_the_students_process(tiny: Unit) -> None:
    _, ran = hand_in(tiny, "import os\nprint(sorted(os.environ))\n" + DOUBLE)
    assert "SEED" not in ran.cells[2].outputs[0].text


@needs_wall
def test_worker_stays_warm_and_survives_what_its_forks_do(tiny: Unit) -> None:
    hand_in(tiny, DOUBLE)
    process = warm_worker(SANDBOX).process.pid
    result, _ = hand_in(tiny, "import os\nos._exit(3)", "two")
    assert (result.status, result.score) == ("crashed", 0)
    result, _ = hand_in(
        tiny,
        "import time\ndef double(x):\n    try:\n        time.sleep(9)\n    except:\n        time.sleep(99)",
        "three",
    )
    assert result.status == "timeout"
    assert hand_in(tiny, DOUBLE, "four")[0].score == 16
    assert warm_worker(SANDBOX).process.pid == process


def test_endless_output_is_cut_off_while_it_comes(tiny: Unit) -> None:
    result, ran = hand_in(tiny, "for _ in range(300):\n    print('x' * 100_000)\n" + DOUBLE)
    assert result.score == 16
    text = "".join(output.text for output in ran.cells[2].outputs)
    assert len(text) < 1_500_000
    assert "was cut off" in text
