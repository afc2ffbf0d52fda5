"""Student code and test code on two sides, and a worker between submissions; for cheats see tests/hostile."""

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.judging.results import NotebookResult
from autograder.judging.run import grade_file
from autograder.judging.session import warm_worker
from autograder.sandbox.choice import works
from autograder.sandbox.limits import Limits
from autograder.units import Unit
from tests.tiny import DOUBLE, tiny_notebook

SANDBOX = "bwrap" if works("bwrap") else "none"
LIMITS = Limits(cell_seconds=5, notebook_seconds=60)
needs_sandbox = pytest.mark.skipif(SANDBOX == "none", reason="bubblewrap does not work here")


def hand_in(unit: Unit, answer: str, name: str = "one") -> tuple[NotebookResult, NotebookNode]:
    """Grade the tiny unit with this answer to `double`."""
    notebook = tiny_notebook()
    notebook.cells[2].source = answer
    path = unit.root / f"{name}.ipynb"
    nbformat.write(notebook, path)
    result, ran = grade_file(path, unit, LIMITS, SANDBOX)
    assert ran is not None
    return result, ran


def test_seed_and_test_source_are_not_in_the_students_process(tiny: Unit) -> None:
    _, ran = hand_in(tiny, "import os\nprint(sorted(os.environ))\n" + DOUBLE)
    assert "SEED" not in ran.cells[2].outputs[0].text


@pytest.mark.slow
@needs_sandbox
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


def test_an_array_shared_between_calls_and_lines_run_are_seen_from_the_other_side(tiny: Unit) -> None:
    test = """from course.checks.any_answer import expect_own_arrays
from course.checks.lines_run import lines_run
expect_own_arrays(double, [np.ones(3)], [np.zeros(3)])
assert lines_run(lambda: double(1.0), 10) <= 10
print("here")
print(lines_run(double.again, 40))"""
    source = nbformat.read(tiny.source, as_version=4)
    source.cells[3].source = test
    nbformat.write(source, tiny.source)
    own = "def double(x):\n    return 2 * x\n\n"
    looped = "def again():\n    for i in range(1000):\n        pass\n\ndouble.again = again"
    _, ran = hand_in(tiny, own + looped)
    assert ran.cells[3].outputs[0].text.endswith("here\n40\n"), ran.cells[3].outputs
    shared = "kept = np.zeros(3)\n\ndef double(x):\n    return np.multiply(2, x, out=kept)"
    _, ran = hand_in(tiny, shared, "two")
    assert "share one array" in str(ran.cells[3].outputs)
