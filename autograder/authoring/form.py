"""The form of an instructor's notebook, which all other code relies on: ids, nbgrader's metadata, points.

It is looked at in the notebook as it was read from the file, before nbformat or nbgrader see it: what they say about
such a fault names neither the cell nor what to do.
"""

import math
import re
from collections.abc import Iterator
from typing import Any

FORMAT = (4, 5)  # the first in which cells have ids
SCHEMA = 3  # of nbgrader's metadata
FLAGS = ("grade", "locked", "solution")
GRADE_ID = re.compile(r"[A-Za-z0-9_-]+")  # nbgrader's own rule
SIDEBAR = "in nbgrader's sidebar Create Assignment"
Found = Iterator[tuple[str, str]]


def form_faults(notebook: dict[str, Any]) -> Found:
    """Yield the places whose form is not as it must be, each with what to do.

    Args:
        notebook: as JSON has it; what is no notebook at all is left to nbformat.
    """
    found = notebook.get("nbformat"), notebook.get("nbformat_minor")
    if found != FORMAT:
        yield "notebook", f"is in format {found[0]}.{found[1]}, not 4.5: open it in JupyterLab and save it"
    cells = notebook.get("cells")
    ids: set[str] = set()
    for number, cell in enumerate(cells if isinstance(cells, list) else [], 1):
        if isinstance(cell, dict):
            metadata = cell.get("metadata")
            data = metadata.get("nbgrader") if isinstance(metadata, dict) else None
            place = _place(data, number)
            if found == FORMAT:
                yield from ((place, text) for text in _faults_of_id(cell.get("id"), ids))
            if data:
                yield from ((place, text) for text in _faults_of_metadata(data, str(cell.get("cell_type"))))


def _place(data: Any, number: int) -> str:
    name = data.get("grade_id") if isinstance(data, dict) else None
    return name if isinstance(name, str) and name else f"cell {number}"


def _faults_of_id(name: Any, seen: set[str]) -> Iterator[str]:
    if not isinstance(name, str) or not name:
        yield "has no id of its own: open the notebook in JupyterLab and save it"
    elif name in seen:
        yield f"has the id {name}, as another cell has: copy it into a new cell, and delete the old one"
    else:
        seen.add(name)


def _faults_of_metadata(data: Any, kind: str) -> Iterator[str]:
    if not isinstance(data, dict):
        yield f"has nbgrader metadata that cannot be read: choose its type anew {SIDEBAR}"
        return
    if data.get("schema_version") != SCHEMA:
        schema = data.get("schema_version")
        yield f"has nbgrader metadata of schema {schema}, not {SCHEMA}: run `nbgrader update source`"
        return
    if data.get("task"):
        yield f"is a task cell, which is never graded here: make it a manually graded answer {SIDEBAR}"
        return
    name = data.get("grade_id")
    if not isinstance(name, str) or not GRADE_ID.fullmatch(name):
        yield f"has no nbgrader id of letters, digits, _ and -: give it one {SIDEBAR}"
    missing = [flag for flag in FLAGS if not isinstance(data.get(flag), bool)]
    if missing:
        yield f"does not say whether it is {' or '.join(missing)}: choose its type anew {SIDEBAR}"
        return
    if data["grade"]:
        yield from _faults_of_points(data.get("points"))
        if not data["solution"] and kind != "code":
            yield "is a test, but no code: make it a code cell"
    elif data["solution"] and kind != "code":
        yield f"is an answer in words without points: make it a manually graded answer {SIDEBAR}"


def _faults_of_points(points: Any) -> Iterator[str]:
    if points is None:
        yield f"has no points: give it points {SIDEBAR}"
    elif isinstance(points, bool) or not isinstance(points, int | float):
        yield f"has {points!r} as its points: give it a number {SIDEBAR}"
    elif not math.isfinite(points) or points < 0:
        yield f"has {points} points: give it a number from 0 up {SIDEBAR}"
