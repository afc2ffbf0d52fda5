"""Which cells of a submission a grade depends on."""

from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from autograder.judging.judge import trusted_names
from autograder.judging.needed import needed_cells
from autograder.units import find_units, grade_id, read_source
from tests.collection import ROOT

# The exercise is `f`, a step before it is `pair`, the unit gives what SETUP defines.
SETUP = (
    "import sys\nimport numpy as np\nfrom course import Layer, show\n"
    "TABLE = np.eye(2)\nrng_given = np.random.default_rng(0)"
)
GIVEN: dict[str, Any] = {}
exec(SETUP, GIVEN)
PURE = "def f(x):\n    return np.exp(x)"
USES_PAIR = "def f(x):\n    return x @ pair[0] + pair[1]"
IMPORTS = "def f(x):\n    from types import SimpleNamespace\n    return SimpleNamespace(y=np.exp(x)).y"
PAIR = "pair = (np.array([1.0, 2.0]), 0.5)"


def cell(source: str, name: str = "", **data: bool) -> NotebookNode:
    metadata = {"nbgrader": {"grade_id": name, "grade": False, "solution": False} | data} if name else {}
    return new_code_cell(source, metadata=metadata)


def free_cells_that_run(answer: str, *free: str, test: str = "expect(f, 2.0)", pair: str = PAIR) -> list[int]:
    """Return which of these ordinary cells run, in a notebook with this answer."""
    unit = [
        cell(SETUP, "setup"),
        cell(pair, "pair", solution=True),
        cell(answer, "f", solution=True),
        cell(test, "test_f", grade=True),
    ]
    notebook = new_notebook(cells=[*unit, *map(cell, free)])
    found = needed_cells(notebook, GIVEN)
    assert {0, 1, 2, 3} <= found
    return [position - len(unit) for position in sorted(found) if position >= len(unit)]


LOOKS = [
    "print(f(2.0))",
    "show(draw(f), alt='a curve')",
    "x = np.linspace(0, 1)\nfor z in x:\n    print(f(z))",
    "found = []\nfor z in (1, 2):\n    found.append(f(z))\nfound[0] = 3",
    "rng = np.random.default_rng(1)\nprint(f(rng.normal(size=3)), rng.random())",
    "from course.perceptron import checks\nchecks.f(f)",
    "import math\nprint(f(math.pi), f.__name__)",
    "import matplotlib.pyplot as plt\nplt.plot(f(np.arange(3)))",
    "def oops(:",
    "class A:\n    def start(self):\n        self.x = f(0)\n    def go(self):\n        self.x = self.x + 1\nA().go()",
    "print(pair, TABLE)",
    "total = 0\nfor one in pair[0]:\n    total += one",
]


@pytest.mark.parametrize("source", LOOKS)
@pytest.mark.parametrize("answer", [PURE, USES_PAIR, IMPORTS])
def test_cells_that_only_look_do_not_run(answer: str, source: str) -> None:
    assert free_cells_that_run(answer, source) == []


RUNS = {
    "defines the answer anew": (PURE, "def f(x):\n    return x"),
    "deletes the answer": (PURE, "del f"),
    "defines what is given anew": (PURE, "def show(*_):\n    pass"),
    "defines what the answer reads": ("def f(x):\n    return x + shift", "shift = 3"),
    "defines what the answer reads, in a loop": ("def f(x):\n    return x + i", "for i in range(3):\n    pass"),
    "defines a name of Python's that the answer reads": ("def f(x):\n    return sum(x)", "sum = 3"),
    "defines it in a function": ("def f(x):\n    return x + n", "def set_n():\n    global n\n    n = 3\nset_n()"),
    "imports over a name": ("def f(x):\n    return x + pi", "from math import pi"),
    "writes into data": (USES_PAIR, "pair[0][1] = 3"),
    "adds in place": (USES_PAIR, "w, b = pair\nw += 1"),
    "adds in place to a field": (
        USES_PAIR,
        "class A:\n    def start(self):\n        self.x = pair[0]\n    def go(self):\n        self.x += 1\nA().go()",
    ),
    "writes by a method": (USES_PAIR, "pair[0].sort()"),
    "writes by a function of numpy's": (USES_PAIR, "np.copyto(pair[0], 1)"),
    "writes by an argument": (USES_PAIR, "np.exp(pair[0], out=pair[0])"),
    "writes by a third argument": (USES_PAIR, "np.add(1, 2, pair[0])"),
    "writes by a function of its own": (USES_PAIR, "def change(x):\n    x[0] = 3\nchange(pair[0])"),
    "writes through another name": (USES_PAIR, "other = [pair]\nother[0][0][0] = 3"),
    "writes into what is given": ("def f(x):\n    return TABLE @ x", "TABLE[0] = 3"),
    "writes into it under another name": ("def f(x):\n    return TABLE @ x", "import course as c\nc.TABLE[0] = 3"),
    "draws from shared random numbers": ("def f(x):\n    return np.random.normal(x)", "np.random.normal(3)"),
    "seeds the shared random numbers": ("def f(x):\n    return np.random.normal(x)", "np.random.seed(3)"),
    "seeds them by an imported name": (
        "from random import gauss\ndef f(x):\n    return gauss(x, 1)",
        "from random import seed\nseed(3)",
    ),
    "draws from a generator that the answer uses": ("def f(x):\n    return rng_given.random()", "rng_given.random()"),
    "counts calls in an attribute": ("def f(x):\n    f.n.append(x)\n    return len(f.n)\nf.n = []", "f(3)"),
    "counts calls in a default": ("def f(x, seen=[]):\n    seen.append(x)\n    return len(seen)", "f(3)"),
    "counts calls in a closure": ("def g():\n    n = [0]\n    return lambda x: n.append(x) or len(n)\nf = g()", "f(3)"),
    "counts calls in a class": ("class C:\n    n = []\ndef f(x):\n    C.n.append(x)\n    return len(C.n)", "f(3)"),
    "calls what is decorated": ("@remember\ndef f(x):\n    return x", "f(3)"),
    "asks a model that learns": ("class M:\n    pass\nmodel = M()\ndef f(x):\n    return model.fit(x)", "model.fit(3)"),
    "counts calls in an attribute of something given": (
        "show.n = []\ndef f(x):\n    return x + len(show.n)",
        "show.n.append(3)",
    ),
    "counts calls in a class by its name": (
        "class C:\n    n = 0\n    def go(self):\n        C.n += 1\n        self.n = C.n\ndef f(x):\n    return x + C.n",
        "C().go()",
    ),
    "changes the path of imports, of a module that is given": (PURE, "sys.path.append('.')"),
    "patches a module": (PURE, "np.exp = np.sin"),
    "patches a module in a function": (PURE, "def patch(module):\n    module.exp = 3\npatch(np)"),
    "sets something for all": (PURE, "np.seterr(all='raise')"),
    "imports what may do anything": (PURE, "import antigravity"),
    "writes a file": (PURE, "np.save('w.npy', np.ones(3))"),
    "opens a file": (PURE, "open('w.txt', 'w').write('3')"),
}  # fmt: skip


@pytest.mark.parametrize("what", RUNS)
def test_cell_runs_that(what: str) -> None:
    answer, source = RUNS[what]
    assert free_cells_that_run(answer, source) == [0]
    assert free_cells_that_run(answer, "print(3)", source) == [1]


@pytest.mark.parametrize(
    "source",
    [
        "exec('pair = 3')",
        "globals()['f'] = abs",
        "%load_ext autoreload",
        "!pip install x",
        "names = !ls",
        "get_ipython().run_cell('f = abs')",
        "print(_)",
        "print(Out[3])",
        "from numpy import *",
        "f.__defaults__",
        "setattr(np, 'exp', abs)",
        "-" * 5000 + "3",
        "x = 1\n" * 50_000,
    ],
)
def test_all_run_where_a_cell_does_not_tell_what_it_does(source: str) -> None:
    assert free_cells_that_run(PURE, "print(3)", source) == [0, 1]


def test_what_a_cell_that_runs_needs_runs_too() -> None:
    helper = "def helper(x):\n    return x + size[0]"
    assert free_cells_that_run("def f(x):\n    return helper(x)", "size = [3]", helper, "print(helper(2))") == [0, 1]
    assert free_cells_that_run("def f(x):\n    return helper(x)", "size = [3]", helper, "size.append(4)") == [0, 1, 2]
    # Another name for it, made in a cell that need not run itself.
    for change in ("view[0] = 3", "view += 1"):
        assert free_cells_that_run(USES_PAIR, "other = pair[0]", "view = other[:1]", change) == [0, 1, 2]
    # What an imported name stands for may keep something, and what a cell that runs has bound may be its own.
    assert free_cells_that_run(
        "def f(x):\n    return x + random.random()", "import random", "from random import gauss", "gauss(0, 1)"
    ) == [0, 1, 2]


def test_all_run_where_there_are_too_many_to_look_into() -> None:
    assert len(free_cells_that_run(PURE, *["print(3)"] * 300)) == 300


def test_random_numbers_of_numpy_are_known_under_any_name() -> None:
    answer = "def f(x):\n    return np.random.normal(x)"
    assert free_cells_that_run(answer, "from numpy.random import seed", "seed(3)") == [0, 1]
    assert free_cells_that_run(answer, "shared = np.random", "print(3)", "shared.seed(3)") == [0, 2]


def test_an_answer_in_an_ordinary_cell_counts_as_one() -> None:
    work = "f.shift = 3", "def f(x):\n    return x", "f = 3 + np.zeros(2)", "f[0] = 2"
    assert free_cells_that_run("", *work) == [0, 1, 2, 3]


# How many of a unit's cells need not run: all that draw, print and train something to look at.
SKIPPED = {
    "01_perceptron": 21,
    "02_forward": 12,
    "03_backward": 26,
    "04_learning_rate": 23,
    "05_regularization": 30,
    "06_digits": 17,
    "07_bookings": 12,
}


@pytest.mark.parametrize("unit", find_units(ROOT), ids=lambda unit: unit.name)
def test_looking_cells_of_the_units_do_not_run(unit: Any) -> None:
    source = read_source(unit)
    ordinary = {i for i, one in enumerate(source.cells) if one.cell_type == "code" and not grade_id(one)}
    assert len(ordinary - needed_cells(source, trusted_names(unit, source).names)) >= SKIPPED.get(unit.name, 0)
