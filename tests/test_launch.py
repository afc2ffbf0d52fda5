"""What Codespaces and Binder read: that it names what is there."""

import json
import os
import re

from tests.collection import ROOT


def test_codespace_installs_a_lock_that_is_there() -> None:
    settings = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    command = settings["postCreateCommand"].split()
    assert command[:4] == ["python", "-m", "pip", "install"]
    assert (ROOT / command[command.index("-r") + 1]).is_file()
    assert re.fullmatch(r"python:3\.1\d(-\w+)?", settings["image"])
    assert "ms-toolsai.jupyter" in settings["customizations"]["vscode"]["extensions"]


def test_binder_installs_what_students_need_and_the_course() -> None:
    folder = ROOT / ".binder"
    option, path = (folder / "requirements.txt").read_text(encoding="utf-8").split()
    assert option == "-r"
    assert (folder / path).resolve() == ROOT / "requirements-students.txt"
    assert re.fullmatch(r"python-3\.1\d", (folder / "runtime.txt").read_text(encoding="utf-8").strip())
    assert os.access(folder / "postBuild", os.X_OK)
    assert (folder / "postBuild").read_text(encoding="utf-8").splitlines()[-1].endswith(" .")
