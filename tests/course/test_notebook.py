"""What a student sees first: the line of the set-up check, and later on exercises that are not answered yet."""

import platform
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.authoring.support import names_asked_for
from autograder.authoring.syllabus import EXERCISES
from autograder.units import Unit, find_units, read_source
from course import notebook
from course.texts import FIRST, language_in_use
from tests.collection import ROOT

UNITS = [unit for unit in find_units(ROOT) if unit.name in EXERCISES]  # a unit of one's own may begin as it likes
WELL = "Everything is in place.\n"
INSTALL = (
    f"In the course's folder run `{sys.executable} -m pip install -r requirements.txt`, then restart the kernel.\n"
)


def first_cell(unit: Unit) -> str:
    return str(next(cell.source for cell in read_source(unit).cells if cell.cell_type == "code"))


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Give a folder as it is when unit 2 was just unpacked, and a way to hear what the check says there."""
    folder = tmp_path / "02_forward"
    folder.mkdir()
    (folder / "given.py").write_text('"""02_forward: working code of the earlier units."""\n')
    (folder / "forward.ipynb").write_text("{}")

    def line(where: Path = folder) -> str:
        monkeypatch.chdir(where)
        notebook._installed.cache_clear()  # as in a kernel that has just started
        notebook.check_setup("02_forward", "given.py")
        return capsys.readouterr().out

    return SimpleNamespace(folder=folder, line=line)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_every_notebook_begins_with_the_check_of_its_own_unit(unit: Unit) -> None:
    files = ', "given.py"' if names_asked_for(read_source(unit)) else ""
    assert first_cell(unit).endswith(f'else:\n    check_setup("{unit.name}"{files})')


def test_first_cell_without_the_course_says_which_python_lacks_it() -> None:
    bare = [sys.executable, "-I", "-S", "-c", first_cell(UNITS[1])]  # -S: no installed packages
    done = subprocess.run(bare, capture_output=True, text=True, check=True)
    assert done.stdout == (
        f"No module named 'course' in {sys.executable}: stop JupyterLab and start it where you installed the course, "
        "or choose that environment's kernel (Kernel > Change Kernel).\n"
    )


def test_unpacked_unit_is_in_place(said: SimpleNamespace) -> None:
    assert said.line() == WELL


def test_grader_without_a_notebook_in_its_scratch_folder_is_in_place(said: SimpleNamespace) -> None:
    (said.folder / "forward.ipynb").unlink()
    assert said.line(said.folder.rename(said.folder.parent / "scratch")) == WELL


def test_old_python_is_told_what_is_needed(said: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "python_version", lambda: "3.10.4")
    assert said.line() == "Python 3.10.4 does not fit, >=3.11 is needed: install it, then the course in it.\n"


def test_missing_and_old_packages_are_named(said: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = dict.fromkeys(
        ("ipython", "ipywidgets", "matplotlib", "packaging", "pillow", "threadpoolctl", "traitlets"), "999"
    )
    installed |= {"numpy": "1.26.4", "scikit-learn": "999.0rc1"}

    def version(name: str) -> str:
        if name not in installed:
            raise PackageNotFoundError(name)
        return installed[name]

    monkeypatch.setattr(notebook, "version", version)
    assert said.line() == f"numpy 1.26.4 does not fit, >=2.0 is needed, pandas is missing. {INSTALL}"


def test_course_older_than_the_notebook_is_noticed(said: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted, words in (("99.1", "This notebook came with version 99.1 of the course, but "), ("0.0.1", WELL)):
        (said.folder / "forward.ipynb").write_text(f'{{"metadata": {{"course_version": "{wanted}"}}}}')
        assert said.line().startswith(words)


def test_course_that_is_not_installed_is_noticed(said: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "package", lambda: "no-such-package-anywhere")
    assert said.line() == f"The course is not installed in {sys.prefix}, where this notebook runs. {INSTALL}"


def test_notebook_opened_inside_the_zip_is_sent_to_its_folder(said: SimpleNamespace, tmp_path: Path) -> None:
    alone = tmp_path / "Temp1_course.zip"
    alone.mkdir()
    assert said.line(alone) == (
        f"given.py is not beside this notebook, in {alone}: unpack the whole zip first, "
        "and open forward.ipynb in its own folder 02_forward.\n"
    )


def test_support_file_of_another_unit_is_noticed(said: SimpleNamespace) -> None:
    (said.folder / "given.py").write_text('"""03_backward: working code of the earlier units."""\n')
    assert said.line() == (
        f"given.py in {said.folder} belongs to another unit: put the one that came with forward.ipynb in its place.\n"
    )


def test_renamed_folder_is_noticed(said: SimpleNamespace) -> None:
    assert said.line(said.folder.rename(said.folder.parent / "week two")) == (
        "The folder week two was called 02_forward: give it that name again, "
        "so that your other notebooks find the answers in it.\n"
    )


def test_renamed_notebook_is_noticed(said: SimpleNamespace) -> None:
    (said.folder / "forward.ipynb").rename(said.folder / "my forward.ipynb")
    assert said.line() == (
        f"forward.ipynb is not in {said.folder}. Was it renamed to my forward.ipynb? Give it its name again: grading, "
        "progress and later units look for it.\n"
    )


def test_copy_of_the_notebook_is_noticed(said: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    (said.folder / "forward-Copy1.ipynb").write_text("{}")
    monkeypatch.setenv("JPY_SESSION_NAME", "/course/02_forward/forward.ipynb")
    assert said.line() == WELL
    monkeypatch.setenv("JPY_SESSION_NAME", "/course/02_forward/forward-Copy1.ipynb")
    assert said.line() == (
        "This is forward-Copy1.ipynb, a copy: grading, progress and later units look for forward.ipynb. "
        "Work in that one.\n"
    )


def outputs_of(*cells: str) -> list[list[nbformat.NotebookNode]]:
    """Run cells in a real kernel behind the set-up check, and return what each shows."""
    setup = "from course import check_setup\ncheck_setup()"
    sheet = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (setup, *cells)])
    NotebookClient(sheet, allow_errors=True).execute()
    return [cell.outputs for cell in sheet.cells]


def test_stub_met_by_a_later_cell_shows_one_line() -> None:
    stub = "def neuron(x):\n    raise NotImplementedError('Replace this line with your answer.')\nslope = ..."
    setup, _, call, value = outputs_of(stub, "neuron(1)", "2 * slope")
    assert setup[0].text == WELL
    assert call[0].traceback == ["`neuron` is not answered yet: answer its exercise above, then run this cell again."]
    assert value[0].traceback == ["A value above is still `...`: answer its exercise, then run this cell again."]


def test_other_errors_keep_their_traceback() -> None:
    (_, wrong_type) = outputs_of("1 + 'a'")
    assert "unsupported operand" in wrong_type[0].evalue
    assert "Traceback" in "".join(wrong_type[0].traceback)


@pytest.mark.usefixtures("translated")
def test_language_may_change_though_the_packages_are_looked_at_once(
    said: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(notebook, "package", lambda: "no-such-package-anywhere")
    english = said.line()
    notebook.check_setup("02_forward", "given.py", language="xx")
    marked = capsys.readouterr().out
    assert marked.count("⟦") == 2
    assert re.sub("[⟦⟧]", "", marked) == english


def test_unknown_language_is_named_and_the_notebook_goes_on_in_english(
    said: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said.line() == WELL
    notebook.check_setup(language="fr")
    assert capsys.readouterr().out == (
        "There is no edition in the language 'fr', so this notebook goes on in English. There are: en, es.\n"
    )
    assert language_in_use() == FIRST
