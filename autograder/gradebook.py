"""Put results into nbgrader's gradebook and autograded/, by nbgrader's own Autograde."""

import shutil
import tempfile
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.nbgrader_api import nbgrader_api, succeed
from autograder.plugins import FINISHED
from autograder.units import Unit


def record(unit: Unit, student: str, ran: NotebookNode) -> None:
    """Record a notebook that has run: scores in the gradebook, the notebook in autograded/.

    Args:
        unit: the unit.
        student: whose it is.
        ran: the notebook as it ran, its outputs in agreement with its scores.

    Raises:
        UserError: nbgrader could not do it.
    """
    # nbgrader reads the submission again. It is given the repaired one, so that no broken metadata reaches it.
    with tempfile.TemporaryDirectory(prefix="recording-") as folder:
        submission = unit.submitted(student)
        repaired = Path(folder) / student / unit.name
        repaired.mkdir(parents=True)
        nbformat.write(ran, repaired / unit.notebook_name)
        timestamp = submission.parent / "timestamp.txt"
        if timestamp.is_file():
            shutil.copy(timestamp, repaired)
        token = FINISHED.set(ran)
        try:
            with nbgrader_api(unit.root, submitted_directory=folder) as api:
                succeed(api.autograde(unit.name, student), f"record {unit.name} of {student}")
        finally:
            FINISHED.reset(token)
