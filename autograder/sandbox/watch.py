"""Watch a submission from the worker: the limits that the kernel does not count.

A submission cannot start processes, so there is one process to look at, and one folder. Looking happens a few times
a second; in between, a limit may be passed by as much as a process can do in that time.

Files take room on the disk as long as they have a name, are open, or are mapped into memory. All threads share open
files and memory, so they are looked up at any one that lives: the first thread can end before the others.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.limits import Limits

SECONDS_BETWEEN = 0.1
LOOKS_BETWEEN_MAPS = 5  # listing what is mapped takes the kernel some milliseconds
_BLOCK = 512
_TICKS = os.sysconf("SC_CLK_TCK")
_STATE, _USER_TIME, _SYSTEM_TIME, _THREADS, _SIZE = 0, 11, 12, 17, 20  # fields of /proc/N/stat, counted after the name


@dataclass
class Watch:
    """Look at one submission.

    Attributes:
        process: its number.
        scratch: its folder.
        limits: what it may take.
        cpu_before_cell: processor seconds that it had taken when the current cell began.
        looks: at its open files, so far.
    """

    process: int
    scratch: Path
    limits: Limits
    cpu_before_cell: float = 0.0
    looks: int = 0

    def begin_cell(self) -> None:
        """Count a cell's processor time from now on."""
        self.cpu_before_cell = self._usage()[0]

    def passed(self) -> str:
        """Return the name of the limit that has been passed, "" if none."""
        cpu, threads = self._usage()
        if cpu - self.cpu_before_cell > self.limits.cell_cpu_seconds:
            return "cell_cpu"
        if cpu > self.limits.notebook_cpu_seconds:
            return "notebook_cpu"
        if threads > self.limits.threads:
            return "threads"
        return self._files()

    def _usage(self) -> tuple[float, int]:
        """Return processor seconds and the number of threads."""
        fields = _stat(f"/proc/{self.process}")
        if not fields:
            return 0.0, 0
        return (int(fields[_USER_TIME]) + int(fields[_SYSTEM_TIME])) / _TICKS, int(fields[_THREADS])

    def _files(self) -> str:
        files, size, most = 0, 0, self.limits.scratch_megabytes * 2**20
        of_its_own = os.path.ismount(self.scratch)  # a file system that holds nothing else knows its size
        try:
            size = _used(self.scratch) if of_its_own else self._without_name()
            for about in _tree(str(self.scratch)):
                files, size = files + 1, size + (0 if of_its_own else about.st_blocks * _BLOCK)
                if files > self.limits.scratch_files:
                    return "scratch_files"
                if size > most:
                    break
        except OSError:  # no honest program makes folders that their owner cannot open, or hides what it has open
            return "hidden_files"
        return "scratch_megabytes" if size > most else ""

    def _without_name(self) -> int:
        """Return the bytes of the files that are removed, but still open or mapped."""
        thread = self._living_thread()
        if not thread:
            return 0
        try:
            size_of = dict(_removed(thread, os.listdir(f"{thread}/fd")))
            mapped = self._mapped(thread) if self.looks % LOOKS_BETWEEN_MAPS == 0 else []
        except OSError:
            if self._living_thread() != thread:  # it has ended meanwhile
                return 0
            raise
        self.looks += 1
        for file in mapped:  # their size is not to be seen: each counts as the largest that one may be
            size_of.setdefault(file, self.limits.file_megabytes * 2**20)
        return sum(size_of.values())

    def _living_thread(self) -> str:
        """Return the folder of a thread that still has memory and open files, "" where the process is ending."""
        try:
            threads = os.listdir(f"/proc/{self.process}/task")
        except OSError:
            return ""
        return next((one for one in (f"/proc/{self.process}/task/{name}" for name in threads) if _lives(one)), "")

    def _mapped(self, thread: str) -> list[int]:
        """List the numbers of the files in the scratch folder that are removed, but mapped."""
        maps = Path(f"{thread}/maps").read_bytes()
        if b" (deleted)" not in maps:
            return []
        path = re.escape(os.fsencode(self.scratch))
        return [int(number) for number in re.findall(rb" (\d+) +" + path + rb"/.* \(deleted\)$", maps, re.MULTILINE)]


def _used(folder: Path) -> int:
    """Return the bytes that a file system holds."""
    about = os.statvfs(folder)
    return (about.f_blocks - about.f_bfree) * about.f_frsize


def _stat(folder: str) -> list[bytes]:
    """Return the fields after the name of what /proc says about a process or thread; none where it has just ended."""
    try:
        return Path(f"{folder}/stat").read_bytes().rsplit(b")", 1)[1].split()
    except OSError:
        return []


def _lives(folder: str) -> bool:
    fields = _stat(folder)
    return bool(fields) and fields[_STATE] not in (b"Z", b"X") and fields[_SIZE] != b"0"


def _removed(thread: str, names: list[str]) -> Iterator[tuple[int, int]]:
    """Give number and size of the files that are open, but removed."""
    for name in names:
        try:
            about = os.stat(f"{thread}/fd/{name}")
        except OSError:  # closed meanwhile
            continue
        if stat.S_ISREG(about.st_mode) and about.st_nlink == 0:
            yield about.st_ino, about.st_blocks * _BLOCK


def _tree(folder: str) -> Iterator[os.stat_result]:
    """Look at everything in a folder, without following links."""
    folders = [folder]
    while folders:
        try:
            entries = os.scandir(folders.pop())
        except (FileNotFoundError, NotADirectoryError):  # gone meanwhile
            continue
        with entries:
            for entry in entries:
                try:
                    about = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                if stat.S_ISDIR(about.st_mode):
                    folders.append(entry.path)
                yield about
