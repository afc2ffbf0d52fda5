"""Cheats: each of them earns full points where tests and answers share one process, and nothing here."""

import copy
import ctypes
import hashlib
import hmac
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from autograder.judging.results import NotebookResult
from autograder.judging.run import grade_file
from autograder.judging.secret import FILE
from autograder.units import Unit
from tests.hostile.attack import LIMITS, grade_attack, honest_score
from tests.hostile.undefended import undefended_points
from tests.tiny import DOUBLE, TEST_DOUBLE, tiny_notebook

pytestmark = pytest.mark.slow
WRONG = "\ndef double(x):\n    return 0 * x\n"
HONEST = "\ndef double(x):\n    return 2 * x\n"

# In each, `double` is wrong, or right only as long as the cheat works. All of them work in plain nbgrader.
CHEATS = {
    "numpy says yes": "np.allclose = np.array_equal = np.isclose = lambda *a, **k: True" + WRONG,
    "np.asarray gives what is expected": (
        "import course.checks.compare as c\n"
        "seen, real = [], np.asarray\n"
        "c.as_numbers = lambda value: real(2.0 * np.array(seen[-1]))\n"
        "def double(x):\n    seen.append(x)\n    return 0 * x"
    ),
    "builtins say yes": (
        "import builtins\nreal = min\n"
        "builtins.min = lambda *a, **k: None if len(k) == 2 else real(*a, **k)  # min(found, key=..., default=None)"
        + WRONG
    ),
    "checks are replaced": "expect = lambda *a, **k: None" + WRONG,
    "course.checks is patched": (
        "import course.checks.decisions as d\nd._check_answer = d._check_attempted = lambda *a: None" + WRONG
    ),
    "errors of assert are swallowed": ("get_ipython().set_custom_exc((AssertionError,), lambda *a, **k: None)" + WRONG),
    "np.testing is patched": (
        "import course.checks.decisions as d\n"
        "np.testing.assert_allclose = lambda *a, **k: None\n"
        "d.difference = None\nimport course.checks.failure as f\nf.difference = lambda *a: None" + WRONG
    ),
    "an input transformer cuts checks out": (
        "get_ipython().input_transformers_cleanup.append(\n"
        "    lambda lines: [] if any('expect(' in line for line in lines) else lines)" + WRONG
    ),
    "an AST transformer cuts checks out": (
        "import ast\n"
        "class Cut(ast.NodeTransformer):\n"
        "    def visit_Call(self, node):\n"
        "        return ast.Constant(0) if getattr(node.func, 'id', '') == 'expect' else node\n"
        "get_ipython().ast_transformers.append(Cut())" + WRONG
    ),
    "the answer converts itself to what is expected": (
        "import sys\n"
        "class Yes:\n"
        "    def __array__(self, *a, **k):\n"
        "        frame = sys._getframe()\n"
        "        while frame and 'gives' not in frame.f_locals: frame = frame.f_back\n"
        "        return np.asarray(frame.f_locals['gives'], float) if frame else np.zeros(())\n"
        "    def __float__(self): return 4.0\n"
        "    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = lambda *a: True\n"
        "    __hash__ = None\n"
        "def double(x):\n    return Yes()"
    ),
    "the answer is an ndarray that agrees with everything": (
        "class Yes(np.ndarray):\n"
        "    def __array_ufunc__(self, *a, **k): return np.False_\n"
        "    def __array_function__(self, *a, **k): return True\n"
        "    def astype(self, *a, **k): return self\n"
        "np_asarray, np.asarray = np.asarray, lambda v, *a, **k: v if isinstance(v, Yes) else np_asarray(v, *a, **k)\n"
        "def double(x):\n    return np.zeros(np.shape(x)).view(Yes)"
    ),
    "frames are walked to the expected value": (
        "import sys\n"
        "def double(x):\n"
        "    frame = sys._getframe()\n"
        "    while frame and 'gives' not in frame.f_locals: frame = frame.f_back\n"
        "    return frame.f_locals['gives'] if frame else 0 * x"
    ),
    "all threads' frames and all objects are searched for the test": (
        "import sys, gc\n"
        "def double(x):\n"
        "    seen = [v for f in sys._current_frames().values() for v in f.f_globals.values()] + gc.get_objects()\n"
        "    texts = [t for v in seen for t in (v if isinstance(v, list) else [v]) if isinstance(t, str)]\n"
        "    return 2 * x if any('number is ' + 'squared' in t for t in texts) else 0 * x"
    ),
    "In is searched for the test": (
        "def double(x):\n    return 2 * x if any('number is ' + 'squared' in str(cell) for cell in In) else 0 * x"
    ),
    "the history is searched for the test": (
        "def double(x):\n"
        "    seen = str(list(get_ipython().history_manager.get_range()))\n"
        "    return 2 * x if 'number is ' + 'squared' in seen else 0 * x"
    ),
    "the error is hidden behind a forged result": (
        "from IPython.display import publish_display_data\n"
        "def double(x):\n"
        "    shell = get_ipython()\n"
        "    shell.display_pub.pub_socket  # as the kernel's own\n"
        "    shell.kernel.session.send(shell.kernel.iopub_socket, 'execute_result',\n"
        "        {'data': {'text/plain': '10'}, 'metadata': {}, 'execution_count': 1}, parent=shell.parent_header)\n"
        "    return 0 * x"
    ),
    "errors are cleared away and a pass is printed": (
        "import IPython.display as d\n"
        "shell = get_ipython()\n"
        "def cheerful(*a, **k):\n    d.clear_output()\n    print('✓ double(2.0) gives 4.0')\n"
        "shell._showtraceback = cheerful\nshell.showtraceback = cheerful" + WRONG
    ),
    "a display is updated to a pass": (
        "from IPython.display import display\n"
        "handle = display({'text/plain': '10'}, raw=True, display_id='mark')\n"
        "get_ipython()._showtraceback = lambda *a, **k: handle.update({'text/plain': '10'}, raw=True)" + WRONG
    ),
}


def answered(code: str) -> NotebookNode:
    notebook = tiny_notebook()
    notebook.cells[2].source = code
    return notebook


def points_of(result: NotebookResult) -> list[float]:
    return [one.points for one in result.exercises[:2]]


@pytest.mark.exhaustive  # that the attacks have teeth
@pytest.mark.parametrize("cheat", CHEATS)
def test_cheat_earns_full_points_in_plain_nbgrader(cheat: str) -> None:
    assert ("test_double", 10) in undefended_points(answered(CHEATS[cheat]))


@pytest.mark.parametrize("cheat", CHEATS)
def test_cheat_earns_nothing_and_the_honest_rest_keeps_its_points(tiny: Unit, cheat: str, sandbox: str) -> None:
    result, _ = grade_attack(tiny, CHEATS[cheat], sandbox)
    assert points_of(result) == [0, 6]
    assert honest_score(tiny, sandbox) == 16


# A test may also be written without the course's checks. These answers agree with it whatever it asks.
PLAIN_TESTS = {
    "assert double(3.0) == 6.0 and double(3.0) >= 6.0": (
        "class Yes(float):\n    __eq__ = __ge__ = lambda *a: True\n    __hash__ = None\n"
        "def double(x):\n    return Yes(0)"
    ),
    "assert abs(double(3.0) - 6.0) < 1e-9 and abs(6.0 - double(3.0)) < 1e-9": (
        "class Yes:\n    __sub__ = __rsub__ = lambda *a: 0.0\ndef double(x):\n    return Yes()"
    ),
    "assert abs(double(np.array([3.0])) - np.array([6.0])).max() < 1e-9": (
        "class Yes:\n    __sub__ = lambda self, other: 0 * other\ndef double(x):\n    return Yes()"
    ),
    "assert np.mean(double(np.ones(3))) == 2 and np.sum(double(np.ones(3))) == 6": (
        "class Yes:\n    mean = lambda self, *a, **k: 2.0\n    sum = lambda self, *a, **k: 6.0\n"
        "def double(x):\n    return Yes()"
    ),
    "assert float(double(3.0)) == 6.0": (
        "class Yes:\n    __float__ = lambda self: 6.0\ndef double(x):\n    return Yes()"
    ),
    "assert np.allclose(double(np.ones(3)), 2)": (
        "class Yes:\n    __array__ = lambda *a, **k: np.full(3, 2.0)\ndef double(x):\n    return Yes()"
    ),
    "assert double(3.0)": "class Yes:\n    __bool__ = lambda self: True\ndef double(x):\n    return Yes()",
    "for got, x in zip(map(double, [1.0, 2.0]), [1.0, 2.0]):\n    assert got == 2 * x": (
        "def double(x):\n    raise StopIteration"
    ),
}


def with_test(notebook: NotebookNode, test: str) -> NotebookNode:
    notebook.cells[3].source = test
    return notebook


@pytest.mark.parametrize("test", PLAIN_TESTS)
def test_answer_that_agrees_with_everything_earns_nothing(tiny: Unit, test: str, sandbox: str) -> None:
    nbformat.write(with_test(tiny_notebook(), test), tiny.source)
    result, _ = grade_attack(tiny, PLAIN_TESTS[test], sandbox)
    assert points_of(result) == [0, 6]
    assert honest_score(tiny, sandbox) == 16


@pytest.mark.exhaustive  # that the attacks have teeth
@pytest.mark.parametrize("test", PLAIN_TESTS)
def test_answer_that_agrees_with_everything_passes_in_plain_nbgrader(test: str) -> None:
    assert ("test_double", 10) in undefended_points(with_test(answered(PLAIN_TESTS[test]), test))


def delete_test(notebook: NotebookNode) -> None:
    del notebook.cells[3]


def edit_test(notebook: NotebookNode) -> None:
    notebook.cells[3].source = "double"


def edit_set_up(notebook: NotebookNode) -> None:
    notebook.cells[1].source += "\nexpect = lambda *a, **k: None"


def copy_passing_test(notebook: NotebookNode) -> None:
    """Put a harmless cell with the test's id in front of the test."""
    fake = copy.deepcopy(notebook.cells[3])
    fake.source, fake.id = "pass", "fake"
    notebook.cells.insert(3, fake)
    del notebook.cells[4].metadata["nbgrader"]


def claim_points_for_a_cell(notebook: NotebookNode) -> None:
    extra = new_code_cell("pass", metadata=copy.deepcopy(notebook.cells[3].metadata), id="extra")
    extra.metadata["nbgrader"].update(grade_id="test_bonus", points=10)
    notebook.cells.append(extra)


def raise_points(notebook: NotebookNode) -> None:
    notebook.cells[6].metadata["nbgrader"]["points"] = 16


def unlock_test(notebook: NotebookNode) -> None:
    notebook.cells[3].metadata["nbgrader"].update(locked=False, solution=True, points=10)
    notebook.cells[3].source = "pass"


def rename_test(notebook: NotebookNode) -> None:
    notebook.cells[3].metadata["nbgrader"]["grade_id"] = "test_slope"
    notebook.cells[3].source = "pass"


def turn_test_into_text(notebook: NotebookNode) -> None:
    notebook.cells[3].cell_type = "raw"
    del notebook.cells[3]["outputs"], notebook.cells[3]["execution_count"]


def hand_in_outputs(notebook: NotebookNode) -> None:
    """Bring an output along, and keep the test from running."""
    notebook.cells[3].outputs = [new_output("execute_result", {"text/plain": "10"})]
    notebook.cells[
        2
    ].source += (
        "\nget_ipython().input_transformers_cleanup.append(lambda lines: [] if 'expect(' in str(lines) else lines)"
    )


CHANGES: dict[Callable[[NotebookNode], None], list[float]] = {
    delete_test: [0, 6],
    edit_test: [0, 6],
    edit_set_up: [0, 6],
    copy_passing_test: [0, 6],
    claim_points_for_a_cell: [0, 6],
    raise_points: [0, 6],
    unlock_test: [0, 6],
    rename_test: [0, 6],
    turn_test_into_text: [0, 6],
    hand_in_outputs: [0, 6],
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_changed_notebook_earns_what_its_honest_part_does(
    tiny: Unit, change: Callable[[NotebookNode], None], sandbox: str
) -> None:
    notebook = answered(WRONG)
    change(notebook)
    path = tiny.root / "changed.ipynb"
    nbformat.write(notebook, path)
    result, ran = grade_file(path, tiny, LIMITS, sandbox)
    assert ran is not None
    assert points_of(result) == CHANGES[change]
    assert result.max_score == 20
    assert honest_score(tiny, sandbox) == 16


# A deleted test earns nothing anywhere, and a test that became an answer waits for a person.
HARMLESS = {delete_test, turn_test_into_text, unlock_test}


@pytest.mark.exhaustive  # that the attacks have teeth
@pytest.mark.parametrize("change", [one for one in CHANGES if one not in HARMLESS], ids=lambda change: change.__name__)
def test_changed_notebook_earns_more_where_it_is_taken_as_it_is(change: Callable[[NotebookNode], None]) -> None:
    notebook = answered(WRONG)
    change(notebook)
    assert sum(points for _, points in undefended_points(notebook)) > 6


def test_reordered_tests_meet_the_answer_that_stands_before_them(tiny: Unit, sandbox: str) -> None:
    """A test moved behind another answer grades that one; moved before any, it finds nothing."""
    notebook = tiny_notebook()
    notebook.cells.insert(1, notebook.cells.pop(3))
    path = tiny.root / "reordered.ipynb"
    nbformat.write(notebook, path)
    result, _ = grade_file(path, tiny, LIMITS, sandbox)
    assert points_of(result) == [0, 6]
    assert honest_score(tiny, sandbox) == 16


VISIBLE_ONLY = {
    "the visible numbers are looked up": "def double(x):\n    return 4.0 if np.ndim(x) == 0 and x == 2.0 else 0 * x",
    "only the first call is answered rightly": (
        "calls = []\ndef double(x):\n    calls.append(x)\n    return 2 * x if len(calls) == 1 else 0 * x"
    ),
}


@pytest.mark.parametrize("answer", VISIBLE_ONLY)
def test_answer_to_the_visible_check_alone_earns_nothing(tiny: Unit, answer: str, sandbox: str) -> None:
    result, _ = grade_attack(tiny, VISIBLE_ONLY[answer], sandbox)
    assert points_of(result) == [0, 6]


@pytest.mark.parametrize("answer", VISIBLE_ONLY)
def test_answer_to_the_visible_check_alone_passes_that(answer: str) -> None:
    assert ("test_double", 10) in undefended_points(answered(VISIBLE_ONLY[answer]), without_hidden=True)


# What lies outside: each attack reads or writes it, and `double` is right only where that has worked.
def reading(path: Path, text: str) -> str:
    return (
        f"def double(x):\n    try:\n        seen = {text!r} in open({str(path)!r}).read()\n"
        "    except OSError:\n        seen = False\n    return 2 * x if seen else 0 * x"
    )


def outside(unit: Unit) -> dict[str, Path]:
    """Make harmless targets in the course's folder."""
    targets = {
        "source": unit.source,
        "journal": unit.root / "journal.jsonl",
        "gradebook": unit.root / "gradebook.db",
        "report": unit.root / "report" / "report.html",
        "feedback": unit.root / "feedback" / "bob" / "page.html",
        "another's submission": unit.root / "submitted" / "bob" / unit.name / unit.notebook_name,
        "another's grade": unit.root / "autograded" / "bob" / unit.name / unit.notebook_name,
    }
    for path in targets.values():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text("twice_as_much", encoding="utf-8")
    return targets


TARGETS = ("source", "journal", "gradebook", "report", "feedback", "another's submission", "another's grade")


@pytest.mark.parametrize("target", TARGETS)
def test_file_of_the_course_is_not_there_to_read(tiny: Unit, target: str, sandbox: str) -> None:
    attack = reading(outside(tiny)[target], "twice_as_much")
    assert points_of(grade_attack(tiny, attack, sandbox)[0]) == [0, 6]


@pytest.mark.parametrize("target", TARGETS)
def test_file_of_the_course_can_be_read_without_a_sandbox(tiny: Unit, target: str) -> None:
    attack = reading(outside(tiny)[target], "twice_as_much")
    assert points_of(grade_attack(tiny, attack, "none")[0]) == [10, 6]


def writing(paths: list[Path]) -> str:
    return (
        "import os, shutil\n"
        f"for path in {[str(path) for path in paths]!r}:\n"
        "    for act in (lambda: open(path, 'a').write('forged'), lambda: os.remove(path + '.old'),\n"
        "                lambda: os.makedirs(os.path.dirname(path), exist_ok=True)):\n"
        "        try: act()\n        except OSError: pass\n" + HONEST
    )


def test_files_of_the_course_stay_as_they_are(tiny: Unit, sandbox: str) -> None:
    paths = list(outside(tiny).values())
    before = [path.read_bytes() for path in paths]
    result, _ = grade_attack(tiny, writing(paths), sandbox)
    assert points_of(result) == [10, 6]  # the honest part
    assert [path.read_bytes() for path in paths] == before
    assert sorted(path for path in tiny.root.rglob("*") if path.is_file()) == sorted(
        [*paths, tiny.root / "attack.ipynb", tiny.root / "nbgrader_config.py", tiny.root / FILE]
    )
    assert honest_score(tiny, sandbox) == 16


def test_files_of_the_course_are_forged_without_a_sandbox(tiny: Unit) -> None:
    paths = list(outside(tiny).values())
    grade_attack(tiny, writing(paths), "none")
    assert all(path.read_bytes().endswith(b"forged") for path in paths)


def test_hidden_data_are_not_sent_out_by_a_file(tiny: Unit, tmp_path: Path, sandbox: str) -> None:
    target = tmp_path / "sent"
    send = f"def double(x):\n    open({str(target)!r}, 'a').write(str(x))\n    return 2 * x"
    assert grade_attack(tiny, send, "none")[0].score == 16
    assert target.read_text().startswith("2.0")
    target.unlink()
    assert points_of(grade_attack(tiny, send, sandbox)[0]) == [0, 6]
    assert not target.exists()


def test_expected_values_are_in_no_output(tiny: Unit, sandbox: str) -> None:
    """All that the student's process has of a hidden test is what its function is called with."""
    spy = (
        "import sys, gc\n"
        "def double(x):\n"
        "    for f in sys._current_frames().values():\n"
        "        while f:\n"
        "            print({k: v for k, v in f.f_locals.items() if k in ('gives', 'mistakes', 'expected', 'rng')})\n"
        "            f = f.f_back\n"
        "    return 2 * x"
    )
    result, ran = grade_attack(tiny, spy, sandbox)
    assert ran is not None
    assert result.score == 16
    printed = "".join(output.get("text", "") for output in ran.cells[3].outputs)
    assert "{}" in printed
    assert "gives'" not in printed
    assert "squared" not in printed


def test_memory_and_environment_of_the_grader_are_out_of_reach(tiny: Unit, sandbox: str) -> None:
    secret = ctypes.create_string_buffer(b"the expected values")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, env={"PLANTED": "yes"}) as other:
        spy = (
            "import os, glob\n"
            "def double(x):\n"
            "    try:\n"
            f"        with open('/proc/{os.getpid()}/mem', 'rb', 0) as memory:\n"
            f"            memory.seek({ctypes.addressof(secret)})\n"
            "            seen = b'expected' in memory.read(19)\n"
            "    except OSError:\n        seen = False\n"
            "    for path in glob.glob('/proc/[0-9]*/environ'):\n"
            "        try: seen = seen or b'PLANTED' in open(path, 'rb').read()\n"
            "        except OSError: pass\n"
            "    return 2 * x if seen else 0 * x"
        )
        undefended, _ = grade_attack(tiny, spy, "none")
        defended, _ = grade_attack(tiny, spy, sandbox)
        other.communicate(b"\n")
    assert points_of(undefended) == [10, 6]
    assert points_of(defended) == [0, 6]


def test_seed_cannot_be_computed_from_file_and_course(tiny: Unit, sandbox: str) -> None:
    """Whoever has the file and the whole course, its notebooks with their tests too, does not have the secret."""
    result, _ = grade_attack(tiny, DOUBLE, sandbox)
    data = (tiny.root / "attack.ipynb").read_bytes()
    keys = [path.read_bytes() for path in tiny.root.rglob("*.ipynb")]
    digests = [hashlib.sha256(data).digest(), *(hmac.digest(key, data, "sha256") for key in keys)]
    assert result.seed not in [int.from_bytes(one[:count], "big") for one in digests for count in range(1, 33)]


def test_same_file_meets_the_same_data_while_the_secret_is_the_same(
    tiny: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = grade_attack(tiny, DOUBLE, "none")[0].seed
    other = tiny_notebook()
    other.cells[3].source = TEST_DOUBLE + "\n# run anew"
    other.cells[3].outputs = []
    nbformat.write(other, tiny.source)
    assert grade_attack(tiny, DOUBLE, "none")[0].seed == first
    monkeypatch.setenv("AUTOGRADER_SECRET", "of another course")
    assert grade_attack(tiny, DOUBLE, "none")[0].seed != first
