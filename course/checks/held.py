"""What has held so far: printed line by line, or collected by a unit's check, which shows all in one line.

The calls that held are collected, too: a cause must explain why they did.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_calls: ContextVar[list[Any] | None] = ContextVar("calls", default=None)
_is_tried: ContextVar[bool] = ContextVar("is_tried", default=False)
_collected: ContextVar[list[str] | None] = ContextVar("collected", default=None)


@contextmanager
def collected() -> Iterator[list[str]]:
    """Collect what holds, instead of printing it."""
    lines: list[str] = []
    token, calls = _collected.set(lines), _calls.set([])
    try:
        yield lines
    finally:
        _collected.reset(token)
        _calls.reset(calls)


@contextmanager
def tried() -> Iterator[None]:
    """Run a check whose message nobody reads, so that no cause need be looked for."""
    token = _is_tried.set(True)
    try:
        with collected():
            yield
    finally:
        _is_tried.reset(token)


def is_tried() -> bool:
    """Tell whether nobody reads what the running check says."""
    return _is_tried.get()


def note_call(name: str, asked: Any) -> None:
    """Keep a call that gave the right answer, while a check collects."""
    calls = _calls.get()
    if calls is not None:
        calls.append((name, asked))


def earlier_calls(name: str) -> list[Any]:
    """List the calls of one name that gave the right answer in the check that runs."""
    return [asked for other, asked in _calls.get() or [] if other == name]


def note(line: str) -> None:
    """Say, in one line, that something holds."""
    line = re.sub(r"\s*\n\s*", " ", line)
    lines = _collected.get()
    if lines is None:
        print(f"✓ {line}")
    else:
        lines.append(line)
