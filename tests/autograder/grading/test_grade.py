"""A class: everyone gets their own result, nobody stops the others, nothing is graded twice."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.authoring.release import release
from autograder.cli import app
from autograder.grading import journal, nbgrader_private
from autograder.nbgrader_api import nbgrader_api
from autograder.problems import UserError
from autograder.reading.attention import cases
from autograder.reading.records import read_records
from autograder.sandbox.choice import works
from autograder.units import Unit, grade_id
from tests.submissions import hand_in
from tests.tiny import UNIT, tiny_notebook

pytestmark = pytest.mark.slow
SANDBOX = "bwrap" if works("bwrap") else "none"
LOCKED = {
    "grade": False, "grade_id": "more", "locked": True, "schema_version": 3, "solution": False, "task": False,
}  # fmt: skip


@pytest.fixture
def tiny(released: Unit, no_lanes: None) -> Unit:
    return released


def hand_in_answers(unit: Unit, student: str, answers: dict[str, str]) -> Path:
    notebook = tiny_notebook()
    for cell in notebook.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
    return hand_in(notebook, UNIT, student, unit.root)


def grade(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["grade", f"--sandbox={SANDBOX}", "--timeout=10", *arguments])
    if isinstance(done.exception, UserError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def gradebook_scores(unit: Unit) -> dict[str, tuple[float, bool]]:
    with Gradebook(f"sqlite:///{unit.root}/gradebook.db") as book:
        return {one.student.id: (one.score, one.needs_manual_grade) for one in book.assignment_submissions(unit.name)}


def class_of_three(unit: Unit) -> None:
    hand_in_answers(unit, "ada", {})
    path = hand_in_answers(unit, "bob", {})
    path.write_text("{ cut off", encoding="utf-8")
    hand_in_answers(unit, "cleo", {"slope": "slope = 1 / 3", "reflect_why": "*Write your answer here.*"})


def test_submission_is_recorded_wholly_or_not_at_all(tiny: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    class_of_three(tiny)
    write = nbgrader_private.RecordSubmission.write_single_notebook

    def fail_for_ada(record: nbgrader_private.RecordSubmission, output: str, resources: Any) -> None:
        if resources["nbgrader"]["student"] == "ada":
            raise RuntimeError("her points are in the gradebook, her notebook cannot be written")
        write(record, output, resources)

    with monkeypatch.context() as patch:
        patch.setattr(nbgrader_private.RecordSubmission, "write_single_notebook", fail_for_ada)
        with pytest.raises(UserError, match="1 could not be graded"):
            grade()
    assert list(gradebook_scores(tiny)) == ["cleo"]
    assert "1 graded, 2 unchanged" in grade()
    assert sorted(gradebook_scores(tiny)) == ["ada", "cleo"]


def test_class_is_graded_recorded_and_given_feedback(released: Unit) -> None:
    tiny = released
    class_of_three(tiny)
    table = grade()
    assert "16 of 20 (+4 by hand)" in table
    assert "0 of 20, rejected" in table
    assert "10 of 20" in table
    assert "3 graded, 0 unchanged" in table
    # nbgrader's own view agrees; what could not be read is not in it.
    assert gradebook_scores(tiny) == {"ada": (16.0, True), "cleo": (10.0, False)}
    ran = nbformat.read(tiny.root / "autograded" / "cleo" / UNIT / "tiny.ipynb", as_version=4)
    assert [grade_id(cell) for cell in ran.cells if any(o.output_type == "error" for o in cell.get("outputs", ()))] == [
        "test_slope"
    ]
    done = CliRunner().invoke(app, ["feedback"])
    assert "3 pages written" in done.stdout
    page = (tiny.root / "feedback" / "cleo" / UNIT / "tiny.html").read_text(encoding="utf-8")
    assert "rise and run are swapped" in page
    assert "slope = 1 / 3" in page
    assert "hidden_data" not in page
    assert "cut off" in (tiny.root / "feedback" / "bob" / UNIT / "tiny.html").read_text(encoding="utf-8")


def test_grading_by_hand_completes_the_score(tiny: Unit) -> None:
    hand_in_answers(tiny, "ada", {})
    grade()
    with Gradebook(f"sqlite:///{tiny.root}/gradebook.db") as book:
        written = book.find_grade("reflect_why", "tiny", UNIT, "ada")
        written.manual_score, written.needs_manual_grade = 4, False
        book.db.commit()
    assert gradebook_scores(tiny) == {"ada": (20.0, False)}
    assert "0 graded, 1 unchanged" in grade()


def test_only_what_is_new_is_graded_again(tiny: Unit) -> None:
    class_of_three(tiny)
    grade()
    assert "0 graded, 3 unchanged" in grade()
    hand_in_answers(tiny, "cleo", {"reflect_why": "*Write your answer here.*"})
    assert "1 graded, 2 unchanged" in grade()
    assert gradebook_scores(tiny)["cleo"] == (16.0, False)
    assert "1 graded, 0 unchanged" in grade("--student=ada", "--force")
    assert "1 because --all-cells was given or left out" in grade("--student=ada", "--all-cells")
    assert "0 graded, 1 unchanged" in grade("--student=ada", "--all-cells")
    assert "not graded" not in [one.why for one in cases([tiny], read_records([tiny]))]


def test_changed_test_grades_everybody_again(tiny: Unit) -> None:
    hand_in_answers(tiny, "ada", {})
    grade()
    text = tiny.source.read_text(encoding="utf-8")
    tiny.source.write_text(text.replace("gives=3.0", "gives=4.0"), encoding="utf-8")
    assert "1 graded, 0 unchanged" in grade()
    assert gradebook_scores(tiny)["ada"] == (10.0, True)


def test_added_exercise_is_refused_with_what_to_do_while_the_gradebook_holds_work(tiny: Unit) -> None:
    hand_in_answers(tiny, "ada", {})
    grade()
    notebook = nbformat.read(tiny.source, as_version=4)
    more = new_code_cell(notebook.cells[1].source, id="more", metadata={"nbgrader": LOCKED}, execution_count=1)
    notebook.cells.append(more)
    nbformat.write(notebook, tiny.source)
    with pytest.raises(UserError, match=r"graded with other cells .* move gradebook\.db away"):
        release([tiny])
    assert gradebook_scores(tiny) == {"ada": (16.0, True)}
    (tiny.root / "gradebook.db").unlink()
    release([tiny])
    assert "1 graded" in grade()


def test_nbgraders_own_autograde_uses_the_same_run(tiny: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the formgrader's button does."""
    monkeypatch.setattr("autograder.grading.plugins.choose_sandbox", lambda _wanted: SANDBOX)
    release([tiny])
    hand_in_answers(tiny, "cleo", {"slope": "import sys; print('hm', file=sys.stderr); slope = 3"})
    with nbgrader_api(tiny.root) as api:
        outcome = api.autograde(UNIT, "cleo")
    assert outcome["success"], outcome["log"]
    assert gradebook_scores(tiny) == {"cleo": (16.0, True)}
    assert "0 graded, 1 unchanged" in grade()


def test_timestamp_reaches_the_gradebook(tiny: Unit) -> None:
    path = hand_in_answers(tiny, "ada", {})
    (path.parent / "timestamp.txt").write_text("2030-01-02 03:04:05 UTC", encoding="utf-8")
    grade()
    with Gradebook(f"sqlite:///{tiny.root}/gradebook.db") as book:
        assert str(book.find_submission(UNIT, "ada").timestamp) == "2030-01-02 03:04:05"


def test_time_that_nobody_can_read_is_passed_over(tiny: Unit) -> None:
    path = hand_in_answers(tiny, "ada", {})
    (path.parent / "timestamp.txt").write_text("late in the evening", encoding="utf-8")
    assert "1 graded" in grade()
    assert gradebook_scores(tiny) == {"ada": (16.0, True)}


def test_nothing_handed_in_is_an_error_that_says_where_it_belongs(tiny: Unit) -> None:
    with pytest.raises(UserError, match="submitted/STUDENT/UNIT"):
        grade()
    hand_in_answers(tiny, "ada", {})
    with pytest.raises(UserError, match="no submissions of zoe"):
        grade("--student=zoe")


def test_half_a_line_in_the_journal_is_passed_over(tiny: Unit) -> None:
    hand_in_answers(tiny, "ada", {})
    hand_in_answers(tiny, "bob", {"slope": "slope = 0"})
    grade()
    path = tiny.root / journal.JOURNAL
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[:-40], encoding="utf-8")
    assert len(journal.latest(tiny.root)) == 1
    assert "1 graded, 1 unchanged" in grade()
    assert len(journal.latest(tiny.root)) == 2
