"""The journal: one line for each graded submission, so that nothing is graded twice and nothing is lost.

It is only ever appended to. A line counts from the moment it is complete; half a line, left by a kill, is passed over.
"""

import hashlib
import json
import os
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from autograder.results import NotebookResult, result_from_dict
from autograder.units import Unit

JOURNAL = "journal.jsonl"


@dataclass(frozen=True)
class Entry:
    """Hold what was graded (the key), whose it was, and the result."""

    key: str
    student: str
    result: NotebookResult


def submission_key(submission: Path, unit: Unit) -> str:
    """Hash all that a grade depends on: the submission, the unit's source and support files, and the environment."""
    digest = hashlib.sha256()
    files = [submission, *sorted(path for path in unit.source.parent.iterdir() if path.is_file())]
    for path in files:
        data = _bytes(path)
        digest.update(os.fsencode(f"{path.name} {len(data)} ") + data)
    environment = [platform.python_version(), *(f"{name} {version(name)}" for name in ("numpy", "ipykernel"))]
    digest.update("\n".join(environment).encode())
    return digest.hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:  # whoever reads the submission says why it cannot be read
        return b""


def append(root: Path, entry: Entry) -> None:
    """Write one entry, and wait until it is on the disk."""
    line = json.dumps({"key": entry.key, "student": entry.student, "result": entry.result.as_dict()})
    with (root / JOURNAL).open("a", encoding="utf-8") as file:
        # Begin a line of our own even where a kill has left half a line behind.
        if file.tell() and not _ends_with_newline(root / JOURNAL):
            file.write("\n")
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def latest(root: Path) -> dict[tuple[str, str], Entry]:
    """Return the last entry for each unit and student.

    Returns:
        A dict whose keys are (unit, student).
    """
    entries: dict[tuple[str, str], Entry] = {}
    path = root / JOURNAL
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            data = json.loads(line)
            entry = Entry(data["key"], data["student"], result_from_dict(data["result"]))
        except (json.JSONDecodeError, KeyError, TypeError, ValueError):
            continue
        entries[entry.result.unit, entry.student] = entry
    return entries


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
