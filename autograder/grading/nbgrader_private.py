"""What is used of nbgrader beyond its documented interface, all in one place.

`tests/autograder/grading/test_nbgrader_private.py` names each of these parts, and fails where a new nbgrader changes
it.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Comment, Grade, Gradebook, GradeCell, SolutionCell
from nbgrader.converters import autograde
from nbgrader.preprocessors import ClearSolutions, LimitOutput, SaveAutoGrades, saveautogrades

from autograder.stubs import SOLUTION, value_stub


class ClearAnswers(ClearSolutions):
    """Clear solutions as nbgrader does, but leave three dots where an exercise asks for a value."""

    def _replace_solution_region(self, cell: NotebookNode, language: str) -> bool:
        stub = value_stub(cell.source) if cell.cell_type == "code" else None
        if stub is None:
            return bool(super()._replace_solution_region(cell, language))
        cell.source = SOLUTION.sub(lambda _: f"{stub}\n", cell.source + "\n").rstrip("\n")
        return True


class RecordSubmission(autograde.Autograde):
    """nbgrader's Autograde for a notebook that has been repaired and run: only to be kept, and converted once.

    What lateness costs is worked out when points are read (late.py).
    """

    sanitize_preprocessors = (LimitOutput, SaveAutoGrades)

    def __init__(self, ran: NotebookNode, **settings: Any) -> None:
        super().__init__(**settings)
        self.ran = ran

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Take the steps of the first of Autograde's two passes, with the notebook at hand in place of its file."""
        self._init_preprocessors()
        notebook, resources = self.ran, self.init_single_notebook_resources(notebook_filename)
        for step in self.exporter._preprocessors:
            notebook, resources = step(notebook, resources)
        resources["output_extension"] = ".ipynb"
        self.write_single_notebook(nbformat.writes(notebook) + "\n", resources)


class LastingGradebook(Gradebook):
    """nbgrader's gradebook, set up once for a class, where each submission is recorded wholly or not at all.

    nbgrader opens it seven times for each submission, commits some twenty times, and asks for each cell by itself.
    """

    def __init__(self, url: str, course_id: str) -> None:
        super().__init__(url, course_id)
        self._really_commit, self.db.commit = self.db.commit, lambda: None
        self._found: dict[tuple[Any, str, str, str], dict[str, Any]] = {}

    def find_grade(self, grade_cell: str, notebook: str, assignment: str, student: str) -> Grade:
        """Find a grade among those of its notebook, which are read at once."""
        grades = self._by_cell(Grade, GradeCell, notebook, assignment, student)
        return grades.get(grade_cell) or super().find_grade(grade_cell, notebook, assignment, student)

    def find_comment(self, solution_cell: str, notebook: str, assignment: str, student: str) -> Comment:
        """Find a comment among those of its notebook, which are read at once."""
        comments = self._by_cell(Comment, SolutionCell, notebook, assignment, student)
        return comments.get(solution_cell) or super().find_comment(solution_cell, notebook, assignment, student)

    def _by_cell(self, kind: Any, cell: Any, notebook: str, assignment: str, student: str) -> dict[str, Any]:
        """Return the grades or comments of a submitted notebook, by the names of their cells."""
        key = kind, notebook, assignment, student
        if key not in self._found:
            submitted = self.find_submission_notebook(notebook, assignment, student)
            rows = self.db.query(cell.name, kind).join(kind, kind.cell_id == cell.id)
            self._found[key] = dict(map(tuple, rows.filter(kind.notebook_id == submitted.id)))
        return self._found[key]

    def close(self) -> None:
        """Stay open, whatever nbgrader asks for."""

    def end(self, success: bool) -> None:
        """Write what was recorded since the last time, or forget it."""
        try:
            if success:
                self._really_commit()
        finally:
            self._found.clear()
            super().close()


_books: dict[str, LastingGradebook] = {}


def lasting(url: str, course_id: str = "") -> LastingGradebook:
    """Return the one gradebook of this address."""
    if url not in _books:
        _books[url] = LastingGradebook(url, course_id)
    return _books[url]


@contextmanager
def lasting_gradebook() -> Iterator[None]:
    """Have nbgrader use one gradebook for a class; `record` works within."""
    with ExitStack() as stack:
        for module in (autograde, saveautogrades):
            stack.enter_context(_lasting_in(module))
        stack.callback(_books.clear)
        yield


@contextmanager
def _lasting_in(module: ModuleType) -> Iterator[None]:
    usual = module.Gradebook
    module.Gradebook = lasting  # type: ignore[attr-defined]
    try:
        yield
    finally:
        module.Gradebook = usual  # type: ignore[attr-defined]
