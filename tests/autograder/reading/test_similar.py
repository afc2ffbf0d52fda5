"""Pairs that are worth a look: disguised copies come first, and what everybody writes says nothing."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.problems import UserError
from autograder.reading.similar import find_pairs
from autograder.reading.traces import traces_of_code
from autograder.units import Unit
from tests.bench_similar import COPIES, try_class
from tests.submissions import hand_in
from tests.tiny import UNIT, tiny_notebook

MINE = """def double(x):
    # my own way
    rows = np.shape(x)[0]
    total = np.zeros(rows)
    for i in range(rows):
        total[i] += x[i] * 2
    return total
"""
COPIED = '''def double(number):
    """Return twice the number."""
    n = np.shape(number)[0]
    result = np.zeros(n)
    for k in range(n):
        result[k] = result[k] + 2.0 * number[k]

    return result
'''


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("def f(a, b):\n    c = a + 1\n    return b > a", "def f(x, y):\n    r = 1.0 + x\n    return x < y"),
        ("a = len(b)\nc = 7", "c = 7\n\nq = len(b)"),
        ("def f(a):\n    a += 2", "def f(a):\n    'Doc.'\n    # why\n    a = a + 2"),
        ("x: int = 3", "y = 3"),
    ],
)
def test_disguises_leave_the_traces_as_they_are(one: str, other: str) -> None:
    assert traces_of_code(one) == traces_of_code(other)


def test_other_code_and_no_code_have_other_traces() -> None:
    assert not traces_of_code("def f(a):\n    return np.exp(a)") & traces_of_code("while True: spam(3)")
    assert traces_of_code("def f(:\n  not python") & traces_of_code("def f(:\n\n    not python")
    assert traces_of_code("") == set()


def test_copies_of_all_answers_come_before_every_honest_pair() -> None:
    found = try_class("02_forward", 0, 1.0)
    assert (found.listed, found.above) == (COPIES, 0)


def test_what_a_third_of_the_class_has_says_nothing() -> None:
    common = {"softmax": frozenset(f"trace {i}" for i in range(30))}
    alone = [{"softmax": frozenset(f"own {i} {j}" for j in range(30))} for i in range(8)]
    assert not find_pairs({f"s{i}": one for i, one in enumerate([*alone, common, common, common, common])})
    (pair,) = find_pairs({f"s{i}": one for i, one in enumerate([*alone, common, common])})
    assert {pair.one, pair.other} == {"s8", "s9"}


def graded(root: Path, student: str, code: str) -> None:
    notebook = tiny_notebook()
    notebook.cells[2].source = code
    path = hand_in(notebook, UNIT, student, root)
    (root / "autograded" / student / UNIT).mkdir(parents=True)
    (root / "autograded" / student / UNIT / "tiny.ipynb").write_bytes(path.read_bytes())


def test_page_shows_pairs_of_this_term_and_the_last_as_text(
    tiny: Unit, tmp_path_factory: pytest.TempPathFactory
) -> None:
    last = tmp_path_factory.mktemp("last")
    for i in range(6):
        graded(tiny.root, f"s{i}", f"def double(x):\n    return {'x + ' * i}x + {i} * np.sin(x - {i})")
        graded(last, f"o{i}", f"def double(x):\n    return np.cos({'x, ' * i}x)")
    graded(tiny.root, "eve", MINE + "    # <script>alert(1)</script>\n")
    graded(last, "ada", COPIED)
    graded(last, "bob", COPIED)
    done = CliRunner().invoke(app, ["similar", "tiny", "--with", str(last)])
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("2 pairs are worth a look, and no verdict: report/similar-01_tiny.html")
    page = (tiny.root / "report" / "similar-01_tiny.html").read_text(encoding="utf-8")
    assert "ada (earlier term)" in page  # but not the pair of two of the earlier term
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "0 pairs" in CliRunner().invoke(app, ["similar", "tiny"]).stdout
    nowhere = CliRunner().invoke(app, ["similar", "tiny", "--with", str(last / "nowhere")])
    assert isinstance(nowhere.exception, UserError)
