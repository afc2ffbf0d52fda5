"""The commands. Each does its work through one module; here they only read arguments and print.

Each imports that module itself, so that no command waits for the others' libraries.
"""

import json
import os
import sys
from collections import Counter
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Column, Table
from rich.text import Text

from autograder.grading.fault_log import in_words, log_fault
from autograder.problems import UserError
from autograder.sandbox.limits import Limits
from autograder.screen import (
    failures,
    name_failures,
    name_journal_faults,
    print_changes,
    print_new_scores,
    print_result,
    progress_bar,
    scores,
    stop_if_asked,
)
from autograder.settings import chosen_language
from autograder.units import Unit, exercises, find_units, read_source
from course.texts import LANGUAGES

CORES = os.cpu_count() or 1

HELP = "Release the notebooks, collect and grade what students hand in, and tell them and yourself how it went."
app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=HELP)

Edition = Annotated[str | None, typer.Option(help=f"{', '.join(LANGUAGES)}; else the course's first language.")]
Units = Annotated[list[str] | None, typer.Argument(help="Only these units, for example 2 or 02_forward.")]
Sandbox = Annotated[str, typer.Option(help="auto, bwrap, sandlock, or none (for notebooks that you trust).")]
Students = Annotated[list[str] | None, typer.Option(help="Only this student; may be given again.")]
Jobs = Annotated[int, typer.Option(min=1, help="Submissions that run at the same time on this machine.")]
Cluster = Annotated[str | None, typer.Option(help="Run on this Dask cluster instead: tcp://SCHEDULER:8786.")]
AllCells = Annotated[bool, typer.Option("--all-cells", help="Run also the cells on which no points depend.")]
Seconds = Annotated[float, typer.Option("--timeout", min=1, help="Seconds that one cell may take.")]
Megabytes = Annotated[int, typer.Option("--memory", min=100, help="Megabytes that one submission may take.")]


def main() -> None:
    """Run a command; an error is one or two sentences on stderr, and exit status 1. A fault of ours is logged."""
    if sys.platform == "win32":  # where what goes into a file or a pipe is not UTF-8 by itself
        sys.stdout.reconfigure(encoding="utf-8")
        sys.stderr.reconfigure(encoding="utf-8")
    try:
        Path.cwd()
    except FileNotFoundError:
        sys.exit("autograder: This folder was removed, or replaced by another one. Go into it anew, with cd.")
    try:
        app()
    except UserError as error:
        sys.exit(f"autograder: {error}")
    except Exception as error:
        if not (Path.cwd() / "source").is_dir():  # no course, so no place for a log
            raise
        where = log_fault(Path.cwd(), error, " ".join(map(ascii, sys.argv[1:])))
        sys.exit(f"autograder: This is a fault of the grader itself: {in_words(error)} {where}")


def units_up_to(last: str | None) -> list[Unit]:
    """List the units from the first to this one, or all."""
    units = find_units(Path.cwd())
    return units[: units.index(find_units(Path.cwd(), [last])[0]) + 1] if last else units


@app.command("lint")
def lint_command(units: Units = None) -> None:
    """Check source/ against the rules for notebooks: one line for each breach."""
    from autograder.authoring.lint import lint

    breaches = [breach for unit in find_units(Path.cwd(), units) for breach in lint(unit)]
    for breach in breaches:
        typer.echo(breach)
    if breaches:
        raise typer.Exit(1)


@app.command("release")
def release_command(units: Units = None) -> None:
    """Generate the release in all languages, the support files and the map of the course from source/."""
    from autograder.authoring.course_map import write_map
    from autograder.authoring.editions import write_editions
    from autograder.authoring.release import release, remove_unused

    chosen = find_units(Path.cwd(), units)
    release(chosen)
    for folder in remove_unused(Path.cwd()):
        typer.echo(f"removed {folder.relative_to(Path.cwd())}: the unit, or the language, is not in use")
    write_map(find_units(Path.cwd()), Path.cwd())
    for unit in chosen:
        typer.echo(f"released {unit.name}: {unit.release.relative_to(unit.root)}")
        for sentence in write_editions(unit):
            typer.echo(sentence)


@app.command("translations")
def translations_command() -> None:
    """Bring the catalogs in locales/ up to date with the English texts, and list what is to be translated."""
    from autograder.languages.update import update_catalogs

    faults = update_catalogs(find_units(Path.cwd()))
    for fault in faults:
        typer.echo(fault)
    typer.echo(f"{len(faults)} texts are to be translated or corrected." if faults else "Everything is translated.")


@app.command("bundle")
def bundle_command(
    unit: Annotated[str | None, typer.Argument(help="The last unit to take, for example 3; without it, all.")] = None,
    language: Edition = None,
) -> None:
    """Write what students need up to a unit into one zip in dist/."""
    from autograder.authoring.bundle import bundle

    units = units_up_to(unit)
    path = bundle(units, chosen_language(language, Path.cwd()))
    typer.echo(
        f"{path.relative_to(Path.cwd())} holds {units[0].name} to {units[-1].name}, {path.stat().st_size // 1024} KB"
    )


@app.command("publish")
def publish_command(
    folder: Annotated[Path, typer.Argument(help="New, empty, or written by this command before.")],
    unit: Annotated[str | None, typer.Option(help="The last unit to take, for example 3; without it, all.")] = None,
    language: Edition = None,
) -> None:
    """Write what students need up to a unit into a git repository for them, as one more commit."""
    from autograder.authoring.publish import publish

    units = units_up_to(unit)
    commit = publish(units, folder, chosen_language(language, Path.cwd()))
    holds = f"{folder} holds {units[0].name} to {units[-1].name}"
    typer.echo(f"{holds}: commit {commit}." if commit else f"{holds} as before: there is nothing to commit.")


@app.command("solutions")
def solutions_command(
    unit: Annotated[str, typer.Argument(help="The unit, for example 2.")],
    early: Annotated[bool, typer.Option("--early", help="Write them although somebody may still hand in.")] = False,
) -> None:
    """Write a unit's solutions, without hidden tests, into solutions/: a notebook and a page in each language."""
    from autograder.authoring.solutions import check_over, write_solutions

    chosen = find_units(Path.cwd(), [unit])[0]
    if not early:
        check_over(chosen)
    for page in write_solutions(chosen):
        typer.echo(f"written: {page.relative_to(Path.cwd())}, and the notebook beside it")


@app.command("lectures")
def lectures_command(
    units: Units = None,
    language: Edition = None,
) -> None:
    """Write slides, teaching notes and a term plan for the lecturer into dist/lectures/."""
    from autograder.lectures.build import write_lectures

    folder = write_lectures(find_units(Path.cwd(), units), chosen_language(language, Path.cwd()))
    typer.echo(f"written: {folder.relative_to(Path.cwd())}/plan.html, with slides and notes of each unit beside it")


@app.command("lite")
def lite_command() -> None:
    """Write the browser edition, in which students work with nothing to install, into dist/site/lite/."""
    from autograder.browser_edition.build import build

    site = Path.cwd() / "dist" / "site" / "lite"
    build(find_units(Path.cwd()), site)
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    typer.echo(
        f"{site.relative_to(Path.cwd())} holds {size / 1e6:.0f} MB. To see it: python -m http.server -d dist/site"
    )


@app.command("run")
def run_command(
    notebook: Annotated[Path, typer.Argument(help="The submitted notebook.")],
    unit: Annotated[str, typer.Option(help="The unit that it answers, for example 02_forward.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    reveal: Annotated[bool, typer.Option("--reveal", help="Show what hidden tests asked: for you alone.")] = False,
    require_full: Annotated[
        bool, typer.Option("--require-full", help="Exit with 1 unless all points that need no person are earned.")
    ] = False,
    sandbox: Sandbox = "auto",
    cell_seconds: Seconds = Limits.cell_seconds,
    memory: Megabytes = Limits.memory_megabytes,
    all_cells: AllCells = False,
) -> None:
    """Grade one file, without any gradebook."""
    from autograder.sandbox.choice import choose_sandbox
    from course.checks.hidden import revealed

    sandbox = choose_sandbox(sandbox)
    from autograder.judging.run import grade_file  # which can be imported on Linux alone

    if not notebook.is_file():
        raise UserError(f"There is no file {notebook}.")
    limits = Limits(cell_seconds=cell_seconds, memory_megabytes=memory, all_cells=all_cells)
    chosen = find_units(Path.cwd(), [unit])[0]
    with revealed() if reveal else nullcontext():
        result, _ = grade_file(notebook.resolve(), chosen, limits, sandbox)
    if as_json:
        typer.echo(json.dumps(result.as_dict(), indent=2))
    else:
        print_result(result, whole_messages=reveal)
    if result.score is None:
        raise UserError(f"This could not be graded, through the grader's own fault. {result.message}")
    highest = sum(one.points for one in exercises(read_source(chosen)) if not one.written)
    if require_full and result.score < highest - 1e-9:
        raise typer.Exit(1)


@app.command("site")
def site_command() -> None:
    """Build the site with all units, guides and a front page, in all languages, in dist/site/."""
    from autograder.site.build import build_site

    folder = build_site(find_units(Path.cwd()))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    typer.echo(f"{folder.relative_to(Path.cwd())}/index.html is the front page; the site has {size // 2**20} MB")


@app.command("collect")
def collect_command(
    archive: Annotated[
        Path, typer.Argument(help="The zip that Moodle or Canvas made of all submissions, or a folder of clones.")
    ],
    unit: Annotated[
        str | None, typer.Option(help="The unit that the archive is of, whatever its notebooks hold.")
    ] = None,
    roster: Annotated[Path | None, typer.Option(help="A CSV that says who is who, from Moodle or Canvas.")] = None,
    mixed: Annotated[bool, typer.Option("--mixed", help="Place each notebook in the unit of its own cells.")] = False,
) -> None:
    """Sort a zip of submissions, or clones of repositories, into submitted/, and say what became of each file."""
    from autograder.intake.collect import collect
    from autograder.intake.notebook_file import printable
    from autograder.intake.placing import Fate
    from autograder.intake.roster import read_roster
    from autograder.intake.submitted import nothing_from, students_in

    if unit and mixed:
        raise UserError("--unit says that the archive is of one unit, --mixed that it is of several. Leave one out.")
    units = find_units(Path.cwd())
    forced = find_units(Path.cwd(), [unit])[0] if unit else None
    people = read_roster(roster, students_in(Path.cwd())) if roster else None
    outcomes = collect(archive, units, forced, people, mixed)
    placed = [one for one in outcomes if one.fate not in (Fate.LEFT, Fate.NOT_PLACED)]
    columns = [Column(name, no_wrap=True) for name in ("student", "unit", "handed in")]
    table = Table(*columns, "result", "file", box=SIMPLE)
    for one in placed:
        time = f"{one.time:%Y-%m-%d %H:%M}" if one.time else "not known"
        table.add_row(one.student, one.unit, time, one.fate, Text(printable(one.shown), overflow="fold"))
    if placed:
        # In a file or a pipe there is no width for which a name would have to be broken.
        Console(width=None if sys.stdout.isatty() else 200).print(table)
    for one in outcomes:
        if one.note:
            typer.echo(f"{one.fate}: {printable(one.file, 200)}: {one.note}")
    counts = Counter(one.fate for one in outcomes)
    typer.echo(f"{len(outcomes)} files: {', '.join(f'{counts[fate]} {fate}' for fate in Fate if counts[fate])}.")
    listed = [one.id for one in people or () if one.id]
    for name in sorted({one.unit for one in placed} if listed else ()):
        if without := nothing_from(Path.cwd(), name, listed):
            typer.echo(f"{name}: nothing from {', '.join(without)} ({len(without)} of {len(listed)}).")
    if counts[Fate.NOT_PLACED] or not outcomes:
        missing = (
            f"{counts[Fate.NOT_PLACED]} of {len(outcomes)} files could not be placed; each is named with its reason"
        )
        raise UserError(f"{missing}, above." if outcomes else f"There are no files in {archive}.")


@app.command("grade")
def grade_command(
    units: Units = None,
    student: Students = None,
    jobs: Jobs = CORES,
    cluster: Cluster = None,
    sandbox: Sandbox = "auto",
    cell_seconds: Seconds = Limits.cell_seconds,
    memory: Megabytes = Limits.memory_megabytes,
    all_cells: AllCells = False,
    force: Annotated[bool, typer.Option("--force", help="Grade again what has been graded already.")] = False,
) -> None:
    """Grade what is new in submitted/, with a table at the end."""
    from autograder.grading.pool import prepare_lanes

    if cluster is None:
        prepare_lanes()  # first of all, since the imports below take a second, too
    from autograder.grading.class_run import class_run
    from autograder.grading.due import take_times
    from autograder.grading.grade import find_submissions, grade, reasons_in_words, secret_lost, to_grade
    from autograder.grading.student_names import take_names
    from autograder.intake.submitted import misplaced

    root = Path.cwd()
    chosen = find_units(root, units)
    limits = Limits(cell_seconds=cell_seconds, memory_megabytes=memory, all_cells=all_cells)
    with class_run(chosen, jobs, cluster, limits, sandbox) as run:
        name_journal_faults(root)
        before = scores(chosen)
        problems = misplaced(root, find_units(root))
        for problem in problems:
            typer.echo(problem, err=True)
        if lost := secret_lost(root):
            typer.echo(lost, err=True)
        submissions = find_submissions(chosen, student, all_cells)
        found = to_grade(submissions, run.db_url, force)
        typer.echo(reasons_in_words(found))
        with progress_bar(len(found)) as (results, note):
            grade(found, run.lanes, run.db_url, run.stopped, note)
        stop_if_asked(run.stopped(), len(results), len(found))
        take_times(submissions)
        try:
            take_names(root)
        except UserError as error:  # a roster that cannot be read is no reason to keep scores back
            typer.echo(f"The names in the gradebook stay as they are. {error}", err=True)
        after = scores(chosen)
    print_new_scores(results, before, after)
    typer.echo(
        f"{len(results) - len(failures(results))} graded, {len(submissions) - len(found)} unchanged since they were "
        f"graded. Sandbox: {run.sandbox}."
    )
    name_failures(results)
    if problems:
        raise UserError("What is named above was not graded.")


@app.command("regrade")
def regrade_command(
    units: Units = None,
    student: Students = None,
    jobs: Jobs = CORES,
    cluster: Cluster = None,
    sandbox: Sandbox = "auto",
    cell_seconds: Seconds = Limits.cell_seconds,
    memory: Megabytes = Limits.memory_megabytes,
    all_cells: AllCells = False,
    write: Annotated[bool, typer.Option("--write", help="Record the new results.")] = False,
) -> None:
    """Show what a fixed test changes for whom; with --write, record it."""
    from autograder.grading.pool import prepare_lanes

    if cluster is None:
        prepare_lanes()
    from autograder.authoring.release import release
    from autograder.grading.class_run import class_run
    from autograder.grading.grade import find_submissions, secret_lost
    from autograder.grading.late import settle
    from autograder.grading.regrade import changes, draft, read_draft, touched, write_drafts

    root = Path.cwd()
    chosen = find_units(root, units)
    limits = Limits(cell_seconds=cell_seconds, memory_megabytes=memory, all_cells=all_cells)
    with class_run(chosen, jobs, cluster, limits, sandbox) as run:
        name_journal_faults(root)
        if lost := secret_lost(root):
            typer.echo(lost, err=True)
        old = touched(find_submissions(chosen, student, all_cells), root)
        missing = [one for one, _ in old if read_draft(one) is None]
        with progress_bar(len(missing)) as (results, note):
            draft(missing, run.lanes, run.stopped, note)
        stop_if_asked(run.stopped(), len(results), len(missing))
        found = changes(old)
        print_changes(found, len(old))
        if write and old:
            release(list({one.unit.name: one.unit for one, _ in old}.values()))
            written = write_drafts(old, run.db_url)
            settle(root)
            typer.echo(f"{len(old) - len(failures(results + written))} written.")
            results += written
        elif old:
            typer.echo("Nothing is written yet: the same command with --write does that, without running it all again.")
    name_failures(results)


@app.command("due")
def due_command(
    unit: Annotated[str, typer.Argument(help="The unit, for example 2.")],
    time: Annotated[str, typer.Argument(help="For example 2026-12-01T23:59.")],
    zone: Annotated[
        str | None, typer.Option(help="The time's zone, like America/Santiago; else this machine's.")
    ] = None,
) -> None:
    """Set when a unit is due. What is late, and what that costs, follows at once; nothing is graded again."""
    from autograder.grading.due import set_due
    from autograder.grading.grade import gradebook_url

    chosen = find_units(Path.cwd(), [unit])[0]
    gradebook_url(chosen.root)
    due = set_due(chosen, time, zone)
    typer.echo(f"{chosen.name} is due at {due:%Y-%m-%d %H:%M} UTC.")


@app.command("extend")
def extend_command(
    student: Annotated[str, typer.Argument(help="The student's id.")],
    unit: Annotated[str, typer.Argument(help="The unit, for example 2.")],
    days: Annotated[float, typer.Option(min=0, max=1000, help="Days after the class's due date; 0 takes it back.")],
) -> None:
    """Give a student more time for a unit. This replaces what was given before."""
    from autograder.grading.due import extend
    from autograder.grading.grade import gradebook_url
    from autograder.intake.people import check_known

    chosen = find_units(Path.cwd(), [unit])[0]
    gradebook_url(chosen.root)
    check_known(chosen.root, student)
    due = extend(chosen, student, timedelta(days=days))
    typer.echo(f"{chosen.name} of {student} is due at {due:%Y-%m-%d %H:%M} UTC.")


@app.command("doctor")
def doctor_command() -> None:
    """Try what this machine can hold back from submissions, and say what it cannot."""
    from autograder.doctor.probes import PROBES
    from autograder.sandbox.choice import SANDBOXES, need_linux, works

    need_linux()
    from autograder.doctor.examine import examine, verdict  # which can be imported on Linux alone

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("trying", total=len(PROBES) * len(SANDBOXES))

        found = {}
        for sandbox in SANDBOXES:
            bar.update(task, description=f"trying {sandbox}")
            if works(sandbox):
                found[sandbox] = examine(sandbox, lambda: bar.advance(task))
            else:
                bar.advance(task, len(PROBES))
    table = Table("protection", *SANDBOXES, title="What the sandboxes hold back on this machine")
    for i, probe in enumerate(PROBES):
        table.add_row(probe.protection, *(str(found[sandbox][i]) if sandbox in found else "" for sandbox in SANDBOXES))
    table.caption = ", ".join(f"{sandbox} cannot be built here" for sandbox in SANDBOXES if sandbox not in found)
    Console().print(table)
    typer.echo(verdict(found))


@app.command("feedback")
def feedback_command(
    units: Units = None,
    lms: Annotated[
        str | None, typer.Option("--for", help="Also pack the pages as a zip that moodle or canvas takes back.")
    ] = None,
) -> None:
    """Write one page for each graded submission into feedback/."""
    from autograder.reading.feedback import write_feedback
    from autograder.reading.handing_back import check_lms, pack

    if lms:
        check_lms(lms)
    name_journal_faults(Path.cwd())
    chosen = find_units(Path.cwd(), units)
    pages = write_feedback(chosen)
    if not pages:
        raise UserError("Nothing has been graded yet. Run `autograder grade` first.")
    typer.echo(f"{len(pages)} pages written, for example {pages[0].relative_to(Path.cwd())}")
    of_unit = {unit: [page for page in pages if page.parent.name == unit.name] for unit in chosen}
    for packed in (pack(unit, found, lms) for unit, found in of_unit.items() if lms and found):
        typer.echo(f"{packed.path.relative_to(Path.cwd())} holds {packed.pages} pages.")
        if packed.others:
            typer.echo(
                f"Not in it, since their work was not collected from there: {', '.join(packed.others)}.", err=True
            )


@app.command("report")
def report_command(
    units: Units = None,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Leave students' names and ids out.")] = False,
    language: Edition = None,
    earlier: Annotated[
        list[Path] | None,
        typer.Option("--with", help="The course's folder of an earlier term, to be shown too; may be given again."),
    ] = None,
) -> None:
    """Write report/index.html: where the class is stuck, its misconceptions, who needs a person."""
    from autograder.reading.report import write_report

    name_journal_faults(Path.cwd())
    chosen = find_units(Path.cwd(), units)
    page = write_report(chosen, anonymous, chosen_language(language, Path.cwd()), earlier or ())
    typer.echo(f"written: {page.relative_to(Path.cwd())}")


@app.command("hand")
def hand_command(
    unit: Annotated[str, typer.Argument(help="The unit, for example 2.")],
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Leave students' names and ids out.")] = False,
    name: Annotated[str | None, typer.Option("--as", help="Your name, for the record of who graded what.")] = None,
) -> None:
    """Grade a unit's written answers by hand, all students' below each other, on a page in the browser."""
    from autograder.hand.command import grade_by_hand

    grade_by_hand(find_units(Path.cwd(), [unit])[0], name, anonymous)


@app.command("similar")
def similar_command(
    unit: Annotated[str, typer.Argument(help="The unit, for example 2.")],
    last: Annotated[
        Path | None, typer.Option("--with", help="The course's folder of an earlier term, to compare with too.")
    ] = None,
) -> None:
    """Write report/similar-UNIT.html: pairs of graded submissions that are worth a look."""
    from autograder.reading.similar import write_similar

    page, pairs = write_similar(find_units(Path.cwd(), [unit])[0], last)
    count = "1 pair is" if len(pairs) == 1 else f"{len(pairs)} pairs are"
    typer.echo(f"{count} worth a look, and no verdict: {page.relative_to(Path.cwd())}")


@app.command("forget")
def forget_command(
    student: Annotated[str, typer.Argument(help="The student's id.")],
    yes: Annotated[bool, typer.Option("--yes", help="Remove it; without this, it is only listed.")] = False,
) -> None:
    """Remove all that is kept about a student, the work that was handed in included."""
    from autograder.grading.forgetting import kept_about
    from autograder.grading.journal import sole_grader

    root = Path.cwd()
    find_units(root)
    with sole_grader(root):
        for one in kept_about(root, student):
            if yes:
                one.remove()
            typer.echo(f"{'removed' if yes else 'is kept'}: {one.what}")
    if yes:
        typer.echo("Yours to remove: the line in roster.csv, downloads and backups, the exchange, and the LMS's copy.")
    else:
        typer.echo("Nothing is removed yet: the same command with --yes does that, and there is no way back.")


@app.command("export")
def export_command(
    units: Units = None,
    kind: Annotated[str, typer.Option("--format", help="csv, canvas, moodle or gradescope.")] = "csv",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file to write, for gradescope the folder; else the screen."),
    ] = None,
    worksheet: Annotated[
        Path | None, typer.Option(help="Moodle's grading worksheet: written anew with the grades filled in.")
    ] = None,
    column: Annotated[str, typer.Option(help='Canvas\'s column of this unit, like "Unit 2 (12345)".')] = "",
) -> None:
    """Write the scores for a spreadsheet, or for the import of Canvas, Moodle or Gradescope."""
    from autograder.reading.export import KINDS, export, fill, read_book
    from autograder.reading.gradescope import write_results

    if kind not in KINDS:
        raise UserError(f"There is no format {kind!r}. The formats are: {', '.join(KINDS)}.")
    for given, needs, option in ((worksheet, "moodle", "--worksheet"), (column, "canvas", "--column")):
        if given and kind != needs:
            raise UserError(f"{option} goes with --format {needs}.")
    if kind == "gradescope" and not output:
        raise UserError("Gradescope reads a file for each submission: name a folder after -o.")
    if worksheet and output and output.exists() and output.samefile(worksheet):
        raise UserError(f"{output} is the worksheet itself, which stays as it is. Name another file after -o.")
    name_journal_faults(Path.cwd())
    book = read_book(find_units(Path.cwd(), units))
    notes = []
    try:
        if kind == "gradescope" and output:
            typer.echo(f"{len(write_results(book, output))} files results.json written into {output}")
        else:
            if worksheet:
                filled = fill(book, worksheet)
                text, notes = filled.text, filled.notes
            else:
                text = export(book, kind, column)
            if output:
                output.write_text(text, encoding="utf-8")
                typer.echo(f"written: {output}")
            else:
                typer.echo(text, nl=False)
    except OSError as error:
        raise UserError(f"{output} cannot be written: {error.strerror}. Name another file after -o.") from error
    if book.waiting:
        notes.append(
            f"{book.waiting} submission{'s' * (book.waiting > 1)} with answers that wait for hand grading; these count "
            "0 so far, or what an earlier answer got."
        )
    for note in notes:
        typer.echo(note, err=True)
