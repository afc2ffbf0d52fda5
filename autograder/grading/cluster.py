"""Lanes on a Dask cluster: each worker process grades one submission at a time.

A worker needs this package and a sandbox, and nothing else: no shared folder, no database. The submission's bytes and
the unit's files travel with each task, and the result travels back. A worker that runs another version of the course,
or more than one thread, is refused, since its grades would not be the ones that the journal says they are.

Where a worker dies in mid-run, Dask gives its submissions to the others; each still counts once, since only the grader
records.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from functools import cache, partial
from typing import Any

import nbformat
from distributed import Client, get_worker

from autograder.grading.journal import installation
from autograder.grading.lanes import Lanes, LaneTask, Ran, grade_in_lane
from autograder.judging.secret import course_secret
from autograder.problems import UserError
from autograder.sandbox.choice import choose_sandbox
from autograder.sandbox.limits import Limits
from autograder.sandbox.scratch import temporary_folder
from autograder.units import Unit, read_source, support_files

SECONDS_TO_CONNECT = 10
SECONDS_BETWEEN_CHECKS = 5
SECONDS_WITHOUT_WORKERS = 60


@contextmanager
def cluster_lanes(address: str, limits: Limits, sandbox: str) -> Iterator[tuple[Lanes, str]]:
    """Connect to a Dask cluster, and make sure that its workers can grade.

    Args:
        address: of the scheduler, for example tcp://10.0.0.1:8786.
        limits: what a submission may take.
        sandbox: what the user asked for, one of `autograder.sandbox.choice.CHOICES`; the workers choose.

    Yields:
        The lanes, and the sandbox that all of them use.

    Raises:
        UserError: nobody answers, there are no workers, or some of them cannot grade.
    """
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UserError(f"No Dask scheduler answers at {address}. Is the address right, and is it running?") from error
    with client:
        sandbox = _common_sandbox(client, sandbox)
        width = 2 * len(client.nthreads())  # one to run, and one on its way
        submit = partial(_submit, files=cache(_unit_files), limits=limits, sandbox=sandbox)
        yield Lanes(width, lambda _width: _executor(client), submit, _needs_workers(client)), sandbox


def _common_sandbox(client: Client, sandbox: str) -> str:
    """Ask all workers what they are, and return the sandbox that they use.

    Raises:
        UserError: one of them cannot grade, or they differ.
    """
    threads = client.nthreads()
    if not threads:
        raise UserError("The Dask cluster has no workers. Start some: dask worker SCHEDULER --nthreads 1 --nworkers 4")
    if any(number != 1 for number in threads.values()):
        raise UserError("The Dask workers run several threads each, but a lane needs a process of its own. "
                        "Start them with --nthreads 1 (and --nworkers for more of them).")  # fmt: skip
    try:
        found = client.run(_describe, sandbox)
    except ModuleNotFoundError as error:
        raise UserError(f"The Dask workers lack {error.name}. Install the course there too, as it is here.") from error
    for worker, (their_environment, sandbox) in found.items():
        if their_environment != installation():
            raise UserError(_OTHER_VERSIONS.format(worker))
        if isinstance(sandbox, UserError):
            raise UserError(f"The Dask worker {worker}: {sandbox}") from sandbox
    sandboxes = {sandbox for _environment, sandbox in found.values()}
    if len(sandboxes) > 1:
        raise UserError(
            f"The Dask workers have different sandboxes: {', '.join(sandboxes)}. Choose one with --sandbox."
        )
    return sandboxes.pop()


_OTHER_VERSIONS = (
    "The Dask worker {} has other versions of Python, of a package or of the course than this grader, so its grades "
    "could differ. Install the same ones there."
)


def _describe(sandbox: str) -> tuple[str, str | UserError]:
    """Tell, on a worker, what its grades depend on, and which sandbox it can build or why none."""
    try:
        return installation(), choose_sandbox(sandbox)
    except UserError as error:
        return installation(), error


def _unit_files(unit: Unit) -> dict[str, bytes]:
    """Return what a lane needs of a unit, by path: the notebook without its outputs, support files, catalogs."""
    source = read_source(unit)
    for cell in source.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    beside = [*support_files(unit), *unit.root.glob(f"locales/*/{unit.name}.po")]
    files = {path.relative_to(unit.root).as_posix(): path.read_bytes() for path in beside}
    return files | {unit.source.relative_to(unit.root).as_posix(): nbformat.writes(source).encode()}


def _submit(
    executor: Executor,
    submission: LaneTask,
    files: Callable[[Unit], dict[str, bytes]],
    limits: Limits,
    sandbox: str,
) -> "Future[Ran]":
    unit, path = submission.unit, submission.path
    data = None
    if path.is_file() and path.resolve().is_relative_to((unit.root / "submitted").resolve()):
        with suppress(OSError), path.open("rb") as file:  # what cannot be read is missing there, and rejected
            data = file.read(limits.submission_megabytes * 1_000_000 + 1)  # one byte too many is rejected there as here
    place = path.relative_to(unit.root).as_posix()
    secret = course_secret(unit.root)
    return executor.submit(_grade_there, unit.name, files(unit), place, data, limits, sandbox, secret, installation())


def _grade_there(
    unit_name: str,
    files: dict[str, bytes],
    place: str,
    data: bytes | None,
    limits: Limits,
    sandbox: str,
    secret: bytes,
    grader: str,
) -> Ran:
    """Grade a submission on a worker, in a folder that looks like the course's and is gone afterwards."""
    worker = get_worker()
    if installation() != grader or worker.state.nthreads != 1:  # it joined when the others had been checked
        raise RuntimeError(_OTHER_VERSIONS.format(worker.address))
    with temporary_folder() as folder:
        unit = Unit(unit_name, folder)
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if data is not None:
            path.write_bytes(data)
        return grade_in_lane(path, unit, limits, sandbox, secret)


@contextmanager
def _executor(client: Client) -> Iterator[Any]:
    executor = client.get_executor(pure=False)  # two students may hand in the same bytes
    try:
        yield executor
    finally:
        executor.shutdown(wait=False)


def _needs_workers(client: Client) -> Callable[[], None]:
    """Return a check that ends the run where nobody is left to do the work."""
    last_seen = last_asked = time.monotonic()

    def check() -> None:
        nonlocal last_seen, last_asked
        now = time.monotonic()
        if now - last_asked < SECONDS_BETWEEN_CHECKS:
            return
        last_asked = now
        try:
            if client.nthreads():
                last_seen = now
        except OSError as error:
            raise UserError("The Dask scheduler is gone. What was graded is kept; start it and grade again.") from error
        if now - last_seen > SECONDS_WITHOUT_WORKERS:
            raise UserError("The Dask cluster has lost all its workers. What was graded is kept; start workers and "
                            "grade again.")  # fmt: skip

    return check
