"""Moodle's grading worksheet, filled in: a copy of the very file that was downloaded, with grades in its grade column.

Moodle takes a worksheet back only with the titles of its own language (mod/assign/feedback/offline), so everything but
the grades stays as it is. The columns are found by their titles in the languages of titles.py, or else by their places:
the grade stands before the highest grade, which is the same number in each line.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.intake.notebook_file import printable
from autograder.intake.placing import receipts
from autograder.intake.roster import STUDENT, read_rows
from autograder.intake.titles import columns
from autograder.problems import UserError
from autograder.reading.rendering import number
from autograder.units import Unit

BOM = "\ufeff"
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Filled:
    """Hold the new worksheet's text, and what a person should know about it."""

    text: str
    notes: list[str]


def fill_worksheet(path: Path, unit: Unit, scores: Mapping[str, float], highest: float) -> Filled:
    """Fill in the grades of those who have one; whoever has none keeps what stands there.

    Args:
        path: the worksheet, which is only read.
        unit: the unit.
        scores: the points by student.
        highest: of the unit; where the worksheet is out of another number, the points are scaled to it.

    Raises:
        UserError: it is no grading worksheet, or none of its lines is of a student with a score.
    """
    rows, separator = read_rows(path)
    lines = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    titles = columns(rows[0], [row[0].strip() for row in lines]) if lines else []
    if "identifier" not in titles:
        raise UserError(
            f"{path} is not Moodle's grading worksheet: no column holds the participants' numbers. "
            "Open the assignment, Submissions, Actions, Download grading worksheet."
        )
    place = _grade_column(titles, lines, path)
    most = _same_number(lines, place + 1) or highest
    owners = _Owners(unit, titles, scores)
    filled, without = 0, []
    for line in lines:
        student = owners.of(line)
        if student in scores:
            line += [""] * (place + 1 - len(line))
            line[place] = number(scores[student] * most / highest)
            filled += 1
        else:
            without.append(line[owners.shown].strip())
    if not filled:
        raise UserError(f"No line of {path} is of a student with a score in {unit.name}. Is it that assignment's?")
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    bom = BOM if path.read_bytes().startswith(BOM.encode()) else ""
    return Filled(bom + text.getvalue(), _notes(filled, without, most, highest))


def _notes(filled: int, without: Sequence[str], most: float, highest: float) -> list[str]:
    notes = [f"{filled} of {filled + len(without)} lines have a grade."]
    if without:
        notes.append(f"Left as they were, without a score: {', '.join(map(printable, without))}.")
    if most != highest:
        notes.append(
            f"The worksheet's highest grade is {number(most)}, the unit's {number(highest)}: grades are scaled."
        )
    return notes


class _Owners:
    """Tell whose a line is: by the number under which work was collected, else by an id in another column."""

    def __init__(self, unit: Unit, titles: list[str], scores: Mapping[str, float]) -> None:
        self._number = titles.index("identifier")
        self._ids = [place for place, title in enumerate(titles) if title in STUDENT]
        self._scores = scores
        self.shown = titles.index("fullname") if "fullname" in titles else self._number
        self._by_number = {
            one.sender.number: one.student
            for one in receipts(unit.root)
            if one.unit == unit.name and one.sender.lms == "Moodle"
        }

    def of(self, line: list[str]) -> str:
        found = self._by_number.get(re.sub(r"\D", "", line[self._number]))
        ids = (line[place].strip() for place in self._ids if place < len(line))
        return found or next((one for one in ids if one in self._scores), "")


def _grade_column(titles: list[str], lines: list[list[str]], path: Path) -> int:
    if titles.count("grade") == 1:
        return titles.index("grade")
    end = titles.index("lastmodifiedsubmission") if "lastmodifiedsubmission" in titles else len(titles)
    before = [place - 1 for place in range(2, end) if _same_number(lines, place)]
    free = [place for place in before if all(map(NUMBER.fullmatch, _cells(lines, place) - {"", "-"}))]
    if not free:
        raise UserError(f"It cannot be told which column of {path} holds the grades. Download the worksheet anew.")
    return free[-1]


def _same_number(lines: list[list[str]], place: int) -> float | None:
    """Return the number above 0 that all lines have in a column, or None."""
    cells = _cells(lines, place)
    return _value(cells.pop()) if len(cells) == 1 else None


def _cells(lines: list[list[str]], place: int) -> set[str]:
    return {line[place].strip() if place < len(line) else "" for line in lines}


def _value(cell: str) -> float | None:
    return float(cell.replace(",", ".")) or None if NUMBER.fullmatch(cell) else None
