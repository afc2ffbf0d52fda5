"""How grading grows with the class: seconds for each submission and memory, for 100, 300 and 1,000 students.

The notebooks are those of bench_grading.py; plain nbgrader grades a small class of them first. Memory is that of the
grader's own process and of all that it started, looked at while it runs.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from autograder.wall.sandbox import choose_sandbox
from tests.bench_grading import CLASS, UNIT, make_class, plain_nbgrader

CLASSES = (100, 300, 1_000)
SECONDS_BETWEEN_LOOKS = 0.5


def main() -> None:
    """Print a line for each size of class."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        plain = plain_nbgrader(make_class(Path(folder) / "course", CLASS)) / CLASS
    print(f"grading {UNIT}, {choose_sandbox('auto')}; plain nbgrader: {plain:.2f} s each")
    for students in CLASSES:
        seconds, own, all_together = grade_class(students)
        each = seconds / students
        print(
            f"  {students} students: {each:.2f} s each, {plain / each:.1f} times as fast as plain nbgrader, at most "
            f"{own:.0f} MB in the grader's process and {all_together:.0f} MB in all",
            flush=True,
        )


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
