"""Names of the roster in nbgrader's gradebook, as Manage Students shows them."""

from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.grading.student_names import take_names
from autograder.units import Unit
from tests.autograder.reading.gradebooks import COURSE, put_mark

ROSTERS = {
    "in one column": 'id,name,email\nada,Ada Lovelace,ada@example.edu\nbob,"Noyce, Bob",\neve,Eve Moneypenny,\n',
    "in two columns": "id,Nombre,Apellido(s),Dirección de correo\nada,Ada,Lovelace,ada@example.edu\nbob,Bob,Noyce,\n",
}


def names(root: Path) -> dict[str, tuple[str | None, str | None, str | None]]:
    with Gradebook(f"sqlite:///{root}/gradebook.db", COURSE) as book:
        return {one.id: (one.first_name, one.last_name, one.email) for one in book.students}


@pytest.mark.parametrize("columns", ROSTERS)
def test_students_get_the_names_of_the_roster(tiny: Unit, columns: str) -> None:
    for student in ("ada", "bob", "carl"):
        put_mark(tiny.root, student, (10, 6, None))
    (tiny.root / "roster.csv").write_text(ROSTERS[columns], encoding="utf-8")
    take_names(tiny.root)
    ada = ("", "Ada Lovelace") if columns == "in one column" else ("Ada", "Lovelace")
    assert names(tiny.root) == {
        "ada": (*ada, "ada@example.edu"),
        "bob": ("Bob", "Noyce", None),
        "carl": (None, None, None),  # not in the roster
    }


def test_name_that_a_teacher_entered_stays(tiny: Unit) -> None:
    put_mark(tiny.root, "ada", (10, 6, None))
    with Gradebook(f"sqlite:///{tiny.root}/gradebook.db", COURSE) as book:
        book.update_or_create_student("ada", first_name="Augusta", last_name="King")
    (tiny.root / "roster.csv").write_text(ROSTERS["in two columns"], encoding="utf-8")
    take_names(tiny.root)
    assert names(tiny.root) == {"ada": ("Augusta", "King", "ada@example.edu")}


def test_without_a_roster_nothing_changes(tiny: Unit) -> None:
    put_mark(tiny.root, "ada", (10, 6, None))
    take_names(tiny.root)
    assert names(tiny.root) == {"ada": (None, None, None)}
