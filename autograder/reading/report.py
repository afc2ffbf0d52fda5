"""The report on a class: one page that says where it is stuck, which misconceptions it has and who needs a person.

All numbers come from tally.py and attention.py; the template draws them. The page is one file that works without a
server. Its one script, which sorts and filters the table of students, is the only one that its policy lets run.
"""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from autograder.intake.people import Person, read_people
from autograder.languages.submissions import source_in
from autograder.problems import UserError
from autograder.reading.anonymous import numbered, scrubber, without_comments
from autograder.reading.attention import Case, cases
from autograder.reading.records import Record, read_records
from autograder.reading.rendering import plain, read_answers, script_hash, templates, title_of
from autograder.reading.tally import ExerciseTally, Kind, Misconception, has_run, histogram, tally_exercise
from autograder.reading.terms import Term, check_earlier, terms
from autograder.settings import read_settings
from autograder.units import Unit, exercises, max_score
from course.texts import FIRST, _, in_language, language_in_use, marked

MOST_STUCK = 6
MOST_MISCONCEPTIONS = 6
STUCK_BELOW = 0.7  # share of the class with all points
MOST_EXAMPLES = 5  # of which the shortest is shown
LONGEST_EXAMPLE = 40  # lines
BY_HAND = marked("hand grading")


@dataclass(frozen=True)
class UnitReport:
    """Hold what the page says about one unit."""

    unit: Unit
    title: str
    max_score: float
    records: list[Record]
    tallies: list[ExerciseTally]
    cases: list[Case]
    terms: list[Term]

    @property
    def scores(self) -> list[float]:
        """Return the scores of the notebooks that ran."""
        return [one.score for one in self.records if has_run(one) and one.score is not None]

    @property
    def bins(self) -> list[int]:
        """Return the histogram of the scores."""
        return histogram(self.scores, self.max_score)

    @property
    def median(self) -> float | None:
        """Return the median score."""
        return statistics.median(self.scores) if self.scores else None

    @property
    def seconds(self) -> list[float]:
        """Return how long each submission took to grade, sorted; empty where that was not noted."""
        return sorted(one.result.seconds for one in self.records if one.result.seconds is not None)

    @property
    def middle_seconds(self) -> float:
        """Return the median of the seconds."""
        return statistics.median(self.seconds)

    @property
    def waiting(self) -> list[str]:
        """Return the students whose written answers wait for a person."""
        return [one.student for one in self.records if one.waiting]

    @property
    def misconceptions(self) -> list[Misconception]:
        """Return the mistakes that checks named, the most frequent first."""
        found = [one for tally in self.tallies for one in tally.misconceptions]
        return sorted(found, key=lambda one: -len(one.records))


@dataclass(frozen=True)
class Names:
    """Hold how students are called on the page: by name, or by number where names are left out."""

    labels: dict[str, str]
    people: dict[str, Person]
    anonymous: bool

    def scrub(self) -> Callable[[str], str]:
        """Return what takes names out of a text, where names are left out."""
        return scrubber(self.labels, self.people) if self.anonymous else lambda text: text


def write_report(units: list[Unit], anonymous: bool, language: str = FIRST, earlier: Sequence[Path] = ()) -> Path:
    """Write report/index.html on these units, as `report_page` makes it.

    Returns:
        The page.
    """
    page = report_page(units, anonymous, language, earlier)
    path = units[0].root / "report" / "index.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return path


def report_page(units: list[Unit], anonymous: bool, language: str = FIRST, earlier: Sequence[Path] = ()) -> str:
    """Make the report on these units.

    Args:
        units: units of one course.
        anonymous: leave students' names and ids out.
        language: of the page, one of LANGUAGES.
        earlier: the course's folders of earlier terms, to be shown beside this one.

    Returns:
        The page, as HTML.

    Raises:
        UserError: nothing has been graded, or the gradebook, the roster or an earlier journal cannot be read.
    """
    records = read_records(units)
    if not records:
        raise UserError("Nothing has been graded yet. Run `autograder grade` first.")
    with in_language(language):
        return _page_on(units, records, anonymous, earlier)


def _page_on(units: list[Unit], records: list[Record], anonymous: bool, earlier: Sequence[Path]) -> str:
    root = units[0].root
    people = read_people(root, {one.student for one in records})
    found = cases(units, records)
    students = sorted({one.student for one in records} | {one.student for one in found} | people.keys())
    names = Names(_labels(students, people, root, anonymous), people, anonymous)
    graded = [unit for unit in units if any(one.unit == unit for one in records)]
    check_earlier(graded, earlier)
    reports = [_unit_report(unit, records, found, earlier) for unit in graded]
    script = files("autograder").joinpath("templates/report.js").read_text(encoding="utf-8")
    scrub = names.scrub()
    return templates().get_template("report.html").render(
        language=language_in_use(),
        course=read_settings(root).title_in(language_in_use()),
        anonymous=anonymous,
        reports=reports,
        labels=names.labels,
        scrub=scrub,
        kinds=list(Kind),
        stuck=_stuck(reports),
        misconceptions=_most_frequent(reports),
        example=lambda one: _example(one, scrub if anonymous else None),
        rows=[_row(student, reports, root, anonymous) for student in sorted(students, key=lambda s: names.labels[s])],
        cases=[case for report in reports for case in report.cases],
        script=script,
        script_hash=script_hash(script),
    )  # fmt: skip


def _labels(students: Sequence[str], people: dict[str, Person], root: Path, anonymous: bool) -> dict[str, str]:
    if anonymous:
        return numbered(students, root)
    return {one: plain(f"{people[one].name} ({one})" if one in people else one) for one in students}


def _unit_report(unit: Unit, records: Sequence[Record], found: Sequence[Case], earlier: Sequence[Path]) -> UnitReport:
    source = source_in(unit, language_in_use())
    listed = exercises(source)
    mine = [one for one in records if one.unit == unit]
    return UnitReport(
        unit,
        title_of(source, unit),
        max_score(source),
        mine,
        [tally_exercise(unit, exercise, mine) for exercise in listed],
        [case for case in found if case.unit == unit],
        terms(unit, earlier, _("this term")),
    )


def _stuck(reports: Sequence[UnitReport]) -> list[ExerciseTally]:
    """Return the exercises with the smallest share of full points, over all units."""
    shares = [(one.share_right, one) for report in reports for one in report.tallies]
    hard = [(share, one) for share, one in shares if share is not None and share < STUCK_BELOW]
    return [one for _, one in sorted(hard, key=lambda pair: pair[0])[:MOST_STUCK]]


def _most_frequent(reports: Sequence[UnitReport]) -> list[Misconception]:
    found = [one for report in reports for one in report.misconceptions]
    return sorted(found, key=lambda one: -len(one.records))[:MOST_MISCONCEPTIONS]


def _example(misconception: Misconception, scrub: Callable[[str], str] | None) -> str:
    """Return a short answer with this mistake, without comments and names where these are left out."""
    codes = [
        read_answers(one.unit, one.student).get(misconception.exercise, "")
        for one in misconception.records[:MOST_EXAMPLES]
    ]
    code = min((code for code in codes if code), key=len, default="")
    if scrub is not None:
        code = scrub(without_comments(code))
    lines = code.split("\n")
    return code if len(lines) <= LONGEST_EXAMPLE else "\n".join([*lines[:LONGEST_EXAMPLE], "..."])


@dataclass(frozen=True)
class StudentRow:
    """Hold a line of the table of students: the records of each unit, and why a person is needed."""

    student: str
    records: list[Record | None]
    total: float
    reasons: list[str]
    pages: list[str]


def _row(student: str, reports: Sequence[UnitReport], root: Path, anonymous: bool) -> StudentRow:
    records = [next((one for one in report.records if one.student == student), None) for report in reports]
    needed = [(case.why, case.unit) for report in reports for case in report.cases if case.student == student]
    needed += [(BY_HAND, one.unit) for one in records if one is not None and one.waiting]
    units: dict[str, list[str]] = {}
    for why, unit in needed:
        units.setdefault(why, []).append(unit.number)
    reasons = [
        _("{why} in unit {units}").format(why=_(why), units=", ".join(numbers)) for why, numbers in units.items()
    ]
    pages = ["" if anonymous else _page(root, student, report.unit) for report in reports]
    total = sum(one.score or 0.0 for one in records if one is not None)
    return StudentRow(student, records, total, reasons, pages)


def _page(root: Path, student: str, unit: Unit) -> str:
    """Return the address of the student's feedback page, as seen from the report, or "" where there is none."""
    path = Path("feedback", student, unit.name, Path(unit.notebook_name).with_suffix(".html").name)
    return quote(f"../{path.as_posix()}") if (root / path).is_file() else ""
