"""Collecting what Moodle and Canvas export: whose it is, which unit, which attempt, and that nothing is lost."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipInfo

import nbformat
import pytest
from typer.testing import CliRunner, Result

from autograder.cli import app
from autograder.grading.grade import find_submissions
from autograder.intake.collect import FileOutcome, collect
from autograder.intake.lms import Sender, sender_of
from autograder.intake.notebook_file import parse_notebook
from autograder.intake.roster import read_roster
from autograder.problems import UserError
from autograder.units import Unit
from tests.downloads import dated, moodle, save, work, zipped
from tests.tiny import tiny_notebook

OTHER = "02_other"
NOON, LATER = datetime(2026, 11, 6, 12, 0), datetime(2026, 11, 7, 12, 0)


def roster(root: Path, text: str) -> Path:
    path = root / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return path


def take(
    unit: Unit, *files: tuple[str | ZipInfo, bytes], people: str = "", forced: Unit | None = None, mixed: bool = False
) -> list[FileOutcome]:
    known = read_roster(roster(unit.root, people)) if people else None
    units = [one for one in (unit, Unit(OTHER, unit.root)) if one.source.exists()]
    return collect(save(unit.root / "download.zip", files), units, forced, known, mixed)


def fates(outcomes: list[FileOutcome]) -> list[tuple[str, str]]:
    return [(str(one.fate), one.student) for one in outcomes]


def second_unit(tiny: Unit) -> Unit:
    """Add a unit whose cells have other names."""
    unit = Unit(OTHER, tiny.root)
    text = nbformat.writes(tiny_notebook())
    for name in ("double", "slope", "reflect_why"):
        text = text.replace(name, f"other_{name}")
    unit.source.parent.mkdir(parents=True)
    unit.source.write_text(text, encoding="utf-8")
    return unit


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("Ada Lovelace_12_assignsubmission_file_/a.ipynb", Sender("Moodle", "Ada Lovelace", "12", "a.ipynb")),
        ("Ada Lovelace_12_assignsubmission_file_/sub/a.ipynb", Sender("Moodle", "Ada Lovelace", "12", "a.ipynb")),
        ("Ada Lovelace_12_assignsubmission_file_a_b.ipynb", Sender("Moodle", "Ada Lovelace", "12", "a_b.ipynb")),
        ("week 2/Ada Lovelace_12_assignsubmission_file_/a.ipynb", Sender("Moodle", "Ada Lovelace", "12", "a.ipynb")),
        ("Team 3_assignsubmission_file_/a.ipynb", Sender("Moodle", "Team 3", "", "a.ipynb")),
        ("lovelaceada_12_34_a_b.ipynb", Sender("Canvas", "lovelaceada", "12", "a_b.ipynb", 34)),
        ("lovelaceada_LATE_12_34_a-1.ipynb", Sender("Canvas", "lovelaceada", "12", "a-1.ipynb", 34, True)),
        ("submissions/van_der_berg_12_34_a.ipynb", Sender("Canvas", "van_der_berg", "12", "a.ipynb", 34)),
        ("anon_x7k2p_34_a.ipynb", Sender("Canvas", "anon_x7k2p", "", "a.ipynb", 34)),
        ("LATE_anon_x7k2p_34_a.ipynb", Sender("Canvas", "anon_x7k2p", "", "a.ipynb", 34, True)),
        ("lovelaceada_12_text.html", Sender("Canvas", "lovelaceada", "12", "text.html")),
        ("lovelaceada_LATE_12_link.html", Sender("Canvas", "lovelaceada", "12", "link.html", 0, True)),
        ("a.ipynb", None),
        ("homework_2_a.ipynb", None),
    ],
)
def test_names_of_moodle_and_canvas_are_read(name: str, sender: Sender | None) -> None:
    assert sender_of(name) == sender


def test_moodles_download_is_collected_by_the_grading_worksheet(tiny: Unit) -> None:
    """Its times are the teacher's, who is taken to be where this machine is."""
    worksheet = (
        "\ufeffIdentifier,Full name,Email address,Status,Last modified (submission)\n"
        'Participant 12,Ada Lovelace,ada@example.org,Submitted,"Friday, 6 November 2026, 12:00 PM"\n'
        "Participant 13,José García,jose@example.org,Submitted,-\n"
    )
    ada, jose = moodle("Ada Lovelace", 12), moodle("José García", 13)
    outcomes = take(tiny, (ada, work()), (jose, work("jose")), people=worksheet)
    assert fates(outcomes) == [("collected", "ada@example.org"), ("collected", "jose@example.org")]
    assert tiny.submitted("ada@example.org").read_bytes() == work()
    stamp = (tiny.submitted("ada@example.org").parent / "timestamp.txt").read_text(encoding="utf-8")
    assert stamp == f"{NOON.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    assert not (tiny.submitted("jose@example.org").parent / "timestamp.txt").exists()


def test_canvas_download_is_collected_by_its_gradebook(tiny: Unit) -> None:
    gradebook = (
        "Student,ID,SIS User ID,SIS Login ID,Section,Homework\n"
        "    Points Possible,,,,,20\n"
        '"Lovelace, Ada",12,S1,ada,A,\n'
        '"García, José",13,S2,jose,A,\n'
    )
    files = [("lovelaceada_12_900_tiny.ipynb", work()), ("garciajose_LATE_13_901_tiny-1.ipynb", work("jose"))]
    outcomes = take(tiny, *files, people=gradebook)
    assert fates(outcomes) == [("collected", "ada"), ("collected", "jose")]
    assert outcomes[1].note == "late, says Canvas"
    receipt = json.loads((tiny.submitted("jose").parent / "collected.json").read_text(encoding="utf-8"))
    assert receipt == {"from": "download.zip: garciajose_LATE_13_901_tiny-1.ipynb", "order": 901, "late": True}


@pytest.mark.parametrize(
    ("people", "student"),
    [
        ("id,first_name,last_name,email,lms_user_id\nada,Ada,Lovelace,a@b.org,12\n", "ada"),
        ("Student ID;Surname;Given name\nada;Lovelace;Ada\n", "ada"),
        ('First name,Last name,Username,"ID number"\nAda,Lovelace,alovelace,S1\n', "alovelace"),
        ("Username\tName\nada\tLovelace Ada\n", "ada"),
        ("username,id number,name\n,S1,Ada Lovelace\n", "S1"),
        ("username\nAda Lovelace\n", "Ada Lovelace"),
    ],
)
def test_headers_of_many_kinds_are_understood(tiny: Unit, people: str, student: str) -> None:
    assert fates(take(tiny, (moodle("Ada Lovelace", 12), work()), people=people)) == [("collected", student)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_roster_in_any_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes("student_id,name\njose,José García\n".encode(encoding))
    assert "josegarcia" in read_roster(path)[0].names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "has no lines with students"),
        ("name\nAda\n", "There is no column with the students' ids"),
        ("username,name\n,Ada\n", "An id is missing"),
        ("username\nada\nADA\n", "several lines of ada and ADA"),
        ("username\n../ada\n", "../ada cannot be a student's id. It may hold letters"),
        ("username\n-rf\n", "-rf cannot be a student's id"),
    ],
)
def test_roster_that_tells_nobody_apart_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UserError) as error:
        read_roster(roster(tmp_path, text))
    assert words in str(error.value)


def test_missing_roster_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gone\.csv cannot be read"):
        read_roster(tmp_path / "gone.csv")


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ("username,name\nbob,Bob Bad\n", "nobody in the roster has the name Ada Lovelace"),
        ("username,name\nada1,Ada Lovelace\nada2,Ada Lovelace\n", "several in the roster could be meant: ada1, ada2"),
        ("username,name,identifier\nada,Ada Lovelace,Participant 1\nbob,Bob Bad,Participant 12\n", "different people"),
    ],
)
def test_nobody_is_guessed(tiny: Unit, people: str, words: str) -> None:
    (outcome,) = take(tiny, (moodle("Ada Lovelace", 12), work()), people=people)
    assert outcome.fate == "not placed"
    assert words in outcome.note


def test_number_tells_two_of_one_name_apart(tiny: Unit) -> None:
    people = "username,name,identifier\nada1,Ada Lovelace,Participant 1\nada2,Ada Lovelace,Participant 12\n"
    assert fates(take(tiny, (moodle("Ada Lovelace", 12), work()), people=people)) == [("collected", "ada2")]


def test_participant_without_a_name_is_known_by_number(tiny: Unit) -> None:
    people = "identifier,username\nParticipant 12,ada\n"
    assert fates(take(tiny, (moodle("Participant", 12), work()), people=people)) == [("collected", "ada")]


def test_number_of_a_user_is_not_taken_for_that_of_a_participant(tiny: Unit) -> None:
    people = "username,canvas id\nbob,12\n"
    assert fates(take(tiny, (moodle("Ada Lovelace", 12), work()), people=people)) == [("not placed", "")]


def test_without_a_roster_the_name_becomes_the_id(tiny: Unit) -> None:
    files = [(moodle("Zoë O'Hara", 12), work()), ("lovelaceada_13_900_tiny.ipynb", work("ada"))]
    assert fates(take(tiny, *files)) == [("collected", "lovelaceada_13"), ("collected", "zoë_o_hara")]


def test_unit_is_told_by_the_cells_not_by_the_name(tiny: Unit) -> None:
    other = second_unit(tiny)
    text = other.source.read_bytes()
    files = [(moodle("Ada Lovelace", 12, "other.ipynb"), work()), (moodle("Bob Good", 13, "tiny.ipynb"), text)]
    outcomes = take(tiny, *files, mixed=True)
    assert [(one.student, one.unit, one.fate) for one in outcomes] == [
        ("ada_lovelace", tiny.name, "collected"),
        ("bob_good", OTHER, "collected"),
    ]
    assert tiny.submitted("ada_lovelace").read_bytes() == work()
    assert other.submitted("bob_good").read_bytes() == text


def test_broken_notebook_is_taken_for_the_unit_of_the_others(tiny: Unit) -> None:
    """So that the student gets a result that says what is wrong."""
    outcomes = take(tiny, (moodle("Ada Lovelace", 12), work()), (moodle("Bob Bad", 13), b"{ cut"))
    assert fates(outcomes) == [("collected", "ada_lovelace"), ("collected", "bob_bad")]
    assert "broken JSON (line 1), perhaps cut off; taken for 01_tiny, like the others" in outcomes[1].note


def test_broken_notebook_alone_needs_the_unit_said(tiny: Unit) -> None:
    bad = (moodle("Bob Bad", 13), b"{ cut")
    (outcome,) = take(tiny, bad)
    assert (outcome.fate, outcome.note.split(";")[0]) == ("not placed", "its unit cannot be told")
    (outcome,) = take(tiny, bad, forced=tiny)
    assert outcome.fate == "collected"


def test_forced_unit_is_obeyed_and_the_contradiction_named(tiny: Unit) -> None:
    (outcome,) = take(tiny, (moodle("Ada Lovelace", 12), work()), forced=second_unit(tiny))
    assert (outcome.unit, outcome.fate) == (OTHER, "collected")
    assert "its cells are those of 01_tiny; taken for 02_other, as you said" in outcome.note


def test_latest_attempt_by_canvas_count_wins(tiny: Unit) -> None:
    files = [(f"lovelaceada_12_{order}_tiny{more}.ipynb", work(more)) for order, more in ((901, "-1"), (900, ""))]
    outcomes = take(tiny, *files)
    assert [(one.shown, one.fate) for one in outcomes] == [("tiny-1.ipynb", "collected"), ("tiny.ipynb", "left")]
    assert outcomes[1].note == "an earlier attempt; tiny-1.ipynb was taken"
    assert tiny.submitted("lovelaceada_12").read_bytes() == work("-1")


def by_dates(unit: Unit, *files: tuple[str, bytes, datetime]) -> list[FileOutcome]:
    archive = unit.root / "dated.zip"
    archive.write_bytes(zipped((dated(name, date), data) for name, data, date in files))
    return collect(archive, [unit])


def test_dates_of_handing_in_order_attempts_and_become_time_stamps(tiny: Unit) -> None:
    first, second = moodle("Ada Lovelace", 12, "a.ipynb"), moodle("Ada Lovelace", 12, "b.ipynb")
    outcomes = by_dates(tiny, (second, work("second"), LATER), (first, work("first"), NOON))
    assert fates(outcomes) == [("collected", "ada_lovelace"), ("left", "ada_lovelace")]
    assert tiny.submitted("ada_lovelace").read_bytes() == work("second")
    stamp = (tiny.submitted("ada_lovelace").parent / "timestamp.txt").read_text(encoding="utf-8")
    assert stamp == f"{LATER.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def test_dates_of_the_download_are_not_taken_for_those_of_handing_in(tiny: Unit) -> None:
    take(tiny, (moodle("Ada Lovelace", 12), work()), (moodle("Bob Good", 13), work("bob")))
    assert not (tiny.submitted("ada_lovelace").parent / "timestamp.txt").exists()


def test_dates_within_a_students_zip_are_not_believed(tiny: Unit) -> None:
    inner = zipped([(dated("tiny.ipynb", datetime(2001, 1, 1)), work())])
    by_dates(tiny, (moodle("Ada Lovelace", 12, "w.zip"), inner, LATER), (moodle("Bob Good", 13), work("bob"), NOON))
    stamp = (tiny.submitted("ada_lovelace").parent / "timestamp.txt").read_text(encoding="utf-8")
    assert stamp.startswith("2026-11-07")


def test_right_name_wins_among_files_of_one_time(tiny: Unit) -> None:
    files = [(moodle("Ada Lovelace", 12, name), work(name)) for name in ("a.ipynb", "tiny.ipynb", "z.ipynb")]
    outcomes = take(tiny, *files)
    assert fates(outcomes)[0] == ("collected", "ada_lovelace")
    assert outcomes[1].note == "not named like the unit; tiny.ipynb was taken"
    assert tiny.submitted("ada_lovelace").read_bytes() == work("tiny.ipynb")


def test_dates_of_the_archive_order_attempts_where_the_roster_has_one_time_for_both(tiny: Unit) -> None:
    first = dated(moodle("Ada Lovelace", 5, "tiny (1).ipynb"), NOON), work("first")
    second = dated(moodle("Ada Lovelace", 5), LATER), work("second")
    people = (
        "Identifier,Full name,Username,Last modified (submission)\nParticipant 5,Ada Lovelace,ada,2026-11-07 12:00\n"
    )
    taken, left = take(tiny, first, second, people=people)
    assert (taken.shown, taken.fate) == ("tiny.ipynb", "collected")
    assert (left.shown, left.fate) == ("tiny (1).ipynb", "left")


def test_two_attempts_that_nothing_tells_apart_are_left_and_the_rest_is_collected(tiny: Unit) -> None:
    files = [(moodle("Ada Lovelace", 12, name), work(name)) for name in ("a.ipynb", "b.ipynb")]
    outcomes = take(tiny, *files, (moodle("Bob Good", 13), work("bob")))
    assert fates(outcomes) == [("collected", "bob_good"), *[("not placed", "ada_lovelace")] * 2]


def test_students_zip_is_opened_and_other_files_are_named(tiny: Unit) -> None:
    inner = zipped([("home/tiny.ipynb", work()), ("__MACOSX/._tiny.ipynb", b"x"), ("home/notes.txt", b"x")])
    base = moodle("Ada Lovelace", 12, "")
    outcomes = take(tiny, (base + "work.zip", inner), (base + "figure.png", b"x"))
    assert [(one.file.removeprefix(base), str(one.fate), one.note) for one in outcomes] == [
        ("work.zip/home/tiny.ipynb", "collected", ""),
        ("figure.png", "left", "not a notebook"),
        ("work.zip/__MACOSX/._tiny.ipynb", "left", "written by the system that packed it"),
        ("work.zip/home/notes.txt", "left", "not a notebook"),
    ]


@pytest.mark.parametrize("file", [moodle("Ada Lovelace", 12, "tiny.pdf"), "lovelaceada_12_text.html"])
def test_student_who_handed_in_no_notebook_does_not_vanish(tiny: Unit, file: str) -> None:
    (outcome,) = take(tiny, (file, b"<p>"))
    assert (outcome.fate, outcome.note) == ("not placed", "not a notebook; no notebook came from this student")


def test_collecting_twice_changes_nothing(tiny: Unit) -> None:
    file = (moodle("Ada Lovelace", 12), work())
    take(tiny, file)
    before = {path: path.stat().st_mtime_ns for path in (tiny.root / "submitted").rglob("*")}
    assert fates(take(tiny, file)) == [("already there", "ada_lovelace")]
    assert {path: path.stat().st_mtime_ns for path in (tiny.root / "submitted").rglob("*")} == before


def test_newer_replaces_older_which_is_kept_and_does_not_come_back(tiny: Unit) -> None:
    name = moodle("Ada Lovelace", 12)
    take(tiny, (name, work("old")))
    (tiny.submitted("ada_lovelace").parent / "own.txt").write_text("the student's", encoding="utf-8")
    (outcome,) = take(tiny, (name, work("new")))
    assert (outcome.fate, outcome.note) == (
        "replaced an older one",
        "that is now in submitted/ada_lovelace/replaced/01_tiny-1",
    )
    assert tiny.submitted("ada_lovelace").read_bytes() == work("new")
    kept = tiny.root / "submitted" / "ada_lovelace" / "replaced" / "01_tiny-1"
    assert (kept / "tiny.ipynb").read_bytes() == work("old")
    assert (kept / "own.txt").exists()
    (outcome,) = take(tiny, (name, work("old")))
    assert (outcome.fate, outcome.note) == ("left", "a newer one has replaced it before")
    assert len(find_submissions([tiny])) == 1


def test_older_download_replaces_nothing(tiny: Unit) -> None:
    take(tiny, ("lovelaceada_12_901_tiny-1.ipynb", work("new")))
    (outcome,) = take(tiny, ("lovelaceada_12_900_tiny.ipynb", work("old")))
    assert (outcome.fate, outcome.note) == ("left", "the one in submitted/ is newer")
    assert tiny.submitted("lovelaceada_12").read_bytes() == work("new")


def test_same_work_handed_in_again_later_counts(tiny: Unit) -> None:
    people = "username,name,timestamp\nada,Ada Lovelace,2026-11-0{} 12:00 UTC\n"
    name = moodle("Ada Lovelace", 12)
    for day, mark in ((1, "one"), (2, "two"), (3, "one")):
        take(tiny, (name, work(mark)), people=people.format(day))
    assert tiny.submitted("ada").read_bytes() == work("one")
    (outcome,) = take(tiny, (name, work("two")), people=people.format(2))
    assert outcome.note == "the one in submitted/ is newer"


def test_work_that_nbgraders_exchange_collected_is_found_and_replaced_only_by_newer(tiny: Unit) -> None:
    """Its layout is submitted/STUDENT/UNIT/ with the notebook and timestamp.txt."""
    folder = tiny.submitted("ada").parent
    folder.mkdir(parents=True)
    tiny.submitted("ada").write_bytes(work("exchange"))
    (folder / "timestamp.txt").write_text("2026-11-06 12:00:00.123456 UTC", encoding="utf-8")
    assert [one.path for one in find_submissions([tiny])] == [tiny.submitted("ada")]
    people = "username,name,timestamp\nada,Ada Lovelace,2026-11-05 12:00 UTC\n"
    (outcome,) = take(tiny, (moodle("Ada Lovelace", 12), work("moodle")), people=people)
    assert outcome.note == "the one in submitted/ is newer"


def test_time_that_is_not_understood_is_named(tiny: Unit) -> None:
    people = 'username,name,timestamp\nada,Ada Lovelace,"Freitag, 6. November"\n'
    (outcome,) = take(tiny, (moodle("Ada Lovelace", 12), work()), people=people)
    assert (outcome.fate, outcome.note) == ("collected", "the time 'Freitag, 6. November' is not understood")


def test_what_cannot_be_written_is_named(tiny: Unit) -> None:
    (tiny.root / "submitted").write_text("a file in the way", encoding="utf-8")
    (outcome,) = take(tiny, (moodle("Ada Lovelace", 12), work()))
    assert (outcome.fate, outcome.note) == ("not placed", "it could not be written: Not a directory")


def command(unit: Unit, *files: tuple[str, bytes], arguments: tuple[str, ...] = ()) -> Result:
    save(unit.root / "download.zip", files)
    return CliRunner().invoke(app, ["collect", "download.zip", *arguments])


def test_command_says_what_became_of_each_file_and_exits_with_1_where_one_is_not_placed(tiny: Unit) -> None:
    good, bad = (moodle("Ada Lovelace", 12), work()), (moodle("Bob Bad", 13, "x.pdf"), b"%PDF")
    people = roster(tiny.root, "id,name\nada,Ada Lovelace\ncleo,Cleo\nbob,Bob Bad\n")
    done = command(tiny, good, arguments=("--unit=1", f"--roster={people}"))
    assert done.exit_code == 0
    assert re.search(r"ada +01_tiny +not known +collected +tiny\.ipynb", done.stdout)
    assert done.stdout.endswith("1 files: 1 collected.\n01_tiny: nothing from bob, cleo (2 of 3).\n")
    done = command(tiny, good, bad)
    assert f"not placed: {bad[0]}: not a notebook; no notebook came from this student" in done.stdout
    assert "2 files: 1 collected, 1 not placed." in done.stdout
    assert isinstance(done.exception, UserError)
    assert "1 of 2 files could not be placed" in str(done.exception)


def test_student_without_an_id_in_the_roster_is_named_and_the_others_keep_theirs(tiny: Unit) -> None:
    gradebook = 'Student,ID,SIS User ID,SIS Login ID\n"Lovelace, Ada",12,S1,ada\n"Good, Bob",13,S2,\n'
    files = [("lovelaceada_12_900_tiny.ipynb", work()), ("goodbob_13_901_tiny.ipynb", work("bob"))]
    outcomes = take(tiny, *files, people=gradebook)
    assert fates(outcomes) == [("collected", "ada"), ("not placed", "")]
    assert outcomes[1].note == "the roster has no id for Good, Bob"


def test_roster_that_fits_nobody_in_submitted_stops_the_command(tiny: Unit) -> None:
    file = (moodle("Ada Lovelace", 12), work())
    assert command(tiny, file).exit_code == 0  # as ada_lovelace
    path = roster(tiny.root, "username,name\nada,Ada Lovelace\n")
    assert "does not name anybody in submitted/" in str(command(tiny, file, arguments=(f"--roster={path}",)).exception)


def test_notebook_of_another_unit_than_the_archives_is_not_placed(tiny: Unit) -> None:
    """A closed unit would be opened again by who hands in last week's notebook."""
    old = second_unit(tiny).source.read_bytes()
    take(tiny, (moodle("Ada Lovelace", 11), old))
    files = [(moodle(name, number), data) for number, (name, data) in enumerate(
        [("Ada Lovelace", old + b" "), ("Bob Good", work("bob")), ("Cleo Cut", b"{ cut"), ("Dan Good", work("dan"))], 11
    )]  # fmt: skip
    outcomes = take(tiny, *files)
    assert [(one.student, one.unit, one.fate) for one in outcomes] == [
        ("bob_good", tiny.name, "collected"),
        ("cleo_cut", tiny.name, "collected"),
        ("dan_good", tiny.name, "collected"),
        ("ada_lovelace", OTHER, "not placed"),
    ]
    assert outcomes[3].note.startswith("its cells are those of 02_other, and the archive is of 01_tiny")
    assert Unit(OTHER, tiny.root).submitted("ada_lovelace").read_bytes() == old
    # Asked to, it is placed.
    outcomes = take(tiny, *files, mixed=True)
    assert {(one.student, one.unit, str(one.fate)) for one in outcomes} == {
        ("ada_lovelace", OTHER, "replaced an older one"),
        ("bob_good", tiny.name, "already there"),
        ("cleo_cut", "", "not placed"),
        ("dan_good", tiny.name, "already there"),
    }


def test_unit_that_half_of_the_archive_is_of_must_be_said(tiny: Unit) -> None:
    other = second_unit(tiny).source.read_bytes()
    files = [(moodle("Ada Lovelace", 12), work()), (moodle("Bob Good", 13), other), (moodle("Cleo Cut", 14), b"{")]
    outcomes = take(tiny, *files)
    assert {str(one.fate) for one in outcomes} == {"not placed"}
    assert all("--unit says which it is" in one.note for one in outcomes)
    # One student with several notebooks has one voice.
    more = [(moodle("Bob Good", 13, f"{name}.ipynb"), other) for name in "ab"]
    outcomes = take(tiny, *files, *more, (moodle("Dan Good", 15), work("dan")))
    assert {(one.student, one.unit) for one in outcomes if one.fate != "not placed"} == {
        ("ada_lovelace", tiny.name),
        ("dan_good", tiny.name),
        ("cleo_cut", tiny.name),
    }


def test_command_takes_one_unit_or_several(tiny: Unit) -> None:
    files = [(moodle("Ada Lovelace", 12), work()), (moodle("Bob Good", 13), second_unit(tiny).source.read_bytes())]
    assert "2 files: 2 not placed." in command(tiny, *files).stdout
    assert "2 files: 2 collected." in command(tiny, *files, arguments=("--mixed",)).stdout
    assert "Leave one out" in str(command(tiny, *files, arguments=("--mixed", "--unit=1")).exception)


BASE = moodle("Ada Lovelace", 12, "")


@pytest.mark.parametrize("name", ["tiny.ipynb.pdf", "tiny.ipynb.html", "tiny.ipynb"])
@pytest.mark.parametrize("data", [b"%PDF-1.4", b"<html>", b"{ cut"])
def test_what_parses_goes_before_what_does_not(tiny: Unit, name: str, data: bytes) -> None:
    """Though it was sent later, or has the better name."""
    good = ("lovelaceada_12_900_my work.ipynb", work())
    outcomes = take(tiny, good, (f"lovelaceada_12_901_{name}", data))
    assert [(one.shown, str(one.fate)) for one in outcomes] == [("my work.ipynb", "collected"), (name, "left")]
    assert outcomes[1].note.startswith("no notebook that can be read; my work.ipynb was taken")
    assert tiny.submitted("lovelaceada_12").read_bytes() == work()


def test_notebook_with_the_units_cells_goes_before_any_other(tiny: Unit) -> None:
    scratch = nbformat.writes(nbformat.v4.new_notebook()).encode()
    outcomes = take(tiny, ("lovelaceada_12_900_a.ipynb", work()), ("lovelaceada_12_901_tiny.ipynb", scratch))
    assert [(one.shown, str(one.fate)) for one in outcomes] == [("a.ipynb", "collected"), ("tiny.ipynb", "left")]
    forced = take(tiny, (BASE + "a.ipynb", work()), (BASE + "tiny.ipynb", scratch), forced=tiny)
    assert [(one.shown, str(one.fate)) for one in forced] == [("a.ipynb", "collected"), ("tiny.ipynb", "left")]


@pytest.mark.parametrize("copy", [".ipynb_checkpoints/tiny-checkpoint.ipynb", "tiny-checkpoint.ipynb"])
def test_copies_that_jupyter_keeps_do_not_count(tiny: Unit, copy: str) -> None:
    inner = zipped([("home/tiny.ipynb", work()), (f"home/{copy}", work("older"))])
    for number, files in enumerate(
        [[(BASE + "work.zip", inner)], [(BASE + "my.ipynb", work()), (BASE + copy, work("older"))]]
    ):
        outcomes = take(tiny, *files)
        assert [str(one.fate) for one in outcomes] == [("collected", "already there")[number], "left"]
        assert tiny.submitted("ada_lovelace").read_bytes() == work()
    later = ("lovelaceada_12_901_tiny-checkpoint.ipynb", work("older"))
    outcomes = take(tiny, ("lovelaceada_12_900_my.ipynb", work()), later)
    assert [one.shown for one in outcomes] == ["my.ipynb", "tiny-checkpoint.ipynb"]


@pytest.mark.slow
def test_hundreds_of_notebooks_cost_only_who_sent_them(tiny: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not even read; with others' work it is as without them."""
    read: list[bytes] = []

    def noted(data: bytes, megabytes: int, repairs: list[str]) -> nbformat.NotebookNode:
        read.append(data)
        return parse_notebook(data, megabytes, repairs)

    monkeypatch.setattr("autograder.intake.collect.parse_notebook", noted)
    many = zipped([(f"{number}.ipynb", work()) for number in range(900)])
    outcomes = take(tiny, (moodle("Bob Bad", 13, "work.zip"), many), (BASE + "tiny.ipynb", work()))
    assert (outcomes[0].student, outcomes[0].fate) == ("ada_lovelace", "collected")
    assert {one.note for one in outcomes[1:]} == {"one of 900 notebooks; of one student no more than 20 are looked at"}
    assert len(read) == 1
