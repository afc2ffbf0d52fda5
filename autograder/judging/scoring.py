"""From how each cell ended to points: no explicit pass, no points."""

import math
import re
from dataclasses import replace

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.judging.endings import CellEnd
from autograder.judging.results import ExerciseResult, NotebookStatus, Status, status_of_error
from autograder.stubs import is_answered
from autograder.units import Exercise, exercises, grade_id, is_by_degree, is_void, points
from course.checks.call import NOT_ANSWERED, not_answered
from course.texts import _, in_all_languages, marked

Ends = dict[int, CellEnd]
WITHDRAWN = marked("This question was withdrawn: everybody has its points.")


def score_exercises(
    ran: NotebookNode, source: NotebookNode, ends_by_position: Ends, stop: NotebookStatus | None, cell_seconds: float
) -> tuple[ExerciseResult, ...]:
    """Score every exercise of a notebook that has run.

    Also makes the outputs of its test cells agree with the score, so that nbgrader, which scores by outputs, comes
    to the same points: an error output exactly where points are lost.

    Args:
        ran: the notebook after the run; its test cells' outputs are changed.
        source: the instructor's notebook.
        ends_by_position: for each position of a cell that ran, how it ended.
        stop: how the run stopped early, if it did.
        cell_seconds: the time limit, for the message.

    Returns:
        One result for each exercise, in the notebook's order.
    """
    positions = {grade_id(cell): position for position, cell in enumerate(ran.cells) if grade_id(cell)}
    ends = {name: ends_by_position.get(position) for name, position in positions.items()}
    results = []
    for exercise in exercises(source):
        if exercise.written:
            results.append(_written(exercise, ran, positions))
        else:
            verdicts = [
                (Status.PASSED, _(WITHDRAWN))
                if is_void(ran.cells[positions[test]])
                else _verdict(test, exercise.name, ends, stop, cell_seconds)
                for test in exercise.test_ids
            ]
            summed = _summed(exercise, ran, positions, verdicts)
            results.append(_with_mistake(summed, [ends[test] for test in exercise.test_ids]))
    return tuple(results)


def _written(exercise: Exercise, ran: NotebookNode, positions: dict[str, int]) -> ExerciseResult:
    if exercise.name in positions and is_answered(ran.cells[positions[exercise.name]].source):
        return ExerciseResult(exercise.name, 0.0, exercise.points, Status.MANUAL, _("A person grades this answer."))
    message = _("There is no written answer.")
    return ExerciseResult(exercise.name, 0.0, exercise.points, Status.NOT_ATTEMPTED, message)


def _verdict(
    test: str, exercise: str, ends: dict[str, CellEnd | None], stop: NotebookStatus | None, cell_seconds: float
) -> tuple[Status, str]:
    """Judge one test cell by how it ended, and by how the student's cell did."""
    end = ends[test]
    if end is None:
        return Status(stop or "crashed"), _("The run had stopped before this check was reached.")
    if end.ok:
        return Status.PASSED, ""
    return _failure(end, ends.get(exercise), exercise, cell_seconds)


def _failure(end: CellEnd, own: CellEnd | None, exercise: str, cell_seconds: float) -> tuple[Status, str]:
    """Tell why a test cell failed: where the student's own cell had already stopped, that is the reason."""
    name, message = end.error, end.message
    status = status_of_error(name)
    if name == "NameError" and own is None:
        return Status.NOT_ATTEMPTED, _("The cell of `{name}` is missing.").format(name=exercise)
    if name == "NameError" and own is not None and not own.ok:
        status = status_of_error(own.error)
        if status == Status.TIMEOUT:
            text = _("The cell of `{name}` was stopped after {seconds:g} s: does it contain a loop that never ends?")
            return status, text.format(name=exercise, seconds=cell_seconds)
        if own.error == "NotImplementedError" and own.message in in_all_languages(NOT_ANSWERED):
            return Status.NOT_ATTEMPTED, not_answered(exercise)
        if status != Status.MEMORY:
            text = _("The cell of `{name}` stopped with {error}: {reason}.")
            return Status.ERROR, text.format(name=exercise, error=own.error, reason=_first_line(own.message))
    if status == Status.TIMEOUT:
        text = _("The check of `{name}` was stopped after {seconds:g} s: is there a loop that never ends?")
        return status, text.format(name=exercise, seconds=cell_seconds)
    if status == Status.MEMORY:
        text = _("`{name}` needed more memory than it may have: is there an array that is far too large?")
        return status, text.format(name=exercise)
    if status == Status.ERROR and name != "AnswerRaised":
        said, hidden = (
            _("The check stopped with {error}: {reason}."),
            _("The check stopped with {error} on hidden data."),
        )
        return status, (said if message else hidden).format(error=name, reason=_first_line(message))
    return status, message


def _first_line(text: str) -> str:
    """Return a message's first line, without colors and without the name that IPython gives to a cell's file."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text).strip().split("\n")[0].rstrip(".")
    return re.sub(r"\(\d+\.py, (line \d+)\)", r"(\1)", plain)


def _summed(
    exercise: Exercise, ran: NotebookNode, positions: dict[str, int], verdicts: list[tuple[Status, str]]
) -> ExerciseResult:
    """Add up an exercise's test cells, and make their outputs agree with what each of them earned."""
    total, worst, messages = 0.0, Status.PASSED, []
    for test, (verdict, reason) in zip(exercise.test_ids, verdicts, strict=True):
        cell, status, message = ran.cells[positions[test]], verdict, reason
        earned = points(cell) if status == Status.PASSED else 0.0
        if status == Status.PASSED and is_by_degree(cell):
            earned, status, message = _degree(cell)
        _make_outputs_agree(cell, earned, status, message)
        total += earned
        worst = worst.worse(status)
        messages += [message] if message and message not in messages else []
    return ExerciseResult(exercise.name, total, exercise.points, worst, "\n".join(messages))


def _with_mistake(result: ExerciseResult, ends: list[CellEnd | None]) -> ExerciseResult:
    """Add the first mistake that a check named, and whether nothing but hidden data showed that the answer is wrong."""
    mistake = next((one.mistake for one in ends if one and one.mistake), "")
    failed = [one for one in ends if one is None or not one.ok]
    only_hidden = bool(failed) and all(one is not None and one.hidden for one in failed)
    return replace(result, mistake=mistake, only_hidden=only_hidden)


def _degree(cell: NotebookNode) -> tuple[float, Status, str]:
    """Read the points of a cell that is graded by degree from the number it ends with."""
    numbers = [output.data.get("text/plain", "") for output in cell.outputs if output.output_type == "execute_result"]
    try:
        earned = float(numbers[0]) if len(numbers) == 1 else math.nan
    except ValueError:
        earned = math.nan
    if not 0 < earned <= points(cell):  # nan is no number of points either
        return 0.0, Status.ERROR, _("The check did not end with a number of points.")
    whole = earned == points(cell)
    part = _("This earned {earned:g} of {points:g} points; a better result earns more.")
    message = "" if whole else part.format(earned=earned, points=points(cell))
    return earned, Status.PASSED if whole else Status.FAILED, message


def _make_outputs_agree(cell: NotebookNode, earned: float, status: Status, message: str) -> None:
    printed = [output for output in cell.outputs if output.output_type == "stream" and output.name == "stdout"]
    if status != Status.PASSED and earned:
        printed.append(new_output("execute_result", {"text/plain": f"{earned:g}"}))
    elif status != Status.PASSED:
        printed.append(new_output("error", ename=str(status), evalue=message, traceback=message.split("\n")))
    cell.outputs = printed
