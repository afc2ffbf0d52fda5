"""Rubrics as they stand in the course's questions."""

from autograder.hand.answers import questions_of
from autograder.hand.rubric import RubricRow, rubric_of
from autograder.units import Unit, find_units
from tests.autograder.hand.made import make_class
from tests.collection import ROOT


def test_rows_are_read_from_tables_and_lists() -> None:
    table = "Why?\n\n| Points | for |\n|---|---|\n| 1 | a `proof` |\n| 0.5 | the *places* |\n| 1½ | both |"
    items = "Why? (2 points)\n\n- ½ point: says\n  where.\n- 1 point, how good: a number.\n* 0,25 points: in time"
    assert rubric_of(table) == [RubricRow(1.0, "a proof"), RubricRow(0.5, "the places"), RubricRow(1.5, "both")]
    assert rubric_of(items) == [
        RubricRow(0.5, "says where."),
        RubricRow(1.0, "how good: a number."),
        RubricRow(0.25, "in time"),
    ]
    assert rubric_of("Why? 4 points.\n\n- because\n- 2024 was late") == []


def test_rubric_of_every_question_is_worth_what_the_answer_is() -> None:
    for unit in find_units(ROOT):
        for question in questions_of(unit):
            assert len(question.rows) > 1, question.cell
            assert question.note == "", question.cell


def test_rows_follow_the_points_of_the_course(tiny: Unit) -> None:
    make_class(tiny, {})
    (tiny.root / "course.toml").write_text("points = 100\n", encoding="utf-8")
    (question,) = questions_of(tiny)
    assert [row.points for row in question.rows] == [5.0, 15.0]
    assert (question.points, question.note) == (20.0, "")
