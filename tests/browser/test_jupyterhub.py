"""On a JupyterHub two students and two assistants meet, each an account of the machine, from fetching to feedback."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hub import ASSISTANTS, PASSWORD, STUDENTS, Hub, as_user, home_of, running_hub
from tests.submissions import filled, reference, without_figures

pytestmark = [pytest.mark.slow, pytest.mark.exhaustive]
COURSE, UNIT, NOTEBOOK = "neural-networks-from-scratch", "01_perceptron", "perceptron"
WAIT_MILLISECONDS = 300_000  # servers start, on a machine that may do other things
Shoot = Callable[[Page, str], None]


@contextmanager
def logged_in(browser: Browser, hub: Hub, user: str, place: str) -> Iterator[Page]:
    """Log in as a person does, and go to a place of the hub."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.set_default_timeout(WAIT_MILLISECONDS)
        page = context.new_page()
        page.goto(f"{hub.address}/hub/login?next={place}")
        page.fill("#username_input", user)
        page.fill("#password_input", PASSWORD)
        page.click("#login_submit")
        yield page


def ask(page: Page, hub: Hub, user: str, action: str) -> None:
    """Do what a button of nbgrader's list of assignments does in a student's own server."""
    own = f"{hub.address}/user/{user}"
    page.wait_for_url(f"{own}/lab**")
    token = next(
        one["value"] for one in page.context.cookies(f"{own}/") if one["name"] == "_xsrf" and user in one["path"]
    )
    answer = page.request.post(
        f"{own}/assignments/{action}", headers={"X-XSRFToken": token}, timeout=WAIT_MILLISECONDS,
        form={"course_id": COURSE, "assignment_id": UNIT},
    )  # fmt: skip
    assert answer.ok, answer.text()
    assert answer.json()["success"], answer.text()


def hand_in(browser: Browser, hub: Hub, student: str, answers: dict[str, str]) -> None:
    """Fetch the unit, answer it, and submit it."""
    with logged_in(browser, hub, student, "/hub/spawn") as page:
        ask(page, hub, student, "fetch")
        notebook = home_of(student) / UNIT / f"{NOTEBOOK}.ipynb"
        nbformat.write(without_figures(filled(UNIT, answers)), notebook)
        ask(page, hub, student, "submit")


def test_from_fetching_to_feedback(browser: Browser, shoot: Shoot) -> None:
    expect.set_options(timeout=WAIT_MILLISECONDS)
    with running_hub() as hub:
        hub.grader("nbgrader", "release_assignment", UNIT)
        model = reference(UNIT)
        wrong = model | {"sign": "def sign(z):\n    return 0 * z"}
        for student, answers in zip(STUDENTS, (model, wrong), strict=True):
            hand_in(browser, hub, student, answers)
        hub.grader("nbgrader", "collect", UNIT)
        assert "2 graded" in hub.grader("autograder", "grade", "1")
        hub.grader("autograder", "feedback")
        hub.grader("nbgrader", "release_feedback", UNIT)
        for assistant in ASSISTANTS:
            assistant_sees_the_class(browser, hub, assistant, shoot)
        for student, words in zip(STUDENTS, ("11 of 12 exercises", "Likely cause"), strict=True):
            student_reads_feedback(browser, hub, student, words, shoot)


def assistant_sees_the_class(browser: Browser, hub: Hub, assistant: str, shoot: Shoot) -> None:
    with logged_in(browser, hub, assistant, f"/services/{COURSE}/") as page:
        expect(page.get_by_role("link", name=UNIT).first).to_be_visible()
        shoot(page, "formgrader")
        page.goto(f"{hub.address}/services/{COURSE}/formgrader/manage_submissions/{UNIT}")
        for student in STUDENTS:
            expect(page.get_by_text(student).first).to_be_visible()
        shoot(page, "submissions")


def student_reads_feedback(browser: Browser, hub: Hub, student: str, words: str, shoot: Shoot) -> None:
    """Their own page, and nothing of the course's folder or the formgrader."""
    with logged_in(browser, hub, student, "/hub/spawn") as page:
        ask(page, hub, student, "fetch_feedback")
        (found,) = (home_of(student) / UNIT / "feedback").rglob("*.html")
        assert words in found.read_text(encoding="utf-8")
        page.goto(f"{hub.address}/user/{student}/files/{found.relative_to(home_of(student))}")
        expect(page.get_by_text(words).first).to_be_visible()
        shoot(page, "feedback")
        assert page.goto(f"{hub.address}/services/{COURSE}/").status == 403  # type: ignore[union-attr]
    with pytest.raises(AssertionError, match="Permission denied"):
        as_user(student, Path("/"), "ls", str(hub.course))
