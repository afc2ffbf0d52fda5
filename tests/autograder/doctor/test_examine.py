"""The doctor: sees what holds, and what does not."""

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.doctor.examine import DEGRADED, ENFORCED, MISSING, Finding, examine, verdict
from autograder.doctor.probes import PROBES
from autograder.problems import UserError
from autograder.sandbox.choice import SANDBOXES, works


@pytest.mark.slow
@pytest.mark.parametrize("sandbox", SANDBOXES)
def test_every_protection_holds_in_a_sandbox(sandbox: str) -> None:
    if not works(sandbox):
        pytest.skip(f"{sandbox} does not work here")
    assert {one.protection: one.got_through for one in examine(sandbox)} == {one.protection: () for one in PROBES}


@pytest.mark.exhaustive
def test_without_a_sandbox_the_probes_get_through() -> None:
    states = {one.protection: one.state for one in examine("none")}
    for protection in ("no network", "files outside: unreadable", "files outside: unwritable", "processes"):
        assert states[protection] == MISSING, protection
    for protection in ("memory that no limit counts", "budgets of the machine", "other processes: unseen"):
        assert states[protection] == MISSING, protection
    for protection in (
        "other processes: untouched",
        "the worker: untouched",
        "leftovers: removed",
        "files to read: not held",
    ):
        assert states[protection] in (DEGRADED, MISSING), protection
    for protection in ("memory", "threads", "open files", "size of a file", "wall clock", "processor time"):
        assert states[protection] == ENFORCED, protection


HOLDS, LEAKS = Finding("memory", ENFORCED), Finding("no network", DEGRADED, ("UDP",))


def test_verdict_is_about_the_sandbox_that_auto_takes() -> None:
    assert verdict({"bwrap": [HOLDS], "sandlock": [LEAKS]}) == "`--sandbox auto` takes bwrap, and everything holds."
    with pytest.raises(UserError, match="takes sandlock, which does not hold everything here: no network"):
        verdict({"sandlock": [HOLDS, LEAKS]})
    with pytest.raises(UserError, match=r"No sandbox can be built here, .* Install bubblewrap"):
        verdict({})


def test_table_says_what_got_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.doctor.probes.PROBES", PROBES[:2])
    monkeypatch.setattr("autograder.sandbox.choice.works", lambda sandbox: sandbox == "sandlock")
    monkeypatch.setattr("autograder.doctor.examine.examine", lambda sandbox, progress: [HOLDS, LEAKS])
    shown = CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "120"})
    assert "degraded: UDP" in shown.stdout
    assert "bwrap cannot be built here" in shown.stdout
    assert isinstance(shown.exception, UserError)
