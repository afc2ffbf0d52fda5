"""Answers that are older than what the student sees: the cell that should define them anew did not run."""

import os
import re
from collections.abc import Sequence
from typing import Any

from course.checks.call import error_text, is_a_stub, raised_in, steps_of
from course.checks.failure import AnswerRaised
from course.texts import _

_DEFINES = re.compile(r"^(?:async +)?(?:def|class) +(\w+)|^(\w+(?: *, *\w+)*) *=(?!=)", re.MULTILINE)

_before: dict[str, Any] = {}  # what the names that a running cell is to define stood for when it began
_not_run: dict[str, str] = {}  # the names whose cell failed before it defined them, and why


def refuse_stale_answers(names: Sequence[str]) -> None:
    """Say so where an answer comes from an earlier run of its cell, since its newest text did not run.

    nbgrader runs each notebook once from its top and scores what is there, as this course's grader does.

    Raises:
        AnswerRaised: one of these names is stale.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return
    for name in names:
        if name in _not_run:
            raise AnswerRaised(not_run(name))


def not_run(name: str) -> str | None:
    """Say why a name's cell did not run, or None where it did."""
    if name not in _not_run:
        return None
    symptom = _("The cell of `{name}` did not run: {why}.").format(name=name, why=_not_run[name].rstrip("."))
    step = _("fix that cell, run it, then run this one again")
    return f"✗ {symptom}\n  " + _("Next step: {step}.").format(step=step)


def begin_cell(source: str, namespace: dict[str, Any]) -> None:
    """Note what the names that a cell is to define stand for before it runs."""
    _before.clear()
    _before.update({name: namespace.get(name) for name in names_defined(source)})


def end_cell(error: BaseException | None, namespace: dict[str, Any]) -> None:
    """Note which names a cell has failed to define."""
    for name, old in _before.items():
        if error is not None and namespace.get(name) is old:
            _not_run[name] = _why(error)
        else:
            _not_run.pop(name, None)


def names_defined(source: str) -> list[str]:
    r"""List the names that a cell defines at its left margin; the cell need not be valid Python.

    Example:
        >>> names_defined("def f(x)\n    y = 1\nAND, OR = 1, 2")
        ['f', 'AND', 'OR']
    """
    found = [definition or targets for definition, targets in _DEFINES.findall(source)]
    return [name.strip() for targets in found for name in targets.split(",")]


def _why(error: BaseException) -> str:
    if is_a_stub(error):
        return _("`{name}` is not answered yet").format(name=raised_in(error))
    if isinstance(error, SyntaxError):
        kind, line = f"{type(error).__name__}: {error.msg}", error.lineno
    else:
        lines = [step.line for step in steps_of(error) if step.in_notebook]
        kind, line = error_text(error), lines[0] if lines else None
    return kind if line is None else _("{error}, in line {line}").format(error=kind, line=line)
