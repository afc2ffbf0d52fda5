"""The wall around a submission: bubblewrap, where it works.

Inside it there is no network, and nothing to see but Python, the course and the submission's own scratch folder.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from autograder.problems import UserError

COURSE_ROOT = Path(__file__).resolve().parent.parent
CHOICES = ("auto", "bwrap", "none")
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime")


def choose_sandbox(wanted: str) -> str:
    """Return the sandbox to use, "bwrap" or "none".

    Args:
        wanted: one of CHOICES; "auto" takes the best that works here.

    Raises:
        UserError: none works, and "none" was not what the user said.
    """
    if wanted not in CHOICES:
        raise UserError(f"There is no sandbox {wanted!r}. Choose one of: {', '.join(CHOICES)}.")
    if wanted == "none" or bubblewrap_works():
        return "none" if wanted == "none" else "bwrap"
    raise UserError(
        "No sandbox can be built on this machine, so submissions could read and change anything here. Install "
        "bubblewrap (`apt install bubblewrap`) and try again; for notebooks that you trust, say --sandbox none."
    )


def works(sandbox: str) -> bool:
    """Tell whether this wall can be built here."""
    return sandbox == "bwrap" and bubblewrap_works()


@cache
def bubblewrap_works() -> bool:
    """Tell whether bubblewrap can build its walls here, by building them once."""
    if not sys.platform.startswith("linux") or shutil.which("bwrap") is None:
        return False
    command = [*_bubblewrap(Path(tempfile.gettempdir())), sys.executable, "-c", "import numpy"]
    return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0


def behind_wall(command: list[str], sandbox: str, scratch: Path) -> list[str]:
    """Return the command that runs another one behind the wall.

    Args:
        command: what to run.
        sandbox: what `choose_sandbox` returned.
        scratch: the only folder that it may write to, seen there as /tmp; it starts there.
    """
    return [*_bubblewrap(scratch), *command] if sandbox == "bwrap" else command


def _bubblewrap(scratch: Path) -> list[str]:
    command = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--proc", "/proc", "--dev", "/dev"]
    command += ["--bind", str(scratch), "/tmp"]
    code = [str(COURSE_ROOT / "course"), str(COURSE_ROOT / "autograder")]
    for folder in [*_SYSTEM, sys.base_prefix, sys.prefix, *code]:
        if os.path.exists(folder):
            command += ["--ro-bind", folder, folder]
    return [*command, "--chdir", "/tmp"]
