"""The course's own steps in nbgrader's conversions, named in nbgrader_config.py.

Each class of students may have a copy of that file in its folder, so the names stay importable from here.
"""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.authoring.colab import colab_cell
from autograder.grading import journal
from autograder.grading.nbgrader_private import ClearAnswers as ClearAnswers
from autograder.intake.submitted import ID_RULE, is_student_id
from autograder.judging.results import NotebookStatus
from autograder.points import scale
from autograder.problems import UserError
from autograder.sandbox.choice import choose_sandbox
from autograder.sandbox.limits import Limits
from autograder.settings import read_settings
from autograder.units import find_units, take_metadata
from course.files import VERSION, package


class OpenInColab(NbGraderPreprocessor):
    """Put the cell for Colab before the first code cell; a course that is published nowhere gets none."""

    def preprocess(self, notebook: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Add the cell; nbgrader works in the course's folder."""
        if address := read_settings(Path.cwd()).address:
            kinds = [cell.cell_type for cell in notebook.cells]
            notebook.cells.insert(kinds.index("code"), colab_cell(resources["nbgrader"]["assignment"], address))
        return notebook, resources


class GivePoints(NbGraderPreprocessor):
    """Give the notebook the points that course.toml asks for."""

    def preprocess(self, notebook: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Scale the notebook, if it is written for another number of points."""
        scale(notebook, read_settings(Path.cwd()).points)  # nbgrader works in the course's folder
        return notebook, resources


class KeepGoing(NbGraderPreprocessor):
    """Tag the students' code cells so that "Run all" goes on behind an exercise that is not answered yet.

    The notebook also notes the version of the course, by which `check_setup` and the grader know an older one.
    """

    def preprocess(self, notebook: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Tag the cells, and note the version."""
        notebook.metadata[VERSION] = version(package())
        return super().preprocess(notebook, resources)

    def preprocess_cell(self, cell: NotebookNode, resources: Any, _index: int) -> tuple[NotebookNode, Any]:
        """Tag one cell, and take empty lines off its end."""
        if cell.cell_type == "code":
            cell.metadata["tags"] = ["raises-exception"]
            cell.source = cell.source.rstrip()  # where hidden tests were, empty lines are left
        return cell, resources


class RunAndGrade(NbGraderPreprocessor):
    """Stand in for nbgrader's own execution where nbgrader itself grades: `nbgrader autograde`, and the formgrader.

    The submission is run in the best sandbox that this machine can build; where it can build none, this refuses.
    """

    def preprocess(self, notebook: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook as it ran, its cells known to nbgrader by the metadata that sanitizing has set."""
        sandbox = choose_sandbox("auto")
        from autograder.judging.run import grade_file  # here, since all of nbgrader's commands read this module

        names = resources["nbgrader"]
        if not is_student_id(names["student"]):
            raise UserError(f"{names['student']!a} is no student id ({ID_RULE}). Rename its folder in submitted/.")
        # nbgrader works in the course's folder.
        unit = find_units(Path.cwd(), [names["assignment"]])[0]
        submission = unit.submitted(names["student"])
        with journal.sole_grader(unit.root):
            key = journal.submission_key(submission, unit)
            result, ran = grade_file(submission, unit, Limits(), sandbox)
            if result.status != NotebookStatus.GRADER_ERROR:  # feedback, report and export look into the journal
                journal.append(unit.root, journal.Entry(key, names["student"], result))
        if ran is None:
            raise RuntimeError(f"{names['student']}, {unit.name}: {result.status}: {result.message}")
        take_metadata(ran, notebook)
        return ran, resources
