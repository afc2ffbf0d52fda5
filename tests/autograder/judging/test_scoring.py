"""From how cells ended to points, without any run."""

import pytest
from nbformat import NotebookNode

from autograder.judging.endings import CellEnd
from autograder.judging.results import ExerciseResult, NotebookStatus, Status
from autograder.judging.scoring import Ends, score_exercises
from autograder.units import grade_id
from course.checks.call import NOT_ANSWERED
from tests.tiny import tiny_notebook

OK = CellEnd(True)
WRONG = CellEnd(False, "CheckFailed", "✗ `slope` gives 4", "the number is squared")


def scored(
    ends: dict[str, CellEnd], stop: NotebookStatus | None = None
) -> tuple[dict[str, ExerciseResult], NotebookNode]:
    """Score the tiny notebook, whose cells of these names ended so."""
    ran = tiny_notebook()
    positions = {grade_id(cell): position for position, cell in enumerate(ran.cells) if grade_id(cell)}
    by_position: Ends = {positions[name]: end for name, end in ends.items()}
    results = score_exercises(ran, tiny_notebook(), by_position, stop, 60)
    return {one.name: one for one in results}, ran


def test_points_are_for_test_cells_that_came_to_their_end() -> None:
    found, _ = scored({"test_double": OK, "test_slope": WRONG})
    assert (found["double"].points, found["double"].status) == (10.0, Status.PASSED)
    assert (found["slope"].points, found["slope"].status) == (0.0, Status.FAILED)
    assert (found["slope"].message, found["slope"].mistake) == (WRONG.message, WRONG.mistake)
    assert found["reflect_why"].status == Status.MANUAL


def test_cell_that_was_not_reached_earns_nothing() -> None:
    found, _ = scored({"test_double": OK}, NotebookStatus.MEMORY)
    assert (found["slope"].points, found["slope"].status) == (0.0, Status.MEMORY)
    assert found["slope"].message == "The run had stopped before this check was reached."
    assert scored({"test_double": OK})[0]["slope"].status == Status.CRASHED


@pytest.mark.parametrize("hidden", [True, False])
def test_only_hidden_data_showed_it_where_all_that_failed_is_hidden(hidden: bool) -> None:
    found, _ = scored({"test_double": OK, "test_slope": CellEnd(False, "CheckFailed", hidden=hidden)})
    assert found["slope"].only_hidden is hidden
    assert not found["double"].only_hidden


@pytest.mark.parametrize(
    ("own", "status", "words"),
    [
        (CellEnd(False, "NotImplementedError", NOT_ANSWERED), Status.NOT_ATTEMPTED, "is not answered yet"),
        (CellEnd(False, "ValueError", "no such number"), Status.ERROR, "stopped with ValueError: no such number."),
        (CellEnd(False, "CellTimeout"), Status.TIMEOUT, "was stopped after 60 s"),
        (OK, Status.ERROR, "The check stopped with NameError: name 'slope' is not defined."),
    ],
)
def test_cell_of_the_answer_is_the_reason_where_it_stopped_before_its_check(
    own: CellEnd, status: Status, words: str
) -> None:
    missing = CellEnd(False, "NameError", "name 'slope' is not defined")
    found, _ = scored({"test_double": OK, "slope": own, "test_slope": missing})
    assert found["slope"].status == status
    assert words in found["slope"].message


def test_outputs_agree_with_the_points_for_nbgrader() -> None:
    _, ran = scored({"test_double": OK, "test_slope": WRONG})
    outputs = {grade_id(cell): [one.output_type for one in cell.outputs] for cell in ran.cells if cell.get("outputs")}
    assert outputs == {"test_slope": ["error"]}
