"""What students get, and that it is made from source/ alone."""

import shutil
from importlib.metadata import version
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.release import release
from autograder.problems import UserError
from autograder.stubs import STUB, WRITTEN_STUB, student_source
from autograder.units import Unit, find_units, grade_id, is_written, read_source
from course.files import package
from tests.collection import ROOT
from tests.tiny import DOUBLE, SLOPE, TEST_DOUBLE


def sources(unit: Unit) -> dict[str, str]:
    """Return what a student gets in each cell that nbgrader knows."""
    return {grade_id(cell): cell.source for cell in nbformat.read(unit.release, as_version=4).cells}


def test_students_get_stubs_and_visible_checks(released: Unit) -> None:
    cells = sources(released)
    assert cells["double"].endswith(f'    """\n    {STUB}')
    assert cells["slope"].endswith("(2, 7).\nslope = ...")
    assert cells["test_double"].startswith("expect(double, 2.0")
    assert "HIDDEN" not in cells["test_double"]
    assert cells["reflect_why"] == WRITTEN_STUB


def test_release_agrees_with_the_stubs_that_lint_reads(released: Unit) -> None:
    cells = sources(released)
    for cell in read_source(released).cells:
        if grade_id(cell) and not is_written(cell):
            assert cells[grade_id(cell)] == student_source(cell.source)


def test_run_all_goes_on_behind_an_error(released: Unit) -> None:
    for cell in nbformat.read(released.release, as_version=4).cells:
        if cell.cell_type == "code":
            assert cell.metadata["tags"] == ["raises-exception"]
            assert cell.outputs == []


def test_released_notebook_says_the_version_of_its_course(released: Unit) -> None:
    metadata = nbformat.read(released.release, as_version=4).metadata
    assert metadata["course_version"] == version(package())


def test_breach_stops_the_release(tiny: Unit) -> None:
    notebook = read_source(tiny)
    notebook.cells[2].source = DOUBLE.replace("### END SOLUTION", "").replace("### BEGIN SOLUTION", "")
    nbformat.write(notebook, tiny.source)
    with pytest.raises(UserError, match="nothing has been done"):
        release([tiny])
    assert not tiny.release.exists()


@pytest.mark.slow
def test_release_is_what_source_makes(tmp_path: Path) -> None:
    """release/ and the support files, byte for byte; run `autograder release` where this fails."""
    shutil.copytree(ROOT / "source", tmp_path / "source", ignore=shutil.ignore_patterns("__pycache__", ".ipynb*"))
    for name in ("nbgrader_config.py", "course.toml"):
        shutil.copy(ROOT / name, tmp_path)
    release(find_units(tmp_path))
    for folder in ("source", "release"):
        assert _files(ROOT / folder) == _files(tmp_path / folder)


def _files(folder: Path) -> dict[str, bytes]:
    ignored = {"__pycache__", ".ipynb_checkpoints", ".made"}
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not ignored & set(path.relative_to(folder).parts)
    }


def test_value_stub_keeps_what_stands_around_it() -> None:
    assert student_source(SLOPE).splitlines() == ["# The slope of the line through (0, 1) and (2, 7).", "slope = ..."]
    assert student_source("### BEGIN SOLUTION\na, b = 1, 2\nc = a\n### END SOLUTION") == "a = ...\nb = ...\nc = ..."


def test_hidden_tests_are_cut_out() -> None:
    assert student_source(TEST_DOUBLE) == TEST_DOUBLE.split("\n")[0]
