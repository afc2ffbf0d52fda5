"""What a teacher can do about a grade: look into the hidden tests, ask for an exit status, withdraw a question."""

import re

import nbformat
import pytest
from typer.testing import CliRunner, Result

from autograder.cli import app
from autograder.units import Unit, grade_id, read_source
from tests.tiny import tiny_notebook


def run(unit: Unit, answers: dict[str, str], *options: str) -> Result:
    notebook = tiny_notebook()
    for cell in notebook.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
    nbformat.write(notebook, unit.root / "appeal.ipynb")
    return CliRunner().invoke(app, ["run", "appeal.ipynb", "--unit=1", "--sandbox=none", *options])


SEEN_ONLY = {"double": "def double(x):\n    return x + 1 if hasattr(x, 'size') else x * 2"}


@pytest.mark.slow
def test_hidden_values_are_shown_to_a_teacher_who_asks(tiny: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    asked = run(tiny, SEEN_ONLY, "--reveal", "--require-full")
    shown = {key: re.search(rf"{key}: \[(.*)\]", asked.stdout) for key in ("Input x", "Returned", "Expected")}
    numbers = {key: [float(one) for one in found[1].split(",")] for key, found in shown.items() if found}
    assert numbers.keys() == shown.keys(), asked.stdout
    assert numbers["Returned"] == pytest.approx([x + 1 for x in numbers["Input x"]], abs=1e-4)
    assert numbers["Expected"] == pytest.approx([2 * x for x in numbers["Input x"]], abs=1e-4)
    assert asked.exit_code == 1  # --require-full
    not_asked = run(tiny, SEEN_ONLY)
    assert "Expected" not in not_asked.stdout
    assert not_asked.exit_code == 0


@pytest.mark.slow
def test_withdrawn_question_gives_everybody_its_points(tiny: Unit) -> None:
    source = read_source(tiny)
    for cell in source.cells:
        if grade_id(cell) == "test_slope":
            cell.source = "# VOID: the question had two readings."
    nbformat.write(source, tiny.source)
    done = run(tiny, {"slope": "raise ValueError"}, "--require-full")
    assert "16 of 20" in done.stdout
    assert "withdrawn" in done.stdout
    assert done.exit_code == 0
