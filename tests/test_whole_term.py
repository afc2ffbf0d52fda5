"""A whole term, as a teacher goes through it: every step by the command that the teacher would give.

The steps stand in the order of the term, each in a function of its own, so that a failure says which of them broke.
What must come out is worked out in term_class.py, without the grader.
"""

import csv
import html
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.cli import app
from autograder.hand.history import HISTORY, HandMark
from autograder.hand.marks import Marks
from autograder.problems import UserError
from autograder.sandbox.choice import SANDBOXES, works
from autograder.units import Unit, exercises, grade_id, is_solution, read_source
from course.texts import _, in_language, ngettext
from tests.collection import ROOT
from tests.downloads import save
from tests.submissions import untouched
from tests.term_class import (
    ALIKE,
    ASTRAY,
    DUE,
    EMPTY_HANDED,
    MENDED,
    MISTAKEN,
    MISTAKEN_IN,
    PENALTY,
    STRAY_IN,
    STUDENTS,
    UNITS,
    Work,
    downloaded,
    hand_in,
    participant,
    roster,
    spanish_worksheet,
)

SANDBOX = next((sandbox for sandbox in SANDBOXES if works(sandbox)), "none")
GRADING = (f"--sandbox={SANDBOX}", "--timeout=60")
HIGHEST = 20.0
POINTS_BY_HAND = (0.5, 1.0, 2.0)
POINTS = "{points} of {all} points"
COMMENT = "Say what the layer between does."
TITLE = "Neurons, the autumn term"
CANVAS = {UNITS[1]: "Unit 2 (12345)"}
ASSISTANTS = ("Ana", "Bruno")
PUBLISHED = "for-students"
NEEDED_TO_PUBLISH = """
pyproject.toml README.md LICENSE requirements-students.txt docs course .devcontainer .binder
"""
SETTINGS = f"""
from nbgrader.plugins import LateSubmissionPlugin


class PointsOff(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return min(score, {PENALTY})


c.AssignLatePenalties.plugin_class = PointsOff
"""


@pytest.mark.slow
@pytest.mark.usefixtures("no_lanes")
def test_whole_term_ends_with_the_marks_that_the_work_deserves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "150")
    set_up_course(tmp_path)
    term = []
    for unit in UNITS:
        hand_out(tmp_path, unit)
        works = hand_in(unit)
        collect_from_moodle(tmp_path, unit, works)
        grade_unit(unit, works)
        term += works
        grade_by_hand(tmp_path, term)
        publish(tmp_path, unit)
    give_feedback(tmp_path, term)
    hand_back_in_moodle(tmp_path, term)
    report_on_class(tmp_path, term)
    report_without_names(tmp_path)
    term = give_an_extension(tmp_path, term)
    term = hear_an_appeal(tmp_path, term)
    term = take_work_handed_in_again(tmp_path, term)
    export_scores(tmp_path, term, fixed=False)
    mend_test(tmp_path)
    look_at_regrade(tmp_path, term)
    write_regrade(tmp_path, term)
    grade_again(term)


@pytest.mark.exhaustive  # it runs the notebook in both languages
def test_solutions_are_published_after_the_deadline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "150")
    set_up_course(tmp_path)
    hand_out(tmp_path, UNITS[0])
    publish_solutions(tmp_path)


def set_up_course(root: Path) -> None:
    """Begin with a copy of the course whose unit 2 has a mistaken test; late work is to lose points."""
    shutil.copytree(ROOT / "source", root / "source")
    shutil.copytree(ROOT / "locales", root / "locales")
    settings = (ROOT / "course.toml").read_text(encoding="utf-8")
    settings = re.sub(r"(?m)^title = .*", f'title = {{ en = "{TITLE}" }}', settings)
    settings = settings.replace(
        "[canvas]", "\n".join(["[canvas]", *(f'{unit} = "{CANVAS[unit]}"' for unit in CANVAS), ""])
    )
    (root / "course.toml").write_text(settings, encoding="utf-8")
    for name in NEEDED_TO_PUBLISH.split():
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
    settings = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(settings + SETTINGS, encoding="utf-8")
    (root / "roster.csv").write_text(roster(), encoding="utf-8")
    change_test(root, MENDED, MISTAKEN)


def hand_out(root: Path, unit: str) -> None:
    """Release a unit, and set its deadline."""
    assert f"released {unit}" in autograder("release", unit)
    assert nbformat.read(Unit(unit, root).release, as_version=4) == untouched(unit)
    due = f"{DUE[unit] - timedelta(hours=3):%Y-%m-%dT%H:%M}"
    said = autograder("due", unit, due, "--zone", "America/Santiago")
    assert said == f"{unit} is due at {DUE[unit]:%Y-%m-%d %H:%M} UTC.\n"


def collect_from_moodle(root: Path, unit: str, works: list[Work]) -> None:
    """Take the zip; it names who handed in no notebook, or one of another unit, and who could be somebody else."""
    archive = save(root / f"{unit}.zip", downloaded(unit, works))
    alike = [work for work in works if work.student in ALIKE]
    not_placed = 1 + (unit == STRAY_IN) + len(alike)
    said = autograder(
        "collect", str(archive), "--roster", "roster.csv", fails_with=f"{not_placed} of .* files could not be placed"
    )
    twice = sum(work.kind == "twice" for work in works)
    left = f", {twice} left" if twice else ""
    assert f"{len(works) - len(alike)} collected{left}, {not_placed} not placed" in said
    assert re.search(rf"not placed: {EMPTY_HANDED.name}.*no notebook came from this student", said)
    if unit == STRAY_IN:
        assert re.search(rf"not placed: {ASTRAY.name}.*its cells are those of {UNITS[0]}", said)
    if alike:
        collect_with_numbers(root, archive, works, said)
    taken = {work.student: work for work in ([*hand_in(UNITS[0]), *works] if unit == STRAY_IN else works)}
    for work in taken.values():
        text = Unit(work.unit, root).submitted(work.student.id).read_text(encoding="utf-8")
        assert text == work.attempts[-1][1], f"{work.student} handed in something else"


def collect_with_numbers(root: Path, archive: Path, works: list[Work], said: str) -> None:
    """Take the zip again: two who fit one name were not placed, and the worksheet's numbers tell them apart."""
    for student in ALIKE:
        both = ", ".join(one.id for one in ALIKE)
        assert re.search(rf"not placed: {student.name}_.*several in the roster could be meant: {both}", said)
    worksheet = root / "calificaciones.csv"
    worksheet.write_text(spanish_worksheet(works[0].unit, works), encoding="utf-8")
    again = autograder("collect", str(archive), "--roster", str(worksheet), fails_with="1 of .* could not be placed")
    assert f"{len(ALIKE)} collected, {len(works) - len(ALIKE)} already there" in again
    for work in works:
        if work.student in ALIKE:
            assert re.search(rf"{work.student.id} .*{work.attempts[-1][0]:%Y-%m-%d %H:%M} ", again)


def grade_unit(unit: str, works: list[Work]) -> None:
    """Grade the class; the table shows what each has earned so far, and what waits for a person."""
    said = autograder("grade", unit, *GRADING)
    assert f"{len(works)} graded, 0 unchanged" in said
    words = {"broken": "0 of 20, rejected"}
    assert {row[0]: row[2] for row in table(said)} == {
        work.student.id: words.get(work.kind)
        or f"{work.earned(fixed=False) - work.penalty:g} of 20{' (+2 by hand)' if work.waits else ''}"
        + f"{f', late: {PENALTY:g} off' if work.penalty else ''}"
        for work in works
    }


def grade_by_hand(root: Path, term: list[Work]) -> None:
    """Give points and comments for the written answers; the export says that they wait.

    In the first unit that is done in the formgrader, later on the page of `autograder hand`, by two assistants.
    """
    new = [work for work in term if work.unit == term[-1].unit and work.waits]
    assert f"{len(new)} submissions with answers that wait for hand grading" in autograder("export", stderr=True)
    (grade_in_formgrader if term[-1].unit == UNITS[0] else grade_on_the_page)(root, new)
    assert "wait for hand grading" not in autograder("export", stderr=True)


def grade_on_the_page(root: Path, new: list[Work]) -> None:
    """Do what the page does when its buttons are pressed; who gave what is noted."""
    unit = new[0].unit
    (written,) = [one.name for one in exercises(read_source(Unit(unit, root))) if one.written]
    marks = Marks(root, unit, written, f"sqlite:///{root}/gradebook.db")
    held = {one.student: one for one in marks.read()}
    for work in new:
        comment = f"{COMMENT} {work.student.name}"
        given = HandMark(by_hand(work), False, comment)
        marks.give(held[work.student.id].key, given, held[work.student.id].mark, ASSISTANTS[work.student.number % 2])
    noted = (root / HISTORY).read_text(encoding="utf-8")
    assert all(noted.count(f'"{one}"') for one in ASSISTANTS)


def grade_in_formgrader(root: Path, new: list[Work]) -> None:
    """Do what the formgrader does."""
    with gradebook(root) as book:
        for work in new:
            submission = book.find_submission(work.unit, work.student.id).notebooks[0]
            (waiting,) = [one for one in submission.grades if one.needs_manual_grade]
            waiting.manual_score, waiting.needs_manual_grade = by_hand(work), False
            book.find_comment(
                waiting.name, submission.name, work.unit, work.student.id
            ).manual_comment = f"{COMMENT} {work.student.name}"
        book.db.commit()


def publish(root: Path, unit: str) -> None:
    """Hand the students' repository on by one unit: it has a commit for each, and nothing that is not theirs yet."""
    assert f"{PUBLISHED} holds {UNITS[0]} to {unit}: commit " in autograder("publish", PUBLISHED, "--unit", unit)
    folder = root / PUBLISHED
    log = subprocess.run(["git", "-C", folder, "log", "--oneline"], capture_output=True, text=True, check=True).stdout
    assert len(log.splitlines()) == UNITS.index(unit) + 1
    assert sorted(path.name for path in folder.glob("[0-9][0-9]_*")) == list(UNITS[: UNITS.index(unit) + 1])
    notebook = nbformat.read(folder / unit / Unit(unit, root).notebook_name, as_version=4)
    assert [cell.source for cell in notebook.cells] == [cell.source for cell in untouched(unit).cells]


def give_feedback(root: Path, term: list[Work]) -> None:
    """Write the pages: each says the score, names the mistakes, and shows the comment; none shows a hidden test."""
    assert f"{len(term)} pages written" in autograder("feedback")
    for work in term:
        page = feedback_page(root, work)
        assert said(work, "Feedback for {name}", name=work.student.name) in page
        assert "hidden_data" not in page
        if work.kind == "broken":
            assert said(work, "This submission could not be graded.") in page
            continue
        assert said(work, POINTS, points=f"{final(work, fixed=False):g}", all=20) in page
        assert (taken_off(work) in page) == (work.kind == "late")
        assert (f"{COMMENT} {work.student.name}" in page) == work.waits
        for answer in work.wrong:
            named = answer.names if work.student.language == "en" else "Causa probable: "
            assert named.replace("`", "") in page, f"{work.student}: {answer} is not named"


def hand_back_in_moodle(root: Path, term: list[Work]) -> None:
    """Write the zip of pages and fill in the worksheet, and read both as Moodle does: by its participants' numbers."""
    for unit in UNITS:
        works = {participant(unit, work.student): work for work in term if work.unit == unit}
        said = autograder("feedback", unit, "--for", "moodle")
        (packed,) = re.findall(r"^(\S+\.zip) holds", said, re.MULTILINE)
        with zipfile.ZipFile(root / packed) as archive:
            pages = {int(name.split("_")[1]): archive.read(name).decode() for name in archive.namelist()}
        assert pages.keys() == works.keys()
        for number, work in works.items():
            assert html.escape(work.student.name) in pages[number]
        worksheet = root / "calificaciones.csv"
        worksheet.write_text(spanish_worksheet(unit, list(works.values())), encoding="utf-8")
        filled = autograder("export", unit, "--format", "moodle", "--worksheet", str(worksheet))
        grades = {
            int(re.sub(r"\D", "", line["Identificador"])): line["Calificación"]
            for line in csv.DictReader(io.StringIO(filled))
        }
        assert {number: float(grade.replace(",", ".")) for number, grade in grades.items() if grade} == {
            number: final(work, fixed=False) for number, work in works.items()
        }


def publish_solutions(root: Path) -> None:
    """Write the solutions of the first unit, after its deadline: with answers, without hidden tests."""
    said = autograder("solutions", UNITS[0])
    pages = [root / page for page in re.findall(r"^written: (\S+),", said, re.MULTILINE)]
    assert [page.is_file() for page in pages] == [True, True]  # in two languages
    for page in pages:
        notebook = nbformat.read(page.with_suffix(".ipynb"), as_version=4)
        assert not [cell for cell in notebook.cells if "with hidden_data" in cell.source]
        answered = {grade_id(cell): cell.source for cell in notebook.cells if is_solution(cell)}
        assert "NotImplementedError" not in "".join(answered.values())


def report_on_class(root: Path, term: list[Work]) -> None:
    """Write the report: it says where the class is stuck, which shows the mistaken test, and who needs a person."""
    autograder("report")
    page = text_of(root / "report" / "index.html")
    stuck = page[page.index("Where the class is stuck") : page.index("Most frequent misconceptions")]
    assert stuck.startswith(f"Where the class is stuck {MISTAKEN_IN[1]} unit 2 0 % right"), stuck
    assert page.startswith(f"Class report · {TITLE}")
    assert "0 wait for hand grading" in page
    assert f"{sum(work.kind == 'broken' for work in term)} need a person" in page
    for student in STUDENTS:
        assert f"{student.name} ({student.id})" in page


def report_without_names(root: Path) -> None:
    """Write the report again, to be shown around: nothing on the page says who a student is."""
    autograder("report", "--anonymous")
    page = html.unescape((root / "report" / "index.html").read_text(encoding="utf-8"))
    assert "Student 01" in page
    for student in STUDENTS:
        assert not [word for word in (student.id, *student.name.split()) if re.search(rf"\b{word}\b", page)]


def give_an_extension(root: Path, term: list[Work]) -> list[Work]:
    """Forgive somebody who was late, after all was graded; nothing is graded again for it."""
    late = next(work for work in term if work.kind == "late")
    autograder("extend", late.student.id, late.unit, "--days", "3")
    assert f"0 graded, {len(term)} unchanged" in autograder("grade", *GRADING)
    autograder("feedback", late.unit)
    page = feedback_page(root, late)
    assert said(late, "{count:g} days", count=3) in page
    assert taken_off(late) not in page
    return [replace(work, extended=True) if work == late else work for work in term]


def hear_an_appeal(root: Path, term: list[Work]) -> list[Work]:
    """Give somebody the points of an exercise against its test, in the unit whose other test is mistaken."""
    theirs = next(work for work in term if work.unit == MISTAKEN_IN[0] and work.kind == "wrong")
    wrong = next(one.exercise for one in theirs.wrong if one.exercise != MISTAKEN_IN[1])
    exercise = next(one for one in exercises(read_source(Unit(theirs.unit, root))) if one.name == wrong)
    with gradebook(root) as book:
        notebook = book.find_submission(theirs.unit, theirs.student.id).notebooks[0]
        for grade in notebook.grades:
            if grade.name in exercise.test_ids:
                grade.manual_score = grade.max_score
        book.db.commit()
    return [replace(work, appealed=exercise) if work == theirs else work for work in term]


def take_work_handed_in_again(root: Path, term: list[Work]) -> list[Work]:
    """Grade a newer file, in which the written answer waits with its old points; then one that cannot be read."""
    theirs = next(work for work in term if work.unit == UNITS[-1] and work.kind == "right" and by_hand(work))
    path = Unit(theirs.unit, root).submitted(theirs.student.id)
    path.write_text(theirs.attempts[-1][1].replace("needs a layer between", "needs one more layer between"))
    assert "1 graded" in autograder("grade", *GRADING)
    assert "1 submission with answers that wait" in autograder("export", stderr=True)
    autograder("feedback", theirs.unit)
    page = feedback_page(root, theirs)
    assert said(theirs, ", from what you handed in before") in page
    assert waiting(theirs) in page
    with gradebook(root) as book:
        for grade in book.find_submission(theirs.unit, theirs.student.id).notebooks[0].grades:
            grade.needs_manual_grade = False
        book.db.commit()
    path.write_text("{ cut off")
    assert "newer file rejected" in autograder("grade", *GRADING)
    autograder("feedback", theirs.unit)
    assert said(theirs, "A newer file of yours could not be graded.") in feedback_page(root, theirs)
    return [replace(work, refused=True) if work == theirs else work for work in term]


def export_scores(root: Path, term: list[Work], fixed: bool) -> None:
    """Write the scores in three formats: all hold what the gradebook holds, and what the work deserves."""
    deserved = {(work.unit, work.student.id): final(work, fixed) for work in term}
    assert gradebook_scores(root) == {
        (work.unit, work.student.id): final(work, fixed) for work in term if work.kind != "broken"
    }
    lines = exported(root, "csv")
    assert {(line["unit"], line["student"]): float(line["score"]) for line in lines if line["score"]} == deserved
    assert len(lines) == len(UNITS) * len(STUDENTS)
    for work in term:
        (line,) = [one for one in lines if (one["unit"], one["student"]) == (work.unit, work.student.id)]
        assert line["name"] == work.student.name
        assert (float(line["by_hand"]), float(line["late_penalty"])) == (by_hand(work), work.penalty)
        status = "rejected" if work.kind == "broken" else "graded"
        assert line["status"] == status + ", a newer file rejected" * work.refused
    for kind, key, none in (("canvas", "SIS Login ID", ""), ("moodle", "Username", "-")):
        found = {line[key]: line for line in exported(root, kind)}
        for student in STUDENTS:
            titles = [CANVAS.get(unit, unit) if kind == "canvas" else unit for unit in UNITS]
            scores = [found[student.id][title] for title in titles]
            assert [None if one == none else float(one) for one in scores] == [
                deserved.get((unit, student.id)) for unit in UNITS
            ]


def mend_test(root: Path) -> None:
    """Fix the test in source/."""
    change_test(root, MISTAKEN, MENDED)


def look_at_regrade(root: Path, term: list[Work]) -> None:
    """See exactly whom the fixed test changes; neither scores nor exports change yet."""
    before = gradebook_scores(root), exported(root, "csv")
    said = autograder("regrade", *GRADING)
    changed = changed_by_mending(term)
    assert {row[0]: row[1:] for row in table(said)} == {
        work.student.id: [
            *MISTAKEN_IN,
            "0 of 1, failed",
            "1 of 1, passed",
            f"{work.earned(fixed=False):g} → {work.earned(fixed=True):g}",
        ]
        for work in changed
    }
    handed_in = sum(work.unit == MISTAKEN_IN[0] for work in term)
    assert f"{len(changed)} of {handed_in} submissions come out differently." in said
    assert (gradebook_scores(root), exported(root, "csv")) == before


def write_regrade(root: Path, term: list[Work]) -> None:
    """Record it: scores rise for them alone; points by hand, comments and penalties stay, and nobody waits anew."""
    handed_in = sum(work.unit == MISTAKEN_IN[0] for work in term)
    assert f"{handed_in} written." in autograder("regrade", "--write", *GRADING)
    export_scores(root, term, fixed=True)
    assert "wait for hand grading" not in autograder("export", stderr=True)
    autograder("feedback", MISTAKEN_IN[0])
    for work in changed_by_mending(term):
        page = feedback_page(root, work)
        assert said(work, POINTS, points=f"{final(work, fixed=True):g}", all=20) in page
        assert (f"{COMMENT} {work.student.name}" in page) == work.waits


def grade_again(term: list[Work]) -> None:
    """Find nothing to do."""
    assert f"0 graded, {len(term)} unchanged" in autograder("grade", *GRADING)
    assert "Nothing to regrade" in autograder("regrade", *GRADING)


def by_hand(work: Work) -> float:
    written = POINTS_BY_HAND[work.student.number % len(POINTS_BY_HAND)] if work.waits else 0.0
    return written + (work.appealed.points if work.appealed else 0.0)


def final(work: Work, fixed: bool) -> float:
    return max(0.0, work.earned(fixed) + by_hand(work) - work.penalty)


def changed_by_mending(term: list[Work]) -> list[Work]:
    return [work for work in term if work.earned(fixed=True) != work.earned(fixed=False)]


def autograder(command: str, *arguments: str, stderr: bool = False, fails_with: str = "") -> str:
    """Give a command, and return what it says; it must succeed, or say why it did not."""
    done = CliRunner().invoke(app, [command, *arguments])
    if fails_with:
        assert isinstance(done.exception, UserError), done.output
        assert re.search(fails_with, str(done.exception))
    else:
        assert done.exit_code == 0, f"{done.output}{done.exception}"
    return done.stderr if stderr else done.stdout


def table(said: str) -> list[list[str]]:
    """Read the lines of a table on the screen, without its head."""
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in said.splitlines() if line.startswith("│")]


def exported(root: Path, kind: str) -> list[dict[str, str]]:
    """Export, and read the file as another program would."""
    path = root / f"scores-{kind}.csv"
    autograder("export", "--format", kind, "--output", str(path))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def gradebook(root: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{root}/gradebook.db", "neural-networks-from-scratch")


def gradebook_scores(root: Path) -> dict[tuple[str, str], float]:
    """Return the scores as nbgrader's own export has them."""
    with gradebook(root) as book:
        return {
            (one.assignment.name, one.student.id): max(0.0, one.score - one.late_submission_penalty)
            for unit in UNITS
            for one in book.assignment_submissions(unit)
        }


def said(work: Work, text: str, **values: object) -> str:
    """Return a text of the feedback page in the language of the student's notebook."""
    with in_language(work.student.language):
        return _(text).format(**values) if values else _(text)


def taken_off(work: Work) -> str:
    """Return what the page of a student who was two days late says."""
    with in_language(work.student.language):
        text = ngettext("Handed in {time} late: {points} point is taken off.",
                        "Handed in {time} late: {points} points are taken off.", 2)  # fmt: skip
        return text.format(time=ngettext("{count:g} day", "{count:g} days", 2).format(count=2), points=f"{PENALTY:g}")


def waiting(work: Work) -> str:
    """Return what the page of a student says whose newer answer waits with the points of the older one."""
    with in_language(work.student.language):
        text = ngettext("{count} waits for your teacher and counts {points} so far",
                        "{count} wait for your teacher and count {points} so far", 1)  # fmt: skip
        return text.format(count=1, points=f"{by_hand(work):g}")


def feedback_page(root: Path, work: Work) -> str:
    page = Path(Unit(work.unit, root).notebook_name).with_suffix(".html").name
    return text_of(root / "feedback" / work.student.id / work.unit / page)


def text_of(page: Path) -> str:
    """Return what can be read on a page."""
    body = re.sub(r"<(style|script)\b.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    words = re.sub(r"<[^>]*>", " ", re.sub(r"</?code>", "", body))
    return " ".join(html.unescape(words).split())


def change_test(root: Path, old: str, new: str) -> None:
    path = Unit(MISTAKEN_IN[0], root).source
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
