"""Where a unit's files are, and what its notebook says about its exercises."""

import copy
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.authoring.form import form_faults
from autograder.points import scale
from autograder.problems import UserError
from autograder.settings import FILE, read_settings

VOID = "# VOID"


@dataclass(frozen=True)
class Unit:
    """Name a unit, for example 02_forward, and find its files in a course folder."""

    name: str
    root: Path

    @property
    def number(self) -> str:
        """Return the number as people say it: 2 for 02_forward."""
        return number_of(self.name)

    @property
    def word(self) -> str:
        """Return what stands behind the number: forward for 02_forward."""
        return self.name.split("_", 1)[1]

    @property
    def notebook_name(self) -> str:
        """Return the notebook's file name: 02_forward holds forward.ipynb."""
        return f"{self.word}.ipynb"

    @property
    def source(self) -> Path:
        """Return where the instructor's notebook lies."""
        return self.root / "source" / self.name / self.notebook_name

    @property
    def release(self) -> Path:
        """Return where the students' notebook lies."""
        return self.root / "release" / self.name / self.notebook_name

    def submitted(self, student: str) -> Path:
        """Return where the notebook that a student handed in lies."""
        return self.root / "submitted" / student / self.name / self.notebook_name


@dataclass(frozen=True)
class Exercise:
    """Name an exercise, its points, and its graded cells; a written one is graded by hand."""

    name: str
    points: float
    test_ids: tuple[str, ...]
    written: bool = False


def number_of(name: str) -> str:
    """Return the number in a unit's name as people say it: 2 for 02_forward."""
    return name.split("_")[0].lstrip("0")


def is_unit_name(text: str) -> bool:
    """Tell whether text may be a unit's name, and so a folder's.

    Example:
        >>> [is_unit_name(text) for text in ("02_forward", "forward", "../02_x", "02_/../x")]
        [True, False, False, False]
    """
    return bool(re.fullmatch(r"[0-9]{2}_[^/]+", text)) and text.isprintable()


def find_units(root: Path, names: list[str] | None = None) -> list[Unit]:
    """List the units that are in use, in the order of course.toml.

    Args:
        root: the course's folder.
        names: only these; a number or a part of the name will do ("2", "forward", "02_forward").

    Raises:
        UserError: there is no source/ here, no unit of that name, or course.toml cannot be used.
    """
    there = {unit.name: unit for unit in all_units(root)}
    settings = read_settings(root)
    used = settings.units
    for key, named in (("units", used or ()), ("canvas", settings.canvas)):
        if missing := [name for name in named if name not in there]:
            raise UserError(f"{FILE}: {key} names {missing[0]!r}, but source/ has these alone: {', '.join(there)}.")
    units = [there[name] for name in used or there]
    if not names:
        return units
    return list(dict.fromkeys(_one_unit(units, name, there) for name in names))


def all_units(root: Path) -> list[Unit]:
    """List the units in source/ by their numbers, also those that are not in use.

    Raises:
        UserError: there is no source/ here.
    """
    source = root / "source"
    if not source.is_dir():
        raise UserError(f"There is no folder source/ in {root}. Run this in the course's own folder.")
    return [Unit(folder.name, root) for folder in sorted(source.glob("[0-9][0-9]_*")) if folder.is_dir()]


def earlier_units(unit: Unit) -> list[Unit]:
    """List the units whose code a unit may build on, by their numbers.

    These are the ones in use before it, and those with a lower number that are not in use: their code comes along.
    """
    used = find_units(unit.root)
    before = used[: used.index(unit)] if unit in used else [one for one in used if one.name < unit.name]
    return [one for one in all_units(unit.root) if one in before or (one not in used and one.name < unit.name)]


def in_use(units: list[Unit]) -> list[Unit]:
    """Return the units for which somebody has handed in; a later one may still be in the making."""
    return [unit for unit in units if any((unit.root / "submitted").glob(f"*/{unit.name}"))]


def _one_unit(units: list[Unit], name: str, there: dict[str, Unit]) -> Unit:
    for unit in [*units, *there.values()]:
        if name in (unit.name, unit.word, unit.number, unit.name.split("_")[0]):
            if unit in units:
                return unit
            raise UserError(f"{unit.name} is not in use: add it to units in {FILE}.")
    known = ", ".join(unit.name for unit in units)
    raise UserError(f"There is no unit {name!r}. The units are: {known}.")


def read_source(unit: Unit) -> NotebookNode:
    """Read the instructor's notebook of a unit, with the points that course.toml asks for.

    Raises:
        UserError: it is missing, is no notebook, or its cells do not have the form that grading relies on.
    """
    notebook = read_as_written(unit)
    scale(notebook, read_settings(unit.root).points)
    return notebook


def max_score(source: NotebookNode) -> float:
    """Return the highest points of a unit's notebook."""
    return sum(one.points for one in exercises(source))


def read_as_written(unit: Unit) -> NotebookNode:
    """Read the instructor's notebook of a unit as it lies in source/.

    Raises:
        UserError: it is missing, is no notebook, or its cells do not have the form that grading relies on.
    """
    try:
        stat = unit.source.stat()
    except OSError:
        stamp: tuple[int, ...] = ()  # `read_raw` says that it is missing
    else:
        stamp = stat.st_dev, stat.st_ino, stat.st_mtime_ns, stat.st_size
    return copy.deepcopy(_read_once(unit, stamp))


@lru_cache(maxsize=20)  # each page of a class's feedback asks for it, and each step of grading
def _read_once(unit: Unit, _stamp: tuple[int, ...]) -> NotebookNode:
    raw = read_raw(unit)
    faults = list(form_faults(raw))
    if faults:
        (place, text), more = faults[0], len(faults) - 1
        rest = f" There are {more} more such places; `autograder lint` lists them." if more else ""
        raise UserError(f"{unit.source}: {place} {text}.{rest}")
    try:
        return nbformat.reads(json.dumps(raw), as_version=4)
    except nbformat.ValidationError as error:
        raise UserError(f"{unit.source} is not a notebook: {str(error).splitlines()[0]}") from error


def read_raw(unit: Unit) -> dict[str, Any]:
    """Read the instructor's notebook of a unit as JSON, whatever its cells hold.

    Raises:
        UserError: it is missing or is no notebook.
    """
    try:
        raw = json.loads(unit.source.read_text(encoding="utf-8"))
    except OSError:
        raise UserError(f"{unit.source} is missing: each unit holds a notebook of its own name.") from None
    except ValueError as error:
        raise UserError(f"{unit.source} is not a notebook: {str(error).splitlines()[0]}") from error
    if not isinstance(raw, dict):
        raise UserError(f"{unit.source} is not a notebook.")
    return raw


def support_files(unit: Unit) -> list[Path]:
    """List the files that stand beside the instructor's notebook, and come with it: given code, data."""
    return sorted(path for path in unit.source.parent.iterdir() if path.is_file() and path.suffix != ".ipynb")


def grade_id(cell: NotebookNode) -> str:
    """Return the cell's nbgrader id, or an empty string."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def is_solution(cell: NotebookNode) -> bool:
    """Tell whether the student writes in this cell."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution", False))


def is_graded(cell: NotebookNode) -> bool:
    """Tell whether the cell carries points."""
    return bool(cell.metadata.get("nbgrader", {}).get("grade", False))


def is_test(cell: NotebookNode) -> bool:
    """Tell whether the cell is a test cell: graded, and not the student's to write."""
    return is_graded(cell) and not is_solution(cell)


def is_written(cell: NotebookNode) -> bool:
    """Tell whether the cell is a written answer, graded by hand."""
    return is_graded(cell) and is_solution(cell)


def is_by_degree(cell: NotebookNode) -> bool:
    """Tell whether a test cell ends with a call of `by_degree`, whose number is the mark."""
    return bool(re.search(r"^by_degree\([^;]*\)\s*(### END HIDDEN TESTS\s*)?\Z", cell.source, re.MULTILINE))


def is_void(cell: NotebookNode) -> bool:
    """Tell whether a test cell is withdrawn, so that everybody has its points: a comment `# VOID`, and no code."""
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    return bool(lines) and lines[0].startswith(VOID) and all(line.startswith("#") for line in lines)


def points(cell: NotebookNode) -> float:
    """Return the points that a graded cell is worth."""
    return float(cell.metadata["nbgrader"]["points"])


def exercises(notebook: NotebookNode) -> list[Exercise]:
    """List a source notebook's exercises in order, each with its test cells and points.

    A solution cell without a test cell is a step before an exercise, and none itself. A test cell belongs to the
    exercise with the longest name that its id, after ``test_``, begins with.
    """
    solutions = [grade_id(cell) for cell in notebook.cells if is_solution(cell)]
    tests: dict[str, list[NotebookNode]] = {name: [] for name in solutions}
    for cell in notebook.cells:
        if is_test(cell):
            owner = exercise_of_test(grade_id(cell), solutions)
            if owner:
                tests[owner].append(cell)
    written = {grade_id(cell): cell for cell in notebook.cells if is_written(cell)}
    found = []
    for name in solutions:
        if name in written:
            found.append(Exercise(name, points(written[name]), (name,), written=True))
        elif tests[name]:
            ids = tuple(grade_id(cell) for cell in tests[name])
            found.append(Exercise(name, sum(map(points, tests[name])), ids))
    return found


def exercise_of_test(test_id: str, solutions: list[str]) -> str | None:
    """Name the exercise that a test cell checks, or None: test_xor_arrays checks xor."""
    word = test_id.removeprefix("test_")
    owners = [name for name in solutions if word == name or word.startswith(name + "_")]
    return max(owners, key=len, default=None) if test_id.startswith("test_") else None


def take_metadata(notebook: NotebookNode, known: NotebookNode) -> None:
    """Give each cell the metadata that nbgrader knows it by: those of the cell of the same name in `known`.

    Args:
        notebook: is changed.
        known: the released notebook, or a submission that nbgrader has sanitized.
    """
    metadata = {grade_id(cell): cell.metadata["nbgrader"] for cell in known.cells if grade_id(cell)}
    for cell in notebook.cells:
        if grade_id(cell) in metadata:
            cell.metadata["nbgrader"] = metadata[grade_id(cell)]
