"""What the instructor's run of a unit shows: stored in source/ for the first language, run once for each other one.

A run of the students' notebook is kept in dist/outputs/, under the hash of all that it comes from, so it is never stale
and a second site does not run it again.
"""

import asyncio
import hashlib
import shutil
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from autograder.languages.places import released_folder
from autograder.languages.submissions import source_in
from autograder.problems import UserError
from autograder.units import Unit, grade_id, is_solution, read_source
from course.texts import FIRST

SECONDS = 600  # that one cell may take
# Notebooks run side by side, but Python 3.11 counts the depth of what it parses for all threads together.
_parsing = threading.Lock()


def instructors_run(unit: Unit, language: str) -> NotebookNode:
    """Return the instructor's notebook in a language with the outputs of a whole run.

    Raises:
        UserError: a cell of it stops with an error.
    """
    if language != FIRST:
        return run_once(unit, language)
    with _parsing:
        return read_source(unit)


def run_once(unit: Unit, language: str) -> NotebookNode:
    """Return the students' notebook in a language, answered as in the source and run from its top.

    Raises:
        UserError: a cell of it stops with an error.
    """
    with _parsing:
        notebook = answered_edition(unit, language)
    kept = unit.root / "dist" / "outputs" / f"{unit.name}-{language}-{_hash(unit, language, notebook)}.ipynb"
    if not kept.is_file():
        _run(notebook, unit, language)
        kept.parent.mkdir(parents=True, exist_ok=True)
        for older in kept.parent.glob(f"{unit.name}-{language}-*.ipynb"):
            older.unlink()
        nbformat.write(notebook, kept)
    return nbformat.read(kept, as_version=4)


def answered_edition(unit: Unit, language: str) -> NotebookNode:
    """Return a unit's edition in a language, each exercise answered as in the source."""
    answers = {grade_id(cell): cell.source for cell in source_in(unit, language).cells if is_solution(cell)}
    notebook = nbformat.read(released_folder(unit, language) / unit.notebook_name, as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
        cell.metadata.pop("tags", None)  # by which a student's notebook goes on behind an error
    return notebook


def _run(notebook: NotebookNode, unit: Unit, language: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(released_folder(unit, language), scratch, dirs_exist_ok=True)
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            record_timing=False,
            store_widget_state=False,
            extra_arguments=["--log-level=ERROR"],  # a kernel warns of its own connection, each time
            resources={"metadata": {"path": scratch}},
        )
        try:
            # In a thread of its own no loop is running yet, and none is left open there.
            with ThreadPoolExecutor(1) as thread:
                thread.submit(asyncio.run, client.async_execute()).result()
        except CellExecutionError as error:
            raise UserError(f"The {language} notebook of {unit.name} stopped: {error.ename}: {error.evalue}") from error


def _hash(unit: Unit, language: str, notebook: NotebookNode) -> str:
    """Hash what the outputs come from: the cells, the code beside them, and the package with its translations."""
    digest = hashlib.sha256("\n".join(cell.source for cell in notebook.cells).encode())
    beside = [path for path in released_folder(unit, language).iterdir() if path.suffix == ".py"]
    for path in [*sorted(beside), *_package(unit.root)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _package(root: Path) -> list[Path]:
    return sorted(path for path in (root / "course").rglob("*") if path.suffix in (".py", ".mo", ".csv", ".npz"))
