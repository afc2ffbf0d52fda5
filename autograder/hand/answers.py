"""What is on the page: the unit's written questions with their rubrics, and the students' answers, made harmless."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from autograder.hand.history import HandChange, HandMark
from autograder.hand.marks import Held
from autograder.hand.rubric import RubricRow, rubric_of
from autograder.intake.people import read_people
from autograder.problems import UserError
from autograder.reading.anonymous import numbered, scrubber
from autograder.reading.rendering import number, plain
from autograder.reading.safe_html import safe_markdown
from autograder.units import Unit, exercises, grade_id, read_as_written, read_source


@dataclass(frozen=True)
class WrittenQuestion:
    """Hold a written question: the text with the rubric, the rubric's rows, and the instructor's own answer."""

    cell: str
    points: float
    text: Markup
    rows: list[RubricRow]
    model: Markup

    @property
    def note(self) -> str:
        """Return what is wrong with the rubric, in a sentence; an empty string where all is well."""
        total = sum(row.points for row in self.rows)
        if not self.rows:
            return "No rubric was found in this question, so give points in the field of each answer."
        if abs(total - self.points) > 1e-9:
            return f"The rubric's rows are worth {number(total)} points, the answer {number(self.points)}."
        return ""


@dataclass(frozen=True)
class Answer:
    """Hold what the page shows of one answer; `digest` changes with its text."""

    held: Held
    name: str
    id: str
    text: Markup
    digest: str


def questions_of(unit: Unit) -> list[WrittenQuestion]:
    """List a unit's written questions.

    Raises:
        UserError: it has none, or its notebook cannot be read.
    """
    source = read_source(unit)
    worth = {one.name: one.points for one in exercises(read_as_written(unit))}  # what the rubric's rows speak of
    cells = {grade_id(cell): cell.source for cell in source.cells}
    found = []
    for one in exercises(source):
        if one.written:
            asked = cells.get(f"question_{one.name}", "")
            text, model = (Markup(safe_markdown({}, part)) for part in (asked, cells[one.name]))
            factor = one.points / worth[one.name] if worth[one.name] else 1.0  # as course.toml says
            rows = [replace(row, points=round(row.points * factor, 6)) for row in rubric_of(asked)]
            found.append(WrittenQuestion(one.name, one.points, text, rows, model))
    if not found:
        raise UserError(f"{unit.name} has no question that is answered in writing, so there is nothing to do by hand.")
    return found


class Class:
    """The students of a unit, by name or by number.

    Args:
        unit: the unit.
        students: their ids.
        anonymous: whether names and ids are left out, also in what the students wrote.
    """

    def __init__(self, unit: Unit, students: list[str], anonymous: bool) -> None:
        people = read_people(unit.root, students)
        self._unit, self._anonymous = unit, anonymous
        self._names = {one: people[one].name if one in people else one for one in students}
        self._scrub: Callable[[str], str] = str
        if anonymous:
            self._names, self._scrub = numbered(students, unit.root), scrubber(students, people)

    def show(self, question: WrittenQuestion, held: list[Held]) -> list[Answer]:
        """Return the answers to a question as the page shows them, in the order of names or numbers."""
        found = [self._answer(question.cell, one) for one in held if one.student in self._names]
        return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    def _answer(self, cell: str, held: Held) -> Answer:
        source, pictures, digest = read_answer(self._unit, held.student, cell)
        name = self._names[held.student]
        shown = "" if self._anonymous or name == held.student else held.student
        return Answer(held, plain(name), plain(shown), _safe(self._scrub(source), pictures), digest)


def read_answer(unit: Unit, student: str, cell: str) -> tuple[str, str, str]:
    """Return an answer's Markdown, the pictures that are attached to it (as JSON), and a digest of both."""
    path = unit.root / "autograded" / student / unit.name / unit.notebook_name
    try:
        return _read(path, path.stat().st_mtime_ns, cell)
    except OSError:
        return "", "{}", ""


@lru_cache(maxsize=2000)  # answers are read again every few seconds, and seldom change
def _read(path: Path, _changed: int, cell: str) -> tuple[str, str, str]:
    for one in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if one["metadata"].get("nbgrader", {}).get("grade_id") == cell:
            text, pictures = "".join(one["source"]), json.dumps(one.get("attachments") or {})
            return plain(text), pictures, hashlib.sha256(f"{text}\n{pictures}".encode()).hexdigest()[:16]
    return "", "{}", ""


@lru_cache(maxsize=2000)
def _safe(source: str, pictures: str) -> Markup:
    return Markup(safe_markdown({"cell": {"attachments": json.loads(pictures)}}, source))


def state(unit: Unit, cell: str, held: Held) -> dict[str, object]:
    """Return what a page must know of an answer's mark, as JSON."""
    return {
        "mark": as_json(held.mark),
        "digest": read_answer(unit, held.student, cell)[2],
        "untouched": held.untouched,
        "extra": held.extra,
        "changes": [_change(one) for one in held.changes],
    }


def as_json(mark: HandMark) -> dict[str, object]:
    """Return a mark as JSON."""
    return {"points": mark.points, "waiting": mark.waiting, "comment": mark.comment, "rows": list(mark.rows)}


def _change(change: HandChange) -> dict[str, object]:
    return {"time": change.time, "who": change.who, "old": as_json(change.old), "new": as_json(change.new)}
