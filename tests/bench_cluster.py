"""What a Dask cluster costs beside local lanes: `python -m tests.bench_cluster [STUDENTS]`; 100 without a number.

A cluster of as many workers as there are cores, on this machine, and local lanes grade copies of one class in turns.
From the second round on the cluster's workers are warm, as those of a cluster that lasts are; lanes always start anew.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

from distributed import LocalCluster

from tests.bench_grading import CORES, ROUNDS, UNIT, copied, make_class, run

STUDENTS = 100


def main() -> None:
    """Print how much longer the cluster takes."""
    students = int(sys.argv[1]) if sys.argv[1:] else STUDENTS
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        course = make_class(Path(folder) / "course", students)
        with LocalCluster(n_workers=CORES, threads_per_worker=1, dashboard_address=None) as cluster:
            ratios = [grade(course, "--cluster", cluster.scheduler_address) / grade(course) for _ in range(ROUNDS)]
    times = f"{median(ratios):.2f} times as long as in local lanes"
    print(f"{students} submissions of {UNIT} through a Dask cluster of {CORES} workers: {times}")
    print(f"(median of {ROUNDS} rounds, {min(ratios):.2f} to {max(ratios):.2f})")


def grade(course: Path, *options: str) -> float:
    """Grade a copy of the class; return the seconds it took."""
    with copied(course) as folder:
        return run([sys.executable, "-m", "autograder", "grade", UNIT, *options], folder, UNIT)


if __name__ == "__main__":
    main()
