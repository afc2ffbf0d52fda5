"""The lecturer's pages: slides show what students get and nothing else, notes name each mistake, all of it fits."""

import re

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Browser

from autograder.lectures.build import write_lectures
from autograder.lectures.mistakes import mistakes_of
from autograder.lectures.notes import notes
from autograder.lectures.slides import slides
from autograder.reading import misconceptions
from autograder.units import Unit, exercises, find_units, read_source
from course.texts import LANGUAGES, in_language
from tests.browser.conftest import browser  # noqa: F401
from tests.collection import ROOT
from tests.tiny import marks, tiny_notebook

UNITS = find_units(ROOT)
PICTURE = '<img src="data:image/png;base64,AAAA" alt="a dot">'


def shown(cells: list[NotebookNode]) -> list[str]:
    notebook = new_notebook(cells=cells)
    return [re.sub(r"<[^i].*?>", "", f"{one.title}: {one.body}").strip() for one in slides(notebook, notebook)]


def test_slides_show_story_formulas_figures_and_the_question_alone() -> None:
    picture = [new_output("display_data", data={"text/html": PICTURE})]
    answer = marks("f", solution=True)
    cells = [
        new_markdown_cell("# 1 · Title\n\nThe story.\n\n**You can**\n- add"),
        new_markdown_cell(
            "## 1. Sums\n\nIt adds up. So\n\n$$a$$\n\nand more.\n\n### Exercise 1: `f` (1 point)\n\nWrite it."
        ),
        new_code_cell("return secret", metadata=answer, outputs=picture),
        new_code_cell("checks.f(f)", metadata=marks("test_f", grade=True, points=1), outputs=picture),
        new_markdown_cell("<details><summary>Hint 1</summary>\n\nThink.\n\n</details>"),
        new_code_cell("plot()", outputs=picture),
        new_code_cell("plot(2)", outputs=picture, metadata={"slideshow": {"slide_type": "skip"}}),
        new_markdown_cell("All of *this*.", metadata={"slideshow": {"slide_type": "slide"}}),
        new_markdown_cell("### Why? (2 points)\n\nSay it. The rubric:\n\n- 1: said", metadata=marks("question_why")),
        new_markdown_cell("Because.", metadata=marks("why", solution=True, grade=True, points=2)),
        new_markdown_cell("## Summary\n\n- adds up\n\n## Further reading\n\n- a book"),
    ]
    assert shown(cells) == [
        "1 · Title: The story.",
        "You can: \nadd",
        "1. Sums: It adds up. So\n$$a$$",
        f"Exercise 1: f: {PICTURE}",
        ": All of this.",
        "Why?: Say it.",
        "Summary: \nadds up",
    ]


def test_notes_name_the_mistakes_of_a_check_and_of_its_hidden_tests_in_each_language() -> None:
    (unit,) = (one for one in UNITS if one.name == "01_perceptron")
    source = read_source(unit)
    released = nbformat.read(unit.release, as_version=4)
    with in_language("es"):
        step, *_others, question = notes(source, released, unit)
    assert step.practices == "Fire or not: 1 where z is at least 0, else 0."
    assert "la comparación está al revés" in step.mistakes
    assert "<table>" in question.question
    assert not question.mistakes


def test_a_unit_without_checks_of_its_own_in_the_package_has_notes() -> None:
    unit, source = Unit("01_tiny", ROOT), tiny_notebook()
    assert [one.mistakes for one in notes(source, source, unit)] == [[], [], []]


@pytest.mark.exhaustive
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_each_mistake_of_a_unit_is_one_of_some_exercise(unit: Unit) -> None:
    source = read_source(unit)
    found = {one.key for exercise in exercises(source) for one in mistakes_of(exercise, source, unit)}
    own = {key for key in misconceptions.mistakes_of(unit) if not key.startswith("general.")}
    assert own - found == set()


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_fit_and_load_nothing(browser: Browser, language: str) -> None:  # noqa: F811
    folder = write_lectures(UNITS, language)
    asked: list[str] = []
    for path in sorted(folder.glob("*.html")):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        if path.stem.endswith("-slides"):
            page.wait_for_selector("body[data-ready]", state="attached")
            assert page.evaluate("all.filter((one) => one.scrollHeight > one.clientHeight + 1).length") == 0, path.name
            assert page.evaluate("Math.min(...all.map((one) => parseFloat(getComputedStyle(one).fontSize)))") > 18
            page.keyboard.press("End")
            assert page.locator("section.now h1").is_visible()
        else:
            page.set_viewport_size({"width": 390, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path.name
        page.close()
    assert all(url.startswith(("file:", "data:")) for url in asked)
