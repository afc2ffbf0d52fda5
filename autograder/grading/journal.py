"""The journal: one line for each graded submission, so that nothing is graded twice and nothing is lost.

It is only ever appended to, and a line counts from the moment it is complete. Half a line, left by a kill or a power
cut, is passed over, whatever bytes it holds; so is a line that a person has edited into something else. `faults` names
them. A submission is recorded in the gradebook before its line is written: a kill between the two means that it is
graded and recorded once more, which changes nothing.

Whoever grades holds a lock, on a file of its own: `forget` puts another journal in the journal's place.
"""

import hashlib
import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from autograder.grading.reach import code_reached, names_of_tests, without_texts
from autograder.intake.submitted import TIMESTAMP, is_student_id
from autograder.judging.results import NotebookResult
from autograder.judging.secret import course_secret, fingerprint
from autograder.locks import lock
from autograder.plain_data import rebuild
from autograder.problems import UserError
from autograder.sandbox.visible import COURSE_ROOT
from autograder.units import Unit, grade_id, is_unit_name, read_source, support_files

JOURNAL = "journal.jsonl"
LOCK = ".grading.lock"
GRADER = (("autograder.judging.run", ""), ("autograder.judging.worker", ""))
PACKAGES = ("numpy", "pandas", "scikit-learn", "matplotlib", "ipython", "ipykernel")  # versions that can change a grade


@dataclass(frozen=True)
class Key:
    """Hold the hashes of all that a grade depends on, and which cells were run: "all" or "needed".

    `secret` is the fingerprint of what the hidden data come from.
    """

    submission: str
    tests: str
    environment: str
    secret: str = ""
    cells: str = "all"


@dataclass(frozen=True)
class Entry:
    """Hold what was graded (the key), whose it was, and the result."""

    key: Key
    student: str
    result: NotebookResult


def submission_key(submission: Path, unit: Unit, all_cells: bool = False) -> Key:
    """Hash a submitted file, the unit's tests, the environment, and the course's secret.

    When it was handed in is no part of it: what lateness costs is worked out when points are read.

    Args:
        submission: the file; it may be missing.
        unit: the unit it answers.
        all_cells: whether cells are run, too, on which no points depend.
    """
    secret, cells = fingerprint(course_secret(unit.root)), "all" if all_cells else "needed"
    return Key(_hash([_hash_of_file(submission)]), _tests(unit), environment(), secret, cells)


def is_same_file(entry: Entry, submission: Path, key: Key) -> bool:
    """Tell whether an entry is about this file; older entries hold the hash of the file and of its time.

    Args:
        entry: an entry of the journal.
        submission: the file that lies in submitted/ now.
        key: what `submission_key` returned for it.
    """
    both = [submission, submission.parent / TIMESTAMP]
    return entry.key.submission in (key.submission, _hash([_hash_of_file(path) for path in both]))


def _hash_of_file(path: Path) -> bytes:
    """Hash a file of any size; one that cannot be read, or is none, has a hash like no other."""
    try:
        if not path.is_file():  # opening a named pipe would wait forever
            return b"none"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        return str(error.errno).encode()


def _tests(unit: Unit) -> str:
    """Hash what the tests are: the cells of source/ that nbgrader knows, the support files, the course's code."""
    stats = [(path, path.stat()) for path in [unit.source, *support_files(unit)] if path.exists()]
    return _hash_of_tests(unit, tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats))


@cache  # for a class, so that the source is read once and not for each of its submissions
def _hash_of_tests(unit: Unit, _stamps: tuple[tuple[Path, int, int], ...]) -> str:
    cells = [
        json.dumps([cell.cell_type, cell.source, cell.metadata["nbgrader"]], sort_keys=True)
        for cell in read_source(unit).cells
        if grade_id(cell)
    ]
    support = [part for path in support_files(unit) for part in _named(path)]
    course = [without_texts(path) for path in code_reached(COURSE_ROOT, names_of_tests(unit))]
    return _hash([text.encode() for text in cells] + support + course)


@cache
def environment() -> str:
    """Hash Python's and the packages' versions, and the grader's code that a submission passes through."""
    return _hash(_versions() + [without_texts(path) for path in code_reached(COURSE_ROOT, GRADER)])


@cache
def installation() -> str:
    """Hash all that another machine must have alike to grade as this one does: versions, and all code of ours."""
    code = [path for package in ("course", "autograder") for path in sorted((COURSE_ROOT / package).rglob("*.py"))]
    return _hash(_versions() + [part for path in code for part in _named(path)])


def _versions() -> list[bytes]:
    return [one.encode() for one in (platform.python_version(), *(f"{name} {version(name)}" for name in PACKAGES))]


def _named(path: Path) -> list[bytes]:
    return [os.fsencode(path.name), path.read_bytes()]


def _hash(parts: list[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)} ".encode() + part)
    return digest.hexdigest()


def as_line(entry: Entry) -> str:
    """Write an entry as one line of JSON."""
    return json.dumps({"key": asdict(entry.key), "student": entry.student, "result": entry.result.as_dict()})


def append(root: Path, entry: Entry) -> None:
    """Write one entry, and wait until it is on the disk."""
    with (root / JOURNAL).open("ab+") as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":  # a kill has left half a line behind: begin one of our own
                file.write(b"\n")
        file.write(as_line(entry).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def entries(root: Path) -> Iterator[Entry]:
    """Read all entries, from the oldest on; what is none is passed over.

    Raises:
        UserError: the journal cannot be read.
    """
    return (one for one in _read(root) if isinstance(one, Entry))


def faults(root: Path) -> list[str]:
    """Name, in a sentence each, the lines of the journal that are not used.

    Raises:
        UserError: the journal cannot be read.
    """
    return [one for one in _read(root) if isinstance(one, str)]


def _read(root: Path) -> Iterator[Entry | str]:
    """Read each line as an entry, or say what is wrong with it."""
    try:
        with (root / JOURNAL).open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield _entry(line)
                except ValueError as error:
                    if line.endswith(b"\n") and line.strip():  # else a grader may be writing it now
                        yield f"{JOURNAL}, line {number} is not used: {error}."
    except FileNotFoundError:
        return
    except OSError as error:
        raise UserError(f"The journal {JOURNAL} cannot be read in {root}: {error.strerror}.") from error


def _entry(line: bytes) -> Entry:
    """Read a line, which a person may have edited.

    Raises:
        ValueError: it is no entry; it says why.
    """
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON, or cut off") from None
    entry = rebuild(Entry, data)
    # They become names of folders, and parts of pages.
    if not is_student_id(entry.student):
        raise ValueError("student is no student id")
    if not is_unit_name(entry.result.unit):
        raise ValueError("result.unit is no name of a unit")
    if not all(one.name.isprintable() for one in entry.result.exercises):
        raise ValueError("the name of an exercise has signs that cannot be printed")
    if entry.result.score is None:
        raise ValueError("result.score is missing")
    return entry


def is_about(line: str, student: str) -> bool:
    """Tell whether a line of the journal is about a student, whether it can be used or not."""
    try:
        return bool(json.loads(line)["student"] == student)
    except (ValueError, RecursionError, KeyError, TypeError):
        return json.dumps(student) in line  # cut off, or edited


def latest(root: Path) -> dict[tuple[str, str], Entry]:
    """Return the last entry for each unit and student.

    Returns:
        A dict whose keys are (unit, student).
    """
    return {(entry.result.unit, entry.student): entry for entry in entries(root)}


@contextmanager
def sole_grader(root: Path) -> Iterator[None]:
    """Hold the course's lock, so that two graders never work on one folder.

    Raises:
        UserError: another grader holds it, or the journal cannot be written.
    """
    try:
        (root / JOURNAL).open("ab").close()
        file = (root / LOCK).open("ab")
    except OSError as error:
        raise UserError(f"The journal {JOURNAL} cannot be written in {root}: {error.strerror}.") from error
    with file:
        try:
            lock(file.fileno())
        except OSError:
            raise UserError(f"Another grader is at work in {root}. Wait until it is done, or stop it first.") from None
        yield
