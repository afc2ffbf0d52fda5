"""What one submission did is gone before the next one starts, and the worker behind both is out of its reach."""

import os
import signal
from pathlib import Path

import pytest

from autograder.judging.session import Worker, warm_worker
from autograder.judging.worker import make_home
from autograder.sandbox.limits import Limits
from autograder.units import Unit
from tests.hostile.attack import FULL_SCORE, honest_score, snapshot, undefended, withstand

pytestmark = pytest.mark.slow

LEAVE = """
import os
from pathlib import Path
here = Path({folder!r})
(here / "left").write_text("left")
(here / "numpy.py").write_text("raise SystemExit")
(here / "a" / "b").mkdir(parents=True)
os.symlink("/", here / "link")
startup = Path.home() / ".ipython" / "profile_default" / "startup"
startup.mkdir(parents=True, exist_ok=True)
(startup / "first.py").write_text("raise SystemExit")
print(sorted(one.name for one in here.iterdir() if one.name != ".ipython"))
"""
LOOK = """
import os
print(sorted(one for one in os.listdir() if one not in (".ipython", "given.py")),
      os.path.exists(os.path.expanduser("~/.ipython/profile_default/startup/first.py")))
"""


def test_files_are_gone_before_the_next_submission(tiny: Unit, sandbox: str) -> None:
    result, text = withstand(tiny, LEAVE.format(folder="."), sandbox)
    assert "'left', 'link', 'numpy.py'" in text  # they were there
    assert result.status == "graded"
    _, text = withstand(tiny, LOOK, sandbox)
    assert text == "[] False\n"


def test_deep_folders_are_gone_before_the_next_submission(tiny: Unit, sandbox: str) -> None:
    """Deeper than Python's recursion goes, and than a path can be long."""
    code = "import os\nfor _ in range(2500):\n    os.mkdir('deep')\n    os.chdir('deep')\nprint('made')"
    limits = Limits(cell_seconds=30, scratch_files=10_000)
    result, text = withstand(tiny, code, sandbox, limits)
    assert text == "made\n" or "cannot be opened" in result.message
    _, text = withstand(tiny, LOOK, sandbox)
    assert text == "[] False\n"


def test_each_session_has_a_folder_of_its_own(tmp_path: Path) -> None:
    """A folder keeps the size, mode and flags that it was given; so it does not serve twice."""
    first = make_home(tmp_path, [], [])
    descriptor = os.open(first, os.O_RDONLY)
    assert make_home(tmp_path, [], []) == first
    assert os.fstat(descriptor).st_nlink == 0
    os.close(descriptor)


SHARED = {
    "a file in shared memory": (
        "open('/dev/shm/{name}', 'w').close()\nprint('made')",
        "import os\nprint(os.path.exists('/dev/shm/{name}'))\nos.unlink('/dev/shm/{name}')",
    ),
    "System V shared memory": (
        "import ctypes\nassert ctypes.CDLL(None).shmget({number}, 4096, 0o1600) >= 0, 'refused'\nprint('made')",
        "import ctypes\nlibc = ctypes.CDLL(None)\nfound = libc.shmget({number}, 4096, 0o600)\n"
        "print(found >= 0)\nlibc.shmctl(found, 0, None)",
    ),
    "a queue": (
        "import ctypes\nassert ctypes.CDLL(None).msgget({number}, 0o1600) >= 0, 'refused'\nprint('made')",
        "import ctypes\nlibc = ctypes.CDLL(None)\nfound = libc.msgget({number}, 0o600)\n"
        "print(found >= 0)\nlibc.msgctl(found, 0, None)",
    ),
}


@pytest.mark.parametrize("name", SHARED)
def test_memory_cannot_be_left_for_the_next_submission(tiny: Unit, sandbox: str, tmp_path: Path, name: str) -> None:
    values = {"name": f"autograder-{os.getpid()}", "number": 0x5E000000 + os.getpid() % 0xFFFF}
    leave, find = (code.format(**values) for code in SHARED[name])
    assert undefended(leave, tmp_path).stdout == "made\n"
    assert undefended(find, tmp_path).stdout == "True\n"  # another process finds it, and removes it
    result, text = withstand(tiny, leave, sandbox)
    assert (result.exercises[0].status, text) == ("error", "")
    assert undefended(find, tmp_path).stdout != "True\n"


REACH = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
worker = os.getppid()
done = []
try:
    open(f"/proc/{worker}/mem", "r+b")
    done.append("memory")
except OSError:
    pass
if libc.process_vm_readv(worker, None, 0, None, 0, 0) == 0:
    done.append("read")
if libc.prlimit(worker, 7, None, ctypes.create_string_buffer(16)) == 0:
    done.append("limits")
if libc.kill(worker, 0) == 0:
    done.append("signal")
print(done)
"""


def test_worker_cannot_be_touched(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    child = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {REACH!r}])"
    assert undefended(child, tmp_path).stdout == "['memory', 'read', 'limits', 'signal']\n"
    assert withstand(tiny, REACH, sandbox)[1] == "[]\n"


CHANGE = """
import os
done = []
calls = {"write": lambda: open("FOLDER/file", "a"), "new": lambda: open("FOLDER/new", "w"),
         "truncate": lambda: os.truncate("FOLDER/file", 0), "mode": lambda: os.chmod("FOLDER/file", 0),
         "time": lambda: os.utime("FOLDER/file", (1, 1)), "link": lambda: os.link("FOLDER/file", "FOLDER/linked"),
         "rename": lambda: os.rename("FOLDER/file", "FOLDER/other"), "make": lambda: os.mkdir("FOLDER/made"),
         "remove": lambda: os.unlink("FOLDER/other")}
for name, call in calls.items():
    try:
        call()
        done.append(name)
    except OSError:
        pass
print(done)
"""


def test_nothing_outside_can_be_changed(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    folder = tmp_path / "target"
    folder.mkdir()
    (folder / "file").write_text("kept", encoding="utf-8")
    code = CHANGE.replace("FOLDER", str(folder))
    before = snapshot(folder)
    withstand(tiny, code, sandbox, watched=folder)
    withstand(tiny, f"import os\nos.chdir('/')\n{code}", sandbox, watched=folder)
    assert snapshot(folder) == before
    undefended(code, tmp_path)
    assert sorted(one.name for one in folder.iterdir()) == ["linked", "made", "new"]


def test_code_of_the_grader_cannot_be_changed(tiny: Unit, sandbox: str) -> None:
    code = (
        "import course\nfrom autograder.judging import worker as w\nfor one in (w, course):\n    print(one.__file__)\n"
    )
    result, text = withstand(tiny, f"{code}    open(one.__file__, 'a')", sandbox)
    assert result.exercises[0].status == "error"
    assert len(text.splitlines()) == 1


def test_dead_worker_is_replaced_without_a_word(tiny: Unit, sandbox: str) -> None:
    assert honest_score(tiny, sandbox) == FULL_SCORE
    worker = warm_worker(sandbox)
    os.kill(worker.process.pid, signal.SIGKILL)
    worker.process.wait()
    assert honest_score(tiny, sandbox) == FULL_SCORE
    assert not worker.scratch.exists()


def test_worker_that_dies_during_a_submission_takes_the_submission_with_it(sandbox: str) -> None:
    worker = Worker(sandbox)
    with worker.open([], [], {}, Limits()) as judge:
        assert judge.run("1")[1].ok
        worker.process.kill()
        worker.process.wait()
    assert not worker.alive
    assert not worker.scratch.exists()
