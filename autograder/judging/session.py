"""Start warm workers in the sandbox, and open a session in one for each submission."""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

import matplotlib

from autograder.judging.channel import Channel, ClosedError, LateError
from autograder.judging.judge import Judge
from autograder.judging.wire import WireError
from autograder.judging.worker import END_IT, HOME, LARGEST_MESSAGE, NEXT_CELL, READY, clear
from autograder.sandbox.choice import environment, in_sandbox
from autograder.sandbox.limits import Limits
from autograder.sandbox.scratch import scratch_folder

SECONDS_TO_START = 60.0
SECONDS_TO_CLEAR = 60.0


class WorkerError(Exception):
    """The worker could not be started: the grader's own fault."""


class Worker:
    """Hold a warm process in the sandbox, its control socket, and the folder that is its submissions' scratch."""

    def __init__(self, sandbox: str) -> None:
        self._lock: int | None
        self.sandbox = sandbox
        self.scratch, self._lock = scratch_folder()
        self.ended = ""  # the way in which the last submission's process ended, as worker.py names it
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-X", "frozen_modules=off", "-m", "autograder.judging.worker", sandbox]
        with theirs:
            self.process = subprocess.Popen(
                in_sandbox(command, sandbox, self.scratch), stdin=theirs.fileno(), stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE, env=environment(self.scratch / HOME), cwd=self.scratch,
            )  # fmt: skip
            fonts = Path(matplotlib.get_cachedir()).glob("fontlist-*.json")
            self._send({}, {f".matplotlib/{font.name}": font for font in fonts})
        self._starting = True

    @contextlib.contextmanager
    def open(
        self, files: Iterable[Path], modules: list[str], trusted: Mapping[str, Any], limits: Limits
    ) -> Iterator[Judge]:
        """Open a session, and leave nothing of it behind; `ended` then says how its process ended.

        Args:
            files: copied into the submission's folder.
            modules: imported by the worker itself, so that the next submission has them already.
            trusted: names that test cells may use.
            limits: what the submission may take.
        """
        self.wait_for_start()
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                request = {"modules": modules, "limits": asdict(limits)}
                self._send(request, {file.name: file for file in files}, theirs.fileno())
            channel = Channel(ours.fileno(), ours.fileno())
            channel.deadline = time.monotonic() + SECONDS_TO_START
            hello = channel.receive()[0]
        except (OSError, ClosedError, LateError, WireError):
            ours.close()
            raise WorkerError(self._last_words()) from None
        try:
            if "failed" in hello:
                raise WorkerError(f"The submission's process could not be started: {hello['failed']}")
            yield Judge(channel, limits.cell_seconds, trusted)
        finally:
            ours.close()
            self._end_session()

    def begin_cell(self) -> None:
        """Have the limits of a cell counted anew."""
        with contextlib.suppress(OSError):  # a worker that is gone shows at the end of the session
            self._control.send(NEXT_CELL)

    def _send(self, request: dict[str, Any], files: Mapping[str, Path], *descriptors: int) -> None:
        """Send a request, with descriptors and opened files, from which the worker makes copies by these names."""
        with contextlib.ExitStack() as stack:
            opened = [stack.enter_context(path.open("rb")).fileno() for path in files.values()]
            data = json.dumps(request | {"files": list(files)}).encode()
            socket.send_fds(self._control, [data], [*descriptors, *opened])

    def wait_for_start(self) -> None:
        """Wait until the worker has imported everything.

        Raises:
            WorkerError: it has ended, or takes too long.
        """
        if not self._starting:
            return
        self._control.settimeout(SECONDS_TO_START)
        with contextlib.suppress(OSError):
            self._starting = self._control.recv(len(READY)) != READY
        if self._starting:
            raise WorkerError(self._last_words())

    @contextlib.contextmanager
    def given_up_after(self, *errors: type[Exception]) -> Iterator[None]:
        """End the worker where one of these errors leaves a session open, whose answer nobody waits for any more."""
        try:
            yield
        except errors:
            self.close()
            raise

    def _end_session(self) -> None:
        """Have the session's process ended and its files removed; a worker that cannot do that is given up."""
        self._control.settimeout(SECONDS_TO_CLEAR)
        try:
            self._control.sendall(END_IT)
            self.ended = json.loads(self._control.recv(LARGEST_MESSAGE))["ended"]
        except (OSError, ValueError):
            self.ended = ""
            self.close()

    @property
    def alive(self) -> bool:
        """Tell whether the worker can take another submission."""
        return self.process.poll() is None

    def close(self) -> None:
        """End the worker and everything in its sandbox."""
        self._kill()
        self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()
        self._control.close()
        with contextlib.suppress(OSError, subprocess.CalledProcessError):  # gone already; a folder is no reason to stop
            clear(self.scratch)
            self.scratch.rmdir()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _kill(self) -> None:
        """End the worker and wait for it, in a fork too: there Popen's own methods do nothing."""
        if self.process.returncode is None:  # else its number may be another one's
            descriptor = os.pidfd_open(self.process.pid)
            os.kill(self.process.pid, signal.SIGKILL)
            select.select([descriptor], [], [], SECONDS_TO_CLEAR)
            os.close(descriptor)

    def _last_words(self) -> str:
        self._kill()
        text = self.process.stderr.read().decode(errors="replace").strip() if self.process.stderr else ""
        last = text.splitlines()[-1] if text else f"exit status {self.process.wait()}"
        return f"The process for submissions ended before it began: {last}. `autograder doctor` tries what it needs."


_workers: dict[str, Worker] = {}


def warm_worker(sandbox: str) -> Worker:
    """Return this process's worker, started at the first call and whenever the last one is gone."""
    worker = _workers.get(sandbox)
    if worker is None or not worker.alive:
        if worker:
            worker.close()  # removes what it had no time to remove
        worker = _workers[sandbox] = Worker(sandbox)
        Finalize(None, worker.close, exitpriority=1)  # also where this process is a lane, which runs no atexit
    return worker


def close_workers() -> None:
    """End all workers of this process."""
    for worker in list(_workers.values()):
        worker.close()
