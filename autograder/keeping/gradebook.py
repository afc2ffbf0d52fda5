"""Put results into nbgrader's gradebook and autograded/, by nbgrader's own Autograde."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import autograde
from nbgrader.preprocessors import LimitOutput, SaveAutoGrades, saveautogrades
from nbgrader.utils import capture_log, temp_attrs

from autograder.intake.placing import handed_in
from autograder.intake.submitted import TIMESTAMP
from autograder.keeping.nbgrader_api import nbgrader_api, succeed
from autograder.units import Unit, take_metadata
from autograder.wall.scratch import temporary_folder


class Record(autograde.Autograde):
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

    nbgrader opens it seven times for each submission, and commits some twenty times.
    """

    def __init__(self, url: str, course_id: str) -> None:
        super().__init__(url, course_id)
        self._really_commit, self.db.commit = self.db.commit, self._commit_later

    def _commit_later(self) -> None:
        self.db.flush()
        self.db.expire_all()

    def close(self) -> None:
        """Stay open, whatever nbgrader asks for."""

    def end(self, success: bool) -> None:
        """Write what was recorded since the last time, or forget it."""
        try:
            if success:
                self._really_commit()
        finally:
            super().close()


_books: dict[str, LastingGradebook] = {}


def _lasting(url: str, course_id: str = "") -> LastingGradebook:
    if url not in _books:
        _books[url] = LastingGradebook(url, course_id)
    return _books[url]


@contextmanager
def lasting_gradebook() -> Iterator[None]:
    """Have nbgrader use one gradebook for a class; `record` works within."""
    with ExitStack() as stack:
        for module in (autograde, saveautogrades):
            stack.enter_context(patch.object(module, "Gradebook", _lasting))
        stack.callback(_books.clear)
        yield


def record(unit: Unit, student: str, ran: NotebookNode) -> None:
    """Record a notebook that has run: scores in the gradebook, the notebook in autograded/.

    Args:
        unit: the unit, released since its tests were changed last.
        student: whose it is.
        ran: the notebook as it ran, its outputs in agreement with its scores.

    Raises:
        UserError: nbgrader could not do it.
    """
    # nbgrader looks for a submission in a folder. The notebook that it takes is the one that has run.
    take_metadata(ran, _read(unit.release, unit.release.stat().st_mtime_ns))
    with temporary_folder() as folder:
        repaired = folder / student / unit.name
        repaired.mkdir(parents=True)
        (repaired / unit.notebook_name).touch()
        submitted = unit.submitted(student).parent
        if handed_in(submitted):  # nbgrader stops at a time that it cannot read
            shutil.copy(submitted / TIMESTAMP, repaired)
        with nbgrader_api(unit.root) as api:
            course = api.coursedir
            with temp_attrs(course, submitted_directory=str(folder), assignment_id=unit.name, student_id=student):
                outcome = capture_log(Record(ran, coursedir=course, parent=api, force=True))
                _lasting(course.db_url, course.course_id).end(outcome["success"])
            succeed(outcome, f"record {unit.name} of {student}")


@lru_cache(maxsize=20)
def _read(notebook: Path, _changed: int) -> NotebookNode:
    return nbformat.read(notebook, as_version=4)
