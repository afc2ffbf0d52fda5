"""A class in all units: run as `python -m tests.bench_term [STUDENTS] [--right]`; 30 without a number.

All have the reference's answers; with `--right` some have others that are right, of which some compute for a minute.
Compared in one run: plain nbgrader, unit after unit, for at most ten of the class, since it takes as long for each of
the others; nbgrader on all cores, started by xargs as one would by hand, each with a share of the class and a gradebook
of its own; and this grader.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from autograder.sandbox.choice import SANDBOXES, works
from autograder.units import find_units
from tests.bench_grading import CORES, NBGRADER, PLAIN, copied, make_class, plain_nbgrader, run, this_grader
from tests.collection import ROOT

STUDENTS = 30
MOST_IN_TURN = 10  # whom plain nbgrader grades: a quarter of an hour


def main() -> None:
    """Print what each takes, and the ratios."""
    students = next((int(one) for one in sys.argv[1:] if one.isdigit()), STUDENTS)
    kinds = ["right"] if "--right" in sys.argv else []
    units = [unit.name for unit in find_units(ROOT)]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        course = make_class(Path(folder) / "course", students, units, kinds)
        print(f"{students} students in {len(units)} units, {CORES} cores", flush=True)
        some = make_class(Path(folder) / "some", min(students, MOST_IN_TURN), units, kinds)
        plain = plain_nbgrader(some, units) * max(students / MOST_IN_TURN, 1)
        print(f"  plain nbgrader: {plain:.0f} s", end="; ", flush=True)
        by_hand = nbgrader_on_all_cores(course, units)
        print(f"by xargs on all cores: {by_hand:.0f} s", flush=True)
        for sandbox in filter(works, SANDBOXES):
            seconds = this_grader(course, sandbox, units)
            print(f"  {sandbox}: {seconds:.0f} s, {plain / seconds:.1f} times as fast as plain nbgrader, ", end="")
            print(f"{by_hand / seconds:.1f} times as fast as xargs", flush=True)


def nbgrader_on_all_cores(course: Path, units: list[str]) -> float:
    """Grade a copy of the class by one nbgrader a core; return the seconds it took."""
    with copied(course) as whole, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        (whole / "nbgrader_config.py").write_text(PLAIN, encoding="utf-8")
        shares = [Path(folder) / f"share{number}" for number in range(CORES)]
        students = sorted((whole / "submitted").iterdir())
        for number, share in enumerate(shares):
            others = {one.name for one in students} - {one.name for one in students[number::CORES]}
            shutil.copytree(whole, share, ignore=lambda _folder, names, others=others: others & set(names))
        every_unit = "; ".join(f"{NBGRADER} autograde {unit} || exit 255" for unit in units)
        command = f"ls | xargs -P {CORES} -I SHARE sh -c 'cd SHARE; {every_unit}'"
        return run(["sh", "-c", command], Path(folder), units[-1])


if __name__ == "__main__":
    main()
