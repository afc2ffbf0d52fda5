"""The page that a student gets back."""

import base64
import re
import shutil
import struct
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_output

from autograder.grading import journal
from autograder.judging.results import ExerciseResult, NotebookResult, NotebookStatus, Status
from autograder.nbgrader_api import nbgrader_api, succeed
from autograder.reading.feedback import write_feedback
from autograder.units import Unit, grade_id
from tests.autograder.reading.gradebooks import put_mark, take_off
from tests.tiny import UNIT, tiny_notebook

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31mred\x1b[0m\x07\u202eevil\ud800\x00"


def png(size: int) -> str:
    return base64.b64encode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", size, size) + b"rest").decode()


PNG = png(8)


class Reader(HTMLParser):
    """Collect the tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def result(*exercises: ExerciseResult, status: NotebookStatus = NotebookStatus.GRADED, **rest: Any) -> NotebookResult:
    return NotebookResult(UNIT, sum(one.points for one in exercises), 20.0, status, exercises, **rest)


def put_graded(unit: Unit, student: str, answers: dict[str, str], figure: str = "") -> None:
    notebook = tiny_notebook()
    for cell in notebook.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
    data = {"image/png": figure, "text/html": "<script>alert(3)</script>"}
    drawing = new_code_cell("show(double(3))", outputs=[new_output("display_data", data)] if figure else [])
    notebook.cells.insert(4, drawing)
    path = unit.root / "autograded" / student / unit.name / unit.notebook_name
    path.parent.mkdir(parents=True)
    path.write_text(nbformat.writes(notebook).encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "utf-8")


def page_of(unit: Unit, student: str, graded: NotebookResult) -> str:
    journal.append(unit.root, journal.Entry(journal.Key("a", "b", "c"), student, graded))
    (page,) = write_feedback([unit])
    assert page == unit.root / "feedback" / student / UNIT / "tiny.html"
    return page.read_text(encoding="utf-8")


def test_nothing_of_the_students_acts_on_the_page(tiny: Unit) -> None:
    student = "eve"
    name = "<script>alert(5)</script><b onclick=alert(4)>"
    (tiny.root / "roster.csv").write_text(f"id,name\n{student},{name}\n", encoding="utf-8")
    put_graded(
        tiny,
        student,
        {"double": f"def double(x):\n    # {HOSTILE[:52]}\n    return x", "slope": HOSTILE, "reflect_why": HOSTILE},
        PNG,
    )
    exercises = (
        ExerciseResult("double", 0.0, 10.0, Status.ERROR, f"✗ stopped with ValueError: {HOSTILE} `{HOSTILE}`"),
        ExerciseResult("slope", 0.0, 6.0, Status.FAILED, HOSTILE, mistake=HOSTILE),
        ExerciseResult("reflect_why", 0.0, 4.0, Status.MANUAL, HOSTILE),
    )
    text = page_of(tiny, student, result(*exercises, message=HOSTILE, repairs=(HOSTILE,)))
    page = Reader(text)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "iframe", "object", "embed", "form", "link", "svg"}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert {attributes["src"] for tag, attributes in page.tags if tag == "img"} == {f"data:image/png;base64,{PNG}"}
    assert "<script>alert(1)</script>" in page.text  # as text
    assert "<script>alert(5)</script>" in page.text
    assert not set(text) & set("\x1b\x07\x00\u202e")
    policy = next(a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in str(policy)
    assert "script-src" not in str(policy)  # so that none is allowed
    assert not re.search(r"(src|href|url)\W{1,3}(https?:|//)", text)  # nothing from elsewhere


@pytest.mark.parametrize("code", ["x = a" + ".b" * 50_000, "x = 1" + " + 1" * 50_000, "x = " + "-" * 50_000 + "1"])
def test_answer_nested_too_deeply_for_python_has_its_page(tiny: Unit, code: str) -> None:
    put_graded(tiny, "deep", {"double": code}, PNG)
    text = page_of(tiny, "deep", result(ExerciseResult("double", 0.0, 10.0, Status.ERROR, "✗ it has no function")))
    assert "it has no function" in Reader(text).text


def test_page_says_what_the_check_said_beside_the_code_and_shows_no_test(tiny: Unit) -> None:
    put_graded(tiny, "cleo", {"double": "def double(x):\n    return x ** 2"}, PNG)
    wrong = ExerciseResult(
        "double", 0.0, 10.0, Status.FAILED, "✗ wrong\n  Likely cause: it is squared.", mistake="it is squared"
    )
    right = ExerciseResult("slope", 6.0, 6.0, Status.PASSED)
    text = page_of(tiny, "cleo", result(wrong, right))
    page = Reader(text)
    assert "6 of 20 points" in page.text
    assert "Likely cause: it is squared." in page.text
    assert "return x ** 2" in page.text
    assert PNG in text
    for secret in ("hidden_data", "expect(", "gives=", "rise and run"):
        assert secret not in text
    images = [attributes for tag, attributes in page.tags if tag == "img"]
    assert all(one["alt"] for one in images)


@pytest.mark.parametrize(
    ("skipped", "words"),
    [
        (2, "2 cells decide no points and were not run: what they drew is shown as you handed it in."),
        (1, "1 cell decides no points and was not run: what it drew is shown as you handed it in."),
        (0, ""),
        (None, ""),
    ],
)
def test_page_says_what_is_shown_as_handed_in(tiny: Unit, skipped: int | None, words: str) -> None:
    put_graded(tiny, "cleo", {}, PNG)
    text = Reader(page_of(tiny, "cleo", result(ExerciseResult("double", 10, 10, Status.PASSED), skipped=skipped))).text
    assert words in text
    assert ("handed it in" in text) == bool(words)


@pytest.mark.parametrize(
    "picture",
    ["PHN2Zy8+", PNG[:-2] + '"><b>', png(10**6), png(8) + "A" * 400_000],
    ids=["no PNG", "markup", "gigantic", "too long"],
)
def test_output_that_is_no_small_picture_is_left_out(tiny: Unit, picture: str) -> None:
    put_graded(tiny, "eve", {}, picture)
    text = page_of(tiny, "eve", result(ExerciseResult("double", 0.0, 10.0, Status.FAILED, "✗ wrong")))
    assert "<img" not in text


def test_rejected_submission_says_why_and_shows_no_old_work(tiny: Unit) -> None:
    put_graded(tiny, "john", {"double": "old_work = 1"})
    text = page_of(tiny, "john", result(status=NotebookStatus.REJECTED, message="The file is <cut> off."))
    assert "could not be graded" in text
    assert "The file is &lt;cut&gt; off." in text
    assert "old_work" not in text


def class_result() -> NotebookResult:
    return result(
        ExerciseResult("double", 10.0, 10.0, Status.PASSED),
        ExerciseResult("slope", 0.0, 6.0, Status.FAILED, "✗ wrong"),
        ExerciseResult("reflect_why", 0.0, 4.0, Status.MANUAL, "A person grades this answer."),
    )


@pytest.mark.slow
def test_points_and_comments_by_hand_and_the_late_penalty_are_on_the_page(tiny: Unit) -> None:
    comment = "Good, but <why> is it so?"
    take_off(tiny.root, 0.16)
    put_mark(tiny.root, "ada", (10, 0, None), by_hand=2.5, comment=comment, days_late=1)
    put_graded(tiny, "ada", {"reflect_why": "Because it is <so>."})
    page = Reader(page_of(tiny, "ada", class_result()))
    assert "10.5 of 20 points" in page.text  # 10 + 2.5 - 2
    assert "Handed in 24 hours late: 2 points are taken off." in page.text
    assert "Due 2026-11-01 00:00 UTC." in page.text
    assert "2.5 of 4 points" in page.text
    assert comment in page.text
    assert "Because it is <so>." in page.text
    assert "Why? 4 points." in page.text  # the question, with its rubric
    assert "Because." not in page.text  # the model answer


@pytest.mark.slow
def test_answer_that_waits_for_a_person_is_said_to_wait(tiny: Unit) -> None:
    put_mark(tiny.root, "ada", (10, 0, None))
    page = Reader(page_of(tiny, "ada", class_result()))
    assert "10 of 20 points" in page.text
    assert "1 waits for your teacher and counts 0 so far" in page.text


def test_answer_handed_in_again_keeps_its_points_until_a_person_looks_and_the_page_says_so(tiny: Unit) -> None:
    put_mark(tiny.root, "ada", (10, 0, None), by_hand=1.5, comment="Say why.", again=True)
    put_graded(tiny, "ada", {"reflect_why": "Because."})
    page = Reader(page_of(tiny, "ada", class_result()))
    assert "11.5 of 20 points" in page.text
    assert "1 waits for your teacher and counts 1.5 so far, from what you handed in before" in page.text
    assert "waits for your teacher, with the points of your earlier answer" in page.text
    assert "Comment on your earlier answer" in page.text


def test_older_work_counts_after_a_newer_file_was_rejected_and_the_page_says_so(tiny: Unit) -> None:
    put_mark(tiny.root, "ada", (10, 0, None), by_hand=2)
    put_graded(tiny, "ada", {"double": "older_work = 1"})
    page_of(tiny, "ada", class_result())
    page = Reader(page_of(tiny, "ada", result(status=NotebookStatus.REJECTED, message="The file is cut off.")))
    assert "A newer file of yours could not be graded. The file is cut off." in page.text
    assert "12 of 20 points" in page.text
    assert "older_work" in page.text


# nbgrader's own: a misspelled argument, a file left open
@pytest.mark.filterwarnings("ignore:Passing unrecognized arguments", "ignore:Exception ignored")
def test_nbgraders_release_feedback_returns_the_page(tiny: Unit, tmp_path: Path) -> None:
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    for student, secret in (("ada", "a secret"), ("bob", "")):  # bob's came by mail, not through the exchange
        folder = tiny.submitted(student).parent
        folder.mkdir(parents=True)
        if secret:
            (folder / "submission_secret.txt").write_text(secret)
            (folder / "timestamp.txt").write_text("2026-11-01 10:00:00 UTC")
        journal.append(tiny.root, journal.Entry(journal.Key("a", "b", "c"), student, class_result()))
    pages = write_feedback([tiny])
    with nbgrader_api(tiny.root) as api:
        api.config.Exchange.root = str(exchange)
        api.exchange.config = api.config
        succeed(api.release_feedback(UNIT), "release the feedback")
    released = list((exchange / "neural-networks-from-scratch" / "feedback").glob("*.html"))
    texts = {page.read_text(encoding="utf-8") for page in released}
    assert texts == {page.read_text(encoding="utf-8") for page in pages}


@pytest.mark.filterwarnings("ignore:Passing unrecognized arguments", "ignore:Exception ignored")
def test_formgraders_button_writes_this_page_and_no_hidden_test(tiny: Unit) -> None:
    put_mark(tiny.root, "ada", (10, 0, None))
    put_graded(tiny, "ada", {})
    ours = page_of(tiny, "ada", class_result())
    shutil.rmtree(tiny.root / "feedback")
    with nbgrader_api(tiny.root) as api:
        succeed(api.generate_feedback(UNIT, "ada"), "write the feedback")
    page = (tiny.root / "feedback" / "ada" / UNIT / "tiny.html").read_text(encoding="utf-8")
    assert page == ours
    assert "hidden_data" not in page
