"""Submissions that break things: each gets a result that says what happened, and the class goes on.

Every attack is first seen to work without a sandbox, in a plain process, with the same code or a smaller dose of it.
"""

import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.judging.results import NotebookResult
from autograder.sandbox.limits import Limits
from autograder.units import Unit
from tests.hostile.attack import SMALL, undefended, withstand
from tests.tiny import DOUBLE

pytestmark = pytest.mark.slow


def first(result: NotebookResult) -> tuple[str, str]:
    """Return status and message of the exercise that holds the attack."""
    return str(result.exercises[0].status), result.exercises[0].message


ENDLESS = {
    "a loop": "while True:\n    pass",
    "sleep": "import time\ntime.sleep(1e9)",
    "a loop in C": "sum(range(10**12))",
    "ignores interrupts": "import signal\nfor number in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM):\n"
    "    signal.signal(number, signal.SIG_IGN)\n"
    "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_endless_code_is_stopped_for_time(tiny: Unit, sandbox: str, tmp_path: Path, name: str) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        undefended(ENDLESS[name], tmp_path, seconds=1)
    result, _ = withstand(tiny, ENDLESS[name], sandbox, replace(SMALL, cell_seconds=2))
    assert first(result)[0] == "timeout"


def test_processor_time_of_many_threads_is_limited(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    code = (
        "import hashlib, threading, time\n"
        "def burn():\n    for _ in range({rounds}):\n        hashlib.sha256(bytes(10**6))\n"
        "threads = [threading.Thread(target=burn, daemon=True) for _ in range(4)]\n"
        "began = time.process_time()\n"
        "for one in threads:\n    one.start()\n"
        "for one in threads:\n    one.join()\n"
        "print(time.process_time() - began > 0.05)"
    )
    assert undefended(code.replace("{rounds}", "100"), tmp_path).stdout == "True\n"
    limits = replace(SMALL, processors=0.02)
    result, _ = withstand(tiny, code.replace("{rounds}", "10**9"), sandbox, limits)
    assert result.status == "timeout"
    assert "took more than 1.2 s of processor time in one cell. This came up first at double" in result.message


MEMORY = {
    "at once": "print(len(bytearray(3 * 10**9)))",
    "a slow leak": "leak = []\nfor _ in range(300):\n    leak.append(bytearray(10**7))\nprint(sum(map(len, leak)))",
    "through numpy": "import numpy as np\nprint(np.zeros(375_000_000).nbytes)",
    "mapped": "import mmap\nprint(len(mmap.mmap(-1, 3 * 10**9, flags=mmap.MAP_PRIVATE)))",
}


@pytest.mark.parametrize("name", MEMORY)
def test_too_much_memory_is_refused(tiny: Unit, sandbox: str, tmp_path: Path, name: str) -> None:
    assert undefended(MEMORY[name], tmp_path).stdout == "3000000000\n"  # never touched, so it costs nothing
    result, text = withstand(tiny, MEMORY[name], sandbox)
    assert text == ""
    status, message = first(result)
    assert status == ("error" if name == "mapped" else "memory")
    assert "memory" in message


def test_memory_that_no_limit_on_a_process_counts_is_refused(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    code = "import os\nprint(os.write(os.memfd_create('hidden'), bytes(10**6)))"
    assert undefended(code, tmp_path).stdout == "1000000\n"
    result, text = withstand(tiny, code, sandbox)
    assert (first(result)[0], text) == ("error", "")


def test_printing_a_billion_elements_needs_more_memory_than_there_is(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    code = "print(list(range(10**{digits})))"
    assert len(undefended(code.replace("{digits}", "6"), tmp_path).stdout) > 5_000_000
    result, _ = withstand(tiny, code.replace("{digits}", "9"), sandbox)
    assert first(result)[0] == "memory"
    result, text = withstand(tiny, code.replace("{digits}", "6") + "\n" + DOUBLE, sandbox)
    assert first(result) == ("passed", "")
    assert "was cut off" in text
    assert len(text) < 2 * SMALL.output_characters


FILES = {
    "a million small files": (
        "import time\nfor number in range({dose}):\n    open('file' + str(number), 'w').close()\ntime.sleep({rest})",
        300,
        10**6,
        "made more than 200 files",
    ),
    "folders inside each other": (
        "import os, time\nfor number in range({dose}):\n    os.mkdir('folder')\n    os.chdir('folder')\n"
        "time.sleep({rest})",
        300,
        10**5,
        "made more than 200 files",
    ),
    "many large files": (
        "import time\nfor number in range({dose}):\n    open('file' + str(number), 'wb').write(bytes(4 * 10**6))\n"
        "    time.sleep({rest} / 100)",
        5,
        10**4,
        "wrote more than 10 MB of files",
    ),
    "removed files that stay open": (
        "import os, time\nkept = []\nfor number in range({dose}):\n    kept.append(open('file', 'wb'))\n"
        "    os.unlink('file')\n    kept[-1].write(bytes(4 * 10**6))\n    kept[-1].flush()\ntime.sleep({rest})",
        5,
        20,
        "wrote more than 10 MB of files",
    ),
    "removed files that stay mapped": (
        "import ctypes, os, time\nlibc = ctypes.CDLL(None)\nfor number in range({dose}):\n"
        "    with open('file', 'w+b') as file:\n        file.write(bytes(4 * 10**6))\n        file.flush()\n"
        "        libc.mmap(None, 4096, 1, 2, file.fileno(), 0)\n    os.unlink('file')\ntime.sleep({rest})",
        5,
        20,
        "wrote more than 10 MB of files",
    ),
    "files of a process whose first thread has ended": (
        "import ctypes, os, threading, time\ndef go_on():\n    time.sleep(0.1)\n    kept = []\n"
        "    for _ in range({dose}):\n        kept.append(open('file', 'wb'))\n        os.unlink('file')\n"
        "        kept[-1].write(bytes(4 * 10**6))\n        kept[-1].flush()\n    time.sleep({rest})\n"
        "threading.Thread(target=go_on).start()\nctypes.CDLL(None).pthread_exit(None)",
        5,
        20,
        "wrote more than 10 MB of files",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_too_many_files_end_the_submission(tiny: Unit, sandbox: str, tmp_path: Path, name: str) -> None:
    code, few, many, words = FILES[name]
    folder = tmp_path / "undefended"
    folder.mkdir()
    assert undefended(code.format(dose=few, rest=0), folder).returncode == 0
    result, _ = withstand(tiny, code.format(dose=many, rest=30), sandbox)
    assert (result.status, first(result)[0]) == ("crashed", "crashed")
    assert words in result.message


def test_scratch_folder_behind_bubblewrap_is_small(tiny: Unit, sandbox: str) -> None:
    """What the worker stops when it looks again is bound meanwhile: by the size of the file system, or not at all."""
    code = "import os\nabout = os.statvfs('.')\nprint(about.f_blocks * about.f_frsize)"
    _, text = withstand(tiny, code, sandbox)
    assert (int(text) == 2 * Limits().scratch_megabytes * 2**20) == (sandbox == "bwrap")


def test_folder_that_cannot_be_opened_ends_the_submission(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    code = (
        "import os, time\nos.umask(0)\nos.mkdir('closed', 0o300)\nopen('closed/file', 'w').close()\ntime.sleep({rest})"
    )
    assert undefended(code.format(rest=0), tmp_path).returncode == 0
    result, _ = withstand(tiny, code.format(rest=30), sandbox)
    assert "made a folder that cannot be opened" in result.message


def test_endless_file_ends_at_the_limit(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    code = "file = open('endless', 'wb', buffering=0)\nfor _ in range({dose}):\n    file.write(bytes(10**6))"
    assert undefended(code.format(dose=8), tmp_path).returncode == 0
    assert (tmp_path / "endless").stat().st_size == 8_000_000
    result, _ = withstand(tiny, code.format(dose=10**9), sandbox)
    assert first(result) == ("error", "The cell of `double` stopped with OSError: [Errno 27] File too large.")


def test_open_files_are_limited(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    code = (
        "import os\ndef double(x):\n    kept = [open(os.devnull) for _ in range(100)]\n    return len(kept)\n"
        "print(double(1))"
    )
    assert undefended(code, tmp_path).stdout == "100\n"
    result, text = withstand(tiny, code, sandbox)
    assert first(result)[0] == "error"
    assert (text, "Too many open files" in first(result)[1]) == ("", True)


RECURSION = {
    "plain": ("def double(x):\n    return double(x)\ndouble(1)", "error"),
    "in C": (
        "import sys\nsys.setrecursionlimit(10**9)\ndeep = []\nfor _ in range(10**6):\n    deep = [deep]\nrepr(deep)",
        "crashed",
    ),
}


@pytest.mark.parametrize("name", RECURSION)
def test_endless_recursion_ends_by_itself(tiny: Unit, sandbox: str, tmp_path: Path, name: str) -> None:
    code, status = RECURSION[name]
    assert undefended(code, tmp_path).returncode != 0
    result, _ = withstand(tiny, code, sandbox)
    assert first(result)[0] == status


ENDS = {
    "os._exit": ("import os\nos._exit(3)", 3, "ended its Python process. This came up first at double"),
    "kill": ("import os\nos.kill(os.getpid(), 9)", -9, "ended its Python process"),
    "segmentation fault": (
        "import ctypes\nctypes.string_at(0)",
        -11,
        "ended its Python process (a segmentation fault). This came up first at double",
    ),
    "abort": ("import os\nos.abort()", -6, "ended its Python process (a library gave up)"),
}


@pytest.mark.parametrize("name", ENDS)
def test_process_that_ends_itself_is_said_to_have_crashed(tiny: Unit, sandbox: str, tmp_path: Path, name: str) -> None:
    code, status, words = ENDS[name]
    assert undefended(code, tmp_path).returncode == status
    result, _ = withstand(tiny, code, sandbox)
    assert (result.status, first(result)[0]) == ("crashed", "crashed")
    assert words in result.message


def test_sys_exit_ends_only_its_cell(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    assert undefended("import sys\nsys.exit(3)", tmp_path).returncode == 3
    result, _ = withstand(tiny, f"{DOUBLE}\nimport sys\nsys.exit(3)", sandbox)
    assert result.status == "graded"
    assert first(result)[0] == "passed"


def test_parent_and_group_cannot_be_killed(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    child = "import os; os.kill(os.getppid(), 9)"
    killed = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])"
    assert undefended(killed, tmp_path).returncode == -9
    assert undefended("import os\nos.kill(0, 9)", tmp_path).returncode == -9
    for code in ("os.kill(os.getppid(), 9)", "os.kill(0, 9)", "os.killpg(os.getpgrp(), 9)", "os.kill(-1, 9)"):
        result, _ = withstand(tiny, f"import os\n{code}", sandbox)
        assert first(result)[0] == "error", code
        assert "Operation not permitted" in first(result)[1]


STARTS = {
    "os.fork in a loop": (
        "import os, time\nchildren = []\nfor _ in range({dose}):\n    child = os.fork()\n    if child == 0:\n"
        "        time.sleep({rest})\n        os._exit(0)\n    children.append(child)\nprint(len(children))"
    ),
    "fork in C": "import ctypes, os\nlibc = ctypes.CDLL(None)\ndone = 0\nfor _ in range({dose}):\n"
    "    child = libc.fork()\n    if child == 0:\n        os._exit(0)\n    done += child > 0\n"
    "    assert done, 'Operation not permitted'\nprint(done)",
    "a shell": "import os\nprint(3 if os.system('true') == 0 else 0)",
    "subprocess": "import subprocess\nprint(sum(not subprocess.run(['true']).returncode for _ in range({dose})))",
    "multiprocessing": (
        "import multiprocessing\ncontext = multiprocessing.get_context('fork')\n"
        "many = [context.Process(target=print) for _ in range({dose})]\n"
        "for one in many:\n    one.start()\nfor one in many:\n    one.join()\nprint(len(many))"
    ),
}


@pytest.mark.parametrize("name", STARTS)
def test_processes_cannot_be_started(tiny: Unit, sandbox: str, tmp_path: Path, name: str) -> None:
    assert undefended(STARTS[name].format(dose=3, rest=0), tmp_path).stdout.split()[-1] == "3"
    result, text = withstand(tiny, STARTS[name].format(dose=1000, rest=30), sandbox)
    assert first(result)[0] == "error"
    reason = "Operation not permitted" if name == "fork in C" else "a submission may not start other processes"
    assert reason in first(result)[1]
    assert text == ""


@pytest.mark.parametrize("command", ["!ls", "%pip install numpy", "found = !ls", "%%bash\nls"])
def test_commands_of_the_notebook_say_why_they_fail(tiny: Unit, sandbox: str, command: str) -> None:
    result, text = withstand(tiny, command, sandbox)
    assert result.status == "graded"
    assert "a submission may not start other processes" in first(result)[1] + text


def test_daemon_cannot_be_left_behind(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    marker = tmp_path / "watched" / "marker"
    marker.parent.mkdir()
    daemon = (
        "import os, sys, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        f"        time.sleep(0.2)\n        open({str(marker)!r}, 'w').close()\n    os._exit(0)\n"
    )
    undefended(daemon, tmp_path)
    ends = time.monotonic() + 60
    while not marker.exists():  # the daemon outlives the process that started it
        assert time.monotonic() < ends
        time.sleep(0.05)
    marker.unlink()
    result, _ = withstand(tiny, daemon, sandbox, watched=marker.parent)
    assert first(result)[0] == "error"


def test_threads_by_the_thousand_end_the_submission(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    code = (
        "import threading, time\nthreading.stack_size(65536)\nfor _ in range({dose}):\n"
        "    threading.Thread(target=time.sleep, args=({rest},), daemon=True).start()\n"
        "print(threading.active_count())\ntime.sleep({rest})"
    )
    assert int(undefended(code.format(dose=50, rest=1), tmp_path).stdout) == 51
    result, _ = withstand(tiny, code.format(dose=5000, rest=30), sandbox)
    assert (result.status, first(result)[0]) == ("crashed", "crashed")
    assert "started more than 20 threads" in result.message
