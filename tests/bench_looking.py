"""What it saves not to run the cells on which no points depend: processor time, one right submission of each unit."""

import resource
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

import nbformat
import psutil

from autograder.judging.run import grade_file
from autograder.judging.session import warm_worker
from autograder.sandbox.limits import Limits
from autograder.units import Unit, find_units
from tests.collection import ROOT
from tests.same_scores import SANDBOX

ROUNDS = 5
LIMITS = Limits(cell_seconds=300)


def main() -> None:
    """Print a line for each unit, and one for all."""
    both = [0.0, 0.0]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for unit in find_units(ROOT):
            path = Path(folder) / unit.notebook_name
            nbformat.write(nbformat.read(unit.source, as_version=4), path)
            found = measure(path, unit)
            print(f"{unit.name:18} all cells {found[0]:.2f} s, needed ones {found[1]:.2f} s", end=", ")
            print(f"{found[0] / found[1]:.1f} times", flush=True)
            both = [one + other for one, other in zip(both, found, strict=True)]
    print(f"{'all units':18} all cells {both[0]:.2f} s, needed ones {both[1]:.2f} s, {both[0] / both[1]:.1f} times")


def measure(path: Path, unit: Unit) -> tuple[float, float]:
    """Return the medians of the processor seconds with all cells and with the needed ones, measured alternately."""
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for number in range(ROUNDS + 1):
        for all_cells, found in seconds.items():
            before = processor_seconds()
            result, _ = grade_file(path, unit, replace(LIMITS, all_cells=all_cells), SANDBOX)
            if number:  # the first ones pay for imports
                found.append(processor_seconds() - before)
            assert result.status == "graded", result.message
    return median(seconds[True]), median(seconds[False])


def processor_seconds() -> float:
    """Add up what this process, its judges, and its worker with all submissions have used so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    worker = psutil.Process(warm_worker(SANDBOX).process.pid)
    times = [one.cpu_times() for one in (worker, *worker.children(recursive=True))]
    own = sum(one.ru_utime + one.ru_stime for one in used)
    return own + sum(one.user + one.system + one.children_user + one.children_system for one in times)


if __name__ == "__main__":
    main()
