"""A submission in another language: graded by the same tests, restored and answered in its own language."""

import nbformat
import pytest
from nbformat import NotebookNode
from typer.testing import CliRunner

from autograder.authoring.editions import write_edition
from autograder.cli import app
from autograder.grading import journal
from autograder.languages.catalogs import messages, unit_template, write_catalog
from autograder.languages.places import unit_path
from autograder.reading.feedback import page_of
from autograder.stubs import WRITTEN_STUB
from autograder.units import Unit, grade_id
from course.files import language_of
from course.texts import in_all_languages
from tests.submissions import hand_in
from tests.tiny import UNIT, tiny_notebook
from tests.tiny_class import SANDBOX

QUESTION = "¿Por qué? 4 puntos."
SQUARED = "def double(x):\n    return np.square(x) + 0.5 * (x == 2)"


@pytest.fixture
def spanish(released: Unit) -> NotebookNode:
    """Give the tiny course a Spanish catalog; return the edition's notebook, answered rightly."""
    catalog = unit_template(released)
    catalog.locale = "es"
    for message in messages(catalog):
        message.string = QUESTION if message.id == "Why? 4 points." else f"<{message.id}>"
    write_catalog(catalog, unit_path(released, "es"))
    notebook = nbformat.read(write_edition(released, "es"), as_version=4)
    answers = {grade_id(cell): cell.source for cell in tiny_notebook().cells if grade_id(cell)}
    for cell in notebook.cells:
        if grade_id(cell) in ("double", "slope", "reflect_why"):
            cell.source = answers[grade_id(cell)]
    return notebook


def test_edition_says_its_language_in_the_setup_cell_alone(spanish: NotebookNode) -> None:
    with_it = [grade_id(cell) for cell in spanish.cells if 'language="es"' in cell.source]
    assert with_it == ["setup"]
    assert language_of(nbformat.writes(spanish).encode()) == "es"
    assert [cell.source for cell in spanish.cells if grade_id(cell) == "question_reflect_why"] == [QUESTION]


@pytest.mark.parametrize("named", ["fr", "../es", "xx", "e", "ES"])
def test_only_a_known_language_counts(named: str) -> None:
    assert language_of(f'check_setup(\\"01_tiny\\", language=\\"{named}\\")'.encode()) == "en"


@pytest.mark.usefixtures("no_lanes")
def test_class_of_two_languages_is_graded_by_the_same_tests(released: Unit, spanish: NotebookNode) -> None:
    english = tiny_notebook()
    for notebook in (spanish, english):
        cells = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
        cells["reflect_why"].source = (in_all_languages(WRITTEN_STUB) - {WRITTEN_STUB} or {WRITTEN_STUB}).pop()
        hand_in(notebook, UNIT, "right-" + ("es" if notebook is spanish else "en"), released.root)
        cells["double"].source = SQUARED
        notebook.cells = [cell for cell in notebook.cells if grade_id(cell) != "question_reflect_why"]
        hand_in(notebook, UNIT, "wrong-" + ("es" if notebook is spanish else "en"), released.root)
    done = CliRunner().invoke(app, ["grade", f"--sandbox={SANDBOX}"])
    assert done.exit_code == 0, done.output
    entries = {student: entry.result for (_unit, student), entry in journal.latest(released.root).items()}
    assert {name: one.language for name, one in entries.items()} == {
        name: name[-2:] for name in ("right-es", "right-en", "wrong-es", "wrong-en")
    }
    for kind in ("right", "wrong"):
        ours, theirs = entries[f"{kind}-en"], entries[f"{kind}-es"]
        assert [(one.points, one.status, one.mistake) for one in theirs.exercises] == [
            (one.points, one.status, one.mistake) for one in ours.exercises
        ]
    assert entries["right-es"].score == 16
    assert "Causa probable: the number is squared." in entries["wrong-es"].exercises[0].message
    assert "Likely cause: the number is squared." in entries["wrong-en"].exercises[0].message
    page = page_of(released, "wrong-es")
    assert '<html lang="es">' in page
    assert QUESTION in page
    graded = nbformat.read(released.root / "autograded/wrong-es" / UNIT / released.notebook_name, as_version=4)
    assert QUESTION in [cell.source for cell in graded.cells]  # the locked cell was deleted
