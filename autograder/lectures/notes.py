"""What a teacher knows of a unit beforehand: what each exercise practices, its mistakes by name, its rubric."""

import ast
import re
from dataclasses import dataclass

from markupsafe import Markup
from nbformat import NotebookNode

from autograder.lectures.mistakes import mistakes_of
from autograder.lectures.slides import to_html
from autograder.units import Unit, exercises, grade_id
from course.texts import _


@dataclass(frozen=True)
class Note:
    """Hold what the teaching notes say of an exercise."""

    name: str
    points: float
    practices: str  # the first lines of what the student's function promises
    mistakes: list[str]  # as students read them, with dots for values
    question: Markup  # of a written one, with its rubric


def notes(source: NotebookNode, released: NotebookNode, unit: Unit) -> list[Note]:
    """Make the notes of a unit's exercises, in the language in use.

    Args:
        source: the instructor's notebook in the first language, whose hidden tests name mistakes too.
        released: the students' notebook in the language in use.
        unit: to which both belong.
    """
    cells = {grade_id(cell): cell.source for cell in released.cells if grade_id(cell)}
    return [
        Note(
            one.name,
            one.points,
            "" if one.written else _promise(cells.get(one.name, "")),
            list(dict.fromkeys(_words(mistake.text) for mistake in mistakes_of(one, source, unit))),
            to_html(cells.get(f"question_{one.name}", "") if one.written else ""),
        )
        for one in exercises(source)
    ]


def _words(text: str) -> str:
    return re.sub(r"\{\w+\}", "…", _(text))


def _promise(stub: str) -> str:
    """Return the first lines of the docstrings in a stub, or else its first comment."""
    try:
        tree = ast.parse(stub)
    except SyntaxError:
        return ""
    defined = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    promises = [(ast.get_docstring(node) or "").partition("\n")[0] for node in defined]
    comments = [line.removeprefix("# ") for line in stub.splitlines() if line.startswith("# ")]
    return " ".join(promise for promise in promises if promise) or " ".join(comments[:1])
