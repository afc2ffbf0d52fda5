"""The page that a student gets back."""

from autograder import journal
from autograder.feedback import write_feedback
from autograder.results import ExerciseResult, NotebookResult, NotebookStatus, Status
from autograder.units import Unit


def test_page_shows_text_and_never_runs_what_came_from_the_student(tiny: Unit) -> None:
    message = "✗ double(1.0) stopped with ValueError: <script>alert(1)</script>."
    exercises = (ExerciseResult("double", 0.0, 10.0, Status.ERROR, message),)
    result = NotebookResult(tiny.name, 0.0, 20.0, NotebookStatus.GRADED, exercises)
    journal.append(tiny.root, journal.Entry(journal.Key("a", "b", "c"), "eve<b>", result))
    (page,) = write_feedback([tiny])
    text = page.read_text(encoding="utf-8")
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert "eve&lt;b&gt;" in text
    assert "stopped with an error" in text
