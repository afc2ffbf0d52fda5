"""Which cells a grade depends on: the others, which draw, print or try something out, need not run.

The unit's own cells always run: answers, tests, what is given. So does a cell that may change what none of its names
stands for (effects.py). Any other cell runs where it could make a difference to one that runs:

- it binds a name that this one reads, or that the unit itself gives, or
- it may change something that this one reads or has bound.

This is asked again until no cell is added. The order of cells plays no part. Where the text of one cell does not tell
what it does, all run.
"""

from collections.abc import Iterable, Mapping, Set
from functools import lru_cache
from types import ModuleType
from typing import Any

import numpy as np
from nbformat import NotebookNode

from autograder.judging.effects import GLOBAL_RANDOM, Effects, effects_of
from autograder.names import defined_names, read_names
from autograder.units import grade_id, is_solution, is_test

FIXED_PACKAGES = ("course", "numpy", "pandas")  # their modules stay as they are
MOST_CELLS = 300


def needed_cells(notebook: NotebookNode, given: Mapping[str, Any]) -> set[int]:
    """Return the positions of the cells that have to run.

    Args:
        notebook: a submission, with the unit's locked cells.
        given: what the locked cells define.
    """
    cells = {position: cell for position, cell in enumerate(notebook.cells) if cell.cell_type == "code"}
    effects: dict[int, Effects] = {}
    for position, cell in cells.items():
        found = _effects_of(cell, given) if len(cells) <= MOST_CELLS else None
        if found is None:
            return set(cells)
        effects[position] = found
    changes = _changes(effects)
    modules = {name for name, value in given.items() if isinstance(value, ModuleType)}  # any code may look into them
    running = {position for position, cell in cells.items() if grade_id(cell) or effects[position].acts}
    while True:
        reads = _union(effects[position].reads for position in running)
        used = (
            reads | modules | _union(effects[position].binds for position in running if not _is_given(cells[position]))
        )
        more = {
            position
            for position, its in effects.items()
            if its.binds & (reads | given.keys()) or changes[position] & used
        } - running
        if not more:
            return running
        running |= more


def know_cells(notebook: NotebookNode) -> None:
    """Look into the cells of a unit beforehand, once for all that is forked from this process."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and not is_solution(cell):
            (_names_in if grade_id(cell) else effects_of)(cell.source)


def _is_given(cell: NotebookNode) -> bool:
    return bool(grade_id(cell)) and not is_test(cell) and not is_solution(cell)


@lru_cache(1000)
def _names_in(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that a cell of the unit's own reads from elsewhere, and those that it binds."""
    binds = defined_names(source)
    return frozenset(read_names(source) - binds), frozenset(binds)


def _effects_of(cell: NotebookNode, given: Mapping[str, Any]) -> Effects | None:
    """Tell what a cell may do to the student's names; the unit's own cells do what they say, and no more."""
    if is_test(cell):  # runs in the judge, which has what is given
        return Effects(reads=_names_in(cell.source)[0] - given.keys())
    if _is_given(cell):
        reads, binds = _names_in(cell.source)
        return Effects(
            reads=reads,
            binds=binds,
            fixed={name: frozenset() for name in binds if _is_fixed(given.get(name))},
            plain=frozenset(name for name in binds if _is_plain(given.get(name))),
        )
    return effects_of(cell.source)


def _is_fixed(value: Any) -> bool:
    """Tell whether using a thing that the unit gives never changes it: functions, classes, some modules."""
    return value.__name__.partition(".")[0] in FIXED_PACKAGES if isinstance(value, ModuleType) else callable(value)


def _is_plain(value: Any) -> bool:
    """Tell whether a thing that the unit gives is plain data."""
    if isinstance(value, list | tuple | set):
        return all(map(_is_plain, value))
    return isinstance(value, np.ndarray | str | int | float)


def _changes(effects: Mapping[int, Effects]) -> dict[int, Set[str]]:
    """Return for each cell the names whose things it may change."""
    plain = _union(its.plain for its in effects.values())
    loose = _union(its.binds - its.fixed.keys() - its.plain for its in effects.values())
    changeable = _with_reliers(loose | {GLOBAL_RANDOM}, effects.values())
    by_writing = _with_reliers(plain, effects.values()) - changeable
    found: dict[int, Set[str]] = {}
    for position, its in effects.items():
        others = [effects[other] for other in _reached(position, effects)]
        written = _union(one.reaches for one in others) & by_writing if any(one.writes for one in others) else set()
        found[position] = its.reaches & changeable | written
    return found


def _with_reliers(names: Set[str], effects: Iterable[Effects]) -> set[str]:
    """Add the names of fixed things that rely on one of these."""
    relies = [(name, relied) for its in effects for name, relied in its.fixed.items()]
    found = set(names)
    while more := {name for name, relied in relies if relied & found} - found:
        found |= more
    return found


def _reached(position: int, effects: Mapping[int, Effects]) -> set[int]:
    """Return a cell, and all cells that define what it reads, what these read, and so on."""
    found, waiting = {position}, [position]
    while waiting:
        reads = effects[waiting.pop()].reads
        more = [other for other, its in effects.items() if other not in found and its.binds & reads]
        found.update(more)
        waiting += more
    return found


def _union(sets: Iterable[Set[str]]) -> set[str]:
    return set[str]().union(*sets)
