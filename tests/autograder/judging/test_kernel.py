"""The kernel is built once and forked: it holds nothing that two submissions would share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BUILD = """
import os
import numpy, matplotlib.pyplot
from autograder.judging.kernel import Kernel
kernel = Kernel()
found = []
for number in os.listdir("/proc/self/fd"):
    try:
        found.append(os.readlink(f"/proc/self/fd/{number}"))
    except OSError:  # the one with which they are listed
        pass
print(len(os.listdir("/proc/self/task")), [one for one in found if one.startswith(("socket", "anon_inode"))])
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_no_thread_socket_or_loop_is_alive_where_the_kernel_is_forked(tmp_path: Path) -> None:
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "HOME": str(tmp_path), "MPLCONFIGDIR": str(tmp_path)}
    command = [sys.executable, "-X", "frozen_modules=off", "-c", BUILD]
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.stdout == "1 []\n", done.stderr
