"""Collecting a folder of clones, one a student: whose each is, which notebook of it, and when it was committed."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from autograder.intake.collect import collect
from autograder.intake.placing import Fate
from autograder.intake.roster import read_roster
from autograder.problems import UserError
from autograder.units import Unit
from tests.collection import ROOT
from tests.downloads import work

CLASSROOM = (
    '"identifier","github_username","github_id","name"\n"s1","Ada-L","7",""\n"s2","grace","8",""\n"s3","","",""\n'
)
COMMITTED = "2026-11-06T12:00:00+00:00"


def clone(folder: Path, files: dict[str, bytes]) -> Path:
    """Make a repository as a student's clone is, with one commit."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_COMMITTER_DATE": COMMITTED}
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.invalid")
    for command in (("init", "--quiet"), ("add", "--all"), (*who, "commit", "--quiet", "--message=Mine")):
        subprocess.run(["git", "-C", folder, *command], env=environment, check=True)
    return folder


def classroom(root: Path) -> Path:
    """Make the clones of an assignment: a whole one, one without a notebook, a stranger's, one with a link."""
    folder = root / "unit-1-submissions"
    clone(
        folder / "unit-1-ada-l",
        {"01_tiny/tiny.ipynb": work(), "02_other/other.ipynb": work("other"), "README.md": b"", "notes.txt": b""},
    )
    clone(folder / "unit-1-grace", {"README.md": b"Nothing yet."})
    clone(folder / "unit-1-l", {"01_tiny/tiny.ipynb": work("stranger")})
    clone(folder / "unit-1-eve", {"README.md": b""})
    (folder / "unit-1-eve" / "tiny.ipynb").symlink_to(root / "gradebook.db")
    return folder


def test_clones_are_collected_by_the_roster_of_the_classroom(tiny: Unit) -> None:
    (tiny.root / "classroom.csv").write_text(CLASSROOM, encoding="utf-8")
    people = read_roster(tiny.root / "classroom.csv")
    found = collect(classroom(tiny.root), [tiny], tiny, people)
    assert [(one.fate, one.student, one.file) for one in found] == [
        (Fate.COLLECTED, "s1", "github.com/ada-l/01_tiny/tiny.ipynb"),
        (Fate.NOT_PLACED, "", "github.com/eve/tiny.ipynb"),
        (Fate.NOT_PLACED, "", "github.com/grace/"),
        (Fate.NOT_PLACED, "", "github.com/l/01_tiny/tiny.ipynb"),
    ]
    assert found[0].time == datetime.fromisoformat(COMMITTED).astimezone(UTC)
    assert found[1].note == "a link"
    assert "no notebook" in found[2].note
    assert found[3].note == "nobody in the roster has the name l on GitHub"
    assert tiny.submitted("s1").read_bytes() == work()
    again = collect(tiny.root / "unit-1-submissions", [tiny], tiny, people)
    assert [one.fate for one in again][:1] == [Fate.SAME]


def test_without_a_roster_the_name_on_github_is_the_id_and_a_folder_without_clones_is_refused(tiny: Unit) -> None:
    found = collect(classroom(tiny.root), [tiny], tiny)
    assert [one.student for one in found if one.fate == Fate.COLLECTED] == ["ada-l", "l"]
    with pytest.raises(UserError, match="holds no clones"):
        collect(tiny.root / "source", [tiny], tiny)


GH = """#!/bin/sh
if [ "$2" = list ]; then ls "$CLONES"; else cp -r "$CLONES/${3#*/}" "$4"; fi
"""


@pytest.mark.exhaustive
def test_steps_of_the_classrooms_workflow_grade_it(released: Unit, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Run all steps but those that install, with a `gh` that knows the clones alone."""
    away = tmp_path_factory.mktemp("github")
    tiny_command = f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m tests.tiny_command "$@"\n'
    for path, text in {str(away / "gh"): GH, ".venv/bin/autograder": tiny_command}.items():
        (released.root / path).parent.mkdir(parents=True, exist_ok=True)
        (released.root / path).write_text(text, encoding="utf-8")
        (released.root / path).chmod(0o755)
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "classroom.yml").read_text(encoding="utf-8"))
    steps = [step["run"] for step in workflow["jobs"]["grade"]["steps"] if "run" in step]
    environment = os.environ | {
        **{"PATH": f"{away}:{os.environ['PATH']}", "CLONES": str(classroom(away)), "ORGANIZATION": "school"},
        **{"ASSIGNMENT": "unit-1", "UNIT": "1", "ROSTER": CLASSROOM, "AUTOGRADER_SECRET": ""},
    }
    for step in steps[2:]:
        command = ["bash", "-e", "-c", step]
        done = subprocess.run(command, cwd=released.root, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, step + done.stdout + done.stderr
    assert "s1" in (released.root / "scores.csv").read_text(encoding="utf-8")
    assert (released.root / "feedback" / "s1" / "01_tiny" / "tiny.html").is_file()
    assert (released.root / "report" / "index.html").is_file()
