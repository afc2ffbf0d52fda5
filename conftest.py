"""What all tests share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.units import Unit
from tests.tiny import make_course

collect_ignore = ["answers"]  # students' answers, read as text

_figures: list[str] = []


@pytest.fixture
def record_figures() -> Callable[..., None]:
    """Give tests a way to put what they measured into the summary at the end."""
    return lambda *lines: _figures.extend(lines)


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Unit:
    """Give a course of one small unit in a folder of its own, and work there."""
    monkeypatch.chdir(tmp_path)
    return make_course(tmp_path, monkeypatch)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _figures:
        terminalreporter.section("figures")
        for line in _figures:
            terminalreporter.line(line)
