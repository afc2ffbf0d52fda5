"""Results as Gradescope reads them: one results.json for each submission (docs/sources.md).

What hidden tests say, and with it the points of an exercise that has some, shows after the due date. What the
notebook's own check says shows at once, without points, so that nobody works out the rest from what is missing.
"""

import json
from pathlib import Path
from typing import Any

from autograder.judging.results import Status
from autograder.reading.export import Book
from autograder.reading.records import ExerciseOutcome, Record
from autograder.reading.rendering import WORDS, plain
from autograder.units import Unit, grade_id, read_source
from course.texts import LANGUAGES, _, in_language

HIDDEN_TESTS = "### BEGIN HIDDEN TESTS"


def write_results(book: Book, folder: Path) -> list[Path]:
    """Write FOLDER/UNIT/STUDENT/results.json; a submission that the grader itself failed to grade has none."""
    written = []
    for unit in book.units:
        hidden = _with_hidden_tests(unit)
        for (name, student), record in book.records.items():
            if name == unit.name and record.score is not None:
                path = folder / unit.name / student / "results.json"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(json.dumps(_results(record, hidden), ensure_ascii=False, indent=2), encoding="utf-8")
                written.append(path)
    return written


def _with_hidden_tests(unit: Unit) -> set[str]:
    return {grade_id(cell) for cell in read_source(unit).cells if HIDDEN_TESTS in cell.source}


def _results(record: Record, hidden: set[str]) -> dict[str, Any]:
    language = record.result.language if record.result.language in LANGUAGES else "en"
    tests = {one.name: one.test_ids for one in record.exercises}
    with in_language(language):
        entries = []
        for outcome in record.outcomes:
            entries += _tests(outcome, bool(hidden & set(tests.get(outcome.result.name, ()))))
        return {
            "score": round(record.score or 0.0, 2),
            "output": plain(record.result.message),
            "output_format": "text",
            "test_output_format": "text",
            "test_name_format": "text",
            "visibility": "visible",
            "stdout_visibility": "hidden",
            "tests": entries,
        }


def _tests(outcome: ExerciseOutcome, hidden: bool) -> list[dict[str, Any]]:
    result = outcome.result
    said = "\n\n".join(filter(None, (_(WORDS[result.status]), result.message, outcome.comment)))
    whole = {
        "name": result.name,
        "score": round(outcome.points, 2),
        "max_score": result.max_points,
        "output": plain(said),
        "visibility": "after_due_date" if hidden else "visible",
    }
    if not outcome.waiting and result.status != Status.MANUAL:
        whole["status"] = "passed" if result.status == Status.PASSED else "failed"
    if not hidden:
        return [whole]
    holds = result.status == Status.PASSED or result.only_hidden
    check = {
        "name": _("{exercise}: the check in the notebook").format(exercise=result.name),
        "status": "passed" if holds else "failed",
        "output": plain(_(WORDS[Status.PASSED]) if holds else said),
        "visibility": "visible",
    }
    return [check, whole]
