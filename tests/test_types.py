"""The types hold, which is a test so that mypy runs beside the others: without its cache it takes a minute."""

import subprocess
import sys

import pytest

from tests.collection import ROOT


@pytest.mark.slow
def test_types_hold() -> None:
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
