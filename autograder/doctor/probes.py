"""What `autograder doctor` tries from inside the sandbox: for each protection, a submission that breaks it if it can.

Each probe is code for one cell. It finds a dictionary TARGETS, made by the doctor, and prints a JSON object that says
for each of its attempts whether it succeeded; or it runs into a limit, and the worker's word for that is expected.
"""

from dataclasses import dataclass

from autograder.sandbox.limits import Limits

# Small, so that passing them is quick and harmless.
SMALL = Limits(
    cell_seconds=30, threads=20, open_files=64, file_megabytes=5, scratch_megabytes=10, scratch_files=200,
    output_characters=10_000,
)  # fmt: skip

PRELUDE = """
import ctypes, fcntl, json, mmap, os, signal, socket, struct, threading, time
from autograder.sandbox.seccomp import syscall_number
libc = ctypes.CDLL(None, use_errno=True)
def succeeded(call):
    try:
        return call() not in (False, -1)
    except (Exception, MemoryError):
        return False
def attempt(**calls):
    print(json.dumps({name.replace("_", " "): succeeded(call) for name, call in calls.items()}), flush=True)
def fork():  # through C: Python's own ways are closed already
    child = libc.fork()
    if child == 0:
        os._exit(0)
    return child
def read(path):
    with open(path, "rb") as file:
        file.read(1)
def write(path, size=1, mode="wb"):
    with open(path, mode) as file:
        file.write(bytes(size))
def system_call(name, *arguments):
    if libc.syscall(syscall_number(name), *arguments) == -1:
        raise OSError(ctypes.get_errno(), name)
def touch_process(pid):
    attempt(signal=lambda: os.kill(pid, signal.SIGCONT), trace=lambda: libc.ptrace(16, pid, 0, 0),
            memory=lambda: open(f"/proc/{pid}/mem", "r+b"),
            limits=lambda: __import__("resource").prlimit(pid, 4, (0, 0)))
"""


@dataclass(frozen=True)
class Probe:
    """Try one protection.

    Attributes:
        protection: what it protects from, as the table says it.
        code: the cell; it prints its attempts, unless a limit stops it.
        limits: those that hold.
        stopped: how the worker names the end that is expected, "" where the cell must come to its end.
    """

    protection: str
    code: str
    limits: Limits = SMALL
    stopped: str = ""


_NETWORK = """
def call(family, address, kind=socket.SOCK_STREAM):
    with socket.socket(family, kind) as one:
        one.settimeout(2)
        one.connect(address)
        one.send(b"hello")
attempt(TCP=lambda: call(socket.AF_INET, tuple(TARGETS["TCP"])),
        UDP=lambda: call(socket.AF_INET, tuple(TARGETS["UDP"]), socket.SOCK_DGRAM),
        IPv6=lambda: call(socket.AF_INET6, tuple(TARGETS["IPv6"])),
        Unix=lambda: call(socket.AF_UNIX, TARGETS["Unix"]),
        abstract_Unix=lambda: call(socket.AF_UNIX, chr(0) + TARGETS["abstract Unix"]))
"""
_UNREADABLE = """
attempt(file=lambda: read(TARGETS["file"]), folder=lambda: os.listdir(TARGETS["folder"]))
"""
_UNWRITABLE = """
file = TARGETS["file"]
with __import__("contextlib").suppress(OSError):
    os.chmod(TARGETS["folder"], 0o755)  # the doctor looks whether that has changed anything
attempt(change=lambda: write(file, mode="ab"), truncate=lambda: os.truncate(file, 0),
        new_file=lambda: write(TARGETS["folder"] + "/new"), link=lambda: os.link(file, TARGETS["folder"] + "/link"),
        rename=lambda: os.rename(file, file + "2"), remove=lambda: os.unlink(file + "2"))
"""
_THREADS = """
for _ in range(60):
    threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
time.sleep(20)
"""
_OPEN_FILES = """
def many_files():
    kept = [open(os.devnull) for _ in range(100)]
attempt(many_files=many_files)
"""
_SCRATCH_SIZE = """
for number in range(6):
    write(f"{number}", 4 * 2**20)
time.sleep(20)
"""
_SCRATCH_FILES = """
for number in range(1000):
    write(f"{number}", 0)
time.sleep(20)
"""
_UNCOUNTED_MEMORY = """
reading, writing = os.pipe()
page = ctypes.create_string_buffer(4096)
own = os.open("own", os.O_RDWR | os.O_CREAT)
attempt(lent_pages=lambda: system_call("vmsplice", writing, struct.pack("PN", ctypes.addressof(page), 1), 1, 0),
        larger_pipe=lambda: fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 2**20),
        record_locks=lambda: fcntl.lockf(own, fcntl.LOCK_EX, 1),
        memory_file=lambda: system_call("memfd_create", b"x", 0),
        shared_memory=lambda: mmap.mmap(-1, 4096))
"""
_BUDGETS = """
page = ctypes.create_string_buffer(4096)
attempt(asynchronous_calls=lambda: system_call("io_setup", 1, page), inotify=lambda: system_call("inotify_init1", 0),
        timers=lambda: system_call("timer_create", 0, None, page), terminals=lambda: os.open("/dev/ptmx", os.O_RDWR),
        sync=lambda: system_call("syncfs", os.open(".", os.O_RDONLY)))
"""
_READ_ONLY_FILES = """
file = os.open(os.__file__, os.O_RDONLY)
attempt(lease=lambda: [fcntl.fcntl(file, fcntl.F_SETLEASE, kind) for kind in (fcntl.F_RDLCK, fcntl.F_UNLCK)],
        lock=lambda: fcntl.flock(file, fcntl.LOCK_SH), flags=lambda: fcntl.ioctl(file, 0x80086601, bytes(8)))
"""
_SEEN = """
pid, port = TARGETS["process"], format(TARGETS["TCP"][1], "04X")
attempt(list=lambda: str(pid) in os.listdir("/proc"), group=lambda: os.getpgid(pid),
        priority=lambda: [os.getpriority(os.PRIO_PROCESS, pid)], processors=lambda: os.sched_getaffinity(pid),
        network=lambda: port in open("/proc/self/net/tcp").read())
"""
_MAPPED_FILES = """
for number in range(6):
    with open("file", "w+b") as file:
        file.write(bytes(4 * 2**20))
        file.flush()
        libc.mmap(None, 4096, 1, 2, file.fileno(), 0)
    os.unlink("file")
time.sleep(20)
"""
_FIRST_THREAD_ENDS = """
def go_on():
    time.sleep(0.1)
    kept = []
    for _ in range(6):
        kept.append(open("file", "wb"))
        os.unlink("file")
        kept[-1].write(bytes(4 * 2**20))
        kept[-1].flush()
    time.sleep(20)
threading.Thread(target=go_on).start()
libc.pthread_exit(None)
"""
_LEAVE = """
calls = {"files": lambda: write("left"), "shared memory": lambda: write("/dev/shm/autograder-left"),
         "System V memory": lambda: libc.shmget(0x6E6E6673, 4096, 0o1600), "processes": fork}
attempt(**calls)
"""
FIND = Probe(
    "",
    """
attempt(files=lambda: read("left"), shared_memory=lambda: read("/dev/shm/autograder-left"),
        System_V_memory=lambda: libc.shmget(0x6E6E6673, 4096, 0o600))
""",
)
IGNORE = "signal.signal(signal.SIGALRM, signal.SIG_IGN)\n"
NETWORK = Probe("no network", _NETWORK)
UNREADABLE = Probe("files outside: unreadable", _UNREADABLE)
UNWRITABLE = Probe("files outside: unwritable", _UNWRITABLE)
OTHERS = Probe("other processes: untouched", 'touch_process(TARGETS["process"])')
LEFTOVERS = Probe("leftovers: removed", _LEAVE)
OUTPUT = Probe("output: cut off", 'print("x" * 1_000_000)')
PROBES = (
    NETWORK,
    UNREADABLE,
    UNWRITABLE,
    OTHERS,
    Probe("the worker: untouched", "touch_process(os.getppid())"),
    Probe("other processes: unseen", _SEEN),
    Probe("files to read: not held", _READ_ONLY_FILES),
    Probe("memory", "attempt(memory=lambda: bytearray(3 * 2**30))"),
    Probe("memory that no limit counts", _UNCOUNTED_MEMORY),
    Probe("budgets of the machine", _BUDGETS),
    Probe("processes", 'attempt(fork=fork, program=lambda: not libc.system(b"true"))'),
    Probe("threads", _THREADS, stopped="threads"),
    Probe("open files", _OPEN_FILES),
    Probe("size of a file", 'attempt(large_file=lambda: write("large", 6 * 2**20))'),
    Probe("size of the scratch folder", _SCRATCH_SIZE, stopped="scratch_megabytes"),
    Probe("files in the scratch folder", _SCRATCH_FILES, stopped="scratch_files"),
    Probe("removed files that stay mapped", _MAPPED_FILES, stopped="scratch_megabytes"),
    Probe("files behind an ended thread", _FIRST_THREAD_ENDS, stopped="scratch_megabytes"),
    Probe("processor time", f"{IGNORE}while True: pass", Limits(cell_seconds=50, processors=0.02), "cell_cpu"),
    Probe("wall clock", f"{IGNORE}time.sleep(60)", Limits(cell_seconds=1), "late"),
    OUTPUT,
    LEFTOVERS,
)
