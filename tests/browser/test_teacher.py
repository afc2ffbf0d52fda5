"""A teacher grades by hand in nbgrader's formgrader, with a copy of the repository as the course directory."""

import csv
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import FrameLocator, Page, expect

from autograder.problems import UserError
from autograder.sandbox.choice import choose_sandbox
from tests.browser.lab import RUN_MILLISECONDS, Lab, running_lab
from tests.collection import ROOT
from tests.submissions import filled, hand_in, reference, without_figures

pytestmark = pytest.mark.slow
UNIT, NOTEBOOK, QUESTION = "01_perceptron", "perceptron", "reflect_xor"
# What acts in a page that shows it as it is: both set a variable that the tests look for.
ATTACK = "<script>window.taken = 1</script><img src=x onerror='window.taken = 1'>"
WRITTEN = {
    "ada": "A line cannot have (0, 1) and (1, 0) on one side and the other two points on the other: diagonals cross.",
    "bob": f"I tried many weights and it did not work. {ATTACK}",
}
COMMENT = "Right. And where do (0, 1) and (1, 0) go?"
Shoot = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Serve a course in which two students are graded, and the third has handed in since."""
    try:
        choose_sandbox("auto")
    except UserError as error:
        pytest.skip(f"grading refuses here: {error}")
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "source" / UNIT, root / "source" / UNIT)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    model = reference(UNIT)
    attack = f"\nfrom IPython.display import HTML, display\ndisplay(HTML({ATTACK!r}))  # {ATTACK}"
    answers = {
        "ada": model | {QUESTION: WRITTEN["ada"]},
        "bob": model | {QUESTION: WRITTEN["bob"], "sign": "def sign(z):\n    return 0 * z" + attack},
    }
    _autograder(root, "release")
    for student, found in answers.items():
        hand_in(without_figures(filled(UNIT, found)), UNIT, student, root)
    _autograder(root, "grade")
    hand_in(without_figures(filled(UNIT, model)), UNIT, "cleo", root)
    with running_lab(root, tmp_path_factory.mktemp("home")) as lab:
        yield lab


def _autograder(root: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "autograder", *arguments]
    done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def scores(lab: Lab) -> dict[str, tuple[float, bool]]:
    """Return each student's score, and whether a person still has to grade."""
    with Gradebook(f"sqlite:///{lab.folder}/gradebook.db") as book:
        return {one.student.id: (one.score, one.needs_manual_grade) for one in book.assignment_submissions(UNIT)}


def exported(lab: Lab) -> dict[str, dict[str, str]]:
    """Return what `autograder export` says about each student."""
    return {row["student"]: row for row in csv.DictReader(io.StringIO(_autograder(lab.folder, "export")))}


def open_formgrader(page: Page, lab: Lab) -> FrameLocator:
    """Open it from JupyterLab's menu."""
    page.goto(lab.url("lab") + "&reset")
    page.locator(".lm-MenuBar-itemLabel").get_by_text("Nbgrader", exact=True).click()
    page.locator(".lm-Menu:visible").get_by_text("Formgrader", exact=True).click()
    page.keyboard.press("Control+b")
    return page.frame_locator("iframe")


def test_written_answers_are_graded_by_the_rubric(page: Page, lab: Lab, shoot: Shoot) -> None:
    formgrader = open_formgrader(page, lab)
    formgrader.get_by_role("link", name="Manual Grading").click()
    formgrader.get_by_role("link", name=UNIT).click()
    formgrader.get_by_role("link", name=NOTEBOOK, exact=True).last.click()
    shoot(page, "submissions")
    formgrader.get_by_role("link", name="Submission #1").click()
    for number in (1, 2):
        expect(formgrader.get_by_text(f"Submission {number} / 2")).to_be_visible()
        answer = formgrader.locator(".nbgrader_cell").filter(has=page.locator(f"#{QUESTION}-comment"))
        answer.scroll_into_view_if_needed()
        # The rubric stands above the answer.
        expect(formgrader.get_by_text("a reason that holds for every choice of")).to_be_visible()
        is_ada = WRITTEN["ada"] in (answer.text_content() or "")
        with page.expect_response(lambda response: "/formgrader/api/grade/" in response.url):
            answer.locator("input.score").fill("1.5" if is_ada else "0")
            answer.locator("input.score").press("Tab")
        with page.expect_response(lambda response: "/formgrader/api/comment/" in response.url):
            answer.locator("textarea").fill(COMMENT if is_ada else "Why not?")
            answer.locator("textarea").press("Tab")
        shoot(page, f"graded-{number}")
        assert formgrader.locator("body").evaluate("() => window.taken === undefined")  # bob's answer holds a script
        formgrader.get_by_role("link", name="Next").click()
    expect(formgrader.get_by_role("link", name="Submission #1")).to_be_visible()
    assert {name: score for name, score in scores(lab).items() if name in WRITTEN} == {
        "ada": (19.5, False),
        "bob": (17.0, False),
    }
    with Gradebook(f"sqlite:///{lab.folder}/gradebook.db") as book:
        assert book.find_grade(QUESTION, NOTEBOOK, UNIT, "ada").manual_score == 1.5
        assert book.find_comment(QUESTION, NOTEBOOK, UNIT, "ada").comment == COMMENT
    ada = exported(lab)["ada"]
    assert (ada["score"], ada["by_hand"], ada["waiting"]) == ("19.5", "1.5", "0")


def test_button_autogrades_a_new_submission_in_the_sandbox(page: Page, lab: Lab, shoot: Shoot) -> None:
    page.goto(lab.url("formgrader"))  # what JupyterLab shows in a frame
    page.get_by_role("row", name=UNIT).get_by_role("link", name=re.compile(r"^\d+$")).click()
    page.get_by_role("row", name="cleo").locator(".autograde a").click()
    expect(page.locator(".modal-dialog:visible")).to_contain_text("Successfully autograded", timeout=RUN_MILLISECONDS)
    shoot(page, "autograded")
    assert scores(lab)["cleo"] == (18.0, True)
    assert exported(lab)["cleo"]["score"] == "18"


def test_report_sorts_and_filters_its_table(page: Page, lab: Lab, shoot: Shoot) -> None:
    _autograder(lab.folder, "report")
    page.goto((lab.folder / "report" / "index.html").as_uri())
    rows = page.locator("#students tbody tr:visible")
    page.get_by_role("button", name="Student").click()
    names = [name.split("\n")[0] for name in rows.locator("td:first-child").all_inner_texts()]
    assert len(names) >= 2
    assert names == sorted(names)
    page.locator("#students th").get_by_text("All", exact=True).click()
    totals = rows.locator("td:nth-child(3)").all_inner_texts()
    assert totals == sorted(totals, key=float)
    assert len(set(totals)) >= 2
    page.locator("#students th").get_by_text("All", exact=True).click()
    assert rows.locator("td:nth-child(3)").all_inner_texts() == totals[::-1]
    shoot(page, "sorted")
    page.get_by_label("Find").fill("BOB")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("bob")
    expect(page.get_by_text(f"1 of {len(names)} students")).to_be_visible()
    page.get_by_label("Find").fill("")
    expect(rows).to_have_count(len(names))


def test_feedback_page_runs_no_script_of_the_students(page: Page, lab: Lab, shoot: Shoot) -> None:
    page.set_content(ATTACK)
    page.wait_for_function("window.taken")  # this is what it does elsewhere
    _autograder(lab.folder, "feedback")
    page.goto((lab.folder / "feedback" / "bob" / UNIT / f"{NOTEBOOK}.html").as_uri())
    assert page.evaluate("window.taken === undefined")
    expect(page.get_by_text("<script>window.taken = 1</script>").first).to_be_visible()  # as text
    shoot(page, "page")
