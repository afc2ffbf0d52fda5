"""Hand in an attack as the answer to the tiny unit's first exercise, and grade it."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.judging.results import NotebookResult
from autograder.judging.run import grade_file
from autograder.judging.session import warm_worker
from autograder.sandbox.limits import Limits
from autograder.units import Unit
from tests.tiny import DOUBLE, tiny_notebook

LIMITS = Limits(cell_seconds=10, notebook_seconds=60)
# Small, so that passing them is quick and harmless; the seconds are for a slow machine.
SMALL = Limits(
    cell_seconds=60, notebook_seconds=300, threads=20, open_files=64, file_megabytes=5, scratch_megabytes=10,
    scratch_files=200,
)  # fmt: skip
FULL_SCORE = 16


def grade_attack(
    unit: Unit, code: str, sandbox: str, limits: Limits = LIMITS, name: str = "attack"
) -> tuple[NotebookResult, NotebookNode | None]:
    """Grade the tiny unit with `code` as the answer to `double`; its other answers are right.

    Args:
        unit: the tiny unit.
        code: what stands in the cell of `double`; an honest `double` may follow it.
        sandbox: the sandbox; "none" shows what the attack does undefended.
        limits: what it may take.
        name: of the submitted file.
    """
    notebook = tiny_notebook()
    notebook.cells[2].source = code
    path = unit.root / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return grade_file(path, unit, limits, sandbox)


def honest_score(unit: Unit, sandbox: str) -> float | None:
    """Grade an honest submission: what the class gets after an attack."""
    return grade_attack(unit, DOUBLE, sandbox, name="honest")[0].score


def withstand(
    unit: Unit, code: str, sandbox: str, limits: Limits = SMALL, watched: Path | None = None
) -> tuple[NotebookResult, str]:
    """Grade an attack, and see to it that nobody else comes to harm.

    An honest submission after it gets its full score, from the same warm worker, and nothing outside has changed.

    Args:
        unit: the tiny unit.
        code: the attack.
        sandbox: the sandbox.
        limits: what it may take.
        watched: another folder that must not change.

    Returns:
        The result, and what the attack's cell printed.
    """
    process = warm_worker(sandbox).process.pid
    folders = [unit.root / "source", *([watched] if watched else [])]
    before = [snapshot(folder) for folder in folders]
    result, ran = grade_attack(unit, code, sandbox, limits)
    assert [snapshot(folder) for folder in folders] == before
    assert honest_score(unit, sandbox) == FULL_SCORE
    assert warm_worker(sandbox).process.pid == process
    assert ran is not None
    text = "".join(str(one.get("text", "")) for one in ran.cells[2].get("outputs", []) if one.output_type == "stream")
    return result, text


def snapshot(folder: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """Return name, mode, time and content of everything in a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        found[str(path)] = (about.st_mode, about.st_size, about.st_mtime_ns, content)
    return found


def undefended(code: str, folder: Path, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    """Run an attack in a plain Python process of its own session, to see that it does what it is meant to do.

    Raises:
        subprocess.TimeoutExpired: it does not end by itself.
    """
    command = [sys.executable, "-c", code]
    environment = dict(os.environ, HOME=str(folder), OPENBLAS_NUM_THREADS="1")
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=seconds, check=False, start_new_session=True,
        env=environment,
    )  # fmt: skip
