"""How grading grows with the class: seconds for each submission and memory, ours and plain nbgrader's.

Run as `python -m tests.bench_class [SIZES]`, for instance with 100 10000; the notebooks are those of bench_grading.py.
Memory is that of the grader's own process and of all that it started, looked at while it runs. With `--keep`, what was
measured goes into docs/performance.csv, and is drawn by plot_performance.py.
"""

import csv
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from autograder.sandbox.choice import choose_sandbox
from tests.bench_grading import CORES, UNIT, floor, make_class, plain_nbgrader
from tests.collection import ROOT

CLASSES = (20, 100, 300, 1_000)
PLAIN_CLASSES = (5, 20)  # nbgrader takes as long for each submission of a larger one
KEPT = ROOT / "docs" / "performance.csv"
SECONDS_BETWEEN_LOOKS = 0.5


def main() -> None:
    """Print a line for each size of class."""
    sizes = [int(one) for one in sys.argv[1:] if one.isdigit()] or CLASSES
    rows = []
    plain = least = 0.0
    for students in PLAIN_CLASSES:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            course = make_class(Path(folder) / "course", students)
            plain, least = plain_nbgrader(course) / students, floor(course, "needed") / students
            rows.append(("nbgrader", students, f"{plain:.2f}"))
            print(f"plain nbgrader, {students} submissions of {UNIT}: {plain:.2f} s each", flush=True)
    print(f"this grader, {choose_sandbox('auto')}, {CORES} cores; the floor is {least:.3f} s each")
    for students in sizes:
        seconds, own, all_together = grade_class(students)
        each = seconds / students
        rows.append(("this grader", students, f"{each:.2f}"))
        print(
            f"  {students} students: {each:.2f} s each, {plain / each:.1f} times as fast as plain nbgrader, "
            f"{each / least:.1f} times the floor, at most {own:.0f} MB in the grader's process and "
            f"{all_together:.0f} MB in all",
            flush=True,
        )
    if "--keep" in sys.argv:
        with KEPT.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("grader", "students", "seconds_each"), *rows])


def grade_class(students: int) -> tuple[float, float, float]:
    """Grade a class of so many; return the seconds, and the most megabytes of the first process and of all."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        course = make_class(Path(folder) / "course", students)
        start = time.monotonic()
        command = [sys.executable, "-m", "autograder", "grade", UNIT]
        grader = subprocess.Popen(command, cwd=course, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        own = together = 0.0
        while grader.poll() is None:
            sizes = memory(grader.pid)
            own, together = max(own, sizes[0]), max(together, sum(sizes))
            time.sleep(SECONDS_BETWEEN_LOOKS)
        seconds = time.monotonic() - start
        graded = len(list(course.glob(f"autograded/*/{UNIT}/*.ipynb")))
        if grader.returncode or graded < students:
            raise RuntimeError(f"only {graded} of {students} were graded")
        shutil.rmtree(course / "autograded", ignore_errors=True)
        return seconds, own, together


def memory(pid: int) -> list[float]:
    """Return the megabytes of a process (shared ones counted in part), then of each process that it started."""
    sizes = [0.0]
    try:
        first = psutil.Process(pid)
        sizes[0] = first.memory_full_info().pss / 1e6
        for child in first.children(recursive=True):
            sizes.append(child.memory_full_info().pss / 1e6)
    except psutil.Error:  # one of them has just ended
        pass
    return sizes


if __name__ == "__main__":
    main()
