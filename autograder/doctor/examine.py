"""Tell what each sandbox holds back on this machine, by trying it.

For each protection a probe (probes.py) runs as a submission in the real sandbox, against targets made here: a file,
a process, and sockets that listen. Nothing is concluded from versions. Where an attempt can be seen from outside, what
is seen there counts, and not what the probe says.
"""

import contextlib
import json
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.doctor.probes import FIND, LEFTOVERS, NETWORK, OTHERS, OUTPUT, PRELUDE, PROBES, UNWRITABLE, Probe
from autograder.judging.channel import CellTimeout
from autograder.judging.judge import KernelDied
from autograder.judging.outputs import clean_outputs
from autograder.judging.session import Worker, WorkerError
from autograder.problems import UserError
from autograder.sandbox.choice import INSTALL, SANDBOXES

ENFORCED, DEGRADED, MISSING = "enforced", "degraded", "missing"


@dataclass(frozen=True)
class Finding:
    """Hold what was found out about one protection.

    Attributes:
        protection: what it protects from.
        state: ENFORCED, DEGRADED (something got through) or MISSING (everything did).
        got_through: the attempts that succeeded.
    """

    protection: str
    state: str
    got_through: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.state}: {', '.join(self.got_through)}" if self.state == DEGRADED else self.state


def examine(sandbox: str, progress: Callable[[], None] = lambda: None) -> list[Finding]:
    """Try every protection of one sandbox.

    Args:
        sandbox: "bwrap", "sandlock", or "none", which shows that the probes find what is not protected.
        progress: called after each probe.

    Raises:
        UserError: the sandbox cannot be built after all.
    """
    findings = []
    worker = Worker(sandbox)
    try:
        for probe in PROBES:
            if not worker.alive:
                worker.close()
                worker = Worker(sandbox)
            with _targets() as targets:
                findings.append(_finding(probe, _attempts(worker, probe, targets)))
            progress()
    except WorkerError as error:
        raise UserError(f"The sandbox {sandbox} broke while it was tried. {error}") from error
    finally:
        worker.close()
    return findings


def verdict(found: dict[str, list[Finding]]) -> str:
    """Say in a sentence what `--sandbox auto` takes here.

    Args:
        found: what `examine` found, for each sandbox that can be built here.

    Raises:
        UserError: it takes none, or one that does not hold everything.
    """
    sandbox = next((sandbox for sandbox in SANDBOXES if sandbox in found), None)
    if sandbox is None:
        raise UserError(f"No sandbox can be built here, so `autograder grade` refuses. {INSTALL}.")
    open_ones = [one.protection for one in found[sandbox] if one.state != ENFORCED]
    if open_ones:
        raise UserError(
            f"`--sandbox auto` takes {sandbox}, which does not hold everything here: {', '.join(open_ones)}."
        )
    return f"`--sandbox auto` takes {sandbox}, and everything holds."


def _finding(probe: Probe, attempts: dict[str, bool]) -> Finding:
    through = tuple(name for name, succeeded in attempts.items() if succeeded)
    state = ENFORCED if not through else MISSING if len(through) == len(attempts) else DEGRADED
    return Finding(probe.protection, state, through)


def _attempts(worker: Worker, probe: Probe, targets: "Targets") -> dict[str, bool]:
    """Run a probe; tells for each of its attempts whether it succeeded."""
    text, ended = _run(worker, probe, targets)
    if probe.stopped:
        return {"the limit": ended != probe.stopped}
    if probe is OUTPUT:
        return {"long output": len(text) > 2 * probe.limits.output_characters}
    if probe is LEFTOVERS:
        return _told(*_run(worker, FIND, targets))
    attempts = _told(text, ended)
    if probe is NETWORK:
        return targets.reached()
    if probe is UNWRITABLE:
        return attempts | {"mode": targets.mode_changed()}
    if probe is OTHERS:
        return attempts | {"kill": targets.process.poll() is not None}
    return attempts


def _told(text: str, ended: str) -> dict[str, bool]:
    """Read what a probe has printed; one that told nothing has ended its process, and reached that at least."""
    with contextlib.suppress(ValueError):
        return dict(json.loads(text))
    return {ended or "the probe": True}


def _run(worker: Worker, probe: Probe, targets: "Targets") -> tuple[str, str]:
    """Return what a probe printed, and how its process ended: as the worker says it, or "late"."""
    text, late = "", False
    with contextlib.suppress(KernelDied), worker.open([], [], {}, probe.limits) as judge:
        worker.begin_cell()
        try:
            told, end = judge.run(f"TARGETS = {targets.addresses!r}\n{PRELUDE}\n{probe.code}")
        except CellTimeout:
            return "", "late"
        late = end.error == CellTimeout.__name__
        text = "".join(str(one.get("text", "")) for one in clean_outputs(told, probe.limits.output_characters))
    return text, "late" if late else worker.ended


class Targets:
    """Hold what probes try to reach, and look whether they did."""

    def __init__(self, folder: Path, listening: dict[str, socket.socket], process: subprocess.Popen[bytes]) -> None:
        self.file, self.listening, self.process = folder / "secret", listening, process
        self.file.write_text("secret", encoding="utf-8")
        names = {name: one.getsockname() for name, one in listening.items()}
        names |= {name: at.decode().lstrip("\0") for name, at in names.items() if isinstance(at, bytes)}
        self.addresses: dict[str, Any] = {"file": str(self.file), "folder": str(folder), "process": process.pid} | names

    def mode_changed(self) -> bool:
        """Tell whether somebody changed the mode of the folder."""
        return self.file.parent.stat().st_mode & 0o777 != 0o700

    def reached(self) -> dict[str, bool]:
        """Tell for each socket whether somebody sent something to it."""
        return {name: heard(one) for name, one in self.listening.items()}


def heard(listening: socket.socket) -> bool:
    """Tell whether somebody sent something to a socket, and take it."""
    listening.setblocking(False)
    try:
        if listening.type == socket.SOCK_STREAM:
            listening.accept()[0].close()
        else:
            listening.recv(10)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def _targets() -> Iterator[Targets]:
    """Make a file, a process and sockets that listen, for one probe."""
    kinds: dict[str, tuple[int, int, Any]] = {
        "TCP": (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
        "UDP": (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
        "IPv6": (socket.AF_INET6, socket.SOCK_STREAM, ("::1", 0)),
        "abstract Unix": (socket.AF_UNIX, socket.SOCK_STREAM, f"\0autograder-{secrets.token_hex(8)}"),
    }
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="autograder-doctor-")))
        kinds["Unix"] = (socket.AF_UNIX, socket.SOCK_STREAM, str(folder / "listening"))
        listening = {}
        for name, (family, kind, address) in kinds.items():
            with contextlib.suppress(OSError):  # a machine without IPv6
                one = stack.enter_context(socket.socket(family, kind))
                one.bind(address)
                if kind == socket.SOCK_STREAM:
                    one.listen()
                listening[name] = one
        process = stack.enter_context(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))
        stack.callback(process.kill)
        yield Targets(folder, listening, process)
