"""Progress across the notebooks, read from what they showed when they were saved."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.stubs import WRITTEN_STUB
from course import progress
from course.files import SHOWN_ERROR
from course.progress_table import UNTOUCHED, read_progress
from tests.tiny import tiny_notebook


def saved(
    folder: Path, unit: str = "01_tiny", ename: str | None = None, written: str = "Because.", shown: bool = False
) -> Path:
    """Save the tiny unit's notebook with its checks passed, or the first one ended in an error."""
    notebook: NotebookNode = tiny_notebook()
    if ename:
        error = new_output("error", ename=ename, evalue="", traceback=[])
        notebook.cells[3].outputs = [new_output("display_data", {SHOWN_ERROR: ename}) if shown else error]
    notebook.cells[-1].source = written
    path = folder / unit / f"{unit.split('_')[1]}.ipynb"
    path.parent.mkdir()
    nbformat.write(notebook, path)
    return path


def test_everything_done(tmp_path: Path) -> None:
    found = read_progress(saved(tmp_path))
    assert found.title == "Tiny"
    assert found.states == {"double": "passed", "slope": "passed", "reflect_why": "written"}
    assert (found.done, found.points, found.of_points) == (3, 16, 16)


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize(
    ("ename", "state"), [("NotAttempted", "open"), ("NameError", "open"), ("CheckFailed", "not right yet")]
)
def test_check_that_stopped_is_not_done(tmp_path: Path, ename: str, state: str, shown: bool) -> None:
    found = read_progress(saved(tmp_path, ename=ename, written=WRITTEN_STUB, shown=shown))
    assert found.states == {"double": state, "slope": "passed", "reflect_why": "open"}
    assert (found.done, found.points) == (1, 6)
    assert WRITTEN_STUB == UNTOUCHED


@pytest.mark.usefixtures("translated")
def test_written_question_is_open_in_each_edition_until_it_is_answered(tmp_path: Path) -> None:
    for number, written in enumerate((WRITTEN_STUB, f"⟦{WRITTEN_STUB}⟧")):
        unit = f"0{number}_tiny"
        assert read_progress(saved(tmp_path, unit, written=written)).states["reflect_why"] == "open"


def test_check_that_was_never_run_is_open(tmp_path: Path) -> None:
    path = saved(tmp_path)
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[3].execution_count = None
    nbformat.write(notebook, path)
    assert read_progress(path).states["double"] == "open"


def test_table_lists_every_unit_from_within_a_units_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("course.progress_table.display", lambda bundle, raw: shown.append(bundle))
    saved(tmp_path)
    saved(tmp_path, "02_next", ename="CheckFailed", written=WRITTEN_STUB)
    (tmp_path / "03_broken").mkdir()
    (tmp_path / "03_broken" / "broken.ipynb").write_text("{", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "02_next"):
        monkeypatch.chdir(folder)
        progress()
    assert shown[0] == shown[1]
    text = shown[0]["text/plain"]
    assert "Tiny: 3 of 3 done, 16 of 16 points by the visible checks" in text
    assert "✗ not right yet: double" in text
    assert "○ open: reflect_why" in text
    assert shown[0]["text/html"].count("<progress") == 3


def test_renamed_notebook_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("course.progress_table.display", lambda bundle, raw: shown.append(bundle))
    path = saved(tmp_path)
    path.rename(path.with_name("tiny-Copy1.ipynb"))
    monkeypatch.chdir(path.parent)
    progress()
    words = "01_tiny/tiny.ipynb is not there. Was it renamed to tiny-Copy1.ipynb?"
    assert all(words in text for text in shown[0].values())


def test_empty_folder_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("course.progress_table.display", lambda bundle, raw: shown.append(bundle))
    progress(tmp_path)
    assert shown == [{"text/plain": "There are no notebooks of this course here."}]
