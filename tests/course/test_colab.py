"""Google Colab: a notebook that is opened alone gets what belongs beside it, and finds the student's earlier ones."""

import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.authoring.colab import colab_cell
from autograder.languages.notebooks import translate_cell
from course.colab import DRIVE, fetch
from course.files import notebooks_of_units


def save_notebook(path: Path, unit: str, answer: str, seconds: int) -> None:
    """Write a notebook of a unit, last changed at this time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [{"cell_type": "code", "source": [code]} for code in (f'check_setup("{unit}", language="es")', answer)]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    os.utime(path, (seconds, seconds))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder like Colab's, with a site that has the Spanish files of two units."""
    site = tmp_path / "site" / "es" / "colab"
    site.mkdir(parents=True)
    with zipfile.ZipFile(site / "beside.zip", "w") as beside:
        for unit in ("02_forward", "03_backward"):
            beside.writestr(f"{unit}/given.py", f'"""{unit}: working code."""')
    home = tmp_path / "content"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setattr(sys, "path", [*sys.path])
    return home


def fetched(home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    fetch("03_backward", (home.parent / "site").as_uri(), language="es")
    return capsys.readouterr().out


def test_given_code_is_imported_and_the_cell_may_run_again(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = [fetched(home, capsys) for _time in range(2)]
    assert said[0] == said[1]
    assert "Guardar una copia en Drive" in said[0]
    assert "sube los notebooks anteriores" in said[0]
    assert Path.cwd() == home / "03_backward"
    assert sys.path.count(str(home / "03_backward")) == 1
    assert "03_backward" in Path("given.py").read_text(encoding="utf-8")


def test_earlier_notebooks_are_found_in_drive_or_uploaded(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fetched(home, capsys)
    save_notebook(home / DRIVE / "Copia de perceptron.ipynb", "01_perceptron", "older", seconds=10)
    save_notebook(home / "perceptron (1).ipynb", "01_perceptron", "newer", seconds=20)
    save_notebook(home / DRIVE / "Copia de backward.ipynb", "03_backward", "this unit", seconds=30)
    save_notebook(home / DRIVE / "other.ipynb", "../elsewhere", "no unit", seconds=40)
    assert "anteriores: 01_perceptron.\n" in fetched(home, capsys)
    notebooks = notebooks_of_units(home)
    assert list(notebooks) == ["01_perceptron", "03_backward"]
    assert "newer" in notebooks["01_perceptron"].read_text(encoding="utf-8")
    assert (home / "02_forward" / "given.py").is_file()


def test_cell_does_nothing_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    cell = colab_cell("02_forward", "http://127.0.0.1:9")
    assert len([line for line in cell.source.splitlines() if line.strip()]) <= 9
    exec(cell.source, {})
    translate_cell(cell, {}, "es")
    assert cell.source.endswith('fetch("02_forward", site, language="es")')
    exec(cell.source, {})
    assert capsys.readouterr() == ("", "")
