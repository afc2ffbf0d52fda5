"""What all tests share."""

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from nbgrader import api
from xdist.scheduler import LoadScopeScheduling

from autograder.authoring import syllabus
from autograder.authoring.release import release
from autograder.grading import pool
from autograder.units import Unit
from course.texts import FIRST, use_language
from tests.tiny import EXERCISES, UNIT, make_course
from tests.tiny_class import AtOnce

collect_ignore = ["tests/answers"]  # students' answers, read as text
collect_ignore_glob = ["source/*/given.py"]  # generated, and all of one name

FIGURES = "figures"
# No test is judged by the time that it takes: on a busy machine even drawing an example may take a second.
PATIENT: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("some", max_examples=50, **PATIENT)
settings.register_profile("thorough", max_examples=300, **PATIENT)
settings.load_profile("some")
# nbgrader starts a process of some seconds for each new gradebook, to ask which schema is the newest.
api.get_alembic_version = cache(api.get_alembic_version)


@pytest.fixture
def record_figures(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Give tests a way to put what they measured into the summary at the end."""
    return lambda *lines: request.node.user_properties.append((FIGURES, lines))


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Unit:
    """Give a course of one small unit in a folder of its own, and work there."""
    monkeypatch.chdir(tmp_path)
    return make_course(tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def released_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make that course and its gradebook once: nbgrader takes seconds to set up a new database."""
    root = tmp_path_factory.mktemp("course")
    with pytest.MonkeyPatch.context() as patch:
        release([make_course(root, patch)])
    return root


@pytest.fixture
def released(released_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Unit:
    """Give that course in a folder of its own, released, and work there."""
    shutil.copytree(released_once, tmp_path, dirs_exist_ok=True)
    monkeypatch.setitem(syllabus.EXERCISES, UNIT, EXERCISES)
    monkeypatch.chdir(tmp_path)
    return Unit(UNIT, tmp_path)


@pytest.fixture
def no_lanes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grade in this process, where a submission takes no time to start: for tests of what lies around the run."""
    monkeypatch.setattr(pool, "local_pool", lambda _width: AtOnce())


class ByNotebook(LoadScopeScheduling):
    """Give whole notebooks to one process, since nbval runs their cells one by one; spread most other tests.

    The browser tests of a module share a server, so they stay together as well.
    """

    def _split_scope(self, nodeid: str) -> str:
        together = ".ipynb::" in nodeid or nodeid.startswith("tests/browser/")
        return nodeid.split("::")[0] if together else nodeid


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow ones and notebooks, so that no process waits at the end for another one's long test."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None and item.path.suffix != ".ipynb")


def pytest_runtest_teardown() -> None:
    """Go back to English: who grades in the test's own process leaves the language of a submission behind."""
    use_language(FIRST)


def pytest_xdist_auto_num_workers() -> int:
    """Start one process more than there are cores: many tests wait, for a limit to be passed or for a browser."""
    return (os.cpu_count() or 1) + 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByNotebook:
    return ByNotebook(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    calls = [
        one for reports in terminalreporter.stats.values() for one in reports if getattr(one, "when", "") == "call"
    ]
    lines = [line for call in calls for name, lines in call.user_properties if name == FIGURES for line in lines]
    if lines:
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.line(line)
