"""The commands as a person meets them: output, exit status, and one sentence where something is wrong."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from autograder import cli
from autograder.cli import app
from autograder.problems import UserError
from autograder.sandbox.choice import choose_sandbox
from autograder.units import Unit, find_units, read_source
from tests.collection import ROOT


def autograder(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_run_prints_the_result_as_json(tiny: Unit) -> None:
    done = CliRunner().invoke(app, ["run", str(tiny.source), "--unit=1", "--json", "--sandbox=none"])
    result = json.loads(done.stdout)
    assert {"unit", "score", "max_score", "status", "exercises"} <= result.keys()
    assert (result["unit"], result["score"], result["max_score"], result["status"]) == ("01_tiny", 16, 20, "graded")
    slope = {"name": "slope", "points": 6, "max_points": 6, "status": "passed", "message": ""}
    assert [one for one in result["exercises"] if slope.items() <= one.items()]
    assert result["sandbox"] == "none"


def test_run_says_how_many_cells_were_skipped_or_runs_all(tiny: Unit) -> None:
    command = ["run", str(tiny.source), "--unit=1", "--sandbox=none"]
    assert "Cells not run, since no points depend on them: 1." in CliRunner().invoke(app, command).stdout
    assert json.loads(CliRunner().invoke(app, [*command, "--json", "--all-cells"]).stdout)["skipped"] is None


def test_run_prints_a_table_for_people(tiny: Unit) -> None:
    done = CliRunner().invoke(app, ["run", str(tiny.source), "--unit=tiny", "--sandbox=none"])
    assert "01_tiny: 16 of 20 (+4 by hand)" in done.stdout
    assert "passed" in done.stdout


def test_lint_prints_breaches_and_exits_with_1(tiny: Unit) -> None:
    assert CliRunner().invoke(app, ["lint"]).exit_code == 0
    notebook = read_source(tiny)
    notebook.cells[3].metadata["nbgrader"]["points"] = 11
    nbformat.write(notebook, tiny.source)
    done = CliRunner().invoke(app, ["lint"])
    assert done.exit_code == 1
    assert done.stdout == "01_tiny: notebook: the points sum to 21 instead of 20 [points]\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["lint"], "There is no folder source/"),
        (["run", "nothing.ipynb", "--unit=1"], "There is no file nothing.ipynb"),
    ],
)
def test_error_for_people_is_one_line_on_stderr(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = autograder(tmp_path, *arguments)
    assert done.returncode == 1
    assert done.stderr.startswith("autograder: ")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    script = f'mkdir gone && cd gone && rmdir ../gone && exec "{sys.executable}" -m autograder report'
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == "autograder: This folder was removed, or replaced by another one. Go into it anew, with cd.\n"


def test_ctrl_c_while_a_command_begins_shows_no_traceback() -> None:
    begins = """
import os, signal, sys
from autograder.__main__ import main

class Finder:
    def find_spec(self, name, path, target=None):
        if name == "autograder.cli":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
main()
"""
    done = subprocess.run([sys.executable, "-c", begins], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


def test_unit_is_found_by_number_word_or_name(tiny: Unit) -> None:
    for names in (["1"], ["01"], ["tiny"], ["01_tiny"], ["1", "tiny"]):
        assert find_units(tiny.root, names) == [tiny]
    with pytest.raises(UserError, match="There is no unit '9'"):
        find_units(tiny.root, ["9"])


@pytest.mark.parametrize("option", ["--timeout=0", "--timeout=-5", "--memory=0"])
def test_limit_in_which_nobody_could_answer_is_refused(tiny: Unit, option: str) -> None:
    done = CliRunner().invoke(app, ["run", str(tiny.source), "--unit=1", option])
    assert done.exit_code == 2
    assert "greater than or equal to" in done.stderr


@pytest.mark.parametrize("line", ["from autograder.grading.plugins import Gone", "c.CourseDirectory.root = ("])
@pytest.mark.parametrize("command", ["release", "grade"])
def test_settings_of_nbgrader_that_cannot_be_read_are_a_sentence(tiny: Unit, command: str, line: str) -> None:
    (tiny.root / "nbgrader_config.py").write_text(line, encoding="utf-8")
    error = CliRunner().invoke(app, [command]).exception
    assert isinstance(error, UserError)
    assert re.match(r"nbgrader_config\.py in \S+ stops with (Import|Syntax)Error: .+ copy the course's own", str(error))


@pytest.mark.parametrize("command", [["bundle"], ["publish", "students"], ["lectures"], ["report"]])
def test_language_without_an_edition_is_refused_before_anything_is_written(tiny: Unit, command: list[str]) -> None:
    before = sorted(tiny.root.rglob("*"))
    done = CliRunner().invoke(app, [*command, "--language=xx"])
    assert str(done.exception) == "There is no edition in the language 'xx'. There are: en, es."
    assert sorted(tiny.root.rglob("*")) == before


def test_no_sandbox_is_refused_unless_the_user_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.sandbox.choice.works", lambda sandbox: False)
    with pytest.raises(UserError, match="No sandbox can be built on this machine"):
        choose_sandbox("auto")
    for sandbox in ("bwrap", "sandlock"):
        with pytest.raises(UserError, match=f"The sandbox {sandbox} cannot be built"):
            choose_sandbox(sandbox)
    assert choose_sandbox("none") == "none"
    with pytest.raises(UserError, match="There is no sandbox 'moat'"):
        choose_sandbox("moat")


def test_fault_of_the_grader_itself_is_a_sentence_and_a_traceback_in_the_log(
    tiny: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise KeyError("lost")

    monkeypatch.setattr(cli, "app", fail)
    monkeypatch.setattr(sys, "argv", ["autograder", "report"])
    with pytest.raises(SystemExit, match=r"fault of the grader itself: KeyError: 'lost'\. .* in autograder\.log\."):
        cli.main()
    log = (tiny.root / "autograder.log").read_text(encoding="utf-8")
    assert "UTC, 'report':\n" in log
    assert "in fail" in log
