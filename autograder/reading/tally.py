"""What a class's records add up to: outcomes, discrimination and misconceptions by exercise."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.judging.results import NotebookStatus, Status
from autograder.reading.misconceptions import words
from autograder.reading.records import ExerciseOutcome, Record
from autograder.units import Exercise, Unit
from course.texts import _, marked

FEWEST = 10  # students from which on a correlation says something
BINS = 10


class Kind(StrEnum):
    """How an exercise came out, as the report's bars show it, from left to right, and how many students that are."""

    RIGHT = marked("{count} right")
    PARTLY = marked("{count} partly right")
    WAITING = marked("{count} waits for a person")
    WRONG = marked("{count} wrong")
    ERROR = marked("{count} stopped with an error")
    STOPPED = marked("{count} time, memory or crash")
    OPEN = marked("{count} did not try")

    def words(self, count: int | str = "") -> str:
        """Return it in words, with the number of students or without.

        Example:
            >>> Kind.OPEN.words(3), Kind.OPEN.words()
            ('3 did not try', 'did not try')
        """
        return _(self.value).format(count=count).strip()


@dataclass(frozen=True)
class Misconception:
    """Hold a mistake that checks named in one exercise, and the records of the students who made it."""

    unit: Unit
    exercise: str
    mistake: str
    records: tuple[Record, ...]

    @property
    def words(self) -> str:
        """Return the mistake as a check words it."""
        return words(self.unit, self.mistake)


@dataclass(frozen=True)
class ExerciseTally:
    """Hold how one exercise came out in the class.

    Args:
        unit: the unit.
        name: the exercise.
        kinds: how many students came out how.
        discrimination: the correlation of its points with the rest of the score, or why there is none.
        misconceptions: the mistakes that checks named, the most frequent first.
    """

    unit: Unit
    name: str
    kinds: dict[Kind, int]
    discrimination: float | str
    misconceptions: tuple[Misconception, ...]

    @property
    def count(self) -> int:
        """Return how many students' notebooks ran."""
        return sum(self.kinds.values())

    @property
    def share_right(self) -> float | None:
        """Return the share that earned all points, or None while some wait for a person."""
        return None if self.kinds[Kind.WAITING] or not self.count else self.kinds[Kind.RIGHT] / self.count


def kind_of(outcome: ExerciseOutcome) -> Kind:
    """Tell how an exercise came out; points that a person gave count as much as the grader's."""
    status = outcome.result.status
    if outcome.waiting:
        return Kind.WAITING
    if outcome.points >= outcome.result.max_points:
        return Kind.RIGHT
    if outcome.points > 0:
        return Kind.PARTLY
    if status in (Status.TIMEOUT, Status.MEMORY, Status.CRASHED):
        return Kind.STOPPED
    return {Status.ERROR: Kind.ERROR, Status.NOT_ATTEMPTED: Kind.OPEN}.get(status, Kind.WRONG)


def has_run(record: Record) -> bool:
    """Tell whether the notebook could be run at all."""
    return record.result.status not in (NotebookStatus.REJECTED, NotebookStatus.GRADER_ERROR)


def tally_exercise(unit: Unit, exercise: Exercise, records: Sequence[Record]) -> ExerciseTally:
    """Add up one exercise.

    Args:
        unit: the unit.
        exercise: one of its exercises.
        records: the unit's records; those of notebooks that did not run are left out.
    """
    found = [
        (record, outcome)
        for record in records
        if has_run(record)
        for outcome in record.outcomes
        if outcome.result.name == exercise.name
    ]
    kinds = Counter(kind_of(outcome) for _, outcome in found)
    rest = [sum(one.points for one in record.outcomes) - outcome.points for record, outcome in found]
    return ExerciseTally(
        unit,
        exercise.name,
        {kind: kinds[kind] for kind in Kind},
        discrimination([outcome.points for _, outcome in found], rest),
        _misconceptions(unit, exercise.name, found),
    )


def _misconceptions(unit: Unit, name: str, found: list[tuple[Record, ExerciseOutcome]]) -> tuple[Misconception, ...]:
    made: dict[str, list[Record]] = {}
    for record, outcome in found:
        if outcome.result.mistake:
            made.setdefault(outcome.result.mistake, []).append(record)
    listed = [Misconception(unit, name, mistake, tuple(records)) for mistake, records in made.items()]
    return tuple(sorted(listed, key=lambda one: (-len(one.records), one.mistake)))


def discrimination(points: Sequence[float], rest: Sequence[float]) -> float | str:
    """Return how well an exercise tells strong students from weak ones.

    Args:
        points: each student's points in the exercise.
        rest: each student's points in the rest of the unit.

    Returns:
        The correlation, -1 to 1, or the reason why there is none, to be translated.

    Example:
        >>> discrimination([0, 1] * 5, [2, 8] * 5)
        1.0
        >>> discrimination([0, 1], [2, 8])
        'n too small'
        >>> discrimination([1] * 10, [2, 8] * 5)
        'all alike'
    """
    if len(points) < FEWEST:
        return marked("n too small")
    try:
        return round(statistics.correlation(points, rest), 2)
    except statistics.StatisticsError:
        return marked("all alike")


def histogram(scores: Sequence[float], highest: float) -> list[int]:
    """Count scores in ten bins from 0 to the highest; the last bin holds the highest itself.

    Example:
        >>> histogram([0, 1.9, 2, 20], 20)
        [2, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    """
    bins = Counter(min(BINS - 1, max(0, int(BINS * score / highest))) for score in scores)
    return [bins[i] for i in range(BINS)]
