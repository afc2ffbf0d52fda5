"""Scores for other systems, in the columns that these systems document."""

import csv
import io
import shutil

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.grading import journal
from autograder.intake.people import read_people
from autograder.judging.results import ExerciseResult, NotebookResult, NotebookStatus, Status
from autograder.problems import UserError
from autograder.reading.export import _cell, export, read_book
from autograder.units import Unit
from tests.autograder.reading.gradebooks import put_mark, take_off
from tests.tiny import UNIT

ROSTER = """id,name,email,Canvas ID,SIS User ID,SIS Login ID,Section,ID number
ada,"Ada, of =1+1",ada@example.edu,4001,S-1,ada.l,Monday,001
bob,=HYPERLINK("evil"),bob@example.edu,4002,,bob,Monday,
cleo,Cleo,cleo@example.edu,,,,,
zoe,Zoë Ruiz,zoe@example.edu,4004,,zoe,,
"""


def enter(unit: Unit, student: str, status: NotebookStatus = NotebookStatus.GRADED) -> None:
    exercises = (
        ExerciseResult("double", 10.0, 10.0, Status.PASSED),
        ExerciseResult("slope", 0.0, 6.0, Status.FAILED, "✗ wrong"),
        ExerciseResult("reflect_why", 0.0, 4.0, Status.MANUAL),
    )
    found = exercises if status == NotebookStatus.GRADED else ()
    result = NotebookResult(UNIT, sum(one.points for one in found), 20.0, status, found, str(status))
    journal.append(unit.root, journal.Entry(journal.Key("a", "b", "c"), student, result))


@pytest.fixture
def graded(tiny: Unit) -> Unit:
    """Grade ada, by hand too and late; cleo, who waits; bob, whose file is rejected. Zoe has not handed in."""
    (tiny.root / "roster.csv").write_text(ROSTER, encoding="utf-8")
    take_off(tiny.root, 0.2)
    enter(tiny, "ada")
    put_mark(tiny.root, "ada", (10, 0, None), by_hand=3.5, days_late=1)
    enter(tiny, "bob", NotebookStatus.REJECTED)
    put_mark(tiny.root, "bob", (10, 6, None), days_late=2)  # of a file that no journal knows
    enter(tiny, "cleo")
    put_mark(tiny.root, "cleo", (10, 0, None))
    return tiny


def table(unit: Unit, kind: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(export(read_book([unit]), kind))))


@pytest.mark.slow
def test_csv_tells_rejected_waiting_late_and_not_submitted_apart(graded: Unit) -> None:
    header, *lines = table(graded, "csv")
    ada, bob, cleo, zoe = (dict(zip(header, line, strict=True)) for line in lines)
    assert (ada["score"], ada["max_score"], ada["automatic"], ada["by_hand"]) == ("10.8", "20", "10", "3.5")
    assert (ada["late_hours"], ada["late_penalty"], ada["waiting"]) == ("24", "2.7", "0")
    assert (ada["due"], ada["extension_hours"]) == ("2026-11-01 00:00 UTC", "0")
    assert (bob["status"], bob["score"]) == ("rejected", "0")
    assert (bob["late_hours"], bob["late_penalty"], bob["waiting"]) == ("0", "0", "0")
    assert (cleo["status"], cleo["score"], cleo["waiting"]) == ("graded", "10", "4")
    assert (zoe["status"], zoe["score"]) == ("not submitted", "")
    assert read_book([graded]).waiting == 1


def test_answer_handed_in_again_counts_as_given_by_hand_and_waits(tiny: Unit) -> None:
    enter(tiny, "ada")
    put_mark(tiny.root, "ada", (10, 0, None), by_hand=1.5, again=True)
    enter(tiny, "ada", NotebookStatus.REJECTED)
    (ada,) = csv.DictReader(io.StringIO(export(read_book([tiny]), "csv")))
    assert ada["status"] == "graded, a newer file rejected"
    assert (ada["score"], ada["automatic"], ada["by_hand"], ada["waiting"]) == ("11.5", "10", "1.5", "4")


@pytest.mark.slow
def test_canvas_gets_the_columns_that_its_gradebook_importer_reads(graded: Unit) -> None:
    header, possible, *lines = table(graded, "canvas")
    # Canvas: the first header is "Student", the second "ID"; then SIS User ID, SIS Login ID, Section, and assignments.
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", UNIT]
    assert possible == ["    Points Possible", "", "", "", "", "20"]
    assert lines == [
        ["Ada, of =1+1", "4001", "S-1", "ada.l", "Monday", "10.8"],
        ['\'=HYPERLINK("evil")', "4002", "", "bob", "Monday", "0"],
        ["Cleo", "", "", "cleo", "", "10"],
        ["Zoë Ruiz", "4004", "", "zoe", "", ""],
    ]


@pytest.mark.slow
def test_moodle_gets_columns_to_tell_students_by_and_one_for_each_unit(graded: Unit) -> None:
    header, *lines = table(graded, "moodle")
    # Moodle maps one of these three columns to the user, and any other to a grade item; "-" is no grade.
    assert header == ["Username", "ID number", "Email address", UNIT]
    assert lines == [
        ["ada", "001", "ada@example.edu", "10.8"],
        ["bob", "bob", "bob@example.edu", "0"],
        ["cleo", "cleo", "cleo@example.edu", "10"],
        ["zoe", "zoe", "zoe@example.edu", "-"],
    ]


def test_without_a_roster_the_ids_stand_in_and_never_are_formulas(tiny: Unit) -> None:
    for student in ("ada", "=cmd|' /C calc'!A0", "@bob"):
        enter(tiny, student)
    for column in (0, 3):  # what cannot be an id is not used at all
        assert [line[column] for line in table(tiny, "canvas")[2:]] == ["ada"]
    for kind in ("csv", "canvas", "moodle"):
        cells = [cell for line in table(tiny, kind) for cell in line]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@")) or (cell[:1] == "-" and len(cell) > 1)]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("ada;=cmd()", "ada;'=cmd()"),
        ("ada; +1", "ada; '+1"),
        ("ada\t=cmd()", "ada =cmd()"),
        ("\n=cmd()", "'=cmd()"),
        ("＝cmd()", "'＝cmd()"),
        ("Ada Lovelace-King; M.Sc.", "Ada Lovelace-King; M.Sc."),
    ],
)
def test_no_cell_begins_a_formula_behind_any_separator(text: str, cell: str) -> None:
    assert _cell(text) == cell


def test_roster_as_canvas_exports_it_serves_as_it_is(tiny: Unit) -> None:
    enter(tiny, "ada.l")
    roster = 'Student,ID,SIS Login ID,Section\n    Points Possible,,,\n"Lovelace, Ada",4001,ada.l,Monday\n'
    (tiny.root / "roster.csv").write_text(roster, encoding="utf-8-sig")
    assert table(tiny, "canvas")[2:] == [["Lovelace, Ada", "4001", "", "ada.l", "Monday", "10"]]


def test_canvas_gradebook_with_all_its_rows_gives_each_student_one_line(tiny: Unit) -> None:
    """A student without a login, hidden scores and the test student change nothing for the others."""
    enter(tiny, "ada.l")
    roster = (
        "Student,ID,SIS User ID,SIS Login ID,Section,Homework (77)\n"
        ',,,,,Manual Posting\n    Points Possible,,,,,20\n"Lovelace, Ada",4001,S1,ada.l,Monday,\n'
        '"Good, Bob",4002,S2,,Monday,\n"Student, Test",4099,,a94a8fe5cc,Monday,\n'
    )
    (tiny.root / "roster.csv").write_text(roster, encoding="utf-8-sig")
    assert table(tiny, "canvas")[2:] == [["Lovelace, Ada", "4001", "S1", "ada.l", "Monday", "10"]]


def test_roster_of_moodle_with_semicolons_serves_as_it_is(tiny: Unit) -> None:
    enter(tiny, "ada")
    roster = "First name;Last name;Username;ID number;Email address\nAda;Lovelace;ada;001;a@example.edu\n"
    (tiny.root / "roster.csv").write_text(roster, encoding="utf-8")
    assert table(tiny, "moodle")[1:] == [["ada", "001", "a@example.edu", "10"]]
    assert read_people(tiny.root, ["ada"])["ada"].name == "Ada Lovelace"


@pytest.mark.parametrize("roster", [b"", b"name\nAda\n", b"id,name\n,Ada\n"])
def test_bad_roster_is_an_error_in_words(tiny: Unit, roster: bytes) -> None:
    enter(tiny, "ada")
    (tiny.root / "roster.csv").write_bytes(roster)
    with pytest.raises(UserError, match=r"roster\.csv"):
        read_book([tiny])


def test_command_writes_a_file_and_says_what_still_waits(tiny: Unit) -> None:
    enter(tiny, "ada")
    done = CliRunner().invoke(app, ["export", "--format", "moodle", "-o", "marks.csv"])
    assert done.exit_code == 0
    assert done.stdout == "written: marks.csv\n"
    assert "1 submission with answers that wait for hand grading" in done.stderr
    assert (tiny.root / "marks.csv").read_text(encoding="utf-8") == export(read_book([tiny]), "moodle")
    assert CliRunner().invoke(app, ["export", "--format", "moodle"]).stdout == export(read_book([tiny]), "moodle")
    assert "written: report/index.html" in CliRunner().invoke(app, ["report", "--anonymous"]).stdout


def test_file_that_cannot_be_written_is_an_error_in_words(tiny: Unit) -> None:
    enter(tiny, "ada")
    done = CliRunner().invoke(app, ["export", "-o", "missing/marks.csv"])
    assert isinstance(done.exception, UserError)
    assert str(done.exception).startswith("missing/marks.csv cannot be written: No such file or directory.")


def test_unknown_format_and_nothing_graded_are_errors_in_words(tiny: Unit) -> None:
    done = CliRunner().invoke(app, ["export", "--format", "excel"])
    assert "csv, canvas, moodle, gradescope" in str(done.exception)
    with pytest.raises(UserError, match="Run `autograder grade` first"):
        read_book([tiny])


def test_unit_of_a_later_week_is_no_column_until_somebody_is_graded_in_it(tiny: Unit) -> None:
    enter(tiny, "ada")
    later = Unit("02_later", tiny.root)
    later.source.parent.mkdir()
    shutil.copy(tiny.source, later.source)
    for kind in ("csv", "canvas", "moodle"):
        assert export(read_book([tiny, later]), kind) == export(read_book([tiny]), kind)
    with pytest.raises(UserError, match="Nothing has been graded yet"):
        read_book([later])
