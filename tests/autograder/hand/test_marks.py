"""Marks given by hand, by one person and by several at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from nbgrader.api import Gradebook

from autograder.hand.history import HISTORY, HandMark
from autograder.hand.marks import Given, Held, Marks, NotAsSeenError
from autograder.reading.records import read_marks
from autograder.units import Unit
from tests.autograder.hand.made import CELL, make_class, noted
from tests.tiny import UNIT

ONE, THREE, ALL = (HandMark(float(points), False, "", rows) for points, rows in ((1, (0,)), (3, (1,)), (4, (0, 1))))


def marks_of(unit: Unit) -> Marks:
    return Marks(unit.root, UNIT, CELL, make_class(unit, {"ada": "a", "bob": "b", "cleo": ""}))


def held(marks: Marks, student: str = "ada") -> Held:
    return next(one for one in marks.read() if one.student == student)


def test_what_is_given_is_in_the_gradebook_and_noted(tiny: Unit) -> None:
    marks = marks_of(tiny)
    key = held(marks).key
    assert held(marks).mark == HandMark()
    marks.give(key, ALL, HandMark(), "ana")
    marks.give(key, HandMark(4.0, False, "Well done.", (0, 1)), ALL, "ana")
    assert held(marks).mark == HandMark(4.0, False, "Well done.", (0, 1))
    mark = read_marks(tiny.root)[UNIT, "ada"]
    assert (mark.cells[CELL].points, mark.cells[CELL].waiting, mark.comments) == (4.0, False, {CELL: "Well done."})
    assert noted(tiny) == [("ana", "ada", None, 4.0), ("ana", "ada", 4.0, 4.0)]
    marks.give(key, HandMark(), held(marks).mark, "ana")
    assert held(marks).mark == HandMark()
    assert read_marks(tiny.root)[UNIT, "ada"].cells[CELL].waiting
    nothing = held(marks, "cleo")
    assert (nothing.untouched, nothing.mark.waiting) == (True, False)


def test_later_change_holds_and_says_what_it_replaced(tiny: Unit) -> None:
    marks, others = marks_of(tiny), Marks(tiny.root, UNIT, CELL, f"sqlite:///{tiny.root}/gradebook.db")
    key = held(marks).key
    assert not given(marks, key, THREE, HandMark(), "ana").replaced
    later = given(others, key, ONE, HandMark(), "bruno")  # who has not seen ana's
    assert later.replaced
    assert later.before.mark == THREE
    assert later.before.changes[-1].who == "ana"
    with pytest.raises(NotAsSeenError):  # ana cannot take back what is not hers any more
        marks.give(key, HandMark(), THREE, "ana", only_as_seen=True)
    assert held(marks).mark == ONE
    marks.give(key, later.before.mark, later.after.mark, "bruno", only_as_seen=True)
    assert held(marks).mark == THREE
    # Points and comment are two things: neither writer had seen the other's.
    given(marks, key, HandMark(3.0, False, "Why?", (1,)), THREE, "ana")
    assert not given(others, key, ALL, THREE, "bruno").replaced
    assert held(marks).mark == HandMark(4.0, False, "Why?", (0, 1))


def given(marks: Marks, key: str, new: HandMark, seen: HandMark, who: str) -> Given:
    done = marks.give(key, new, seen, who)
    assert done is not None
    return done


def test_of_many_at_once_none_is_lost(tiny: Unit) -> None:
    marks = marks_of(tiny)
    key, start = held(marks).key, HandMark()
    wanted = [HandMark(number / 8, False) for number in range(1, 17)]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda mark: given(marks, key, mark, start, f"w{mark.points}"), wanted))
    assert sum(not one.replaced for one in done) == 1  # the first
    lines = noted(tiny)
    assert {new for *_, new in lines} == {mark.points for mark in wanted}
    assert all(old == before for (_, _, old, _), (*_, before) in zip(lines[1:], lines, strict=False))
    assert lines[-1][-1] == held(marks).mark.points


def test_points_given_elsewhere_and_to_an_earlier_answer_are_seen(tiny: Unit) -> None:
    marks = marks_of(tiny)
    given(marks, held(marks).key, ONE, HandMark(), "ana")
    with Gradebook(f"sqlite:///{tiny.root}/gradebook.db") as book:
        grade = book.find_grade(CELL, "tiny", UNIT, "ada")
        grade.manual_score, grade.needs_manual_grade = 2.5, True
        book.find_comment(CELL, "tiny", UNIT, "ada").manual_comment = "In the formgrader."
        book.db.commit()
    found = held(marks)
    assert found.mark == HandMark(2.5, True, "In the formgrader.")
    after = given(marks, found.key, HandMark(2.5, False, "In the formgrader."), found.mark, "ana").after
    assert after.mark == HandMark(2.5, False, "In the formgrader.")
    with (tiny.root / HISTORY).open("a", encoding="utf-8") as file:
        file.write('{"cut off": ')
    given(marks, found.key, THREE, after.mark, "ana")
    assert held(marks).mark.points == 3.0
    assert len(held(marks).changes) == 3
