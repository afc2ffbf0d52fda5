"""What goes back into the LMS, read as the LMS reads it: by the rules that its own importer documents."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from autograder.cli import app
from autograder.grading import journal
from autograder.intake.collect import collect
from autograder.intake.roster import read_roster
from autograder.judging.results import ExerciseResult, NotebookResult, NotebookStatus, Status
from autograder.problems import UserError
from autograder.units import Unit
from tests.downloads import save, work
from tests.tiny import UNIT

PEOPLE = {"5000": "ada", "5001": "jose", "5002": "zoe"}
NAMES = {"ada": "Ada Lovelace", "jose": "José Ñuñez de la O", "zoe": "Zoe Ruiz"}
MODIFIED = "Última modificación (entrega),Última modificación (calificación)"
SPANISH = (
    f"Identificador,Nombre completo,Nombre de usuario,Estado,Calificación,Calificación máxima,"
    f"La calificación puede ser cambiada,{MODIFIED},Comentarios de retroalimentación\n"
    'Participante5000,Ada Lovelace,ada,Enviado para calificar,,"20,00",Sí,"viernes, 6 de noviembre de 2026, 11:58",-,\n'
    'Participante5001,José Ñuñez de la O,jose,Enviado,"7,00","20,00",Sí,"viernes, 6 de noviembre de 2026, 23:10",'
    '"viernes, 6 de noviembre de 2026, 23:30","Bien, ""casi"""\n'
    'Participante5002,Zoe Ruiz,zoe,Sin entrega,,"20,00",Sí,-,-,\n'
)


def enter(unit: Unit, student: str, *, only_hidden: bool = False) -> None:
    wrong = "✗ wrong: <b>" if not only_hidden else "✗ wrong on hidden data"
    exercises = (
        ExerciseResult("double", 10.0, 10.0, Status.PASSED),
        ExerciseResult("slope", 0.0, 6.0, Status.FAILED, wrong, only_hidden=only_hidden),
        ExerciseResult("reflect_why", 0.0, 4.0, Status.MANUAL),
    )
    result = NotebookResult(UNIT, 10.0, 20.0, NotebookStatus.GRADED, exercises)
    journal.append(unit.root, journal.Entry(journal.Key("a", "b", "c"), student, result))


def take_in(unit: Unit, names: Sequence[str], roster: str) -> None:
    """Collect these files of a download, and let ada and jose be graded."""
    (unit.root / "worksheet.csv").write_text(roster, encoding="utf-8")
    archive = save(unit.root / "download.zip", [(name, work(name)) for name in names])
    collect(archive, [unit], unit, read_roster(unit.root / "worksheet.csv"))
    enter(unit, "ada")
    enter(unit, "jose", only_hidden=True)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


def moodle_takes(archive: Path) -> dict[str, list[str]]:
    """Return the files that Moodle's importer gives to each participant."""
    given: dict[str, list[str]] = {}
    for path in zipfile.ZipFile(archive).namelist():
        parts = path.split("/")
        while parts:
            info = parts.pop(0).split("_", 4)
            if (
                len(info) < 4
                or not info[1].isdigit()
                or info[1] not in PEOPLE
                or info[2:4] != ["assignsubmission", "file"]
            ):
                continue
            rest = "/".join([*info[4:], *parts]).strip("/")
            given.setdefault(PEOPLE[info[1]], []).append(rest)
            break
    return given


def canvas_takes(archive: Path, files: dict[str, str]) -> dict[str, str]:
    """Return the file that Canvas adds to each user's submission, by user; `files` are those that users handed in."""
    given = {}
    for path in zipfile.ZipFile(archive).namelist():
        name = path.rpartition("/")[2]
        user, file = [part for part in name.split("_") if part.isdigit()][:2]
        if files.get(user) == file:
            given[user] = name
    return given


@pytest.mark.parametrize("end", ["/", "_/", "_"])
def test_moodle_gives_each_page_to_its_student(tiny: Unit, end: str) -> None:
    names = [
        f"{NAMES[PEOPLE[number]]}_{number}_assignsubmission_file{end}mi_trabajo_2.ipynb" for number in ("5000", "5001")
    ]
    take_in(tiny, [f"unpacked and packed/{name}" for name in names], SPANISH)
    enter(tiny, "by_mail")
    done = run("feedback", "--for", "moodle")
    assert done.exit_code == 0
    assert f"dist/feedback-{UNIT}-moodle.zip holds 2 pages." in done.stdout
    assert "not collected from there: by_mail." in done.stderr
    archive = tiny.root / "dist" / f"feedback-{UNIT}-moodle.zip"
    assert moodle_takes(archive) == {"ada": ["tiny.html"], "jose": ["tiny.html"]}
    for name in zipfile.ZipFile(archive).namelist():
        student = PEOPLE[name.split("_")[1]]
        page = (tiny.root / "feedback" / student / UNIT / "tiny.html").read_bytes()
        assert zipfile.ZipFile(archive).read(name) == page


def test_canvas_gives_each_page_to_its_student(tiny: Unit) -> None:
    names = ["lovelaceada_LATE_4001_9001_tiny-1.ipynb", "nunezjose_4002_9002_2_mi_trabajo.ipynb"]
    take_in(tiny, names, 'Student,ID,SIS Login ID,Section\n"Lovelace, Ada",4001,ada,A\n"Nunez, Jose",4002,jose,A\n')
    assert run("feedback", "--for", "canvas").exit_code == 0
    archive = tiny.root / "dist" / f"feedback-{UNIT}-canvas.zip"
    assert canvas_takes(archive, {"4001": "9001", "4002": "9002"}) == {
        "4001": "lovelaceada_LATE_4001_9001_tiny.html",
        "4002": "nunezjose_4002_9002_tiny.html",
    }


def test_what_came_from_nowhere_cannot_be_packed(tiny: Unit) -> None:
    enter(tiny, "ada")
    for lms, said in (("moodle", "was collected from Moodle"), ("blackboard", "moodle or canvas")):
        done = run("feedback", "--for", lms)
        assert isinstance(done.exception, UserError)
        assert said in str(done.exception)


def in_russian(worksheet: str) -> str:
    """Translate the head, into a language that titles.py does not know."""
    rest = worksheet.partition("\n")[2]
    return (
        "Номер,Имя,Логин,Статус,Оценка,Высшая оценка,Можно изменить,Изменено (работа),Изменено (оценка),Отзыв\n" + rest
    )


@pytest.mark.parametrize(
    "sheet", [SPANISH, "\ufeff" + SPANISH, in_russian(SPANISH)], ids=["spanish", "bom", "by place"]
)
def test_worksheet_comes_back_as_it_was_with_grades_in_it(tiny: Unit, sheet: str) -> None:
    names = [f"{NAMES[PEOPLE[number]]}_{number}_assignsubmission_file_/tiny.ipynb" for number in ("5000", "5001")]
    take_in(tiny, names, SPANISH)
    given = tiny.root / "Calificaciones.csv"
    given.write_text(sheet, encoding="utf-8")
    done = run("export", "--format", "moodle", "--worksheet", given.name, "-o", "filled.csv")
    assert done.exit_code == 0
    assert "2 of 3 lines have a grade." in done.stderr
    assert "without a score: Zoe Ruiz." in done.stderr
    before, after = (
        list(csv.reader(io.StringIO(path.read_text(encoding="utf-8")))) for path in (given, tiny.root / "filled.csv")
    )
    assert given.read_text(encoding="utf-8") == sheet
    assert [line.pop(4) for line in after] == [before[0][4], "10", "10", ""]
    for line in before:
        del line[4]
    assert after == before


def test_worksheet_of_another_highest_grade_is_scaled_and_says_so(tiny: Unit) -> None:
    take_in(tiny, ["Ada Lovelace_5000_assignsubmission_file_/tiny.ipynb"], SPANISH)
    (tiny.root / "sheet.csv").write_text(SPANISH.replace('"20,00"', "100.00"), encoding="utf-8")
    done = run("export", "--format", "moodle", "--worksheet", "sheet.csv")
    assert "highest grade is 100, the unit's 20: grades are scaled" in done.stderr
    assert [line[4] for line in csv.reader(io.StringIO(done.stdout))][1:] == ["50", "50", ""]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "moodle", "--worksheet", "sheet.csv", "-o", "sheet.csv"], "stays as it is"),
        (["--format", "moodle", "--worksheet", "roster.csv"], "is not Moodle's grading worksheet"),
        (["--format", "moodle", "--worksheet", "none.csv"], r"none\.csv cannot be read"),
        (["--worksheet", "sheet.csv"], "goes with --format moodle"),
        (["--column", "Unit 1 (77)"], "goes with --format canvas"),
        (["--format", "gradescope"], "name a folder after -o"),
    ],
)
def test_wrong_options_are_errors_in_words(tiny: Unit, arguments: list[str], said: str) -> None:
    enter(tiny, "ada")
    (tiny.root / "sheet.csv").write_text(SPANISH, encoding="utf-8")
    (tiny.root / "roster.csv").write_text("id,name\nada,Ada\n", encoding="utf-8")
    done = run("export", *arguments)
    assert isinstance(done.exception, UserError)
    assert re.search(said, str(done.exception))
    assert (tiny.root / "sheet.csv").read_text(encoding="utf-8") == SPANISH


@pytest.mark.parametrize(
    ("title", "options", "expected"),
    [
        ("Unit 1 (77)", [], "Unit 1 (77)"),
        ("Unidad 01: lo primero (77)", [], "Unidad 01: lo primero (77)"),
        ("tiny (77)", [], "tiny (77)"),
        ("Unit 11 (77)", [], UNIT),
        ("Unit 11 (77)", ["--column", "Homework A (12345)"], "Homework A (12345)"),
    ],
)
def test_canvas_gets_its_own_column(tiny: Unit, title: str, options: list[str], expected: str) -> None:
    enter(tiny, "ada")
    roster = f'Student,ID,SIS User ID,SIS Login ID,Section,{title},Final Score\n"Lovelace, Ada",4001,S1,ada,A,,\n'
    (tiny.root / "roster.csv").write_text(roster, encoding="utf-8")
    lines = list(csv.reader(io.StringIO(run("export", "--format", "canvas", *options).stdout)))
    assert lines[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", expected]
    assert lines[2] == ["Lovelace, Ada", "4001", "S1", "ada", "A", "10"]


def test_canvas_column_that_could_be_two_is_asked_for(tiny: Unit) -> None:
    enter(tiny, "ada")
    roster = "Student,ID,SIS Login ID,Section,Unit 1 (77),Unit 1 quiz (78)\nAda,4001,ada,A,,\n"
    (tiny.root / "roster.csv").write_text(roster, encoding="utf-8")
    assert "Unit 1 (77), Unit 1 quiz (78)" in str(run("export", "--format", "canvas").exception)


def test_gradescope_shows_hidden_tests_after_the_due_date_alone(tiny: Unit) -> None:
    enter(tiny, "ada")
    enter(tiny, "jose", only_hidden=True)
    assert run("export", "--format", "gradescope", "-o", "out").exit_code == 0
    early = {}
    for student in ("ada", "jose"):
        results = json.loads((tiny.root / "out" / UNIT / student / "results.json").read_text(encoding="utf-8"))
        assert results["score"] == sum(test.get("score", 0) for test in results["tests"]) == 10
        assert {test["visibility"] for test in results["tests"]} == {"visible", "after_due_date"}
        assert {test.get("status", "passed") for test in results["tests"]} <= {"passed", "failed"}
        assert sum(test.get("max_score", 0) for test in results["tests"]) == 20
        visible = [test for test in results["tests"] if test["visibility"] == "visible"]
        assert [test.get("max_score") for test in visible] == [None, None, 4]
        early[student] = [(test["name"], test.get("status"), test["output"]) for test in visible]
    check = "slope: the check in the notebook"
    assert early["ada"][1] == (check, "failed", "not right yet\n\n✗ wrong: <b>")
    assert early["jose"][1] == (check, "passed", "correct")
