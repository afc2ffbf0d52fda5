"""The course's own steps in nbgrader's conversions, named in nbgrader_config.py."""

from contextvars import ContextVar
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor

from autograder.limits import Limits
from autograder.run import grade_file
from autograder.sandbox import choose_sandbox
from autograder.stubs import SOLUTION, value_stub
from autograder.units import find_units, grade_id

# A notebook that the grader has run already, waiting to be recorded.
FINISHED: ContextVar[NotebookNode | None] = ContextVar("FINISHED", default=None)


class ClearAnswers(ClearSolutions):
    """Clear solutions as nbgrader does, but leave three dots where an exercise asks for a value."""

    def _replace_solution_region(self, cell: NotebookNode, language: str) -> bool:
        stub = value_stub(cell.source) if cell.cell_type == "code" else None
        if stub is None:
            return bool(super()._replace_solution_region(cell, language))
        cell.source = SOLUTION.sub(lambda _: f"{stub}\n", cell.source + "\n").rstrip("\n")
        return True


class KeepGoing(NbGraderPreprocessor):
    """Tag the students' code cells so that "Run all" goes on behind an exercise that is not answered yet."""

    def preprocess_cell(self, cell: NotebookNode, resources: Any, _index: int) -> tuple[NotebookNode, Any]:
        """Tag one cell."""
        if cell.cell_type == "code":
            cell.metadata["tags"] = ["raises-exception"]
        return cell, resources


class RunAndGrade(NbGraderPreprocessor):
    """Stand in for nbgrader's own execution: take the run that is at hand, or make one.

    Without one at hand (the formgrader's button, or `nbgrader autograde`) the submission is run here, behind the best
    wall that this machine can build; where it can build none, this refuses.
    """

    def preprocess(self, notebook: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook as it ran, its cells known to nbgrader by the metadata that sanitizing has set."""
        ran = FINISHED.get() or self._run(resources)
        known = {grade_id(cell): cell.metadata["nbgrader"] for cell in notebook.cells if grade_id(cell)}
        for cell in ran.cells:
            if grade_id(cell) in known:
                cell.metadata["nbgrader"] = known[grade_id(cell)]
        return ran, resources

    def _run(self, resources: dict[str, Any]) -> NotebookNode:
        names = resources["nbgrader"]
        # nbgrader works in the course's folder.
        unit = find_units(Path.cwd(), [names["assignment"]])[0]
        result, ran = grade_file(unit.submitted(names["student"]), unit, Limits(), choose_sandbox("auto"))
        if ran is None:
            raise RuntimeError(f"{names['student']}, {unit.name}: {result.status}: {result.message}")
        return ran
