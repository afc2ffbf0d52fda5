"""A student's own answers of earlier units, for the widgets that run on them.

The earlier notebooks are looked for beside this one. Of such a notebook the locked cells and the student's own are
run anew in a namespace of their own; an answer is taken where its visible check passes. Any other function comes from
this unit's support file. Grading finds no earlier notebook and so always uses the support file.
"""

import contextlib
import io
import sys
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.checks.page import nothing_shown
from course.files import Cell, marks, notebooks_of_units, read_cells
from course.texts import _, in_language, language_in_use

Function = Callable[..., Any]


@dataclass(frozen=True)
class Answers:
    """Hold functions by name, the names of those that are the student's own, and a sentence that says which."""

    functions: dict[str, Function]
    own: tuple[str, ...]
    sentence: str


def own_answers(*given: Function, beside: Path | None = None) -> Answers:
    """Take the student's own answers from the earlier notebooks where they pass their checks, else those given.

    Args:
        *given: functions of this unit's support file.
        beside: the folder of this unit's notebook; by default the working folder.

    Returns:
        The functions by name, and which of them are the student's own.

    Example:
        >>> def relu(z):
        ...     return max(z, 0)
        >>> own_answers(relu).sentence
        'Runs on the support file: no earlier notebook with answers that pass their checks lies beside this one.'
    """
    functions = {function.__name__: function for function in given}
    answers: dict[str, Function | None] = {}
    here = (beside or Path.cwd()).resolve()
    for unit, notebook in notebooks_of_units(here.parent).items():
        if unit < here.name:
            answers |= _answers(notebook, functions.keys())
    own = [name for name in functions if answers.get(name)]
    rest = [name for name in functions if name in answers and name not in own]
    taken = {name: answer for name in own if (answer := answers[name]) is not None}
    return Answers(functions | taken, tuple(own), _sentence(own, rest))


def _sentence(own: list[str], rest: list[str]) -> str:
    if not own:
        return _(
            "Runs on the support file: no earlier notebook with answers that pass their checks lies beside this one."
        )
    if not rest:
        return _("Runs on your own answers of the earlier units.")
    return _("Runs on your own {own}; from the support file: {given}.").format(
        own=", ".join(own), given=", ".join(rest)
    )


def _answers(path: Path, wanted: Set[str]) -> dict[str, Function | None]:
    """Run a notebook's answers anew; map each function they define to itself, or to None where its check fails.

    Only the checks of wanted functions run: they take most of the time.
    """
    namespace: dict[str, Any] = {"__name__": "__main__"}
    answers: dict[str, dict[str, Function | None]] = {}
    with _quietly_in(path.parent):
        for cell in read_cells(path):
            mark = marks(cell) if cell["cell_type"] == "code" else {}
            name = str(mark.get("grade_id", ""))
            if mark.get("grade"):
                exercise = name.removeprefix("test_")
                names = [exercise, *answers.get(exercise, {})]
                if not wanted.isdisjoint(names) and not _runs(cell, dict(namespace)):
                    answers[exercise] = dict.fromkeys(names)
            elif name:
                before = dict(namespace)
                _runs(cell, namespace)
                if mark.get("solution"):
                    answers[name] = dict(_new_functions(before, namespace))
    return {name: answer for functions in answers.values() for name, answer in functions.items()}


def _new_functions(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Function]:
    """Return the functions that a cell has defined, not those it has imported."""
    return {
        name: value
        for name, value in after.items()
        if before.get(name) is not value and callable(value) and getattr(value, "__module__", "") == "__main__"
    }


def _runs(cell: Cell, namespace: dict[str, Any]) -> bool:
    try:
        exec(compile(cell["source"], "<an earlier notebook>", "exec"), namespace)
    except (Exception, SystemExit):
        return False
    return True


@contextlib.contextmanager
def _quietly_in(folder: Path) -> Iterator[None]:
    """Run code with that folder's support file, and nothing shown; in which language it shows it stays there."""
    here = sys.modules.pop("given", None)
    sys.path.insert(0, str(folder))
    try:
        with (
            nothing_shown(),
            in_language(language_in_use()),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            yield
    finally:
        sys.path.remove(str(folder))
        sys.modules.pop("given", None)
        if here is not None:
            sys.modules["given"] = here
