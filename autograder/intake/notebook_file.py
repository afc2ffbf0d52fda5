"""Turn the bytes of a file that a student handed in into a notebook of plain cells, or say why they are none.

Nothing of the file is kept but what grading needs: of each cell its kind, its text, its id, its name in nbgrader's
metadata, the pictures in a text cell, and of outputs what is harmless. The notebook is built anew from these, so broken
or hostile metadata and outputs end here. nbformat's own reader is not used: it refuses a notebook for outputs that
nobody needs, and makes an object of many times its size out of every pair of braces.
"""

import json
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4.nbbase import random_cell_id

from autograder.judging.outputs import clean_outputs
from autograder.sandbox.limits import Limits
from course.files import VERSION, is_older, package
from course.texts import _, marked

OLDEST_FORMAT = 3
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")  # not SVG, which may hold scripts
OTHER_FILES = (
    (b"PK\x03\x04", marked("a zip archive")),
    (b"\x1f\x8b", marked("a compressed file (gzip)")),
    (b"%PDF", marked("a PDF")),
    (b"<", marked("a web page")),
)
LONGEST_VERSION = 40
_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class RejectedError(Exception):
    """Say why a submission cannot be graded, in a sentence that a teacher can pass on."""


def printable(text: str, longest: int = 80) -> str:
    r"""Return text from outside as it can be printed: control characters escaped, and not too long.

    Example:
        >>> printable("a\nb\x1b[31m")
        'a\\nb\\x1b[31m'
    """
    shown = "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text[: longest + 1])
    return shown if len(text) <= longest else shown[:longest] + "…"


def read_bytes(path: Path, megabytes: int) -> bytes:
    """Read a file; of one that is too large just so much that `parse_notebook` will say so.

    Raises:
        RejectedError: it cannot be read.
    """
    try:
        if not path.is_file():
            raise RejectedError(_("{file} is not a file.").format(file=printable(path.name)))
        with path.open("rb") as file:
            data = file.read(megabytes * 1_000_000 + 1)
    except OSError as error:
        raise RejectedError(_("The file cannot be read: {reason}.").format(reason=error.strerror)) from error
    return data


def parse_notebook(data: bytes, megabytes: int, repairs: list[str]) -> NotebookNode:
    """Build a notebook of plain cells.

    Args:
        data: the file's bytes.
        megabytes: how many are accepted.
        repairs: each repair is appended here in words.

    Returns:
        A valid notebook of the current format; a cell's metadata is its grade id, or nothing.

    Raises:
        RejectedError: the bytes are no notebook.
    """
    if len(data) > megabytes * 1_000_000:
        raise RejectedError(
            _("The file is larger than {megabytes} MB. Clear its outputs and hand it in again.").format(
                megabytes=megabytes
            )
        )
    if not data.strip():
        raise RejectedError(_("The file is empty."))
    raw = _load(data, repairs)
    version = raw.get("nbformat") if isinstance(raw, dict) else None
    if not isinstance(version, int) or isinstance(version, bool):
        raise RejectedError(_("The file is JSON, but not a notebook."))
    if version > nbformat.current_nbformat:
        raise RejectedError(
            _("The notebook has a format ({version}) newer than this grader knows.").format(version=version)
        )
    if version < OLDEST_FORMAT:
        raise RejectedError(
            _("The notebook has a format ({version}) of before 2013. Open and save it in JupyterLab.").format(
                version=version
            )
        )
    if version != nbformat.current_nbformat:
        repairs.append(_("the notebook was converted from the old format {version}").format(version=version))
    cells = _plain_cells(_cells(raw, version), repairs)
    _note_kernel(raw.get("metadata"), repairs)
    _note_version(raw.get("metadata"), repairs)
    metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    # Built by hand: new_notebook and new_code_cell check by schema, which took nine tenths of the time of reading.
    return NotebookNode(
        nbformat=nbformat.current_nbformat,
        nbformat_minor=nbformat.current_nbformat_minor,
        metadata=metadata,
        cells=cells,
    )


def _load(data: bytes, repairs: list[str]) -> Any:
    for start, kind in OTHER_FILES:
        if data.lstrip().startswith(start):
            raise RejectedError(
                _("The file is {kind}, not a notebook. Hand in the .ipynb file itself.").format(kind=_(kind))
            )
    encoding = json.detect_encoding(data)
    if not encoding.startswith("utf-8"):
        repairs.append(_("the file was not in UTF-8 but in {encoding}").format(encoding=encoding.upper()))
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        raise RejectedError(
            _("The file is not a notebook: it is broken JSON (line {line}), perhaps cut off.").format(line=error.lineno)
        ) from None
    except UnicodeDecodeError:
        raise RejectedError(_("The file is not a notebook: it is not text in UTF-8.")) from None
    except RecursionError:
        raise RejectedError(_("The file is not a notebook: it is broken JSON, nested too deeply.")) from None
    except ValueError:  # Python refuses to read whole numbers of thousands of digits
        raise RejectedError(
            _("The file is not a notebook: it is broken JSON, with a number of too many digits.")
        ) from None


def _cells(raw: dict[str, Any], version: int) -> list[Any]:
    found = raw.get("cells")
    if version == OLDEST_FORMAT:
        sheets = raw.get("worksheets")
        sheets = [one for one in sheets if isinstance(one, dict)] if isinstance(sheets, list) else []
        lists = [sheet.get("cells") for sheet in sheets]
        found = [cell for cells in lists if isinstance(cells, list) for cell in cells]
    if not isinstance(found, list):
        raise RejectedError(_("The notebook is damaged: it has no list of cells."))
    if len(found) > Limits.submission_cells:
        raise RejectedError(
            _("The notebook has {count} cells; more than {most} are not graded.").format(
                count=len(found), most=Limits.submission_cells
            )
        )
    return found


def _plain_cells(found: list[Any], repairs: list[str]) -> list[NotebookNode]:
    cells: list[NotebookNode] = []
    seen: set[str] = set()
    shared = 0
    for number, data in enumerate(found, start=1):
        cell = _plain_cell(data, _("cell {number}").format(number=number), repairs)
        if cell is None:
            repairs.append(_("cell {number} was damaged and is left out").format(number=number))
            continue
        if cell.id in seen:
            shared += 1
            cell.id = random_cell_id()
        seen.add(cell.id)
        cells.append(cell)
    if shared:
        repairs.append(_("{shared} cells had the id of another cell").format(shared=shared))
    return cells


def _plain_cell(data: Any, where: str, repairs: list[str]) -> NotebookNode | None:
    if not isinstance(data, dict):
        return None
    source = data.get("source", data.get("input"))  # the old format 3 says input
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    kind = "markdown" if data.get("cell_type") in ("heading", "html") else data.get("cell_type")
    if not isinstance(source, str) or kind not in ("code", "markdown", "raw"):
        return None
    name = _grade_id(data.get("metadata"))
    known = isinstance(data.get("id"), str) and _CELL_ID.fullmatch(data["id"])
    cell = NotebookNode(
        id=data["id"] if known else random_cell_id(),
        cell_type=kind,
        metadata=NotebookNode({"nbgrader": NotebookNode(grade_id=name)} if name else {}),
        source=_plain_text(source, printable(name) or where, repairs),
    )
    if kind == "code":
        cell.update(execution_count=None, outputs=clean_outputs(data.get("outputs"), Limits.output_characters))
    pictures = _pictures(data.get("attachments")) if kind == "markdown" else {}
    if pictures:
        cell.attachments = pictures
    return cell


def _grade_id(metadata: Any) -> str:
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return _without_surrogates(name.replace("\0", "")) if isinstance(name, str) else ""


def _plain_text(text: str, where: str, repairs: list[str]) -> str:
    """Fix what neither Python nor a file in UTF-8 can hold; each has one clear meaning."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(set(re.findall("\r\n|\r|\n", text))) > 1:
        repairs.append(_("mixed line ends were made the same in {where}").format(where=where))
    if "\0" in plain:
        repairs.append(_("null bytes were removed from {where}").format(where=where))
        plain = plain.replace("\0", "")
    whole = _without_surrogates(plain)
    if whole != plain:
        repairs.append(_("half characters were replaced in {where}").format(where=where))
    return whole


def _without_surrogates(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _pictures(attachments: Any) -> dict[str, dict[str, str]]:
    """Return the pictures that a text cell shows, for whoever grades a written answer."""
    found: dict[str, dict[str, str]] = {}
    for name, data in attachments.items() if isinstance(attachments, dict) else ():
        if isinstance(data, dict):
            kinds = {kind: data[kind] for kind in PICTURES if isinstance(data.get(kind), str) and data[kind].isascii()}
            if kinds:
                found[_without_surrogates(name)] = kinds
    return found


def _note_kernel(metadata: Any, repairs: list[str]) -> None:
    """Name a kernel of another language; that of another Python is none of our business."""
    for key, word in (("kernelspec", "language"), ("language_info", "name")):
        part = metadata.get(key) if isinstance(metadata, dict) else None
        language = part.get(word) if isinstance(part, dict) else None
        if isinstance(language, str) and language.lower() not in ("", "python", "ipython"):
            repairs.append(
                _("the notebook asked for the language {language}; it was run with Python 3").format(
                    language=printable(language)
                )
            )
            return


def _note_version(metadata: Any, repairs: list[str]) -> None:
    """Name a notebook that was made with an older version of the course, whose checks may have been others."""
    found = metadata.get(VERSION) if isinstance(metadata, dict) else None
    if isinstance(found, str) and len(found) <= LONGEST_VERSION and is_older(found, own := version(package())):
        repairs.append(
            _("the notebook came with version {version} of the course; it was graded with {own}").format(
                version=printable(found), own=own
            )
        )
