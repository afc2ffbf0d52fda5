"""One page for each student and unit: points by exercise, what the checks said, and the student's own code beside it.

A page is one file without scripts. Test cells, hidden data and expected values stay out of it; what came from the
student is shown as text, and a Content-Security-Policy forbids whatever should slip through. Pages lie where nbgrader's
own `release_feedback` looks for them.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from markupsafe import Markup
from nbconvert.filters import markdown2html
from nbformat import NotebookNode

from autograder.intake.people import Person, read_people
from autograder.intake.submitted import TIMESTAMP
from autograder.languages.submissions import source_in
from autograder.names import defined_names, free_names
from autograder.problems import UserError
from autograder.reading.records import ExerciseOutcome, Record, read_records
from autograder.reading.rendering import WORDS, answers_in, graded_notebook, is_small_picture, templates, title_of
from autograder.units import Unit, grade_id, is_solution, is_test
from course.texts import FIRST, LANGUAGES, _, in_language

MOST_FIGURES = 2  # for each exercise
SECRET = "submission_secret.txt"


@dataclass(frozen=True)
class Section:
    """Hold what the page says about one exercise."""

    outcome: ExerciseOutcome
    answer: str
    figures: list[str]
    written: bool
    question: Markup


def write_feedback(units: list[Unit]) -> list[Path]:
    """Write the feedback pages of all graded submissions of these units.

    Returns:
        The pages, feedback/STUDENT/UNIT/NAME.html.

    Raises:
        UserError: the gradebook or the roster cannot be read.
    """
    records = read_records(units)
    people = read_people(units[0].root, {one.student for one in records})
    source_of = cache(source_in)
    pages = []
    for record in records:
        unit, student = record.unit, record.student
        page = unit.root / "feedback" / student / unit.name / Path(unit.notebook_name).with_suffix(".html").name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(_page(record, source_of(unit, _language(record)), people), encoding="utf-8")
        _make_releasable(record, page.parent)
        pages.append(page)
    return pages


def page_of(unit: Unit, student: str) -> str:
    """Return one student's page.

    Raises:
        UserError: the gradebook or the roster cannot be read, or nothing of this student was graded.
    """
    records = {one.student: one for one in read_records([unit])}
    if student in records:
        record = records[student]
        return _page(record, source_in(unit, _language(record)), read_people(unit.root, records.keys()))
    raise UserError(f"Nothing of {student} was graded in {unit.name}. Run `autograder grade` first.")


def _page(record: Record, source: NotebookNode, people: Mapping[str, Person]) -> str:
    student, template = record.student, templates().get_template("feedback.html")
    with in_language(_language(record)):
        return template.render(
            record=record,
            language=_language(record),
            name=people[student].name if student in people else student,
            title=title_of(source, record.unit),
            words=WORDS,
            cause="  " + _("Likely cause: {cause}.").partition("{")[0],
            sections=_sections(record, source),
        )


def _language(record: Record) -> str:
    """Return the language of the submission, which is that of the messages on its page."""
    return record.result.language if record.result.language in LANGUAGES else FIRST


def _sections(record: Record, source: NotebookNode) -> list[Section]:
    notebook = graded_notebook(record.unit, record.student) if record.outcomes else None
    answers, figures = answers_in(notebook), _figures(notebook)
    # Only the cells that ask: beside them in the source stand the model answers.
    questions = {grade_id(cell): cell.source for cell in source.cells if grade_id(cell).startswith("question_")}
    written = {one.name for one in record.exercises if one.written}
    sections = []
    for outcome in record.outcomes:
        name = outcome.result.name
        # The instructor's own text, rubric included; the student has it in the notebook.
        question = Markup(markdown2html(questions.get(f"question_{name}", ""))) if name in written else Markup()
        sections.append(
            Section(outcome, answers.get(name, ""), figures.get(name, [])[:MOST_FIGURES], name in written, question)
        )
    return sections


def _figures(notebook: NotebookNode | None) -> dict[str, list[str]]:
    """Map each exercise to the figures of the cells below it that use what its answer defines."""
    found: dict[str, list[str]] = {}
    exercise, defines = "", frozenset[str]()
    for cell in [] if notebook is None else notebook.cells:
        if is_solution(cell):
            exercise, defines = grade_id(cell), _names(defined_names, cell)
        elif cell.cell_type == "code" and not is_test(cell) and _names(free_names, cell) & defines:
            found.setdefault(exercise, []).extend(_pictures(cell))
    return found


def _names(which: Callable[[str], frozenset[str]], cell: NotebookNode) -> frozenset[str]:
    try:
        return which(cell.source) if cell.cell_type == "code" else frozenset()
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last two: nested too deeply for Python
        return frozenset()


def _pictures(cell: NotebookNode) -> Iterator[str]:
    for output in cell.outputs:
        data = output.get("data", {}).get("image/png", "")
        if is_small_picture(data):
            yield "".join(data.split())


def _make_releasable(record: Record, folder: Path) -> None:
    """Put beside the page what nbgrader's release_feedback reads: it stops the class where one of the two is missing.

    By the secret, which nbgrader's exchange puts into each submission, students find their own page there. A
    submission that came on another way gets one that nobody knows.
    """
    submitted = record.unit.submitted(record.student).parent
    for name in (SECRET, TIMESTAMP):
        if (submitted / name).is_file():
            shutil.copy(submitted / name, folder)
    if not (folder / SECRET).is_file():
        (folder / SECRET).write_text(secrets.token_hex(16), encoding="utf-8")
    if not (folder / TIMESTAMP).is_file():
        (folder / TIMESTAMP).write_text(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC", encoding="utf-8")
