"""The types hold, which is a test so that mypy runs beside the others: without its cache it takes a minute."""

import subprocess
import sys

import pytest

from tests.collection import ROOT


@pytest.mark.slow
def test_types_hold() -> None:
    # Where nobody works there is no cache, and none is written, which takes an eighth of the time.
    options = [] if (ROOT / ".mypy_cache").is_dir() else ["--cache-dir=/dev/null"]
    command = [sys.executable, "-m", "mypy", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
