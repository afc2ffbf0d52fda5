"""How fast a class is graded: by plain nbgrader, by this grader, and against the time of the students' cells alone.

All three are measured alternately in one run, on the same submissions of one unit: full notebooks, filled in with right
and wrong answers of the collection. The three sandboxes that are compared grade copies of one course folder.
"""

import copy
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from statistics import median

import nbformat
from threadpoolctl import threadpool_limits

from autograder.authoring.release import release
from autograder.grading.grade import find_submissions
from autograder.judging.judge import imported_modules, trusted_names
from autograder.judging.needed import needed_cells
from autograder.sandbox.choice import works
from autograder.units import Unit, is_test, read_source
from course.figures import PICTURES_VARIABLE
from tests.collection import ROOT
from tests.submissions import columns, filled, hand_in, reference

UNIT = "02_forward"
CLASS, ROUNDS = 20, 3
PLAIN = 'c = get_config()\nc.CourseDirectory.course_id = "plain"\n'
CORES = os.cpu_count() or 1
NBGRADER = str(Path(sys.executable).parent / "nbgrader")


def main() -> None:
    """Print a line for each sandbox, and one for the floor."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        course = make_class(Path(folder) / "course", CLASS)
        sandboxes = [sandbox for sandbox in ("bwrap", "sandlock") if works(sandbox)]
        seconds: dict[str, list[float]] = {name: [] for name in ("plain", "all", "needed", *sandboxes)}
        for _ in range(ROUNDS):
            seconds["plain"].append(plain_nbgrader(course))
            for sandbox in sandboxes:
                seconds[sandbox].append(this_grader(course, sandbox))
            for which in ("all", "needed"):
                seconds[which].append(floor(course, which))
        print(f"grading {CLASS} submissions of {UNIT} on {CORES} cores, medians of {ROUNDS} rounds of ratios:")
        for sandbox in sandboxes:
            print(
                f"  {sandbox}: {ratio(seconds['plain'], seconds[sandbox]):.1f} times as fast as plain nbgrader;",
                end=" ",
            )
            print(f"{ratio(seconds[sandbox], seconds['all']):.2f} of the floor of all cells,", end=" ")
            print(f"{ratio(seconds[sandbox], seconds['needed']):.2f} of that of the cells that are run")


def ratio(above: list[float], below: list[float]) -> float:
    """Return the median of the ratios within each round."""
    return median(one / other for one, other in zip(above, below, strict=True))


def make_class(
    course: Path, students: int, units: Sequence[str] = (UNIT,), kinds: Sequence[str] = ("right", "wrong")
) -> Path:
    """Make a course folder in which so many students have handed in these units, and nothing is graded.

    Each has the reference's answers or some of the collection, and a text of its own, so that no two files are alike.

    Args:
        course: the folder.
        students: how many.
        units: what they hand in.
        kinds: of which answers of the collection are among them. In some units a wrong one never ends, and in some a
            right one takes a minute.
    """
    for folder in ("source", "release"):
        shutil.copytree(ROOT / folder, course / folder)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    for unit in units:
        model = reference(unit)
        works = [{}, *(work for kind in kinds for work in columns(unit, right=kind == "right"))]
        notebooks = [filled(unit, model | {name: answer.code for name, answer in work.items()}) for work in works]
        for number in range(students):
            mine = copy.deepcopy(notebooks[number % len(notebooks)])
            mine.cells[-1].source += f"\n\n{number}"
            hand_in(mine, unit, f"student{number:05}", course)
    release([Unit(unit, course) for unit in units])
    return course


def plain_nbgrader(course: Path, units: Sequence[str] = (UNIT,)) -> float:
    """Grade a copy of the class by nbgrader with its own settings; return the seconds it took."""
    with copied(course) as folder:
        (folder / "nbgrader_config.py").write_text(PLAIN, encoding="utf-8")
        return sum(run([NBGRADER, "autograde", unit], folder, unit) for unit in units)


def this_grader(course: Path, sandbox: str, units: Sequence[str] = (UNIT,)) -> float:
    """Grade a copy of the class by this grader; return the seconds it took."""
    with copied(course) as folder:
        return run([sys.executable, "-m", "autograder", "grade", *units, "--sandbox", sandbox], folder, units[-1])


@contextmanager
def copied(course: Path) -> Iterator[Path]:
    """Give a copy of a course folder, in which nothing is graded."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Path(shutil.copytree(course, Path(folder) / "course"))


def run(command: list[str], folder: Path, unit: str) -> float:
    """Run a command that grades a unit in a folder; return the seconds it took."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    start = time.monotonic()
    done = subprocess.run(command, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, check=False)
    seconds = time.monotonic() - start
    graded = len(list(folder.glob(f"**/autograded/*/{unit}/*.ipynb")))
    if done.returncode or graded < len(list(folder.glob(f"**/submitted/*/{unit}"))):
        raise RuntimeError(f"{graded} graded. {done.stderr.decode()[-2000:]}")
    return seconds


def floor(course: Path, which: str) -> float:
    """Return the CPU seconds of the students' cells alone, in forks that have imported everything, over the cores.

    Args:
        course: the course's folder.
        which: "all" cells, or the "needed" ones, which are run.
    """
    unit = Unit(UNIT, course)
    for module in ("matplotlib.pyplot", *imported_modules(read_source(unit))):
        with suppress(ImportError):  # it may be a name in a module
            import_module(module)
    with threadpool_limits(1):
        return sum(cpu_seconds(one.path, unit, which) for one in find_submissions([unit])) / CORES


def cpu_seconds(notebook: Path, unit: Unit, which: str) -> float:
    """Run a notebook's cells, without its test cells, in a fork; return the CPU seconds that they took."""
    submitted = nbformat.read(notebook, as_version=4)
    needed = needed_cells(submitted, trusted_names(unit, read_source(unit)).names)
    cells = [
        cell for i, cell in enumerate(submitted.cells) if cell.cell_type == "code" and (which == "all" or i in needed)
    ]
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        run_cells([cell.source for cell in cells if not is_test(cell)], unit, writing)
    os.close(writing)
    with os.fdopen(reading) as answer:
        seconds = float(answer.read())
    os.waitpid(child, 0)
    return seconds


def run_cells(sources: list[str], unit: Unit, writing: int) -> None:
    """Run cells one after the other in this process, write the CPU seconds to a pipe, and end the process."""
    os.environ[PICTURES_VARIABLE] = "described"
    sys.path.insert(0, str(unit.source.parent))
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 (the process ends with it)
    namespace: dict[str, object] = {"__name__": "__main__"}
    start = time.process_time()
    for source in sources:
        try:
            exec(source, namespace)
        except Exception:  # a wrong answer may raise anything
            continue
    os.write(writing, str(time.process_time() - start).encode())
    os._exit(0)


if __name__ == "__main__":
    main()
