"""What a class looks like to its teacher: a report and a feedback page of the demo's made-up class.

A feedback page shows a student's own code. So the one that is shown is of a student who has no answer right: nothing on
it can be copied.
"""

import html
import re
from pathlib import Path

from autograder.authoring.rules import SECRET
from autograder.judging.results import Status
from autograder.reading.feedback import page_of
from autograder.reading.records import Record, read_records
from autograder.reading.report import report_page
from autograder.site.parts import raw
from autograder.stubs import solution_regions
from autograder.units import Unit, is_solution, read_source
from course.texts import _

DEMO = "demo"


def write_examples(units: list[Unit], pages: Path, extra: Path, language: str) -> bool:
    """Write the page with the examples and what it leads to, where the demo's class has been graded.

    Returns:
        Whether there is such a page.
    """
    demo = [Unit(unit.name, unit.root / DEMO) for unit in units]
    records = read_records(demo) if (demo[0].root / "journal.jsonl").is_file() else []
    found = [record for record in records if record.result.language == language and _shows_no_answer(record)]
    if not found:
        return False
    best = max(found, key=lambda record: sum(bool(one.mistake) for one in record.result.exercises))
    folder = extra / "examples"
    folder.mkdir()
    shown = {
        "report": report_page(demo, anonymous=True, language=language),
        "feedback": page_of(best.unit, best.student),
    }
    for name, page in shown.items():
        (folder / f"{name}.html").write_text(without_answers(page, units), encoding="utf-8")
    (pages / "examples.md").write_text(_page(), encoding="utf-8")
    return True


def without_answers(page: str, units: list[Unit]) -> str:
    """Put dots in the place of each line of a page that is a line of an answer in source/."""
    answers = {
        line.strip()
        for unit in units
        for cell in read_source(unit).cells
        if is_solution(cell)
        for line in "\n".join(solution_regions(cell.source)).splitlines()
        if len("".join(line.split())) >= SECRET
    }

    def dotted(found: re.Match[str]) -> str:
        line = html.unescape(found[0])
        if not any(answer in line for answer in answers):
            return found[0]
        return line[: len(line) - len(line.lstrip())] + "..."

    return re.sub(r"(?<=[>\n])[^<>\n]+", dotted, page)


def _shows_no_answer(record: Record) -> bool:
    """Tell whether a submission ran and holds wrong and open answers alone."""
    listed = record.result.exercises
    return any(one.status == Status.FAILED for one in listed) and all(one.status != Status.PASSED for one in listed)


def _page() -> str:
    report = _("A report on a class"), _("Where it is stuck, which misconceptions it has, who needs a person.")
    feedback = _("A feedback page"), _("What one student gets back, here one who has much to correct.")
    items = "".join(
        f'<li><a href="examples/{name}.html"><strong>{title}</strong></a><span>{words}</span></li>'
        for name, (title, words) in {"report": report, "feedback": feedback}.items()
    )
    intro = _("A made-up class of twelve has handed in two units. One command graded it; two more wrote these pages.")
    title, links = _("Examples"), raw(f'<ul class="ways">{items}</ul>')
    return f"# {title}\n\n{intro}\n\n{links}"
