"""A run over a class: what `grade` and `regrade` need, opened once, and nobody else at work in the folder meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from autograder.authoring.release import prepare
from autograder.grading.grade import gradebook_url
from autograder.grading.journal import sole_grader
from autograder.grading.lanes import Lanes
from autograder.grading.pool import open_lanes
from autograder.grading.stopping import stoppable
from autograder.sandbox.limits import Limits
from autograder.sandbox.scratch import sweep
from autograder.units import Unit, in_use


@dataclass(frozen=True)
class ClassRun:
    """Hold where submissions run, in which sandbox, where their results go, and what tells whether to stop."""

    lanes: Lanes
    sandbox: str
    db_url: str
    stopped: Callable[[], bool]


@contextmanager
def class_run(units: list[Unit], jobs: int, cluster: str | None, limits: Limits, sandbox: str) -> Iterator[ClassRun]:
    """Get ready to grade a class, as its only grader.

    Args:
        units: what is to be graded, of one course.
        jobs: how many submissions run at the same time on this machine.
        cluster: the address of a Dask scheduler whose workers run them instead.
        limits: what a submission may take.
        sandbox: one of `autograder.sandbox.choice.CHOICES`.

    Raises:
        UserError: another grader is at work, there is no sandbox or no cluster, the gradebook cannot be used, or lint
            found something in the units.
    """
    root = units[0].root
    with stoppable() as stopped, sole_grader(root), open_lanes(jobs, cluster, limits, sandbox) as (lanes, chosen):
        sweep()
        db_url = gradebook_url(root)
        prepare(in_use(units))
        yield ClassRun(lanes, chosen, db_url, stopped)
