"""Put results into nbgrader's gradebook and autograded/, by nbgrader's own Autograde."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from unittest.mock import patch

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import autograde
from nbgrader.converters.base import BaseConverter
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

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Convert a notebook by the first of Autograde's two passes."""
        self._init_preprocessors()
        BaseConverter.convert_single_notebook(self, notebook_filename)


@contextmanager
def lasting_gradebook() -> Iterator[None]:
    """Have nbgrader set its gradebook up once for a class; it does so seven times for each submission otherwise.

    Setting up means a look at every table, and an engine that has to translate every question anew.
    """
    lasting = cache(Gradebook)
    with ExitStack() as stack:
        for module in (autograde, saveautogrades):
            stack.enter_context(patch.object(module, "Gradebook", lasting))
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
    # nbgrader reads a submission from a folder. It is given the one that has run: no broken metadata reaches it.
    with temporary_folder() as folder:
        repaired = folder / student / unit.name
        repaired.mkdir(parents=True)
        take_metadata(ran, nbformat.read(unit.release, as_version=4))
        nbformat.write(ran, repaired / unit.notebook_name)
        submitted = unit.submitted(student).parent
        if handed_in(submitted):  # nbgrader stops at a time that it cannot read
            shutil.copy(submitted / TIMESTAMP, repaired)
        with nbgrader_api(unit.root) as api:
            course = api.coursedir
            with temp_attrs(course, submitted_directory=str(folder), assignment_id=unit.name, student_id=student):
                outcome = capture_log(Record(coursedir=course, parent=api, force=True))
            succeed(outcome, f"record {unit.name} of {student}")
