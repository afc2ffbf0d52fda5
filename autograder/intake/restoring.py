"""Make a student's notebook the unit's again: locked cells are the instructor's, and each name stands for one cell.

Of cells that were copied, or split in two, the one with the id that it was handed out with counts, else the last; of a
written answer whatever is written, in all of them.
"""

import copy
from collections import defaultdict

from nbformat import NotebookNode
from nbformat.v4.nbbase import random_cell_id

from autograder.intake.notebook_file import printable
from autograder.stubs import WRITTEN_STUB, is_answered
from autograder.units import grade_id, is_solution, is_test, is_written
from course.texts import _


def know_by_id(notebook: NotebookNode, source: NotebookNode, repairs: list[str]) -> None:
    """Name the cells again that have lost their metadata, by the ids that they were handed out with."""
    ids = {cell.id: grade_id(cell) for cell in source.cells if grade_id(cell)}
    for cell in notebook.cells:
        name = ids.get(cell.id, "")
        if name and not grade_id(cell):
            cell.metadata["nbgrader"] = {"grade_id": name}
            repairs.append(_("{name} had lost its metadata and was known by its id").format(name=name))


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
    students = copy.deepcopy(notebook.cells)
    kept = _one_of_each(students, originals, repairs)
    cells: list[NotebookNode] = []
    for cell in students:
        name = grade_id(cell)
        if name in originals and cell is kept[name]:
            cells.append(_as_in(originals[name], cell, repairs))
        elif name in originals and not is_solution(originals[name]):
            repairs.append(_("a copy of the locked cell {name} was left out").format(name=name))
        elif name not in originals or not is_written(originals[name]):
            cells.append(_ordinary(cell, name in originals, repairs))
    _bring_back(cells, source, set(kept), repairs)
    result = copy.copy(notebook)
    result.cells = cells
    return result


def _one_of_each(
    students: list[NotebookNode], originals: dict[str, NotebookNode], repairs: list[str]
) -> dict[str, NotebookNode]:
    """Choose the one cell of each name; in one of a written answer is put what is written in the others."""
    copies: dict[str, list[NotebookNode]] = defaultdict(list)
    for cell in students:
        if grade_id(cell) in originals:
            copies[grade_id(cell)].append(cell)
    kept = {}
    for name, group in copies.items():
        written = [cell for cell in group if is_answered(cell.source)]
        if is_written(originals[name]) and len(group) > 1 and written:
            kept[name] = _together(written)
            one = _("of {count} cells of {name} the one with an answer was taken")
            several = _("of {count} cells of {name} each has its own answer, shown together")
            same = len({cell.source.strip() for cell in written}) == 1
            repairs.append((one if same else several).format(count=len(group), name=name))
        else:
            kept[name] = next((cell for cell in group if cell.id == originals[name].id), group[-1])
    return kept


def _together(written: list[NotebookNode]) -> NotebookNode:
    """Return the last of these cells, with the texts and pictures of all."""
    pictures: dict[str, NotebookNode] = {}
    for number, cell in enumerate(written):
        for name, picture in cell.get("attachments", {}).items():
            free = name if pictures.get(name, picture) == picture else f"{number}-{name}"
            cell.source = cell.source.replace(f"attachment:{name}", f"attachment:{free}")
            pictures[free] = picture
    last = written[-1]
    last.source = "\n\n".join(dict.fromkeys(cell.source.strip() for cell in written))
    if pictures:
        last.attachments = pictures
    return last


def _ordinary(cell: NotebookNode, second: bool, repairs: list[str]) -> NotebookNode:
    if grade_id(cell):
        again = _("a second cell, {name}, is run as an ordinary cell")
        unknown = _("a cell that the unit does not have, {name}, is run as an ordinary cell")
        repairs.append((again if second else unknown).format(name=printable(grade_id(cell))))
        del cell.metadata["nbgrader"]
    return cell


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
        code, text = _("{name} is a code cell again"), _("{name} is a markdown cell again")
        repairs.append((code if original.cell_type == "code" else text).format(name=grade_id(original)))
    if is_solution(original):
        restored.source = cell.source
        if is_written(original) and cell.source.strip() and not is_answered(cell.source):
            restored.source = WRITTEN_STUB  # by which nbgrader knows that nobody has to grade it, in any language
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
            repairs.append(_("the deleted test cell {name} was put back").format(name=name))
