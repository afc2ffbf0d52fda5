"""Grade one submitted file: read it, run it behind the wall, and turn what happened into a result."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import matplotlib
import nbformat
from nbformat import NotebookNode

from autograder.limits import Limits
from autograder.results import ExerciseResult, NotebookResult, NotebookStatus
from autograder.sandbox import COURSE_ROOT, behind_wall
from autograder.scoring import score_exercises
from autograder.submission import RejectedError, read_submission
from autograder.units import Unit, exercises, read_source

# The worker starts and ends a kernel besides what the cells take.
SECONDS_TO_START = 60


def grade_file(path: Path, unit: Unit, limits: Limits, sandbox: str) -> tuple[NotebookResult, NotebookNode | None]:
    """Grade one notebook file, without any gradebook.

    Args:
        path: the submitted notebook.
        unit: the unit it answers.
        limits: what it may take.
        sandbox: what `choose_sandbox` returned.

    Returns:
        The result, and the notebook as it ran (None where it could not be run).
    """
    source = read_source(unit)
    max_score = sum(one.points for one in exercises(source))
    try:
        notebook, repairs = read_submission(path, source, limits.submission_megabytes)
    except RejectedError as error:
        return NotebookResult(unit.name, 0.0, max_score, NotebookStatus.REJECTED, message=str(error)), None
    seed = seed_of(path)
    try:
        answer = _run_in_worker(notebook, unit, limits, sandbox, seed)
    except WorkerError as error:
        result = NotebookResult(unit.name, None, max_score, NotebookStatus.GRADER_ERROR, message=str(error))
        return result, None
    ran = nbformat.from_dict(answer["notebook"])
    results = score_exercises(ran, source, answer["replies"], answer["stop"], limits.cell_seconds)
    result = NotebookResult(
        unit.name,
        sum(one.points for one in results),
        max_score,
        NotebookStatus(answer["stop"] or "graded"),
        results,
        message=_stopped(answer["stop"], results),
        repairs=tuple(repairs),
        seed=seed,
        sandbox=sandbox,
    )
    return result, ran


def seed_of(path: Path) -> int:
    """Return the seed of a submission's hidden data: fixed for the same file, so that a grade can be repeated."""
    return int.from_bytes(hashlib.sha256(path.read_bytes()).digest()[:4], "big")


class WorkerError(Exception):
    """The worker gave no answer: the grader's own fault, or a submission that took the worker down with it."""


def _run_in_worker(notebook: NotebookNode, unit: Unit, limits: Limits, sandbox: str, seed: int) -> dict[str, Any]:
    request = json.dumps({"notebook": notebook, "limits": asdict(limits)})
    seconds = limits.notebook_seconds + SECONDS_TO_START
    with _scratch_folder(unit) as scratch:
        command = behind_wall([sys.executable, "-m", "autograder.worker"], sandbox, scratch)
        try:
            done = subprocess.run(
                command, input=request, capture_output=True, text=True, timeout=seconds, cwd=scratch,
                env=_environment(scratch, seed), check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return {"notebook": notebook, "replies": {}, "stop": "timeout"}
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit status {done.returncode}"]
        raise WorkerError(f"The notebook could not be run: {last[0]}")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except json.JSONDecodeError as error:
        raise WorkerError("The notebook could not be run: the worker's answer is cut off.") from error
    return answer


@contextmanager
def _scratch_folder(unit: Unit) -> Iterator[Path]:
    """Make a folder with the unit's support files and matplotlib's font cache, and remove it afterwards."""
    scratch = Path(tempfile.mkdtemp(prefix="submission-"))
    try:
        for file in unit.source.parent.iterdir():
            if file.is_file() and file.suffix != ".ipynb":
                shutil.copy(file, scratch)
        settings = scratch / ".matplotlib"
        settings.mkdir()
        for fonts in Path(matplotlib.get_cachedir()).glob("fontlist-*.json"):
            shutil.copy(fonts, settings)
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _environment(scratch: Path, seed: int) -> dict[str, str]:
    """Return the only environment variables that a submission sees."""
    return {
        "HOME": str(scratch),
        "IPYTHONDIR": str(scratch / ".ipython"),
        "MPLCONFIGDIR": str(scratch / ".matplotlib"),
        "JUPYTER_RUNTIME_DIR": str(scratch / ".runtime"),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
        "PYTHONPATH": str(COURSE_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "LANG": "C.UTF-8",
        "COURSE_SEED": str(seed),
    }


def _stopped(stop: str, results: tuple[ExerciseResult, ...]) -> str:
    reason = {"timeout": "ran out of time", "crashed": "ended its Python process"}.get(stop)
    if reason is None:
        return ""
    first = next((one.name for one in results if one.status == stop), "a cell")
    return f"The notebook {reason}, first at {first}; what came after it was not run."
