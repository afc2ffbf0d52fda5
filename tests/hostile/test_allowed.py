"""What a submission is not allowed, call by call: each attack works outside the sandbox, and is refused inside.

All of them run in one process, which tries them, confines itself as a submission does, and tries them once more.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox.choice import environment

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the sandboxes are for Linux")

PRELUDE = """
import ctypes, errno, fcntl, json, mmap, os, signal, socket, struct
from pathlib import Path
from autograder.sandbox.confine import confine_submission
from autograder.sandbox.limits import Limits
from autograder.sandbox.seccomp import syscall_number
REFUSED = (errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENETUNREACH, errno.EAGAIN)
libc = ctypes.CDLL(None, use_errno=True)
page, parent = ctypes.create_string_buffer(4096), os.getppid()
Path("file").write_text("kept")
Path("own").write_text("")
file, (reading, writing) = os.open("file", os.O_RDONLY), os.pipe()
def lock(command, start):
    fcntl.fcntl(os.open("own", os.O_RDWR), command, struct.pack("hhqqi", fcntl.F_WRLCK, 0, start, 1, 0))
def call(name, *arguments):
    if libc.syscall(syscall_number(name), *arguments) == -1:
        raise OSError(ctypes.get_errno(), name)
def map_memory(flags, descriptor=-1):
    libc.mmap.restype = ctypes.c_void_p
    if libc.mmap(None, 4096, mmap.PROT_READ, flags, descriptor, 0) == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), "mmap")
def wait_for_signal(number=signal.SIGRTMIN + 2):
    signal.pthread_sigmask(signal.SIG_BLOCK, [number])
    call("tgkill", os.getpid(), os.getpid(), number)
def reached(attack):
    \"\"\"Tell whether an attack has got to what it is after; an argument that does not fit has got there too.\"\"\"
    try:
        eval(attack)
    except OSError as error:
        return error.errno not in REFUSED
    return True
"""
TRY = """
attacks = json.loads({attacks!r})
before = {{name: reached(attack) for name, attack in attacks.items()}}
confine_submission({sandbox!r}, Path.cwd(), Limits())
print(json.dumps([before, {{name: reached(attack) for name, attack in attacks.items()}}]))
"""
ATTACKS = {
    # memory that no limit counts
    "pages lent to a pipe": "call('vmsplice', writing, struct.pack('PN', ctypes.addressof(page), 1), 1, 0)",
    "pages of a file in a pipe": "call('splice', file, None, writing, None, 1, 0)",
    "pages of a file sent": "call('sendfile', writing, file, None, 1)",
    "a larger pipe": "fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 2**20)",
    "record locks": "lock(fcntl.F_SETLK, 0)",
    "record locks of an open file": "lock(37, 5)",
    "memory without a name": "call('memfd_create', b'x', 0)",
    "shared memory, unmapped but for a page": "map_memory(mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)",
    "the same by its device": "map_memory(mmap.MAP_SHARED, os.open('/dev/zero', os.O_RDONLY))",
    "huge pages": "map_memory(mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000)",
    "System V memory": "call('shmget', 0, 4096, 0o1600)",
    "a thread with open files of its own": "call('clone', 0x10000, 0, 0, 0, 0)",
    "faults of memory": "call('userfaultfd', 0xFFFF)",
    # others are stopped, or files changed that may only be read
    "a lease": "fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)",
    "a watched folder": "fcntl.fcntl(os.open('.', os.O_RDONLY), fcntl.F_NOTIFY, 0)",
    "a lock on what may only be read": "fcntl.flock(file, fcntl.LOCK_SH)",
    "flags of a file": "fcntl.ioctl(file, 0x40086602, bytes(8))",
    "signals about a file": "fcntl.ioctl(reading, 0x5452, bytes(4))",
    # budgets of the user or the machine
    "asynchronous calls": "call('io_setup', 1, None)",
    "a queue of calls": "call('io_uring_setup', 1, None)",
    "watches on files": "call('inotify_init1', 0)",
    "timers": "call('timer_create', 0, None, page)",
    "timers as files": "call('timerfd_create', 0, 0)",
    "signals as files": "call('signalfd4', -1, bytes(8), 8, 0)",
    "signals that wait": "wait_for_signal()",
    "locked memory": "call('mlock', page, 1)",
    "everybody's disk": "call('sync')",
    "a file system's disk": "call('syncfs', file)",
    "terminals": "os.open('/dev/ptmx', os.O_RDWR)",
    "message queues": "call('mq_open', b'x', 0, 0, None)",
    "keys": "call('keyctl', 0, -3, 0)",
    # other processes, and what the machine is connected with
    "the network's tables": "open('/proc/self/net/tcp').close()",
    "what is mounted": "open('/proc/self/mountinfo').close()",
    "its own memory as a file": "open('/proc/self/mem').close()",
    "the group of another process": "os.getpgid(parent)",
    "the session of another process": "os.getsid(parent)",
    "the priority of another process": "os.getpriority(os.PRIO_PROCESS, parent)",
    "the processors of another process": "os.sched_getaffinity(parent)",
    "another process": "call('pidfd_open', parent, 0)",
    "a socket": "socket.socket()",
    # what was confined
    "memory that the worker cannot see": "call('prctl', 4, 1, 0, 0, 0)",
    "an end that is not the worker's": "call('prctl', 1, 0, 0, 0, 0)",
    "slower timers": "call('prctl', 29, 0, 0, 0, 0)",
    "a filter more": "call('seccomp', 2, 0, 0)",
    "another personality": "call('personality', 0xFFFFFFFF)",
}


def test_attacks_work_outside_the_sandbox_and_are_refused_inside(tmp_path: Path) -> None:
    code = PRELUDE + TRY.format(attacks=json.dumps(ATTACKS), sandbox="bwrap")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    before, after = json.loads(done.stdout)
    assert [name for name in ATTACKS if not before[name]] == []
    assert [name for name in ATTACKS if after[name]] == []
