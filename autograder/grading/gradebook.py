"""Put results into nbgrader's gradebook and autograded/, by nbgrader's own Autograde."""

import shutil
from functools import lru_cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import capture_log, temp_attrs

from autograder.grading.nbgrader_private import RecordSubmission, lasting
from autograder.intake.placing import handed_in
from autograder.intake.submitted import TIMESTAMP
from autograder.nbgrader_api import nbgrader_api, succeed
from autograder.sandbox.scratch import temporary_folder
from autograder.units import Unit, take_metadata


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
                outcome = capture_log(RecordSubmission(ran, coursedir=course, parent=api, force=True))
                lasting(course.db_url, course.course_id).end(outcome["success"])
            succeed(outcome, f"record {unit.name} of {student}")


@lru_cache(maxsize=20)
def _read(notebook: Path, _changed: int) -> NotebookNode:
    return nbformat.read(notebook, as_version=4)
