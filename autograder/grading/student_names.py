"""The names of roster.csv in nbgrader's gradebook, so that Manage Students and the formgrader show them."""

from pathlib import Path

from autograder.intake.people import read_people
from autograder.nbgrader_api import open_gradebook

LONGEST = 128  # that nbgrader's columns take


def take_names(root: Path) -> None:
    """Give the gradebook's students the names and email addresses of roster.csv; what it holds already stays.

    Raises:
        UserError: the roster cannot be read, or the gradebook cannot be written.
    """
    with open_gradebook(root) as (book, _api):
        students = book.students
        people = read_people(root, {one.id for one in students})
        for student in students:
            if (person := people.get(student.id)) is None:
                continue
            if not student.first_name and not student.last_name:
                student.first_name, student.last_name = (part[:LONGEST] for part in person.first_and_last)
            student.email = student.email or person.column("email", "emailaddress")[:LONGEST] or None
        book.db.commit()
