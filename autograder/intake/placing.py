"""Put a notebook into submitted/STUDENT/UNIT/, so that nothing that lay there is lost and no older one wins.

A folder is made complete beside its place and then takes it in one step; what lay there is moved as it is to
submitted/STUDENT/replaced/UNIT-1 and so on. Beside the notebook stand nbgrader's timestamp.txt, where a time is known,
and a receipt, by which an older attempt that comes later is known.
"""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import count
from pathlib import Path

from nbgrader.utils import parse_utc

from autograder.intake.lms import Sender, sender_of
from autograder.intake.submission import leads_outside
from autograder.intake.submitted import RECEIPT, REPLACED, TIMESTAMP
from autograder.units import Unit


class Fate(StrEnum):
    """What became of a file."""

    COLLECTED = "collected"
    REPLACED = "replaced an older one"
    SAME = "already there"
    LEFT = "left"
    NOT_PLACED = "not placed"


@dataclass(frozen=True)
class Receipt:
    """Hold under which id and for which unit work was collected, and who had sent it."""

    student: str
    unit: str
    sender: Sender


@dataclass(frozen=True)
class Arrival:
    """Hold a notebook's bytes, when it was handed in, and Canvas's count of files and its mark for late work."""

    data: bytes
    time: datetime | None
    order: int
    late: bool


def place(arrival: Arrival, unit: Unit, student: str, origin: str) -> tuple[Fate, str]:
    """Put a notebook into its place, unless it is there already or a newer one is.

    Args:
        arrival: what to put there.
        unit: the unit.
        student: the student's id, which has been checked.
        origin: from which archive and file it comes, for the receipt.

    Returns:
        What became of it, and a note.
    """
    file = unit.submitted(student)
    folder = file.parent
    replaced = folder.parent / REPLACED
    try:
        if leads_outside(folder, unit) or leads_outside(replaced, unit):
            return Fate.NOT_PLACED, f"submitted/{student} is, or holds, a link that leads out of submitted/"
        if file.is_file() and file.read_bytes() == arrival.data:
            return Fate.SAME, ""
        age = _compare(arrival, folder) if file.is_file() else 0
        if age < 0:
            return Fate.LEFT, "the one in submitted/ is newer"
        if age == 0 and any(one.read_bytes() == arrival.data for one in replaced.glob(f"{unit.name}-*/{file.name}")):
            return Fate.LEFT, "a newer one has replaced it before"
        kept = _put(arrival, file, replaced, origin)
    except OSError as error:
        return Fate.NOT_PLACED, f"it could not be written: {error.strerror}"
    return (Fate.REPLACED, f"that is now in {kept.relative_to(unit.root)}") if kept else (Fate.COLLECTED, "")


def _put(arrival: Arrival, file: Path, replaced: Path, origin: str) -> Path | None:
    """Write the folder, and return where that which lay there is now."""
    folder = file.parent
    new = folder.parent / f".{folder.name}.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    (new / file.name).write_bytes(arrival.data)
    if arrival.time:
        (new / TIMESTAMP).write_text(f"{arrival.time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC", encoding="utf-8")
    receipt = {"from": origin, "order": arrival.order, "late": arrival.late}
    (new / RECEIPT).write_text(json.dumps(receipt), encoding="utf-8")
    kept = None
    if folder.exists():
        replaced.mkdir(exist_ok=True)
        places = (replaced / f"{folder.name}-{number}" for number in count(1))
        kept = next(place for place in places if not place.exists())
        os.rename(folder, kept)
    os.rename(new, folder)
    return kept


def _compare(arrival: Arrival, folder: Path) -> float:
    """Return a number below 0 where what lies there is newer, by time or Canvas's count, and 0 where none tells."""
    time, order = handed_in(folder), _order_of(folder)
    if arrival.time and time:
        return (arrival.time - time).total_seconds()
    return arrival.order - order if arrival.order and order else 0


def handed_in(folder: Path) -> datetime | None:
    """Return when the work in a folder of submitted/ was handed in, or None where nothing there tells."""
    try:
        found: datetime = parse_utc((folder / TIMESTAMP).read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return None
    return found.replace(tzinfo=UTC)


def _order_of(folder: Path) -> int:
    try:
        return int(json.loads((folder / RECEIPT).read_text(encoding="utf-8"))["order"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return 0


def name_in_download(folder: Path) -> str:
    """Return the name that the work in a folder of submitted/ had in the LMS's download; empty where none is known."""
    try:
        return str(json.loads((folder / RECEIPT).read_text(encoding="utf-8"))["from"]).partition(": ")[2]
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def receipts(root: Path) -> list[Receipt]:
    """Read all receipts in submitted/, also of what has been replaced."""
    found = []
    for pattern in (f"*/*/{RECEIPT}", f"*/{REPLACED}/*/{RECEIPT}"):
        for path in sorted((root / "submitted").glob(pattern)):
            student, *between, folder = path.relative_to(root / "submitted").parent.parts
            if sender := sender_of(name_in_download(path.parent)):
                found.append(Receipt(student, folder.rpartition("-")[0] if between else folder, sender))
    return found
