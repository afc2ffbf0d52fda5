"""Put results into nbgrader's gradebook and autograded/, by nbgrader's own Autograde."""

import shutil

import nbformat
from nbformat import NotebookNode
from nbgrader import preprocessors
from traitlets.config import Config

from autograder.intake.placing import handed_in
from autograder.intake.submitted import TIMESTAMP
from autograder.keeping.nbgrader_api import nbgrader_api, succeed
from autograder.units import Unit, take_metadata
from autograder.wall.scratch import temporary_folder

# The notebook has been repaired and run; what is left for nbgrader is to keep the scores and the notebook.
RECORDING = Config()
RECORDING.Autograde.sanitize_preprocessors = []
RECORDING.Autograde.autograde_preprocessors = [
    preprocessors.LimitOutput,
    preprocessors.SaveAutoGrades,
    preprocessors.AssignLatePenalties,
]


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
        config = RECORDING.copy()
        config.CourseDirectory.submitted_directory = str(folder)
        with nbgrader_api(unit.root, config) as api:
            succeed(api.autograde(unit.name, student), f"record {unit.name} of {student}")
