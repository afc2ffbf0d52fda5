"""Solutions for students: only when nobody can hand in any more, and with no hidden test in them."""

import re
from datetime import UTC, datetime, timedelta

import nbformat
import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.grading.due import extend, set_due
from autograder.problems import UserError
from autograder.site.outputs import run_once
from autograder.units import Unit, read_source, support_files


@pytest.mark.slow
def test_solutions_come_after_the_last_extension_and_hold_no_hidden_test(released: Unit) -> None:
    early = CliRunner().invoke(app, ["solutions", "1"])
    assert "has no due date" in str(early.exception)
    set_due(released, (datetime.now(UTC) - timedelta(days=1)).isoformat(), None)
    extend(released, "ada", timedelta(days=3))
    extend(released, "bob", timedelta(0))
    waits = CliRunner().invoke(app, ["solutions", "1"])
    assert f"until {datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}" in str(waits.exception)
    assert not (released.root / "solutions").exists()
    extend(released, "ada", timedelta(0))
    done = CliRunner().invoke(app, ["solutions", "1"])
    assert done.stdout == "written: solutions/en/01_tiny/tiny.html, and the notebook beside it\n"
    folder = released.root / "solutions" / "en" / released.name
    assert {path.name for path in folder.iterdir()} == {
        "tiny.ipynb",
        "tiny.html",
        *(path.name for path in support_files(released)),
    }
    notebook = (folder / "tiny.ipynb").read_text(encoding="utf-8")
    page = (folder / "tiny.html").read_text(encoding="utf-8")
    assert "Because." in notebook
    assert "twice_as_much = x * 2" in notebook
    for text in (notebook, page):
        assert "twice_as_much" in text
        for secret in ("hidden_data()", "numbers**2", "### BEGIN", "### END"):
            assert secret not in text, secret
    assert not re.search(r"""<(?:script|link|img)[^>]+(?:src|href)=["']?(?:http|//)""", page)
    checks = [cell for cell in nbformat.reads(notebook, as_version=4).cells if cell.id.startswith("test_")]
    assert len(checks) == 2
    assert all(one.output_type != "error" for cell in checks for one in cell.outputs)
    assert "### BEGIN SOLUTION" in read_source(released).cells[2].source


@pytest.mark.slow
def test_solution_that_stops_with_an_error_is_named_and_not_published(released: Unit) -> None:
    text = released.source.read_text(encoding="utf-8")
    assert text.count("slope = (7 - 1) / 2") == 1
    released.source.write_text(text.replace("slope = (7 - 1) / 2", "slope = (7 - 1) / 0"), encoding="utf-8")
    with pytest.raises(UserError, match=r"The en notebook of 01_tiny stopped: ZeroDivisionError"):
        run_once(released, "en")
