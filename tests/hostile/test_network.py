"""Submissions that reach for the network: nothing outside ever hears of them.

For each kind of socket there is a listener of the test's own. A plain process reaches it; a submission does not.
"""

import contextlib
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.doctor.examine import heard
from autograder.units import Unit
from tests.hostile.attack import undefended, withstand

pytestmark = pytest.mark.slow

CALL = """
import socket
with socket.socket(socket.{family}, socket.{kind}) as one:
    one.settimeout(5)
    one.connect({address!r})
    one.send(b"the answers")
"""
KINDS = {
    "TCP": ("AF_INET", "SOCK_STREAM"),
    "UDP": ("AF_INET", "SOCK_DGRAM"),
    "IPv6": ("AF_INET6", "SOCK_STREAM"),
    "UDP over IPv6": ("AF_INET6", "SOCK_DGRAM"),
    "a Unix socket": ("AF_UNIX", "SOCK_STREAM"),
    "an abstract socket": ("AF_UNIX", "SOCK_STREAM"),
    "an abstract socket for single messages": ("AF_UNIX", "SOCK_DGRAM"),
}


@contextlib.contextmanager
def listener(name: str, folder: Path) -> Iterator[tuple[socket.socket, str]]:
    """Give a listening socket, and code that sends something to it."""
    family, kind = KINDS[name]
    address: tuple[str, int] | str
    if family == "AF_UNIX":
        address = f"\0{secrets.token_hex(8)}" if "abstract" in name else str(folder / "socket")
    else:
        address = ("::1" if family == "AF_INET6" else "127.0.0.1", 0)
    with socket.socket(getattr(socket, family), getattr(socket, kind)) as listening:
        try:
            listening.bind(address)
        except OSError as error:
            pytest.skip(f"this machine has no {name}: {error}")
        if kind == "SOCK_STREAM":
            listening.listen()
        if family != "AF_UNIX":
            address = listening.getsockname()[:2]
        yield listening, CALL.format(family=family, kind=kind, address=address)


@pytest.mark.parametrize("name", KINDS)
def test_nothing_outside_is_reached(tiny: Unit, sandbox: str, tmp_path: Path, name: str) -> None:
    with listener(name, tmp_path) as (listening, code):
        done = undefended(code, tmp_path)
        assert heard(listening), done.stderr
        result, _ = withstand(tiny, code, sandbox)
        assert not heard(listening)
    assert result.exercises[0].status == "error"
    assert "Network is unreachable" in result.exercises[0].message


def test_names_are_not_looked_up(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    code = "import socket\nprint(socket.getaddrinfo('localhost', 80)[0][4][1])"
    assert undefended(code, tmp_path).stdout == "80\n"
    result, text = withstand(tiny, code, sandbox)
    assert (result.exercises[0].status, text) == ("error", "")
    assert "gaierror" in result.exercises[0].message


def test_pair_of_sockets_cannot_be_turned_outward(tiny: Unit, sandbox: str, tmp_path: Path) -> None:
    with listener("an abstract socket for single messages", tmp_path) as (listening, _):
        address = listening.getsockname().decode()
        code = (
            "import socket\nown, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_{kind})\n"
            f"own.sendto(b'the answers', {address!r})"
        )
        undefended(code.replace("{kind}", "DGRAM"), tmp_path)
        assert heard(listening)
        for kind in ("DGRAM", "STREAM", "SEQPACKET"):
            result, _ = withstand(tiny, code.replace("{kind}", kind), sandbox)
            assert result.exercises[0].status == "error"
        assert not heard(listening)
