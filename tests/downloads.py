"""Zips as Moodle and Canvas make them, for tests of collecting."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import nbformat

from tests.tiny import tiny_notebook

EXPORTED = datetime(2026, 11, 21, 12, 0)


def work(mark: str = "") -> bytes:
    """Return a right notebook of the tiny unit; another mark makes another file."""
    notebook = tiny_notebook()
    notebook.cells[-3].source += f"  # {mark}"
    return nbformat.writes(notebook).encode()


def zipped(files: Iterable[tuple[str | zipfile.ZipInfo, bytes]], date: datetime = EXPORTED) -> bytes:
    """Return a zip archive of these files, all of one date where they have none of their own."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else dated(name, date), data)
    return buffer.getvalue()


def dated(name: str, date: datetime) -> zipfile.ZipInfo:
    """Return an entry of this date."""
    info = zipfile.ZipInfo(name, date.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def moodle(name: str, number: int, file: str = "tiny.ipynb") -> str:
    """Return where a file stands in Moodle's download."""
    return f"{name}_{number}_assignsubmission_file_/{file}"


def save(path: Path, files: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    """Write a zip archive."""
    path.write_bytes(zipped(files))
    return path
