"""Feedback pages as one zip that the LMS takes back, under the names by which it knows whose each is.

The names come from the receipts that `collect` left beside the notebooks. Moodle takes the zip under "Upload multiple
feedback files in a zip", Canvas under "Upload Submissions" (docs/sources.md).
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.intake.lms import name_to_return, sender_of
from autograder.intake.placing import name_in_download
from autograder.problems import UserError
from autograder.units import Unit

LMS = {"moodle": "Moodle", "canvas": "Canvas"}


@dataclass(frozen=True)
class Packed:
    """Hold a zip of one unit's pages, how many it holds, and whose work did not come from that LMS."""

    path: Path
    pages: int
    others: Sequence[str]


def check_lms(name: str) -> None:
    """Make sure that pages can be packed for this LMS.

    Raises:
        UserError: they cannot.
    """
    if name not in LMS:
        raise UserError(f"Pages are packed for {' or '.join(LMS)}, not for {name!r}.")


def pack(unit: Unit, pages: Sequence[Path], name: str) -> Packed:
    """Write dist/feedback-UNIT-LMS.zip.

    Args:
        unit: the unit.
        pages: its pages, as `write_feedback` returns them.
        name: moodle or canvas.

    Raises:
        UserError: none of this work was collected from that LMS.
    """
    names, others = {}, []
    for page in pages:
        student = page.parent.parent.name
        entry = name_in_download(unit.submitted(student).parent)
        sender = sender_of(entry)
        back = name_to_return(entry, page.name) if sender and sender.lms == LMS[name] else ""
        if back:
            names[back] = page
        else:
            others.append(student)
    if not names:
        raise UserError(
            f"No work in {unit.name} was collected from {LMS[name]} with its numbers, so that it cannot be told "
            "whose page is whose there. Collect the download of that assignment with `autograder collect`."
        )
    path = unit.root / "dist" / f"feedback-{unit.name}-{name}.zip"
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for back, page in names.items():
            archive.write(page, back)
    return Packed(path, len(names), others)
