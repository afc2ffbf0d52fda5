"""The collection of right and wrong answers: reading it, and running an answer against a unit's own test cells.

An answer file holds one exercise; each section begins with `# %% right: WHAT` or `# %% wrong: WHAT`, may go on with
`# names: TEXT` (what the message must contain), `# not told: TEXT` (a false cause that it must not contain),
`# status: STATUS` (default failed) and `# only hidden: REASON` (why the visible check cannot see that it is wrong:
mostly that it is learnt by heart), and then is what a student would have in the solution cell.
"""

import ast
import contextlib
import io
import linecache
import re
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.judging.results import Status, status_of_error
from autograder.settings import FILE
from autograder.units import (
    Unit,
    exercises,
    find_units,
    grade_id,
    is_by_degree,
    is_solution,
    is_test,
    is_written,
    points,
)
from course.checks import CheckFailed

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = ROOT / "tests" / "answers"
SECONDS = 10
MARK = re.compile(r"^# (names|not told|status|only hidden): (.+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """One answer to one exercise, and what the grade must say about it."""

    unit: str
    exercise: str
    right: bool
    title: str
    code: str
    names: str = ""
    not_told: str = ""
    status: str = "failed"
    only_hidden: str = ""

    def __str__(self) -> str:
        return f"{self.unit}-{self.exercise}-{'right' if self.right else 'wrong'}-{self.title}".replace(" ", "_")


def unit_in_use(name: str) -> Unit:
    """Return a unit of the course; a test that is about one that is not in use is skipped."""
    found = Unit(name, ROOT)
    if found not in find_units(ROOT):
        pytest.skip(f"{name} is not in use: it is not in the units of {FILE}")
    return found


def units_with_answers() -> list[str]:
    """List the units in use for which there are answers."""
    return [unit.name for unit in find_units(ROOT) if (ANSWERS / unit.name).is_dir()]


def read_answers(unit: str) -> list[Answer]:
    """Read the answers to all exercises of a unit, for example 01_perceptron."""
    return [answer for path in sorted((ANSWERS / unit).glob("*.py")) for answer in _read_file(unit, path)]


def _read_file(unit: str, path: Path) -> Iterator[Answer]:
    sections = re.split(r"^# %% (right|wrong): (.+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    for kind, title, body in zip(sections[::3], sections[1::3], sections[2::3], strict=True):
        marks = {key.replace(" ", "_"): text for key, text in MARK.findall(body)}
        code = MARK.sub("", body).strip() + "\n"
        yield Answer(unit, path.stem, kind == "right", title.strip(), code, **marks)


@dataclass(frozen=True)
class Verdict:
    """How one answer came out."""

    status: Status
    message: str = ""
    mistake: str = ""
    hidden: bool = False


class Classroom:
    """Run answers in this process against one unit's test cells, with the reference solutions around them."""

    def __init__(self, unit: str) -> None:
        self.unit = unit_in_use(unit)
        self.notebook = nbformat.read(self.unit.source, as_version=4)
        self.exercises = [one for one in exercises(self.notebook) if not one.written]
        self.solutions = {
            grade_id(cell): cell.source for cell in self.notebook.cells if is_solution(cell) and not is_written(cell)
        }
        self._tests = {grade_id(cell): _compiled_test(cell) for cell in self.notebook.cells if is_test(cell)}
        self.namespace = self._run_reference()

    def _run_reference(self) -> dict[str, Any]:
        """Run the locked cells that carry no points (imports and given code) and the reference solutions."""
        namespace: dict[str, Any] = {"__name__": "__main__"}
        sys.modules.pop("given", None)  # each unit has a support file of its own
        sys.path.insert(0, str(self.unit.source.parent))
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                for cell in self.notebook.cells:
                    if cell.cell_type == "code" and grade_id(cell) and not is_test(cell):
                        exec(_compiled(cell.source), namespace)
        finally:
            sys.path.remove(str(self.unit.source.parent))
        return namespace

    def judge(self, exercise: str, code: str) -> Verdict:
        """Grade one answer to one exercise."""
        namespace = dict(self.namespace)
        # The reference solution must not help an answer that defines nothing.
        for name in _names_defined(self.solutions[exercise]):
            namespace.pop(name, None)
        tests = next(one.test_ids for one in self.exercises if one.name == exercise)
        try:
            with contextlib.redirect_stdout(io.StringIO()), time_limit(SECONDS):
                exec(_compiled_cell(code), namespace)
                for test in tests:
                    body, mark, worth = self._tests[test]
                    exec(body, namespace)
                    if mark is not None and (earned := eval(mark, namespace)) != worth:
                        return Verdict(Status.FAILED, f"earned {earned} of {worth:g} points")
        except CheckFailed as failed:
            status = status_of_error(type(failed).__name__)
            return Verdict(status, f"{type(failed).__name__}: {failed}", failed.mistake, failed.hidden)
        except (Exception, SystemExit, CellTimeout) as error:
            return Verdict(status_of_error(type(error).__name__), f"{type(error).__name__}: {error}")
        return Verdict(Status.PASSED)


class CellTimeout(BaseException):
    """An answer ran for too long: no Exception, which a check would take for the answer's own error."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop an answer that does not end, by its processor time, which a busy machine does not shorten."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise CellTimeout(f"stopped after {seconds} s")

    previous = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def _compiled(source: str) -> CodeType:
    return compile(source, "<cell>", "exec")


def _compiled_cell(code: str) -> CodeType:
    """Compile an answer with its lines at hand, as a notebook has them."""
    linecache.cache["<answer>"] = (len(code), None, code.splitlines(keepends=True), "<answer>")
    return compile(code, "<answer>", "exec")


def _compiled_test(cell: NotebookNode) -> tuple[CodeType, CodeType | None, float]:
    """Compile a test cell; apart from it the call that tells the mark, where the cell is graded by degree."""
    body = ast.parse(cell.source).body
    mark = None
    if is_by_degree(cell):
        last = body.pop()
        assert isinstance(last, ast.Expr)
        mark = compile(ast.Expression(last.value), "<cell>", "eval")
    return compile(ast.Module(body, []), "<cell>", "exec"), mark, points(cell)


def _names_defined(source: str) -> list[str]:
    found = re.findall(r"^(?:def|class) (\w+)|^(\w+) *=", source, flags=re.MULTILINE)
    return [definition or assignment for definition, assignment in found]
