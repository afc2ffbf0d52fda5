"""What has held so far: printed line by line, or collected by a unit's check, which shows all in one line."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_collected: ContextVar[list[str] | None] = ContextVar("collected", default=None)


@contextmanager
def collected() -> Iterator[list[str]]:
    """Collect what holds, instead of printing it."""
    lines: list[str] = []
    token = _collected.set(lines)
    try:
        yield lines
    finally:
        _collected.reset(token)


def note(line: str) -> None:
    """Say, in one line, that something holds."""
    line = re.sub(r"\s*\n\s*", " ", line)
    lines = _collected.get()
    if lines is None:
        print(f"✓ {line}")
    else:
        lines.append(line)
