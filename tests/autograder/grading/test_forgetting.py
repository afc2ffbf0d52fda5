"""Forgetting a student: nothing of theirs is left, and nothing of anybody else's is gone."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.grading import journal
from autograder.hand import history
from autograder.judging.results import NotebookResult, NotebookStatus
from autograder.problems import UserError
from autograder.units import Unit
from tests.autograder.reading.gradebooks import put_mark
from tests.submissions import hand_in
from tests.tiny import UNIT, tiny_notebook


def everything(root: Path) -> dict[str, bytes]:
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and path.name != journal.LOCK]
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def keep(root: Path, student: str) -> None:
    """Leave all that a term leaves behind about a student."""
    hand_in(tiny_notebook(), UNIT, student, root)
    result = NotebookResult(UNIT, 10.0, 20.0, NotebookStatus.GRADED)
    journal.append(root, journal.Entry(journal.Key("a", "b", "c"), student, result))
    put_mark(root, student, (10, 0, None), comment=f"well done, {student}")
    history.append(
        root, history.HandChange("", "ana", UNIT, student, "reflect_why", history.HandMark(), history.HandMark(1.0))
    )
    for name in (
        f"submitted/{student}/replaced/{UNIT}-1/collected.json",
        f"autograded/{student}/{UNIT}/tiny.ipynb",
        f"feedback/{student}/{UNIT}/tiny.html",
        f".regrade/{UNIT}/{student}.json",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"of {student}", encoding="utf-8")
    with (root / "autograder.log").open("a", encoding="utf-8") as log:
        log.write(f"2026-11-01 00:00:00 UTC, {student}, {UNIT}:\n  Traceback of {student}\n")


@pytest.mark.slow
def test_nothing_of_the_student_is_left_and_all_of_the_others(tiny: Unit) -> None:
    keep(tiny.root, "adam")  # whose id begins with the other one's
    others = everything(tiny.root)
    keep(tiny.root, "ada")
    (tiny.root / "report").mkdir()
    (tiny.root / "report" / "index.html").write_text("ada and adam", encoding="utf-8")
    with (tiny.root / "journal.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"key": "cut off", "student": "ada", ')
    before = everything(tiny.root)
    listed = CliRunner().invoke(app, ["forget", "ada"])
    assert "Nothing is removed yet" in listed.stdout
    assert everything(tiny.root) == before
    done = CliRunner().invoke(app, ["forget", "ada", "--yes"])
    assert done.exit_code == 0, done.output
    after = everything(tiny.root)
    assert after.keys() == others.keys()
    assert {name for name in after if after[name] != others[name]} <= {"gradebook.db"}
    assert b"well done, adam" in after["gradebook.db"]
    assert b"well done, ada\x00" not in after["gradebook.db"].replace(b"adam", b"")
    assert b"well done, ada" not in after["gradebook.db"].replace(b"well done, adam", b"")
    again = CliRunner().invoke(app, ["forget", "ada", "--yes"])
    assert isinstance(again.exception, UserError)
    assert "Nothing is kept about a student 'ada'" in str(again.exception)


@pytest.mark.parametrize("student", ["..", "../tiny", "", "-x", "*"])
def test_an_id_never_leads_elsewhere(tiny: Unit, student: str) -> None:
    keep = everything(tiny.root)
    done = CliRunner().invoke(app, ["forget", "--yes", "--", student])
    assert isinstance(done.exception, UserError)
    assert {name: data for name, data in everything(tiny.root).items() if name != "journal.jsonl"} == keep
