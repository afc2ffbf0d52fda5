"""A class on a Dask cluster: a real scheduler and two worker processes, both of which are killed on the way."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import nullcontext, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from distributed.scheduler import KilledWorker

from autograder.grading import cluster, lanes
from autograder.grading.grade import Submission
from autograder.grading.journal import Key, installation
from autograder.problems import UserError
from autograder.sandbox.limits import Limits
from autograder.units import Unit
from tests.tiny_class import OPTIONS, autograder, command, expected, hand_in_class, processes_of, scores, surroundings

SECONDS = 180  # a deadline for a machine that is busy with other things; nothing waits for so long


def wait_until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.05)


class Cluster:
    """Start a scheduler and workers, and end them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.started = folder, list[subprocess.Popen[bytes]]()
        self.file = folder / "scheduler.json"
        self.start("scheduler", "--host=127.0.0.1", "--port=0", "--no-dashboard", f"--scheduler-file={self.file}")
        wait_until(lambda: self.file.exists() and bool(self.file.read_text(encoding="utf-8")), "the scheduler is there")
        self.address = json.loads(self.file.read_text(encoding="utf-8"))["address"]

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        with (self.folder / f"log{len(self.started)}").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments],
                cwd=self.folder, env=surroundings(self.folder), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.started.append(process)
        return process

    def worker(self, *arguments: str) -> "subprocess.Popen[bytes]":
        number = len(self.workers())
        place = f"--local-directory={self.folder}"
        process = self.start("worker", self.address, "--no-dashboard", "--host=127.0.0.1", place, *arguments)
        wait_until(lambda: len(self.workers()) == number + 1, "the worker is there")
        return process

    def workers(self) -> dict[str, int]:
        """Return the workers' process ids by address."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            return client.run(os.getpid)

    def close(self) -> None:
        # Not politely: a worker that is asked to end while its scheduler does may wait forever for its answer.
        for process in reversed(self.started):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(SECONDS)


@pytest.fixture
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    one = Cluster(tmp_path_factory.mktemp("dask"))
    yield one
    one.close()


@pytest.mark.slow
@pytest.mark.exhaustive
def test_class_is_graded_once_each_while_both_workers_are_killed(released: Unit, dask: Cluster) -> None:
    students = hand_in_class(released.root, 12)
    lonely = dask.worker("--nthreads=1", "--no-nanny")
    (first,) = dask.workers().values()
    dask.worker("--nthreads=1", "--nanny")
    (second,) = set(dask.workers().values()) - {first}
    grader = subprocess.Popen(
        command("grade", f"--cluster={dask.address}", *OPTIONS),
        cwd=released.root, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    wait_until(lambda: len(scores(released.root)) >= 2 or grader.poll() is not None, "two are graded")
    os.kill(first, signal.SIGKILL)
    lonely.wait(SECONDS)
    wait_until(lambda: len(scores(released.root)) >= 5 or grader.poll() is not None, "five are graded")
    assert len(scores(released.root)) < 12  # it is killed in mid-run; its nanny starts another one
    os.kill(second, signal.SIGKILL)
    output, errors = grader.communicate(timeout=SECONDS)
    assert grader.returncode == 0, errors
    assert "12 graded, 0 unchanged" in output
    assert scores(released.root) == expected(students)
    dask.close()
    wait_until(lambda: processes_of(str(dask.folder)) == [], "nothing of it is left")


@pytest.mark.exhaustive
def test_workers_that_cannot_grade_are_refused_in_a_sentence(released: Unit, dask: Cluster) -> None:
    hand_in_class(released.root, 1)
    nobody = autograder(released.root, "grade", f"--cluster={dask.address}", *OPTIONS)
    dask.worker("--nthreads=2", "--no-nanny")
    threads = autograder(released.root, "grade", f"--cluster={dask.address}", *OPTIONS)
    dask.close()
    gone = autograder(released.root, "grade", f"--cluster={dask.address}", *OPTIONS)
    for done, words in ((nobody, "has no workers"), (threads, "--nthreads 1"), (gone, "No Dask scheduler answers")):
        assert done.returncode == 1
        assert words in done.stderr.splitlines()[-1], done.stderr
        assert "Traceback" not in done.stderr
    assert scores(released.root) == {}


class TwoWorkers:
    """Stand for a client whose workers answer as they are told to."""

    def __init__(self, answers: list[Any]) -> None:
        self.answers = dict(zip(("tcp://a", "tcp://b"), answers, strict=True))

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self.answers, 1)

    def run(self, _function: Callable[..., Any], *_arguments: Any) -> dict[str, Any]:
        return self.answers


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (("another", "bwrap"), "tcp://b has other versions"),
        ((installation(), UserError("No sandbox can be built on this machine.")), "tcp://b: No sandbox"),
        ((installation(), "sandlock"), "different sandboxes"),
    ],
)
def test_worker_unlike_the_others_is_named(second: Any, words: str) -> None:
    alike: Any = TwoWorkers([(installation(), "bwrap")] * 2)
    assert cluster._common_sandbox(alike, "auto") == "bwrap"
    unlike: Any = TwoWorkers([(installation(), "bwrap"), second])
    with pytest.raises(UserError, match=words):
        cluster._common_sandbox(unlike, "auto")


def test_cluster_that_loses_all_its_workers_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    client: Any = TwoWorkers([(installation(), "bwrap")] * 2)
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    check = cluster._needs_workers(client)
    for now[0] in range(0, 200, 10):
        check()
    client.answers = {}
    for now[0] in range(200, 250, 10):
        check()  # a nanny may start another one
    now[0] = 300
    with pytest.raises(UserError, match="has lost all its workers"):
        check()


def test_submission_that_kills_one_dask_worker_after_another_is_the_graders_error(tiny: Unit) -> None:
    ada = Submission(tiny, "ada", Key("", "", ""))
    tried = []

    def submit(pool: Executor, one: Any) -> "Future[lanes.Ran]":
        tried.append(one)
        return pool.submit(_killed_worker)

    with ThreadPoolExecutor(1) as pool:
        ((_, result, ran),) = lanes.run_all([ada], lanes.Lanes(1, lambda _: nullcontext(pool), submit), lambda: False)
    assert (result.status, result.score, ran) == ("grader_error", None, None)
    assert "was ended from outside, twice" in result.message
    assert len(tried) == 2


def _killed_worker() -> lanes.Ran:
    state: Any = SimpleNamespace(address="tcp://a")
    raise KilledWorker("a task", state, 3)


def test_links_that_lead_out_of_submitted_are_not_sent_to_the_cluster(tiny: Unit) -> None:
    secret = tiny.root / "secret.ipynb"
    secret.write_text("{}", encoding="utf-8")
    ada = Submission(tiny, "ada", Key("", "", ""))
    ada.path.parent.mkdir(parents=True)
    ada.path.symlink_to(secret)
    sent: list[Any] = []
    pool: Any = SimpleNamespace(submit=lambda *arguments: sent.append(arguments))
    cluster._submit(pool, ada, cluster._unit_files, Limits(), "bwrap")
    assert sent[0][3:5] == ("submitted/ada/01_tiny/tiny.ipynb", None)
    ada.path.unlink()
    ada.path.write_text("{}", encoding="utf-8")
    cluster._submit(pool, ada, cluster._unit_files, Limits(), "bwrap")
    assert sent[1][4] == b"{}"
