"""Read a folder of clones of students' repositories, one a student, as if it were a download: GitHub Classroom's.

GitHub Classroom names a student's repository ASSIGNMENT-USERNAME, and its tools put the clones into a folder
ASSIGNMENT-submissions. Of each clone the notebooks alone are listed, as github.com/USERNAME/PATH. A link is not
followed. The time is that of the last commit of the file, which its student can set.
"""

import os
import subprocess
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from autograder.intake.archive import ArchiveLimits, ArchiveMember, UnreadableError
from autograder.intake.lms import GITHUB
from autograder.problems import UserError
from autograder.units import Unit, is_unit_name

SUBMISSIONS = "-submissions"
SKIPPED = (".git", ".ipynb_checkpoints", ".venv")
# Nothing in a repository that a student could have made may start a program, or fetch.
SAFE = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "protocol.allow=never")


def read_clones(folder: Path, unit: Unit | None) -> list[ArchiveMember]:
    """List the notebooks in the clones in a folder, and each clone without any.

    Args:
        folder: holds the clones alone, of one assignment.
        unit: leave out what lies in the folder of another unit; None takes all.

    Raises:
        UserError: there is no clone in it.
    """
    clones = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    if not any((path / ".git").exists() for path in clones):
        raise UserError(f"{folder} holds no clones of repositories, one a student, in folders ASSIGNMENT-USERNAME.")
    start = _beginning(folder.resolve().name, [path.name for path in clones])
    return [entry for path in clones for entry in _entries(path, path.name.removeprefix(start), unit)]


def _beginning(folder: str, names: list[str]) -> str:
    """Return what all names begin with, up to a hyphen: the assignment's name.

    Example:
        >>> _beginning("unit-2-submissions", ["unit-2-ada"]), _beginning("x", ["u-2-ada", "u-2-bob"])
        ('unit-2-', 'u-2-')
        >>> _beginning("x", ["ada"]), _beginning("x", ["ada", "bob"])
        ('', '')
    """
    known = f"{folder.removesuffix(SUBMISSIONS)}-"
    if folder.endswith(SUBMISSIONS) and all(name.startswith(known) for name in names):
        return known
    if len(names) < 2:
        return ""
    first, last = min(names), max(names)
    alike = next((i for i, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[: first.rfind("-", 0, alike) + 1]


def _entries(clone: Path, student: str, unit: Unit | None) -> Iterator[ArchiveMember]:
    found = False
    for path in _notebooks(clone):
        name = path.relative_to(clone).as_posix()
        first = name.partition("/")[0]
        if unit and first != unit.name and is_unit_name(first):
            continue
        found = True
        reason = "a link" if path.is_symlink() else "" if path.is_file() else "not a file"
        yield ArchiveMember(f"{GITHUB}{student}/{name}", _committed(clone, name), reason, partial(_read, path))
    if not found:
        yield ArchiveMember(f"{GITHUB}{student}/", None, "no notebook of the unit is in this repository", lambda: b"")


def _notebooks(clone: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(clone):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        yield from (Path(folder) / name for name in sorted(files) if ".ipynb" in name.lower())


def _read(path: Path) -> bytes:
    most = ArchiveLimits.file_megabytes * 10**6
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise UnreadableError(f"it cannot be read: {error.strerror}") from error
    if len(data) > most:
        raise UnreadableError(f"it has more than {ArchiveLimits.file_megabytes} MB")
    return data


def _committed(clone: Path, name: str) -> datetime | None:
    """Return when a file was last committed, in this machine's time; None where git does not tell."""
    command = ["git", *SAFE, "-C", str(clone), "log", "-1", "--format=%cI", "--", name]
    environment = os.environ | {"GIT_CEILING_DIRECTORIES": str(clone.resolve().parent)}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return datetime.fromisoformat(done.stdout.strip()).astimezone().replace(tzinfo=None)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
