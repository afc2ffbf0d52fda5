"""Who graded what by hand, and when: hand_grading.jsonl, to which a line is added with each change.

The gradebook holds what counts now; here is also what was there before, so that nothing that a person gave is lost.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from autograder.plain_data import rebuild
from autograder.problems import UserError

HISTORY = "hand_grading.jsonl"


@dataclass(frozen=True)
class HandMark:
    """Hold what a person gave an answer.

    Args:
        points: None where nobody has given any.
        waiting: whether a person has yet to look; with points, the answer was handed in again since they were given.
        comment: for the student.
        rows: the numbers of the rubric's rows that were given, from 0; none where the points were typed.
    """

    points: float | None = None
    waiting: bool = True
    comment: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class HandChange:
    """Say who changed a mark, when (UTC), whose it is, what it was, and what it is since."""

    time: str
    who: str
    unit: str
    student: str
    cell: str
    old: HandMark
    new: HandMark


def append(root: Path, change: HandChange) -> None:
    """Write one line, and wait until it is on the disk."""
    line = json.dumps(asdict(change), ensure_ascii=False).encode() + b"\n"
    with (root / HISTORY).open("ab+") as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":  # a power cut has left half a line behind: begin one of our own
                line = b"\n" + line
        file.write(line)  # at the end, whoever else writes there too
        file.flush()
        os.fsync(file.fileno())


def changes(root: Path, unit: str, cell: str) -> dict[str, list[HandChange]]:
    """Read the changes of a question's marks, from the oldest on, by student; a line that is none is passed over.

    Raises:
        UserError: the file cannot be read.
    """
    found: dict[str, list[HandChange]] = {}
    for one in _read(root):
        if (one.unit, one.cell) == (unit, cell):
            found.setdefault(one.student, []).append(one)
    return found


def _read(root: Path) -> Iterator[HandChange]:
    try:
        with (root / HISTORY).open("rb") as file:
            for line in file:
                try:
                    yield rebuild(HandChange, json.loads(line))
                except (ValueError, RecursionError):
                    continue
    except FileNotFoundError:
        return
    except OSError as error:
        raise UserError(f"{HISTORY} cannot be read in {root}: {error.strerror}.") from error
