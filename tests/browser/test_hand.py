"""A teacher grades a written question across the class with the keyboard, while a colleague does the same."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from autograder.reading.records import read_records
from autograder.units import Unit
from tests.autograder.hand.made import ATTACK, CELL, make_class, noted
from tests.browser.conftest import WAIT_MILLISECONDS
from tests.tiny_class import command, surroundings

pytestmark = pytest.mark.slow
ANSWERS = {
    "ada": "It is **so**, and here is the proof.",
    "bob": f"I do not know. {ATTACK}",
    "cleo": "",
    "dan": "Because.",
}


@pytest.fixture
def address(tiny: Unit) -> Iterator[str]:
    """Start `autograder hand` as a teacher would, and give the address that it prints."""
    make_class(tiny, ANSWERS)
    told = tiny.root / "told.txt"
    environment = surroundings() | {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    with told.open("w") as out:
        server = subprocess.Popen(command("hand", "1", "--as", "ana"), cwd=tiny.root, env=environment, stdout=out)
        try:
            yield _address(server, told)
        finally:
            server.terminate()
            server.wait()
    assert "Stopped." in told.read_text(encoding="utf-8")


def _address(server: "subprocess.Popen[bytes]", told: Path) -> str:
    deadline = time.monotonic() + WAIT_MILLISECONDS / 1000
    while time.monotonic() < deadline and server.poll() is None:
        words = told.read_text(encoding="utf-8").split()
        if "Ctrl-C" in words:
            return next(word for word in words if word.startswith("http://127.0.0.1:"))
        time.sleep(0.05)
    raise RuntimeError("`autograder hand` did not start")


def points(unit: Unit) -> dict[str, tuple[float, bool, str]]:
    """Return what `autograder` makes of the gradebook: points, whether they wait, and the comment."""
    found = {}
    for record in read_records([unit]):
        cell = record.mark.cells[CELL]
        found[record.student] = cell.points, cell.waiting, record.mark.comments.get(CELL, "")
    return found


def saved(page: Page, name: str, score: str) -> None:
    """Wait until the server has said that an answer has these points."""
    expect(page.locator("#said")).to_contain_text(f"{name}: {score}")


def test_question_is_graded_across_the_class_by_keyboard(page: Page, address: str, tiny: Unit) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    assert "token" not in page.url
    current = page.locator("article.current h2")
    expect(current).to_have_text("ada")
    page.keyboard.press("1")
    page.keyboard.press("2")
    saved(page, "ada", "4 of 4")
    page.keyboard.press("n")
    expect(current).to_have_text("bob")
    page.keyboard.press("0")
    page.keyboard.press("c")
    page.keyboard.type("Why? 1 n u")  # in a field these are letters
    page.keyboard.press("Escape")
    saved(page, "bob", "0 of 4, “Why? 1 n u”")
    page.keyboard.press("n")  # cleo wrote nothing, so nobody has to look
    expect(current).to_have_text("dan")
    page.keyboard.press("1")
    saved(page, "dan", "1 of 4")
    page.keyboard.press("r")
    page.keyboard.press("1")
    saved(page, "dan", "1 of 4, “Why? 1 n u”")
    expect(page.locator("#count")).to_have_text("4 of 4 graded")
    assert points(tiny) == {
        "ada": (4.0, False, ""),
        "bob": (0.0, False, "Why? 1 n u"),
        "cleo": (0.0, False, ""),
        "dan": (1.0, False, "Why? 1 n u"),
    }
    page.keyboard.press("u")
    page.keyboard.press("u")
    saved(page, "dan", "no points")
    assert points(tiny)["dan"] == (0.0, True, "")
    assert page.evaluate("window.taken === undefined")  # bob's answer holds a script
    assert {who for who, *_ in noted(tiny)} == {"ana"}
    ours = {"exclude": [".text"]}  # a picture in an answer may have no description
    assert Axe().run(page, ours).response["violations"] == []


def test_later_of_two_holds_and_is_told_whose_points_it_replaced(page: Page, address: str, tiny: Unit) -> None:
    page.route("**/marks", lambda route: route.abort())  # so that this page does not hear of the other one
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    other.get_by_label("Grading as").fill("bruno")
    other.locator("article h2").first.click()
    other.keyboard.press("2")
    saved(other, "ada", "3 of 4")
    page.bring_to_front()
    page.keyboard.press("1")
    saved(page, "ada", "1 of 4")
    note = page.locator("article").first.locator(".note")
    expect(note).to_contain_text("bruno")
    expect(note).to_contain_text("3 of 4. Your change has replaced this")
    page.keyboard.press("u")
    saved(page, "ada", "3 of 4")
    assert points(tiny)["ada"][0] == 3.0
    assert noted(tiny) == [("bruno", "ada", None, 3.0), ("ana", "ada", 3.0, 1.0), ("ana", "ada", 1.0, 3.0)]
