"""Try the sandbox from inside, as a submission would: exit status 0 if it stands.

`sandbox.works` runs this; `autograder doctor` looks closer.
"""

import contextlib
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from autograder.sandbox.confine import confine_submission, confine_worker
from autograder.sandbox.limits import Limits


def main() -> None:
    """Confine this process, and try what must not be possible."""
    sandbox, outside = sys.argv[1:]
    if sandbox == "sandlock":
        confine_worker(Path.cwd())
    confine_submission(sandbox, Path.cwd(), Limits())
    Path("written").write_text("inside", encoding="utf-8")
    attempts: list[Callable[[], object]] = [Path(outside).read_bytes, _fork, socket.socket]
    attempts.append(lambda: os.kill(os.getppid(), 0))
    for attempt in attempts:
        with contextlib.suppress(OSError):
            attempt()
            sys.exit(1)


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


if __name__ == "__main__":
    main()
