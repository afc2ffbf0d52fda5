"""Grade the made-up class: run as `python -m autograder.demo` in the course's folder.

All that it writes is in demo/: no real class is touched.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from autograder.demo.work import STUDENTS, hand_in, sample_class
from autograder.problems import UserError
from autograder.sandbox.choice import choose_sandbox
from autograder.units import Unit, find_units

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "demo"
WEEKS_SO_FAR = ["1", "2"]
CELL_SECONDS = 5
BAR = "=" * 78


def main() -> None:
    """Hand in for the sample class, grade it, write feedback, and say where to look."""
    DEMO.mkdir(exist_ok=True)
    shutil.copytree(ROOT / "source", DEMO / "source", dirs_exist_ok=True)
    shutil.copy2(ROOT / "nbgrader_config.py", DEMO)
    units = find_units(ROOT, WEEKS_SO_FAR)
    for unit in units:
        for student, work in sample_class(unit).items():
            hand_in(work, Unit(unit.name, DEMO), student)
    print(f"demo/submitted/ holds the work of a made-up class of {len(STUDENTS)}.", flush=True)
    names = [unit.name for unit in units]
    options = [*names, f"--sandbox={_sandbox()}", f"--timeout={CELL_SECONDS}"]
    options += [f"--student={student}" for student in STUDENTS]
    _autograder("grade", *options)
    _autograder("feedback")
    _autograder("report", *names)
    print(
        "\nWhere to look:\n"
        "  release/                  what students get: `make lab` opens it\n"
        "  demo/report/index.html    where the class is stuck: open it in a browser\n"
        "  demo/feedback/frances/01_perceptron/perceptron.html\n"
        "                            what a student gets back: open it in a browser\n"
        "  demo/autograded/          the graded notebooks\n"
        "  demo/gradebook.db         nbgrader's gradebook; `cd demo && ../.venv/bin/autograder hand 2` opens the\n"
        "                            written answers, to be graded by hand\n"
        "All of it is in demo/, which `make clean` removes. Nothing of a real class was touched."
    )


def _sandbox() -> str:
    """Choose the sandbox; where there is none, say so loudly and do without, for this made-up class alone."""
    try:
        return choose_sandbox("auto")
    except UserError as error:
        print(
            f"{BAR}\nNO SANDBOX. {error}\nThe demo goes on WITHOUT one, for its own made-up class only.\n{BAR}",
            flush=True,
        )
        return "none"


def _autograder(*arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", "autograder", *arguments], cwd=DEMO, check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
