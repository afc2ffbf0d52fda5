"""Read a zip archive from outside: every file in it, with its bytes at hand or the reason why it is left.

Nothing is ever unpacked to disk here, and no name from the archive becomes a path; whoever wants a file asks for its
bytes, a piece at a time and no more than the limits allow, whatever sizes the archive declares. A zip within
the zip, which students like to hand in, is opened too, one level deep. What is read is charged to the student who
sent it, so that nobody uses up what the others need.
"""

import io
import re
import stat
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

from autograder.intake.notebook_file import printable
from autograder.problems import UserError

CHUNK = 2**20
NO_DATE = 1980  # what zips without dates say
LOCAL_HEADER = 30  # bytes before each file, at least
ENCRYPTED, UTF8_NAME = 0x1, 0x800  # flags of an entry
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others can be unpacked only in one piece of any size
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_DRIVE = re.compile(r"[A-Za-z]:[/\\]")


@dataclass(frozen=True)
class ArchiveLimits:
    """Limit what is read from one archive. Megabytes are of 10**6 bytes."""

    contents_megabytes: int = 8  # of the archive's table of contents, which is read in one piece
    entries: int = 50_000
    inner_entries: int = 1_000  # of a zip within the archive
    file_megabytes: int = 60  # of one file, unpacked
    student_megabytes: int = 120  # of all that one student sent; what is taken is read twice
    total_megabytes: int = 20_000  # of all that is unpacked


class UnreadableError(Exception):
    """Say why a file of the archive cannot be taken."""


@dataclass(frozen=True)
class ArchiveMember:
    """Hold one file of an archive.

    Attributes:
        name: its path in the archive, slashes between the parts; for reading, never for writing.
        modified: the date that the archive gives it, of no time zone.
        reason: why it is left; empty where it can be read.
        read: returns its bytes, or raises UnreadableError.
    """

    name: str
    modified: datetime | None
    reason: str
    read: Callable[[], bytes] = field(repr=False, compare=False)


class _ShortReads:
    """Refuse to read large pieces: zipfile reads an archive's table of contents whole, before it can be counted."""

    def read(self, size: int | None = -1) -> bytes:
        limit = ArchiveLimits.contents_megabytes * 10**6
        wanted = limit + 1 if size is None or size < 0 else size
        data: bytes = super().read(min(wanted, limit + 1))  # type: ignore[misc]
        if len(data) > limit:
            raise zipfile.BadZipFile("its table of contents is too large")
        return data


class _File(_ShortReads, io.FileIO):
    pass


class _Bytes(_ShortReads, io.BytesIO):
    pass


@dataclass
class _Budget:
    """Count what may still be read: of one student, and within that of all."""

    left: int
    within: "_Budget | None" = None

    def spend(self, size: int) -> None:
        if size > self.left:
            raise UnreadableError("it unpacks to more than is read from an archive")
        self.left -= size
        if self.within:
            self.within.spend(size)


@dataclass
class _Inner:
    """Keep open the zip within the archive that was read last: its files are mostly read one after another."""

    outer: ArchiveMember | None = None
    archive: zipfile.ZipFile | None = None

    def open(self, outer: ArchiveMember) -> zipfile.ZipFile:
        if self.archive is None or outer is not self.outer:
            self.archive = zipfile.ZipFile(_Bytes(outer.read()))
            self.outer = outer
        return self.archive


@contextmanager
def open_archive(
    path: Path, limits: ArchiveLimits | None = None, sent_by: Callable[[str], object] = lambda _name: None
) -> Iterator[list[ArchiveMember]]:
    """Open a zip archive and list its files, those within zips in it too, without folders.

    Args:
        path: the archive.
        limits: what may be read of it.
        sent_by: tells from a name who sent the file, so is charged for it; None for nobody.

    Raises:
        UserError: there is no such file, or it is no zip archive, or a broken one.
    """
    limits = limits or ArchiveLimits()
    with ExitStack() as stack:
        try:
            file = stack.enter_context(_File(path))
            archive = stack.enter_context(zipfile.ZipFile(file))
            entries = list(_entries(archive, limits, sent_by))
        except FileNotFoundError:
            raise UserError(f"There is no file {path}.") from None
        except BROKEN as error:
            reason = printable(str(error))
            raise UserError(
                f"{path} cannot be read as a zip archive: {reason}. If its download was cut off, download it again."
            ) from error
        yield entries


def _entries(
    archive: zipfile.ZipFile, limits: ArchiveLimits, sent_by: Callable[[str], object]
) -> Iterator[ArchiveMember]:
    every = _Budget(limits.total_megabytes * 10**6)
    students: dict[object, _Budget] = defaultdict(lambda: _Budget(limits.student_megabytes * 10**6, every))
    inner = _Inner()
    for info, reason in _listed(archive, limits, limits.entries):
        name = _name(info)
        sender = sent_by(name)
        budget = every if sender is None else students[sender]
        if name.lower().endswith(".zip") and not reason:
            # Itself it is read only to read on in it, which is charged.
            outer = ArchiveMember(name, _modified(info), reason, partial(_read, lambda: archive, info, limits, every))
            yield from _within(outer, inner, limits, budget)
        else:
            yield ArchiveMember(name, _modified(info), reason, partial(_read, lambda: archive, info, limits, budget))


def _within(outer: ArchiveMember, inner: _Inner, limits: ArchiveLimits, budget: _Budget) -> Iterator[ArchiveMember]:
    """List the files of a zip within the archive."""
    try:
        listed = _listed(inner.open(outer), limits, limits.inner_entries)
    except (*BROKEN, UnreadableError) as error:
        yield replace(outer, reason=f"a zip archive that cannot be read: {printable(str(error))}")
        return
    for info, reason in listed:
        # Its date is the outer one's: the inner ones are the student's to set.
        read = partial(_read, partial(inner.open, outer), info, limits, budget)
        yield ArchiveMember(f"{outer.name}/{_name(info)}", outer.modified, reason, read)


def _listed(archive: zipfile.ZipFile, limits: ArchiveLimits, most: int) -> list[tuple[zipfile.ZipInfo, str]]:
    """List an archive's files, each with the reason why it is not even opened, or ""."""
    infos = archive.infolist()
    if len(infos) > most:
        raise zipfile.BadZipFile(f"it has more than {most} entries")
    overlapping = _overlapping(infos)
    return [
        (info, _objection(info, limits) or ("it overlaps another file" if id(info) in overlapping else ""))
        for info in infos
        if not _name(info).endswith("/")
    ]


def _read(
    opened: Callable[[], zipfile.ZipFile], info: zipfile.ZipInfo, limits: ArchiveLimits, budget: _Budget
) -> bytes:
    """Unpack a file piece by piece, never more than the limits allow."""
    pieces = []
    file_budget = _Budget(limits.file_megabytes * 10**6, budget)
    try:
        with opened().open(info) as file:
            while piece := file.read(CHUNK):
                file_budget.spend(len(piece))
                pieces.append(piece)
    except BROKEN as error:
        raise UnreadableError(f"damaged in the archive: {printable(str(error))}") from error
    return b"".join(pieces)


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name; old programs write UTF-8 without saying so, which zipfile takes for an old alphabet."""
    if info.flag_bits & UTF8_NAME:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename


def _objection(info: zipfile.ZipInfo, limits: ArchiveLimits) -> str:
    """Say why an entry is not even opened."""
    name = _name(info)
    if not name:
        return "it has no name"
    kind = stat.S_IFMT(info.external_attr >> 16)
    if name.startswith("/") or _DRIVE.match(name) or ".." in re.split(r"[/\\]", name):
        return "its name leads out of the archive"
    if not name.isprintable() or "\\" in name:
        return "its name holds signs that no file's name should"
    if kind not in (0, stat.S_IFREG):
        return "a link" if kind == stat.S_IFLNK else "not a file"
    if info.flag_bits & ENCRYPTED:
        return "it is encrypted"
    if info.compress_type not in METHODS:
        return "it is compressed in a way that is not read here"
    if info.file_size > limits.file_megabytes * 10**6:
        return f"it unpacks to more than {limits.file_megabytes} MB"
    return ""


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[int]:
    """Find entries whose bytes reach into the next one's: a small archive that would unpack to a huge one."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    return {
        id(one)
        for info, following in pairwise(ordered)
        for one in (info, following)
        if info.header_offset + LOCAL_HEADER + info.compress_size > following.header_offset
    }


def _modified(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time) if info.date_time[0] > NO_DATE else None
    except ValueError:
        return None
