"""Start warm workers behind the wall, and open a session in one for each submission."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from multiprocessing.util import Finalize
from pathlib import Path

import matplotlib
from nbformat import NotebookNode

from autograder.channel import Channel, ClosedError, LateError
from autograder.judge import Judge, imported_modules, trusted_names
from autograder.limits import Limits
from autograder.sandbox import COURSE_ROOT, behind_wall
from autograder.units import Unit
from autograder.wire import WireError
from autograder.worker import CLEARED, END_IT
from course.figures import PICTURES_VARIABLE

SECONDS_TO_START = 60.0
SECONDS_TO_CLEAR = 10.0


class WorkerError(Exception):
    """The worker could not be started: the grader's own fault."""


class Worker:
    """Hold a warm process behind the wall, its control socket, and the folder that is its /tmp."""

    def __init__(self, sandbox: str) -> None:
        self.sandbox = sandbox
        self.folder = Path(tempfile.mkdtemp(prefix="autograder-"))
        # Behind bubblewrap the folder is /tmp.
        self.inside = Path("/tmp") if sandbox == "bwrap" else self.folder
        self._control, theirs = socket.socketpair()
        command = [sys.executable, "-X", "frozen_modules=off", "-m", "autograder.worker"]
        if sandbox == "bwrap":
            command.append("--own-pids")
        self._copy_fonts()
        with theirs:
            self.process = subprocess.Popen(
                behind_wall(command, sandbox, self.folder), stdin=theirs.fileno(), stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE, env=self._environment(), cwd=self.folder,
            )  # fmt: skip

    @contextlib.contextmanager
    def session(self, unit: Unit, source: NotebookNode, limits: Limits) -> Iterator[Judge]:
        """Open a session for one submission, and leave nothing of it behind."""
        scratch = self.folder / "submission"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        for file in unit.source.parent.iterdir():
            if file.is_file() and file.suffix != ".ipynb":
                shutil.copy(file, scratch)
        ours, theirs = socket.socketpair()
        request = {
            "scratch": str(self.inside / "submission"),
            "modules": imported_modules(source),
            "limits": asdict(limits),
        }
        try:
            with theirs:
                socket.send_fds(self._control, [json.dumps(request).encode()], [theirs.fileno()])
            channel = Channel(ours.fileno(), ours.fileno())
            channel.deadline = time.monotonic() + SECONDS_TO_START
            channel.receive()
        except (OSError, ClosedError, LateError, WireError):
            raise WorkerError(self._last_words()) from None
        judge = Judge(channel, limits.cell_seconds, trusted_names(unit, source))
        try:
            yield judge
        finally:
            ours.close()
            self._end_session(judge)

    def _end_session(self, judge: Judge) -> None:
        """Have the session's processes ended and its files removed; a worker that cannot do that is given up."""
        self._control.settimeout(SECONDS_TO_CLEAR)
        try:
            if judge.stopped:
                self._control.sendall(END_IT)
            cleared = self._control.recv(1) == CLEARED
        except OSError:
            cleared = False
        if not cleared:
            self.close()

    @property
    def alive(self) -> bool:
        """Tell whether the worker can take another submission."""
        return self.process.poll() is None

    def close(self) -> None:
        """End the worker and everything behind its wall."""
        self.process.kill()
        self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()
        self._control.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _last_words(self) -> str:
        self.process.kill()
        text = self.process.stderr.read().decode(errors="replace").strip() if self.process.stderr else ""
        last = text.splitlines()[-1] if text else f"exit status {self.process.wait()}"
        return f"The worker could not be started: {last}"

    def _copy_fonts(self) -> None:
        settings = self.folder / ".matplotlib"
        settings.mkdir()
        for fonts in Path(matplotlib.get_cachedir()).glob("fontlist-*.json"):
            shutil.copy(fonts, settings)

    def _environment(self) -> dict[str, str]:
        """Return the only environment variables that a submission sees."""
        inside = str(self.inside)
        return {
            "HOME": inside,
            "TMPDIR": inside,
            "IPYTHONDIR": f"{inside}/.ipython",
            "MPLCONFIGDIR": f"{inside}/.matplotlib",
            "JUPYTER_RUNTIME_DIR": f"{inside}/.runtime",
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
            "PYTHONPATH": str(COURSE_ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            PICTURES_VARIABLE: "described",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "LANG": "C.UTF-8",
        }


_workers: dict[str, Worker] = {}


def warm_worker(sandbox: str) -> Worker:
    """Return this process's worker, started at the first call and whenever the last one is gone."""
    worker = _workers.get(sandbox)
    if worker is None or not worker.alive:
        worker = _workers[sandbox] = Worker(sandbox)
        Finalize(None, worker.close, exitpriority=1)  # also where this process is a lane, which runs no atexit
    return worker
