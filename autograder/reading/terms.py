"""How this class did beside those of earlier terms: the points that tests gave, as each term's journal has them.

A journal is all that is needed of an earlier term. What people gave by hand and what lateness cost stand in the
gradebook alone, so they are left out, for this class too.
"""

import statistics
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.journal import JOURNAL, entries
from autograder.judging.results import NotebookResult, Status
from autograder.problems import UserError
from autograder.units import Unit, exercises, read_source


@dataclass(frozen=True)
class Term:
    """Hold the shares of a unit's points, from 0 to 1 and sorted, that tests gave to the class of one term."""

    name: str
    shares: tuple[float, ...]

    @property
    def five(self) -> tuple[float, ...]:
        """Return the lowest share, the lower quartile, the median, the upper quartile and the highest.

        Example:
            >>> Term("2025", (0.0, 0.1, 0.5, 0.7, 1.0)).five, Term("2026", (0.5,)).five
            ((0.0, 0.1, 0.5, 0.7, 1.0), (0.5, 0.5, 0.5, 0.5, 0.5))
        """
        if len(self.shares) < 2:
            return self.shares * 5
        return self.shares[0], *statistics.quantiles(self.shares, n=4, method="inclusive"), self.shares[-1]


def terms(unit: Unit, earlier: Sequence[Path], this: str) -> list[Term]:
    """Return how each term's class did in a unit, earlier ones first; nothing where no earlier one has it.

    Args:
        unit: the unit, by whose name it is found in the others.
        earlier: folders that hold a journal.jsonl each, called by the folder's name.
        this: what to call the present term.
    """
    written = {one.name for one in exercises(read_source(unit)) if one.written}
    folders = [(folder.resolve().name, folder) for folder in earlier] + [(this, unit.root)]
    found = [Term(name, _shares(folder, unit.name, written)) for name, folder in folders]
    if not any(term.shares for term in found[:-1]):
        return []
    return [term for term in found if term.shares]


def check_earlier(units: Sequence[Unit], earlier: Sequence[Path]) -> None:
    """Make sure that there is something to show of each earlier term.

    Raises:
        UserError: a folder holds no journal, or one with none of these units.
    """
    names = {unit.name for unit in units}
    for folder in earlier:
        if not (folder / JOURNAL).is_file():
            raise UserError(f"There is no {JOURNAL} in {folder}. Name the course's folder of an earlier term.")
        if not any(one.result.unit in names for one in entries(folder)):
            raise UserError(f"Nothing in {folder / JOURNAL} is about {', '.join(sorted(names))}. Leave out --with.")


def _shares(root: Path, unit: str, written: Collection[str]) -> tuple[float, ...]:
    # The last file of each student that could be run: a newer one that was rejected does not count.
    last = {one.student: one.result for one in entries(root) if one.result.unit == unit and one.result.exercises}
    shares = [_share(result, written) for result in last.values()]
    return tuple(sorted(share for share in shares if share is not None))


def _share(result: NotebookResult, written: Collection[str]) -> float | None:
    # A written answer that is missing waits for nobody, so its status alone does not tell it.
    tested = [one for one in result.exercises if one.status != Status.MANUAL and one.name not in written]
    highest = sum(one.max_points for one in tested)
    return sum(one.points for one in tested) / highest if highest else None
