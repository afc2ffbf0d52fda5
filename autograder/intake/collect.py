"""Take an LMS's download of submissions into submitted/, and say for each file in it what became of it.

Whose a file is, is read from its name (lms.py) and the roster (whose.py); which unit it answers, from its cells. A
notebook of another unit than the archive's would open a closed unit again, so it is placed only when that is asked
for. Names of the archive never become paths (placing.py writes). Nothing is guessed: what cannot be told is said and
left.

nbgrader's own zip_collect is not underneath. It unpacks the whole archive to disk by the names in it and without
limits, knows one assignment at a time by a regular expression that its user writes, refuses a second run unless it
may delete what was collected before, and stops at the first student with two files of one name.
"""

import hashlib
from collections import Counter, defaultdict
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from autograder.intake.archive import ArchiveMember, UnreadableError, open_archive
from autograder.intake.clones import read_clones
from autograder.intake.lms import Sender, holds_marker_twice, sender_of
from autograder.intake.notebook_file import RejectedError, parse_notebook
from autograder.intake.placing import Arrival, Fate, place, receipts
from autograder.intake.roster import Person
from autograder.intake.submission import own_names, same_name, unit_of
from autograder.intake.whose import Owner, Owners, UnknownPersonError
from autograder.sandbox.limits import Limits
from autograder.units import Unit, read_source

JUNK = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
CHECKPOINTS, CHECKPOINT = ".ipynb_checkpoints/", "-checkpoint"  # copies that Jupyter keeps beside a notebook
MOST_NOTEBOOKS = 20  # of one student
# Dates that lie closer together are those of the download, which Canvas and newer Moodles write.
SPREAD_OF_DATES = timedelta(hours=1)


@dataclass(frozen=True)
class FileOutcome:
    """Say what became of one file, and why; `time` is when it was handed in, where that is known."""

    file: str
    fate: Fate
    student: str = ""
    unit: str = ""
    note: str = ""
    time: datetime | None = None

    @property
    def shown(self) -> str:
        """Return the file's name: as it was handed in where it is known by whom, else as in the archive."""
        sender = sender_of(self.file) if self.student else None
        return sender.file if sender else self.file


@dataclass(frozen=True)
class Found:
    """Hold a notebook of the archive and what is known of it.

    `unit` is empty where its cells do not tell. `worth` is 2 where they are of its unit, 1 where it can be read, or 0.
    `packed` is the archive's date, or 0 where that tells nothing; a roster's time is that of all files of a student.
    """

    entry: ArchiveMember
    sender: Sender
    owner: Owner
    hash: str
    worth: int
    unit: str
    time: datetime | None
    packed: float
    notes: tuple[str, ...]

    def outcome(self, fate: Fate, note: str) -> FileOutcome:
        """Say what became of it."""
        notes = [one for one in (note, *self.notes, "late, says Canvas" if self.sender.late else "") if one]
        return FileOutcome(
            self.entry.name, fate, self.owner.student, self.unit, "; ".join(one.rstrip(".") for one in notes), self.time
        )


def collect(
    path: Path,
    units: list[Unit],
    forced: Unit | None = None,
    people: tuple[Person, ...] | None = None,
    mixed: bool = False,
) -> list[FileOutcome]:
    """Take an archive's notebooks into submitted/.

    Args:
        path: the archive, or a folder of clones.
        units: all units of the course.
        forced: the unit that every notebook in the archive belongs to; None takes the one that most are of, by their
            cells, and places no other.
        people: the roster; None makes ids of the names in the archive.
        mixed: whether the archive is of several units, so that each notebook is placed by its cells.

    Returns:
        One outcome for each file of the archive: first what was collected, last what was not placed.

    Raises:
        UserError: the archive cannot be read.
    """
    opened = nullcontext(read_clones(path, forced)) if path.is_dir() else open_archive(path, sent_by=_who)
    with opened as entries:
        senders = [sender_of(entry.name) for entry in entries]
        owners = Owners((one for one in senders if one), people, receipts(units[0].root))
        found, outcomes = _look_through(entries, units, owners, path.is_dir())
        by_work: dict[tuple[str, str], list[Found]] = defaultdict(list)
        given, others = _with_units(found, forced, mixed)
        outcomes += others
        for one in given:
            by_work[one.owner.student, one.unit].append(one)
        for (_, unit), group in by_work.items():
            outcomes += _take(group, next(one for one in units if one.name == unit), path.name, owners)
    return sorted(outcomes, key=lambda one: (list(Fate).index(one.fate), one.student, one.unit, one.file))


def _look_through(
    entries: list[ArchiveMember], units: list[Unit], owners: Owners, clones: bool
) -> tuple[list[Found], list[FileOutcome]]:
    """Find the notebooks, and say why each other file is none or cannot be taken."""
    names = {unit.name: own_names(read_source(unit)) for unit in units}
    dated = clones or _dates_tell(entries)
    counts = Counter(_who(entry.name) for entry in entries if not _beside_the_point(entry))
    found, outcomes = [], []
    for entry in entries:
        beside = _beside_the_point(entry)
        if beside:
            outcomes.append(FileOutcome(entry.name, Fate.LEFT, note=beside))
            continue
        student = ""
        try:
            if entry.reason:
                raise UnreadableError(entry.reason)
            sender = _sender(entry)
            owner = owners.owner(sender)
            student = owner.student
            if counts[sender.who] > MOST_NOTEBOOKS:
                many = f"one of {counts[sender.who]} notebooks; of one student no more than"
                raise UnreadableError(f"{many} {MOST_NOTEBOOKS} are looked at")
            data = entry.read()
            unit, worth, note = _unit_in(data, names)
            modified = entry.modified.astimezone() if dated and entry.modified else None
            time, packed = owner.time or modified, modified.timestamp() if modified else 0.0
            notes = tuple(one for one in (note, owner.doubt) if one)
            found.append(Found(entry, sender, owner, _hash(data), worth, unit, time, packed, notes))
        except (UnreadableError, UnknownPersonError) as error:
            outcomes.append(FileOutcome(entry.name, Fate.NOT_PLACED, student, note=str(error)))
    return found, _name_the_empty_handed(outcomes, found)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _who(name: str) -> tuple[str, str, str] | None:
    sender = sender_of(name)
    return sender.who if sender else None


def _sender(entry: ArchiveMember) -> Sender:
    sender = sender_of(entry.name)
    if sender is None:
        twice = any(holds_marker_twice(part) for part in entry.name.split("/"))
        raise UnknownPersonError(
            "its name holds a marker of Moodle's twice" if twice else "neither Moodle nor Canvas names files so"
        )
    return sender


def _beside_the_point(entry: ArchiveMember) -> str:
    """Say why a file is no notebook, or return "" for one that may be."""
    parts = entry.name.split("/")
    if set(parts) & set(JUNK) or parts[-1].startswith("._"):
        return "written by the system that packed it"
    if CHECKPOINTS in entry.name:
        return "a copy that Jupyter keeps"
    if ".ipynb" in parts[-1].lower() or (entry.reason and parts[-1].lower().endswith(".zip")):
        return ""
    return entry.reason or "not a notebook"


def _dates_tell(entries: list[ArchiveMember]) -> bool:
    """Tell whether the archive's dates are those of handing in, not all of the moment of the download."""
    dates = [entry.modified for entry in entries if entry.modified]
    return bool(dates) and max(dates) - min(dates) > SPREAD_OF_DATES


def _unit_in(data: bytes, names: dict[str, set[str]]) -> tuple[str, int, str]:
    """Read which unit a notebook answers, or why that is not to be read: it is taken still, and grading says why."""
    try:
        unit = unit_of(parse_notebook(data, Limits.submission_megabytes, []), names)
    except RejectedError as error:
        return "", 0, str(error)
    return (unit, 2, "") if unit else ("", 1, "It holds no cells of any unit.")


def _name_the_empty_handed(outcomes: list[FileOutcome], found: list[Found]) -> list[FileOutcome]:
    """Let nobody vanish who handed in files, but no notebook."""
    refused = [sender_of(one.file) for one in outcomes if one.fate == Fate.NOT_PLACED]
    named_already = {(one.name, one.number) for one in (*refused, *(one.sender for one in found)) if one}
    named = []
    for one in outcomes:
        sender = sender_of(one.file) if one.fate == Fate.LEFT else None
        if sender and (sender.name, sender.number) not in named_already:
            one = replace(one, fate=Fate.NOT_PLACED, note=f"{one.note}; no notebook came from this student")
        named.append(one)
    return named


def _with_units(found: list[Found], forced: Unit | None, mixed: bool) -> tuple[list[Found], list[FileOutcome]]:
    """Give each notebook its unit, and say which are of another one: an LMS's download is of one assignment."""
    units = sorted({one.unit for one in found if one.unit}) if mixed else _most_common(found)
    archives = units[0] if len(units) == 1 else ""
    given, outcomes = [], []
    for one in found:
        if forced and one.unit != forced.name:
            held = (f"its cells are those of {one.unit}",) if one.unit else one.notes
            given.append(
                replace(
                    one,
                    worth=min(one.worth, 1),
                    unit=forced.name,
                    notes=(*held, f"taken for {forced.name}, as you said"),
                )
            )
        elif forced or (one.unit and (mixed or one.unit == archives)):
            given.append(one)
        elif archives and not one.unit:
            note = f"taken for {archives}, like the others in the archive"
            given.append(replace(one, unit=archives, notes=(*one.notes, note)))
        else:
            outcomes.append(one.outcome(Fate.NOT_PLACED, _other_unit(one.unit, units)))
    return given, outcomes


def _most_common(found: list[Found]) -> list[str]:
    """Return the unit that most students have handed in, or each of several."""
    counts = Counter(unit for _, unit in {(one.owner.student, one.unit) for one in found if one.unit})
    return sorted(unit for unit, count in counts.items() if count == max(counts.values()))


def _other_unit(unit: str, units: list[str]) -> str:
    if not units:
        return "its unit cannot be told; --unit says it"
    if len(units) > 1:
        return f"the archive may be of {' or '.join(units)}; --unit says which it is"
    return f"its cells are those of {unit}, and the archive is of {units[0]}; --mixed takes it for {unit}"


def _take(group: list[Found], unit: Unit, archive: str, owners: Owners) -> list[FileOutcome]:
    """Take the latest of one student's notebooks of one unit."""
    try:
        for one in group:
            owners.check_earlier(one.owner, unit.name)
    except UnknownPersonError as error:
        return [one.outcome(Fate.NOT_PLACED, str(error)) for one in group]
    ordered = sorted(group, key=lambda one: _rank(one, unit))
    latest = ordered[-1]
    rivals = [one for one in ordered[:-1] if one.hash != latest.hash and _rank(one, unit) == _rank(latest, unit)]
    if rivals:
        note = "several notebooks of one student, and it cannot be told which is the latest"
        return [one.outcome(Fate.NOT_PLACED, note) for one in group]
    outcomes = []
    for one in ordered[:-1]:
        outcomes.append(one.outcome(Fate.LEFT, f"{_why_left(one, latest, unit)}; {latest.sender.file} was taken"))
    try:
        arrival = Arrival(latest.entry.read(), latest.time, latest.sender.order, latest.sender.late)
        # A receipt's first ": " ends the archive's name.
        origin = f"{archive.replace(': ', ':')}: {latest.entry.name}"
        fate, note = place(arrival, unit, latest.owner.student, origin)
    except UnreadableError as error:
        fate, note = Fate.NOT_PLACED, str(error)
    return [*outcomes, latest.outcome(fate, note)]


def _why_left(one: Found, latest: Found, unit: Unit) -> str:
    if one.hash == latest.hash:
        return "the same"
    if one.worth < latest.worth:
        return "without cells of the unit" if one.worth else "no notebook that can be read"
    if CHECKPOINT in one.sender.file and CHECKPOINT not in latest.sender.file:
        return "a copy that Jupyter keeps"
    return "an earlier attempt" if _rank(one, unit)[:-1] < _rank(latest, unit)[:-1] else "not named like the unit"


def _rank(one: Found, unit: Unit) -> tuple[int, bool, float, float, int, bool]:
    """Order attempts: by what can be read, time, archive's date and the LMS's count, then by name."""
    time = one.time.timestamp() if one.time else 0.0
    name = one.sender.file
    return one.worth, CHECKPOINT not in name, time, one.packed, one.sender.order, same_name(name, unit)
