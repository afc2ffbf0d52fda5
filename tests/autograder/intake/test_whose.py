"""Nobody's work counts as another's: names that lead to one id, numbers that differ, and what was collected before."""

from pathlib import Path

import pytest

from autograder.intake.collect import FileOutcome
from autograder.units import Unit
from tests.autograder.intake.test_collect import OTHER, fates, second_unit, take
from tests.downloads import moodle, work

ADA, DASHED = "Ada Lovelace", "Ada-Lovelace"
COMPOSED, DECOMPOSED = "Jos\u00e9 Garc\u00eda", "Jose\u0301 Garci\u0301a"
ROSTER = "username,name\nada,Ada Lovelace\njose,José García\n"
NUMBERED = "username,name,identifier\nada,Ada Lovelace,Participant 12\n"


def refused(outcomes: list[FileOutcome], *words: str) -> None:
    """See that nothing was placed, and that each note names all of these."""
    assert outcomes
    for one in outcomes:
        assert one.fate == "not placed", one
        assert not [word for word in words if word not in one.note], one.note


def unit_of_other(unit: Unit) -> bytes:
    return second_unit(unit).source.read_bytes()


@pytest.mark.parametrize("people", ["", ROSTER])
@pytest.mark.parametrize(
    ("one", "other"), [(ADA, DASHED), (ADA, "ADA LOVELACE"), (COMPOSED, DECOMPOSED), (ADA, ADA), (ADA, "Ada  Lovelace")]
)
def test_two_numbers_that_lead_to_one_id_are_refused_and_named(tiny: Unit, people: str, one: str, other: str) -> None:
    outcomes = take(tiny, (moodle(one, 12), work("one")), (moodle(other, 13), work("other")), people=people)
    refused(outcomes, f"{one} (12)", f"{other} (13)", "a roster")
    assert not (tiny.root / "submitted").exists()


@pytest.mark.parametrize("people", ["", ROSTER])
def test_two_spellings_of_one_number_are_one_person(tiny: Unit, people: str) -> None:
    outcomes = take(tiny, (moodle(ADA, 12), work()), (moodle(DASHED, 12), work()), people=people)
    assert {one.fate for one in outcomes} == {"collected", "left"}
    assert len({one.student for one in outcomes}) == 1


def test_new_name_of_a_number_stays_the_same_person(tiny: Unit) -> None:
    """As after a marriage, or with a middle name."""
    take(tiny, ("lovelaceada_12_900_tiny.ipynb", work()), (moodle("Bob Good", 7), work("bob")))
    outcomes = take(tiny, ("kingada_12_901_tiny.ipynb", work("new")), (moodle("Bob B. Good", 7), work("bob")))
    assert fates(outcomes) == [("replaced an older one", "lovelaceada_12"), ("already there", "bob_good")]


@pytest.mark.parametrize("people", ["", ROSTER])
def test_other_number_than_in_an_earlier_receipt_is_refused(tiny: Unit, people: str) -> None:
    take(tiny, (moodle(ADA, 12), work("one")), people=people)
    placed = next((tiny.root / "submitted").glob("*/*/tiny.ipynb"))
    refused(take(tiny, (moodle(DASHED, 13), work("two")), people=people), f"{ADA} (12)", f"{DASHED} (13)")
    assert placed.read_bytes() == work("one")
    take(tiny, (moodle(ADA, 12), work("three")), people=people)
    assert placed.read_bytes() == work("three")
    # The first one's receipt counts too, which lies in replaced/.
    (placed.parent / "collected.json").unlink()
    refused(take(tiny, (moodle(DASHED, 13), work("two")), people=people), f"{ADA} (12)", f"{DASHED} (13)")


def test_number_in_the_roster_decides_against_an_earlier_receipt(tiny: Unit) -> None:
    """As for a second chance, which is another assignment and has other numbers."""
    take(tiny, (moodle(ADA, 7), work("one")), people=ROSTER)
    assert fates(take(tiny, (moodle(ADA, 12), work("two")), people=NUMBERED)) == [("replaced an older one", "ada")]


def test_number_that_is_not_that_of_the_roster_is_refused(tiny: Unit) -> None:
    refused(take(tiny, (moodle(DASHED, 13), work()), people=NUMBERED), "Ada Lovelace", "12", "13")


def test_next_unit_has_other_numbers_in_moodle(tiny: Unit) -> None:
    """But without a roster two spellings may be two people."""
    other = unit_of_other(tiny)
    take(tiny, (moodle(ADA, 12), work()))
    assert fates(take(tiny, (moodle(ADA, 45), other))) == [("collected", "ada_lovelace")]
    (tiny.root / "submitted" / "ada_lovelace" / OTHER / "collected.json").unlink()
    refused(take(tiny, (moodle(DASHED, 46), other + b" ")), f"{ADA} (12)", f"{DASHED} (46)")
    people = "id,name\nada_lovelace,Ada Lovelace\n"
    assert fates(take(tiny, (moodle(DASHED, 46), other), people=people)) == [("already there", "ada_lovelace")]


def test_canvas_number_is_the_same_in_each_unit(tiny: Unit) -> None:
    other = unit_of_other(tiny)
    take(tiny, ("lovelaceada_12_900_tiny.ipynb", work()), people=ROSTER)
    refused(take(tiny, ("lovelaceada_13_901_other.ipynb", other), people=ROSTER), "lovelaceada (12)", "(13)")


@pytest.mark.parametrize(
    "name",
    [
        moodle(f"{ADA}_12_assignsubmission_file_x", 13),
        moodle(f"{ADA}_12_assignsubmission_file_", 13),
        f"{ADA}_12_assignsubmission_file_Bob_13_assignsubmission_file_tiny.ipynb",
        f"week 2/{moodle(f'{ADA}_12_assignsubmission_onlinetext_', 13)}",
    ],
)
def test_name_that_holds_moodles_marker_is_refused(tiny: Unit, name: str) -> None:
    refused(take(tiny, (name, work()), people=NUMBERED), "marker of Moodle's twice")


def test_file_named_by_a_student_like_those_of_another_lms_stays_the_students(tiny: Unit) -> None:
    people = "username,name,identifier,canvas id\nada,Ada Lovelace,Participant 12,99\nmallory,Mallory Bad,,77\n"
    files = [
        ("badmallory_77_900_x_12_assignsubmission_file_tiny.ipynb", work("canvas")),
        (moodle(ADA, 12, "badmallory_77_900_tiny.ipynb"), work("moodle")),
    ]
    assert {(one.student, one.file) for one in take(tiny, *files, people=people)} == {
        ("mallory", files[0][0]),
        ("ada", files[1][0]),
    }


@pytest.mark.parametrize("word", ["Participant", "Participante", "Teilnehmer in"])
def test_hidden_name_is_nobodys(tiny: Unit, word: str) -> None:
    refused(take(tiny, (moodle(word, 12), work())), "names are hidden", "worksheet")


def test_folder_without_a_receipt_is_taken_over(tiny: Unit) -> None:
    """As nbgrader's exchange leaves it."""
    path: Path = tiny.submitted("ada_lovelace")
    path.parent.mkdir(parents=True)
    path.write_bytes(work("exchange"))
    for receipt in (b"", b"[]", b'{"from": 7}', b'{"from": "no sender"}', b"\xff"):
        (path.parent / "collected.json").write_bytes(receipt)
        assert take(tiny, (moodle(ADA, 12), work("exchange")))[0].fate == "already there"
