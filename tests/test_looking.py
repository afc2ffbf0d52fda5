"""Cells on which no points depend are skipped: every submission earns the same as where all its cells are run."""

import random
import re
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.judging.effects import effects_of
from autograder.judging.results import NotebookResult
from autograder.judging.run import grade_file
from autograder.sandbox.limits import Limits
from autograder.units import Unit, grade_id, is_solution
from tests.collection import ROOT, units_with_answers
from tests.same_scores import SANDBOX, STOPPING
from tests.submissions import columns, filled, reference, separate_columns

UNITS = units_with_answers()
ROUNDS = 4

# What an answer may depend on, and ordinary cells that disturb just that. {f} is the answer's function.
WRAPPED = "f{n} = {f}\ndef {f}(*a, **k):\n    {before}\n    return f{n}(*a, **k) if {holds} else None"
DISTURBED = (
    ("seen{n} = []", "seen{n}.append(1)", "len(seen{n}) % 2", ["try:\n    {f}()\nexcept TypeError:\n    pass"]),
    ("state{n} = np.zeros(3)", "pass", "state{n}[0] == 0", ["view{n} = state{n}[:1]", "view{n} += 1"]),
    ("state{n} = [0, 0]", "pass", "state{n}[0] == 0", ["def change{n}(x):\n    x[0] = 1\nchange{n}(state{n})"]),
    ("rng{n} = np.random.default_rng(1)", "pass", "rng{n}.random() < 0.5", ["print(rng{n}.normal(size=3))"]),
    ("np.random.seed(1)", "pass", "np.random.random() < 0.5", ["draw{n} = np.random.normal", "draw{n}(size=3)"]),
    ("offset{n} = 0", "pass", "offset{n} == 0", ["for offset{n} in range(3):\n    pass"]),
    ("", "pass", "sorted([2, 1])[0] == 1", ["def sorted(x):\n    return x"]),
    ("", "pass", "np.e > 1", ["import numpy\nnumpy.e = 0"]),
    ("", "pass", "{f}.n == 0", ["{f}.n = 0", "{f}.n += 1"]),
)
# What touches any other name.
NOISE = (
    "{name} = 3",
    "del {name}",
    "{name}[0] = 3",
    "{name} += 1",
    "other = {name}\nother[...] = 0",
    "def shift():\n    global {name}\n    {name} = 3\nshift()",
    "np.seterr(all='raise')",
    "print({name}",
    "raise ValueError({name})",
)


def points_both_ways(unit: str, notebook: NotebookNode, path: Path) -> tuple[list[object], list[object]]:
    """Grade a notebook without and with the cells on which no points depend."""
    nbformat.write(notebook, path)
    needed, everything = (
        grade_file(path, Unit(unit, ROOT), Limits(cell_seconds=300, all_cells=all_cells), SANDBOX)[0]
        for all_cells in (False, True)
    )
    assert needed.skipped is not None
    assert everything.skipped is None
    return earned(needed), earned(everything)


def earned(result: NotebookResult) -> list[object]:
    return [result.status, *((one.name, one.points, one.status, one.message) for one in result.exercises)]


def edited(notebook: NotebookNode, numbers: random.Random) -> NotebookNode:
    """Disturb some answers by ordinary cells, and copy, move and add others."""
    cells = notebook.cells
    answers = [cell for cell in cells if is_solution(cell) and cell.source.startswith("def ")]
    for n, answer in enumerate(numbers.sample(answers, min(3, len(answers)))):
        before, first, holds, disturbing = numbers.choice(DISTURBED)
        words = {"n": n, "f": re.findall(r"^def (\w+)", answer.source, re.MULTILINE)[-1]}
        wrapped = WRAPPED.format(**words, before=first.format(**words), holds=holds.format(**words))
        answer.source += f"\n\n\n{before.format(**words)}\n{wrapped}"
        place = cells.index(answer) + 1
        cells[place:place] = [new_code_cell(one.format(**words)) for one in disturbing]
    for _ in range(5):
        ordinary = [cell for cell in cells if cell.cell_type == "code" and not grade_id(cell)]
        names = sorted({name for cell in ordinary if (found := effects_of(cell.source)) for name in found.binds})
        moved, source = numbers.choice(ordinary), numbers.choice(NOISE).format(name=numbers.choice(names))
        kind = numbers.choice(("move", "copy", "add"))
        if kind == "move":
            cells.remove(moved)
        cells.insert(numbers.randrange(3, len(cells) + 1), new_code_cell(source if kind == "add" else moved.source))
    return notebook


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("unit", UNITS)
def test_edited_notebooks_earn_the_same(unit: str, seed: int, tmp_path: Path) -> None:
    numbers = random.Random(f"{unit} {seed}")
    right = numbers.choice(columns(unit, right=True))
    answers = reference(unit) | {name: one.code for name, one in right.items()}
    notebook = edited(filled(unit, answers), numbers)
    needed, everything = points_both_ways(unit, notebook, tmp_path / "edited.ipynb")
    assert needed == everything


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("unit", UNITS)
def test_answers_of_the_collection_earn_the_same(unit: str, right: bool, tmp_path: Path) -> None:
    for column in separate_columns(unit, right):
        # What never ends in a cell for looking costs points only where that cell is run.
        codes = {name: one.code for name, one in column.items() if one.status not in STOPPING}
        notebook = filled(unit, reference(unit) | codes)
        needed, everything = points_both_ways(unit, notebook, tmp_path / "collection.ipynb")
        assert needed == everything, list(map(str, column.values()))
