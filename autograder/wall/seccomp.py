"""The filter of system calls for a submission: one process, alone.

Landlock and mounts say which files a process may open. They leave much open that needs no file: sockets, other
processes, signals, the modes and times of files that it may only read, memory that no limit counts. This filter closes
that. The kernel runs it at each system call; a process cannot take it off, and it holds for all its threads.

It is a list of what is forbidden, and so would miss calls that are newer than itself. Therefore every number from
`NEWER` on is answered as an older kernel would: there is no such call. Programs know how to go on without.
"""

import ctypes
import errno
import os
import platform
import socket
import struct

# What is not done, by the error that the caller gets.
FORBIDDEN = {
    errno.ENETUNREACH: "socket connect bind listen accept accept4",
    errno.EPERM: (
        # other processes: none is started, none is touched
        "fork vfork execve execveat ptrace process_vm_readv process_vm_writev kcmp pidfd_open pidfd_getfd "
        "pidfd_send_signal tkill migrate_pages move_pages "
        # other ways to files, and file descriptors in flight
        "setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr open_by_handle_at name_to_handle_at "
        "sendmsg sendmmsg recvmsg recvmmsg fanotify_init fanotify_mark inotify_add_watch "
        # memory outside of the limit, and places that outlive the process
        "memfd_create mq_open mq_unlink shmget shmat shmctl semget semop semctl msgget msgsnd msgctl add_key "
        "request_key keyctl "
        # times could be changed of files that may only be read
        "utime utimes utimensat futimesat "
        # new worlds, and corners of the kernel that no notebook needs
        "unshare setns mount umount2 move_mount open_tree fsopen fspick fsmount pivot_root chroot io_uring_setup "
        "io_uring_enter io_uring_register userfaultfd perf_event_open bpf personality syslog"
    ),
    # Modes and owners could be changed of files that may only be read, priorities of other processes. Programs that
    # make a folder or start a thread set those of their own, and give up when they cannot: they are told it is done.
    0: (
        "chmod fchmod fchmodat chown fchown lchown fchownat "
        "setpriority ioprio_set sched_setscheduler sched_setparam sched_setattr"
    ),
    errno.ENOSYS: "clone3",  # its flags cannot be seen; libraries go on with clone
}
NEWER = 440  # process_madvise; the numbers from here on are the same on all architectures
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in what the filter sees
_CLONE_THREAD = 0x10000
_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
SET_DEATH_SIGNAL, SET_DUMPABLE = 1, 4
_FIOSETOWN, _SIOCSPGRP, _F_SETOWN, _F_SETSIG, _F_SETOWN_EX = 0x8901, 0x8902, 8, 10, 15

Rule = tuple[int, int, int, int]  # code, jump if true, jump if false, value


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
        (_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, NEWER), (_RETURN, 0, 0, _ERROR | errno.ENOSYS),
    ]  # fmt: skip
    for error, names in FORBIDDEN.items():
        for name in names.split():
            program += _when(name, [(_RETURN, 0, 0, _ERROR | error)])
    for name in ("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"):
        program += _when(name, _only(0, own))
    for name in ("prlimit64", "sched_setaffinity"):
        program += _when(name, _only(0, 0, own))
    program += _when("prctl", _not(0, SET_DEATH_SIGNAL, SET_DUMPABLE))
    program += _when("fcntl", _not(1, _F_SETOWN, _F_SETSIG, _F_SETOWN_EX))
    program += _when("ioctl", _not(1, _FIOSETOWN, _SIOCSPGRP))
    program += _when("clone", [_argument(0), (_ANY_BIT, 0, 1, _CLONE_THREAD), *_END])
    # A pair of streams leads nowhere else; a pair that takes single messages could address other sockets.
    pair = [_argument(0), (_EQUAL, 0, 4, socket.AF_UNIX), _argument(1), (_AND, 0, 0, 15)]
    program += _when("socketpair", [*pair, (_EQUAL, 0, 1, socket.SOCK_STREAM), *_END])
    return [*program, (_RETURN, 0, 0, _ALLOW)]


_END: list[Rule] = [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _ERROR | errno.EPERM)]


def _argument(number: int) -> Rule:
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * number)


def _only(argument: int, *values: int) -> list[Rule]:
    tests = [(_EQUAL, len(values) - i - 1, i == len(values) - 1, value) for i, value in enumerate(values)]
    return [_argument(argument), *tests, *_END]


def _not(argument: int, *values: int) -> list[Rule]:
    tests = [(_EQUAL, len(values) - i, 0, value) for i, value in enumerate(values)]
    return [_argument(argument), *tests, *_END]


def _when(name: str, then: list[Rule]) -> list[Rule]:
    """Answer one system call; nothing where this architecture does not have it."""
    number = syscall_number(name)
    return [] if number < 0 else [(_EQUAL, 0, len(then), number), *then]


def syscall_number(name: str) -> int:
    """Return the number of a system call on this machine, -1 if it has none of that name."""
    from sandlock._sdk import _lib  # only where a wall is built: it is for Linux alone

    return int(_lib.sandlock_syscall_nr(name.encode()))
