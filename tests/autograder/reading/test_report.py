"""The report on a class, seen as a page and as numbers."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from autograder.grading import journal
from autograder.intake.people import Person
from autograder.judging.results import ExerciseResult, NotebookResult, NotebookStatus, Status
from autograder.languages.catalogs import write_catalog
from autograder.languages.places import unit_path
from autograder.problems import UserError
from autograder.reading.anonymous import numbered, scrubber, without_comments
from autograder.reading.attention import cases
from autograder.reading.records import Record, read_records
from autograder.reading.report import write_report
from autograder.reading.tally import Kind, tally_exercise
from autograder.reading.terms import terms
from autograder.units import Unit, exercises, read_source
from tests.autograder.reading.gradebooks import put_mark, take_off
from tests.autograder.reading.test_feedback import HOSTILE, Reader, put_graded
from tests.submissions import hand_in
from tests.tiny import UNIT

MISTAKE = "the number is squared"
RIGHT = ExerciseResult("double", 10.0, 10.0, Status.PASSED)
SQUARED = ExerciseResult("double", 0.0, 10.0, Status.FAILED, "✗ wrong", MISTAKE)
SLOPE = ExerciseResult("slope", 6.0, 6.0, Status.PASSED)
WRITTEN = ExerciseResult("reflect_why", 0.0, 4.0, Status.MANUAL)


def enter(unit: Unit, student: str, *found: ExerciseResult, **rest: object) -> None:
    """Enter a result into the journal."""
    options = {"status": NotebookStatus.GRADED, "seconds": 2.0} | rest
    score = sum(one.points for one in found)
    result = NotebookResult(UNIT, score, 20.0, exercises=found, **options)  # type: ignore[arg-type]
    journal.append(unit.root, journal.Entry(journal.Key("a", "b", "c"), student, result))


def whole_class(unit: Unit) -> list[str]:
    """Enter twelve students: six right, three with the same mistake, and one each untried, endless and rejected."""
    students = [f"student{letter}" for letter in "abcdefghijkl"]
    for student in students[:6]:
        enter(unit, student, RIGHT, SLOPE, WRITTEN)
    for student in students[6:9]:
        enter(unit, student, SQUARED, SLOPE, WRITTEN)
        put_graded(
            unit, student, {"double": f"def double(x):\n    # by {student}\n    {student}_x = x ** 2\n    return x"}
        )
    enter(unit, students[9], ExerciseResult("double", 0, 10, Status.NOT_ATTEMPTED), SLOPE, WRITTEN)
    enter(unit, students[10], ExerciseResult("double", 0, 10, Status.TIMEOUT), SLOPE, WRITTEN)
    enter(unit, students[11], status=NotebookStatus.REJECTED, message=f"The file of {students[11]} is cut off.")
    return students


def text_of(unit: Unit, anonymous: bool = False, language: str = "en") -> str:
    path = write_report([unit], anonymous, language)
    assert path == unit.root / "report" / "index.html"
    return path.read_text(encoding="utf-8")


def records_of(unit: Unit) -> list[Record]:
    return read_records([unit])


def test_outcomes_and_mistakes_of_an_exercise_are_counted(tiny: Unit) -> None:
    whole_class(tiny)
    double = tally_exercise(tiny, exercises(read_source(tiny))[0], records_of(tiny))
    assert {kind: n for kind, n in double.kinds.items() if n} == {
        Kind.RIGHT: 6, Kind.WRONG: 3, Kind.STOPPED: 1, Kind.OPEN: 1,
    }  # fmt: skip
    assert double.share_right == pytest.approx(6 / 11)
    assert [(one.mistake, len(one.records)) for one in double.misconceptions] == [(MISTAKE, 3)]
    assert double.discrimination == "all alike"  # everybody has the same points in the rest
    written = tally_exercise(tiny, exercises(read_source(tiny))[2], records_of(tiny))
    assert written.share_right is None  # not known while they wait


def test_points_by_hand_count_like_the_graders(tiny: Unit) -> None:
    enter(tiny, "ada", RIGHT, SLOPE, WRITTEN)
    take_off(tiny.root, 0.025)
    put_mark(tiny.root, "ada", (10, 6, None), by_hand=4, days_late=2)
    (record,) = records_of(tiny)
    assert (record.score, record.waiting, record.mark.late.hours) == (19.0, False, 48.0)
    assert tally_exercise(tiny, exercises(read_source(tiny))[2], [record]).kinds[Kind.RIGHT] == 1


def test_page_says_what_lateness_costs_and_that_older_work_counts(tiny: Unit) -> None:
    take_off(tiny.root, 0.1)
    for student in ("ada", "bob"):
        enter(tiny, student, RIGHT, SLOPE, WRITTEN)
        put_mark(tiny.root, student, (10, 6, None), by_hand=4, days_late=2 * (student == "ada"))
    enter(tiny, "bob", status=NotebookStatus.REJECTED, message="The file is cut off.")
    said = " ".join(Reader(text_of(tiny)).text.split())
    assert "ada16 2 days late, 4 off" in said
    assert "bob20 newer file rejected" in said
    assert "newer file rejectedThe file is cut off. What was handed in before counts." in said


def test_page_says_where_the_class_is_stuck_and_who_needs_a_person(tiny: Unit) -> None:
    whole_class(tiny)
    page = Reader(text_of(tiny))
    said = " ".join(page.text.split())
    assert re.search(r"Where the class is stuck ?double unit 1 ?55 % right", said)
    assert f"3 students: {MISTAKE}" in said
    assert "12 students" in said
    assert "11 wait for hand grading" in said
    assert re.search(r"studentl ?unit 1 ?rejected ?The file of studentl is cut off\.", said)
    labels = [attributes["aria-label"] for _, attributes in page.tags if attributes.get("role") == "img"]
    assert "double: 6 right, 3 wrong, 1 time, memory or crash, 1 did not try" in labels
    assert "Distribution of the scores of Tiny: 5 between 6 and 8, 6 between 16 and 18" in labels


ENGLISH = re.compile(
    r"\b(the|of|in|alike|too|and|or|is|are|was|each|who|what|why|where|with|for|that|but|not|need|more|student|unit|points?|"
    r"right|wrong|wait|late|off|score|rejected|graded|hand|seen)s?\b",
    re.IGNORECASE,
)


def shown_on(page: str) -> str:
    """Return all that a person sees or hears of a page."""
    read = Reader(re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL))
    names = ("aria-label", "title", "data-sort", "data-text")
    heard = [str(attributes[name]) for _, attributes in read.tags for name in names if name in attributes]
    return " | ".join([read.text, *heard, *re.findall(r'content: "(\w.*?)"', page)])


def test_spanish_page_has_no_english_word_and_the_same_numbers(tiny: Unit) -> None:
    students = whole_class(tiny)
    catalog = Catalog("es", fuzzy=False)
    catalog.add("Tiny", "Pequeña")
    write_catalog(catalog, unit_path(tiny, "es"))
    for student in students[6:9]:
        enter(tiny, student, replace(SQUARED, mistake="general.small_lost"), SLOPE, WRITTEN)
    take_off(tiny.root, 0.1)
    for student in students[10:]:
        put_mark(tiny.root, student, (10, 6, None), by_hand=4, days_late=2)
    told = {"message": "El archivo se corta.", "reason": "The file is cut off.", "language": "es"}
    enter(tiny, students[11], status=NotebookStatus.REJECTED, **told)
    enter(tiny, students[10], status=NotebookStatus.REJECTED, **told)
    hidden = ExerciseResult("double", 0, 10, Status.FAILED, "✗ wrong", only_hidden=True)
    enter(tiny, "typed", hidden, replace(hidden, name="slope"))
    hand_in("{}", UNIT, "bob", tiny.root)
    english, spanish = text_of(tiny, True), text_of(tiny, True, "es")
    assert ENGLISH.findall(shown_on(spanish)) == []
    numbers = [sorted(re.findall(r"[\d.]*\d", shown_on(page))) for page in (spanish, english)]
    assert numbers[0] == numbers[1]
    for expected in ('<html lang="es">', "Pequeña", "se pierden los valores pequeños", "El archivo se corta."):
        assert expected in spanish
    assert "The file is cut off." in english


def test_numbers_over_few_students_are_called_too_small(tiny: Unit) -> None:
    enter(tiny, "ada", RIGHT, SLOPE)
    assert "n too small" in text_of(tiny)


def test_anonymous_page_holds_no_name_and_no_id_anywhere(tiny: Unit) -> None:
    students = whole_class(tiny)
    (tiny.root / "roster.csv").write_text(
        "id,name,email\n" + "".join(f"{one},Given{one} Family{one},{one}@example.edu\n" for one in students)
    )
    named = text_of(tiny)
    assert all(one in named for one in students)  # otherwise the next line proves nothing
    text = text_of(tiny, anonymous=True)
    assert [one for one in students if one in text.lower()] == []
    assert "example.edu" not in text
    assert "_x = x ** 2" in text  # the example is there, without its comment
    assert "# by" not in text
    assert "../feedback" not in text
    assert "Student 01" in text
    assert text == text_of(tiny, anonymous=True)


def test_numbers_of_students_cannot_be_worked_out_from_a_class_list(tmp_path: Path) -> None:
    students = [f"s{i}" for i in range(20)]
    orders = []
    for line in ("one\n", "another\n"):
        (tmp_path / "journal.jsonl").write_text(line + "more\n")
        orders.append(numbered(students, tmp_path))
    assert orders[0] != orders[1]
    assert sorted(orders[0].values()) == [f"Student {i:02}" for i in range(1, 21)]
    (tmp_path / "journal.jsonl").write_text("another\nmuch more\n")
    assert numbered(reversed(students), tmp_path) == orders[1]


def test_names_are_taken_out_of_code_even_within_identifiers() -> None:
    people = {"alu": Person("alu", "Ada Luna", {"email": "ada@uni.edu"})}
    clean = scrubber(["alu"], people)
    assert clean("ada_sum = ALU + adam + 'ada@uni.edu'") == "(name)_sum = (name) + adam + '(name)'"
    assert without_comments('x = "#1"  # Ada\ny = 2') == 'x = "#1"\ny = 2'
    assert "Ada" not in without_comments("def (: # Ada")


def test_nothing_of_the_students_acts_on_the_page(tiny: Unit) -> None:
    student = "eve<b onclick=alert(4)>"
    put_graded(tiny, student, {"double": f"# {HOSTILE}"})
    enter(tiny, student, ExerciseResult("double", 0, 10, Status.FAILED, HOSTILE, HOSTILE), message=HOSTILE)
    enter(tiny, "mallory", status=NotebookStatus.REJECTED, message=HOSTILE)
    for anonymous in (False, True):
        text = text_of(tiny, anonymous)
        page = Reader(text)
        assert [tag for tag, _ in page.tags].count("script") == 1
        assert not {tag for tag, _ in page.tags} & {"img", "b", "iframe", "object", "link", "form"}
        assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
        assert not set(text) & set("\x1b\x07\x00\u202e")
        policy = next(a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
        assert re.search(r"script-src 'sha256-[\w+/=]+';", str(policy))
        assert "unsafe-inline'; script" in str(policy)  # for styles alone
        assert not re.search(r"(src|href|url)\W{1,3}(https?:|//)", text)  # nothing from elsewhere


def test_answers_typed_in_for_the_visible_data_are_worth_a_look(tiny: Unit) -> None:
    def hidden(name: str, mistake: str = "") -> ExerciseResult:
        return ExerciseResult(name, 0, 10, Status.FAILED, "✗ wrong", mistake, only_hidden=True)

    enter(tiny, "typed", hidden("double"), hidden("slope"))
    enter(tiny, "honest", hidden("double", MISTAKE), hidden("slope"))
    (case,) = cases([tiny], records_of(tiny))
    assert (case.student, case.why) == ("typed", "worth a look")
    assert "`double`, `slope` hold on the data that students see" in case.words


def test_same_code_in_everything_tried_is_worth_a_look(tiny: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.reading.attention.SAME_ANSWERS", 2)
    for student, code in (("ada", "slope = 3  # mine"), ("bob", "slope=3"), ("eve", "slope = 3.0")):
        enter(tiny, student, RIGHT, SLOPE, WRITTEN)
        put_graded(tiny, student, {"slope": code})
    found = [(one.student, one.why, one.others) for one in cases([tiny], records_of(tiny))]
    assert found == [("ada", "worth a look", ("bob",)), ("bob", "worth a look", ("ada",))]


def test_what_is_not_graded_or_has_changed_since_is_named(tiny: Unit) -> None:
    enter(tiny, "ada", RIGHT, SLOPE)
    for student in ("ada", "bob"):
        hand_in("{}", UNIT, student, tiny.root)
    found = {one.student: one.words for one in cases([tiny], records_of(tiny))}
    assert "changed after grading" in found["ada"]
    assert "not graded yet" in found["bob"]


def test_without_any_grade_it_says_what_to_do(tiny: Unit) -> None:
    with pytest.raises(UserError, match="Run `autograder grade` first"):
        write_report([tiny], False)


def test_page_is_written_from_results_of_before_mistakes_and_seconds_were_kept(tiny: Unit) -> None:
    whole_class(tiny)
    path = tiny.root / "journal.jsonl"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    for line in lines:
        del line["result"]["seconds"]
        for one in line["result"]["exercises"]:
            del one["mistake"], one["only_hidden"]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert "No check has named one." in text_of(tiny)


def test_earlier_terms_stand_beside_this_one(tiny: Unit, tmp_path_factory: pytest.TempPathFactory) -> None:
    last = tmp_path_factory.mktemp("course-2025")
    for student in whole_class(tiny):  # the same people and as many points, but for the first and the last
        if student != "studenta":
            enter(Unit(UNIT, last), student, RIGHT, replace(SLOPE, points=3.0), WRITTEN)
    enter(Unit(UNIT, last), "studentl", status=NotebookStatus.REJECTED)
    # What nobody has written is no point that a test could have given.
    enter(tiny, "studentl", RIGHT, SLOPE, replace(WRITTEN, status=Status.NOT_ATTEMPTED))
    earlier, now = terms(tiny, [last], "this term")
    assert (earlier.name, earlier.shares) == (last.name, (13 / 16,) * 11)
    assert (len(now.shares), now.five) == (12, (6 / 16, 6 / 16, 1.0, 1.0, 1.0))
    assert "Beside earlier terms" not in Reader(text_of(tiny)).text
    page = Reader(write_report([tiny], True, "en", [last]).read_text(encoding="utf-8"))
    assert re.search(rf"{last.name}\s*11\s*81 %\s*this term\s*12\s*100 %", page.text)
    labels = [attributes["aria-label"] for _, attributes in page.tags if attributes.get("role") == "img"]
    assert "lowest 38 %, half of the class between 38 % and 100 %, median 100 %, highest 100 %" in labels


def test_folder_without_journal_is_named(tiny: Unit, tmp_path: Path) -> None:
    whole_class(tiny)
    with pytest.raises(UserError, match=r"There is no journal\.jsonl in "):
        write_report([tiny], False, "en", [tmp_path / "nowhere"])


def test_class_of_which_nothing_ran_yet_stands_beside_no_other(
    tiny: Unit, tmp_path_factory: pytest.TempPathFactory
) -> None:
    last = tmp_path_factory.mktemp("course-2025")
    enter(Unit(UNIT, last), "ada", RIGHT, SLOPE)
    enter(tiny, "ada", status=NotebookStatus.REJECTED, message="The file is cut off.")
    assert [term.name for term in terms(tiny, [last], "this term")] == [last.name]
    write_report([tiny], False, "en", [last])


def test_earlier_term_without_any_of_the_units_is_named(tiny: Unit, tmp_path_factory: pytest.TempPathFactory) -> None:
    last = tmp_path_factory.mktemp("course-2025")
    whole_class(tiny)
    result = NotebookResult("09_other", 10.0, 20.0, NotebookStatus.GRADED, (RIGHT,))
    journal.append(last, journal.Entry(journal.Key("a", "b", "c"), "ada", result))
    with pytest.raises(UserError, match=r"Nothing in .*journal\.jsonl is about 01_tiny\. Leave out --with\."):
        write_report([tiny], False, "en", [last])
