"""What a student has done across the notebooks, from what the notebooks on the disk show."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from IPython.display import display

from course.files import SHOWN_ERROR, Cell, marks, notebooks_of_units, read_cells, renamed_notebooks
from course.texts import _, in_all_languages, marked

PASSED, FAILED, OPEN, WRITTEN = marked("passed"), marked("not right yet"), marked("open"), marked("written")
SIGNS = {PASSED: "✓", WRITTEN: "✓", FAILED: "✗", OPEN: "○"}
NOT_JUDGED = ("NotAttempted", "NameError")  # the check of an open exercise, and one whose cell above was not run
UNTOUCHED = marked("*Write your answer here.*")


@dataclass(frozen=True)
class UnitProgress:
    """Hold a unit's title, the state of each exercise by name, and the points of those that passed."""

    title: str
    states: dict[str, str]
    points: float
    of_points: float

    @property
    def done(self) -> int:
        """Count the exercises that passed their check or, if written, have an answer."""
        return sum(state in (PASSED, WRITTEN) for state in self.states.values())


def progress(folder: Path | None = None) -> None:
    """Show which exercises are done in the notebooks of all units.

    It reads what each notebook showed when it was last saved, and runs nothing. The points are those of the
    visible checks; the grade uses hidden data too, and a person reads the written answers.

    Args:
        folder: holds the units' folders; by default found from the working folder.
    """
    units = [read_progress(path) for path in notebooks_of_units(folder or _course_folder()).values()]
    missing = [
        _("{path} is not there. Was it renamed to {name}? Give it its name again, so that it counts.").format(
            path=path, name=names[0]
        )
        for path, names in renamed_notebooks(folder or _course_folder()).items()
    ]
    if not units and not missing:
        display({"text/plain": _("There are no notebooks of this course here.")}, raw=True)
        return
    display({"text/plain": _as_text(units, missing), "text/html": _as_html(units, missing)}, raw=True)


def read_progress(path: Path) -> UnitProgress:
    """Read one notebook's progress from its saved outputs."""
    return progress_in(read_cells(path), path.stem)


def progress_in(cells: Sequence[Cell], name: str) -> UnitProgress:
    """Read progress from the outputs of a notebook's cells.

    Args:
        cells: each with its text in one piece.
        name: the title, where the cells have none.
    """
    states: dict[str, str] = {}
    points = of_points = 0.0
    for cell in cells:
        mark = marks(cell)
        if mark.get("grade"):
            written = bool(mark.get("solution"))
            state = _written(cell) if written else _checked(cell)
            states[str(mark["grade_id"]).removeprefix("test_")] = state
            of_points += 0 if written else float(mark["points"])
            points += float(mark["points"]) if state == PASSED else 0
    title = cells[0]["source"].splitlines()[0].removeprefix("# ") if cells and cells[0]["source"] else name
    return UnitProgress(title, states, points, of_points)


def _course_folder() -> Path:
    """Return the folder that holds the units: JupyterLab works in the folder of the notebook."""
    here = Path.cwd()
    return here if notebooks_of_units(here) or renamed_notebooks(here) else here.parent


def _written(cell: Cell) -> str:
    return OPEN if cell["source"].strip() in {"", *in_all_languages(UNTOUCHED)} else WRITTEN


def _checked(cell: Cell) -> str:
    errors = [name for output in cell.get("outputs", ()) if (name := _error_in(output))]
    if not cell.get("execution_count") or any(name in errors for name in NOT_JUDGED):
        return OPEN
    return FAILED if errors else PASSED


def _error_in(output: dict[str, Any]) -> str:
    """Return the name of the error that an output tells of, "" if it tells of none."""
    if output["output_type"] == "error":
        return str(output["ename"])
    return str(output.get("data", {}).get(SHOWN_ERROR, ""))


def _as_text(units: list[UnitProgress], missing: list[str]) -> str:
    lines = []
    for unit in units:
        lines.append(f"{unit.title}: {summary(unit)}")
        lines += [
            f"    {SIGNS[state]} {_(state)}: {', '.join(names)}"
            for state in (FAILED, OPEN)
            if (names := [name for name, one in unit.states.items() if one == state])
        ]
    saved = _("As last saved. Save a notebook (Ctrl+S) to see its newest results here.")
    return "\n".join([*lines, *missing, saved])


def _as_html(units: list[UnitProgress], missing: list[str]) -> str:
    rows = []
    for unit in units:
        names = " ".join(
            f'<span style="white-space:nowrap;margin-right:.7em{";opacity:.75" if state in (PASSED, WRITTEN) else ""}" '
            f'title="{html.escape(_(state))}">{SIGNS[state]}&nbsp;{html.escape(name)}</span>'
            for name, state in unit.states.items()
        )
        rows.append(
            f'<p><b>{html.escape(unit.title)}</b> <progress max="{len(unit.states)}" value="{unit.done}"></progress> '
            f"{html.escape(summary(unit))}<br>{names}</p>"
        )
    rows += [f"<p>{html.escape(one)}</p>" for one in missing]
    legend = _(
        "{passed} done, {failed} not right yet, {open} open. "
        "As last saved: save a notebook (Ctrl+S) to see its newest results here."
    ).format(passed=SIGNS[PASSED], failed=SIGNS[FAILED], open=SIGNS[OPEN])
    return f"{''.join(rows)}<p>{html.escape(legend)}</p>"


def summary(unit: UnitProgress) -> str:
    """Say how much of a unit is done."""
    return _("{done} of {all} done, {points:g} of {all_points:g} points by the visible checks").format(
        done=unit.done, all=len(unit.states), points=unit.points, all_points=unit.of_points
    )
