"""Pairs of students whose answers stay alike when names, comments, layout and order are taken away: worth a look.

Each trace of an answer (traces.py) weighs as much as it is rare in the class: one that a third of the class has, or
that stands in the stub, the given code or the model answer, says nothing. A pair's score is the weight of what both
have, as a share of what they could have; a few rare traces alone make no high share (`DOUBT`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autograder.intake.people import read_people
from autograder.problems import UserError
from autograder.reading.rendering import read_answers, templates, title_of
from autograder.reading.traces import traces_of_code, traces_of_text
from autograder.units import Unit, grade_id, is_solution, is_written, read_source

COMMON = 1 / 3  # of the class
DOUBT = 20.0  # bits, added to what two students could have in common
LEAST = 0.4  # of the score, to be listed at all
ALIKE = 0.5  # of an answer, to be shown
MOST_PAIRS = 50

Traces = Mapping[str, frozenset[str]]  # of one student, by exercise


@dataclass(frozen=True)
class Pair:
    """Hold two students, how much of what is rare they share (0 to 1), and the answers that are alike."""

    one: str
    other: str
    score: float
    answers: Sequence[str]


def find_pairs(now: Mapping[str, Traces], before: Mapping[str, Traces] | None = None) -> list[Pair]:
    """Find pairs of which at least one is of this term, the most alike first.

    Args:
        now: the traces of this term's students.
        before: those of an earlier term's, under other names.
    """
    students = {**now, **(before or {})}
    names, everybody = list(students), list(students.values())
    exercises = dict.fromkeys(name for traces in everybody for name in traces)
    shared = {name: _shared([traces.get(name, frozenset()) for traces in everybody]) for name in exercises}
    total = sum(shared.values(), np.zeros((len(names), len(names))))
    scores = total / (_could(total) + DOUBT)
    found = []
    for i, j in np.argwhere(np.triu(scores, 1) >= LEAST):
        if i < len(now):
            alike = [name for name, one in shared.items() if one[i, j] > 0 and one[i, j] >= ALIKE * _could(one)[i, j]]
            found.append(Pair(names[i], names[j], float(scores[i, j]), alike))
    return sorted(found, key=lambda pair: -pair.score)


def _shared(everybody: Sequence[frozenset[str]]) -> NDArray[np.float64]:
    """Return for each two students the weight of what both have, and on the diagonal of what each one has."""
    counts = Counter(trace for traces in everybody for trace in traces)
    size = len(everybody)
    # Two may always share: in a small class a third of it is nobody.
    bits = {trace: log2(size / count) for trace, count in counts.items() if count < max(3, COMMON * size)}
    place = {trace: i for i, trace in enumerate(one for one in bits if counts[one] > 1)}
    has = np.zeros((size, len(place)), dtype=np.float32)
    for row, traces in enumerate(everybody):
        for trace in traces & place.keys():
            has[row, place[trace]] = bits[trace] ** 0.5
    shared: NDArray[np.float64] = (has @ has.T).astype(np.float64)
    np.fill_diagonal(shared, [sum(bits.get(trace, 0.0) for trace in traces) for traces in everybody])
    return shared


def _could(shared: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each two students what they could have in common: the smaller of what each has."""
    own = np.diag(shared)
    return np.minimum(own[:, None], own[None, :])


@dataclass(frozen=True)
class Known:
    """Hold what everybody has in hand in one exercise, and whether its answer is text."""

    traces: frozenset[str]
    is_text: bool

    def rest(self, answer: str) -> frozenset[str]:
        """Return the traces of an answer that are its own."""
        return (_of_text if self.is_text else _of_code)(answer) - self.traces


def known_in(unit: Unit) -> dict[str, Known]:
    """Return by exercise what stands in the unit's own notebook: stub, model answer, given code."""
    cells = read_source(unit).cells
    given = frozenset[str]().union(*(_of_code(one.source) for one in cells if one.cell_type == "code"))
    texts = frozenset[str]().union(*(_of_text(one.source) for one in cells if one.cell_type == "markdown"))
    return {
        grade_id(one): Known(texts if is_written(one) else given, is_written(one)) for one in cells if is_solution(one)
    }


_of_code = cache(lambda code: frozenset(traces_of_code(code)))
_of_text = cache(lambda text: frozenset(traces_of_text(text)))


def write_similar(unit: Unit, last: Path | None = None) -> tuple[Path, list[Pair]]:
    """Write report/similar-UNIT.html, a page for the teacher alone.

    Args:
        unit: the unit.
        last: an earlier term's course folder, to compare with.

    Returns:
        The page, and the pairs on it.

    Raises:
        UserError: nobody's answers are at hand, here or in `last`, or the roster cannot be read.
    """
    known = known_in(unit)
    answers = _answers(unit)
    earlier = (
        {f"{student} (earlier term)": one for student, one in _answers(Unit(unit.name, last)).items()} if last else {}
    )
    traces = [
        {
            student: {name: known[name].rest(code) for name, code in one.items() if name in known}
            for student, one in group.items()
        }
        for group in (answers, earlier)
    ]
    pairs = find_pairs(*traces)[:MOST_PAIRS]
    people = read_people(unit.root, answers.keys())
    names = {student: person.name for student, person in people.items()}
    page = (
        templates()
        .get_template("similar.html")
        .render(
            title=title_of(read_source(unit), unit),
            pairs=pairs,
            answers=answers | earlier,
            names=names,
            size=len(answers),
            earlier=len(earlier),
        )
    )
    path = unit.root / "report" / f"similar-{unit.name}.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return path, pairs


def _answers(unit: Unit) -> dict[str, dict[str, str]]:
    """Read what everybody wrote, from the notebooks as they were graded."""
    folders = sorted((unit.root / "autograded").glob(f"*/{unit.name}"))
    found = {folder.parent.name: read_answers(unit, folder.parent.name) for folder in folders}
    if not any(found.values()):
        raise UserError(f"No graded work of {unit.name} is in {unit.root / 'autograded'}.")
    return found
