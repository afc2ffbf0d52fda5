"""Cells on which no points depend are skipped: every submission earns the same as where all its cells are run."""

import random
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.judging.effects import effects_of
from autograder.judging.results import NotebookResult
from autograder.judging.run import grade_file
from autograder.units import Unit, find_units, grade_id, is_solution, is_written
from autograder.wall.limits import Limits
from tests.collection import ROOT
from tests.same_scores import SANDBOX, STOPPING
from tests.submissions import columns, filled, reference, separate_columns

UNITS = [unit.name for unit in find_units(ROOT)]
ROUNDS = 4

# What a student may put into a cell that touches others: an answer, or any name of the notebook.
CELLS = (
    "{answer} = 3",
    "del {answer}",
    "{answer}.calls = []",
    "{name} = 3",
    "del {name}",
    "{name}[0] = 3",
    "{name} += 1",
    "other = {name}\nother[...] = 0",
    "for {name} in range(3):\n    pass",
    "def shift():\n    global {name}\n    {name} = 3\nshift()",
    "np.random.seed(3)",
    "np.random.normal(size=3)",
    "np.seterr(all='raise')",
    "import numpy\nnumpy.exp = numpy.sin",
    "sum = max = abs = None",
    "print({name}",
    "raise ValueError({name})",
)
# What may follow an answer, in its cell: it makes the answer depend on what was called, drawn or named before.
BEHIND_ANSWERS = (
    "seen = []\nfirst = {answer}\ndef {answer}(*a, **k):\n    seen.append(1)\n"
    "    return first(*a, **k) if len(seen) < 40 else None",
    "np.random.seed(7)\nsecond = {answer}\ndef {answer}(*a, **k):\n"
    "    return second(*a, **k) if np.random.random() < 0.9 else None",
    "kept = {name}\nthird = {answer}\ndef {answer}(*a, **k):\n    return third(*a, **k) if kept is {name} else None",
    "print({name})",
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
    """Copy, move and change cells, as no student would, and put new ones between them."""
    cells = notebook.cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    answers = [cell for cell in code if is_solution(cell) and not is_written(cell)]
    names = sorted({name for cell in code if (found := effects_of(cell.source)) for name in found.binds})

    def fill(text: str, answer: NotebookNode) -> str:
        found = effects_of(answer.source)
        return text.format(answer=numbers.choice(sorted(found.binds) if found else names), name=numbers.choice(names))

    for answer in numbers.sample(answers, 2):
        answer.source += "\n\n\n" + fill(numbers.choice(BEHIND_ANSWERS), answer)
    for _ in range(6):
        place = numbers.randrange(3, len(cells) + 1)
        ordinary = [cell for cell in cells if cell.cell_type == "code" and not grade_id(cell)]
        if numbers.random() < 0.5:
            cells.insert(place, new_code_cell(fill(numbers.choice(CELLS), numbers.choice(answers))))
        else:
            moved = numbers.choice(ordinary)
            if numbers.random() < 0.5:
                cells.remove(moved)
            cells.insert(place, new_code_cell(moved.source))
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
