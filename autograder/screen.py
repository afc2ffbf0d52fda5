"""What the commands that grade show while they work, and at the end."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from autograder.grading.stopping import STOPPED
from autograder.judging.results import NotebookResult, NotebookStatus
from autograder.problems import UserError
from autograder.units import Unit

if TYPE_CHECKING:  # these need nbgrader, which takes a second to import
    from autograder.grading.grade import Submission
    from autograder.grading.regrade import Change
    from autograder.reading.records import Record

MOST_FAULTS = 5  # that are named one by one
Noted = list[tuple["Submission", NotebookResult]]


@contextmanager
def progress_bar(total: int) -> Iterator[tuple[Noted, Callable[["Submission", NotebookResult], None]]]:
    """Show progress, with the time left and counts by outcome; collects the results that it is told."""
    results: Noted = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not total) as bar:
        task = bar.add_task("grading", total=total)

        def note(submission: "Submission", result: NotebookResult) -> None:
            results.append((submission, result))
            counts = Counter(str(one.status) for _, one in results)
            words = ", ".join(f"{number} {status}" for status, number in counts.items())
            bar.update(task, advance=1, description=f"grading ({words})")

        yield results, note


def name_journal_faults(root: Path) -> None:
    """Name the lines of the journal that are not used, the first ones in a sentence each."""
    from autograder.grading.journal import faults

    found = faults(root)
    for fault in found[:MOST_FAULTS]:
        typer.echo(fault, err=True)
    if len(found) > MOST_FAULTS:
        typer.echo(f"{len(found) - MOST_FAULTS} more lines of the journal are not used.", err=True)


def stop_if_asked(stopped: bool, done: int, total: int) -> None:
    """End the command where the user has asked for it, and say how far it came."""
    if stopped:
        typer.echo(f"Stopped; {done} done, {total - done} left. Run it again to go on.", err=True)
        raise typer.Exit(STOPPED)


def failures(results: Noted) -> Noted:
    """Return those that the grader itself failed at."""
    return [(one, result) for one, result in results if result.status == NotebookStatus.GRADER_ERROR]


def name_failures(results: Noted) -> None:
    """Name what the grader itself failed at.

    Raises:
        UserError: there was something.
    """
    failed = failures(results)
    for one, result in failed:
        typer.echo(f"{one.student}, {one.unit.name}: {result.message}", err=True)
    if failed:
        raise UserError(f"{len(failed)} could not be graded, through the grader's own fault (see above). They are "
                        "tried again next time.")  # fmt: skip


def print_changes(found: "list[Change]", compared: int) -> None:
    """Print what a regrade changes for whom, of so many submissions that were compared."""
    table = Table("student", "unit", "exercise", "before", "after", "automatic total", title="What changes")
    for one in found:
        table.add_row(one.student, one.unit, one.exercise, one.before, one.after, one.total)
    if found:
        Console().print(table)
    students = len({(one.student, one.unit) for one in found})
    if compared:
        typer.echo(f"{students} of {compared} submissions come out differently.")
    else:
        typer.echo("Nothing to regrade: the tests are those with which everything was graded.")


def scores(units: list[Unit]) -> dict[tuple[str, str], str]:
    """Return what counts, in words, by unit and student: with points by hand, less what lateness costs."""
    from autograder.reading.records import read_records  # needs nbgrader too

    return {(one.unit.name, one.student): record_in_words(one) for one in read_records(units)}


def print_new_scores(results: Noted, before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]) -> None:
    """Print a line for each submission just graded whose score is new, or another than before."""
    keys = sorted({(one.unit.name, one.student) for one, _ in results})
    changed = [key for key in keys if key in after and after[key] != before.get(key)]
    again = any(key in before for key in changed)
    table = Table("student", "unit", *["before"] * again, "score", title="What is new")
    for unit, student in changed:
        table.add_row(student, unit, *[before.get((unit, student), "")] * again, after[unit, student])
    if changed:
        Console().print(table)
    if same := len(keys) - len(changed) - len(failures(results)):
        typer.echo(f"{same} of them came out as before.")


def record_in_words(record: "Record") -> str:
    """Return a record's score as people read it."""
    result, late = record.result, record.mark.late
    words = "no score" if record.score is None else f"{record.score:.4g} of {result.max_score:g}"
    words += f" (+{record.to_come:g} by hand)" if record.to_come else ""
    words += f", {result.status}" if result.status != "graded" else ""
    stopped = [one for one in result.exercises if one.status in ("timeout", "memory", "crashed")]
    words += f", {len(stopped)} stopped" if stopped else ""
    words += f", late: {late.penalty:.4g} off" if late.hours else ""
    return words + (", newer file rejected" if record.refused else "")


def print_result(result: NotebookResult, whole_messages: bool) -> None:
    """Print the result of one file: a table, and where asked each message in its own lines below."""
    table = Table("exercise", "points", "status", "message", title=f"{result.unit}: {in_words(result)}")
    for one in result.exercises:
        # Text: what a student's code says is no markup.
        message = one.message.partition("\n")[0] if whole_messages else one.message
        table.add_row(one.name, f"{one.points:g} of {one.max_points:g}", one.status, Text(message))
    Console().print(table)
    for one in result.exercises:
        if whole_messages and "\n" in one.message:
            typer.echo(f"\n{one.name}\n{one.message}")
    skipped = f"Cells not run, since no points depend on them: {result.skipped}." if result.skipped else ""
    for line in (result.message, *result.repairs, skipped):
        if line:
            typer.echo(line)


def in_words(result: NotebookResult) -> str:
    """Return a score as people read it."""
    by_hand = sum(one.max_points for one in result.exercises if one.status == "manual")
    words = "no score" if result.score is None else f"{result.score:g} of {result.max_score:g}"
    if result.status != "graded":
        words += f", {result.status}"
    stopped = [one for one in result.exercises if one.status in ("timeout", "memory", "crashed")]
    words += f", {len(stopped)} stopped" if stopped else ""
    return words + (f" (+{by_hand:g} by hand)" if by_hand else "")
