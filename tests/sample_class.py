"""The demo's class: a dozen made-up students hand in, are graded and get feedback, in a folder of their own.

Run as `python -m tests.sample_class` in the course's folder. All that it writes is in demo/: no real class is touched.
"""

import shutil
import subprocess
import sys

import nbformat
from nbformat import NotebookNode

from autograder.problems import UserError
from autograder.units import find_units
from autograder.wall.sandbox import choose_sandbox
from tests.collection import ROOT
from tests.submissions import columns, filled, hand_in, reference, untouched

DEMO = ROOT / "demo"
WEEKS_SO_FAR = ["1", "2"]
CELL_SECONDS = 5
BAR = "=" * 78


def sample_class(unit: str) -> dict[str, NotebookNode | str]:
    """Return what each student hands in: a notebook, or the text of a file that is none."""
    model = reference(unit)
    exercises = list(model)
    right = [{name: answer.code for name, answer in column.items()} for column in columns(unit, right=True)]
    wrong = [{name: answer.code for name, answer in column.items()} for column in columns(unit, right=False)]
    written = {exercises[-1]: "I think it has to do with the hidden layer, but I cannot say it exactly yet."}
    first_half = dict(list(right[0].items())[: len(right[0]) // 2])
    every_other = {name: code for number, (name, code) in enumerate(right[1].items()) if number % 2}
    endless = {exercises[1]: "while True:\n    pass"}
    typing_error = {exercises[0]: "def oops(:\n    return 1"}
    return {
        "ada": filled(unit, model),
        "alan": filled(unit, right[0] | written),
        "barbara": filled(unit, right[1] | written),
        "carl": filled(unit, wrong[1], "es"),
        "donald": filled(unit, first_half),
        "edsger": filled(unit, every_other | written),
        "frances": filled(unit, right[0] | wrong[0] | {name: right[0][name] for name in exercises[:4]}),
        "grace": filled(unit, right[2] | {name: wrong[1][name] for name in exercises[2:6]} | written),
        "hedy": filled(unit, wrong[2]),
        "ida": untouched(unit),
        "john": nbformat.writes(filled(unit, model))[:3000],
        "karen": filled(unit, right[0] | endless | typing_error),
    }


def main() -> None:
    """Hand in for the sample class, grade it, write feedback, and say where to look."""
    DEMO.mkdir(exist_ok=True)
    shutil.copytree(ROOT / "source", DEMO / "source", dirs_exist_ok=True)
    shutil.copy2(ROOT / "nbgrader_config.py", DEMO)
    units = [unit.name for unit in find_units(ROOT, WEEKS_SO_FAR)]
    students: set[str] = set()
    for unit in units:
        for student, work in sample_class(unit).items():
            students.add(student)
            hand_in(work, unit, student, DEMO)
    print(f"demo/submitted/ holds the work of a made-up class of {len(students)}.", flush=True)
    options = [*units, f"--sandbox={_sandbox()}", f"--timeout={CELL_SECONDS}"]
    options += [f"--student={student}" for student in sorted(students)]
    _autograder("grade", *options)
    _autograder("feedback")
    _autograder("report", *units)
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
    """Choose the wall; where there is none, say so loudly and do without, for this made-up class alone."""
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
