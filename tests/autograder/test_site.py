"""The site: it builds, its links lead somewhere, no answer is on it, and it is for everybody."""

import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Browser, Page

from autograder.authoring.bundle import start_page
from autograder.authoring.rules import SECRET
from autograder.site.build import build_site
from autograder.site.documents import document_page
from autograder.site.links import ways
from autograder.site.pages import unit_page
from autograder.stubs import solution_regions
from autograder.units import find_units
from course.texts import LANGUAGES, TRANSLATED, in_language
from tests.browser.conftest import browser  # noqa: F401
from tests.collection import ROOT
from tests.test_no_answers import fingerprints, solutions, squeezed, to_be_written

UNITS = find_units(ROOT)
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
SERIOUS = ("serious", "critical")
CUT_OFF = """[...document.querySelectorAll(".bd-article pre, .bd-article img")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.height > innerHeight || one.scrollWidth > one.clientWidth + 1);
}).length"""
LOOKED_AT = ("index", "es/index", "units/01_perceptron", "es/units/07_bookings", "map", "instructors")


def test_answers_and_checks_bring_no_output_onto_a_page() -> None:
    solution = {"nbgrader": {"grade_id": "f", "solution": True, "grade": False}}
    check = {"nbgrader": {"grade_id": "test_f", "solution": False, "grade": True, "points": 1}}
    said = [new_output("stream", text="the answer")]
    released = new_notebook(
        cells=[
            new_markdown_cell("# 1 · Title", id="title"),
            new_code_cell("...", id="a", metadata=solution),
            new_code_cell("checks.f(f)", id="b", metadata=check),
            new_code_cell("look()", id="c"),
            new_code_cell("changed()", id="d"),
        ]
    )
    run = new_notebook(
        cells=[
            new_code_cell("...", id="a", metadata=solution, outputs=said),
            new_code_cell("checks.f(f)", id="b", metadata=check, outputs=said),
            new_code_cell("look()", id="c", outputs=[new_output("stream", text="a picture")]),
            new_code_cell("secret()", id="d", outputs=said),
        ]
    )
    page = json.dumps(unit_page(released, run, "01_x", "<nav></nav>").notebook)
    assert "the answer" not in page
    assert "secret" not in page
    assert "a picture" in page
    assert "changed()" in page


def test_a_widget_becomes_its_still_picture_in_a_file_with_its_description() -> None:
    shown = f'<style>p {{}}</style><div><img src="data:image/png;base64,{PIXEL}" alt="a dot"><p>Run</p></div>'
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": ""}
    outputs = [new_output("display_data", data={"text/html": shown}), new_output("display_data", data=view)]
    cells = [new_markdown_cell("# 1 · Title", id="title"), new_code_cell("look()", id="c", outputs=outputs)]
    page = unit_page(new_notebook(cells=cells), new_notebook(cells=cells), "01_x", "")
    assert list(page.pictures) == ["01.png"]
    (picture,) = page.notebook.cells[-1].outputs
    assert 'src="../pictures/01_x/01.png" alt="a dot"' in picture.data["text/html"]
    assert 'width="1" height="1"' in picture.data["text/html"]
    assert "<style>" not in picture.data["text/html"]


def test_links_of_documents_lead_to_pages_or_into_the_repository() -> None:
    page = document_page(ROOT / "docs" / "es" / "instructors.md", ROOT, "es", "https://github.com/o/n")
    assert "](students.md)" in page
    assert '<a href="../performance.html" hreflang="en">' in page
    assert "](/extra/images/feedback.png)" in page
    security = document_page(ROOT / "docs" / "security.md", ROOT, "en", "https://github.com/o/n")
    assert "](https://github.com/o/n/blob/HEAD/autograder/sandbox/limits.py)" in security


def test_every_way_to_open_a_unit_is_made_from_the_settings() -> None:
    found = {way.name: way.address for way in ways(UNITS[1], "es", "https://github.com/o/n", "../../", lite=True)}
    place = "02_forward/forward.ipynb"
    assert found["Colab"] == f"https://colab.research.google.com/github/o/n/blob/HEAD/{place}"
    assert found["Binder"] == f"https://mybinder.org/v2/gh/o/n/HEAD?urlpath=lab/tree/{place}"
    assert found["Codespaces"] == "https://codespaces.new/o/n?quickstart=1"
    assert found["In this browser"].startswith("../../lite/lab/index.html?path=")
    assert len(ways(UNITS[1], "es", "https://github.com/o/n", "../../", lite=False)) == 3
    assert ways(UNITS[1], "es", "", "../../", lite=False) == []


def test_front_pages_have_the_same_parts() -> None:
    english, *others = [(ROOT / "site" / f"front.{language}.md").read_text(encoding="utf-8") for language in LANGUAGES]
    for other in others:
        for part in (r"^## ", r"<li>", r"<a ", r"<option", r"data-[a-z]+=", r"\{\{ ?[a-z._]+ ?\}\}", r"^- "):
            assert len(re.findall(part, english, re.MULTILINE)) == len(re.findall(part, other, re.MULTILINE)), part


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the whole site once, in a copy, with the outputs and the demo that are here."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT, root, dirs_exist_ok=True, ignore=_left_out)
    return build_site(find_units(root))


def _left_out(folder: str, names: list[str]) -> set[str]:
    if Path(folder) == ROOT / "dist":
        return set(names) - {"outputs"}
    return {".venv", ".git", ".pytest_artifacts", "__pycache__"} & set(names)


@pytest.mark.exhaustive
def test_links_lead_somewhere(site: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in _pages(site)}
    names = {path: set(re.findall(r'\bid="([^"]+)"', text)) for path, text in pages.items()}
    broken = []
    for path, text in pages.items():
        for link in re.findall(r'<(?:a|img|link|script)\b[^>]*?\b(?:href|src)="([^"]*)"', text):
            place, _hash, part = html.unescape(link).partition("#")
            place = unquote(place.partition("?")[0])
            if re.match(r"[a-z]+:|//", place):
                continue
            target = (path.parent / place).resolve() if place else path
            if not target.is_file() or (part and target in names and unquote(part) not in names[target] | {""}):
                broken.append(f"{path.relative_to(site)}: {link}")
    assert broken == []
    assert len(pages) > 25


@pytest.mark.exhaustive
def test_nothing_is_loaded_from_another_server(site: Path) -> None:
    for path in _pages(site):
        loaded = re.findall(r'<(?:script|img|iframe)\b[^>]*?\bsrc="(https?:[^"]*)"', path.read_text(encoding="utf-8"))
        assert loaded == [], path


@pytest.mark.exhaustive
def test_no_page_holds_an_answer(site: Path) -> None:
    """Compare as tests/test_no_answers.py does: a unit's page with its own answers and later ones, others with all."""
    for page in _pages(site):
        unit = next((unit for unit in UNITS if unit.name == page.stem), UNITS[0])
        answers = dict(solutions(unit))
        # Inline code keeps a sign at its ends, as in the notebook's text: a hint may name most of a line.
        text = re.sub(r"</?code[^>]*>", "`", page.read_text(encoding="utf-8"))
        shown = squeezed(html.unescape(re.sub(r"<[^>]+>", "", text)))
        lines = {squeezed(line): name for name, code in answers.items() for line in _written(code)}
        found = {name for line, name in lines.items() if line in shown}
        assert not found, f"{page.relative_to(site)} shows lines of the answers to {', '.join(sorted(found))}"
        prints = {print_: name for name, code in answers.items() for print_ in to_be_written(code)}
        if "examples" not in page.parts:  # wrong programs, whose parts may be right
            held = {prints[print_] for code in _code_on(page) for print_ in fingerprints(code) & prints.keys()}
            assert not held, f"{page.relative_to(site)} shows the answer to {', '.join(sorted(held))}"


def _pages(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*.html")) if not {"lite", "_static"} & set(path.parts)]


def _written(code: str) -> list[str]:
    return [one for one in "\n".join(solution_regions(code)).splitlines() if len(squeezed(one)) >= SECRET]


def _code_on(page: Path) -> Iterator[str]:
    """Yield the blocks of code on a page that are Python."""
    for block in re.findall(r"<pre\b[^>]*>(.*?)</pre>", page.read_text(encoding="utf-8"), re.DOTALL):
        code = html.unescape(re.sub(r"<[^>]+>", "", block))
        try:
            compile(code, "a page", "exec")
        except (SyntaxError, ValueError):
            continue
        yield code


@pytest.mark.exhaustive
def test_every_picture_of_the_run_is_there_with_a_description(site: Path) -> None:
    for unit in UNITS:
        stored = nbformat.read(unit.source, as_version=4)
        expected = sum(_pictures(cell) for cell in stored.cells if cell.cell_type == "code" and not _graded(cell))
        for folder in (site, *(site / language for language in TRANSLATED)):
            page = (folder / "units" / f"{unit.name}.html").read_text(encoding="utf-8")
            images = re.findall(r'<img loading="lazy"[^>]*>', page)
            assert len(images) == expected, f"{folder.name}/{unit.name}"
            assert all(re.search(r'alt="[^"]{20,}"', image) for image in images)


def _graded(cell: NotebookNode) -> bool:
    marks = cell.metadata.get("nbgrader", {})
    return bool(marks.get("solution") or marks.get("grade"))


def _pictures(cell: NotebookNode) -> int:
    shown = ["".join(one.get("data", {}).get("text/html", "")) for one in cell.outputs]
    return sum(text.count("data:image/png") for text in shown)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pages_are_for_everybody(site: Path, browser: Browser, width: int, scheme: str) -> None:  # noqa: F811
    found = []
    # At rest: a page is not judged while it moves.
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    with context:
        page = context.new_page()
        for name in LOOKED_AT:
            page.goto((site / f"{name}.html").as_uri())
            page.wait_for_function("document.readyState === 'complete'")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is too wide"
            found += [f"{name}: {fault}" for fault in serious_faults(page)]
    assert found == []


def serious_faults(page: Page) -> list[str]:
    faults = [one for one in Axe().run(page).response["violations"] if one["impact"] in SERIOUS]
    return [f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['html'][:200]}" for one in faults]


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_start_page_of_the_zip_is_for_everybody(browser: Browser, tmp_path: Path, width: int) -> None:  # noqa: F811
    (tmp_path / "START.html").write_bytes(start_page(ROOT, "The course", "en"))
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto((tmp_path / "START.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert serious_faults(page) == []


@pytest.mark.exhaustive
def test_the_network_on_the_front_page_learns_by_keyboard(site: Path, browser: Browser) -> None:  # noqa: F811
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto((site / "index.html").as_uri())
        status = page.get_by_role("status")
        assert "100 %" in status.inner_text() or "99 %" in status.inner_text()
        page.get_by_role("combobox", name="Hidden neurons").select_option(
            "1"
        )  # one neuron draws a line, and says that it is stuck
        page.get_by_text("Give it more hidden neurons").wait_for()
        page.get_by_role("combobox", name="Hidden neurons").select_option("8")
        page.get_by_role("button", name="Pause").press("Enter")
        paused = status.inner_text()
        assert page.get_by_role("button", name="Play").is_visible()
        assert paused == status.inner_text()


def test_the_check_on_the_front_page_is_the_guides() -> None:
    from autograder.site.front import MESSAGE

    for folder in ("docs", *(f"docs/{language}" for language in TRANSLATED)):
        assert MESSAGE.search((ROOT / folder / "students.md").read_text(encoding="utf-8"))


def test_texts_of_parts_are_in_the_page_language() -> None:
    with in_language("es"):
        (colab, *_rest) = ways(UNITS[0], "es", "https://github.com/o/n", "", lite=False)
    assert "cuenta de Google" in colab.note


@pytest.mark.exhaustive
def test_no_code_and_no_figure_is_cut_off_on_paper(site: Path, browser: Browser) -> None:  # noqa: F811
    page = browser.new_page(viewport={"width": 673, "height": 980})  # A4 without its margins
    page.emulate_media(media="print")
    for path in sorted(site.glob("units/*.html")):
        page.goto(path.as_uri())
        assert page.evaluate(CUT_OFF) == 0, path.name
    page.close()
