"""The filter of system calls for a submission: one process, alone.

Landlock and mounts say which files a process may open. They leave much open that needs no file: sockets, other
processes, signals, the modes and times of files that it may only read, memory that no limit counts, budgets that it
shares with the whole machine. This filter closes that. The kernel runs it at each system call; a process cannot take
it off, and it holds for all its threads.

It is a list of what is allowed. Any other call is answered as by an older kernel: there is no such call, and programs
know how to go on without. Calls that do many things (`fcntl`, `ioctl`, `prctl`, `clone`, `mmap`) have lists of their
own: what is not on them is not permitted.
"""

import ctypes
import errno
import fcntl
import mmap
import os
import platform
import socket
import struct
import termios

# What a program needs that computes, draws and writes its own files. Not here, though it looks harmless: `sendfile`
# (pages of a file stay in a pipe), `flock` (it stops others who may only read the same file), `sync`, `mknod`,
# timers that have a name (each takes from a budget of the user's or the machine's).
ALLOWED = (
    # files
    "open openat close close_range read write pread64 pwrite64 readv writev lseek fsync fdatasync ftruncate truncate "
    "fallocate fadvise64 copy_file_range dup dup2 dup3 pipe pipe2 "
    "fstat stat lstat newfstatat statx statfs fstatfs access faccessat faccessat2 readlink readlinkat getdents "
    "getdents64 getcwd chdir fchdir umask mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat "
    "symlink symlinkat "
    # memory
    "brk munmap mremap mprotect madvise msync mincore "
    # its own threads, and its end
    "futex set_robust_list set_tid_address rseq sched_yield sched_get_priority_max sched_get_priority_min getcpu "
    "membarrier exit exit_group restart_syscall wait4 waitid "
    # time
    "clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times getitimer setitimer alarm "
    # signals
    "rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack pause "
    # waiting, and the two ends of a pair of sockets
    "poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd eventfd2 sendto "
    "recvfrom shutdown getsockname getpeername getsockopt "
    # what it is, and where
    "getpid getppid gettid getpgrp getuid geteuid getgid getegid getgroups getresuid getresgid uname sysinfo getrandom "
    "getrusage getrlimit setrlimit"
)
# What is not done, by the error that the caller gets: it says more than that there is no such call.
REFUSED = {
    errno.ENETUNREACH: "socket",
    errno.EPERM: "fork vfork execve execveat utime utimes utimensat futimesat",
    # Modes and owners could be changed of files that may only be read, priorities of other processes. Programs that
    # make a folder or start a thread set those of their own, and give up when they cannot: they are told it is done.
    # Asking for a thread's priority tells which other processes exist; 0 is the usual one.
    0: (
        "chmod fchmod fchmodat chown fchown lchown fchownat "
        "setpriority ioprio_set sched_setscheduler sched_setparam sched_setattr sched_getscheduler sched_getparam"
    ),
}
# Calls that name a process first: they may name this one alone, 0 where that means the same.
OWN_ALONE = "kill tgkill"
OWN_OR_ZERO = "getpgid getsid prlimit64 sched_getaffinity sched_setaffinity"

SET_DEATH_SIGNAL, SET_DUMPABLE, _SET_NAME, _GET_NAME = 1, 4, 15, 16
PRCTL = (_SET_NAME, _GET_NAME)
FCNTL = (fcntl.F_DUPFD, fcntl.F_DUPFD_CLOEXEC, fcntl.F_GETFD, fcntl.F_SETFD, fcntl.F_GETFL, fcntl.F_SETFL)
IOCTL = (
    termios.TCGETS, termios.TIOCGWINSZ, termios.FIONREAD, termios.FIONBIO, termios.FIOCLEX, termios.FIONCLEX,
)  # fmt: skip
# A thread as C libraries start it (glibc, musl). It shares memory and open files, or the worker could not count them.
CLONE = (0x3D0F00, 0x7D0F00)
_SHARED_ANONYMOUS = mmap.MAP_SHARED | mmap.MAP_ANONYMOUS  # stays in memory when all but a page of it is unmapped
_FIXED, _32BIT, _FIXED_NOREPLACE = 0x10, 0x40, 0x100000
_NO_MATTER = 0x800 | 0x1000 | 0x4000 | 0x8000 | 0x10000 | 0x20000  # DENYWRITE ... STACK: hints
MMAP = _SHARED_ANONYMOUS | mmap.MAP_PRIVATE | _FIXED | _32BIT | _FIXED_NOREPLACE | _NO_MATTER

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_LOAD, _EQUAL, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x45, 0x54, 0x06
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in what the filter sees
_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2

Rule = tuple[int, int, int, int]  # code, jump if true, jump if false, value
_YES: Rule = (_RETURN, 0, 0, _ALLOW)
_END: list[Rule] = [_YES, (_RETURN, 0, 0, _ERROR | errno.EPERM)]


def install_filter() -> None:
    """Confine this process to itself, for good.

    Raises:
        OSError: the kernel takes no filter.
    """
    program = b"".join(struct.pack("HBBI", *rule) for rule in rules(os.getpid()))
    kept = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HP", len(program) // 8, ctypes.addressof(kept))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(_SET_SECCOMP, _FILTER_MODE, header, 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel takes no filter of system calls")


def rules(own: int) -> list[Rule]:
    """Write the filter.

    Args:
        own: the number of the process that it is for.
    """
    architecture = _ARCHITECTURES.get(platform.machine())
    if architecture is None:
        raise OSError(errno.ENOSYS, f"there is no filter of system calls for {platform.machine()}")
    program: list[Rule] = [
        (_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, _NUMBER),
    ]  # fmt: skip
    for name, then in _by_argument(own).items():  # first: the kernel remembers its answer to the others
        program += _when(name, then)
    for name in ALLOWED.split():
        program += _when(name, [_YES])
    for error, names in REFUSED.items():
        for name in names.split():
            program += _when(name, [(_RETURN, 0, 0, _ERROR | error)])
    return [*program, (_RETURN, 0, 0, _ERROR | errno.ENOSYS)]


def _by_argument(own: int) -> dict[str, list[Rule]]:
    """Answer the calls that do many things."""
    # A pair of streams leads nowhere else; a pair that takes single messages could address other sockets.
    pair = [_argument(0), (_EQUAL, 0, 4, socket.AF_UNIX), _argument(1), (_AND, 0, 0, 15)]
    kind_of_memory = [_argument(3), (_ANY_BIT, 3, 0, ~MMAP & 0xFFFFFFFF), (_AND, 0, 0, _SHARED_ANONYMOUS)]
    return {
        **dict.fromkeys(OWN_ALONE.split(), _only(0, own)),
        **dict.fromkeys(OWN_OR_ZERO.split(), _only(0, 0, own)),
        "getpriority": _only(1, 0, own),
        "prctl": _only(0, *PRCTL),
        "fcntl": _only(1, *FCNTL),
        "ioctl": _only(1, *IOCTL),
        "clone": _only(0, *CLONE),
        "socketpair": [*pair, (_EQUAL, 0, 1, socket.SOCK_STREAM), *_END],
        "mmap": [*kind_of_memory, (_EQUAL, 1, 0, _SHARED_ANONYMOUS), *_END],
    }


def _argument(number: int) -> Rule:
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * number)


def _only(argument: int, *values: int) -> list[Rule]:
    """Permit these values of an argument."""
    tests = [(_EQUAL, len(values) - i - 1, i == len(values) - 1, value) for i, value in enumerate(values)]
    return [_argument(argument), *tests, *_END]


def _when(name: str, then: list[Rule]) -> list[Rule]:
    """Answer one system call; nothing where this architecture does not have it."""
    number = syscall_number(name)
    return [] if number < 0 else [(_EQUAL, 0, len(then), number), *then]


def syscall_number(name: str) -> int:
    """Return the number of a system call on this machine, -1 if it has none of that name."""
    from sandlock._sdk import _lib  # only where a sandbox is built: it is for Linux alone

    return int(_lib.sandlock_syscall_nr(name.encode()))
