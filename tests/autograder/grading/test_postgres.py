"""The same class in a real PostgreSQL: nbgrader's db_url is all that changes."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.cli import app
from autograder.grading.health import check_health
from autograder.problems import UserError
from autograder.units import Unit
from tests.tiny import UNIT
from tests.tiny_class import OPTIONS, gradebook_rows, hand_in_class, scores

pytestmark = pytest.mark.slow
PLACES = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *map(Path, os.get_exec_path())]


@pytest.fixture
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a PostgreSQL server that listens on a socket in a folder of its own; gives the URL of its database."""
    programs = next((place for place in PLACES if (place / "initdb").exists()), None)
    if programs is None:
        pytest.skip("PostgreSQL is not installed here")
    as_user = _as_ordinary_user()
    folder = Path(subprocess.check_output([*as_user, "mktemp", "-d", "/tmp/pg-XXXXXX"], text=True).strip())

    def run(program: str, *arguments: str) -> None:
        subprocess.run([*as_user, programs / program, *arguments], check=True, capture_output=True, cwd=folder)

    data = f"--pgdata={folder}/data"
    try:
        run("initdb", data, "--username=grader", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", data, "--wait", f"--log={folder}/log", f"--options=-c listen_addresses='' -k {folder}", "start")
        try:
            yield f"postgresql+psycopg2://grader@/postgres?host={folder}"
        finally:
            run("pg_ctl", data, "--wait", "--mode=immediate", "stop")
    finally:
        subprocess.run([*as_user, "rm", "-rf", folder], check=False)


def _as_ordinary_user() -> list[str]:
    """Return what runs a command as somebody who is not root: PostgreSQL refuses to start as root."""
    if os.getuid():
        return []
    names = {one.pw_name for one in pwd.getpwall()}
    if "postgres" not in names or shutil.which("runuser") is None:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    return ["runuser", "-u", "postgres", "--"]


def grade(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["grade", *OPTIONS, *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_class_in_postgresql_comes_out_as_in_sqlite(released: Unit, no_lanes: None, postgres: str) -> None:
    hand_in_class(released.root, 6)
    grade()
    in_sqlite, journal_before = gradebook_rows(f"sqlite:///{released.root}/gradebook.db"), scores(released.root)
    (released.root / "gradebook.db").rename(released.root / "another.db")
    with (released.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {postgres!r}\n")
    assert "5 because gradebook or autograded/ do not hold their result" in grade()
    assert gradebook_rows(postgres) == in_sqlite
    assert len(in_sqlite) == 5
    assert not (released.root / "gradebook.db").exists()
    with Gradebook(postgres) as book:  # as the formgrader does
        written = book.find_grade("reflect_why", "tiny", UNIT, "s00-right")
        written.manual_score, written.needs_manual_grade = 3, False
        book.db.commit()
    assert "1 because of --force" in grade("--force", "--student=s00-right")
    assert ("reflect_why", None, 3.0, False, 4.0) in gradebook_rows(postgres)["s00-right"]
    assert journal_before["s00-right"] == 16.0


@pytest.mark.parametrize(
    ("db_url", "words"),
    [
        (
            "postgresql+psycopg2://grader:secret@127.0.0.1:1/grades",
            r"postgresql\+psycopg2://grader:\*\*\*@127.0.0.1:1/grades",
        ),
        ("oracle+nothing://grader:secret@host/grades", "cannot be used here"),
        ("no url at all", "cannot be used here"),
    ],
)
def test_database_that_cannot_be_used_is_named_without_its_password(tmp_path: Path, db_url: str, words: str) -> None:
    with pytest.raises(UserError, match=words) as caught:
        check_health(tmp_path, db_url)
    assert "secret" not in str(caught.value)
