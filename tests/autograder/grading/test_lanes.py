"""What run_all asks of lanes, whatever they are: here they are threads that do no work."""

import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.grade import Submission
from autograder.grading.journal import Key
from autograder.grading.lanes import Lanes, Ran, run_all
from autograder.grading.pool import local_lanes
from autograder.judging.results import NotebookResult, NotebookStatus
from autograder.problems import UserError
from autograder.sandbox.limits import Limits
from autograder.units import Unit
from tests.lane_tasks import meet
from tests.tiny import UNIT

WIDTH = 2
DEADLINE = 120  # seconds for two lanes to start and end on a busy machine
STUDENTS = "abcdefgh"


class Threads:
    """Note what is asked of lanes, in order; those that get a submission of `deadly` for the first time break."""

    def __init__(self, deadly: str = "") -> None:
        self.deadly, self.log = set(deadly), list[str]()

    @contextmanager
    def open(self, width: int) -> Iterator[Executor]:
        with ThreadPoolExecutor(1) as pool:
            self.log.append(f"{width} lanes")
            yield pool

    def submit(self, pool: Executor, one: Any) -> "Future[Ran]":
        self.log.append(one.student)
        if one.student in self.deadly:
            self.deadly.remove(one.student)
            return pool.submit(_break)
        return pool.submit(_find, one.unit.name)

    @property
    def submitted(self) -> list[str]:
        return [one for one in self.log if one in STUDENTS]


def _find(unit: str) -> Ran:
    return NotebookResult(unit, 1.0, 20.0, NotebookStatus.GRADED), None


def _break() -> Ran:
    raise BrokenExecutor


def class_of(root: Path) -> list[Submission]:
    return [Submission(Unit(UNIT, root), student, Key("", "", "")) for student in STUDENTS]


def test_few_submissions_are_under_way_at_a_time_so_that_few_are_lost_with_a_lane(tmp_path: Path) -> None:
    threads = Threads()
    for number, _ in enumerate(run_all(class_of(tmp_path), Lanes(WIDTH, threads.open, threads.submit), bool), 1):
        assert len(threads.submitted) <= number + WIDTH
    assert threads.submitted == list(STUDENTS)


def test_what_is_done_meanwhile_is_done_once_before_the_first_result(tmp_path: Path) -> None:
    threads = Threads("bc")
    found = run_all(
        class_of(tmp_path),
        Lanes(WIDTH, threads.open, threads.submit),
        bool,
        meanwhile=lambda: threads.log.append("meanwhile"),
    )
    for one, _, _ in found:
        threads.log.append(f"{one.student} has a result")
    assert threads.log[: WIDTH + 3] == ["2 lanes", "a", "b", "c", "meanwhile"]
    assert threads.log.count("meanwhile") == 1


def test_submissions_of_broken_lanes_are_tried_once_more_each_alone_after_the_others(tmp_path: Path) -> None:
    threads = Threads("bg")
    found = run_all(class_of(tmp_path), Lanes(WIDTH, threads.open, threads.submit), bool)
    assert sorted((one.student, str(result.status)) for one, result, _ in found) == [
        (one, "graded") for one in STUDENTS
    ]
    assert threads.log[-4:] == ["1 lanes", "b", "1 lanes", "g"]


def test_submission_that_a_cluster_has_dropped_is_tried_once_more(tmp_path: Path) -> None:
    """A client of Dask's cancels what was under way when it loses its scheduler for a while."""
    threads = Threads()

    def submit(pool: Executor, one: Any) -> "Future[Ran]":
        future = threads.submit(pool, one)
        if threads.submitted.count("b") == 1 and one.student == "b":
            future = Future()
            future.cancel()
            future.set_running_or_notify_cancel()
        return future

    found = run_all(class_of(tmp_path), Lanes(WIDTH, threads.open, submit), bool)
    assert sorted((one.student, str(result.status)) for one, result, _ in found) == [
        (one, "graded") for one in STUDENTS
    ]
    assert threads.log[-2:] == ["1 lanes", "b"]


def test_stopped_run_takes_up_nothing_more(tmp_path: Path) -> None:
    threads = Threads()
    found: list[str] = []
    for one, _, _ in run_all(class_of(tmp_path), Lanes(WIDTH, threads.open, threads.submit), lambda: bool(found)):
        found.append(one.student)
    assert 0 < len(found) <= WIDTH + 1
    assert len(threads.submitted) == WIDTH + 1


def test_lanes_that_have_become_useless_end_the_run_in_a_sentence(tmp_path: Path) -> None:
    def check() -> None:
        raise UserError("The cluster has lost all its workers.")

    threads = Threads()
    with pytest.raises(UserError, match="has lost all its workers"):
        list(run_all(class_of(tmp_path), Lanes(WIDTH, threads.open, threads.submit, check), bool))
    assert len(threads.submitted) == WIDTH + 1


@pytest.mark.slow
def test_every_lane_ends_with_its_pool(tmp_path: Path) -> None:
    """Also where another one has ended with the lock of the tasks in its hands."""

    def open_and_close() -> None:
        with local_lanes(2, Limits(), "none").open(2) as pool:
            assert len(set(pool.map(meet, [tmp_path] * 2, range(2)))) == 2

    thread = threading.Thread(target=open_and_close, daemon=True)
    thread.start()
    thread.join(DEADLINE)
    assert not thread.is_alive()
