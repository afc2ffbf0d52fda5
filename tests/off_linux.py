"""Be `autograder` off Linux, for the tiny course in a folder: `python -m tests.off_linux FOLDER < commands.json`.

What Linux or Unix alone has is taken from the course's own code. Other packages know their way around.
"""

import builtins
import fcntl
import json
import multiprocessing.connection  # noqa: F401 (before the platform is another: there it needs what Windows has)
import os
import signal
import sys
import types
import warnings
from typing import Any

UNIX = ("_posixsubprocess", "fcntl", "grp", "pty", "pwd", "readline", "resource", "sandlock", "termios", "tty")
OF_OS = ("fork", "killpg", "mkfifo", "pidfd_open", "setsid", "statvfs", "O_DIRECTORY", "O_NOFOLLOW")
OF_SIGNAL = ("SIGALRM", "SIGIO", "SIGXCPU", "setitimer")
NEED_LINUX = ("grade", "regrade", "run", "doctor")


def take_away() -> None:
    """Take what Windows lacks, and put in its place what it has."""
    real = builtins.__import__

    def guarded(name: str, globals: Any = None, *rest: Any, **named: Any) -> Any:  # noqa: A002 (the real one's)
        ours = str((globals or {}).get("__name__", "")).partition(".")[0] in ("autograder", "course")
        if ours and name.partition(".")[0] in UNIX:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, globals, *rest, **named)

    builtins.__import__ = guarded
    for module, names in ((os, OF_OS), (signal, OF_SIGNAL)):
        for name in names:
            delattr(module, name)
    windows: Any = types.ModuleType("msvcrt")
    windows.LK_NBLCK = fcntl.LOCK_EX | fcntl.LOCK_NB
    windows.locking = lambda file, how, _bytes: fcntl.flock(file, how)
    sys.modules["msvcrt"] = windows
    warnings.filterwarnings("error", category=EncodingWarning, module="autograder|course")  # there it is not UTF-8


def run(arguments: list[str]) -> tuple[int, str]:
    """Run a command, and return its exit status and what it says."""
    from typer.testing import CliRunner

    from autograder.cli import app
    from autograder.problems import UserError

    sys.platform = "win32" if arguments[0] in NEED_LINUX else "linux"  # of the others, other packages must not hear it
    done = CliRunner().invoke(app, arguments)
    sys.platform = "linux"
    if isinstance(done.exception, UserError):
        return 1, str(done.exception)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def main() -> None:
    """Run the commands, and print what each answered."""
    import nbgrader.apps  # noqa: F401  (it and what it imports may look for what Linux has)

    os.chdir(sys.argv[1])
    take_away()
    from autograder.authoring import syllabus
    from autograder.hand import command  # noqa: F401  (it serves a page until it is stopped)
    from autograder.site import build  # noqa: F401  (to build a site takes long)
    from tests.tiny import EXERCISES, UNIT

    syllabus.EXERCISES[UNIT] = EXERCISES
    print(json.dumps([run(arguments) for arguments in json.load(sys.stdin)]))


if __name__ == "__main__":
    main()
