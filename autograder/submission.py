"""Read what a student handed in: untrusted bytes become a notebook whose tests are the instructor's, or a reason.

What has a clear meaning is repaired, and each repair is named; anything else is rejected in a sentence that a teacher
can pass on.
"""

import copy
import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4.nbbase import random_cell_id

from autograder.units import grade_id, is_solution, is_test


class RejectedError(Exception):
    """Say why a submission cannot be graded."""


def read_submission(path: Path, source: NotebookNode, megabytes: int) -> tuple[NotebookNode, list[str]]:
    """Read and repair a submitted notebook.

    Args:
        path: the submitted file.
        source: the instructor's notebook of the unit.
        megabytes: the largest file that is accepted.

    Returns:
        The notebook to run, with the instructor's locked cells, and what was repaired.

    Raises:
        RejectedError: the file cannot be read as a notebook.
    """
    notebook = _parse(_read_text(path, megabytes))
    repairs: list[str] = []
    if not any(grade_id(cell) for cell in notebook.cells):
        raise RejectedError("The notebook has none of the unit's cells. Was another file handed in by mistake?")
    return restore_locked_cells(notebook, source, repairs), repairs


def _read_text(path: Path, megabytes: int) -> str:
    try:
        if path.stat().st_size > megabytes * 1_000_000:
            raise RejectedError(f"The file is larger than {megabytes} MB. Clear its outputs and hand it in again.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise RejectedError(f"There is no file {path.name}. Was it renamed?") from None
    except (OSError, ValueError) as error:
        raise RejectedError(f"The file cannot be read: {error}.") from error
    if not data.strip():
        raise RejectedError("The file is empty.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RejectedError("The file is not a notebook: it is not text in UTF-8.") from None


def _parse(text: str) -> NotebookNode:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise RejectedError(f"The file is not a notebook: it is broken JSON{where}, perhaps cut off.") from None
    if not isinstance(data, dict) or not isinstance(data.get("nbformat"), int):
        raise RejectedError("The file is JSON, but not a notebook.")
    if data["nbformat"] > nbformat.current_nbformat:
        raise RejectedError(f"The notebook has a format ({data['nbformat']}) newer than this grader knows.")
    try:
        notebook = _with_unique_ids(nbformat.convert(nbformat.reader.reads(text), nbformat.current_nbformat))
        nbformat.validate(notebook)
        notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    except Exception as error:  # nbformat's converters raise whatever the broken part makes them raise
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise RejectedError(f"The notebook is damaged: {reason}") from error
    return notebook


def _with_unique_ids(notebook: NotebookNode) -> NotebookNode:
    """Give an id of their own to cells that have none, or one that stands twice."""
    seen: set[str] = set()
    for cell in notebook.cells:
        if not cell.get("id") or cell.id in seen:
            cell.id = random_cell_id()
        seen.add(cell.id)
    notebook.nbformat_minor = nbformat.current_nbformat_minor  # the first one with ids is 4.5
    return notebook


def restore_locked_cells(notebook: NotebookNode, source: NotebookNode, repairs: list[str]) -> NotebookNode:
    """Put the instructor's locked cells in place of the student's, bring deleted ones back, drop copies.

    Args:
        notebook: the student's; left as it is.
        source: the instructor's.
        repairs: each repair is appended here in words.

    Returns:
        A new notebook: the student's own cells, and every locked cell of the source exactly once.
    """
    originals = {grade_id(cell): cell for cell in source.cells if grade_id(cell)}
    cells: list[NotebookNode] = []
    seen: set[str] = set()
    for original_cell in notebook.cells:
        cell = _clean(original_cell)
        name = grade_id(cell)
        if name and (name not in originals or name in seen):
            if name in originals and not is_solution(originals[name]):
                repairs.append(f"a copy of the locked cell {name} was left out")
                continue
            what = "a second cell," if name in seen else "a cell that the unit does not have,"
            repairs.append(f"{what} {name}, is run as an ordinary cell")
            del cell.metadata["nbgrader"]
        elif name:
            seen.add(name)
            cell = _as_in(originals[name], cell, repairs)
        cells.append(cell)
    result = copy.deepcopy(notebook)
    result.cells = cells
    _bring_back(result, source, seen, repairs)
    return _with_unique_ids(result)


def _clean(cell: NotebookNode) -> NotebookNode:
    """Copy a cell without outputs, and without metadata other than nbgrader's."""
    copied = copy.deepcopy(cell)
    copied.metadata = NotebookNode({key: copied.metadata[key] for key in copied.metadata if key == "nbgrader"})
    if copied.cell_type == "code":
        copied.outputs, copied.execution_count = [], None
    return copied


def _as_in(original: NotebookNode, cell: NotebookNode, repairs: list[str]) -> NotebookNode:
    """Return the cell with the original's type and metadata, and with its source where that is locked."""
    name = grade_id(original)
    restored = _clean(original)
    restored.id = cell.id
    if cell.cell_type != original.cell_type:
        repairs.append(f"{name} is a {original.cell_type} cell again")
    if is_solution(original):
        restored.source = cell.source
    return restored


def _bring_back(notebook: NotebookNode, source: NotebookNode, seen: set[str], repairs: list[str]) -> None:
    """Insert the locked cells that were deleted, each behind what comes before it in the source."""
    for position, original in enumerate(source.cells):
        name = grade_id(original)
        if not name or name in seen or is_solution(original):
            continue
        before = {grade_id(cell) for cell in source.cells[:position]} - {""}
        places = [i for i, cell in enumerate(notebook.cells) if grade_id(cell) in before]
        notebook.cells.insert(max(places) + 1 if places else 0, _clean(original))
        seen.add(name)
        if is_test(original):
            repairs.append(f"the deleted test cell {name} was put back")
