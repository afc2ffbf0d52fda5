"""The editions in other languages: whole, up to date, with nothing English left, and graded alike."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.authoring.editions import write_edition
from autograder.authoring.syllabus import EXERCISES
from autograder.languages.catalogs import compile_catalog, read_catalog
from autograder.languages.code_texts import code_pieces
from autograder.languages.notebooks import texts_in
from autograder.languages.places import compiled_path, edition_folder, package_path, unit_path
from autograder.languages.submissions import source_in
from autograder.languages.update import catalog_faults
from autograder.settings import FILE, read_settings
from autograder.site.outputs import answered_edition
from autograder.stubs import SOLUTION
from autograder.units import Unit, exercises, find_units, is_test, read_source
from course import texts
from course.checks import repairs
from course.texts import FIRST, TRANSLATED
from tests.collection import ROOT, Answer, Classroom, read_answers
from tests.marked import escaped, marked_notebook, shown_by, speak_marked

UNITS = [unit for unit in find_units(ROOT) if unit.name in EXERCISES or unit_path(unit, TRANSLATED[0]).is_file()]
LANGUAGES = read_settings(ROOT).other_languages
each_unit = pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.slow
def test_every_text_is_translated() -> None:
    """Where this fails, run `make translations`: it says what is to be done."""
    assert [str(fault) for fault in catalog_faults(UNITS)] == []


@each_language
def test_compiled_catalog_is_that_of_locales(language: str, tmp_path: Path) -> None:
    compile_catalog(read_catalog(package_path(ROOT, language)), tmp_path / "course.mo")
    assert compiled_path(ROOT, language).read_bytes() == (tmp_path / "course.mo").read_bytes(), (
        "run `make translations`"
    )


@each_language
@each_unit
def test_edition_is_what_catalogs_make(unit: Unit, language: str, tmp_path: Path) -> None:
    for name in ("source", "release", "locales", FILE):
        (tmp_path / name).symlink_to(ROOT / name)
    write_edition(Unit(unit.name, tmp_path), language)
    made, stored = edition_folder(Unit(unit.name, tmp_path), language), edition_folder(unit, language)
    names = {path.name for path in made.iterdir()}
    assert names == {path.name for path in unit.release.parent.iterdir() if path.is_file()}
    for name in names:
        assert (made / name).read_bytes() == (stored / name).read_bytes(), "run `make release`"


class TextsBlanked(ast.NodeTransformer):
    """Blank what a translation may change: strings, and the language in the call of `check_setup`."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return ast.Constant("")

    def visit_keyword(self, node: ast.keyword) -> ast.AST | None:
        return None if node.arg == "language" else self.generic_visit(node)


def without_texts(source: str) -> str:
    return ast.dump(TextsBlanked().visit(ast.parse(source)))


@each_language
@each_unit
def test_edition_differs_in_texts_alone(unit: Unit, language: str) -> None:
    english = nbformat.read(unit.release, as_version=4)
    other = nbformat.read(edition_folder(unit, language) / unit.notebook_name, as_version=4)
    assert exercises(other) == exercises(english)
    for ours, theirs in zip(english.cells, other.cells, strict=True):
        assert (ours.id, ours.cell_type) == (theirs.id, theirs.cell_type)
        known = [dict(cell.metadata.get("nbgrader", {}), checksum="") for cell in (ours, theirs)]
        assert known[0] == known[1]
        if ours.cell_type == "code":
            assert without_texts(theirs.source) == without_texts(ours.source)


WORDS = re.compile(r"(?<![\w'\"])[A-Za-z]{2,}[,:;]? [A-Za-z]{2,}(?![\w'\"(])")
# Values, tables of data, one word twice.
DATA = re.compile(r"No Deposit|Non Refund|(Resort|City) Hotel|Out\[0\]:.*|sin [xy]|True|False|agree")


@pytest.fixture
def in_the_made_up_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    speak_marked(monkeypatch)
    yield monkeypatch
    texts.use_language(FIRST)


def unmarked(unit: Unit, folder: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """Run a unit's notebook in the made-up language; return each text that escaped it with two words in a row."""
    for path in unit.source.parent.glob("*.py"):
        shutil.copy(path, folder)
    patch.chdir(folder)
    patch.syspath_prepend(str(folder))
    patch.delitem(__import__("sys").modules, "given", raising=False)
    found = []
    for cell, shown in shown_by(marked_notebook(unit), patch):
        rest = DATA.sub("", escaped(shown))
        if WORDS.search(rest):
            found.append(f"{cell}: {rest}")
    return found


@pytest.mark.slow
def test_nothing_readable_escapes_a_translation(tmp_path: Path, in_the_made_up_language: pytest.MonkeyPatch) -> None:
    assert unmarked(UNITS[1], tmp_path, in_the_made_up_language) == []


@pytest.mark.exhaustive
@each_unit
def test_nothing_readable_escapes_in_any_unit(
    unit: Unit, tmp_path: Path, in_the_made_up_language: pytest.MonkeyPatch
) -> None:
    assert unmarked(unit, tmp_path, in_the_made_up_language) == []


# Words that no name in code is; Spanish has none of them.
ENGLISH = re.compile(
    r"\b(the|and|of|with|is|are|your|this|that|from|each|which|where|what|before|after|between|without|expected|returned|"
    r"wrong|right)\b"
)


@pytest.mark.exhaustive
@each_language
@each_unit
def test_edition_runs_and_shows_no_english(unit: Unit, language: str, tmp_path: Path) -> None:
    folder = tmp_path / unit.name
    shutil.copytree(edition_folder(unit, language), folder)
    notebook = answered_edition(unit, language)
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(folder)}}).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            shown = output.get("text", "") or output.get("data", {}).get("text/plain", "")
            plain = re.sub(r"`[^`]*`", " ", str(shown))
            assert not ENGLISH.search(plain), f"{cell.id}: {plain[:300]}"


def in_both(classroom: Classroom, answer: Answer, language: str) -> None:
    """Judge an answer in two languages: points, status and mistake are the same, the message is not."""
    english = classroom.judge(answer.exercise, answer.code)
    with texts.in_language(language):
        other = classroom.judge(answer.exercise, answer.code)
    assert (other.status, other.mistake, other.hidden) == (english.status, english.mistake, english.hidden), answer
    if english.message and "✗" in english.message:
        assert other.message != english.message, answer


@each_language
def test_answers_come_out_alike_in_each_language(language: str) -> None:
    classroom = Classroom(UNITS[1].name)
    first_of_each = {answer.exercise: answer for answer in read_answers(UNITS[1].name) if not answer.right}
    assert len(first_of_each) > 5
    for answer in first_of_each.values():
        in_both(classroom, answer, language)


@pytest.mark.exhaustive
@each_language
@each_unit
def test_all_answers_come_out_alike_in_each_language(
    unit: Unit, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("SECONDS", "SLOW"):  # on a busy machine a repair is found in one language, and not in the other
        monkeypatch.setattr(repairs, limit, 10 * getattr(repairs, limit))
    classroom = Classroom(unit.name)
    for answer in read_answers(unit.name):
        in_both(classroom, answer, language)


@each_unit
def test_words_of_code_stay_whatever_the_package_translates(unit: Unit) -> None:
    """The package says "right" for a direction; `np.searchsorted(a, v, "right")` means numpy's word."""
    known = texts_in([unit], "es")
    for english, spanish in zip(read_source(unit).cells, source_in(unit, "es").cells, strict=True):
        if english.cell_type == "code" and not is_test(english) and "check_setup(" not in english.source:
            assert strings_of_answers(english.source) == strings_of_answers(spanish.source)
            texts_of_cell = {one.text for one in code_pieces(english.source)} - known.keys()
            assert [one for one in texts_of_cell if one not in spanish.source] == []


def strings_of_answers(source: str) -> list[str]:
    """Return the strings between the marks of a solution."""
    spans = [match.span() for match in SOLUTION.finditer(source + "\n")]
    lines = [(source[:start].count("\n"), source[:end].count("\n")) for start, end in spans]
    strings = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [str(one.value) for one in strings if any(first < one.lineno <= last for first, last in lines)]
