"""Watch a submission from the worker: the limits that the kernel does not count.

A submission cannot start processes, so there is one process to look at, and one folder. Looking happens a few times
a second; in between, a limit may be passed by as much as a process can do in that time.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.wall.limits import Limits

SECONDS_BETWEEN = 0.1
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
    """

    process: int
    scratch: Path
    limits: Limits
    cpu_before_cell: float = 0.0

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
        fields = self._stat()
        if not fields:
            return 0.0, 0
        return (int(fields[_USER_TIME]) + int(fields[_SYSTEM_TIME])) / _TICKS, int(fields[_THREADS])

    def _stat(self) -> list[bytes]:
        """Return the fields of /proc/N/stat after the name; none where the process has just ended."""
        try:
            return Path(f"/proc/{self.process}/stat").read_bytes().rsplit(b")", 1)[1].split()
        except OSError:
            return []

    def _is_ending(self) -> bool:
        """Tell whether the process is about to be gone: it has no memory any more, and its files belong to root."""
        fields = self._stat()
        return not fields or fields[_STATE] in (b"Z", b"X") or fields[_SIZE] == b"0"

    def _files(self) -> str:
        files, size = 0, 0
        try:
            size = sum(one.st_blocks for one in self._without_name()) * _BLOCK
            for about in _tree(str(self.scratch)):
                files, size = files + 1, size + about.st_blocks * _BLOCK
                if files > self.limits.scratch_files:
                    return "scratch_files"
                if size > self.limits.scratch_megabytes * 2**20:
                    return "scratch_megabytes"
        except OSError:  # no honest program makes folders that their owner cannot open, or hides what it has open
            return "hidden_files"
        return "scratch_megabytes" if size > self.limits.scratch_megabytes * 2**20 else ""

    def _without_name(self) -> Iterator[os.stat_result]:
        """Look at the files that are open, but removed."""
        try:
            names = os.listdir(f"/proc/{self.process}/fd")
        except OSError:
            if self._is_ending():
                return
            raise
        for name in names:
            try:
                about = os.stat(f"/proc/{self.process}/fd/{name}")
            except OSError:  # closed meanwhile
                continue
            if stat.S_ISREG(about.st_mode) and about.st_nlink == 0:
                yield about


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
