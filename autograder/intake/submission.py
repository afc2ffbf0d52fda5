"""Read what a student handed in: untrusted bytes become a notebook whose tests are the instructor's, or a reason.

What has a clear meaning is repaired, and each repair is named; anything else is rejected in a sentence that a teacher
can pass on.
"""

import copy
import re
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4.nbbase import random_cell_id

from autograder.intake.notebook_file import RejectedError, parse_notebook, printable, read_bytes
from autograder.intake.submitted import RECEIPT, TIMESTAMP
from autograder.units import Unit, find_units, grade_id, is_graded, is_solution, is_test, read_source
from autograder.wall.limits import Limits

MOST_REPAIRS = 20


def read_submission(path: Path, unit: Unit, source: NotebookNode, limits: Limits) -> tuple[NotebookNode, list[str]]:
    """Read and repair a submitted notebook.

    Args:
        path: the submitted file; it may be missing.
        unit: the unit that it answers.
        source: the instructor's notebook of the unit.
        limits: the largest file that is accepted.

    Returns:
        The notebook to run, with the instructor's locked cells, and what was repaired.

    Raises:
        RejectedError: the file cannot be read as a notebook of this unit.
    """
    try:
        repairs = _note_names(path, unit)
    except OSError as error:
        raise RejectedError(f"The file cannot be read: {error.strerror}.") from error
    megabytes = limits.submission_megabytes
    notebook = parse_notebook(read_bytes(path, megabytes), megabytes, repairs)
    know_by_id(notebook, source, repairs)
    if not names_in(notebook) & own_names(source):
        found = unit_of(notebook, {one.name: own_names(read_source(one)) for one in find_units(unit.root)})
        whose = f" It is that of {found}." if found else " Was another file handed in by mistake?"
        raise RejectedError(f"The notebook has none of the unit's cells.{whose}")
    restored = restore_locked_cells(notebook, source, repairs)
    if len(repairs) > MOST_REPAIRS:
        repairs[MOST_REPAIRS:] = [f"and {len(repairs) - MOST_REPAIRS} more repairs"]
    return restored, repairs


def notebooks_in(folder: Path) -> list[Path]:
    """List the notebooks in a folder, also those to whose names a browser has added .txt or .json."""
    files = [path for path in folder.iterdir() if ".ipynb" in path.name.lower() and not path.name.startswith(".")]
    return sorted(path for path in files if path.is_file())


def submitted_notebook(unit: Unit, student: str) -> Path:
    """Return which file of a student's folder is the notebook of the unit.

    The right name wins. Else it is the only notebook that holds cells of the unit, or the only one at all.

    Returns:
        The file, or, where none can be told, the one that should be there.
    """
    wanted = unit.submitted(student)
    try:
        if wanted.exists() or not wanted.parent.is_dir() or leads_outside(wanted.parent, unit):
            return wanted
        found = notebooks_in(wanted.parent)
    except OSError:  # not to be read by us; reading it will say so
        return wanted
    with_cells = [path for path in found if len(found) > 1 and _holds_cells(path, unit)]
    return next((one[0] for one in (found, with_cells) if len(one) == 1), wanted)


def leads_outside(path: Path, unit: Unit) -> bool:
    """Tell whether a path in submitted/ leads out of it, by a link."""
    submitted = unit.root / "submitted"
    try:
        return path.is_relative_to(submitted) and not path.resolve().is_relative_to(submitted.resolve())
    except (OSError, RuntimeError):  # links that lead round in a circle
        return True


def own_names(source: NotebookNode) -> set[str]:
    """Return the names of a unit's answers and tests."""
    return {grade_id(cell) for cell in source.cells if is_solution(cell) or is_graded(cell)}


def names_in(notebook: NotebookNode) -> set[str]:
    """Return the names of the cells of a student's notebook."""
    return {grade_id(cell) for cell in notebook.cells} - {""}


def unit_of(notebook: NotebookNode, names: dict[str, set[str]]) -> str:
    """Return the name of the unit whose answers and tests stand in a notebook; empty where none or two do.

    Args:
        notebook: a student's.
        names: what `own_names` returns, for each unit.
    """
    counts = {unit: len(own & names_in(notebook)) for unit, own in names.items()}
    most = max(counts.values(), default=0)
    best = [unit for unit, count in counts.items() if count == most]
    return best[0] if most and len(best) == 1 else ""


def same_name(name: str, unit: Unit) -> bool:
    """Tell whether a file has the name of the unit's notebook, or that with what browsers and LMSs add to it.

    Example:
        >>> [same_name(name, Unit("02_forward", Path())) for name in ("forward-1.ipynb", "other.ipynb")]
        [True, False]
    """
    return re.sub(r"(-\d+| ?\(\d+\))(?=\.ipynb)", "", name) == unit.notebook_name


def _holds_cells(path: Path, unit: Unit) -> bool:
    megabytes = Limits.submission_megabytes
    try:
        notebook = parse_notebook(read_bytes(path, megabytes), megabytes, [])
    except RejectedError:
        return False
    source = read_source(unit)
    know_by_id(notebook, source, [])
    return bool(names_in(notebook) & own_names(source))


def _note_names(path: Path, unit: Unit) -> list[str]:
    """Say what is odd about the file's name and neighbors, where it lies in a student's folder."""
    if leads_outside(path, unit):
        raise RejectedError("The notebook, or a folder above it, is a link that leads out of submitted/.")
    if not path.exists():
        raise RejectedError(_why_missing(path, unit))
    if path.parent.name != unit.name or not path.is_relative_to(unit.root / "submitted"):
        return []
    repairs = []
    if path.name != unit.notebook_name:
        repairs.append(f"the notebook was named {printable(path.name)}, not {unit.notebook_name}")
    others = [printable(other.name) for other in notebooks_in(path.parent) if other != path]
    if others:
        repairs.append(f"{', '.join(others[:MOST_REPAIRS])}: not the unit's notebook, left aside")
    return repairs


def _why_missing(path: Path, unit: Unit) -> str:
    if not path.parent.is_dir() or path.name != unit.notebook_name:
        return f"There is no file {printable(path.name)}. Was it renamed?"
    names = [printable(one.name) for one in notebooks_in(path.parent)][:MOST_REPAIRS]
    if names:
        return f"It cannot be told which of these is the unit's notebook: {', '.join(names)}. Hand in one."
    files = sorted(printable(one.name) for one in path.parent.iterdir() if one.name not in (TIMESTAMP, RECEIPT))
    held = f"only {', '.join(files[:MOST_REPAIRS])}" if files else "nothing"
    return f"No notebook was handed in: the folder holds {held}. {unit.notebook_name} belongs there."


def know_by_id(notebook: NotebookNode, source: NotebookNode, repairs: list[str]) -> None:
    """Name the cells again that have lost their metadata, by the ids that they were handed out with."""
    ids = {cell.id: grade_id(cell) for cell in source.cells if grade_id(cell)}
    present = {grade_id(cell) for cell in notebook.cells}
    for cell in notebook.cells:
        name = ids.get(cell.id, "")
        if name and name not in present and not grade_id(cell):
            cell.metadata["nbgrader"] = {"grade_id": name}
            repairs.append(f"{name} had lost its metadata and was known by its id")


def restore_locked_cells(notebook: NotebookNode, source: NotebookNode, repairs: list[str]) -> NotebookNode:
    """Put the instructor's locked cells in place of the student's, bring deleted ones back, drop copies.

    Args:
        notebook: the student's, from `parse_notebook`; left as it is.
        source: the instructor's.
        repairs: each repair is appended here in words.

    Returns:
        A new notebook: the student's own cells, and every locked cell of the source exactly once.
    """
    originals = {grade_id(cell): cell for cell in source.cells if grade_id(cell)}
    cells: list[NotebookNode] = []
    seen: set[str] = set()
    for student_cell in notebook.cells:
        cell = copy.deepcopy(student_cell)
        name = grade_id(cell)
        if name and (name not in originals or name in seen):
            if name in originals and not is_solution(originals[name]):
                repairs.append(f"a copy of the locked cell {name} was left out")
                continue
            what = "a second cell," if name in seen else "a cell that the unit does not have,"
            repairs.append(f"{what} {printable(name)}, is run as an ordinary cell")
            del cell.metadata["nbgrader"]
        elif name:
            seen.add(name)
            cell = _as_in(originals[name], cell, repairs)
        cells.append(cell)
    _bring_back(cells, source, seen, repairs)
    result = copy.copy(notebook)
    result.cells = cells
    return result


def _clean(original: NotebookNode) -> NotebookNode:
    """Copy a cell of the source without outputs, and without metadata other than nbgrader's."""
    copied = copy.deepcopy(original)
    copied.metadata = NotebookNode({"nbgrader": copied.metadata["nbgrader"]})
    if copied.cell_type == "code":
        copied.outputs, copied.execution_count = [], None
    return copied


def _as_in(original: NotebookNode, cell: NotebookNode, repairs: list[str]) -> NotebookNode:
    """Return the cell with the original's type and metadata, and with its source where that is locked."""
    restored = _clean(original)
    restored.id = cell.id
    if cell.cell_type != original.cell_type:
        repairs.append(f"{grade_id(original)} is a {original.cell_type} cell again")
    if is_solution(original):
        restored.source = cell.source
        if "attachments" in cell and original.cell_type == "markdown":
            restored.attachments = cell.attachments
    return restored


def _bring_back(cells: list[NotebookNode], source: NotebookNode, seen: set[str], repairs: list[str]) -> None:
    """Insert the locked cells that were deleted, each behind what comes before it in the source."""
    used = {cell.id for cell in cells}
    for position, original in enumerate(source.cells):
        name = grade_id(original)
        if not name or name in seen or is_solution(original):
            continue
        before = {grade_id(cell) for cell in source.cells[:position]} - {""}
        places = [i for i, cell in enumerate(cells) if grade_id(cell) in before]
        brought = _clean(original)
        if brought.id in used:
            brought.id = random_cell_id()
        cells.insert(max(places) + 1 if places else 0, brought)
        seen.add(name)
        if is_test(original):
            repairs.append(f"the deleted test cell {name} was put back")
