"""The attacks once more as a user that is not root, who sees less of a process and may do less about it."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.collection import ROOT

pytestmark = [
    pytest.mark.exhaustive,
    pytest.mark.skipif(os.getuid() != 0, reason="the whole suite runs as an ordinary user already"),
    pytest.mark.skipif(not shutil.which("bwrap") or not shutil.which("runuser"), reason="needs bwrap and runuser"),
]
USER = "nobody"
HERE = Path(__file__)
ATTACKS = [f"tests/hostile/{one.name}" for one in sorted(HERE.parent.glob("test_*.py")) if one != HERE]


def opened() -> list[str]:
    """Return the command that shows Python and the course also where they lie in a folder that is closed to others."""
    command = ["bwrap", "--bind", "/", "/", "--dev-bind", "/dev", "/dev"]
    for folder in map(Path, dict.fromkeys([sys.base_prefix, sys.prefix, str(ROOT)])):
        above = [*reversed(folder.parents)]
        closed = [number for number, one in enumerate(above) if not one.stat().st_mode & stat.S_IXOTH]
        if closed:
            first, *others = map(str, above[closed[0] :])
            command += [] if first in command else ["--tmpfs", first]
            for one in others:
                command += ["--perms", "0755", "--dir", one]
            command += ["--ro-bind", str(folder), str(folder)]
    return command


def as_user(*arguments: str, home: str) -> subprocess.CompletedProcess[str]:
    """Run Python as that user."""
    variables = [f"HOME={home}", f"HYPOTHESIS_STORAGE_DIRECTORY={home}/.hypothesis", "PYTHONDONTWRITEBYTECODE=1"]
    command = [*opened(), "runuser", "-u", USER, "--", "env", *variables, sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def home() -> Iterator[str]:
    """Give that user a home, where it can get in."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.chown(folder, USER)
        yield folder


@pytest.mark.parametrize("tests", ["tests/autograder/sandbox", "tests/autograder/judging", *ATTACKS])
def test_every_attack_is_withstood(home: str, tests: str) -> None:
    done = as_user("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n0", tests, home=home)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]


def test_doctor_comes_to_its_end(home: str) -> None:
    done = as_user("-m", "autograder", "doctor", home=home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "everything holds" in done.stdout
