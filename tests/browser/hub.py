"""A JupyterHub set up as docs/instructors.md says, with accounts of its own on this machine; for the tests alone."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.collection import ROOT

RECIPE = ROOT / "deploy" / "jupyterhub"
PREFIX = "nnfs-try-"  # of the accounts
GRADER, ASSISTANTS, STUDENTS = f"{PREFIX}grader", (f"{PREFIX}tomas", f"{PREFIX}ines"), (f"{PREFIX}ana", f"{PREFIX}luis")
PASSWORD = "only-for-this-test"
LEFT_OUT = (".git", ".venv", "dist", "demo", "tests", "__pycache__", ".*_cache", ".pytest_artifacts")
PYTHON = "/usr/bin/python3"
SECONDS = 600


@dataclass(frozen=True)
class Hub:
    """Say where a running hub is: its address, the course's folder, and the students' environment."""

    address: str
    course: Path
    environment: Path

    def grader(self, *command: str) -> str:
        """Run a command of the course's environment as the account that owns the course, in its folder."""
        return as_user(GRADER, self.course, str(self.course / ".venv" / "bin" / command[0]), *command[1:])


def as_user(user: str, folder: Path, *command: str) -> str:
    """Run a command as an account of this machine, and return what it printed."""
    full = ["runuser", "-u", user, "--", "env", "-C", str(folder), f"HOME={home_of(user)}", f"USER={user}", *command]
    done = subprocess.run(full, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def home_of(user: str) -> Path:
    return Path(os.path.expanduser(f"~{user}"))


@contextmanager
def running_hub() -> Iterator[Hub]:
    """Set up a hub and its accounts, and remove all of it in the end; skips where that cannot be done."""
    _needed()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=PREFIX)))
        folder.chmod(0o755)
        for user in (GRADER, *ASSISTANTS, *STUDENTS):
            _run("useradd", "--create-home", "--base-dir", str(folder), "--shell", "/bin/bash", user)
            stack.callback(_run, "userdel", user)
        passwords = "".join(f"{user}:{PASSWORD}\n" for user in (*ASSISTANTS, *STUDENTS))
        subprocess.run(["chpasswd"], input=passwords, text=True, check=True)
        course, environment = _install(folder)
        exchange = folder / "exchange"
        exchange.mkdir()
        exchange.chmod(0o777)
        address, config = _configure(folder, course, exchange, environment)
        path = f"{environment}/bin:{folder}/node_modules/.bin:{os.environ['PATH']}"
        with (folder / "hub.log").open("wb") as log:
            hub = subprocess.Popen(
                [environment / "bin" / "jupyterhub", "-f", config], cwd=folder, env={"PATH": path, "LANG": "C.UTF-8"},
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        stack.callback(_end, hub, folder)
        _wait_for(address, hub, folder / "hub.log")
        yield Hub(address, course, environment)


def _needed() -> None:
    if os.geteuid() != 0:
        pytest.skip("a hub that starts servers as other users needs root")
    if not shutil.which("npm") or not shutil.which("useradd") or not shutil.which("runuser"):
        pytest.skip("a hub needs npm, from which its proxy comes, and useradd and runuser")
    old = "import sys; sys.exit(sys.version_info < (3, 11))"
    if subprocess.run(["runuser", "-u", "nobody", "--", PYTHON, "-c", old], check=False).returncode:
        pytest.skip(f"a hub needs a Python 3.11 or later that all users can start: {PYTHON}")


def _install(folder: Path) -> tuple[Path, Path]:
    """Install what the guide says: the course with all it needs, what students need, and the hub's proxy."""
    course, environment = folder / "course", folder / "students"
    shutil.copytree(ROOT, course, ignore=shutil.ignore_patterns(*LEFT_OUT))
    uv = [sys.executable, "-m", "uv", "--quiet"]
    for place in (course / ".venv", environment):
        _run(*uv, "venv", "--python", PYTHON, str(place))
    proxy = ["npm", "install", "--silent", "--prefix", str(folder), "configurable-http-proxy"]
    if subprocess.run(proxy, check=False).returncode:
        pytest.skip("no packages can be downloaded here: npm install configurable-http-proxy failed")
    install = [*uv, "pip", "install", "--python"]
    _run(*install, str(course / ".venv"), "-r", "requirements.txt", "jupyterhub", cwd=course)
    _run(str(course / ".venv" / "bin" / "autograder"), "bundle", "1", cwd=course)
    shutil.unpack_archive(next((course / "dist").glob("*.zip")), folder / "zip")
    (unpacked,) = (folder / "zip").iterdir()
    _run(*install, str(environment), "-r", "requirements.txt", "jupyterhub", "nbgrader", cwd=unpacked)
    _run("chown", "-R", f"{GRADER}:", str(course))
    course.chmod(0o700)
    return course, environment


def _configure(folder: Path, course: Path, exchange: Path, environment: Path) -> tuple[str, Path]:
    """Write the recipe's settings with this hub's accounts, folders and free ports."""
    port, service, hub_port, proxy = (_free_port() for _ in range(4))
    text = (RECIPE / "jupyterhub_config.py").read_text(encoding="utf-8")
    for old, new in (
        ("/srv/course", str(course)),
        ('"grader"', f'"{GRADER}"'),
        ('["tomas", "ines"]', repr(list(ASSISTANTS))),
        (":8000", f":{port}"),
        (":9999", f":{service}"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    text += f"c.JupyterHub.hub_port = {hub_port}\nc.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:{proxy}'\n"
    config = folder / "jupyterhub_config.py"
    config.write_text(text, encoding="utf-8")
    for place in (environment / "etc" / "jupyter", course):
        source = RECIPE if place != course else course
        known = (source / "nbgrader_config.py").read_text(encoding="utf-8")
        (place / "nbgrader_config.py").write_text(f"{known}\nc.Exchange.root = {str(exchange)!r}\n", encoding="utf-8")
    return f"http://127.0.0.1:{port}", config


def _run(*command: str, cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(address: str, hub: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and hub.poll() is None:
        with suppress(OSError):
            urllib.request.urlopen(f"{address}/hub/health", timeout=5).close()
            return
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace")[-5000:])


def _end(hub: "subprocess.Popen[bytes]", folder: Path) -> None:
    """End the hub, which ends its servers and its proxy; then whatever is left of them."""
    with suppress(ProcessLookupError):
        os.killpg(hub.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        hub.wait(60)
    for one in psutil.process_iter(["username", "cmdline"]):
        theirs = one.info["username"] in (GRADER, *ASSISTANTS, *STUDENTS)
        if theirs or any(str(folder) in part for part in one.info["cmdline"] or []):
            with suppress(psutil.NoSuchProcess):
                one.kill()
