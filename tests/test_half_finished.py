"""Half-finished notebooks: an open exercise shows its message, leaves the others usable, and "Run all" goes on.

nbgrader's Validate, which runs a notebook from the top too, says what the checks say.
"""

import contextlib
import io
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbgrader.validator import Validator
from traitlets.config import Config

from autograder.units import Unit, exercises, grade_id, is_test, is_written, read_source
from tests.collection import ROOT, read_answers, units_with_answers
from tests.submissions import filled, reference, untouched, without_figures

UNITS = [Unit(name, ROOT) for name in units_with_answers()]
each_unit = pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
OPEN = ("is not answered yet", "which is not answered yet", "uses a value that is still `...`")


def messages(notebook: NotebookNode, unit: Unit, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Run the locked and the answered cells in this process; return what each test cell that failed says."""
    monkeypatch.syspath_prepend(unit.release.parent)
    monkeypatch.delitem(sys.modules, "given", raising=False)  # each unit has a support file of its own
    namespace: dict[str, Any] = {"__name__": "__main__"}
    failed = {}
    for cell in without_figures(notebook).cells:
        if cell.cell_type == "code":
            with contextlib.redirect_stdout(io.StringIO()):
                try:
                    exec(compile(cell.source, grade_id(cell), "exec"), namespace)
                except AssertionError as error:
                    failed[grade_id(cell)] = str(error)
    return failed


@pytest.mark.slow
@each_unit
def test_one_open_exercise_is_named_and_the_others_pass_or_say_why(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = reference(unit.name)
    for exercise in exercises(read_source(unit)):
        if exercise.written:
            continue
        rest = {name: code for name, code in answers.items() if name != exercise.name}
        failed = messages(filled(unit.name, rest), unit, monkeypatch)
        assert set(exercise.test_ids) <= set(failed)
        assert len(failed) <= len(exercise.test_ids) + 2, f"{exercise.name} closes {sorted(failed)}"
        for test, text in failed.items():
            wanted = OPEN[:1] if test in exercise.test_ids else OPEN[1:]
            assert any(words in text for words in wanted), f"{exercise.name} open, {test}: {text}"


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [UNITS[0], *(pytest.param(one, marks=pytest.mark.exhaustive) for one in UNITS[1:])],
    ids=lambda unit: unit.name,
)
def test_half_finished_notebook_runs_to_its_end_without_a_traceback(unit: Unit) -> None:
    every_second = dict(list(reference(unit.name).items())[1::2])
    notebook = filled(unit.name, every_second)
    NotebookClient(notebook, resources={"metadata": {"path": str(unit.release.parent)}}).execute()
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                assert "Traceback" not in "".join(output.traceback), cell.source
            elif output.output_type == "stream":
                assert output.name == "stdout", output.text


def validated(notebook: NotebookNode, unit: Unit, folder: Path) -> dict[str, str]:
    """Return what nbgrader's Validate says of each cell that fails; it runs in a folder as the student has it."""
    place = folder / unit.name
    place.mkdir()
    for support in unit.release.parent.glob("*.py"):
        (place / support.name).write_bytes(support.read_bytes())
    nbformat.write(without_figures(notebook), place / unit.notebook_name)
    # On a busy machine a cell may take longer than the half minute that nbgrader allows.
    results = Validator(config=Config(Execute={"timeout": 600})).validate(str(place / unit.notebook_name))
    assert set(results) <= {"failed"}, results
    ids = {cell.source.strip(): grade_id(cell) for cell in notebook.cells}
    return {ids[one["source"]]: one["raw_error"] for one in results.get("failed", ())}


@pytest.mark.exhaustive
@each_unit
def test_validate_passes_the_reference_answers(unit: Unit, tmp_path: Path) -> None:
    assert validated(filled(unit.name, reference(unit.name)), unit, tmp_path) == {}


@pytest.mark.slow
def test_validate_names_the_cell_that_fails_and_shows_the_checks_message(tmp_path: Path) -> None:
    unit = UNITS[1]
    wrong = next(one for one in read_answers(unit.name) if one.exercise == "dense" and one.names)
    failed = validated(filled(unit.name, reference(unit.name) | {"dense": wrong.code}), unit, tmp_path)
    assert set(failed) == {"test_dense"}
    assert wrong.names in failed["test_dense"]
    assert failed["test_dense"].startswith("✗ dense(")


@pytest.mark.slow
def test_validate_fails_every_cell_of_an_untouched_notebook(tmp_path: Path) -> None:
    unit = UNITS[0]
    failed = validated(untouched(unit.name), unit, tmp_path)
    assert set(failed) == {grade_id(cell) for cell in read_source(unit).cells if is_test(cell) or is_written(cell)}
    assert all(OPEN[0] in text or "You did not provide a response" in text for text in failed.values())
