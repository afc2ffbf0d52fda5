"""Read what a student handed in: untrusted bytes become a notebook whose tests are the instructor's, or a reason.

What has a clear meaning is repaired, and each repair is named; anything else is rejected in a sentence that a teacher
can pass on.
"""

import re
from collections.abc import Callable
from pathlib import Path

from nbformat import NotebookNode

from autograder.intake.notebook_file import RejectedError, parse_notebook, printable, read_bytes
from autograder.intake.restoring import know_by_id, restore_locked_cells
from autograder.intake.submitted import RECEIPT, TIMESTAMP
from autograder.sandbox.limits import Limits
from autograder.units import Unit, find_units, grade_id, is_graded, is_solution, read_source
from course.texts import _

MOST_REPAIRS = 20


def read_submission(
    path: Path, read: Callable[[], bytes], unit: Unit, source: NotebookNode, limits: Limits
) -> tuple[NotebookNode, list[str]]:
    """Read and repair a submitted notebook.

    Args:
        path: the submitted file; it may be missing.
        read: gives its bytes, as `read_bytes` does.
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
        raise RejectedError(_("The file cannot be read: {reason}.").format(reason=error.strerror)) from error
    megabytes = limits.submission_megabytes
    notebook = parse_notebook(read(), megabytes, repairs)
    know_by_id(notebook, source, repairs)
    if not names_in(notebook) & own_names(source):
        found = unit_of(notebook, {one.name: own_names(read_source(one)) for one in find_units(unit.root)})
        known = _("The notebook has none of the unit's cells. It is that of {unit}.").format(unit=found)
        unknown = _("The notebook has none of the unit's cells. Was another file handed in by mistake?")
        raise RejectedError(known if found else unknown)
    restored = restore_locked_cells(notebook, source, repairs)
    if len(repairs) > MOST_REPAIRS:
        repairs[MOST_REPAIRS:] = [_("and {count} more repairs").format(count=len(repairs) - MOST_REPAIRS)]
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
        raise RejectedError(_("The notebook, or a folder above it, is a link that leads out of submitted/."))
    if not path.exists():
        raise RejectedError(_why_missing(path, unit))
    if path.parent.name != unit.name or not path.is_relative_to(unit.root / "submitted"):
        return []
    repairs = []
    if path.name != unit.notebook_name:
        repairs.append(
            _("the notebook was named {file}, not {notebook}").format(
                file=printable(path.name), notebook=unit.notebook_name
            )
        )
    others = [printable(other.name) for other in notebooks_in(path.parent) if other != path]
    if others:
        repairs.append(_("{files}: not the unit's notebook, left aside").format(files=", ".join(others[:MOST_REPAIRS])))
    return repairs


def _why_missing(path: Path, unit: Unit) -> str:
    if not path.parent.is_dir() or path.name != unit.notebook_name:
        return _("There is no file {file}. Was it renamed?").format(file=printable(path.name))
    names = [printable(one.name) for one in notebooks_in(path.parent)][:MOST_REPAIRS]
    if names:
        several = _("It cannot be told which of these is the unit's notebook: {files}. Hand in one.")
        return several.format(files=", ".join(names))
    files = sorted(printable(one.name) for one in path.parent.iterdir() if one.name not in (TIMESTAMP, RECEIPT))
    others = _("No notebook was handed in: the folder holds only {files}. {notebook} belongs there.")
    nothing = _("No notebook was handed in: the folder holds nothing. {notebook} belongs there.")
    return (others if files else nothing).format(files=", ".join(files[:MOST_REPAIRS]), notebook=unit.notebook_name)
